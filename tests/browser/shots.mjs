/* The page in ten states, as pictures: to be looked at, and those in docs/. */
import { mkdirSync } from "node:fs";
import { newPage, root } from "./browser.mjs";
import { addresses } from "./pages.mjs";

async function typed(page, base) {
	await page.goto(base);
	await page.keyboard.type("khanh thanh cau", { delay: 20 });
	await page.waitForTimeout(700);
}

export async function shots(browser, base, folder) {
	let count = 0;
	mkdirSync(folder, { recursive: true });
	for (const width of [360, 768, 1280]) {
		for (const colorScheme of ["light", "dark"]) {
			const { page, end } = await newPage(browser, base, { colorScheme, viewport: { width, height: width < 400 ? 740 : 900 } });
			for (const [name, address] of Object.entries(addresses)) {
				await page.goto(base + address, { waitUntil: "networkidle" });
				await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
				count++;
			}
			await typed(page, base);
			await page.screenshot({ path: `${folder}/typing-${width}-${colorScheme}.png` });
			await end();
			count++;
		}
	}
	return `${count} pictures in ${folder}`;
}

export async function shotsForDocs(browser, base) {
	const folder = `${root}/docs/page`;
	mkdirSync(folder, { recursive: true });
	const wide = await newPage(browser, base, { viewport: { width: 1024, height: 640 } });
	await wide.page.goto(base + addresses.narrowed, { waitUntil: "networkidle" });
	await wide.page.screenshot({ path: `${folder}/results.png` });
	await typed(wide.page, base);
	await wide.page.screenshot({ path: `${folder}/typing.png` });
	await wide.page.goto(`${base}/status`);
	await wide.page.screenshot({ path: `${folder}/status.png` });
	await wide.end();
	const small = await newPage(browser, base, { colorScheme: "dark", viewport: { width: 360, height: 640 } });
	await small.page.goto(base + addresses.article, { waitUntil: "networkidle" });
	await small.page.screenshot({ path: `${folder}/article.png` });
	await small.end();
	return `pictures in ${folder}`;
}
