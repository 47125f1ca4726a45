#include "indexer/vocabulary/tally_survey.h"

#include <stdlib.h>

/* Counts from which on all are held for equally frequent: nothing that is so frequent is left out,
   and there is no text that it would not fit for. */
enum { FREQUENT = 1 << 12 };

/* What a lexicon holds of each count, once words are counted, then the rest. */
struct survey {
	struct tally_sink sink; /* first, so that a sink is its survey */
	struct lexicon_contents *of_count;
	uint32_t words, names; /* so far; which of them is TALLY_NAMES_CLASS */
	uint64_t most;         /* occurrences of a run of the pair at hand */
};

static struct lexicon_contents *of_count(struct survey *s, uint64_t count)
{
	return &s->of_count[count < FREQUENT ? count : FREQUENT];
}

/* Its folded form is not longer, more or less. */
static bool count_word(struct tally_sink *sink, struct str exact, uint64_t count, struct error *err)
{
	struct survey *s = (struct survey *)sink;
	(void)err;
	struct lexicon_contents *c = of_count(s, count);
	c->words++;
	c->string_bytes += 2 * exact.len;
	return true;
}

static bool note_word(struct tally_sink *sink, struct str exact, uint64_t count, struct error *err)
{
	struct survey *s = (struct survey *)sink;
	(void)count;
	(void)err;
	if (str_eq(exact, STR(TALLY_NAMES_CLASS)))
		s->names = s->words;
	s->words++;
	return true;
}

static bool words_end(struct tally_sink *sink, struct error *err)
{
	(void)sink;
	(void)err;
	return true;
}

/* A pair is a context as long as one of its runs is there. */
static void end_pair(struct survey *s)
{
	if (s->most > 0)
		of_count(s, s->most)->contexts++;
	s->most = 0;
}

static bool count_one(
	struct tally_sink *sink, uint32_t left, const struct tally_count *c, struct error *err)
{
	(void)left;
	struct survey *s = (struct survey *)sink;
	(void)err;
	if (tally_is_pair(c->key)) {
		end_pair(s);
		of_count(s, c->count)->pairs++;
	} else if (tally_third(c->key) != s->names) {
		s->most = c->count > s->most ? c->count : s->most;
		of_count(s, c->count)->runs++;
	}
	return true;
}

static bool row_end(struct tally_sink *sink, uint32_t left, struct error *err)
{
	(void)left;
	(void)err;
	end_pair((struct survey *)sink);
	return true;
}

static void add(struct lexicon_contents *sum, const struct lexicon_contents *more)
{
	sum->words += more->words;
	sum->string_bytes += more->string_bytes;
	sum->pairs += more->pairs;
	sum->contexts += more->contexts;
	sum->runs += more->runs;
}

/* The least count so that what is as frequent, or more so, fits in MEMORY beside *HELD, to which it
   is added. */
static uint64_t least_that_fits(
	const struct survey *s, uint64_t memory, struct lexicon_contents *held)
{
	for (uint64_t count = FREQUENT; count > 0; count--) {
		struct lexicon_contents with = *held;
		add(&with, &s->of_count[count]);
		if (count < FREQUENT && lexicon_builder_memory(&with) > memory)
			return count + 1;
		*held = with;
	}
	return 1;
}

static bool survey_words(struct survey *s, const struct tally_files *files, struct error *err)
{
	s->sink = (struct tally_sink){.word = count_word, .words_end = words_end};
	return tally_add_up(files, &tally_all, &s->sink, err);
}

static bool survey_rows(struct survey *s, const struct tally_files *files,
	const struct tally_least *least, struct error *err)
{
	memset(s->of_count, 0, (FREQUENT + 1) * sizeof *s->of_count);
	s->sink = (struct tally_sink){
		.word = note_word, .words_end = words_end, .count = count_one, .row_end = row_end};
	return tally_add_up(files, least, &s->sink, err);
}

bool tally_survey(const struct tally_files *files, uint64_t memory, struct tally_least *out,
	struct error *err)
{
	struct lexicon_contents held = {0};
	struct survey s = {.names = TALLY_NONE,
		.of_count = calloc(FREQUENT + 1, sizeof(struct lexicon_contents))};
	*out = tally_all;
	if (!s.of_count)
		return error_set_memory(err);
	bool ok = survey_words(&s, files, err);
	if (ok) {
		out->words = least_that_fits(&s, memory / 4 * 3, &held);
		ok = survey_rows(&s, files, out, err);
	}
	if (ok)
		out->pairs = out->runs = least_that_fits(&s, memory, &held);
	free(s.of_count);
	return ok;
}
