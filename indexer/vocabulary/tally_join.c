#include "indexer/vocabulary/tally_join.h"
#include "indexer/vocabulary/tally_source.h"
#include "indexer/work/stop.h"

#include <stdlib.h>

struct join {
	struct tally_source *sources;
	size_t source_count;
	struct tally_sink *sink;
	uint32_t word_count; /* of the sum */
	uint64_t *counts;    /* of the row at hand, by right word */
	uint32_t *right;     /* those of them that are not 0 */
	size_t right_count;
	struct lexicon_follower *row;
	const struct tally_source *from; /* of the pairs being read */
};

/* ---- Words ---- */

static const struct tally_source *first_word(const struct join *j)
{
	const struct tally_source *first = NULL;
	for (size_t i = 0; i < j->source_count; i++) {
		const struct tally_source *s = &j->sources[i];
		if (s->word.len > 0 && (!first || str_compare(s->word, first->word) < 0))
			first = s;
	}
	return first;
}

/* A damaged file may hold any count: a sum must not overflow. */
static uint64_t limited(uint64_t count)
{
	return count < UINT64_MAX >> 16 ? count : UINT64_MAX >> 16;
}

/* Adds up WORD over all sources, and moves on those that have it. */
static bool join_word(struct join *j, struct str word, struct error *err)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < j->source_count; i++) {
		struct tally_source *s = &j->sources[i];
		s->at_hand = str_eq(s->word, word);
		if (s->at_hand)
			sum += limited(s->count);
	}
	uint32_t number = j->word_count < TALLY_NONE ? j->word_count++ : TALLY_NONE;
	if (number != TALLY_NONE && !j->sink->word(j->sink, word, sum, err))
		return false;
	for (size_t i = 0; i < j->source_count; i++) {
		struct tally_source *s = &j->sources[i];
		if (!s->at_hand)
			continue;
		s->number[s->read - 1] = number;
		if (!tally_source_word(s, err))
			return false;
	}
	return true;
}

static bool join_words(struct join *j, struct error *err)
{
	char bytes[TALLY_MAX_WORD];
	const struct tally_source *first;
	while ((first = first_word(j)) != NULL) {
		size_t len = first->word.len;
		memcpy(bytes, first->word.ptr, len);
		if (!stop_check(err) || !join_word(j, str_make(bytes, len), err))
			return false;
	}
	return j->sink->words_end(j->sink, err);
}

/* ---- Rows ---- */

static bool is_open(const struct tally_source *s)
{
	return s->row < s->word_count;
}

static void pass_over(void *context, uint32_t right, uint64_t count)
{
	(void)context;
	(void)right;
	(void)count;
}

/* Goes on to the next row whose left word is in the sum. */
static bool next_row(struct tally_source *s, struct error *err)
{
	bool ok = tally_source_row(s, err);
	while (ok && is_open(s) && s->number[s->row] == TALLY_NONE)
		ok = tally_source_pairs(s, pass_over, NULL, err) && tally_source_row(s, err);
	return ok;
}

static void add_pair(void *context, uint32_t right, uint64_t count)
{
	struct join *j = context;
	uint32_t number = j->from->number[right];
	if (number == TALLY_NONE || count == 0)
		return;
	if (j->counts[number] == 0)
		j->right[j->right_count++] = number;
	j->counts[number] += limited(count);
}

/* The first left word of any source: its number, TALLY_NONE after the last. */
static uint32_t first_row(const struct join *j)
{
	uint32_t left = TALLY_NONE;
	for (size_t i = 0; i < j->source_count; i++) {
		const struct tally_source *s = &j->sources[i];
		if (is_open(s) && s->number[s->row] < left)
			left = s->number[s->row];
	}
	return left;
}

static bool send_row(struct join *j, uint32_t left, struct error *err)
{
	size_t count = j->right_count;
	for (size_t i = 0; i < count; i++) {
		uint32_t right = j->right[i];
		uint64_t times = j->counts[right];
		j->row[i] = (struct lexicon_follower){
			right, times < UINT32_MAX ? (uint32_t)times : UINT32_MAX};
		j->counts[right] = 0;
	}
	j->right_count = 0;
	return count == 0 || j->sink->row(j->sink, left, j->row, count, err);
}

static bool join_row(struct join *j, uint32_t left, struct error *err)
{
	for (size_t i = 0; i < j->source_count; i++) {
		struct tally_source *s = &j->sources[i];
		if (!is_open(s) || s->number[s->row] != left)
			continue;
		j->from = s;
		if (!tally_source_pairs(s, add_pair, j, err) || !next_row(s, err))
			return false;
	}
	return send_row(j, left, err);
}

static bool join_rows(struct join *j, struct error *err)
{
	uint32_t left;
	size_t words = (size_t)j->word_count + 1;
	j->counts = calloc(words, sizeof *j->counts);
	j->right = calloc(words, sizeof *j->right);
	j->row = calloc(words, sizeof *j->row);
	if (!j->counts || !j->right || !j->row)
		return error_set_memory(err);
	for (size_t i = 0; i < j->source_count; i++) {
		if (!next_row(&j->sources[i], err))
			return false;
	}
	while ((left = first_row(j)) != TALLY_NONE) {
		if (!stop_check(err) || !join_row(j, left, err))
			return false;
	}
	return true;
}

bool tally_add_up(const char *const *paths, size_t n, struct tally_sink *sink, struct error *err)
{
	struct join j = {.sink = sink};
	j.sources = calloc(n + 1, sizeof *j.sources);
	if (!j.sources)
		return error_set_memory(err);
	bool ok = true;
	for (size_t i = 0; ok && i < n; i++)
		ok = tally_source_open(&j.sources[j.source_count++], paths[i], err);
	ok = ok && join_words(&j, err) && join_rows(&j, err);
	for (size_t i = 0; i < j.source_count; i++)
		tally_source_close(&j.sources[i]);
	free(j.sources);
	free(j.counts);
	free(j.right);
	free(j.row);
	return ok;
}
