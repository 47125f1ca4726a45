/* Search as you type, and links within an answer: the page that they lead to is fetched, as the
 * server writes it, and what differs takes the place of what was there. */

const PAUSE_MS = 15;    // behind a key: an input method sends several for one letter
const DELETED_MS = 150; // what such a method deletes it puts there anew, with a mark
const REST_MS = 250;    // behind that: counts, and what is far down, take longer than the first hits
const parser = new DOMParser();

let running = null;  // the request that is being answered
let shown = "";      // the address whose hits are on the page
let settled = true;  // the address is in the history, and typing begins a new one
let composing = false;
let timer = 0;
let restTimer = 0;

const byId = id => document.getElementById(id);
const language = () => new URLSearchParams(location.search).get("lang");

/* What the form stands for. */
function addressOfForm() {
	const parameters = new URLSearchParams();
	for (const [name, value] of new FormData(byId("search"))) {
		if (value.trim() !== "")
			parameters.append(name, name === "q" ? value.trim() : value);
	}
	if (parameters.has("q"))
		return `/search?${parameters}`;
	return language() ? `/?lang=${language()}` : "/";
}

async function fetchPage(address) {
	running?.abort();
	running = new AbortController();
	const response = await fetch(address, { headers: { Accept: "text/html" }, signal: running.signal });
	return parser.parseFromString(await response.text(), "text/html");
}

function withView(address, view) {
	const url = new URL(address, location.href);
	url.searchParams.set("view", view);
	return url.pathname + url.search;
}

/* ---- What is put into the page ---- */

function announce() {
	const count = byId("count");
	const place = byId("announce");
	if (count && place && place.textContent !== count.textContent)
		place.textContent = count.textContent;
}

function putMain(page) {
	const from = page.getElementById("main");
	if (!from)
		return;
	byId("main").replaceChildren(...from.childNodes);
	document.title = page.title;
	document.dispatchEvent(new Event("answer"));
}

/* The first hits alone: what stands beside them stays until it is known anew. */
function putHits(page) {
	const side = byId("side");
	putMain(page);
	const results = document.querySelector(".results");
	if (side && results && !byId("side")) {
		side.setAttribute("aria-busy", "true");
		results.append(side);
	}
}

/* All of the same answer. Who is at one of its links already stays there. */
function putRest(page) {
	const at = byId("main").contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
	putMain(page);
	if (at)
		document.querySelector(`#main a[href="${CSS.escape(at)}"]`)?.focus({ preventScroll: true });
}

function putForm(page) {
	const form = page.getElementById("search");
	const here = byId("search");
	if (!form || !here)
		return;
	byId("q").value = form.querySelector("#q").value;
	for (const old of here.querySelectorAll(".settings, input[type=hidden]"))
		old.remove();
	here.append(...form.querySelectorAll(".settings, input[type=hidden]"));
	const menu = page.querySelector("header nav [hreflang]");
	document.querySelector("header nav [hreflang]")?.setAttribute("href", menu?.getAttribute("href") ?? "/");
}

/* ---- Typing ---- */

async function rest(address) {
	try {
		const page = await fetchPage(address);
		if (shown !== address)
			return;
		putRest(page);
		announce();
	} catch (error) {
		if (error.name !== "AbortError")
			throw error;
	}
}

async function showTyped() {
	const address = addressOfForm();
	if (address === shown)
		return;
	shown = address;
	clearTimeout(restTimer);
	try {
		const page = await fetchPage(address.startsWith("/search") ? withView(address, "hits") : address);
		if (shown !== address)
			return;
		putHits(page);
		history[settled ? "pushState" : "replaceState"](null, "", address);
		settled = false;
		if (address.startsWith("/search"))
			restTimer = setTimeout(rest, REST_MS, address);
	} catch (error) {
		if (error.name !== "AbortError")
			location.assign(address);
	}
}

function isLive() {
	return document.querySelector(".results, .home, .failure") !== null && !document.querySelector("h1.like");
}

function typed(event, then) {
	if (event.target.id !== "q" || composing || event.isComposing)
		return;
	clearTimeout(timer);
	timer = setTimeout(() => {
		if (isLive())
			showTyped();
		then(byId("q").value);
	}, event.inputType?.startsWith("delete") ? DELETED_MS : PAUSE_MS);
}

/* ---- Links and the history ---- */

async function follow(address, key, push) {
	clearTimeout(timer);
	clearTimeout(restTimer);
	shown = address;
	settled = true;
	try {
		const page = await fetchPage(address);
		putForm(page);
		putMain(page);
		if (push) {
			history.pushState(null, "", address);
			scrollTo(0, 0);
		}
		const again = key && document.querySelector(`[data-key="${CSS.escape(key)}"]`);
		(again || byId("main")).focus({ preventScroll: true });
		announce();
	} catch (error) {
		if (error.name !== "AbortError")
			location.assign(address);
	}
}

function clicked(event) {
	const link = event.target.closest?.("main a[href^='/search?']");
	if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey ||
		event.shiftKey || event.altKey || !document.querySelector(".results"))
		return;
	event.preventDefault();
	follow(link.getAttribute("href"), link.dataset.key, true);
}

/* Goes to ADDRESS, of an answer, as a link to it would. */
export function goTo(address) {
	if (document.querySelector(".results") && address.startsWith("/search?"))
		follow(address, null, true);
	else
		location.assign(address);
}

/* Calls what is handed to it with each text that is typed, when it stands still. */
export function startLive() {
	const listeners = [];
	const tell = text => listeners.forEach(listener => listener(text));
	const here = location.pathname + location.search;
	const isAnswer = path => path === "/" || path === "/search";
	shown = isAnswer(location.pathname) ? addressOfForm() : here;
	document.addEventListener("compositionstart", () => { composing = true; });
	document.addEventListener("compositionend", event => {
		composing = false;
		typed(event, tell);
	});
	document.addEventListener("input", event => typed(event, tell));
	document.addEventListener("change", event => {
		if (event.target.closest("#search .settings") && isLive() && byId("q").value.trim() !== "")
			follow(addressOfForm(), null, true);
	});
	document.addEventListener("submit", event => {
		if (event.target.id !== "search" || !isLive())
			return;
		event.preventDefault();
		clearTimeout(timer);
		const address = addressOfForm();
		const isShown = address === shown && byId("side");
		const done = isShown ? Promise.resolve() : follow(address, null, address !== location.pathname + location.search);
		settled = true;
		done.then(() => document.dispatchEvent(new Event("searched")));
	});
	document.addEventListener("click", clicked);
	addEventListener("popstate", () => {
		if (isAnswer(location.pathname))
			follow(location.pathname + location.search, null, false);
		else
			location.reload();
	});
	return listener => listeners.push(listener);
}
