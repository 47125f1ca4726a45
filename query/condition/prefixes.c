#include "query/condition/prefixes.h"

#include "archive/schema.h"
#include "query/reading/restore.h"
#include "text/syllable/spelling.h"

#include <stdlib.h>
#include <string.h>

struct candidate {
	struct str word;
	uint64_t count; /* how often it is there, roughly */
};

struct collector {
	const struct lexicon *lexicon;
	struct arena *memory;
	struct candidate *items; /* PREFIX_MAX_SEEN */
	size_t count;
	size_t seen;
	bool folded;      /* terms are words without marks */
	struct str kept;  /* shapes that their spellings begin with; empty: any */
	struct str whole; /* the only word that is meant, not what begins so; empty: all are */
	bool failed;
};

static bool add(struct collector *c, struct str word, uint64_t count)
{
	struct str copy = arena_str(c->memory, word);
	c->failed |= !copy.ptr;
	if (c->count < PREFIX_MAX_SEEN && copy.ptr)
		c->items[c->count++] = (struct candidate){copy, count};
	return copy.ptr && c->count < PREFIX_MAX_SEEN;
}

static bool take(void *context, struct str term, struct xc_term_stats stats)
{
	struct collector *c = context;
	struct lexicon_word found[READING_MAX_SPELLINGS];
	struct str folded = str_slice(term, c->folded ? strlen(PREFIX_FOLDED) : 0, term.len);
	c->seen++;
	if (c->whole.len > 0 && !str_eq(folded, c->whole))
		return false; /* terms ascend */
	if (!c->folded)
		return add(c, term, stats.documents);
	size_t count = c->lexicon
			       ? lexicon_spellings(c->lexicon, folded, found, READING_MAX_SPELLINGS)
			       : 0;
	for (size_t i = 0; i < count; i++) {
		bool fits = c->kept.len == 0 || restore_begins_with_shapes(c->kept, found[i].exact);
		if (fits && !add(c, found[i].exact, found[i].count))
			return false;
	}
	return true;
}

static int by_word(const void *a, const void *b)
{
	const struct candidate *x = a;
	const struct candidate *y = b;
	int order = str_compare(x->word, y->word);
	return order != 0 ? order : (x->count < y->count) - (x->count > y->count);
}

static int by_count(const void *a, const void *b)
{
	const struct candidate *x = a;
	const struct candidate *y = b;
	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return str_compare(x->word, y->word);
}

/* Each word once, the most frequent first. */
static void tidy(struct collector *c)
{
	size_t kept = 0;
	qsort(c->items, c->count, sizeof *c->items, by_word);
	for (size_t i = 0; i < c->count; i++) {
		if (kept == 0 || !str_eq(c->items[kept - 1].word, c->items[i].word))
			c->items[kept++] = c->items[i];
	}
	c->count = kept;
	qsort(c->items, c->count, sizeof *c->items, by_count);
}

/* Words that begin with BEGIN, or, where C is of such, words without marks that do. */
static bool collect_from(struct xc_db *db, struct collector *c, struct str begin, struct error *err)
{
	struct buf term = BUF_INIT;
	if (c->folded)
		buf_append_c(&term, PREFIX_FOLDED);
	buf_append(&term, begin);
	bool ok = !term.failed && xc_db_each_term(db, buf_str(&term), take, c, err);
	if (c->failed || term.failed)
		ok = error_set_memory(err);
	buf_free(&term);
	return ok;
}

/* What is SPELT so, as a whole where it was TYPED otherwise, and what begins as it was typed. */
static bool collect_either(struct xc_db *db, struct collector *c, struct str spelt,
	struct str typed, struct error *err)
{
	bool apart = typed.len > 0 && !str_eq(typed, spelt);
	c->whole = apart ? spelt : STR("");
	bool ok = collect_from(db, c, spelt, err);
	c->whole = STR("");
	return ok && (!apart || collect_from(db, c, typed, err));
}

/* Words begin as W was typed. Where canonical spelling moves its tone or writes its i as y, it is
   so spelt only in the word that ends there: hoà is hòa, but hoàn, tỉ is tỷ, but tỉnh. Where its
   marks are OPEN, they go on from any spelling of its letters, with the shapes that it has. */
static bool collect(struct xc_db *db, struct collector *c, const struct query *q,
	const struct query_word *w, bool open, struct error *err)
{
	char bytes[TOKEN_MAX_BYTES];
	struct str typed =
		str_make(bytes, spelling_as_typed(str_slice(q->text, w->start, w->end), bytes));
	bool unmarked = str_eq(w->exact, w->folded);
	c->folded = false;
	if (!collect_either(db, c, w->exact, typed, err))
		return false;
	c->folded = true;
	return !open || collect_either(db, c, w->folded, unmarked ? typed : w->folded, err);
}

/* The words that W stands for, which R read as one by itself: what its marks bind they bind here.
 */
static bool expand(struct xc_db *db, const struct lexicon *lexicon, struct query *q, size_t word,
	struct reading *r, struct prefix_notes *notes, struct error *err)
{
	struct collector c = {.lexicon = lexicon, .memory = &q->memory};
	bool open = r->kind != READING_EXACT;
	c.kept = r->kind == READING_SPELLINGS ? r->exact : STR("");
	*r = (struct reading){
		.kind = READING_SPELLINGS, .exact = r->exact, .folded = r->folded, .unit = r->unit};
	c.items = calloc(PREFIX_MAX_SEEN, sizeof *c.items);
	r->spellings = arena_array(&q->memory, PREFIX_MAX_WORDS, sizeof *r->spellings);
	if (!c.items || !r->spellings) {
		free(c.items);
		return error_set_memory(err);
	}
	bool ok = collect(db, &c, q, &q->words[word], open, err);
	if (ok)
		tidy(&c);
	for (size_t i = 0; ok && i < c.count && i < PREFIX_MAX_WORDS; i++)
		r->spellings[r->spelling_count++] = c.items[i].word;
	if (ok && c.count == 0)
		r->spellings[r->spelling_count++] = r->exact;
	if (ok && c.count > PREFIX_MAX_WORDS && notes->count < QUERY_MAX_FILTERS)
		notes->cut[notes->count++] = (struct prefix_note){word, (uint32_t)c.count};
	free(c.items);
	return ok;
}

bool prefixes_expand(struct xc_db *db, const struct lexicon *lexicon, struct query *q,
	struct query_reading *reading, struct prefix_notes *notes, struct error *err)
{
	struct readings *all[] = {&reading->forgiving, &reading->strict, &reading->likeliest};
	notes->count = 0;
	for (size_t i = 0; i < q->word_count; i++) {
		if (!q->words[i].prefix)
			continue;
		struct reading *r = &reading->forgiving.of[i];
		if (!expand(db, lexicon, q, i, r, notes, err))
			return false;
		for (size_t k = 1; k < sizeof all / sizeof *all; k++) {
			if (all[k]->of)
				all[k]->of[i] = *r;
		}
	}
	return true;
}
