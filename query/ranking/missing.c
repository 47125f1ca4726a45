#include "query/ranking/missing.h"

#include "archive/schema.h"
#include "query/ranking/rows.h"

#include <stdlib.h>

struct finder {
	const struct match_request *request;
	const struct reading *of;     /* the forgiving ones */
	const struct reading *strict; /* NULL: the same */
	struct arena *memory;
	struct found_hit **hits; /* those that may lack a word, by docid */
	uint32_t *docids;
	size_t count;
	uint32_t *wdf;   /* scratch */
	bool *word;      /* whether each hit has the word at hand … */
	bool *clause;    /* … the clause at hand */
	uint32_t *asked; /* the docids of those hits that are asked for a term … */
	size_t *hit_of;  /* … and their numbers */
	size_t asked_count;
	struct buf term;
	struct error *err;
};

static bool may_lack(const struct found_hit *hit)
{
	return hit->stage == STAGE_SOME || hit->stage == STAGE_ANY;
}

static int compare_hits(const void *a, const void *b)
{
	const struct found_hit *x = *(struct found_hit *const *)a;
	const struct found_hit *y = *(struct found_hit *const *)b;
	return (x->docid > y->docid) - (x->docid < y->docid);
}

static bool start(struct finder *f, struct found *out)
{
	size_t room = out->hit_count + 1;
	f->hits = arena_array(f->memory, room, sizeof(struct found_hit *));
	f->docids = arena_array(f->memory, room, sizeof *f->docids);
	f->wdf = arena_array(f->memory, room, sizeof *f->wdf);
	f->word = arena_array(f->memory, room, sizeof *f->word);
	f->clause = arena_array(f->memory, room, sizeof *f->clause);
	f->asked = arena_array(f->memory, room, sizeof *f->asked);
	f->hit_of = arena_array(f->memory, room, sizeof *f->hit_of);
	if (!f->hits || !f->docids || !f->wdf || !f->word || !f->clause || !f->asked || !f->hit_of)
		return error_set_memory(f->err);
	for (size_t i = 0; i < out->hit_count; i++) {
		if (may_lack(&out->hits[i]))
			f->hits[f->count++] = &out->hits[i];
	}
	qsort(f->hits, f->count, sizeof(struct found_hit *), compare_hits);
	for (size_t i = 0; i < f->count; i++)
		f->docids[i] = f->hits[i]->docid;
	return true;
}

/* Asks for the hits that do not have the word at hand so far. */
static void ask_others(struct finder *f)
{
	f->asked_count = 0;
	for (size_t i = 0; i < f->count; i++) {
		if (f->word[i])
			continue;
		f->asked[f->asked_count] = f->docids[i];
		f->hit_of[f->asked_count++] = i;
	}
}

static bool note_word(void *context, size_t i, const uint32_t *positions, size_t count)
{
	struct finder *f = context;
	(void)positions;
	f->word[f->hit_of[i]] |= count > 0;
	return true;
}

/* Positions tell of a few documents quicker than a walk through the posting list. */
static bool look_for_exact(struct finder *f, struct str word)
{
	if (!schema_term(&f->term, "", word))
		return error_set_memory(f->err);
	return places_walk(f->request->places, buf_str(&f->term), f->asked, f->asked_count, 1,
		note_word, f, f->err);
}

static bool look_for_folded(struct finder *f, struct str word)
{
	if (!schema_term(&f->term, PREFIX_FOLDED, word))
		return error_set_memory(f->err);
	if (!xc_db_wdf_of(
		    f->request->db, buf_str(&f->term), f->asked, f->asked_count, f->wdf, f->err))
		return false;
	for (size_t i = 0; i < f->asked_count; i++)
		f->word[f->hit_of[i]] |= f->wdf[i] > 0;
	return true;
}

static bool look_for(struct finder *f, const struct reading *r)
{
	if (r->kind == READING_EXACT)
		return look_for_exact(f, r->exact);
	if (r->kind == READING_FOLDED)
		return look_for_folded(f, r->folded);
	for (size_t i = 0; i < r->spelling_count; i++) {
		if (!look_for_exact(f, r->spellings[i]))
			return false;
	}
	return true;
}

/* Notes that the hits that were asked for last, and have word W, have it in a spelling of
   the forgiving reading only. */
static bool note_forgiven(struct finder *f, size_t w)
{
	for (size_t i = 0; i < f->asked_count; i++) {
		struct found_hit *hit = f->hits[f->hit_of[i]];
		if (!f->word[f->hit_of[i]])
			continue;
		if (!hit->forgiven)
			hit->forgiven = arena_array(
				f->memory, f->request->query->word_count, sizeof *hit->forgiven);
		if (!hit->forgiven)
			return error_set_memory(f->err);
		hit->forgiven[w] = true;
	}
	return true;
}

/* Fills in f->word for word W of the query. */
static bool look_for_word(struct finder *f, size_t w)
{
	const struct reading *r = &f->of[w];
	memset(f->word, 0, f->count * sizeof *f->word);
	ask_others(f);
	if (!f->strict || f->strict[w].kind == r->kind)
		return look_for(f, r);
	if (!look_for(f, &f->strict[w]))
		return false;
	ask_others(f);
	return f->asked_count == 0 || (look_for(f, r) && note_forgiven(f, w));
}

/* Of the hits that have all words of the group C, lets those pass that have them in a row. A
   word that may have several spellings stands in one for sure only where the index found it
   so: then all pass. */
static bool look_for_row(struct finder *f, const struct query_clause *c)
{
	struct alternative row = {.count = c->count};
	struct rows found;
	row.words = arena_array(f->memory, c->count, sizeof *row.words);
	if (!row.words)
		return error_set_memory(f->err);
	for (size_t i = 0; i < c->count; i++) {
		const struct reading *r = &f->of[c->first + i];
		if (r->kind != READING_EXACT)
			return true;
		row.words[i] = r->exact;
	}
	if (!rows_find(f->request->places, &row, f->docids, f->count, f->memory, &found, f->err))
		return false;
	memset(f->clause, 0, f->count * sizeof *f->clause);
	for (size_t i = 0; i < found.count; i++)
		f->clause[found.items[i].i] = true;
	return true;
}

/* Fills in f->clause: all words of C, or one of its other readings. */
static bool look_for_clause(struct finder *f, const struct query_clause *c)
{
	memset(f->clause, 1, f->count * sizeof *f->clause);
	for (size_t w = 0; w < c->count + c->others; w++) {
		if (w == c->count && w > 1 && !look_for_row(f, c))
			return false;
		if (!look_for_word(f, c->first + w))
			return false;
		for (size_t i = 0; i < f->count; i++) {
			if (w < c->count)
				f->clause[i] &= f->word[i];
			else
				f->clause[i] |= f->word[i];
		}
	}
	return c->others > 0 || c->count == 1 || look_for_row(f, c);
}

/* Lets those pass that have the clause in another way of writing it. */
static bool look_for_others(struct finder *f, size_t clause)
{
	const struct expansions *x = f->request->query->expansions;
	for (size_t i = 0; x && i < x->count; i++) {
		const struct expansion *e = &x->items[i];
		for (size_t k = 0; expansion_covers(e, clause) && k < e->other_count; k++) {
			struct rows rows;
			if (!rows_find(f->request->places, &e->others[k], f->docids, f->count,
				    f->memory, &rows, f->err))
				return false;
			for (size_t r = 0; r < rows.count; r++)
				f->clause[rows.items[r].i] = true;
		}
	}
	return true;
}

/* Adds the text of C to the hits without it. */
static bool note_missing(struct finder *f, const struct query_clause *c)
{
	const struct query *q = f->request->query;
	struct str text = {NULL, 0};
	for (size_t i = 0; i < f->count; i++) {
		struct found_hit *hit = f->hits[i];
		if (f->clause[i])
			continue;
		if (!text.ptr)
			text = arena_str(f->memory, query_clause_text(q, c));
		if (!hit->missing) {
			hit->missing =
				arena_array(f->memory, q->clause_count, sizeof *hit->missing);
			hit->missing_at =
				arena_array(f->memory, q->clause_count, sizeof *hit->missing_at);
		}
		if (!text.ptr || !hit->missing || !hit->missing_at)
			return error_set_memory(f->err);
		hit->missing_at[hit->missing_count] = (size_t)(c - q->clauses);
		hit->missing[hit->missing_count++] = text;
	}
	return true;
}

/* Whether C is looked at: of a pasted paragraph only the words that tell most. */
static bool is_telling(const struct finder *f, const struct query_clause *c)
{
	const struct columns *columns = f->request->columns;
	if (!columns || columns->count < COLUMNS_MAX)
		return true;
	for (size_t i = 0; i < columns->count; i++) {
		size_t word = columns->items[i].word;
		if (word >= c->first && word < c->first + c->count)
			return true;
	}
	return false;
}

static bool find(struct finder *f)
{
	const struct query *q = f->request->query;
	for (size_t i = 0; f->count > 0 && i < q->clause_count; i++) {
		const struct query_clause *c = &q->clauses[i];
		if (c->excluded || c->inner || c->kind == CLAUSE_PHRASE ||
			reading_repeats(q, f->of, i) || !is_telling(f, c))
			continue;
		if (!look_for_clause(f, c) || !look_for_others(f, i))
			return false;
		/* What was not looked for to the end is not known to be missing. */
		if (places_are_over(f->request->places))
			break;
		if (!note_missing(f, c))
			return false;
	}
	return true;
}

bool missing_find(const struct match_request *request, struct arena *memory, struct found *out,
	struct error *err)
{
	struct finder f = {
		.request = request,
		.of = request->readings->of,
		.strict = request->strict->of,
		.memory = memory,
		.err = err,
	};
	bool ok = start(&f, out) && find(&f);
	buf_free(&f.term);
	return ok;
}
