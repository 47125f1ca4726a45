/* What every part has: an archive, a server of its own, a browser. */
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { chromium } from "playwright-core";

const { TRACUU_BUILD: build, TRACUU_HERE: here, TRACUU_WORK: work } = process.env;
export const root = `${here}/../..`;

export const EVIL = "<script>window.evil = 1</script><img src=x onerror=\"window.evil = 1\">\u202e\x1b[2J\"'&";

/* Press releases, beside them what means harm, and what can't be read. */
function writeSource() {
	const source = `${work}/source`;
	cpSync(`${root}/corpus`, `${source}/bao`, { recursive: true });
	mkdirSync(`${source}/la`);
	writeFileSync(`${source}/la/evil.txt`, `Hiểm họa ${EVIL}\n\nTin hiểm họa ${EVIL} ở Huế.\n\n${EVIL}\n`);
	writeFileSync(`${source}/la/dai.txt`, `Hiểm họa dài ${"<b>dài".repeat(1600000)}\n\nHiểm họa.\n`);
	writeFileSync(`${source}/la/bang.csv`, "title,body\nBảng hiểm họa,\"Hiểm họa <b>\"\n");
	writeFileSync(`${source}/la/hong.jsonl`, "{\"title\": \"x\"\n{\"title\": \"Tin đêm\", \"body\": \"Tin đêm qua.\"}\n");
	writeFileSync(`${source}/la/ghi-chu.xyz`, "x");
	return source;
}

export function makeArchive() {
	const archive = `${work}/archive`;
	const source = writeSource();
	try {
		execFileSync(`${build}/indexer/tracuu-index`, ["update", "--quiet", "--lang=vi", "--archive", archive, "bao", "la"],
			{ stdio: "pipe", cwd: source });
	} catch (error) {
		if (error.status !== 1) // some was skipped, as was meant
			throw error;
	}
	return archive;
}

export function startServer(archive) {
	const server = spawn(`${build}/web/tracuu-web`, ["--listen=127.0.0.1:0", "--rate=0", "--at-once=0", "--lang=en",
		"--", "--archive", archive], { stdio: ["ignore", "ignore", "pipe"] });
	return new Promise((resolve, reject) => {
		let said = "";
		server.on("exit", () => reject(new Error(said)));
		server.stderr.on("data", data => {
			said += data;
			const found = said.match(/http:\/\/127\.0\.0\.1:\d+/);
			if (found)
				resolve({ base: found[0], stop: () => server.kill() });
		});
	});
}

export function startBrowser() {
	return chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
}

/* A page on which nothing may fail: no error of a script, nothing that the policy refused, no request to
   another host. */
export async function newPage(browser, base, options = {}) {
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "vi-VN", ...options });
	const page = await context.newPage();
	const faults = [];
	page.on("pageerror", error => faults.push(`script: ${error.message}`));
	page.on("console", message => {
		if (message.type() === "error" && !/status of 4\d\d/.test(message.text()))
			faults.push(`console: ${message.text()}`);
	});
	page.on("request", request => {
		if (!request.url().startsWith(base))
			faults.push(`foreign: ${request.url()}`);
	});
	page.on("dialog", dialog => {
		faults.push(`dialog: ${dialog.message()}`);
		dialog.dismiss();
	});
	return {
		page,
		async end() {
			if (options.javaScriptEnabled !== false && await page.evaluate(() => window.evil))
				faults.push("a script of an article ran");
			await context.close();
			check(faults.length === 0, faults.join("\n"));
		},
	};
}

export function check(condition, message) {
	if (!condition)
		throw new Error(message);
}

/* Waits until CONDITION is, at most 10 seconds. */
export async function until(condition, message) {
	const end = Date.now() + 10000;
	for (;;) {
		const value = await condition();
		if (value)
			return value;
		check(Date.now() < end, `it never happened: ${message}`);
		await new Promise(resolve => setTimeout(resolve, 10));
	}
}
