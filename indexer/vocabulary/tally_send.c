#include "indexer/vocabulary/tally_send.h"
#include "indexer/vocabulary/tally_source.h"

#include <stdlib.h>

/* Marks the first place of a pair that has followers; above any word's number. */
#define FOLLOWED (UINT32_C(1) << 31)

struct sender {
	const struct tally *tally;
	struct tally_sink *sink;
	uint32_t *places; /* in the text, by the words that stand there and after it */
	uint32_t *next;   /* while they are sorted: scratch; then the word after each place */
	size_t count;
	uint32_t *ends;  /* of the places of each word */
	uint32_t *times; /* of each word that is in COUNTED; else 0 */
	uint32_t *counted;
	uint32_t *numbers; /* of words as they are sent */
	uint32_t sent;     /* words so far */
	struct lexicon_follower *row;
};

/* Sorts the places by the word that stands AHEAD words after them, and moves none past
   another with the same. Leaves in ENDS where each word's places end. */
static void sort_by(struct sender *s, size_t ahead)
{
	const uint32_t *text = s->tally->text + ahead;
	size_t words = s->tally->word_count;
	memset(s->ends, 0, (words + 1) * sizeof *s->ends);
	for (size_t i = 0; i < s->count; i++)
		s->ends[text[i] + 1]++;
	for (size_t w = 0; w < words; w++)
		s->ends[w + 1] += s->ends[w];
	for (size_t i = 0; i < s->count; i++)
		s->next[s->ends[text[s->places[i]]]++] = s->places[i];
	uint32_t *sorted = s->next;
	s->next = s->places;
	s->places = sorted;
}

/* Every place but those of the breaks that end the text, sorted by two words. Third words
   are counted pair by pair, of frequent pairs only, which takes less than to sort by them. */
static bool sort_places(struct sender *s)
{
	const struct tally *t = s->tally;
	enum { ENDING = 3, SORTED = 2 };
	s->count = t->text_count > ENDING ? t->text_count - ENDING : 0;
	s->places = calloc(s->count + 1, sizeof *s->places);
	s->next = calloc(s->count + 1, sizeof *s->next);
	s->numbers = calloc(t->word_count + 1, sizeof *s->numbers);
	s->row = calloc(t->word_count + 1, sizeof *s->row);
	s->ends = calloc(t->word_count + 1, sizeof *s->ends);
	s->times = calloc(t->word_count + 1, sizeof *s->times);
	s->counted = calloc(t->word_count + 1, sizeof *s->counted);
	if (!s->places || !s->next || !s->numbers || !s->row || !s->ends || !s->times ||
		!s->counted)
		return false;
	for (size_t i = 0; i < s->count; i++)
		s->places[i] = (uint32_t)i;
	for (size_t ahead = SORTED; ahead-- > 0;)
		sort_by(s, ahead);
	for (size_t i = 0; i < s->count; i++)
		s->next[i] = t->text[s->places[i] + 1];
	return true;
}

/* Where the pair ends that begins at place I of a word whose places end at END. */
static size_t pair_end(const struct sender *s, size_t i, size_t end)
{
	uint32_t word = s->next[i] & ~FOLLOWED;
	do {
		i++;
	} while (i < end && s->next[i] == word);
	return i;
}

/* Counts the words after the pair at places FROM to END; returns how many different ones. */
static size_t count_thirds(struct sender *s, size_t from, size_t end)
{
	size_t count = 0;
	for (size_t i = from; i < end; i++) {
		uint32_t word = s->tally->text[s->places[i] + 2];
		if (s->times[word]++ == 0)
			s->counted[count++] = word;
	}
	return count;
}

/* How often number I of the counted words occurred; forgets it. */
static uint32_t take_times(struct sender *s, size_t i)
{
	uint32_t times = s->times[s->counted[i]];
	s->times[s->counted[i]] = 0;
	return times;
}

/* Whether anything follows the pair at places FROM to END, of word LEFT, often enough. */
static bool is_followed(struct sender *s, uint32_t left, size_t from, size_t end)
{
	const struct tally_word *words = s->tally->words;
	bool followed = false;
	if (end - from < TALLY_RUN_LEAST ||
		words[left].exact.len + 1 + words[s->next[from]].exact.len > TALLY_MAX_WORD)
		return false;
	size_t count = count_thirds(s, from, end);
	for (size_t i = 0; i < count; i++)
		followed |= take_times(s, i) >= TALLY_RUN_LEAST;
	return followed;
}

static bool send_pair(
	struct sender *s, uint32_t left, uint32_t right, size_t count, struct error *err)
{
	struct str a = s->tally->words[left].exact;
	struct str b = s->tally->words[right].exact;
	char bytes[TALLY_MAX_WORD];
	memcpy(bytes, a.ptr, a.len);
	bytes[a.len] = ' ';
	memcpy(bytes + a.len + 1, b.ptr, b.len);
	s->sent++;
	return s->sink->word(s->sink, str_make(bytes, a.len + 1 + b.len), count, err);
}

/* A space is less than any byte of a word: so pairs come right after their left word. */
static bool send_words(struct sender *s, struct error *err)
{
	size_t at = 0;
	for (uint32_t w = 0; w < s->tally->word_count; w++) {
		const struct tally_word *word = &s->tally->words[w];
		s->numbers[w] = s->sent++;
		if (!s->sink->word(s->sink, word->exact, s->ends[w] - at + word->beside, err))
			return false;
		for (size_t next; at < s->ends[w]; at = next) {
			next = pair_end(s, at, s->ends[w]);
			if (!is_followed(s, w, at, next))
				continue;
			if (!send_pair(s, w, s->next[at], next - at, err))
				return false;
			s->next[at] |= FOLLOWED;
		}
	}
	return s->sink->words_end(s->sink, err);
}

/* The row of a word whose places are FROM to END. */
static bool send_followers(
	struct sender *s, uint32_t left, size_t from, size_t end, struct error *err)
{
	size_t count = 0;
	for (size_t i = from, next; i < end; i = next) {
		next = pair_end(s, i, end);
		s->row[count++] = (struct lexicon_follower){
			s->numbers[s->next[i] & ~FOLLOWED], (uint32_t)(next - i)};
	}
	return count == 0 || s->sink->row(s->sink, left, s->row, count, err);
}

/* That of a pair. */
static bool send_thirds(struct sender *s, uint32_t left, size_t from, size_t end, struct error *err)
{
	size_t sent = 0;
	size_t count = count_thirds(s, from, end);
	for (size_t i = 0; i < count; i++) {
		uint32_t times = take_times(s, i);
		if (times >= TALLY_RUN_LEAST)
			s->row[sent++] =
				(struct lexicon_follower){s->numbers[s->counted[i]], times};
	}
	return s->sink->row(s->sink, left, s->row, sent, err);
}

static bool send_rows(struct sender *s, struct error *err)
{
	size_t at = 0;
	for (uint32_t w = 0; w < s->tally->word_count; w++) {
		uint32_t left = s->numbers[w];
		if (!send_followers(s, left, at, s->ends[w], err))
			return false;
		for (size_t next; at < s->ends[w]; at = next) {
			next = pair_end(s, at, s->ends[w]);
			if ((s->next[at] & FOLLOWED) && !send_thirds(s, ++left, at, next, err))
				return false;
		}
	}
	return true;
}

bool tally_send(struct tally *t, struct tally_sink *sink, struct error *err)
{
	struct sender s = {.tally = t, .sink = sink};
	bool ok = tally_sort(t) && sort_places(&s);
	if (ok)
		ok = send_words(&s, err) && send_rows(&s, err);
	else
		error_set_memory(err);
	free(s.places);
	free(s.next);
	free(s.ends);
	free(s.times);
	free(s.counted);
	free(s.numbers);
	free(s.row);
	return ok;
}
