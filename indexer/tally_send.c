#include "indexer/tally_send.h"
#include "indexer/tally_source.h"

#include <stdlib.h>

struct sender {
	const struct tally *tally;
	struct tally_sink *sink;
	uint32_t *places; /* in the text, by the words that stand there and after it */
	uint32_t *spare;
	size_t count;
	uint32_t *numbers; /* of words as they are sent */
	uint32_t next;
	struct lexicon_follower *row;
};

/* Sorts the places by the word that stands AHEAD words after them, and moves none past
   another with the same. */
static void sort_by(struct sender *s, size_t ahead, uint32_t *starts)
{
	const uint32_t *text = s->tally->text + ahead;
	memset(starts, 0, (s->tally->word_count + 1) * sizeof *starts);
	for (size_t i = 0; i < s->count; i++)
		starts[text[i] + 1]++;
	for (size_t w = 0; w < s->tally->word_count; w++)
		starts[w + 1] += starts[w];
	for (size_t i = 0; i < s->count; i++)
		s->spare[starts[text[s->places[i]]]++] = s->places[i];
	uint32_t *sorted = s->spare;
	s->spare = s->places;
	s->places = sorted;
}

/* Every place but those of the breaks that end the text, sorted by three words. */
static bool sort_places(struct sender *s)
{
	const struct tally *t = s->tally;
	enum { ENDING = 3 };
	s->count = t->text_count > ENDING ? t->text_count - ENDING : 0;
	s->places = calloc(s->count + 1, sizeof *s->places);
	s->spare = calloc(s->count + 1, sizeof *s->spare);
	s->numbers = calloc(t->word_count + 1, sizeof *s->numbers);
	s->row = calloc(t->word_count + 1, sizeof *s->row);
	uint32_t *starts = calloc(t->word_count + 1, sizeof *starts);
	bool ok = s->places && s->spare && s->numbers && s->row && starts;
	for (size_t i = 0; ok && i < s->count; i++)
		s->places[i] = (uint32_t)i;
	for (size_t ahead = ENDING; ok && ahead-- > 0;)
		sort_by(s, ahead, starts);
	free(starts);
	return ok;
}

static uint32_t word_at(const struct sender *s, size_t i, size_t ahead)
{
	return s->tally->text[s->places[i] + ahead];
}

/* Where the run of places ends that begins at I and has the same word AHEAD, looking no
   further than END. */
static size_t run_end(const struct sender *s, size_t i, size_t ahead, size_t end)
{
	uint32_t word = word_at(s, i, ahead);
	while (i < end && word_at(s, i, ahead) == word)
		i++;
	return i;
}

/* Whether anything follows the pair at places FROM to END often enough. */
static bool is_followed(const struct sender *s, size_t from, size_t end)
{
	const struct tally_word *words = s->tally->words;
	if (end - from < TALLY_RUN_LEAST ||
		words[word_at(s, from, 0)].exact.len + 1 + words[word_at(s, from, 1)].exact.len >
			TALLY_MAX_WORD)
		return false;
	for (size_t i = from, next; i < end; i = next) {
		next = run_end(s, i, 2, end);
		if (next - i >= TALLY_RUN_LEAST)
			return true;
	}
	return false;
}

static bool send_pair(struct sender *s, size_t from, size_t end, struct error *err)
{
	struct str left = s->tally->words[word_at(s, from, 0)].exact;
	struct str right = s->tally->words[word_at(s, from, 1)].exact;
	char bytes[TALLY_MAX_WORD];
	memcpy(bytes, left.ptr, left.len);
	bytes[left.len] = ' ';
	memcpy(bytes + left.len + 1, right.ptr, right.len);
	s->next++;
	return s->sink->word(s->sink, str_make(bytes, left.len + 1 + right.len), end - from, err);
}

/* A space is less than any byte of a word: so pairs come right after their left word. */
static bool send_words(struct sender *s, struct error *err)
{
	size_t at = 0;
	for (uint32_t w = 0; w < s->tally->word_count; w++) {
		const struct tally_word *word = &s->tally->words[w];
		s->numbers[w] = s->next++;
		if (!s->sink->word(s->sink, word->exact, word->count, err))
			return false;
		size_t end =
			at < s->count && word_at(s, at, 0) == w ? run_end(s, at, 0, s->count) : at;
		for (size_t next; at < end; at = next) {
			next = run_end(s, at, 1, end);
			if (is_followed(s, at, next) && !send_pair(s, at, next, err))
				return false;
		}
	}
	return s->sink->words_end(s->sink, err);
}

/* The row of what stands AHEAD at places FROM to END, if LEAST times. */
static bool send_row(struct sender *s, uint32_t left, size_t ahead, size_t from, size_t end,
	size_t least, struct error *err)
{
	size_t count = 0;
	for (size_t i = from, next; i < end; i = next) {
		next = run_end(s, i, ahead, end);
		if (next - i >= least)
			s->row[count++] = (struct lexicon_follower){
				s->numbers[word_at(s, i, ahead)], (uint32_t)(next - i)};
	}
	return count == 0 || s->sink->row(s->sink, left, s->row, count, err);
}

static bool send_rows(struct sender *s, struct error *err)
{
	for (size_t at = 0, end; at < s->count; at = end) {
		uint32_t left = s->numbers[word_at(s, at, 0)];
		end = run_end(s, at, 0, s->count);
		if (!send_row(s, left, 1, at, end, 1, err))
			return false;
		for (size_t next; at < end; at = next) {
			next = run_end(s, at, 1, end);
			if (is_followed(s, at, next) &&
				!send_row(s, ++left, 2, at, next, TALLY_RUN_LEAST, err))
				return false;
		}
	}
	return true;
}

bool tally_send(struct tally *t, struct tally_sink *sink, struct error *err)
{
	struct sender s = {.tally = t, .sink = sink};
	bool ok = (tally_sort(t) && sort_places(&s)) || error_set_memory(err);
	ok = ok && send_words(&s, err) && send_rows(&s, err);
	free(s.places);
	free(s.spare);
	free(s.numbers);
	free(s.row);
	return ok;
}
