#include "indexer/vocabulary/tally_file.h"
#include "base/lang.h"
#include "base/varint.h"
#include "indexer/vocabulary/tally_join.h"
#include "indexer/vocabulary/tally_send.h"
#include "indexer/vocabulary/tally_source.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- To a file ---- */

/* A run of three that a shard has once tells little: of those that a batch sends it is two in
   three. */
enum { RUN_LEAST = 2 };

struct writer {
	struct tally_sink sink; /* first, so that a sink is its writer */
	struct buf words, rows;
	char before[TALLY_MAX_WORD];
	size_t before_len;
	uint32_t word_count;
	uint32_t next_left; /* the one after the last row's */
};

static bool write_word(struct tally_sink *sink, struct str exact, uint64_t count, struct error *err)
{
	struct writer *w = (struct writer *)sink;
	size_t shared = 0;
	while (shared < exact.len && shared < w->before_len &&
		exact.ptr[shared] == w->before[shared])
		shared++;
	varint_append(&w->words, shared);
	varint_append(&w->words, exact.len - shared);
	buf_append(&w->words, str_slice(exact, shared, exact.len));
	varint_append(&w->words, count);
	memcpy(w->before, exact.ptr, exact.len);
	w->before_len = exact.len;
	w->word_count++;
	return !w->words.failed || error_set_memory(err);
}

static bool write_nothing(struct tally_sink *sink, struct error *err)
{
	(void)sink;
	(void)err;
	return true;
}

/* How many of ROW, COUNT long, come before the next pair after the first. */
static size_t runs_of(const struct tally_count *row, size_t count)
{
	size_t runs = 0;
	while (runs + 1 < count && !tally_is_pair(row[runs + 1].key))
		runs++;
	return runs;
}

static char *put_pair(char *p, const struct tally_count *pair, size_t runs, uint32_t *before)
{
	uint32_t right = tally_right(pair->key);
	p = varint_put(p, right - *before);
	p = varint_put(p, pair->count);
	p = varint_put(p, runs);
	*before = right;
	uint32_t third = UINT32_MAX;
	for (size_t i = 1; i <= runs; i++) {
		p = varint_put(p, tally_third(pair[i].key) - third);
		p = varint_put(p, pair[i].count);
		third = tally_third(pair[i].key);
	}
	return p;
}

static bool write_row(struct tally_sink *sink, uint32_t left, const struct tally_count *row,
	size_t count, struct error *err)
{
	struct writer *w = (struct writer *)sink;
	struct buf *out = &w->rows;
	size_t pairs = 0;
	for (size_t i = 0; i < count; i++)
		pairs += tally_is_pair(row[i].key);
	/* Rows are most of what a run packs: room is made once for each. */
	if (!buf_reserve(out, (count + 1) * 3 * VARINT_MAX))
		return error_set_memory(err);
	char *p = out->ptr + out->len;
	p = varint_put(p, left - w->next_left + 1);
	p = varint_put(p, pairs);
	w->next_left = left + 1;
	uint32_t right = UINT32_MAX;
	for (size_t i = 0, runs; i < count; i += runs + 1) {
		runs = runs_of(row + i, count - i);
		p = put_pair(p, &row[i], runs, &right);
	}
	*p = '\0';
	out->len = (size_t)(p - out->ptr);
	return true;
}

static bool write_file(const struct writer *w, const char *path, struct error *err)
{
	struct buf header = BUF_INIT;
	buf_append(&header, str_make(TALLY_MAGIC, TALLY_MAGIC_BYTES));
	buf_append_u32(&header, TALLY_VERSION);
	buf_append_u32(&header, w->word_count);
	buf_append_u64(&header, w->words.len);
	FILE *f = fopen(path, "wxe");
	bool ok = f && !header.failed;
	const struct buf *const parts[] = {&header, &w->words, &w->rows};
	for (size_t i = 0; ok && i < sizeof parts / sizeof *parts; i++)
		ok = fwrite(buf_str(parts[i]).ptr, 1, parts[i]->len, f) == parts[i]->len;
	int why = errno;
	if (f && fclose(f) != 0 && ok) {
		why = errno;
		ok = false;
	}
	buf_free(&header);
	return ok || error_set_system(err, why, SAY("không ghi được %s", "cannot write %s"), path);
}

static void open_writer(struct writer *w)
{
	*w = (struct writer){
		.sink = {.word = write_word, .words_end = write_nothing, .row = write_row}};
}

static bool close_writer(struct writer *w, bool ok, const char *path, struct error *err)
{
	ok = ok && write_file(w, path, err);
	buf_free(&w->words);
	buf_free(&w->rows);
	return ok;
}

bool tally_write(struct tally *t, const char *path, struct error *err)
{
	struct writer w;
	open_writer(&w);
	return close_writer(&w, tally_send(t, &w.sink, err), path, err);
}

bool tally_join(const char *const *paths, size_t n, const char *path, struct error *err)
{
	struct writer w;
	open_writer(&w);
	return close_writer(&w, tally_add_up(paths, n, RUN_LEAST, &w.sink, err), path, err);
}

/* ---- To a lexicon ---- */

struct learner {
	struct tally_sink sink; /* first, as above */
	struct lexicon_builder *builder;
	uint32_t added;    /* words, in the lexicon */
	struct buf number; /* there, of each word of the tally; uint32_t */
	uint32_t names;    /* which of them is TALLY_NAMES */
	tally_fold *fold;
	void *context;
	struct lexicon_follower *followers; /* of the row at hand */
	size_t capacity;
};

/* Two letters may be the initials of anything: they must be explained more often. */
static uint64_t least_count(struct str definition)
{
	bool is_short = definition.len > 2 && definition.ptr[2] == LEXICON_DEFINES;
	return is_short ? 2 * LEXICON_DEFINED_LEAST : LEXICON_DEFINED_LEAST;
}

static bool learn_word(struct tally_sink *sink, struct str exact, uint64_t count, struct error *err)
{
	struct learner *l = (struct learner *)sink;
	struct str folded = l->fold(l->context, exact);
	uint32_t word = (uint32_t)(l->number.len / sizeof l->added);
	if (!buf_append(&l->number, str_make((const char *)&l->added, sizeof l->added)))
		return error_set_memory(err);
	if (str_eq(exact, STR(TALLY_NAMES_CLASS))) {
		l->names = word;
		return true;
	}
	if (!memchr(exact.ptr, LEXICON_DEFINES, exact.len)) {
		l->added++;
		return lexicon_builder_add(l->builder, exact, folded, count, err);
	}
	if (count < least_count(folded))
		return true;
	l->added += 2;
	return lexicon_builder_define(l->builder, exact, folded, count, err);
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

static uint32_t limited(uint64_t count)
{
	return count < UINT32_MAX ? (uint32_t)count : UINT32_MAX;
}

static bool make_followers(struct learner *l, size_t count)
{
	if (count <= l->capacity)
		return true;
	struct lexicon_follower *followers = reallocarray(l->followers, count, sizeof *followers);
	if (!followers)
		return false;
	l->followers = followers;
	l->capacity = count;
	return true;
}

/* The runs after PAIR, which they follow. */
static bool learn_runs(struct learner *l, uint32_t left, const struct tally_count *pair,
	size_t runs, struct error *err)
{
	size_t kept = 0;
	for (size_t i = 1; i <= runs; i++) {
		uint32_t third = tally_third(pair[i].key);
		if (third == l->names)
			continue;
		uint32_t word = number_of(l, third);
		l->followers[kept++] =
			(struct lexicon_follower){.word = word, .count = limited(pair[i].count)};
	}
	return kept == 0 || lexicon_builder_runs(l->builder, left,
				    number_of(l, tally_right(pair->key)), l->followers, kept, err);
}

/* The pairs of ROW into FOLLOWERS, with their capitals; returns how many. */
static size_t take_pairs(struct learner *l, const struct tally_count *row, size_t count)
{
	size_t pairs = 0;
	for (size_t i = 0; i < count; i++) {
		if (!tally_is_pair(row[i].key)) {
			if (tally_third(row[i].key) == l->names)
				l->followers[pairs - 1].capitals = limited(row[i].count);
			continue;
		}
		uint32_t word = number_of(l, tally_right(row[i].key));
		l->followers[pairs++] =
			(struct lexicon_follower){.word = word, .count = limited(row[i].count)};
	}
	return pairs;
}

static bool learn_row(struct tally_sink *sink, uint32_t left, const struct tally_count *row,
	size_t count, struct error *err)
{
	struct learner *l = (struct learner *)sink;
	uint32_t number = number_of(l, left);
	if (left == l->names) /* of a damaged file: nothing follows it */
		return true;
	if (!make_followers(l, count))
		return error_set_memory(err);
	size_t pairs = take_pairs(l, row, count);
	if (!lexicon_builder_pairs(l->builder, number, l->followers, pairs, err))
		return false;
	for (size_t i = 0, runs; i < count; i += runs + 1) {
		runs = runs_of(row + i, count - i);
		if (!learn_runs(l, number, &row[i], runs, err))
			return false;
	}
	return true;
}

bool tally_learn(const char *const *paths, size_t n, tally_fold *fold, void *context,
	struct lexicon_builder *b, struct error *err)
{
	struct learner l = {
		.sink = {.word = learn_word, .words_end = number_words, .row = learn_row},
		.builder = b,
		.names = TALLY_NONE,
		.fold = fold,
		.context = context,
	};
	bool ok = tally_add_up(paths, n, 1, &l.sink, err);
	buf_free(&l.number);
	free(l.followers);
	return ok;
}
