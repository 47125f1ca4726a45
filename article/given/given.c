#include "article/given/given.h"

#include "article/blocks.h"
#include "article/given/markup.h"
#include "article/metadata/byline.h"
#include "article/metadata/date_choice.h"
#include "article/metadata/layout.h"
#include "article/words.h"
#include "base/ascii.h"
#include "base/buf.h"
#include "text/date/stated.h"

#include <strings.h>

bool given_add(struct given *g, struct given_list *list, struct str text)
{
	struct given_value *v = arena_alloc(g->memory, sizeof *v);
	if (!v)
		return false;
	v->text = text;
	if (list->first)
		*list->last = v;
	else
		list->first = v;
	list->last = &v->next;
	list->count++;
	return true;
}

static bool says_same(const struct given_list *a, const struct given_list *b)
{
	return a->count == 1 && b->count == 1 &&
	       str_eq(words_trim(a->first->text), words_trim(b->first->text));
}

/* Once an article, however many values. */
static void pass_over(struct given *g, struct str key, const struct given_list *values)
{
	if (g->unused && values->first)
		unused_add(g->unused, key, values->first->text);
}

bool given_is_nothing(struct str value)
{
	static const char *const words[] = {
		"nan", "none", "null", "nat", "n/a", "\\n", "<na>", "[]", "undefined"};
	value = words_trim(value);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (value.len == strlen(words[i]) &&
			strncasecmp(value.ptr, words[i], value.len) == 0)
			return true;
	}
	return value.len == 0;
}

static bool is_blank(const struct given_list *list)
{
	for (const struct given_value *v = list->first; v; v = v->next) {
		if (!given_is_nothing(v->text))
			return false;
	}
	return true;
}

void given_take(
	struct given *g, struct key_use use, struct str key, const struct given_list *values)
{
	if (use.field != FIELD_ID && is_blank(values)) /* an id may be any */
		return;
	if (use.field == FIELD_NONE) {
		pass_over(g, key, values);
		return;
	}
	struct given_list *held = &g->values[use.field];
	bool better = !held->first || use.rank <= g->ranks[use.field];
	if (held->first && !str_eq(key, g->keys[use.field]) && !says_same(held, values))
		pass_over(g, better ? g->keys[use.field] : key, better ? held : values);
	if (!better)
		return;
	*held = *values;
	g->keys[use.field] = key;
	g->ranks[use.field] = use.rank;
}

void given_visit_texts(
	struct given *g, void (*visit)(void *context, struct given_value *v), void *context)
{
	for (int f = 0; f < FIELD_COUNT; f++) {
		bool name = f == FIELD_ID || f == FIELD_DATE || f == FIELD_URL || f == FIELD_IMAGE;
		for (struct given_value *v = g->values[f].first; v; v = v->next) {
			if (!name || utf8_valid_prefix(v->text) < v->text.len)
				visit(context, v);
		}
	}
}

/* ---- Fields ---- */

static bool strip(struct given *g, struct arena *memory)
{
	for (int f = 0; f < FIELD_COUNT; f++) {
		bool raw = f == FIELD_ID || f == FIELD_URL || f == FIELD_IMAGE;
		for (struct given_value *v = raw ? NULL : g->values[f].first; v; v = v->next) {
			v->text = markup_plain(memory, v->text);
			if (!v->text.ptr)
				return false;
		}
	}
	return true;
}

static bool set_given(struct article *a, struct article_field *field, const struct given_list *list)
{
	for (const struct given_value *v = list->first; v; v = v->next) {
		struct str value = words_tidy(&a->memory, v->text);
		if (!value.ptr)
			return false;
		if (value.len == 0)
			continue;
		*field = (struct article_field){value, PROVENANCE_GIVEN};
		return true;
	}
	return true;
}

/* All values as they are written, ", " between them, where there is any: what is more than one is
   nothing that can be read, and must not be taken for nothing. */
static bool set_said(struct article *a, struct str *said, const struct given_list *list)
{
	struct buf all = BUF_INIT;
	for (const struct given_value *v = list->first; v; v = v->next) {
		struct str value = words_trim(v->text);
		if (value.len > 0)
			buf_append_c(&all, all.len > 0 ? ", " : "");
		buf_append(&all, value);
	}
	struct str copy = all.len > 0 ? arena_str(&a->memory, buf_str(&all)) : *said;
	bool ok = !all.failed && (copy.ptr || all.len == 0);
	if (ok && all.len > 0)
		*said = copy;
	buf_free(&all);
	return ok;
}

/* A date that is stated is read, or none is known: no other takes its place. */
static bool set_date(struct article *a, const struct given_list *list)
{
	struct date date;
	const struct given_value *v = list->first;
	while (v && words_trim(v->text).len == 0)
		v = v->next;
	if (!v)
		return true;
	if (!date_stated(v->text, &date)) {
		a->date = (struct article_field){.provenance = PROVENANCE_NONE};
		a->date_confidence = CONFIDENCE_NONE;
		a->unread_date = words_tidy(&a->memory, v->text);
		return a->unread_date.ptr != NULL;
	}
	return date_set(a, (struct date_choice){date, PROVENANCE_GIVEN, CONFIDENCE_HIGH});
}

static bool set_fields(struct article *a, const struct given_list values[])
{
	const struct {
		struct article_field *field;
		enum field from;
	} plain[] = {{&a->title, FIELD_TITLE}, {&a->place, FIELD_PLACE}, {&a->source, FIELD_SOURCE},
		{&a->url, FIELD_URL}, {&a->image, FIELD_IMAGE}, {&a->issuer, FIELD_ISSUER},
		{&a->number, FIELD_NUMBER}, {&a->kind, FIELD_KIND}};
	for (const struct given_value *v = values[FIELD_AUTHOR].first; v; v = v->next) {
		if (!byline_add_authors(a, v->text, PROVENANCE_GIVEN))
			return false;
	}
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		if (!set_given(a, plain[i].field, &values[plain[i].from]))
			return false;
	}
	return set_said(a, &a->visibility, &values[FIELD_VISIBILITY]) &&
	       set_said(a, &a->embargo, &values[FIELD_EMBARGO]) && set_date(a, &values[FIELD_DATE]);
}

/* ---- Blocks ---- */

/* What the title or lead say already, a body often says once more. */
static bool is_said(const struct given_list values[], struct str paragraph)
{
	const struct given_value *title = values[FIELD_TITLE].first;
	const struct given_value *lead = values[FIELD_LEAD].first;
	paragraph = words_trim(paragraph);
	return (title && str_eq(words_trim(title->text), paragraph)) ||
	       (lead && str_eq(words_trim(lead->text), paragraph));
}

/* TEXT without its first lines, as far as they are empty or said already. */
static struct str behind_said(const struct given_list values[], struct str text)
{
	struct str rest = text, line;
	while (words_line(&rest, &line)) {
		if (words_trim(line).len > 0 && !is_said(values, line))
			break;
		text = rest;
	}
	return text;
}

/* All values, an empty line between them; its ptr is NULL when out of memory. */
static struct str join(struct arena *memory, const struct given_list *list)
{
	size_t size = 0, len = 0;
	if (list->count == 1)
		return list->first->text;
	for (const struct given_value *v = list->first; v; v = v->next)
		size += v->text.len + 2;
	char *out = arena_alloc(memory, size + 1);
	for (const struct given_value *v = list->first; out && v; v = v->next) {
		if (v->text.len > 0)
			memcpy(out + len, v->text.ptr, v->text.len);
		len += v->text.len;
		out[len++] = '\n';
		out[len++] = '\n';
	}
	return str_make(out, len);
}

/* A body of one paragraph is just that; of others the layout tells. */
static bool add_body(struct article *a, const struct given_list values[])
{
	const struct given_value *title = values[FIELD_TITLE].first;
	struct error ignored;
	struct str text = STR(""), line;
	size_t capacity = a->block_count;
	if (values[FIELD_BODY].first)
		text = join(&a->memory, &values[FIELD_BODY]);
	if (!text.ptr)
		return false;
	text = words_trim(behind_said(values, text));
	struct str rest = text;
	if (!words_line(&rest, &line) || rest.len == 0)
		return blocks_add(a, &capacity, ZONE_BODY, text);
	const struct layout_known known = {
		.title = title ? title->text : str_make(NULL, 0), .record = true};
	return layout_read(a, text, &known, &ignored);
}

static bool add_blocks(
	struct article *a, size_t *capacity, enum zone zone, const struct given_list *list)
{
	for (const struct given_value *v = list->first; v; v = v->next) {
		a->zones[zone] = PROVENANCE_GIVEN;
		if (!blocks_add(a, capacity, zone, v->text))
			return false;
	}
	return true;
}

static bool has_letter(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (ascii_is_letter(s.ptr[i]) || ((unsigned char)s.ptr[i] & 0x80))
			return true;
	}
	return false;
}

/* Tags and columns as text around the article, "sạt lở, Tà Hừa"; their numbers say nothing. */
static bool add_labels(struct article *a, size_t *capacity, const struct given_list *list)
{
	struct buf labels = BUF_INIT;
	for (const struct given_value *v = list->first; v; v = v->next) {
		struct str label = words_trim(v->text);
		if (!has_letter(label))
			continue;
		buf_append_c(&labels, labels.len > 0 ? ", " : "");
		buf_append(&labels, label);
	}
	struct str text =
		labels.failed ? str_make(NULL, 0) : arena_str(&a->memory, buf_str(&labels));
	buf_free(&labels);
	return text.ptr && blocks_add(a, capacity, ZONE_FRAME, text);
}

static bool set_blocks(struct article *a, const struct given_list values[])
{
	size_t capacity = 0;
	if (values[FIELD_BODY].first)
		a->zones[ZONE_BODY] = PROVENANCE_GIVEN;
	return add_blocks(a, &capacity, ZONE_TITLE, &values[FIELD_TITLE]) &&
	       add_blocks(a, &capacity, ZONE_LEAD, &values[FIELD_LEAD]) && add_body(a, values);
}

bool given_fields(struct given *g, struct article *a)
{
	return strip(g, &a->memory) && set_fields(a, g->values);
}

bool given_last_blocks(struct given *g, struct article *a)
{
	size_t capacity = a->block_count;
	return add_blocks(a, &capacity, ZONE_CAPTION, &g->values[FIELD_CAPTIONS]) &&
	       add_blocks(a, &capacity, ZONE_BYLINE, &g->values[FIELD_AUTHOR]) &&
	       add_labels(a, &capacity, &g->values[FIELD_CATEGORY]) &&
	       add_labels(a, &capacity, &g->values[FIELD_TAGS]);
}

/* What is given outranks what the layout of its body says. */
bool given_build(struct given *g, struct article *a)
{
	return strip(g, &a->memory) && set_blocks(a, g->values) && set_fields(a, g->values) &&
	       given_last_blocks(g, a);
}

/* ---- What outranks an article's own text ---- */

static bool has(const struct given *g, enum field f)
{
	return !is_blank(&g->values[f]);
}

/* What A knows of the fields that G has is forgotten. */
static void forget(const struct given *g, struct article *a)
{
	if (has(g, FIELD_AUTHOR))
		a->author_count = 0;
	if (has(g, FIELD_DATE))
		a->unread_date = STR("");
}

static void retire(struct article *a, enum zone from, enum zone to)
{
	for (size_t i = 0; i < a->block_count; i++) {
		if (a->blocks[i].zone == from)
			a->blocks[i].zone = to;
	}
}

/* The blocks that G gives, then those that A had. */
static bool overrule_blocks(const struct given *g, struct article *a)
{
	struct article_block *own = a->blocks;
	size_t count = a->block_count, capacity = 0;
	if (has(g, FIELD_TITLE))
		retire(a, ZONE_TITLE, ZONE_FRAME);
	if (has(g, FIELD_LEAD))
		retire(a, ZONE_LEAD, ZONE_BODY);
	if (!has(g, FIELD_TITLE) && !has(g, FIELD_LEAD) && !has(g, FIELD_CAPTIONS) &&
		!has(g, FIELD_CATEGORY) && !has(g, FIELD_TAGS))
		return true;
	a->blocks = NULL;
	a->block_count = 0;
	if (!add_blocks(a, &capacity, ZONE_TITLE, &g->values[FIELD_TITLE]) ||
		!add_blocks(a, &capacity, ZONE_LEAD, &g->values[FIELD_LEAD]))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!blocks_add(a, &capacity, own[i].zone, own[i].text))
			return false;
	}
	return add_blocks(a, &capacity, ZONE_CAPTION, &g->values[FIELD_CAPTIONS]) &&
	       add_labels(a, &capacity, &g->values[FIELD_CATEGORY]) &&
	       add_labels(a, &capacity, &g->values[FIELD_TAGS]);
}

bool given_overrule(struct given *g, struct article *a)
{
	if (!strip(g, &a->memory))
		return false;
	forget(g, a);
	return set_fields(a, g->values) && overrule_blocks(g, a);
}
