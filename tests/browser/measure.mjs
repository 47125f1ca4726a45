/* How long it takes from a key to the first result of it on the page, server and page together; what of the page
 * moves; and how many bytes the first view takes. */
import { check, newPage } from "./browser.mjs";

const TYPED = ["lũ lụt miền trung", "thủ tướng chính phủ", "to quoc viet nam", "an toan giao thong", "xuất khẩu gạo",
	"nguyễn văn", "covid", "đường sắt cao tốc bắc nam", "giá vàng", "dịch tả lợn"];

async function bytesOfFirstView(browser, base) {
	const { page, end } = await newPage(browser, base);
	const client = await page.context().newCDPSession(page);
	let bytes = 0;
	await client.send("Network.enable");
	client.on("Network.loadingFinished", event => { bytes += event.encodedDataLength; });
	await page.goto(`${base}/search?q=${encodeURIComponent("lũ lụt")}`, { waitUntil: "networkidle" });
	await end();
	return bytes;
}

/* In the page itself: from the event of the key to the frame in which a result of just that text is shown. */
async function watch(page) {
	await page.evaluate(() => {
		window.times = [];
		window.shifts = 0;
		let at = 0;
		document.addEventListener("keydown", () => { at = performance.now(); }, true);
		document.addEventListener("answer", () => {
			const since = at;
			if (since > 0 && document.querySelector(".hits"))
				requestAnimationFrame(() => setTimeout(() => {
					if (at === since) {
						window.times.push(performance.now() - since);
						at = 0;
					}
				}));
		});
		new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shifts += entry.value; }))
			.observe({ type: "layout-shift", buffered: true });
	});
}

export async function measure(browser, base) {
	const { page, end } = await newPage(browser, base);
	await page.goto(`${base}/search?q=a`);
	await watch(page);
	for (const text of TYPED) {
		await page.fill("#q", "");
		await page.waitForTimeout(400);
		for (const letter of text) {
			await page.keyboard.type(letter);
			await page.waitForTimeout(220); // a quick typist
		}
	}
	await page.waitForTimeout(500);
	const { times, shifts } = await page.evaluate(() => ({ times: window.times, shifts: window.shifts }));
	times.sort((a, b) => a - b);
	const at = part => times[Math.floor(times.length * part)].toFixed(0);
	await end();
	const bytes = await bytesOfFirstView(browser, base);
	check(bytes < 150000, `the first view takes ${bytes} bytes`);
	check(shifts === 0, `layout shift ${shifts}`);
	return `${times.length} keys: median ${at(0.5)} ms, of ten the slowest ${at(0.9)}, of a hundred ${at(0.99)}, ` +
		`${times.filter(t => t >= 100).length} took 100 ms or more; layout shift ${shifts}; first view ${bytes} bytes`;
}
