/* How what is being typed may go on: words, names, headlines. A combobox with a list, as the ARIA
 * Authoring Practices have it; what is in it is put there as text. */

let list = null;
let asked = "";    // the text whose list is shown, or on its way
let running = null;

const box = () => document.getElementById("q");
const options = () => [...list.children];
const chosen = () => list.querySelector("[aria-selected=true]");

function close() {
	list.hidden = true;
	box().setAttribute("aria-expanded", "false");
	box().removeAttribute("aria-activedescendant");
	chosen()?.setAttribute("aria-selected", "false");
}

function choose(option) {
	chosen()?.setAttribute("aria-selected", "false");
	if (!option) {
		box().removeAttribute("aria-activedescendant");
		return;
	}
	option.setAttribute("aria-selected", "true");
	box().setAttribute("aria-activedescendant", option.id);
	option.scrollIntoView({ block: "nearest" });
}

function makeOption(completion, i) {
	const option = document.createElement("li");
	const text = document.createElement("span");
	const kind = document.createElement("span");
	option.id = `suggestion-${i}`;
	option.setAttribute("role", "option");
	option.setAttribute("aria-selected", "false");
	option.dataset.text = completion.text;
	if (completion.article)
		option.dataset.article = completion.article;
	text.textContent = completion.text;
	kind.className = "kind";
	kind.textContent = (completion.spellings ?? []).join(", ") || (list.dataset[completion.kind] ?? "");
	option.append(text, " ", kind);
	return option;
}

/* The same list is left as it is: nothing jumps while marks are put on a letter. */
function show(completions) {
	const made = completions.map(makeOption);
	const same = made.length === list.children.length &&
		made.every((option, i) => option.isEqualNode(list.children[i]));
	if (!same)
		list.replaceChildren(...made);
	list.hidden = made.length === 0 || document.activeElement !== box();
	box().setAttribute("aria-expanded", String(!list.hidden));
	if (!same)
		box().removeAttribute("aria-activedescendant");
}

async function ask(text) {
	if (text.trim() === asked)
		return;
	asked = text.trim();
	running?.abort();
	if (asked === "") {
		close();
		return;
	}
	running = new AbortController();
	const language = document.documentElement.lang;
	try {
		const response = await fetch(`/suggest?${new URLSearchParams({ q: text, limit: 8, lang: language })}`,
			{ headers: { Accept: "application/json" }, signal: running.signal });
		const answer = await response.json();
		show(answer.completions ?? []);
	} catch (error) {
		if (error.name !== "AbortError")
			close();
	}
}

function take(option) {
	if (option.dataset.article) {
		const address = new URL(`/article/${option.dataset.article.split("/").map(encodeURIComponent).join("/")}`,
			location.href);
		const language = new URLSearchParams(location.search).get("lang");
		if (language)
			address.searchParams.set("lang", language);
		location.assign(address);
		return;
	}
	asked = option.dataset.text.trim();
	box().value = option.dataset.text;
	close();
	box().form.requestSubmit();
}

function pressed(event) {
	if (event.isComposing || list.hidden)
		return;
	const all = options();
	const at = all.indexOf(chosen());
	if (event.key === "ArrowDown") {
		choose(all[(at + 1) % all.length]);
	} else if (event.key === "ArrowUp") {
		choose(all[(at <= 0 ? all.length : at) - 1]);
	} else if (event.key === "Enter" && at >= 0) {
		take(all[at]);
	} else if (event.key === "Escape") {
		close();
	} else {
		if (event.key === "Enter" || event.key === "Tab")
			close();
		return;
	}
	event.preventDefault();
	event.stopPropagation();
}

/* TYPED calls back with what is typed. */
export function startSuggestions(typed) {
	list = document.getElementById("suggestions");
	if (!list || !box())
		return;
	const input = box();
	for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"],
		["aria-controls", "suggestions"], ["aria-expanded", "false"]])
		input.setAttribute(name, value);
	asked = input.value.trim();
	typed(ask);
	input.addEventListener("keydown", pressed);
	input.addEventListener("blur", close);
	input.form.addEventListener("submit", close);
	list.addEventListener("pointerdown", event => event.preventDefault());
	list.addEventListener("click", event => {
		const option = event.target.closest("[role=option]");
		if (option)
			take(option);
	});
}
