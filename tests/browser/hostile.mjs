/* Articles, queries and addresses that mean harm: no script runs, and the page is there. */
import { EVIL, check, newPage } from "./browser.mjs";

const QUERIES = [EVIL, `hiểm họa ${EVIL}`, "\"><script>window.evil=1</script>", "</title><script>window.evil=1</script>",
	"javascript:window.evil=1", "\u202eabc", "\x01\x02", "'><svg onload=window.evil=1>", "{{constructor.constructor('window.evil=1')()}}",
	"a".repeat(15000), "#<img src=x onerror=window.evil=1>"];

async function visit(page, address) {
	await page.goto(address, { waitUntil: "load" });
	check(await page.locator("main h1").count() === 1, `no page: ${address.slice(0, 200)}`);
}

export async function hostile(browser, base) {
	const { page, end } = await newPage(browser, base);
	for (const query of QUERIES) {
		const q = encodeURIComponent(query);
		for (const address of [`/search?q=${q}`, `/search?q=a&filters=${q}`, `/search?q=a&from=${q}`, `/?q=${q}`,
			`/article/${q}`, `/article/none?q=${q}`, `/search?q=a#${q}`, `/help?lang=${q}`])
			await visit(page, base + address);
	}
	/* Typed, with suggestions. */
	await page.goto(base);
	for (const query of QUERIES.slice(0, 8)) {
		await page.fill("#q", query);
		await page.waitForTimeout(150);
		check(await page.locator("main h1").count() === 1, `no page for what was typed: ${query}`);
	}
	await page.goto(`${base}/search?q=hi%E1%BB%83m+h%E1%BB%8Da`);
	const links = await page.locator(".hits h2 a").evaluateAll(all => all.map(a => a.href));
	check(links.length >= 3, `hostile articles: ${links.length}`);
	for (const link of links) {
		await visit(page, link);
		const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
		check(wide <= 0, `${link}: ${wide} pixels too wide`);
	}
	await page.fill("#q", "hiểm họa");
	await page.waitForTimeout(300);
	await end();
	return `${QUERIES.length} queries, ${links.length} articles`;
}
