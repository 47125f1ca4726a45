#include "web/page/html.h"

#include "base/lang.h"
#include "printing/markup.h"
#include "text/syllable/utf8.h"

#include <stdio.h>

static bool is_one_of(const char *name, const char *const *names)
{
	for (; *names; names++) {
		if (strcmp(name, *names) == 0)
			return true;
	}
	return false;
}

void html_begin(struct html *h)
{
	*h = (struct html){.depth = 0};
	buf_append_c(&h->out, "<!doctype html>\n");
}

bool html_is_whole(const struct html *h)
{
	return !h->failed && !h->out.failed && h->depth == 0;
}

void html_free(struct html *h)
{
	buf_free(&h->out);
	h->depth = 0;
}

/* ---- Elements ---- */

static void end_tag(struct html *h)
{
	if (h->in_tag)
		buf_push(&h->out, '>');
	h->in_tag = false;
}

void html_open_named(struct html *h, const char *tag)
{
	end_tag(h);
	if (h->depth == HTML_DEPTH) {
		h->failed = true;
		return;
	}
	h->open[h->depth++] = tag;
	buf_push(&h->out, '<');
	buf_append_c(&h->out, tag);
	h->in_tag = true;
}

/* Between what begins a line of its own, so that the source of a page can be read. */
static bool is_block(const char *tag)
{
	static const char *const blocks[] = {"article", "aside", "body", "dd", "div", "dl", "dt",
		"footer", "form", "h1", "h2", "h3", "head", "header", "html", "li", "link", "main",
		"meta", "nav", "ol", "p", "script", "section", "table", "title", "tr", "ul", NULL};
	return is_one_of(tag, blocks);
}

void html_close(struct html *h)
{
	static const char *const empty[] = {"br", "hr", "input", "link", "meta", NULL};
	end_tag(h);
	if (h->depth == 0) {
		h->failed = true;
		return;
	}
	const char *tag = h->open[--h->depth];
	if (!is_one_of(tag, empty)) {
		buf_append_c(&h->out, "</");
		buf_append_c(&h->out, tag);
		buf_push(&h->out, '>');
	}
	if (is_block(tag))
		buf_push(&h->out, '\n');
}

/* ---- Text ---- */

/* What is between these is no text to a browser. */
static bool is_raw(const struct html *h)
{
	static const char *const raw[] = {"script", "style", NULL};
	return h->depth > 0 && is_one_of(h->open[h->depth - 1], raw);
}

static void put_text(struct html *h, struct str text, size_t most)
{
	struct str shown = utf8_cut(text, most);
	end_tag(h);
	if (is_raw(h)) {
		h->failed = true;
		return;
	}
	markup_append(&h->out, shown);
	if (shown.len < text.len)
		buf_append_c(&h->out, "…");
}

void html_text(struct html *h, struct str text)
{
	put_text(h, text, HTML_TEXT_MAX);
}

void html_paragraph(struct html *h, struct str text)
{
	size_t left = HTML_ALL_MAX - h->paragraphs;
	size_t most = left < HTML_LONG_MAX ? left : HTML_LONG_MAX;
	if (left > 0)
		put_text(h, text, most);
	h->paragraphs += text.len < most ? text.len : most;
}

void html_say(struct html *h, const char *text)
{
	html_text(h, str_from_c(text));
}

static struct str with_points(uint64_t n, char out[32])
{
	char digits[24];
	int len = snprintf(digits, sizeof digits, "%llu", (unsigned long long)n);
	size_t at = 0;
	for (int i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			out[at++] = SAY('.', ',');
		out[at++] = digits[i];
	}
	return str_make(out, at);
}

void html_count(struct html *h, uint64_t n)
{
	char text[32];
	html_text(h, with_points(n, text));
}

void html_leaf_named(struct html *h, const char *tag, const char *class, struct str text)
{
	html_open_named(h, tag);
	if (*class)
		html_attr_named(h, "class", str_from_c(class));
	html_text(h, text);
	html_close(h);
}

/* ---- Attributes ---- */

static void put_attribute(struct html *h, const char *name, struct str value)
{
	if (!h->in_tag) {
		h->failed = true;
		return;
	}
	buf_push(&h->out, ' ');
	buf_append_c(&h->out, name);
	buf_append_c(&h->out, "=\"");
	markup_append(&h->out, value);
	buf_push(&h->out, '"');
}

/* What takes an address goes through html_href and html_ours, what runs through nothing. */
void html_attr_named(struct html *h, const char *name, struct str value)
{
	static const char *const addresses[] = {"action", "data", "formaction", "href", "ping",
		"poster", "src", "srcdoc", "srcset", "style", NULL};
	if (strncmp(name, "on", 2) == 0 || is_one_of(name, addresses))
		h->failed = true;
	else
		put_attribute(h, name, value);
}

void html_flag_named(struct html *h, const char *name)
{
	html_attr_named(h, name, STR(""));
}

void html_number_named(struct html *h, const char *name, uint64_t n)
{
	char digits[24];
	snprintf(digits, sizeof digits, "%llu", (unsigned long long)n);
	html_attr_named(h, name, str_from_c(digits));
}

/* A second "/", or a "\", which browsers take for one, would be another host; white space they
   leave out. */
static bool is_ours(struct str a)
{
	char first = str_at(a, 0), second = str_at(a, 1);
	return first == '#' || first == '?' ||
	       (first == '/' && second != '/' && second != '\\' && (unsigned char)second > ' ');
}

static bool is_foreign(struct str a)
{
	return str_starts_with(a, STR("http://")) || str_starts_with(a, STR("https://"));
}

void html_href(struct html *h, struct str address)
{
	bool root = str_eq(address, STR("/"));
	if (root || is_ours(address) || is_foreign(address))
		put_attribute(h, "href", address);
	if (is_foreign(address))
		put_attribute(h, "rel", STR("noopener noreferrer"));
}

void html_ours(struct html *h, const char *name, struct str address)
{
	static const char *const names[] = {"action", "href", "src", NULL};
	if (is_ours(address) && is_one_of(name, names))
		put_attribute(h, name, address);
	else
		h->failed = true;
}
