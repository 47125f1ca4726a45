/* A lexicon of any bytes: it is refused, or it answers without a read outside of it. The
 * checksum of its header is put right first, so that what lies behind it is reached. */
#include "archive/lexicon.h"
#include "archive/lexicon_file.h"
#include "base/pages.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ask(const struct lexicon *l, struct str folded)
{
	struct lexicon_word words[LEXICON_MAX_GROUP];
	uint64_t counts[LEXICON_MAX_GROUP];
	struct lexicon_context context;
	struct lexicon_group g = lexicon_group(l, folded);
	if (g.count > LEXICON_MAX_GROUP || lexicon_spellings(l, folded, words, g.count) != g.count)
		abort();
	for (uint32_t i = 0; i < g.count; i++) {
		lexicon_count(l, words[i].exact, folded);
		lexicon_followers(l, g.first + i);
		lexicon_pairs(l, g.first + i, g, counts);
		if (lexicon_context(l, g.first, g.first + i, &context))
			lexicon_runs(l, &context, g, counts);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const words[] = {"", "a", "to", "quoc", "zzz"};
	uint64_t counts[LEXICON_MAX_GROUP];
	struct error err;
	/* The checksums of the pages, all wrong, have to have their place. */
	size_t sums = (size_t)pages_count(size) * PAGES_SUM;
	char *bytes = malloc(size + sums + 1);
	if (!bytes)
		return 0;
	memcpy(bytes, data, size);
	memset(bytes + size, 0, sums);
	if (size >= LEXICON_HEADER) {
		uint64_t sum = lexicon_checksum(str_make(bytes, LEXICON_AT_CHECKSUM));
		for (size_t i = 0; i < sizeof sum; i++)
			bytes[LEXICON_AT_CHECKSUM + i] = (char)(sum >> 8 * i);
	}
	struct lexicon *l = lexicon_open_bytes(str_make(bytes, size + sums), "fuzz", &err);
	for (size_t i = 0; l && i < sizeof words / sizeof *words; i++)
		ask(l, str_from_c(words[i]));
	for (uint32_t i = 0; l && i < 8; i++)
		lexicon_pairs(l, i, (struct lexicon_group){i, LEXICON_MAX_GROUP}, counts);
	if (l)
		lexicon_check(l, "fuzz", &err);
	lexicon_close(l);
	free(bytes);
	return 0;
}
