#include "query/placing/asked.h"

#include "text/encoding/shown.h"
#include "text/token/sentence.h"

#include <stdlib.h>

struct asked {
	const struct query *query;
	const struct asked_row *rows;
	size_t row_count;
	bool *has; /* of each clause */
	bool any;
};

/* Where something stands: its first and last word, and the row that it is, or those in it. */
struct span {
	size_t first, last;
	const struct asked_row *row; /* NULL: of several rows, which stand behind it */
	size_t rows;                 /* how many spans behind it are its parts */
	bool reached;                /* from all operands of its chain that were looked at */
};

struct spans {
	struct span *items; /* owned */
	size_t count, capacity;
};

struct finder {
	const struct asked *asked;
	const struct asked_block *block;
	struct spans *of; /* of each clause; owned */
	bool in_chain;
	size_t *sentences; /* of each word; owned. NULL: not yet told */
	struct buf composed;
	bool failed;
};

/* ---- What is asked ---- */

static void note(struct asked *a, const struct query_node *n, bool in_chain)
{
	if (n->kind == NODE_NOT)
		return;
	if (n->kind == NODE_CLAUSE) {
		const struct query_clause *c = &a->query->clauses[n->clause];
		bool asked = !c->excluded && (in_chain || n->in_zone || c->literal);
		a->has[n->clause] |= asked;
		a->any |= asked;
	}
	for (const struct query_node *c = n->child; c; c = c->next)
		note(a, c, in_chain || n->kind == NODE_CHAIN);
}

struct asked *asked_new(struct query *q, const struct asked_row *rows, size_t count)
{
	struct asked *a = arena_alloc(&q->memory, sizeof *a);
	if (!a)
		return NULL;
	*a = (struct asked){.query = q, .rows = rows, .row_count = count};
	a->has = arena_array(&q->memory, q->clause_count + 1, sizeof *a->has);
	if (a->has && q->condition)
		note(a, q->condition, false);
	return a->has ? a : NULL;
}

bool asked_has(const struct asked *a, size_t clause)
{
	return a->has[clause];
}

/* ---- Where things stand ---- */

static void push(struct finder *f, struct spans *out, struct span span)
{
	if (out->count == out->capacity) {
		size_t capacity = out->capacity ? 2 * out->capacity : 32;
		struct span *items = realloc(out->items, capacity * sizeof *items);
		f->failed |= !items;
		if (!items)
			return;
		out->items = items;
		out->capacity = capacity;
	}
	out->items[out->count++] = span;
}

static struct str composed(struct finder *f, struct str text)
{
	buf_reset(&f->composed);
	f->failed |= !shown_compose(&f->composed, text);
	return buf_str(&f->composed);
}

/* Whether word I of the block has the letters of WORD, as they were typed. */
static bool has_letters(struct finder *f, size_t i, size_t word)
{
	const struct query *q = f->asked->query;
	const struct query_word *w = &q->words[word];
	size_t start;
	struct buf typed = BUF_INIT;
	f->failed |= !shown_compose(&typed, str_slice(q->text, w->start, w->end));
	struct str there = composed(f, f->block->word_at(f->block->context, i, &start));
	bool has = w->prefix ? str_starts_with(there, buf_str(&typed))
			     : str_eq(there, buf_str(&typed));
	buf_free(&typed);
	return has && !f->failed;
}

/* Whether ROW begins with word I; *LAST is its last one. */
static bool stands_at(struct finder *f, const struct asked_row *row, size_t i, size_t *last)
{
	const struct asked_block *b = f->block;
	bool literal = f->asked->query->clauses[row->clause].literal;
	if (b->count - i < row->count || (literal && !row->typed))
		return false;
	for (size_t k = 0; k < row->count; k++) {
		if (!b->matches(b->context, i + k, row->first + k, last) ||
			(literal && !has_letters(f, i + k, row->first + k)))
			return false;
	}
	return true;
}

/* Finds all clauses that are asked for in places: once, however many chains they are in. */
static void find_clauses(struct finder *f)
{
	const struct asked *a = f->asked;
	f->of = calloc(a->query->clause_count, sizeof *f->of);
	f->failed |= !f->of;
	for (size_t i = 0; i < f->block->count && !f->failed; i++) {
		for (size_t r = 0; r < a->row_count; r++) {
			size_t last;
			const struct asked_row *row = &a->rows[r];
			if (a->has[row->clause] && stands_at(f, row, i, &last))
				push(f, &f->of[row->clause],
					(struct span){.first = i, .last = last, .row = row});
		}
	}
}

static void find_clause(struct finder *f, const struct query_node *n, struct spans *out)
{
	const struct spans *all = &f->of[n->clause];
	if (n->in_zone && n->zone != f->block->zone)
		return;
	for (size_t i = 0; i < all->count && !f->failed; i++) {
		if (!f->in_chain || !all->items[i].row->several)
			push(f, out, all->items[i]);
	}
}

static void find(struct finder *f, const struct query_node *n, struct spans *out);

/* Adds to OUT span A of FROM with its parts, and likewise B of NEXT behind it, as one. */
static void join(struct finder *f, const struct spans *from, size_t a, const struct spans *next,
	size_t b, struct spans *out)
{
	const struct span *x = &from->items[a];
	const struct span *y = &next->items[b];
	push(f, out,
		(struct span){.first = x->first,
			.last = y->last,
			.rows = x->rows + y->rows + 1U * !!x->row + 1U * !!y->row});
	for (size_t i = x->row ? 0 : 1; i <= x->rows; i++)
		push(f, out, x[i]);
	for (size_t i = y->row ? 0 : 1; i <= y->rows; i++)
		push(f, out, y[i]);
}

/* "ủy ban * tỉnh": the parts of N, each as far behind the one before as it says. */
static void find_exact(struct finder *f, const struct query_node *n, struct spans *out)
{
	struct spans all = {NULL, 0, 0};
	find(f, n->child, &all);
	for (const struct query_node *c = n->child->next; c && !f->failed; c = c->next) {
		struct spans part = {NULL, 0, 0}, joined = {NULL, 0, 0};
		size_t b = 0;
		find(f, c, &part);
		for (size_t a = 0; a < all.count; a += 1 + all.items[a].rows) {
			size_t want = all.items[a].last + c->distance;
			while (b < part.count && part.items[b].first < want)
				b += 1 + part.items[b].rows;
			if (b < part.count && part.items[b].first == want)
				join(f, &all, a, &part, b, &joined);
		}
		free(all.items);
		free(part.items);
		all = joined;
	}
	for (size_t i = 0; i < all.count; i++)
		push(f, out, all.items[i]);
	free(all.items);
}

/* Adds where the operand N of a chain stands, or one of several. */
static void find(struct finder *f, const struct query_node *n, struct spans *out)
{
	if (n->kind == NODE_CLAUSE)
		find_clause(f, n, out);
	else if (n->kind == NODE_CHAIN)
		find_exact(f, n, out);
	for (const struct query_node *c = n->kind == NODE_OR ? n->child : NULL; c; c = c->next)
		find(f, c, out);
}

/* ---- Chains ---- */

static size_t sentence_of(struct finder *f, size_t word)
{
	const struct asked_block *b = f->block;
	if (!f->sentences)
		f->sentences = calloc(b->count + 1, sizeof *f->sentences);
	f->failed |= !f->sentences;
	if (f->failed || f->sentences[b->count] == 1)
		return f->failed ? 0 : f->sentences[word];
	size_t end = 0, start;
	for (size_t i = 0; i < b->count; i++) {
		struct str text = b->word_at(b->context, i, &start);
		bool ends = i > 0 && sentence_ends(b->text, end, start);
		f->sentences[i] = i > 0 ? f->sentences[i - 1] + ends : 0;
		end = start + text.len;
	}
	f->sentences[b->count] = 1;
	return f->sentences[word];
}

/* Whether A, which ends before B begins, is linked to it by LINK. */
static bool is_linked(
	struct finder *f, const struct query_node *link, const struct span *a, const struct span *b)
{
	if (link->link == LINK_WITHIN)
		return b->first - a->last <= link->distance;
	return link->link == LINK_PARAGRAPH || sentence_of(f, a->first) == sentence_of(f, b->last);
}

/* The places that count of LIST, by their ends or by their beginnings. */
struct edges {
	const struct span **by_end, **by_start; /* owned */
	size_t count;
};

static int compare_ends(const void *a, const void *b)
{
	const struct span *const *x = a;
	const struct span *const *y = b;
	return ((*x)->last > (*y)->last) - ((*x)->last < (*y)->last);
}

static int compare_starts(const void *a, const void *b)
{
	const struct span *const *x = a;
	const struct span *const *y = b;
	return ((*x)->first > (*y)->first) - ((*x)->first < (*y)->first);
}

static struct edges edges_of(struct finder *f, const struct spans *list)
{
	struct edges e = {.by_end = calloc(list->count + 1, sizeof(struct span *)),
		.by_start = calloc(list->count + 1, sizeof(struct span *))};
	f->failed |= !e.by_end || !e.by_start;
	for (size_t i = 0; !f->failed && i < list->count; i += 1 + list->items[i].rows) {
		if (list->items[i].reached)
			e.by_end[e.count] = e.by_start[e.count] = &list->items[i];
		e.count += list->items[i].reached;
	}
	if (!f->failed) {
		qsort(e.by_end, e.count, sizeof(struct span *), compare_ends);
		qsort(e.by_start, e.count, sizeof(struct span *), compare_starts);
	}
	return e;
}

/* Whether one of E is linked to SPAN: of those on either side the nearest. */
static bool has_near(struct finder *f, const struct edges *e, const struct query_node *link,
	const struct span *span)
{
	size_t low = 0, high = e->count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (e->by_end[middle]->last < span->first)
			low = middle + 1;
		else
			high = middle;
	}
	if (low > 0 && is_linked(f, link, e->by_end[low - 1], span))
		return true;
	for (low = 0, high = e->count; low < high;) {
		size_t middle = (low + high) / 2;
		if (e->by_start[middle]->first <= span->last)
			low = middle + 1;
		else
			high = middle;
	}
	return low < e->count && is_linked(f, link, span, e->by_start[low]);
}

/* Keeps of LIST as reached what is linked to what is of FROM. */
static void reach(struct finder *f, const struct spans *from, const struct query_node *link,
	struct spans *list)
{
	struct edges e = edges_of(f, from);
	for (size_t i = 0; !f->failed && i < list->count; i += 1 + list->items[i].rows) {
		struct span *s = &list->items[i];
		s->reached = s->reached && has_near(f, &e, link, s);
	}
	free(e.by_end);
	free(e.by_start);
}

static void mark_span(const struct asked_block *b, const struct span *s)
{
	for (size_t i = 0; i <= s->rows; i++) {
		for (size_t k = 0; s[i].row && k < s[i].row->count; k++) {
			size_t last;
			size_t at = s[i].first + k;
			if (b->matches(b->context, at, s[i].row->first + k, &last))
				b->mark(b->context, at, last, s[i].row->first + k);
		}
	}
}

static void mark_spans(struct finder *f, const struct spans *list)
{
	for (size_t i = 0; !f->failed && i < list->count; i += 1 + list->items[i].rows) {
		if (list->items[i].reached)
			mark_span(f->block, &list->items[i]);
	}
}

static void reach_all(struct spans *list)
{
	for (size_t i = 0; i < list->count; i++)
		list->items[i].reached = true;
}

/* Marks the operands of the chain N where each is linked to the one before. */
static void mark_chain(struct finder *f, const struct query_node *n)
{
	enum { MOST = QUERY_MAX_WORDS };
	const struct query_node *link[MOST];
	struct spans *of = calloc(MOST, sizeof *of);
	size_t count = 0;
	f->failed |= !of;
	f->in_chain = true;
	for (const struct query_node *c = n->child; !f->failed && c && count < MOST; c = c->next) {
		find(f, c, &of[count]);
		reach_all(&of[count]);
		link[count] = c;
		if (count > 0)
			reach(f, &of[count - 1], c, &of[count]);
		count++;
	}
	for (size_t i = count; !f->failed && i-- > 1;)
		reach(f, &of[i], link[i], &of[i - 1]);
	for (size_t i = 0; i < count; i++) {
		mark_spans(f, &of[i]);
		free(of[i].items);
	}
	f->in_chain = false;
	free(of);
}

/* ---- All of it ---- */

/* Marks what N, which is no chain of several operands, asks for by itself. */
static void mark_alone(struct finder *f, const struct query_node *n)
{
	struct spans all = {NULL, 0, 0};
	find(f, n, &all);
	reach_all(&all);
	mark_spans(f, &all);
	free(all.items);
}

static void mark_node(struct finder *f, const struct query_node *n)
{
	if (n->kind == NODE_NOT ||
		(n->kind == NODE_CHAIN && n->in_zone && n->zone != f->block->zone))
		return;
	if (n->kind == NODE_CHAIN && n->child->next->link != LINK_EXACTLY)
		mark_chain(f, n);
	else if (n->kind == NODE_CHAIN || (n->kind == NODE_CLAUSE && f->asked->has[n->clause]))
		mark_alone(f, n);
	bool several = n->kind == NODE_AND || n->kind == NODE_OR;
	for (const struct query_node *c = several ? n->child : NULL; c; c = c->next)
		mark_node(f, c);
}

bool asked_mark(const struct asked *a, const struct asked_block *block)
{
	struct finder f = {.asked = a, .block = block};
	if (!a->any)
		return true;
	find_clauses(&f);
	if (!f.failed)
		mark_node(&f, a->query->condition);
	for (size_t i = 0; f.of && i < a->query->clause_count; i++)
		free(f.of[i].items);
	free(f.of);
	free(f.sentences);
	buf_free(&f.composed);
	return !f.failed;
}
