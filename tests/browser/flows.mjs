/* What people do: typing, by an input method, too; suggestions; filtering, brushing, opening, going back, sharing an
 * address; all of that by keyboard; plain searches without scripts. */
import { check, newPage, until } from "./browser.mjs";

const text = (page, selector) => page.locator(selector).first().textContent();
const search = q => `/search?q=${encodeURIComponent(q)}`;

async function typing(browser, base) {
	const { page, end } = await newPage(browser, base);
	await page.goto(base);
	check(await page.evaluate(() => document.activeElement.id) === "q", "one can type at once");
	await page.keyboard.type("lu lut", { delay: 30 });
	await until(async () => page.url().endsWith("q=lu+lut"), "the address follows");
	check((await text(page, ".notice.read-as")).includes("lũ lụt"), "how it was read");
	await until(async () => await page.locator("#side .facet").count() > 0, "counts beside");
	await until(async () => (await text(page, "#announce")).includes("bài"), "told to who does not see it");
	const before = page.url();
	await page.goBack();
	await until(async () => await page.locator(".home").count() === 1, "back to the beginning");
	check(await page.locator("#q").inputValue() === "", "an empty box");
	await page.goForward();
	await until(async () => await page.locator(".hits > li").count() > 0, "forward again");
	check(page.url() === before && await page.locator("#q").inputValue() === "lu lut", "the same search");
	await page.click(".notice.read-as a");
	await until(async () => page.url().includes("diacritics=exact"), "one click to insist");
	await end();
}

/* Unikey deletes what it replaces: the list stays as it is, and nothing is asked for what is half done. */
async function inputMethods(browser, base) {
	const { page, end } = await newPage(browser, base);
	const asked = [];
	page.on("request", request => { if (/\/(search|suggest)\?/.test(request.url())) asked.push(decodeURIComponent(request.url())); });
	await page.goto(base);
	await page.keyboard.type("lu");
	await until(async () => await page.locator("#suggestions li").count() > 0, "suggestions");
	await page.evaluate(() => {
		window.changes = 0;
		new MutationObserver(list => { window.changes += list.length; }).observe(document.getElementById("suggestions"), { childList: true });
		window.empty = 0;
		new MutationObserver(() => { window.empty += document.getElementById("suggestions").hidden; })
			.observe(document.getElementById("suggestions"), { attributes: true });
	});
	asked.length = 0;
	await Promise.all([page.keyboard.press("Backspace"), page.keyboard.insertText("ũ")]);
	await until(async () => asked.some(url => /search\?q=lũ/.test(url)), "the letter with its mark");
	check(!asked.some(url => /[?&]q=l(&|$)/.test(url)), `asked for half a word: ${asked}`);
	check(await page.evaluate(() => window.empty) === 0, "the list was gone for a moment");
	/* A composition, as IBus and telephones have it. */
	asked.length = 0;
	const client = await page.context().newCDPSession(page);
	await page.fill("#q", "");
	await page.waitForTimeout(200);
	asked.length = 0;
	for (const part of ["t", "tr", "tru", "truo", "trươ", "trươn", "trương"]) {
		await client.send("Input.imeSetComposition", { text: part, selectionStart: part.length, selectionEnd: part.length });
		await page.waitForTimeout(60);
	}
	check(asked.length === 0, `asked within a composition: ${asked}`);
	await client.send("Input.insertText", { text: "trường" });
	await until(async () => asked.some(url => url.includes("q=trường")), "asked at its end");
	await end();
}

async function suggestions(browser, base) {
	const { page, end } = await newPage(browser, base);
	await page.goto(base);
	await page.keyboard.type("khanh thanh cau");
	await until(async () => await page.locator("#suggestions [data-article]").count() > 0, "a headline");
	check(await page.getAttribute("#q", "aria-expanded") === "true", "told to be open");
	await page.keyboard.press("Escape");
	check(await page.locator("#suggestions").isHidden(), "closed by Escape");
	await page.keyboard.type("x");
	await page.keyboard.press("Backspace");
	await page.keyboard.press("Backspace");
	await until(async () => await page.locator("#suggestions").isVisible(), "open again");
	await page.keyboard.press("ArrowDown");
	const id = await page.getAttribute("#q", "aria-activedescendant");
	const wanted = await page.getAttribute(`#${id}`, "data-text");
	await page.keyboard.press("Enter");
	await until(async () => await page.locator("#q").inputValue() === wanted, "what was chosen");
	await until(async () => new URL(page.url()).searchParams.get("q") === wanted.trim(), "is searched for");
	await page.fill("#q", "khánh thành cầu bến");
	await until(async () => await page.locator("#suggestions [data-article]").count() > 0, "a headline");
	await page.locator("#suggestions [data-article]").first().click();
	await until(async () => page.url().includes("/article/"), "the article itself");
	await end();
}

async function narrowing(browser, base) {
	const { page, end } = await newPage(browser, base);
	await page.goto(base + search("tỉnh"));
	const all = await text(page, "#count");
	await page.locator(".facet a", { hasText: "Kon Tum" }).click();
	await until(async () => page.url().includes("filters=place"), "the address has it");
	check(await text(page, "#count") !== all, "there are fewer");
	check(await page.evaluate(() => document.activeElement.dataset.key) === "place:Kon Tum", "the focus stays");
	await page.locator(".chips a").first().click();
	await until(async () => !page.url().includes("filters"), "removed");
	check(await text(page, "#count") === all, "as before");
	const area = await page.locator("#timeline").boundingBox();
	await page.mouse.move(area.x + area.width - 40, area.y + 40);
	await page.mouse.down();
	await page.mouse.move(area.x + area.width - 2, area.y + 40, { steps: 5 });
	await page.mouse.up();
	await until(async () => page.url().includes("from=") && page.url().includes("to="), "brushed");
	check(await page.locator(".chips a").count() === 1, "what it is kept to is told");
	await page.goBack();
	await until(async () => !page.url().includes("from="), "back");
	await until(async () => await text(page, "#count") === all, "to all");
	await page.locator(".settings summary").click();
	await page.selectOption("#sort", "oldest");
	await until(async () => page.url().includes("sort=oldest"), "sorted");
	check((await text(page, "#count")).includes("cũ nhất"), "which is told");
	await end();
}

async function keyboard(browser, base) {
	const { page, end } = await newPage(browser, base);
	await page.goto(base + search("tỉnh"));
	const focused = () => page.evaluate(() => document.activeElement.textContent);
	const titles = await page.locator(".hits h2 a").allTextContents();
	await page.keyboard.press("j");
	check(await focused() === titles[0], "j: the first");
	await page.keyboard.press("j");
	check(await focused() === titles[1], "j: the second");
	await page.keyboard.press("k");
	check(await focused() === titles[0], "k: back");
	await page.keyboard.press("Enter");
	await until(async () => page.url().includes("/article/"), "opened");
	await page.waitForLoadState();
	await page.keyboard.press("n");
	check(await page.locator("mark.current").count() === 1, "n: the first mark");
	await page.keyboard.press("]");
	await until(async () => page.url().includes("at=2"), "]: the next article");
	await page.waitForLoadState();
	await page.keyboard.press("[");
	await until(async () => page.url().includes("at=1"), "[: the one before");
	await page.waitForLoadState();
	await page.keyboard.press("/");
	check(await page.evaluate(() => document.activeElement.id) === "q", "/: to the box");
	await page.keyboard.press("Escape");
	await page.keyboard.press("?");
	await until(async () => page.url().includes("/help"), "?: help");
	await page.goto(base + search("tỉnh"));
	await page.locator("#timeline a[tabindex='0']").focus();
	await page.keyboard.press("ArrowLeft");
	await page.keyboard.press("Shift+ArrowLeft");
	await page.keyboard.press("Shift+ArrowLeft");
	check(await page.locator("#timeline a.selected").count() === 3, "three years");
	await page.keyboard.press("Enter");
	await until(async () => page.url().includes("from="), "by keyboard alone");
	const range = new URL(page.url()).searchParams;
	check(Number(range.get("to")) - Number(range.get("from")) === 2, page.url());
	/* Tab goes to all that can be used, and shows where it is. */
	await page.goto(base + search("lũ"));
	for (let i = 0; i < 8; i++) {
		await page.keyboard.press("Tab");
		const seen = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
		check(seen !== "none", `nothing shows the focus on ${await page.evaluate(() => document.activeElement.outerHTML.slice(0, 80))}`);
	}
	await end();
}

async function sharing(browser, base) {
	const { page, end } = await newPage(browser, base);
	await page.goto(base + search("tỉnh"));
	await page.locator(".facet a", { hasText: "Kon Tum" }).click();
	await until(async () => page.url().includes("filters"), "narrowed");
	await page.locator(".settings summary").click();
	await page.selectOption("#sort", "newest");
	await until(async () => page.url().includes("sort"), "sorted");
	const titles = await page.locator(".hits h2 a").allTextContents();
	const address = page.url();
	await end();
	const other = await newPage(browser, base);
	await other.page.goto(address);
	check(JSON.stringify(await other.page.locator(".hits h2 a").allTextContents()) === JSON.stringify(titles),
		"another sees the same");
	await other.page.locator("header nav [hreflang]").click();
	await until(async () => await other.page.getAttribute("html", "lang") === "en", "in the other language");
	check(JSON.stringify(await other.page.locator(".hits h2 a").allTextContents()) === JSON.stringify(titles), "the same");
	await other.page.locator(".hits h2 a").first().click();
	await other.page.waitForLoadState();
	check(await other.page.getAttribute("html", "lang") === "en", "the language goes along");
	await other.end();
}

/* What was looked for is there when one begins anew: in this browser, until it is told to forget. */
async function recent(browser, base) {
	const { page, end } = await newPage(browser, base);
	await page.goto(base);
	check(await page.locator("#recent").isHidden(), "nothing was searched for yet");
	await page.goto(base + search("tỉnh"));
	await page.locator(".facet a", { hasText: "Kon Tum" }).click();
	await until(async () => page.url().includes("filters"), "narrowed");
	await page.locator(".hits h2 a").first().click();
	await until(async () => page.url().includes("/article/"), "opened");
	await page.goto(base);
	await page.keyboard.type("bão", { delay: 30 });
	await page.keyboard.press("Enter");
	await until(async () => page.url().includes("q=b%C3%A3o") && await page.locator("#side .facet").count() > 0, "searched");
	await page.keyboard.press("Enter");
	await page.goto(base);
	const kept = await page.locator("#recent li a").allTextContents();
	check(JSON.stringify(kept) === JSON.stringify(["bão", "tỉnh · Nơi: Kon Tum"]), `kept: ${kept}`);
	await page.locator("#recent a", { hasText: "Kon Tum" }).click();
	await until(async () => page.url().includes("filters=place"), "the same search");
	await page.goto(base);
	await page.locator("#recent button").click();
	check(await page.locator("#recent").isHidden(), "forgotten");
	await page.reload();
	check(await page.locator("#recent").isHidden(), "for good");
	await end();
}

/* All values of a facet, and back; which words an article has how often. */
async function looking(browser, base) {
	const { page, end } = await newPage(browser, base);
	await page.goto(base + search("tỉnh"));
	const facet = page.locator(".facet", { hasText: "Nơi" });
	const few = await facet.locator("li").count();
	await facet.locator(".rest a").click();
	await until(async () => await facet.locator("li").count() > few, "all of them");
	check(page.url().includes("facets=place"), "the address has it");
	check(await page.evaluate(() => document.activeElement.dataset.key) === "all:place", "the focus stays");
	await facet.locator(".rest a").click();
	await until(async () => await facet.locator("li").count() === few, "as before");
	await page.goto(`${base}/article/2019/09-02-khanh-thanh-cau-ben-moc.txt?q=${encodeURIComponent("cầu A Thuyên")}`);
	const terms = page.locator("#marks .terms button");
	check(await terms.count() > 1, "the words that were found");
	const word = (await terms.last().textContent()).replace(/ \d+$/, "");
	await terms.last().click();
	check((await page.locator("mark.current").textContent()).toLowerCase() === word, `to the first of them: ${word}`);
	await end();
}

async function citing(browser, base) {
	const { page, end } = await newPage(browser, base, { permissions: ["clipboard-read", "clipboard-write"] });
	await page.goto(`${base}${search("cầu bến mộc")}`);
	await page.locator(".hits h2 a").first().click();
	await page.waitForLoadState();
	await page.click("#copy");
	await until(async () => await text(page, "#copy") === "Đã chép", "told to be copied");
	check(await page.evaluate(() => navigator.clipboard.readText()) === await text(page, "#citation"), "what is shown");
	await end();
}

async function withoutScripts(browser, base) {
	const { page, end } = await newPage(browser, base, { javaScriptEnabled: false });
	await page.goto(base);
	await page.fill("#q", "lu lut");
	await page.click(".box button");
	check(page.url().includes("/search?q=lu+lut"), "the form does it");
	check(await page.locator(".hits > li").count() > 0 && await page.locator("#timeline li").count() > 0, "all is there");
	await page.locator(".facet a").first().click();
	check(page.url().includes("filters="), "facets are links");
	await page.locator("#timeline a[href]").last().click();
	check(page.url().includes("from="), "so are the bars");
	await page.locator(".hits h2 a").first().click();
	check(await page.locator(".reading article mark").count() > 0, "marks");
	await page.locator(".place-in-answer a").first().click();
	check(page.url().includes("/search?"), "back to the results");
	await end();
}

export async function flows(browser, base) {
	const all = { typing, inputMethods, suggestions, narrowing, keyboard, sharing, recent, looking, citing,
		withoutScripts };
	for (const [name, flow] of Object.entries(all)) {
		try {
			await flow(browser, base);
		} catch (error) {
			error.message = `${name}: ${error.message}`;
			throw error;
		}
	}
	return `${Object.keys(all).length} flows`;
}
