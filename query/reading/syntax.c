#include "query/reading/syntax.h"

#include "text/syllable/spelling.h"

#include <string.h>

struct reader {
	struct str text;
	char *blanked;
	struct items items;
	size_t at; /* of the items */
	unsigned depth;
	bool in_values; /* of a field */
	struct syntax *out;
};

/* ---- Nodes ---- */

static struct syntax_node *node(struct reader *r, uint16_t number)
{
	return &r->out->nodes[number];
}

/* As many as there may be: each item makes one, each group and operator one above its parts. */
static uint16_t make(struct reader *r, enum syntax_kind kind, size_t start)
{
	uint16_t number = (uint16_t)++r->out->count;
	*node(r, number) = (struct syntax_node){.kind = kind, .start = start, .end = start};
	return number;
}

/* A node of KIND, with the child CHILD. */
static uint16_t wrap(struct reader *r, enum syntax_kind kind, uint16_t child)
{
	uint16_t number = make(r, kind, node(r, child)->start);
	node(r, number)->child = child;
	node(r, number)->end = node(r, child)->end;
	return number;
}

/* Adds CHILD behind the children of PARENT, of which LAST is the last one; returns CHILD. */
static uint16_t append(struct reader *r, uint16_t parent, uint16_t last, uint16_t child)
{
	if (last)
		node(r, last)->next = child;
	else
		node(r, parent)->child = child;
	node(r, parent)->end = node(r, child)->end;
	return child;
}

/* The same, in the run *RUN of PARENT; of a group of words and more, its children: it means nothing
   there, but that those with AND between them have runs of their own. */
static uint16_t append_all(
	struct reader *r, uint16_t parent, uint16_t last, uint16_t child, size_t *run)
{
	if (node(r, child)->kind != SYNTAX_AND) {
		node(r, child)->run = *run;
		return append(r, parent, last, child);
	}
	bool divided = false;
	for (uint16_t i = node(r, child)->child; i; i = node(r, i)->next)
		divided |= node(r, i)->run > 0;
	size_t before = *run + divided;
	for (uint16_t i = node(r, child)->child; i; i = node(r, i)->next) {
		node(r, i)->run += before;
		*run = node(r, i)->run + divided;
		last = append(r, parent, last, i);
	}
	node(r, parent)->end = node(r, child)->end;
	return last;
}

static void blank(struct reader *r, const struct item *item)
{
	memset(r->blanked + item->start, ' ', item->end - item->start);
}

static void note_stray(struct reader *r, const struct item *item, enum stray_kind kind)
{
	struct syntax *out = r->out;
	if (out->stray_count < SYNTAX_STRAYS)
		out->strays[out->stray_count++] =
			(struct syntax_stray){.start = item->start, .end = item->end, .kind = kind};
}

static bool has_slash(const struct reader *r, const struct item *item)
{
	return memchr(r->text.ptr + item->start, '/', item->end - item->start) != NULL;
}

/* ---- Items ---- */

static const struct item *item_at(const struct reader *r, size_t i)
{
	return &r->items.list[i < r->items.count ? i : r->items.count];
}

/* Whether ITEM is a syllable in capitals, as headlines have them. */
static bool is_headline(const struct reader *r, const struct item *item)
{
	struct spelling s;
	if (item->kind != ITEM_WORD)
		return false;
	spelling_of(str_slice(r->text, item->first, item->last), &s);
	return s.kind == TOKEN_SYLLABLE && s.flags & TOKEN_CAPITALS;
}

static bool stands_in_headline(const struct reader *r, size_t i)
{
	return (i > 0 && is_headline(r, item_at(r, i - 1))) || is_headline(r, item_at(r, i + 1));
}

/* Whether the item at I can be an operator: with something behind it and, but for NOT, before it.
   A word of Vietnamese texts is none within a headline. */
static bool is_operator(const struct reader *r, size_t i)
{
	const struct item *item = item_at(r, i);
	const struct item *before = i > 0 ? item_at(r, i - 1) : NULL;
	const struct item *behind = item_at(r, i + 1);
	bool alone = item->kind == ITEM_NOT || item->kind == ITEM_MINUS;
	bool joined = before && item->kind == ITEM_NOT &&
		      (before->kind == ITEM_AND || before->kind == ITEM_OR);
	if (!item_begins_operand(behind) ||
		(item->behind && !joined && !(before && item_ends_operand(before))))
		return false;
	if (!alone && !(before && item_ends_operand(before)))
		return false;
	if (item->vietnamese && before && is_headline(r, before) && is_headline(r, behind))
		return false;
	/* A word after NOT stands behind a space, so that a minus can take its place. */
	return item->kind != ITEM_NOT || behind->start == 0 || item->end - item->start == 1 ||
	       r->text.ptr[behind->start - 1] == ' ' || behind->kind != ITEM_WORD;
}

/* ---- The grammar ---- */

static uint16_t read_all(struct reader *r, size_t start);

static uint16_t read_word(struct reader *r, const struct item *item, enum syntax_kind kind)
{
	uint16_t number = make(r, kind, item->start);
	struct syntax_node *n = node(r, number);
	n->end = item->end;
	n->first = item->kind == ITEM_WORD || item->kind == ITEM_QUOTED ? item->first : item->start;
	n->last = item->kind == ITEM_WORD || item->kind == ITEM_QUOTED ? item->last : item->end;
	n->number = item->number;
	return number;
}

/* The word of ITEM; of a field's values those behind it, too. */
static uint16_t read_text(struct reader *r, const struct item *item)
{
	uint16_t number = read_word(r, item, SYNTAX_WORDS);
	for (; r->in_values && item_at(r, r->at)->kind == ITEM_WORD; r->at++) {
		node(r, number)->last = item_at(r, r->at)->last;
		node(r, number)->end = item_at(r, r->at)->end;
	}
	return number;
}

/* A word, a quote, a filter, a group; an operator that is none is a word. */
static uint16_t read_one(struct reader *r)
{
	const struct item *item = item_at(r, r->at++);
	switch (item->kind) {
	case ITEM_WORD:
		if (item->wrong || item->headline)
			note_stray(r, item,
				item->headline       ? STRAY_CAPITALS
				: has_slash(r, item) ? STRAY_DISTANCE
						     : STRAY_OPERATOR);
		return read_text(r, item);
	case ITEM_QUOTED:
		return read_word(r, item, SYNTAX_QUOTED);
	case ITEM_FILTER:
		return read_word(r, item, SYNTAX_FILTER);
	case ITEM_OPEN:
		if (r->depth <= SYNTAX_DEPTH)
			return read_all(r, item->start);
		break;
	default:
		break;
	}
	if (!item->vietnamese || !stands_in_headline(r, r->at - 1))
		note_stray(r, item, item->kind == ITEM_OPEN ? STRAY_DEPTH : STRAY_OPERATOR);
	return read_word(r, item, SYNTAX_WORDS);
}

static bool begins_with_capital(const struct reader *r, const struct item *item)
{
	return item->kind == ITEM_WORD &&
	       spelling_is_capitalised(str_slice(r->text, item->first, item->last));
}

/* The value N of a field, a word that begins with a capital, goes on over those behind it that
   do. */
static void take_capitals(struct reader *r, uint16_t n)
{
	if (node(r, n)->kind != SYNTAX_WORDS || !begins_with_capital(r, item_at(r, r->at - 1)))
		return;
	for (; begins_with_capital(r, item_at(r, r->at)); r->at++) {
		node(r, n)->kind = SYNTAX_QUOTED;
		node(r, n)->last = item_at(r, r->at)->last;
		node(r, n)->end = item_at(r, r->at)->end;
	}
}

/* The sign, NOT or field of ITEM, before what it is for. */
static uint16_t read_marked(struct reader *r)
{
	const struct item *item = item_at(r, r->at);
	static const enum syntax_kind kinds[] = {[ITEM_FIELD] = SYNTAX_FIELD,
		[ITEM_LITERAL] = SYNTAX_LITERAL,
		[ITEM_REQUIRED] = SYNTAX_REQUIRED,
		[ITEM_MINUS] = SYNTAX_NOT,
		[ITEM_NOT] = SYNTAX_NOT};
	bool marks =
		item->kind == ITEM_FIELD || (item->kind >= ITEM_LITERAL && item->kind <= ITEM_NOT);
	bool fits =
		item_begins_operand(item_at(r, r->at + 1)) &&
		(item->kind != ITEM_NOT || item->end == item->start + 1 || is_operator(r, r->at));
	if (!marks || !fits || r->depth > SYNTAX_DEPTH)
		return read_one(r);
	r->at++;
	r->depth++;
	const struct item *behind = item_at(r, r->at);
	bool in_values = r->in_values;
	if (item->kind == ITEM_FIELD)
		r->in_values = item->has_values;
	uint16_t child = read_marked(r);
	r->in_values = in_values;
	r->depth--;
	if (item->kind == ITEM_FIELD && !item->has_values)
		take_capitals(r, child);
	uint16_t number = wrap(r, kinds[item->kind], child);
	struct syntax_node *n = node(r, number);
	n->start = item->start;
	n->number = item->number;
	n->minus = item->kind == ITEM_MINUS &&
		   (behind->kind == ITEM_WORD || behind->kind == ITEM_QUOTED ||
			   behind->kind == ITEM_FILTER);
	if (item->kind == ITEM_NOT || behind->kind == ITEM_FILTER)
		blank(r, item);
	return number;
}

/* Whether what begins at item I can stand near something: nothing in it is left out, or a
   filter. */
static bool is_placed(const struct reader *r, size_t i)
{
	size_t open = 0;
	for (;; i++) {
		const struct item *item = item_at(r, i);
		if (item->kind == ITEM_FILTER || item->kind == ITEM_MINUS ||
			item->kind == ITEM_NOT || item->kind == ITEM_FIELD ||
			item->kind == ITEM_END)
			return false;
		open += item->kind == ITEM_OPEN;
		open -= item->kind == ITEM_CLOSE && open > 0;
		if (open == 0 && item->kind != ITEM_LITERAL && item->kind != ITEM_REQUIRED)
			return true;
	}
}

static bool is_near(const struct item *item)
{
	return item->kind == ITEM_NEAR || item->kind == ITEM_SENTENCE ||
	       item->kind == ITEM_PARAGRAPH;
}

static uint16_t read_near(struct reader *r)
{
	size_t first = r->at;
	uint16_t left = read_marked(r);
	uint16_t chain = 0, last = left;
	bool placed = is_near(item_at(r, r->at)) && is_placed(r, first);
	while (placed && is_near(item_at(r, r->at)) && is_operator(r, r->at) &&
		is_placed(r, r->at + 1)) {
		const struct item *item = item_at(r, r->at++);
		if (!chain)
			chain = wrap(r, SYNTAX_NEAR, left);
		blank(r, item);
		last = append(r, chain, last, read_marked(r));
		node(r, last)->distance = item->number;
		node(r, last)->link = item->kind == ITEM_NEAR       ? LINK_WITHIN
				      : item->kind == ITEM_SENTENCE ? LINK_SENTENCE
								    : LINK_PARAGRAPH;
	}
	return chain ? chain : left;
}

static uint16_t read_or(struct reader *r)
{
	bool operand = item_begins_operand(item_at(r, r->at));
	uint16_t left = read_near(r);
	uint16_t any = 0, last = left;
	while (operand && item_at(r, r->at)->kind == ITEM_OR && is_operator(r, r->at)) {
		blank(r, item_at(r, r->at++));
		if (!any)
			any = wrap(r, SYNTAX_OR, left);
		size_t run = node(r, last)->run + 1;
		last = append(r, any, last, read_near(r));
		node(r, last)->run = run;
	}
	return any ? any : left;
}

/* Reads up to the end of the group that the text has at START, or of the text. */
static uint16_t read_all(struct reader *r, size_t start)
{
	uint16_t all = make(r, SYNTAX_AND, start), last = 0;
	size_t run = 0;
	bool inside = r->depth > 0 || all > 1;
	r->depth++;
	for (;;) {
		const struct item *item = item_at(r, r->at);
		if (item->kind == ITEM_END || (inside && item->kind == ITEM_CLOSE))
			break;
		if (item->kind == ITEM_CLOSE) {
			r->at++;
			note_stray(r, item, STRAY_OPERATOR);
		} else if (item->kind == ITEM_AND && is_operator(r, r->at)) {
			blank(r, item);
			r->at++;
			run++;
		} else {
			last = append_all(r, all, last, read_or(r), &run);
		}
	}
	r->depth--;
	if (inside && item_at(r, r->at)->kind == ITEM_CLOSE)
		node(r, all)->end = item_at(r, r->at++)->end;
	else if (inside)
		note_stray(r, &(struct item){.start = start, .end = start + 1}, STRAY_UNCLOSED);
	return all;
}

static bool is_plain(const struct syntax *s)
{
	for (uint16_t i = s->nodes[1].child; i; i = s->nodes[i].next) {
		const struct syntax_node *c = &s->nodes[i];
		bool plain = c->kind <= SYNTAX_FILTER ||
			     (c->kind == SYNTAX_NOT && c->minus &&
				     s->nodes[c->child].kind <= SYNTAX_FILTER);
		if (!plain)
			return false;
	}
	return true;
}

/* Where there are no operators they are punctuation, but for one that is never closed. */
static void forget_parentheses(struct reader *r)
{
	size_t kept = 0;
	for (size_t i = 0; i < r->out->stray_count; i++) {
		struct syntax_stray stray = r->out->strays[i];
		char c = r->text.ptr[stray.start];
		bool closes = memchr(r->text.ptr + stray.start, ')', r->text.len - stray.start);
		if ((c != '(' && c != ')') || (stray.kind == STRAY_UNCLOSED && !closes))
			r->out->strays[kept++] = stray;
	}
	r->out->stray_count = kept;
}

void syntax_read(struct str text, const struct lexer_place *places, size_t n, char *blanked,
	struct syntax *out)
{
	struct reader r = {.text = text, .blanked = blanked, .out = out};
	out->count = 0;
	out->stray_count = 0;
	if (!lexer_read(text, places, n, &r.items))
		lexer_read_places(text, places, n, &r.items);
	out->unclosed = r.items.unclosed;
	read_all(&r, 0);
	out->is_plain = is_plain(out);
	if (out->is_plain)
		forget_parentheses(&r);
}
