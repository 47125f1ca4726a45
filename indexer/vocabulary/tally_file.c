#include "indexer/vocabulary/tally_file.h"
#include "base/lang.h"
#include "glass/pack.h"
#include "indexer/vocabulary/tally_join.h"
#include "indexer/vocabulary/tally_send.h"
#include "indexer/vocabulary/tally_source.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- To a file ---- */

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
	glass_pack_uint(&w->words, shared);
	glass_pack_uint(&w->words, exact.len - shared);
	buf_append(&w->words, str_slice(exact, shared, exact.len));
	glass_pack_uint(&w->words, count);
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

static int compare_followers(const void *a, const void *b)
{
	const struct lexicon_follower *x = a;
	const struct lexicon_follower *y = b;
	return (x->word > y->word) - (x->word < y->word);
}

static void sort_row(struct lexicon_follower *row, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		if (row[i - 1].word > row[i].word) {
			qsort(row, count, sizeof *row, compare_followers);
			return;
		}
	}
}

static bool write_row(struct tally_sink *sink, uint32_t left, struct lexicon_follower *row,
	size_t count, struct error *err)
{
	struct writer *w = (struct writer *)sink;
	struct buf *out = &w->rows;
	sort_row(row, count);
	/* Rows are most of what a run packs: room is made once for each. */
	if (!buf_reserve(out, (count + 1) * 2 * GLASS_UINT_MAX))
		return error_set_memory(err);
	char *p = out->ptr + out->len;
	p = glass_put_uint(p, left - w->next_left + 1);
	p = glass_put_uint(p, count);
	w->next_left = left + 1;
	for (size_t i = 0; i < count; i++) {
		p = glass_put_uint(p, i > 0 ? row[i].word - row[i - 1].word : row[i].word + 1);
		p = glass_put_uint(p, row[i].count);
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
	return close_writer(&w, tally_add_up(paths, n, &w.sink, err), path, err);
}

/* ---- To a lexicon ---- */

struct learner {
	struct tally_sink sink; /* first, as above */
	struct lexicon_builder *builder;
	uint32_t added;    /* words, in the lexicon */
	struct buf number; /* there, of each word of the tally; uint32_t */
	tally_fold *fold;
	void *context;
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
	if (!buf_append(&l->number, str_make((const char *)&l->added, sizeof l->added)))
		return error_set_memory(err);
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

static bool learn_row(struct tally_sink *sink, uint32_t left, struct lexicon_follower *row,
	size_t count, struct error *err)
{
	struct learner *l = (struct learner *)sink;
	for (size_t i = 0; i < count; i++)
		row[i].word = number_of(l, row[i].word);
	return lexicon_builder_pairs(l->builder, number_of(l, left), row, count, err);
}

bool tally_learn(const char *const *paths, size_t n, tally_fold *fold, void *context,
	struct lexicon_builder *b, struct error *err)
{
	struct learner l = {
		.sink = {.word = learn_word, .words_end = number_words, .row = learn_row},
		.builder = b,
		.fold = fold,
		.context = context,
	};
	bool ok = tally_add_up(paths, n, &l.sink, err);
	buf_free(&l.number);
	return ok;
}
