// Asks tracuu --serve: one that this program starts, or one that listens at a socket.
//
//     node search.mjs ARCHIVE QUERY...
//     node search.mjs --socket PATH QUERY...

import { spawn } from "node:child_process";
import { connect } from "node:net";
import { createInterface } from "node:readline";

// Requests to REQUESTS, answers from ANSWERS, in any order: their ids tell which is whose.
class Tracuu {
	#requests;
	#waiting = new Map();
	#last = 0;

	constructor(requests, answers) {
		this.#requests = requests;
		requests.on("error", () => {}); // the end of answers tells it
		createInterface({ input: answers })
			.on("line", (line) => this.#take(JSON.parse(line)))
			.on("close", () => this.#end());
	}

	static start(archive) {
		const child = spawn("tracuu", ["--archive", archive, "--serve"], {
			stdio: ["pipe", "pipe", "inherit"],
		});
		child.on("error", (error) => console.error(`search: ${error.message}`));
		return new Tracuu(child.stdin, child.stdout);
	}

	static connect(path) {
		const socket = connect(path);
		return new Tracuu(socket, socket);
	}

	ask(request) {
		const id = ++this.#last;
		this.#requests.write(JSON.stringify({ ...request, id }) + "\n");
		return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
	}

	close() {
		this.#requests.end();
	}

	#take(answer) {
		this.#waiting.get(answer.id)?.resolve(answer);
		this.#waiting.delete(answer.id);
	}

	#end() {
		for (const { reject } of this.#waiting.values()) reject(new Error("no answer"));
		this.#waiting.clear();
	}
}

// Once more where that may help: a crash costs one answer.
async function search(tracuu, query) {
	const request = { q: query, limit: 3 };
	const answer = await tracuu.ask(request);
	return answer.error?.retryable ? tracuu.ask(request) : answer;
}

function print(query, answer) {
	if (answer.error) {
		console.log(`${query}: ${answer.error.message}`);
		return;
	}
	console.log(`${query}: ${answer.total.full}`);
	for (const hit of answer.hits)
		console.log("  ", hit.date, hit.title?.map((piece) => piece.text).join(""));
}

const [where, ...rest] = process.argv.slice(2);
const queries = where === "--socket" ? rest.slice(1) : rest;
const tracuu = where === "--socket" ? Tracuu.connect(rest[0]) : Tracuu.start(where);
try {
	const answers = await Promise.all(queries.map((query) => search(tracuu, query)));
	queries.forEach((query, i) => print(query, answers[i]));
} catch (error) {
	console.error(`search: ${error.message}`);
	process.exitCode = 1;
}
tracuu.close();
