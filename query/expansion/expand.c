#include "query/expansion/expand.h"

#include "query/expansion/learned.h"
#include "text/house/lookup.h"

#include <stdlib.h>

/* The words from a clause on, as far as they stand in one row. */
struct row {
	struct variant_word words[VARIANT_MAX_WORDS];
	size_t ends[VARIANT_MAX_WORDS]; /* the clauses that end with each word, counted; 0: none */
	size_t count;
};

static struct variant_word variant_word_of(const struct expander *x, const struct query_word *w)
{
	unsigned flags = w->flags;
	if (w->kind == TOKEN_ACRONYM)
		flags |= TOKEN_CAPITALS;
	if (x->capitals)
		flags &= ~(unsigned)TOKEN_CAPITALS;
	if (!str_eq(w->exact, w->folded))
		flags |= TOKEN_SHAPED;
	return (struct variant_word){
		.exact = w->exact, .folded = w->folded, .kind = w->kind, .flags = flags};
}

static bool is_open(const struct expander *x, const struct query_clause *c)
{
	return c->excluded == x->excluded && !c->quoted && !x->query->words[c->first].prefix;
}

/* Whether clause C goes on with the one before it: what a minus leaves out it does by itself. */
static bool goes_on(const struct expander *x, size_t c)
{
	const struct query_clause *at = &x->query->clauses[c];
	return is_open(x, at) && at->stretch == at[-1].stretch && (at->inner || !at->excluded);
}

/* Whether a space or a dash is all that stands between clause C and the one before it, as in
   Bà Rịa - Vũng Tàu, the point of an abbreviation, H.Củ Chi, or a slash: 18-NQ/TW, mét/giây. */
static bool is_joint(const struct query *q, size_t c)
{
	const struct query_clause *before = &q->clauses[c - 1];
	enum { SHORT = 2 }; /* letters of H, TT */
	const struct query_word *last = &q->words[before->first + before->count - 1];
	struct str gap = str_slice(q->text, last->end, q->words[q->clauses[c].first].start);
	bool short_point = last->folded.len <= SHORT && str_starts_with(gap, STR("."));
	if (short_point || str_eq(gap, STR("/")))
		gap = str_slice(gap, 1, gap.len);
	while (gap.len > 0) {
		size_t dash = str_starts_with(gap, STR("\u2013")) ? 3 : 1;
		if (dash == 1 && gap.ptr[0] != ' ' && gap.ptr[0] != '-')
			return false;
		gap = str_slice(gap, dash, gap.len);
	}
	return true;
}

static void read_row(const struct expander *x, size_t clause, struct row *row)
{
	const struct query *q = x->query;
	row->count = 0;
	for (size_t c = clause; c < q->clause_count && (c == clause || goes_on(x, c)); c++) {
		const struct query_clause *at = &q->clauses[c];
		bool apart = q->words[at->first].flags & TOKEN_BREAK;
		if (row->count + at->count > VARIANT_MAX_WORDS ||
			(c > clause && apart && !is_joint(q, c)))
			return;
		for (size_t i = 0; i < at->count; i++) {
			row->words[row->count] = variant_word_of(x, &q->words[at->first + i]);
			row->ends[row->count++] = i + 1 == at->count ? c + 1 - clause : 0;
		}
	}
}

/* Adds what the COUNT words, which begin with CLAUSE, can stand for; ENDS as in a row. */
static bool expand_words(struct expander *x, size_t clause, const struct variant_word *words,
	const size_t *ends, size_t count)
{
	struct variant_search search = {0};
	struct variant_match m;
	while (variants_next(&search, words, count, &m)) {
		size_t clauses = ends[m.covered - 1];
		struct expansion *e = clauses > 0 ? expander_expansion(x, clause, clauses) : NULL;
		for (size_t i = 0; e && i < m.other_count; i++) {
			size_t before = e->other_count;
			if (!expander_add(x, e, &m.others[i]))
				return false;
			if (e->other_count > before)
				e->others[before].became = m.kind == VARIANT_SUCCESSOR;
		}
	}
	return true;
}

/* Likewise by the newsroom's own dictionary. */
static bool expand_house(struct expander *x, size_t clause, const struct variant_word *words,
	const size_t *ends, size_t count)
{
	struct house_search search = {0};
	struct variant_match m;
	while (x->query->house && house_next(x->query->house, &search, words, count, &m)) {
		size_t clauses = ends[m.covered - 1];
		struct expansion *e = clauses > 0 ? expander_expansion(x, clause, clauses) : NULL;
		for (size_t i = 0; e && i < m.other_count; i++) {
			if (!expander_add(x, e, &m.others[i]))
				return false;
		}
	}
	return true;
}

/* The clauses from CLAUSE on whose words are those of FORM; 0 if they end elsewhere. */
static size_t clauses_of(const struct expander *x, size_t clause, const struct query_form *form)
{
	const struct query *q = x->query;
	for (size_t c = clause; c < q->clause_count && (c == clause || goes_on(x, c)); c++) {
		size_t end = q->clauses[c].first + q->clauses[c].count;
		if (end >= form->first + form->count)
			return end == form->first + form->count ? c + 1 - clause : 0;
	}
	return 0;
}

/* Adds what is written joined instead of apart, or the other way round. */
static bool expand_forms(struct expander *x, size_t clause)
{
	const struct query *q = x->query;
	for (size_t i = 0; i < q->form_count; i++) {
		const struct query_form *form = &q->forms[i];
		struct variant v = {.len = form->text.len};
		if (form->first != q->clauses[clause].first || v.len > sizeof v.text)
			continue;
		size_t count = clauses_of(x, clause, form);
		struct expansion *e = count > 0 ? expander_expansion(x, clause, count) : NULL;
		memcpy(v.text, form->text.ptr, v.len);
		if (e && !expander_add(x, e, &v))
			return false;
	}
	return true;
}

/* Adds the row, up to the end of a clause, with OTHER in place of COVERED words from PLACE on. */
static bool add_with_other(struct expander *x, size_t clause, const struct row *row, size_t place,
	size_t covered, const struct variant *other)
{
	size_t end = place + covered;
	while (end < row->count && row->ends[end - 1] == 0)
		end++;
	struct expansion *e = expander_expansion(x, clause, row->ends[end - 1]);
	struct variant all = {.len = 0};
	for (size_t i = 0; i < end; i += i == place ? covered : 1) {
		variant_append(&all, i > 0 ? STR(" ") : STR(""));
		variant_append(
			&all, i == place ? str_make(other->text, other->len) : row->words[i].exact);
	}
	return !e || expander_add(x, e, &all);
}

/* Adds what the unit of 30ha or 60km/h can stand for, which begins within a clause. */
static bool expand_unit(struct expander *x, size_t clause, const struct row *row)
{
	const struct query_clause *c = &x->query->clauses[clause];
	if (x->query->words[c->first].kind == TOKEN_SPAN)
		return true;
	for (size_t i = 1; i < c->count && i < row->count; i++) {
		bool glued = row->words[i].flags & TOKEN_GLUED;
		struct variant_search search = {0};
		struct variant_match m;
		while (glued && variants_next(&search, row->words + i, row->count - i, &m)) {
			for (size_t k = 0; k < m.other_count; k++) {
				if (!add_with_other(x, clause, row, i, m.covered, &m.others[k]))
					return false;
			}
		}
	}
	return true;
}

static bool expand_clause(struct expander *x, size_t clause)
{
	static const size_t whole[] = {1};
	const struct query *q = x->query;
	const struct query_clause *c = &q->clauses[clause];
	struct row row;
	x->capitals = query_in_capitals(q, c);
	read_row(x, clause, &row);
	if (!expand_forms(x, clause) || !expand_unit(x, clause, &row) ||
		!expand_house(x, clause, row.words, row.ends, row.count) ||
		!expand_words(x, clause, row.words, row.ends, row.count) ||
		!expand_learned_phrase(x, clause, row.words, row.ends, row.count))
		return false;
	if (row.count > 0 && row.ends[0] > 0 && !expand_learned_acronym(x, clause, &row.words[0]))
		return false;
	for (size_t i = c->first + c->count; i < c->first + c->count + c->others; i++) {
		struct variant_word word = variant_word_of(x, &q->words[i]);
		if (!expand_words(x, clause, &word, whole, 1) ||
			!expand_learned_acronym(x, clause, &word))
			return false;
	}
	return true;
}

static int compare(const void *a, const void *b)
{
	const struct expansion *x = a;
	const struct expansion *y = b;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->count < y->count) - (x->count > y->count);
}

/* Sorts; drops what overlaps an earlier one without standing inside it; counts words. */
static void tidy(struct expander *x, struct expansions *out)
{
	size_t kept = 0;
	qsort(x->items, x->count, sizeof *x->items, compare);
	for (size_t i = 0; i < x->count; i++) {
		struct expansion *e = &x->items[i];
		bool fits = e->other_count > 0;
		for (size_t k = 0; k < kept; k++) {
			size_t end = x->items[k].first + x->items[k].count;
			fits = fits && (e->first >= end || e->first + e->count <= end);
		}
		if (!fits)
			continue;
		for (size_t k = 0; k < e->other_count; k++) {
			e->others[k].first = out->word_count;
			out->word_count += e->others[k].count;
		}
		x->items[kept++] = *e;
	}
	out->count = kept;
}

/* Finds those of the clauses that X is for. */
static bool expand_clauses(struct expander *x, const struct expansions **out)
{
	struct query *q = x->query;
	for (size_t c = 0; c < q->clause_count; c++) {
		if (is_open(x, &q->clauses[c]) && !expand_clause(x, c))
			return false;
	}
	if (x->count == 0)
		return true;
	struct expansions *all = arena_alloc(&q->memory, sizeof *all);
	struct expansion *items = arena_array(&q->memory, x->count, sizeof *items);
	if (!all || !items)
		return error_set_memory(x->err);
	*all = (struct expansions){.items = items};
	tidy(x, all);
	memcpy(items, x->items, all->count * sizeof *items);
	*out = all;
	return true;
}

bool expand_query(struct query *q, enum diacritics diacritics, const struct lexicon *lexicon,
	struct error *err)
{
	struct expansion found[EXPANDER_MAX];
	struct expander wanted = {.query = q,
		/* In a paragraph an acronym says little, and each word would be looked up. */
		.lexicon = q->pasted ? NULL : lexicon,
		.items = found,
		.err = err};
	struct expander unwanted = wanted;
	unwanted.excluded = true;
	q->expansions = NULL;
	q->unwanted = NULL;
	return diacritics == DIACRITICS_EXACT ||
	       (expand_clauses(&wanted, &q->expansions) && expand_clauses(&unwanted, &q->unwanted));
}
