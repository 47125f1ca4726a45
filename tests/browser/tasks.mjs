/* The tasks of docs/page.md, done as they stand there: each line of a block "page" is a step. */
import { readFileSync } from "node:fs";
import { check, newPage, root, until } from "./browser.mjs";

const visible = (page, selector, words) => page.locator(`${selector}:visible`, { hasText: words });

const steps = {
	/* An address. */
	async open(page, base, address) {
		await page.goto(base + address, { waitUntil: "load" });
	},
	/* Into the box that has the focus. */
	async type(page, base, words) {
		await page.keyboard.type(words, { delay: 10 });
	},
	async press(page, base, key) {
		await page.keyboard.press(key);
	},
	/* A link, button, or what folds out, by words that it has. */
	async click(page, base, words) {
		const found = visible(page, "a, button, summary, [role=option]", words).first();
		await until(() => found.isVisible(), `there is something to click: ${words}`);
		await found.click();
		await page.waitForLoadState();
	},
	/* FIELD = VALUE, by its label. */
	async set(page, base, words) {
		const [label, value] = words.split(" = ");
		const field = page.getByLabel(label, { exact: true });
		if (await field.evaluate(element => element.localName) === "select") {
			await field.selectOption({ label: value });
		} else {
			await field.fill(value);
			await field.press("Enter");
		}
	},
	async see(page, base, words) {
		await until(async () => (await page.locator("body").innerText()).replace(/\s+/g, " ").includes(words), `one sees: ${words}`);
	},
	async "do not see"(page, base, words) {
		await until(async () => !(await page.locator("main").innerText()).includes(words), `one does not see: ${words}`);
	},
	async marked(page, base, words) {
		await until(async () => await visible(page, "mark", words).count() > 0, `marked: ${words}`);
	},
	/* A file that comes when that is clicked, and a text in it. */
	async download(page, base, words) {
		const [link, text] = words.split(" > ");
		const waiting = page.waitForEvent("download");
		await visible(page, "a", link).first().click();
		const content = readFileSync(await (await waiting).path(), "utf8");
		check(content.includes(text), `${link}: ${content.slice(0, 300)}`);
	},
	async "address has"(page, base, words) {
		await until(() => decodeURIComponent(page.url().replaceAll("+", " ")).includes(words), `the address has ${words}: ${page.url()}`);
	},
};

const names = Object.keys(steps).sort((a, b) => b.length - a.length);

async function doTask(browser, base, task) {
	const { page, end } = await newPage(browser, base, { acceptDownloads: true });
	for (const line of task.lines) {
		const name = names.find(candidate => line.startsWith(`${candidate} `));
		check(name, `no such step: ${line}`);
		await steps[name](page, base, line.slice(name.length + 1)).catch(error => {
			throw new Error(`${task.title}\n    ${line}\n${error.message}`);
		});
	}
	await end();
}

function readTasks() {
	const page = readFileSync(`${root}/docs/page.md`, "utf8");
	return [...page.matchAll(/^\d+\. (.*)\n\n? *```page\n([\s\S]*?) *```$/gm)].map(([, title, block]) => ({
		title, lines: block.split("\n").map(line => line.trim()).filter(line => line !== ""),
	}));
}

export async function tasks(browser, base) {
	const all = readTasks();
	check(all.length >= 25, `docs/page.md has ${all.length} tasks`);
	const failed = [];
	for (const task of all)
		await doTask(browser, base, task).catch(error => failed.push(error.message));
	check(failed.length === 0, failed.join("\n"));
	return `${all.length} tasks of docs/page.md`;
}
