/* near: distances, sentences, blocks and zones, by positions that are written here. */
#include "archive/near/near.h"

#include "archive/schema.h"
#include "base/budget.h"
#include "positions/writer.h"
#include "unit/works.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Words of one letter; a point ends a sentence, a slash a block, of which the first is the title.
   The numbers of documents go round the shards. */
static const char *const texts[] = {
	"a b c d e",
	"a b . c d",
	"a b / c d",
	"c x x b",
	"a / a x b . b c",
	"b",
};

enum { TEXTS = sizeof texts / sizeof *texts, SHARDS = 2, GAP = 100, MOST = 32 };

static char folder[] = "/tmp/near-test-XXXXXX";

/* Where TERM stands in TEXT: a word, or what ends. */
static size_t places_of(const char *text, const char *term, uint32_t places[MOST])
{
	size_t n = 0;
	uint32_t position = 1, last = 0;
	const char *zone = schema_block_end(ZONE_TITLE);
	for (const char *c = text;; c++) {
		bool block = *c == '/' || *c == '\0';
		if (*c >= 'a' && *c <= 'z') {
			last = position++;
			if (term[0] == *c && term[1] == '\0')
				places[n++] = last;
		}
		if ((block && strcmp(term, zone) == 0) ||
			((block || *c == '.') && strcmp(term, TERM_SENTENCE_END) == 0))
			places[n++] = last;
		if (block) {
			position += GAP;
			zone = schema_block_end(ZONE_BODY);
		}
		if (*c == '\0')
			return n;
	}
}

static void write_shard(unsigned shard)
{
	/* Ascending. */
	static const char *const terms[] = {"XEB", "XES", "XET", "a", "b", "c", "d", "e", "x"};
	char path[128];
	uint32_t documents = 0;
	snprintf(path, sizeof path, "%s/shard-%04u", folder, shard + 1);
	assert_int_equal(mkdir(path, 0700), 0);
	strncat(path, "/" PLACES_FILE, sizeof path - strlen(path) - 1);
	struct positions_writer *w = positions_writer_open(path, &err);
	WORKS(w);
	for (size_t t = 0; t < sizeof terms / sizeof *terms; t++) {
		WORKS(positions_writer_term(w, str_from_c(terms[t]), &err));
		documents = 0;
		for (size_t i = shard; i < TEXTS; i += SHARDS) {
			uint32_t places[MOST];
			size_t n = places_of(texts[i], terms[t], places);
			documents++;
			if (n > 0)
				WORKS(positions_writer_document(w, documents, places, n, &err));
		}
	}
	WORKS(positions_writer_finish(w, documents, &err));
	positions_writer_close(w);
}

static int make_shards(void **state)
{
	struct manifest m = MANIFEST_INIT;
	if (!mkdtemp(folder))
		return -1;
	for (unsigned s = 0; s < SHARDS; s++) {
		write_shard(s);
		WORKS(manifest_add_shard(&m, &(struct manifest_shard){.number = s + 1}));
	}
	*state = places_open(folder, &m, &err);
	manifest_free(&m);
	WORKS(*state);
	return 0;
}

static int remove_entry(const char *path, const struct stat *s, int type, struct FTW *at)
{
	(void)s, (void)type, (void)at;
	return remove(path);
}

static int remove_shards(void **state)
{
	places_close(*state);
	return nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

/* The parts of an operand, "ab" or "a*c" with a word between, or several, one of which will do:
   "a|b". */
struct operand {
	struct str spellings[8];
	struct xc_word words[8];
	struct near_row rows[8];
	struct near_part parts[8];
	struct near_choice choices[8];
	struct near_operand operand;
};

static void read_operand(struct operand *o, const char *text)
{
	size_t word = 0, part = 0, choice = 0;
	*o = (struct operand){.operand = {.choices = o->choices}};
	for (const char *c = text; *c; c++) {
		size_t letters = strspn(c, "abcdexz");
		uint32_t distance = 1;
		if (letters == 0) {
			distance += *c == '*';
			choice += *c == '|';
			c++;
			letters = strspn(c, "abcdexz");
		}
		struct near_choice *of = &o->choices[choice];
		if (of->count++ == 0)
			of->parts = &o->parts[part];
		o->rows[part] = (struct near_row){&o->words[word], letters};
		o->parts[part] = (struct near_part){&o->rows[part], 1, distance};
		part++;
		for (size_t i = 0; i < letters; i++, word++) {
			o->spellings[word] = str_make(c + i, 1);
			o->words[word] = (struct xc_word){&o->spellings[word], 1};
		}
		c += letters - 1;
	}
	o->operand.count = choice + 1;
}

/* Bits of the TEXTS that have what is asked for. */
static unsigned found_in(struct places *places, const struct near_request *request)
{
	unsigned bits = 0;
	struct near *n = near_open(places, request, &err);
	WORKS(n);
	for (unsigned s = 0; s < SHARDS; s++) {
		for (unsigned i = s; i < TEXTS; i += SHARDS) {
			bool found;
			WORKS(near_has(n, i + 1, &found, &err));
			bits |= found ? 1U << i : 0U;
		}
	}
	near_close(n);
	return bits;
}

static const struct {
	const char *operands[3];
	enum near_link links[3]; /* to the one before */
	uint32_t distances[3];
	bool in_zone;
	enum zone zone;
	unsigned found; /* bits of the texts */
} cases[] = {
	{{"a", "b"}, {0}, {0, 1}, false, 0, 0x07},
	{{"b", "a"}, {0}, {0, 1}, false, 0, 0x07}, /* whichever comes first */
	{{"a", "b"}, {0}, {0, 2}, false, 0, 0x17},
	{{"b", "c"}, {0}, {0, 1}, false, 0, 0x13},
	{{"b", "c"}, {0}, {0, 3}, false, 0, 0x1b},
	{{"b", "c"}, {0}, {0, 60}, false, 0, 0x1b}, /* not past a block */
	{{"b", "c"}, {0, NEAR_SENTENCE}, {0}, false, 0, 0x19},
	{{"b", "c"}, {0, NEAR_PARAGRAPH}, {0}, false, 0, 0x1b},
	{{"a", "c"}, {0, NEAR_SENTENCE}, {0}, false, 0, 0x01},
	{{"b", "b"}, {0, NEAR_PARAGRAPH}, {0}, false, 0, 0x10}, /* no word counts twice */
	{{"ab", "cd"}, {0}, {0, 1}, false, 0, 0x03},
	{{"ab", "bc"}, {0, NEAR_PARAGRAPH}, {0}, false, 0, 0x00},
	{{"a*c"}, {0}, {0}, false, 0, 0x03},
	{{"a*b"}, {0}, {0}, false, 0, 0x10},
	{{"e|x", "b"}, {0}, {0, 3}, false, 0, 0x19},
	{{"a", "b", "c"}, {0}, {0, 2, 1}, false, 0, 0x03},
	{{"a", "b", "c"}, {0, NEAR_SENTENCE, NEAR_SENTENCE}, {0}, false, 0, 0x01},
	{{"c"}, {0}, {0}, true, ZONE_TITLE, 0x0b},
	{{"c"}, {0}, {0}, true, ZONE_BODY, 0x14},
	{{"a", "b"}, {0}, {0, 5}, true, ZONE_BODY, 0x10},
	{{"a", "z"}, {0}, {0, 60}, false, 0, 0x00},
};

static void what_is_near_is_found(void **state)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct operand read[3];
		struct near_operand operands[3];
		size_t count = 0;
		for (; count < 3 && cases[i].operands[count]; count++) {
			read_operand(&read[count], cases[i].operands[count]);
			operands[count] = read[count].operand;
			operands[count].link = cases[i].links[count];
			operands[count].distance = cases[i].distances[count];
		}
		struct near_request request = {operands, count, cases[i].in_zone, cases[i].zone};
		unsigned found = found_in(*state, &request);
		if (found != cases[i].found)
			fail_msg("case %zu: %02x, not %02x", i, found, cases[i].found);
	}
}

/* Where the budget is over nothing is found, and nothing fails. */
static void a_budget_ends_it(void **state)
{
	struct operand read;
	struct budget budget;
	read_operand(&read, "a");
	struct near_request request = {.operands = &read.operand, .count = 1};
	assert_int_equal(found_in(*state, &request), 0x17);
	budget_start(&budget, 1, 0);
	budget_take(&budget, 2);
	places_set_budget(*state, &budget);
	assert_int_equal(found_in(*state, &request), 0);
	places_set_budget(*state, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_near_is_found),
		cmocka_unit_test(a_budget_ends_it),
	};
	return cmocka_run_group_tests_name("near", tests, make_shards, remove_shards);
}
