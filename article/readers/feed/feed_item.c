#include "article/readers/feed/items.h"

#include "article/metadata/outlet.h"
#include "article/metadata/phrase.h"
#include "article/readers/html/fragment.h"
#include "article/readers/html/title.h"
#include "article/words.h"
#include "text/date/stated.h"

#include <strings.h>

enum {
	TEXT_MAX = 64,    /* nodes of one element's text that are read */
	LEAD_BYTES = 900, /* of a description that is longer, or has paragraphs, it is the text */
};

/* Where an element of an item belongs. Those of RSS and Atom have the same names. */
static const struct {
	const char *name;
	const char *prefix; /* NULL: any */
	enum field field;
	unsigned rank;
} elements[] = {
	{"title", "media", FIELD_NONE, 0},
	{"title", NULL, FIELD_TITLE, 0},
	{"encoded", "excerpt", FIELD_LEAD, 1},
	{"encoded", NULL, FIELD_BODY, 0},
	{"content", "media", FIELD_IMAGE, 2},
	{"thumbnail", "media", FIELD_IMAGE, 3},
	{"content", NULL, FIELD_BODY, 1},
	{"full-text", NULL, FIELD_BODY, 2},
	{"fulltext", NULL, FIELD_BODY, 2},
	{"description", "media", FIELD_NONE, 0},
	{"description", NULL, FIELD_LEAD, 2},
	{"summary", "itunes", FIELD_NONE, 0},
	{"summary", NULL, FIELD_LEAD, 3},
	{"origLink", NULL, FIELD_URL, 0},
	{"link", NULL, FIELD_URL, 1},
	{"guid", NULL, FIELD_ID, 0},
	{"id", NULL, FIELD_ID, 1},
	{"identifier", NULL, FIELD_ID, 2},
	{"creator", NULL, FIELD_AUTHOR, 0},
	{"author", "itunes", FIELD_NONE, 0},
	{"author", NULL, FIELD_AUTHOR, 1},
	{"pubDate", NULL, FIELD_DATE, 0},
	{"published", NULL, FIELD_DATE, 1},
	{"issued", NULL, FIELD_DATE, 2},
	{"date", NULL, FIELD_DATE, 3},
	{"pubdate", NULL, FIELD_DATE, 4},
	{"updated", NULL, FIELD_DATE, 6},
	{"source", NULL, FIELD_SOURCE, 0},
	{"publisher", NULL, FIELD_SOURCE, 1},
	{"enclosure", NULL, FIELD_IMAGE, 1},
	{"image", NULL, FIELD_IMAGE, 0},
	{"category", NULL, FIELD_TAGS, 0},
	{"subject", NULL, FIELD_TAGS, 1},
};

static bool is_named(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

/* ---- Items ---- */

static xmlNode *item_from(xmlNode *n)
{
	while (n && !is_named(n, "item") && !is_named(n, "entry"))
		n = n->next;
	return n;
}

xmlNode *feed_first(xmlDoc *doc)
{
	xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
	if (!root)
		return NULL;
	for (xmlNode *n = root->children; n; n = n->next) {
		xmlNode *item = is_named(n, "channel") ? item_from(n->children) : NULL;
		if (item)
			return item;
	}
	return item_from(root->children);
}

xmlNode *feed_next(xmlNode *item)
{
	return item_from(item->next);
}

/* ---- Texts ---- */

static void append_node(struct buf *out, const xmlNode *n)
{
	if ((n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) && n->content)
		buf_append_c(out, (const char *)n->content);
}

/* All text in N, that of elements in it too: Atom's XHTML. Goes down without recursion. */
static struct str text_of(struct arena *memory, const xmlNode *n)
{
	struct buf out = BUF_INIT;
	const xmlNode *at = n->children;
	while (at) {
		append_node(&out, at);
		if (at->type == XML_ELEMENT_NODE && is_named(at, "p"))
			buf_push(&out, '\n');
		const xmlNode *next = at->type == XML_ELEMENT_NODE ? at->children : NULL;
		while (!next && at != n) {
			next = at->next;
			at = next ? at : at->parent;
		}
		at = next;
	}
	struct str text =
		out.failed ? str_make(NULL, 0) : arena_str(memory, str_trim(buf_str(&out)));
	buf_free(&out);
	return text;
}

static struct str attribute(struct arena *memory, xmlNode *n, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(n, (const xmlChar *)name);
	struct str out = arena_str(memory, value ? str_from_c((const char *)value) : STR(""));
	xmlFree(value);
	return out;
}

static bool is(xmlNode *n, const char *name, const char *wanted)
{
	xmlChar *value = xmlGetNoNsProp(n, (const xmlChar *)name);
	bool same = value && strcmp((const char *)value, wanted) == 0;
	xmlFree(value);
	return same;
}

/* "x@y.vn (Bùi Toàn)" */
static struct str named_author(struct str author)
{
	const char *open = author.len > 0 ? memchr(author.ptr, '(', author.len) : NULL;
	const char *at = author.len > 0 ? memchr(author.ptr, '@', author.len) : NULL;
	if (!open || !at || at > open || !str_ends_with(author, STR(")")))
		return author;
	return str_make(open + 1, (size_t)(author.ptr + author.len - 1 - open - 1));
}

static xmlNode *child(xmlNode *n, const char *name)
{
	xmlNode *c = n->children;
	while (c && !is_named(c, name))
		c = c->next;
	return c;
}

/* What N says that is to be used for FIELD. */
static struct str value_of(struct arena *memory, xmlNode *n, enum field field)
{
	if (field == FIELD_URL || field == FIELD_IMAGE) {
		struct str href = attribute(memory, n, field == FIELD_URL ? "href" : "url");
		if (field == FIELD_URL && href.len > 0 && xmlHasProp(n, (const xmlChar *)"rel") &&
			!is(n, "rel", "alternate"))
			return STR("");
		if (field == FIELD_IMAGE && is_named(n, "image") && child(n, "url"))
			return text_of(memory, child(n, "url"));
		bool picture = !xmlHasProp(n, (const xmlChar *)"type") ||
			       str_starts_with(attribute(memory, n, "type"), STR("image"));
		if (href.len > 0)
			return field == FIELD_URL || picture ? href : STR("");
	}
	if (field == FIELD_AUTHOR)
		return named_author(text_of(memory, child(n, "name") ? child(n, "name") : n));
	if (field == FIELD_TAGS && xmlHasProp(n, (const xmlChar *)"term"))
		return attribute(memory, n, "term");
	return text_of(memory, n);
}

/* ---- An item ---- */

static bool take(
	struct given *g, enum field field, unsigned rank, const char *name, struct str value)
{
	struct given_list list = {0};
	struct given_list *held = &g->values[field];
	bool again = held->first && str_eq(g->keys[field], str_from_c(name));
	if (value.len == 0)
		return true;
	if (again && (field == FIELD_AUTHOR || field == FIELD_TAGS))
		return given_add(g, held, value);
	if (again || !given_add(g, &list, value))
		return again;
	given_take(g, (struct key_use){field, rank}, str_from_c(name), &list);
	return true;
}

static bool take_element(struct given *g, xmlNode *n)
{
	const char *prefix = n->ns && n->ns->prefix ? (const char *)n->ns->prefix : "";
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
		if (strcasecmp(elements[i].name, (const char *)n->name) != 0 ||
			(elements[i].prefix && strcmp(elements[i].prefix, prefix) != 0))
			continue;
		if (elements[i].field == FIELD_NONE)
			return true;
		struct str value = value_of(g->memory, n, elements[i].field);
		if (elements[i].field == FIELD_TITLE && value.ptr)
			value = words_tidy(g->memory, value);
		struct date date;
		struct str stated;
		if (elements[i].field == FIELD_DATE && date_stated_in(value, &date, &stated))
			value = stated;
		return value.ptr &&
		       take(g, elements[i].field, elements[i].rank, elements[i].name, value);
	}
	return true;
}

static bool is_cut_off(struct str text)
{
	static const struct str ends[] = {STR_INIT("[…]"), STR_INIT("[...]"), STR_INIT("…"),
		STR_INIT("..."), STR_INIT("[&hellip;]")};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		if (str_ends_with(text, ends[i]))
			return true;
	}
	return false;
}

static void set(struct given *g, enum field field, struct str value)
{
	g->values[field].first->text = value;
	g->values[field].first->next = NULL;
	g->values[field].last = &g->values[field].first->next;
	g->values[field].count = 1;
}

/* HTML to text, its pictures' captions aside. */
static bool read_markup(
	struct given *g, enum field field, struct html_fragment *f, struct error *err)
{
	if (!g->values[field].first)
		return true;
	if (!html_fragment_read(f, g, g->values[field].first->text, err))
		return false;
	set(g, field, f->text);
	if (f->captions.first && !g->values[FIELD_CAPTIONS].first)
		g->values[FIELD_CAPTIONS] = f->captions;
	return f->picture.len == 0 || take(g, FIELD_IMAGE, 9, "img", f->picture) ||
	       error_set_memory(err);
}

/* A description is the text, where there is no other, or only its beginning. */
static bool read_texts(struct given *g, struct error *err)
{
	struct html_fragment body = {0}, lead = {0};
	struct given_list *leads = &g->values[FIELD_LEAD], *bodies = &g->values[FIELD_BODY];
	if (!read_markup(g, FIELD_BODY, &body, err) || !read_markup(g, FIELD_LEAD, &lead, err))
		return false;
	bool whole;
	if (bodies->first && bodies->first->text.len == 0)
		*bodies = (struct given_list){0};
	if (leads->first && leads->first->text.len == 0)
		*leads = (struct given_list){0};
	if (!leads->first)
		return true;
	if (!bodies->first && (lead.paragraphs > 1 || lead.text.len > LEAD_BYTES)) {
		*bodies = *leads;
		*leads = (struct given_list){0};
	} else if (bodies->first &&
		   ((is_cut_off(lead.text) && html_same_words(lead.text, body.text, &whole) > 5) ||
			   (html_same_words(lead.text, body.text, &whole) > 0 && whole &&
				   lead.text.len >= body.text.len))) {
		*leads = (struct given_list){0};
	}
	return true;
}

/* What is its address and its name at once names it as its page does. */
static void set_identity(struct given *g)
{
	const struct given_value *id = g->values[FIELD_ID].first;
	const struct given_value *url = g->values[FIELD_URL].first;
	if (!id)
		return;
	bool address = str_starts_with(id->text, STR("http://")) ||
		       str_starts_with(id->text, STR("https://"));
	if (!url && address)
		g->values[FIELD_URL] = g->values[FIELD_ID];
	if ((!url && address) || (url && str_eq(url->text, id->text)))
		g->values[FIELD_ID] = (struct given_list){0};
}

bool feed_item_read(struct given *g, xmlNode *item, struct buf *texts, struct error *err)
{
	for (xmlNode *n = item->children; n; n = n->next) {
		if (n->type == XML_ELEMENT_NODE && !take_element(g, n))
			return error_set_memory(err);
	}
	if (!read_texts(g, err))
		return false;
	set_identity(g);
	for (int f = 0; f < FIELD_COUNT; f++) {
		for (const struct given_value *v = g->values[f].first; v; v = v->next) {
			buf_append(texts, v->text);
			buf_push(texts, '\n');
		}
	}
	return !texts->failed || error_set_memory(err);
}

struct str feed_source(struct arena *memory, xmlDoc *doc)
{
	xmlNode *root = xmlDocGetRootElement(doc), *n;
	xmlNode *channel = root ? child(root, "channel") : NULL;
	n = root ? child(channel ? channel : root, "title") : NULL;
	if (!n)
		return STR("");
	struct str title = text_of(memory, n), piece;
	if (!title.ptr)
		return title;
	struct str rest = title;
	/* "Thời sự - VnExpress RSS" */
	while (str_split(&rest, '-', &piece)) {
		piece = str_trim(piece);
		if (str_ends_with(piece, STR(" RSS")))
			piece.len -= 4;
		if (outlet_is(piece))
			return piece;
	}
	return STR("");
}
