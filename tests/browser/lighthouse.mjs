/* The kinds of pages, on a telephone and on a desk, as Lighthouse scores them: what it finds for performance,
 * accessibility, best practices and search engines is no less than here. It drives the same chromium, and brings its own
 * idea of a slow telephone and a slow network. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { tmpdir } from "node:os";
import { promisify } from "node:util";
import { check } from "./browser.mjs";
import { addresses } from "./pages.mjs";

const cli = join(dirname(createRequire(import.meta.url).resolve("lighthouse/package.json")), "cli/index.js");
const KINDS = ["home", "results", "article", "status", "help"];
const TRIES = 3;
const LEAST = { performance: 0.9, accessibility: 1, "best-practices": 1, seo: 1 };

async function lookOnce(address, form) {
	const folder = mkdtempSync(join(tmpdir(), "lighthouse-"));
	const out = join(folder, "report.json");
	const options = [address, "--quiet", "--output=json", `--output-path=${out}`, "--chrome-flags=--headless=new --no-sandbox",
		...(form === "desktop" ? ["--preset=desktop"] : [])];
	await promisify(execFile)(process.execPath, [cli, ...options], { env: { ...process.env, CHROME_PATH: "/usr/bin/chromium" } });
	return JSON.parse(readFileSync(out, "utf8"));
}

/* What a busy machine is slow at is looked at again. */
async function look(address, form) {
	let report;
	for (let i = 0; i < TRIES && !(report?.categories.performance.score >= LEAST.performance); i++)
		report = await lookOnce(address, form);
	return report;
}

/* What took points: "color-contrast (the name of the audit): how much". */
function lost(report, category) {
	return report.categories[category].auditRefs.filter(ref => ref.weight > 0)
		.map(ref => report.audits[ref.id]).filter(audit => audit.score !== null && audit.score < 1)
		.map(audit => `${audit.id} ${audit.displayValue ?? ""}: ${JSON.stringify(audit.details?.items ?? []).slice(0, 300)}`);
}

export async function lighthouse(browser, base) {
	const faults = [];
	let count = 0;
	for (const form of ["mobile", "desktop"]) {
		for (const kind of KINDS) {
			const report = await look(base + addresses[kind], form);
			const scores = Object.keys(LEAST).map(category => report.categories[category].score);
			console.log(`  ${kind}, ${form}: ${Object.keys(LEAST).map((c, i) => `${c} ${Math.round(scores[i] * 100)}`).join(", ")}`);
			count++;
			Object.entries(LEAST).forEach(([category, least], i) => {
				if (scores[i] < least)
					faults.push(`${kind}, ${form}: ${category} ${scores[i]}: ${lost(report, category).join("; ")}`);
			});
		}
	}
	check(faults.length === 0, faults.join("\n"));
	return `${count} pages`;
}
