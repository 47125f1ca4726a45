/* What makes the page quicker than its links and its form are by themselves. Nothing here writes
 * markup: what is shown the server has written, or it is put in as text. */
import { startLive } from "./live.js";
import { startSuggestions } from "./suggest.js";
import { startTimeline } from "./timeline.js";
import { startKeys } from "./keys.js";
import { startRecent } from "./recent.js";

/* ---- Light and dark ---- */

function isDark() {
	const chosen = document.documentElement.dataset.theme;
	return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function startTheme() {
	const button = document.getElementById("theme");
	if (!button)
		return;
	const name = () => { button.className = isDark() ? "dark" : "light"; };
	button.addEventListener("click", () => {
		const theme = isDark() ? "light" : "dark";
		document.documentElement.dataset.theme = theme;
		try {
			localStorage.setItem("theme", theme);
		} catch {
			/* It holds for this page alone. */
		}
		name();
	});
	name();
}

/* ---- The article ---- */

const TERMS = 6; // more than that say nothing any more

async function copy(element, button) {
	const before = button.textContent;
	getSelection().selectAllChildren(element);
	try {
		await navigator.clipboard.writeText(element.textContent);
	} catch {
		/* Not over plain HTTP from elsewhere: the old way, and what is selected stays. */
		if (!document.execCommand("copy"))
			return;
	}
	button.textContent = button.dataset.done;
	setTimeout(() => { button.textContent = before; }, 2000);
}

function startCitation() {
	const button = document.getElementById("copy");
	const citation = document.getElementById("citation");
	if (!button || !citation)
		return;
	button.addEventListener("click", () => copy(citation, button));
	button.hidden = false;
}

/* Which words were found how often; each leads to the next place where it stands. */
function putTerms(bar, marks, go) {
	const places = new Map();
	marks.forEach((mark, i) => {
		const term = mark.textContent.trim().toLocaleLowerCase("vi");
		places.set(term, [...(places.get(term) ?? []), i]);
	});
	if (places.size < 2 || places.size > TERMS)
		return;
	for (const [term, list] of places) {
		const button = document.createElement("button");
		button.type = "button";
		button.textContent = `${term} ${list.length}`;
		button.addEventListener("click", () => go(list));
		bar.querySelector(".terms").append(button);
	}
}

function startMarks() {
	const bar = document.getElementById("marks");
	const marks = [...document.querySelectorAll(".reading article mark")];
	if (!bar || marks.length === 0)
		return;
	let at = -1;
	const go = step => show((at + step + marks.length) % marks.length);
	const show = next => {
		marks[at]?.classList.remove("current");
		at = next;
		marks[at].classList.add("current");
		marks[at].scrollIntoView({ block: "center" });
		bar.querySelector("output").textContent = `${at + 1}/${marks.length}`;
	};
	bar.querySelector(".next").addEventListener("click", () => go(1));
	bar.querySelector(".previous").addEventListener("click", () => go(at < 0 ? 0 : -1));
	bar.querySelector("output").textContent = `${marks.length}`;
	putTerms(bar, marks, list => {
		const behind = list.find(i => i > at);
		show(behind ?? list[0]);
	});
	bar.hidden = false;
}

startTheme();
startCitation();
startMarks();
startSuggestions(startLive());
startTimeline();
startKeys();
startRecent();
