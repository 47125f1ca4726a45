/* What the tests of query/ start from: a tokenizer, and an archive that knows a few
 * words. */
#ifndef UNIT_QUERY_FIXTURE_H
#define UNIT_QUERY_FIXTURE_H

#include "base/lang.h"
#include "query/reading/reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static struct {
	struct tokenizer *tokenizer;
	struct lexicon *lexicon;
	struct buf out;
} world;

static const struct {
	const char *exact, *folded;
	unsigned count;
} known_words[] = {
	{"việt", "viet", 50000},
	{"viết", "viet", 4000},
	{"viêt", "viet", 3},
	{"đường", "duong", 30000},
	{"dương", "duong", 9000},
	{"đương", "duong", 2000},
	{"an", "an", 30000},
	{"án", "an", 20000},
	{"ăn", "an", 10000},
	{"ninh", "ninh", 9000},
	{"tổ", "to", 20000},
	{"to", "to", 900},
	{"quốc", "quoc", 25000},
	{"tphcm", "tphcm", 500},
	{"môn", "mon", 900},
	{"tông", "tong", 700},
	{"moon", "moon", 2},
	{LEXICON_BREAK, LEXICON_BREAK, 200000},
};

/* Words by their place in the table above. */
static const struct {
	unsigned left, right, count, capitals;
} known_pairs[] = {{10, 12, 8000, 0}, {6, 9, 7000, 0}, {8, 9, 10, 0}, {3, 6, 100, 0},
	{4, 6, 60, 60}, {1, 6, 100, 0}, {1, 7, 300, 0}};

/* The pairs of word LEFT into OUT: those above, and a break after all else. */
static size_t followers_of(uint32_t left, struct lexicon_follower *out)
{
	uint32_t rest = known_words[left].count;
	size_t count = 0;
	for (size_t i = 0; i < COUNT(known_pairs); i++) {
		if (known_pairs[i].left != left)
			continue;
		out[count++] = (struct lexicon_follower){.word = known_pairs[i].right,
			.count = known_pairs[i].count,
			.capitals = known_pairs[i].capitals};
		rest -= known_pairs[i].count;
	}
	out[count++] = (struct lexicon_follower){.word = COUNT(known_words) - 1, .count = rest};
	return count;
}

static bool learn_world(struct lexicon_builder *b, struct error *err)
{
	for (size_t i = 0; i < COUNT(known_words); i++) {
		if (!lexicon_builder_add(b, str_from_c(known_words[i].exact),
			    str_from_c(known_words[i].folded), known_words[i].count, err))
			return false;
	}
	bool ok = lexicon_builder_number(b, err);
	for (uint32_t i = 0; ok && i < COUNT(known_words); i++) {
		struct lexicon_follower right[1 + COUNT(known_pairs)];
		size_t count = followers_of(i, right);
		ok = lexicon_builder_pairs(b, i, right, count, err);
	}
	return ok;
}

static int make_world(void **state)
{
	(void)state;
	struct error err;
	char path[] = "/tmp/query_test.XXXXXX";
	int fd = mkstemp(path);
	if (fd < 0)
		return -1;
	close(fd);
	struct lexicon_builder *b = lexicon_builder_new();
	bool ok = b && learn_world(b, &err);
	ok = ok && lexicon_builder_write(b, path, &err);
	lexicon_builder_free(b);
	world.lexicon = ok ? lexicon_open(path, &err) : NULL;
	unlink(path);
	world.tokenizer = tokenizer_new_small();
	lang_set_vietnamese(false);
	return world.lexicon && world.tokenizer ? 0 : -1;
}

static int end_world(void **state)
{
	(void)state;
	lexicon_close(world.lexicon);
	tokenizer_free(world.tokenizer);
	buf_free(&world.out);
	return 0;
}

static inline struct query parsed(const char *text)
{
	struct query q;
	struct error err;
	size_t at;
	if (!query_parse(str_from_c(text), world.tokenizer, &q, &err, &at))
		fail_msg("%s: %s", text, err.message);
	return q;
}

#endif
