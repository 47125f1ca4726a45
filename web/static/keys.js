/* Single keys, where nobody types. The help page lists them. */

const hits = () => [...document.querySelectorAll(".hits h2 a")];

function step(by) {
	const all = hits();
	const at = all.indexOf(document.activeElement);
	const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
	next?.focus();
	next?.closest("li").scrollIntoView({ block: "nearest" });
}

function follow(selector) {
	document.querySelector(selector)?.click();
}

const actions = {
	"/": () => {
		document.getElementById("q")?.focus();
		document.getElementById("q")?.select();
	},
	"j": () => step(1),
	"k": () => step(-1),
	"n": () => follow("#marks .next"),
	"p": () => follow("#marks .previous"),
	"]": () => follow(".place-in-answer [rel=next]"),
	"[": () => follow(".place-in-answer [rel=prev]"),
	"?": () => follow("header nav a[href^='/help']"),
};

function isTyping(element) {
	return element.closest?.("input, select, textarea, [contenteditable]") !== null;
}

export function startKeys() {
	document.addEventListener("keydown", event => {
		if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
			return;
		if (isTyping(event.target)) {
			if (event.key === "Escape")
				event.target.blur();
			return;
		}
		const action = Object.hasOwn(actions, event.key) ? actions[event.key] : null;
		if (!action)
			return;
		event.preventDefault();
		action();
	});
}
