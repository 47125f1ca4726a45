#include "indexer/vocabulary/tally_join.h"
#include "indexer/vocabulary/tally_source.h"
#include "indexer/work/stop.h"

#include <stdlib.h>

struct join {
	struct tally_source *sources;
	size_t source_count;
	struct tally_sink *sink;
	uint64_t least;      /* occurrences of a run that is kept */
	uint32_t word_count; /* of the sum */
	struct tally_count *row, *spare;
	size_t row_count, row_capacity;
	uint32_t *starts; /* in ROW, of what each source has of it; and its end */
	size_t start_count;
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

static bool pass_over(void *context, uint32_t right, uint32_t third, uint64_t count)
{
	(void)context;
	(void)right;
	(void)third;
	(void)count;
	return true;
}

/* Goes on to the next row whose left word is in the sum. */
static bool next_row(struct tally_source *s, struct error *err)
{
	bool ok = tally_source_row(s, err);
	while (ok && is_open(s) && s->number[s->row] == TALLY_NONE)
		ok = tally_source_pairs(s, pass_over, NULL, err) && tally_source_row(s, err);
	return ok;
}

static bool grow(struct tally_count **list, size_t capacity)
{
	struct tally_count *larger = reallocarray(*list, capacity, sizeof *larger);
	if (larger)
		*list = larger;
	return larger != NULL;
}

static bool make_room(struct join *j)
{
	if (j->row_count < j->row_capacity)
		return true;
	enum { FIRST = 1 << 12 };
	size_t capacity = j->row_capacity ? 2 * j->row_capacity : FIRST;
	if (!grow(&j->row, capacity) || !grow(&j->spare, capacity))
		return false;
	j->row_capacity = capacity;
	return true;
}

static bool add_count(void *context, uint32_t right, uint32_t third, uint64_t count)
{
	struct join *j = context;
	uint32_t second = j->from->number[right];
	uint32_t last = third == TALLY_NONE ? third : j->from->number[third];
	if (second == TALLY_NONE || (third != TALLY_NONE && last == TALLY_NONE) || count == 0)
		return true;
	if (!make_room(j))
		return false;
	uint64_t key = third == TALLY_NONE ? tally_pair_key(second) : tally_run_key(second, last);
	j->row[j->row_count++] = (struct tally_count){key, limited(count)};
	return true;
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

/* Merges A and B, which are in order, into OUT, adding up what both have; returns how many. */
static size_t merge(const struct tally_count *a, size_t a_count, const struct tally_count *b,
	size_t b_count, struct tally_count *out)
{
	size_t n = 0;
	size_t i = 0;
	size_t k = 0;
	while (i < a_count && k < b_count) {
		bool both = a[i].key == b[k].key;
		bool left = a[i].key < b[k].key;
		out[n] = left || both ? a[i] : b[k];
		if (both)
			out[n].count = limited(a[i].count) + limited(b[k].count);
		i += left || both;
		k += both || !left;
		n++;
	}
	for (; i < a_count; i++)
		out[n++] = a[i];
	for (; k < b_count; k++)
		out[n++] = b[k];
	return n;
}

/* Merges what the sources have of the row two by two until one is left. */
static void merge_row(struct join *j)
{
	while (j->start_count > 2) {
		size_t count = 0;
		size_t starts = 0;
		for (size_t i = 0; i + 1 < j->start_count; i += 2) {
			const struct tally_count *a = j->row + j->starts[i];
			bool two = i + 2 < j->start_count;
			size_t a_count = j->starts[i + 1] - j->starts[i];
			size_t b_count = two ? j->starts[i + 2] - j->starts[i + 1] : 0;
			j->starts[starts++] = (uint32_t)count;
			count += merge(a, a_count, a + a_count, b_count, j->spare + count);
		}
		j->starts[starts++] = (uint32_t)count;
		j->start_count = starts;
		j->row_count = count;
		struct tally_count *row = j->spare;
		j->spare = j->row;
		j->row = row;
	}
}

/* Whether the pair that RUN begins with is the last of COUNT kept ones, or the last's: a damaged
   file may have it without. */
static bool follows_pair(const struct join *j, size_t count, const struct tally_count *run)
{
	return count > 0 && tally_right(j->row[count - 1].key) == tally_right(run->key);
}

static bool send_row(struct join *j, uint32_t left, struct error *err)
{
	merge_row(j);
	size_t count = 0;
	for (size_t i = 0; i < j->row_count; i++) {
		const struct tally_count *c = &j->row[i];
		if (tally_is_pair(c->key) || (c->count >= j->least && follows_pair(j, count, c)))
			j->row[count++] = *c;
	}
	return count == 0 || j->sink->row(j->sink, left, j->row, count, err);
}

static bool join_row(struct join *j, uint32_t left, struct error *err)
{
	j->row_count = 0;
	j->start_count = 0;
	for (size_t i = 0; i < j->source_count; i++) {
		struct tally_source *s = &j->sources[i];
		if (!is_open(s) || s->number[s->row] != left)
			continue;
		j->from = s;
		j->starts[j->start_count++] = (uint32_t)j->row_count;
		if (!tally_source_pairs(s, add_count, j, err) || !next_row(s, err))
			return false;
	}
	j->starts[j->start_count++] = (uint32_t)j->row_count;
	return send_row(j, left, err);
}

static bool join_rows(struct join *j, struct error *err)
{
	uint32_t left;
	j->starts = calloc(j->source_count + 1, sizeof *j->starts);
	if (!j->starts)
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

bool tally_add_up(const char *const *paths, size_t n, uint64_t least, struct tally_sink *sink,
	struct error *err)
{
	struct join j = {.sink = sink, .least = least};
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
	free(j.row);
	free(j.spare);
	free(j.starts);
	return ok;
}
