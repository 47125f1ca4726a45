#include "indexer/vocabulary/tally_send.h"
#include "indexer/vocabulary/doubts.h"
#include "indexer/vocabulary/tally_source.h"

#include <stdlib.h>

/* A run is sent whose doubts (doubts.h), those of its two pairs together, add up to more than
   this over all its occurrences: of three in a row in 35,440 articles every second one, with
   nearly all of those that are asked for (archive/lexicon_runs.c). */
enum { DOUBTED = DOUBT_STEPS };

struct sender {
	struct tally *tally;
	enum tally_runs runs;
	struct tally_sink *sink;
	struct places places;
	uint32_t *spare;   /* while the places are sorted */
	uint32_t left;     /* word of the row at hand */
	struct error *err; /* of the call at hand */
};

/* Sorts the places by the word that stands AHEAD words after them, and moves none past
   another with the same. Leaves in ENDS where each word's places end. */
static void sort_by(struct sender *s, size_t ahead)
{
	struct places *p = &s->places;
	const uint32_t *text = s->tally->text + ahead;
	size_t words = s->tally->names.count;
	memset(p->ends, 0, (words + 1) * sizeof *p->ends);
	for (size_t i = 0; i < p->count; i++)
		p->ends[text[i] + 1]++;
	for (size_t w = 0; w < words; w++)
		p->ends[w + 1] += p->ends[w];
	for (size_t i = 0; i < p->count; i++)
		s->spare[p->ends[text[p->at[i]]]++] = p->at[i];
	uint32_t *sorted = s->spare;
	s->spare = p->at;
	p->at = sorted;
}

/* Every place but those of the breaks that end the text. */
static bool sort_places(struct sender *s)
{
	struct places *p = &s->places;
	const struct tally *t = s->tally;
	enum { ENDING = 3, SORTED = 3 };
	p->count = t->text_count > ENDING ? t->text_count - ENDING : 0;
	p->at = calloc(p->count + 1, sizeof *p->at);
	s->spare = calloc(p->count + 1, sizeof *s->spare);
	p->ends = calloc(t->names.count + 1, sizeof *p->ends);
	if (!p->at || !s->spare || !p->ends)
		return false;
	for (size_t i = 0; i < p->count; i++)
		p->at[i] = (uint32_t)i;
	for (size_t ahead = SORTED; ahead-- > 0;)
		sort_by(s, ahead);
	p->next = s->spare;
	for (size_t i = 0; i < p->count; i++)
		p->next[i] = t->text[p->at[i] + 1];
	return s->runs == TALLY_EVERY_RUN || doubts_note(s->tally, p);
}

static bool send_words(struct sender *s, struct error *err)
{
	const struct tally *t = s->tally;
	size_t at = 0;
	for (uint32_t w = 0; w < t->names.count; w++) {
		uint64_t count = s->places.ends[w] - at + t->words[w].beside;
		if (!s->sink->word(s->sink, t->names.ptr[w].text, count, err))
			return false;
		at = s->places.ends[w];
	}
	return s->sink->words_end(s->sink, err);
}

/* How many of the places FROM to END of a pair have it in capitals. */
static size_t count_capitals(const struct sender *s, size_t from, size_t end)
{
	const bool *capitals = s->tally->capitals;
	size_t count = 0;
	for (size_t i = from; i < end; i++)
		count += capitals[s->places.at[i]] && capitals[s->places.at[i] + 1];
	return count;
}

static bool send_count(struct sender *s, uint64_t key, size_t count)
{
	const struct tally_count c = {key, count};
	return s->sink->count(s->sink, s->left, &c, s->err);
}

/* Sends the pair at places FROM to END, and what is to be told of the runs that it begins. */
static bool send_pair(struct sender *s, size_t from, size_t end)
{
	const struct places *p = &s->places;
	const uint32_t *text = s->tally->text;
	uint32_t right = p->next[from];
	uint32_t doubt = text[p->at[from]] >> DOUBT_SHIFT;
	uint32_t names = s->tally->names_word;
	size_t capitals = count_capitals(s, from, end);
	bool ok = send_count(s, tally_pair_key(right), end - from);
	for (size_t i = from, next; ok && i < end; i = next) {
		const uint32_t *run = text + p->at[i];
		uint32_t third = run[2] & DOUBT_WORD;
		for (next = i + 1; next < end && (text[p->at[next] + 2] & DOUBT_WORD) == third;)
			next++;
		if (capitals > 0 && third > names) {
			ok = send_count(s, tally_run_key(right, names), capitals);
			capitals = 0;
		}
		if (s->runs == TALLY_EVERY_RUN ||
			(next - i) * (doubt + (run[1] >> DOUBT_SHIFT)) > DOUBTED)
			ok = ok && send_count(s, tally_run_key(right, third), next - i);
	}
	return ok && (capitals == 0 || send_count(s, tally_run_key(right, names), capitals));
}

static bool send_rows(struct sender *s, struct error *err)
{
	const struct places *p = &s->places;
	size_t at = 0;
	s->err = err;
	for (uint32_t w = 0; w < s->tally->names.count; w++) {
		size_t end = p->ends[w];
		bool has_pairs = at < end;
		s->left = w;
		for (size_t next; at < end; at = next) {
			next = places_pair_end(p, at, end);
			if (!send_pair(s, at, next))
				return false;
		}
		if (has_pairs && !s->sink->row_end(s->sink, w, err))
			return false;
	}
	return true;
}

bool tally_send(struct tally *t, enum tally_runs runs, struct tally_sink *sink, struct error *err)
{
	struct sender s = {.tally = t, .runs = runs, .sink = sink};
	bool ok = tally_sort(t) && sort_places(&s);
	if (ok)
		ok = send_words(&s, err) && send_rows(&s, err);
	else
		error_set_memory(err);
	free(s.places.at);
	free(s.spare);
	free(s.places.ends);
	return ok;
}
