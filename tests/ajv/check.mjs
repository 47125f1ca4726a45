// Holds requests and answers against their schemas, in the strict mode of ajv.
//
//     node check.mjs SCHEMAS < LINES     each line: request, tab, answer, as JSON
//
// A request that does not fit its schema is refused as such; one that fits only for what is within
// texts that no schema reads.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import Ajv from "ajv";

const ajv = new Ajv({ strict: true, strictTypes: true, strictTuples: true, strictNumbers: true, allErrors: true });
const [requests, answers] = ["request", "answer"].map((name) =>
	ajv.compile(JSON.parse(readFileSync(`${process.argv[2]}/${name}.schema.json`, "utf8"))),
);
const unread = ["from", "to", "filters", "facets"];
const kinds = new Map();
let lines = 0;
let wrong = 0;

function fail(why, line) {
	wrong++;
	console.log(`${why}: ${line.slice(0, 2000)}`);
}

// What an answer has beside what all have tells its kind.
function count(answer) {
	const kind = ["error", "hits", "article", "list", "suggestions", "tokens", "status", "cancelled"].find(
		(name) => name in answer,
	);
	kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
}

for await (const line of createInterface({ input: process.stdin })) {
	const [request, answer] = line.split("\t").map((text) => JSON.parse(text));
	lines++;
	count(answer);
	if (!answers(answer)) fail(ajv.errorsText(answers.errors), line);
	const refused = answer.error?.fault === "request";
	if (requests(request) ? refused && !unread.includes(answer.error.option) : !refused) fail("request", line);
}
const told = [...kinds].map(([kind, number]) => `${number} ${kind}`).join(", ");
console.log(`ajv: ${lines} answers (${told}), ${wrong} wrong`);
process.exitCode = wrong > 0 || lines === 0 ? 1 : 0;
