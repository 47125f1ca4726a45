// Peers behind the same kind of server as tracuu --serve: one line of JSON in, one out, over a Unix
// socket, a process for each core. Started by bench/serve.
//
//     node serve_peers.mjs fts5|quest|lancedb DATABASE SOCKET PROCESSES [MODULES]
//     node serve_peers.mjs build-lancedb ARTICLES DATABASE - [MODULES]

import cluster from "node:cluster";
import { execFile } from "node:child_process";
import { createReadStream } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const [engine, database, place, processes, modules] = process.argv.slice(2);
const load = createRequire((modules ?? process.cwd()) + "/");

// Ten hits, each with its id, its title and a passage, as a page shows them.
const engines = {
	async fts5() {
		const Database = load("better-sqlite3");
		const db = new Database(database, { readonly: true, fileMustExist: true });
		const search = db.prepare(
			`SELECT id, title, snippet(articles, -1, '[', ']', '…', 24) AS passage
			FROM articles WHERE articles MATCH ? ORDER BY bm25(articles) LIMIT 10`,
		);
		return (query) => search.all(query);
	},

	async quest() {
		const run = promisify(execFile);
		return async (query) => {
			const { stdout } = await run("quest", ["--msize=10", "--stemmer=none", "--db=" + database, "--", query]);
			return stdout.split("\n\n");
		};
	},

	async lancedb() {
		const { connect } = load("@lancedb/lancedb");
		const table = await (await connect(database)).openTable("articles");
		return async (query) => {
			const rows = await table.search(query, "fts", "text").select(["id", "title", "text", "_score"]).limit(10).toArray();
			return rows.map(({ id, title, text }) => ({ id, title, passage: text.slice(0, 200) }));
		};
	},
};

async function serve() {
	const search = await engines[engine]();
	const server = createServer((client) => {
		client.on("error", () => {});
		createInterface({ input: client }).on("line", async (line) => {
			let answer;
			try {
				answer = { hits: await search(JSON.parse(line).q) };
			} catch (error) {
				answer = { error: String(error) };
			}
			client.write(JSON.stringify(answer) + "\n");
		});
	});
	server.listen(place);
}

async function* batches(path, size) {
	let rows = [];
	for await (const line of createInterface({ input: createReadStream(path) })) {
		const { id, title, text } = JSON.parse(line);
		if (rows.push({ id, title, text: title + "\n" + text }) === size) {
			yield rows;
			rows = [];
		}
	}
	if (rows.length > 0) yield rows;
}

async function buildLance() {
	const { connect, Index } = load("@lancedb/lancedb");
	const db = await connect(place);
	let table;
	for await (const rows of batches(database, 5000)) {
		if (table) await table.add(rows);
		else table = await db.createTable("articles", rows);
	}
	const config = Index.fts({ stem: false, removeStopWords: false, asciiFolding: true, withPosition: true });
	await table.createIndex("text", { config });
	process.exit(0);
}

if (engine === "build-lancedb") await buildLance();
else if (!cluster.isPrimary) await serve();
else for (let i = 0; i < Number(processes); i++) cluster.fork();
