#include "indexer/vocabulary/tally_join.h"
#include "indexer/vocabulary/tally_source.h"
#include "indexer/work/stop.h"

#include <stdlib.h>

/* Keys are below: a word has 24 bits. */
static const uint64_t NO_KEY = UINT64_MAX;

struct join {
	struct tally_source *sources;
	size_t source_count;
	struct tally_sink *sink;
	const struct tally_least *least;
	uint32_t word_count; /* of the sum */
	uint32_t names;      /* the number of TALLY_NAMES_CLASS in it */
	struct tally_source *
		*heap; /* those that have a count of the row left, the least key on top */
	size_t heap_count;
	uint32_t kept; /* the right word of the last pair, if that was sent */
	bool sent;     /* something of the row was */
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

/* COUNT in a sum. A damaged file may hold any: a sum must not overflow. */
static uint64_t limited(uint64_t count)
{
	const uint64_t most = UINT64_MAX >> 16;
	return count < most ? count : most;
}

/* What is left of COUNT, of which TAKEN are taken off. */
static uint64_t left_of(uint64_t count, uint64_t taken)
{
	return limited(count) - limited(taken < count ? taken : count);
}

/* How often S has the word at hand: those gone are of the count that they are taken off. */
static uint64_t count_word(const struct tally_source *s)
{
	const struct tally_source *twin = s->twin;
	if (!s->at_hand || s->is_taken)
		return 0;
	return left_of(s->count, twin && twin->at_hand ? twin->count : 0);
}

/* They stand for many, or nowhere: their counts tell nothing. */
static bool is_class(struct str word)
{
	return str_eq(word, STR(LEXICON_BREAK)) || str_eq(word, STR(LEXICON_FIGURES)) ||
	       str_eq(word, STR(TALLY_NAMES_CLASS));
}

/* The number of WORD, which occurs COUNT times, in the sum. */
static uint32_t number_word(struct join *j, struct str word, uint64_t count)
{
	bool stays = count >= j->least->words || is_class(word);
	uint32_t number = stays && j->word_count < TALLY_NONE ? j->word_count++ : TALLY_NONE;
	if (str_eq(word, STR(TALLY_NAMES_CLASS)))
		j->names = number;
	return number;
}

/* Adds up WORD over all sources, and moves on those that have it. */
static bool join_word(struct join *j, struct str word, struct error *err)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < j->source_count; i++)
		j->sources[i].at_hand = str_eq(j->sources[i].word, word);
	for (size_t i = 0; i < j->source_count; i++)
		sum += count_word(&j->sources[i]);
	uint32_t number = number_word(j, word, sum);
	if (number != TALLY_NONE && !j->sink->word(j->sink, word, sum, err))
		return false;
	for (size_t i = 0; i < j->source_count; i++) {
		struct tally_source *s = &j->sources[i];
		if (!s->at_hand)
			continue;
		if (s->number)
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

/* Goes on to the next row whose left word is in the sum. */
static bool next_row(struct tally_source *s, struct error *err)
{
	do {
		if (!tally_source_row(s, err))
			return false;
	} while (is_open(s) && s->number[s->row] == TALLY_NONE);
	return true;
}

/* What a pair or run of S is in the sum; false: it has a word that is not there. */
static bool find_key(struct tally_source *s)
{
	uint32_t right = s->number[s->right];
	uint32_t third = s->third == TALLY_NONE ? 0 : s->number[s->third];
	s->key = s->third == TALLY_NONE ? tally_pair_key(right) : tally_run_key(right, third);
	return right != TALLY_NONE && third != TALLY_NONE && s->times > 0;
}

static bool next_count(struct tally_source *s, struct error *err)
{
	do {
		if (!tally_source_count(s, err))
			return false;
	} while (s->at_count && !find_key(s));
	return true;
}

static void sift_down(struct join *j, size_t at)
{
	struct tally_source *moved = j->heap[at];
	for (size_t child; (child = 2 * at + 1) < j->heap_count; at = child) {
		if (child + 1 < j->heap_count && j->heap[child + 1]->key < j->heap[child]->key)
			child++;
		if (moved->key <= j->heap[child]->key)
			break;
		j->heap[at] = j->heap[child];
	}
	j->heap[at] = moved;
}

/* Moves on the source on top. */
static bool advance_top(struct join *j, struct error *err)
{
	if (!next_count(j->heap[0], err))
		return false;
	if (!j->heap[0]->at_count)
		j->heap[0] = j->heap[--j->heap_count];
	if (j->heap_count > 0)
		sift_down(j, 0);
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

/* Those in capitals are not left out: they add up only if they are told from the first time on. */
static uint64_t least_of_runs(const struct join *j, uint64_t key)
{
	return tally_third(key) == j->names ? 1 : j->least->runs;
}

/* With a pair its runs are left out, too; a damaged file may have these without. */
static bool send_count(
	struct join *j, uint32_t left, const struct tally_count *c, struct error *err)
{
	bool is_pair = tally_is_pair(c->key);
	if (is_pair)
		j->kept = c->count >= j->least->pairs ? tally_right(c->key) : TALLY_NONE;
	if (tally_right(c->key) != j->kept || (!is_pair && c->count < least_of_runs(j, c->key)))
		return true;
	j->sent = true;
	return j->sink->count(j->sink, left, c, err);
}

/* Lets every source that has the row of LEFT stand at its first count. */
static bool open_row(struct join *j, uint32_t left, struct error *err)
{
	j->heap_count = 0;
	j->kept = TALLY_NONE;
	j->sent = false;
	for (size_t i = 0; i < j->source_count; i++) {
		struct tally_source *s = &j->sources[i];
		if (!is_open(s) || s->number[s->row] != left)
			continue;
		s->summed_key = NO_KEY;
		if (!next_count(s, err))
			return false;
		if (s->at_count)
			j->heap[j->heap_count++] = s;
	}
	for (size_t i = j->heap_count / 2; i-- > 0;)
		sift_down(j, i);
	return true;
}

static bool close_row(struct join *j, uint32_t left, struct error *err)
{
	for (size_t i = 0; i < j->source_count; i++) {
		struct tally_source *s = &j->sources[i];
		if (is_open(s) && s->number[s->row] == left && !next_row(s, err))
			return false;
	}
	return !j->sent || j->sink->row_end(j->sink, left, err);
}

/* Changes *SUM by what S, which stands at its key, and its twin, where that stood there before,
   have of it. */
static void sum_up(struct tally_source *s, uint64_t *sum)
{
	const struct tally_source *twin = s->twin;
	bool both = twin && twin->summed_key == s->key;
	s->summed_key = s->key;
	s->summed = s->times;
	if (!s->is_taken)
		*sum += left_of(s->times, both ? twin->summed : 0);
	else if (both)
		*sum -= limited(twin->summed) - left_of(twin->summed, s->times);
}

static bool join_row(struct join *j, uint32_t left, struct error *err)
{
	if (!open_row(j, left, err))
		return false;
	while (j->heap_count > 0) {
		const uint64_t key = j->heap[0]->key;
		uint64_t sum = 0;
		while (j->heap_count > 0 && j->heap[0]->key == key) {
			sum_up(j->heap[0], &sum);
			if (!advance_top(j, err))
				return false;
		}
		const struct tally_count count = {key, sum};
		if (!send_count(j, left, &count, err))
			return false;
	}
	return close_row(j, left, err);
}

static bool join_rows(struct join *j, struct error *err)
{
	uint32_t left;
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

static bool open_source(struct join *j, const char *path, struct error *err)
{
	struct tally_source *s = &j->sources[j->source_count++];
	if (!tally_source_open(s, path, err))
		return false;
	/* Only rows are told in numbers. */
	if (!j->sink->count)
		return true;
	s->number = calloc((size_t)s->word_count + 1, sizeof *s->number);
	return s->number || error_set_memory(err);
}

static bool open_sources(struct join *j, const struct tally_files *files, struct error *err)
{
	size_t most = 2 * files->count;
	j->sources = calloc(most + 1, sizeof *j->sources);
	j->heap = calloc(most + 1, sizeof(struct tally_source *));
	if (!j->sources || !j->heap)
		return error_set_memory(err);
	for (size_t i = 0; i < files->count; i++) {
		struct tally_source *s = &j->sources[j->source_count];
		const char *lost = files->lost ? files->lost[i] : NULL;
		if (!open_source(j, files->paths[i], err) || (lost && !open_source(j, lost, err)))
			return false;
		if (!lost)
			continue;
		s[0].twin = &s[1];
		s[1].twin = &s[0];
		s[1].is_taken = true;
	}
	return true;
}

bool tally_add_up(const struct tally_files *files, const struct tally_least *least,
	struct tally_sink *sink, struct error *err)
{
	struct join j = {.sink = sink, .least = least, .names = TALLY_NONE};
	bool ok = open_sources(&j, files, err) && join_words(&j, err) &&
		  (!sink->count || join_rows(&j, err));
	for (size_t i = 0; i < j.source_count; i++)
		tally_source_close(&j.sources[i]);
	free(j.sources);
	free(j.heap);
	return ok;
}
