#include "article/readers/html/tree.h"

#include "article/readers/html/bytes.h"
#include "article/readers/html/elements.h"
#include "base/lang.h"

#include <libxml/HTMLparser.h>

enum { DEPTH_MAX = 1024, TAGS_MIN = 8 /* of what was made as a page */ };

struct builder {
	struct html_tree *tree;
	struct arena *memory;
	uint32_t open[DEPTH_MAX]; /* nodes */
	size_t depth;
	struct buf text, restored; /* since the last tag */
	htmlParserCtxtPtr parser;
	bool failed, deep;
};

/* libxml2 reads on where it can't be told to stop; no more is kept then. */
static void stop(struct builder *b)
{
	b->failed = true;
	xmlStopParser(b->parser);
}

static uint32_t add_node(struct builder *b, enum html_element element)
{
	struct html_tree *t = b->tree;
	if (t->count == t->capacity) {
		uint32_t capacity = t->capacity ? 2 * t->capacity : 256;
		struct html_node *nodes = arena_array(b->memory, capacity, sizeof *nodes);
		if (!nodes)
			return 0;
		if (t->count > 0)
			memcpy(nodes, t->nodes, t->count * sizeof *nodes);
		t->nodes = nodes;
		t->capacity = capacity;
	}
	t->nodes[t->count] = (struct html_node){.element = element,
		.parent = b->depth > 0 ? b->open[b->depth - 1] : 0,
		.end = t->count + 1};
	return t->count++;
}

/* ---- Texts ---- */

static void end_text(struct builder *b)
{
	struct str text = buf_str(&b->text);
	if (text.len == 0 || b->failed)
		return;
	if (bytes_need_restoring(text)) {
		buf_reset(&b->restored);
		bytes_restore(text, &b->restored);
		text = buf_str(&b->restored);
	}
	uint32_t node = add_node(b, HTML_TEXT);
	struct str kept = arena_str(b->memory, text);
	if (node == 0 || !kept.ptr || b->text.failed || b->restored.failed)
		stop(b);
	else
		b->tree->nodes[node].text = kept;
	buf_reset(&b->text);
}

static void on_text(void *context, const xmlChar *text, int len)
{
	struct builder *b = context;
	if (!b->failed)
		buf_append(&b->text, str_make((const char *)text, (size_t)len));
}

/* ---- Elements ---- */

static const struct {
	const char *name;
	enum html_name kept;
} names[] = {
	{"class", HTML_CLASS},
	{"id", HTML_CLASS},
	{"role", HTML_CLASS},
	{"href", HTML_HREF},
	{"data-original", HTML_SRC},
	{"data-src", HTML_SRC},
	{"src", HTML_SRC},
	{"content", HTML_CONTENT},
	{"property", HTML_NAME},
	{"name", HTML_NAME},
	{"itemprop", HTML_NAME},
	{"itemtype", HTML_NAME},
	{"rel", HTML_NAME},
	{"datetime", HTML_DATETIME},
	{"style", HTML_STYLE},
	{"align", HTML_STYLE},
	{"size", HTML_STYLE},
	{"hidden", HTML_STYLE},
	{"face", HTML_FACE},
};

/* Of several of one sort all words are kept: class and id. */
static bool keep_value(struct builder *b, struct str *held, struct str value)
{
	char *out = arena_alloc(b->memory, held->len + value.len + 2);
	if (!out)
		return false;
	if (held->len > 0)
		memcpy(out, held->ptr, held->len);
	out[held->len] = ' ';
	memcpy(out + held->len + 1, value.ptr, value.len);
	*held = held->len > 0 ? str_make(out, held->len + 1 + value.len)
			      : str_make(out + 1, value.len);
	return true;
}

static bool set_value(struct builder *b, struct str *held, const char *value)
{
	*held = arena_str(b->memory, str_from_c(value));
	return held->ptr != NULL;
}

static bool keep_pair(
	struct builder *b, struct html_attributes *all, const char *name, const char *value)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (strcmp(names[i].name, name) != 0)
			continue;
		enum html_name kept = names[i].kept;
		struct str *held = &all->values[kept];
		if (kept == HTML_SRC) /* what is shown later is the picture itself */
			return strncmp(value, "data:", 5) == 0 ||
			       (held->len > 0 && strcmp(name, "src") == 0) ||
			       set_value(b, held, value);
		if (strcmp(name, "hidden") == 0)
			value = "display:none";
		if (strcmp(name, "size") == 0) { /* of a font: 3 is that of a text */
			bool large = value[0] == '+' || (value[0] >= '4' && value[0] <= '7');
			return !large || keep_value(b, held, STR(";font-size:18pt"));
		}
		if (kept == HTML_STYLE && strcmp(name, "align") == 0) {
			/* as a style says it */
			return keep_value(b, held, STR(";text-align:")) &&
			       keep_value(b, held, str_from_c(value));
		}
		return keep_value(b, held, str_from_c(value));
	}
	return true;
}

static bool keep_attributes(struct builder *b, uint32_t node, const xmlChar **pairs)
{
	struct html_attributes *all = arena_alloc(b->memory, sizeof *all);
	b->tree->nodes[node].attributes = all;
	for (int i = 0; i < HTML_NAME_COUNT && all; i++)
		all->values[i] = STR("");
	for (; all && *pairs; pairs += 2) {
		if (pairs[1] && !keep_pair(b, all, (const char *)pairs[0], (const char *)pairs[1]))
			return false;
	}
	return all != NULL;
}

/* A button that a heading consists of is to fold what stands below. */
static enum html_element element_in(const struct builder *b, struct str name)
{
	enum { LEVELS = 2 };
	if (str_eq(name, STR("button"))) {
		for (size_t up = 1; up <= LEVELS && up <= b->depth; up++) {
			enum html_element e = b->tree->nodes[b->open[b->depth - up]].element;
			if (e == HTML_H1 || e == HTML_HEADING)
				return HTML_INLINE;
		}
	}
	return html_element_of(name);
}

static void on_start(void *context, const xmlChar *name, const xmlChar **pairs)
{
	struct builder *b = context;
	struct str named = str_from_c((const char *)name);
	end_text(b);
	if (b->failed)
		return;
	if (b->depth == DEPTH_MAX) {
		b->deep = true;
		stop(b);
		return;
	}
	b->tree->framed |= str_eq(named, STR("frameset"));
	uint32_t node = add_node(b, element_in(b, named));
	if (node == 0 || (pairs && !keep_attributes(b, node, pairs))) {
		stop(b);
		return;
	}
	struct html_node *n = &b->tree->nodes[node];
	if (n->element == HTML_LINK && html_value(n, HTML_HREF).len == 0)
		n->element = HTML_INLINE; /* a place that others link to */
	b->open[b->depth++] = node;
}

static void on_end(void *context, const xmlChar *name)
{
	struct builder *b = context;
	(void)name; /* libxml2 closes what was opened, in its order */
	end_text(b);
	if (b->failed || b->depth < 2)
		return;
	b->tree->nodes[b->open[--b->depth]].end = b->tree->count;
}

/* ---- The page ---- */

static void parse(struct builder *b, struct str text)
{
	htmlSAXHandler sax = {
		.startElement = on_start,
		.endElement = on_end,
		.characters = on_text,
		.cdataBlock = on_text,
		.ignorableWhitespace = on_text,
	};
	*b->parser->sax = sax;
	b->parser->userData = b;
	xmlDocPtr none = htmlCtxtReadMemory(b->parser, text.ptr, (int)text.len, NULL, "UTF-8",
		HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
			HTML_PARSE_NODEFDTD | HTML_PARSE_NOIMPLIED | HTML_PARSE_IGNORE_ENC);
	xmlFreeDoc(none);
	end_text(b);
	while (b->depth > 0 && !b->failed)
		b->tree->nodes[b->open[--b->depth]].end = b->tree->count;
}

bool html_tree_read(struct html_tree *t, struct arena *memory, const struct html_source *source,
	struct error *err)
{
	struct builder *b = arena_alloc(memory, sizeof *b);
	*t = (struct html_tree){.plain = source->tags < TAGS_MIN, .told = source->told};
	if (!b)
		return error_set_memory(err);
	*b = (struct builder){.tree = t, .memory = memory, .parser = htmlNewParserCtxt()};
	if (b->parser)
		b->open[b->depth++] = add_node(b, HTML_BLOCK);
	b->failed = !b->parser || t->count == 0;
	if (!b->failed)
		parse(b, buf_str(&source->text));
	htmlFreeParserCtxt(b->parser);
	buf_free(&b->text);
	buf_free(&b->restored);
	if (b->deep)
		return error_set(err, ERROR_LIMIT,
			SAY("các phần tử của trang lồng nhau quá %d tầng",
				"the page's elements are nested more than %d deep"),
			DEPTH_MAX);
	return !b->failed || error_set_memory(err);
}

void html_tree_warm_up(void)
{
	xmlInitParser();
	htmlFreeParserCtxt(htmlNewParserCtxt());
}
