/* Every page, in both languages, light and dark, at a telephone's width, too: nothing that axe-core finds against
 * WCAG 2.2 AA; nothing wider than the window, also where all is twice as large; nothing that moves while it loads. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { check, newPage } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const ARTICLE = "2019/09-02-khanh-thanh-cau-ben-moc.txt";
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

export const addresses = {
	home: "/",
	results: "/search?q=l%C5%A9",
	narrowed: "/search?q=t%E1%BB%89nh&filters=place%3AKon+Tum&from=2010&to=2020&sort=newest",
	read: "/search?q=lu+lut+quang+tri",
	nothing: "/search?q=khongcotunay",
	article: `/article/${ARTICLE}?q=c%E1%BA%A7u+b%E1%BA%BFn+m%E1%BB%99c&at=1`,
	similar: `/similar/${ARTICLE}`,
	history: `/history/${ARTICLE}`,
	status: "/status",
	help: "/help",
	failure: "/search?q=a&nothing=x",
	missing: "/article/khongco",
};

async function violations(page) {
	/* Through the debugger: the policy lets no script of another in. */
	await page.evaluate(axe);
	const found = await page.evaluate(tags => axe.run(document, { runOnly: tags, rules: { "target-size": { enabled: true } } }), TAGS);
	return found.violations.map(v => `${v.id}: ${v.nodes.map(n => `${n.target} ${n.failureSummary}`).join("; ")}`);
}

async function look(page, address, where, audits) {
	await page.goto(address, { waitUntil: "networkidle" });
	const found = audits ? await violations(page) : [];
	check(found.length === 0, `${where}: ${found.join("\n")}`);
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
	check(wide <= 0, `${where}: ${wide} pixels wider than the window`);
	const shift = await page.evaluate(() => new Promise(resolve => {
		let sum = 0;
		new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value; }))
			.observe({ type: "layout-shift", buffered: true });
		setTimeout(() => resolve(sum), 50);
	}));
	check(shift === 0, `${where}: a layout shift of ${shift}`);
}

export async function pages(browser, base) {
	let count = 0;
	for (const colorScheme of ["light", "dark"]) {
		for (const viewport of [{ width: 360, height: 740 }, { width: 640, height: 450 }, { width: 1280, height: 900 }]) {
			const { page, end } = await newPage(browser, base, { colorScheme, viewport });
			for (const [name, address] of Object.entries(addresses)) {
				for (const language of ["vi", "en"]) {
					const sign = address.includes("?") ? "&" : "?";
					await look(page, `${base}${address}${sign}lang=${language}`,
						`${name} ${language} ${colorScheme} ${viewport.width}`,
						viewport.width !== 640); // as of 1280 at 200 %
					count++;
				}
			}
			await end();
		}
	}
	count += await telephones(browser, base);
	await chosenColours(browser, base);
	return `${count} views without a violation`;
}

/* At no width of a telephone is there anything to scroll sideways to, or anything cut. */
async function telephones(browser, base) {
	let count = 0;
	for (const width of [320, 360, 390, 414]) {
		const { page, end } = await newPage(browser, base,
			{ viewport: { width, height: 740 }, isMobile: true, hasTouch: true });
		for (const [name, address] of Object.entries(addresses)) {
			for (const language of ["vi", "en"]) {
				const sign = address.includes("?") ? "&" : "?";
				await page.goto(`${base}${address}${sign}lang=${language}`, { waitUntil: "networkidle" });
				const cut = await page.evaluate(most => [...document.querySelectorAll("body *")]
					.filter(e => !e.closest(".wide, .skip, .hidden") && e.getBoundingClientRect().right > most + .5)
					.map(e => `${e.tagName}.${e.className}`), width);
				const wide = await page.evaluate(() => document.documentElement.scrollWidth);
				check(wide <= width && cut.length === 0, `${name} ${language} ${width}: ${wide} wide, cut ${cut}`);
				count++;
			}
		}
		await end();
	}
	return count;
}

/* What the switch chooses holds, against what the system has, from page to page. */
async function chosenColours(browser, base) {
	const { page, end } = await newPage(browser, base, { colorScheme: "light" });
	const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
	await page.goto(base);
	const light = await paper();
	await page.click("#theme");
	const dark = await paper();
	check(light !== dark, "the switch changes nothing");
	await page.goto(`${base}/help`);
	check(await paper() === dark, "what was chosen does not hold");
	const found = await violations(page);
	check(found.length === 0, `chosen: ${found.join("\n")}`);
	await page.click("#theme");
	check(await paper() === light, "it does not switch back");
	await end();
}
