/* A range is brushed on the timeline: by dragging, or by arrows with Shift; each of its bars is a
 * link by itself. */
import { goTo } from "./live.js";

let anchor = null;  // the bar where the range begins
let end = null;     // the bar where it ends
let dragging = false;
let dragged = false;

const bars = () => [...document.querySelectorAll("#timeline a")];

function range() {
	const all = bars();
	const [a, b] = [all.indexOf(anchor), all.indexOf(end)];
	return a < 0 || b < 0 ? [] : all.slice(Math.min(a, b), Math.max(a, b) + 1);
}

function paint() {
	const selected = new Set(range());
	for (const bar of bars())
		bar.classList.toggle("selected", selected.size > 1 && selected.has(bar));
}

function forget() {
	anchor = end = null;
	dragging = false;
	paint();
}

function apply() {
	const selected = range();
	if (selected.length === 0)
		return;
	const address = new URL(selected[0].href);
	address.searchParams.set("to", selected[selected.length - 1].parentElement.dataset.date);
	forget();
	goTo(address.pathname + address.search);
}

/* One of them is in the order of Tab. */
function focusable(bar) {
	for (const other of bars())
		other.tabIndex = other === bar ? 0 : -1;
}

function pressed(event) {
	const bar = event.target.closest?.("#timeline a");
	if (!bar || event.ctrlKey || event.metaKey || event.altKey)
		return;
	const all = bars();
	const at = all.indexOf(bar);
	const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: all.length - 1 }[event.key];
	if (to !== undefined) {
		const next = all[Math.min(Math.max(to, 0), all.length - 1)];
		anchor = event.shiftKey ? anchor ?? bar : null;
		end = event.shiftKey ? next : null;
		focusable(next);
		next.focus();
		paint();
	} else if (event.key === "Enter" && range().length > 1) {
		apply();
	} else if (event.key === "Escape" && anchor) {
		forget();
	} else {
		return;
	}
	event.preventDefault();
	event.stopPropagation();
}

/* The bar under the pointer, wherever above or below it that is. */
function barAt(x) {
	const all = bars();
	return all.find(bar => x < bar.getBoundingClientRect().right) ?? all[all.length - 1];
}

function down(event) {
	if (!event.target.closest?.("#timeline") || event.button !== 0)
		return;
	anchor = end = barAt(event.clientX);
	dragging = true;
	dragged = false;
}

function moved(event) {
	if (!dragging)
		return;
	const bar = barAt(event.clientX);
	if (bar !== end) {
		end = bar;
		dragged ||= end !== anchor;
		paint();
	}
}

function up() {
	if (!dragging)
		return;
	dragging = false;
	if (dragged)
		apply();
	else
		forget();
}

function settle() {
	forget();
	const all = bars();
	if (all.length > 0)
		focusable(all[all.length - 1]);
}

export function startTimeline() {
	settle();
	document.addEventListener("answer", settle);
	document.addEventListener("keydown", pressed);
	document.addEventListener("pointerdown", down);
	document.addEventListener("pointermove", moved);
	document.addEventListener("pointerup", up);
	document.addEventListener("pointercancel", forget);
	document.addEventListener("dragstart", event => {
		if (event.target.closest?.("#timeline"))
			event.preventDefault();
	});
	/* Whoever dragged has not clicked. */
	document.addEventListener("click", event => {
		if (dragged && event.target.closest?.("#timeline"))
			event.preventDefault();
		dragged = false;
	}, true);
}
