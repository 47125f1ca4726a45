/* What was searched for lately: kept by the browser alone, listed where a search begins, and gone when it is told to be.
 * Kept is what led to something: an article was opened, or Enter was pressed; not each text on the way there. */
const NAME = "recent";
const MOST = 10;

function read() {
	try {
		const kept = JSON.parse(localStorage.getItem(NAME) ?? "[]");
		return Array.isArray(kept) ? kept.filter(one => typeof one?.text === "string" &&
			typeof one.address === "string" && one.address.startsWith("/search?")) : [];
	} catch {
		return [];
	}
}

function write(list) {
	try {
		if (list.length > 0)
			localStorage.setItem(NAME, JSON.stringify(list));
		else
			localStorage.removeItem(NAME);
	} catch {
		/* Then nothing is kept here. */
	}
}

/* The first page of the answer that is shown, without the language: that is who looks at it. */
function addressHere() {
	const parameters = new URLSearchParams(location.search);
	for (const name of ["lang", "offset", "view", "facets"])
		parameters.delete(name);
	return `/search?${parameters}`;
}

function keep() {
	const query = new URLSearchParams(location.search).get("q")?.trim();
	if (location.pathname !== "/search" || !query)
		return;
	/* What stands in a chip by itself: beside it is what only one who sees, or does not, is told. */
	const limits = [...document.querySelectorAll(".chips a")].map(chip => [...chip.childNodes]
		.filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data).join("").trim());
	const one = { address: addressHere(), text: [query, ...limits].join(" · ").slice(0, 200) };
	write([one, ...read().filter(other => other.address !== one.address)].slice(0, MOST));
}

function withLanguage(address) {
	const language = new URLSearchParams(location.search).get("lang");
	return language ? `${address}&lang=${encodeURIComponent(language)}` : address;
}

function show() {
	const section = document.getElementById("recent");
	if (!section)
		return;
	const items = read().map(one => {
		const item = document.createElement("li");
		const link = document.createElement("a");
		link.href = withLanguage(one.address);
		link.textContent = one.text;
		item.append(link);
		return item;
	});
	section.querySelector("ul").replaceChildren(...items);
	section.hidden = items.length === 0;
}

export function startRecent() {
	show();
	document.addEventListener("answer", show);
	document.addEventListener("click", event => {
		if (event.target.closest?.("#recent button")) {
			write([]);
			show();
			document.getElementById("q")?.focus();
		} else if (event.target.closest?.(".hits h2 a")) {
			keep();
		}
	}, true);
	document.addEventListener("searched", keep);
}
