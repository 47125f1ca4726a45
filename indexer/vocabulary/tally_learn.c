#include "indexer/vocabulary/tally_learn.h"
#include "base/buf.h"
#include "indexer/vocabulary/tally_gather.h"
#include "indexer/vocabulary/tally_survey.h"

#include <stdlib.h>

/* The memory of a lesson is divided by what does not depend on the shards: the numbers of the
   words of all tallies that are read at once have one part in four, the lexicon the others. */
enum { NUMBERS = 4 };

/* Strings and counts of a lexicon are numbered in 32 bits. */
static const uint64_t most_memory = UINT64_C(4) << 30;

struct learner {
	struct tally_sink sink; /* first, so that a sink is its learner */
	struct lexicon_builder *builder;
	const struct tally_lesson *lesson;
	uint64_t memory;   /* that BUILDER may take */
	bool is_over;      /* it took more: what it holds is incomplete */
	uint32_t added;    /* words, in the lexicon */
	struct buf number; /* there, of each word of the tally; uint32_t */
	uint32_t names;    /* which of them is TALLY_NAMES */

	/* Of the row at hand: its pairs; the runs of the last one. */
	struct followers {
		struct lexicon_follower *list;
		size_t count, capacity;
	} pairs, runs;
};

/* Ends the adding up where the memory does not suffice. */
static bool fits(struct learner *l)
{
	const struct lexicon_contents held = lexicon_builder_contents(l->builder);
	l->is_over = lexicon_builder_memory(&held) > l->memory;
	return !l->is_over;
}

/* ---- Words ---- */

/* Two letters may be the initials of anything: they must be explained more often. */
static uint64_t least_count(struct str definition)
{
	bool is_short = definition.len > 2 && definition.ptr[2] == LEXICON_DEFINES;
	return is_short ? 2 * LEXICON_DEFINED_LEAST : LEXICON_DEFINED_LEAST;
}

static bool learn_word(struct tally_sink *sink, struct str exact, uint64_t count, struct error *err)
{
	struct learner *l = (struct learner *)sink;
	struct str folded = l->lesson->fold(l->lesson->context, exact);
	uint32_t word = (uint32_t)(l->number.len / sizeof l->added);
	if (!buf_append(&l->number, str_make((const char *)&l->added, sizeof l->added)))
		return error_set_memory(err);
	if (str_eq(exact, STR(TALLY_NAMES_CLASS))) {
		l->names = word;
		return true;
	}
	if (!memchr(exact.ptr, LEXICON_DEFINES, exact.len)) {
		l->added++;
		return lexicon_builder_add(l->builder, exact, folded, count, err) && fits(l);
	}
	if (count < least_count(folded))
		return true;
	l->added += 2;
	return lexicon_builder_define(l->builder, exact, folded, count, err) && fits(l);
}

/* Nothing follows a definition, so that only the numbers of other words are asked for. */
static uint32_t number_of(const struct learner *l, uint32_t word)
{
	uint32_t number;
	memcpy(&number, l->number.ptr + word * sizeof number, sizeof number);
	return number;
}

static bool number_words(struct tally_sink *sink, struct error *err)
{
	struct learner *l = (struct learner *)sink;
	return lexicon_builder_number(l->builder, err);
}

/* ---- Rows ---- */

static uint32_t limited(uint64_t count)
{
	return count < UINT32_MAX ? (uint32_t)count : UINT32_MAX;
}

static bool push(struct followers *f, uint32_t word, uint64_t count, struct error *err)
{
	enum { FIRST = 1 << 10 };
	if (f->count == f->capacity) {
		size_t capacity = f->capacity ? 2 * f->capacity : FIRST;
		struct lexicon_follower *list = reallocarray(f->list, capacity, sizeof *list);
		if (!list)
			return error_set_memory(err);
		f->list = list;
		f->capacity = capacity;
	}
	f->list[f->count++] = (struct lexicon_follower){.word = word, .count = limited(count)};
	return true;
}

/* The last pair has all its runs. */
static bool end_pair(struct learner *l, uint32_t left, struct error *err)
{
	if (l->runs.count == 0)
		return true;
	size_t count = l->runs.count;
	uint32_t right = l->pairs.list[l->pairs.count - 1].word;
	l->runs.count = 0;
	return lexicon_builder_runs(
		l->builder, number_of(l, left), right, l->runs.list, count, err);
}

static bool learn_count(
	struct tally_sink *sink, uint32_t left, const struct tally_count *c, struct error *err)
{
	struct learner *l = (struct learner *)sink;
	if (left == l->names) /* of a damaged file: nothing follows it */
		return true;
	if (tally_is_pair(c->key))
		return end_pair(l, left, err) &&
		       push(&l->pairs, number_of(l, tally_right(c->key)), c->count, err);
	if (tally_third(c->key) != l->names)
		return push(&l->runs, number_of(l, tally_third(c->key)), c->count, err);
	l->pairs.list[l->pairs.count - 1].capitals = limited(c->count);
	return true;
}

static bool learn_row(struct tally_sink *sink, uint32_t left, struct error *err)
{
	struct learner *l = (struct learner *)sink;
	if (l->pairs.count == 0)
		return true;
	size_t count = l->pairs.count;
	if (!end_pair(l, left, err))
		return false;
	l->pairs.count = 0;
	return lexicon_builder_pairs(l->builder, number_of(l, left), l->pairs.list, count, err) &&
	       fits(l);
}

/* ---- All of it ---- */

static void start(struct learner *l, const struct tally_lesson *lesson, uint64_t memory)
{
	*l = (struct learner){.sink = {.word = learn_word,
				      .words_end = number_words,
				      .count = learn_count,
				      .row_end = learn_row},
		.builder = lexicon_builder_new(),
		.lesson = lesson,
		.memory = memory,
		.names = TALLY_NONE};
}

/* Frees L but for the builder, which is returned where OK. */
static struct lexicon_builder *finish(struct learner *l, bool ok)
{
	buf_free(&l->number);
	free(l->pairs.list);
	free(l->runs.list);
	if (ok)
		return l->builder;
	lexicon_builder_free(l->builder);
	return NULL;
}

/* The sum without what LEAST leaves out. *IS_OVER: it would take more than MEMORY. */
static struct lexicon_builder *learn(const struct tally_files *files,
	const struct tally_least *least, const struct tally_lesson *lesson, uint64_t memory,
	bool *is_over, struct error *err)
{
	struct learner l;
	start(&l, lesson, memory);
	bool ok = l.builder ? tally_add_up(files, least, &l.sink, err) : error_set_memory(err);
	*is_over = l.is_over;
	return finish(&l, ok);
}

static struct lexicon_builder *learn_what_fits(
	const struct tally_files *files, const struct tally_lesson *lesson, struct error *err)
{
	bool is_over;
	uint64_t memory = lesson->memory / NUMBERS * (NUMBERS - 1);
	memory = memory < most_memory ? memory : most_memory;
	struct lexicon_builder *b = learn(files, &tally_all, lesson, memory, &is_over, err);
	struct tally_least least;
	if (b || !is_over || !tally_survey(files, memory, &least, err))
		return b;
	b = learn(files, &least, lesson, UINT64_MAX, &is_over, err);
	if (b)
		lexicon_builder_leave_out(
			b, (struct lexicon_least){(uint16_t)least.words, (uint16_t)least.pairs});
	return b;
}

struct lexicon_builder *tally_learn(
	const struct tally_files *files, const struct tally_lesson *lesson, struct error *err)
{
	uint64_t most = lesson->memory / NUMBERS / sizeof(uint32_t);
	struct tally_gathering g;
	struct lexicon_builder *b = NULL;
	if (tally_gather(&g, files, most, lesson->spill, err))
		b = learn_what_fits(&g.files, lesson, err);
	tally_gathering_free(&g);
	return b;
}
