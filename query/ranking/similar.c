#include "query/ranking/similar.h"

#include "archive/schema.h"
#include "base/arena.h"
#include "query/reading/chars.h"

#include <math.h>
#include <stdlib.h>

enum { SLOTS = 8192 }; /* a power of two, twice SIMILAR_DISTINCT and more */

struct told {
	struct str word;
	uint32_t times;
	size_t place; /* among the words, by their first occurrence */
	double worth;
};

struct teller {
	struct arena memory;
	struct told *words; /* SIMILAR_DISTINCT */
	size_t count;
	uint32_t *slots; /* SLOTS, of the word there plus 1 */
	struct buf term;
	struct error *err;
};

/* FNV-1a, 32 bits: <http://www.isthe.com/chongo/tech/comp/fnv/>. */
static uint32_t hash(struct str s)
{
	uint32_t h = 0x811C9DC5u;
	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.ptr[i]) * 0x01000193u;
	return h;
}

static bool count_word(struct teller *t, struct str word)
{
	size_t at = hash(word) & (SLOTS - 1);
	while (t->slots[at] != 0) {
		struct told *known = &t->words[t->slots[at] - 1];
		if (str_eq(known->word, word)) {
			known->times++;
			return true;
		}
		at = (at + 1) & (SLOTS - 1);
	}
	if (t->count == SIMILAR_DISTINCT)
		return true;
	struct str copy = arena_str(&t->memory, word);
	t->words[t->count] = (struct told){.word = copy, .times = 1, .place = t->count};
	t->slots[at] = (uint32_t)++t->count;
	return copy.ptr || error_set_memory(t->err);
}

static bool count_words(struct teller *t, const struct record *r, struct tokenizer *tokenizer)
{
	struct token token;
	for (size_t i = 0; i < r->block_count; i++) {
		if (r->blocks[i].zone == ZONE_BYLINE || r->blocks[i].zone == ZONE_FRAME)
			continue;
		tokenizer_start(tokenizer, chars_cut_words(r->blocks[i].text, SIMILAR_BYTES));
		while (tokenizer_next(tokenizer, &token)) {
			if (!token_is_figures(token.kind) && !count_word(t, token.exact))
				return false;
		}
	}
	return true;
}

static bool weigh_words(struct teller *t, struct xc_db *db)
{
	struct xc_stats all;
	uint32_t documents;
	if (!xc_db_stats(db, &all, t->err))
		return false;
	for (size_t i = 0; i < t->count; i++) {
		struct told *w = &t->words[i];
		if (!schema_term(&t->term, "", w->word))
			return error_set_memory(t->err);
		if (!xc_db_frequency(db, buf_str(&t->term), &documents, t->err))
			return false;
		if (documents > 1)
			w->worth =
				(1 + log(w->times)) * log(((double)all.doc_count + 1) / documents);
	}
	return true;
}

static int compare_worth(const void *a, const void *b)
{
	const struct told *x = a;
	const struct told *y = b;
	if (x->worth < y->worth || x->worth > y->worth)
		return x->worth > y->worth ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

static int compare_place(const void *a, const void *b)
{
	const struct told *x = a;
	const struct told *y = b;
	return (x->place > y->place) - (x->place < y->place);
}

static bool write_best(struct teller *t, struct buf *out)
{
	qsort(t->words, t->count, sizeof *t->words, compare_worth);
	size_t count = 0;
	while (count < t->count && count < SIMILAR_WORDS && t->words[count].worth > 0)
		count++;
	qsort(t->words, count, sizeof *t->words, compare_place);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buf_push(out, ' ');
		buf_append(out, t->words[i].word);
	}
	return !out->failed || error_set_memory(t->err);
}

bool similar_words(const struct record *r, struct xc_db *db, struct tokenizer *t, struct buf *out,
	struct error *err)
{
	struct teller teller = {.err = err};
	teller.words = arena_array(&teller.memory, SIMILAR_DISTINCT, sizeof *teller.words);
	teller.slots = arena_array(&teller.memory, SLOTS, sizeof *teller.slots);
	bool ok;
	if (teller.words && teller.slots)
		ok = count_words(&teller, r, t) && weigh_words(&teller, db) &&
		     write_best(&teller, out);
	else
		ok = error_set_memory(err);
	arena_free(&teller.memory);
	buf_free(&teller.term);
	return ok;
}
