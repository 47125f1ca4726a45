import { makeArchive, startBrowser, startServer } from "./browser.mjs";
import { flows } from "./flows.mjs";
import { hostile } from "./hostile.mjs";
import { measure } from "./measure.mjs";
import { pages } from "./pages.mjs";
import { shots, shotsForDocs } from "./shots.mjs";
import { tasks } from "./tasks.mjs";

const parts = { pages, flows, hostile, tasks };
const options = process.argv.slice(2);
const value = name => options[options.indexOf(name) + 1];

async function run(name, part, ...more) {
	const start = Date.now();
	const said = await part(...more);
	console.log(`${name}: ${said} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
}

const archive = options.includes("--archive") ? value("--archive") : makeArchive();
const server = await startServer(archive);
const browser = await startBrowser();
try {
	if (options.includes("--archive"))
		await run("measure", measure, browser, server.base);
	else if (options.includes("--lighthouse"))
		await run("lighthouse", (await import("./lighthouse.mjs")).lighthouse, browser, server.base);
	else if (options.includes("--shots"))
		await run("shots", shots, browser, server.base, value("--shots"));
	else if (options.includes("--docs"))
		await run("docs", shotsForDocs, browser, server.base);
	else
		for (const name of options.length > 0 ? options : Object.keys(parts))
			await run(name, parts[name], browser, server.base);
} finally {
	await browser.close();
	server.stop();
}
