#include "indexer/vocabulary/tally_gather.h"
#include "indexer/vocabulary/tally_file.h"
#include "indexer/vocabulary/tally_source.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A run of three that a shard has once tells little: of those that a batch sends it is two in
   three. */
enum { RUN_LEAST = 2 };

static bool add_words(const char *path, uint64_t *count, struct error *err)
{
	struct tally_source s;
	if (!path)
		return true;
	bool ok = tally_source_open(&s, path, err);
	*count += s.word_count;
	tally_source_close(&s);
	return ok;
}

static const char *lost_of(const struct tally_files *files, size_t i)
{
	return files->lost ? files->lost[i] : NULL;
}

/* Of file I of FILES and what is taken off it. */
static bool count_words(
	const struct tally_files *files, size_t i, uint64_t *count, struct error *err)
{
	*count = 0;
	return add_words(files->paths[i], count, err) && add_words(lost_of(files, i), count, err);
}

/* Adds up, into the file TO, the sum so far, SUM, if that is not NULL, and as many of FILES from
   number DONE on as MOST words let it, one at least; moves DONE on. The words of the sum don't
   count: they are what they are, and each step must take much, lest the sum be written once for
   each file. */
static bool gather_some(const char *sum, const struct tally_files *files, size_t *done,
	uint64_t most, const char *to, struct error *err)
{
	const char **list = calloc(files->count + 1, sizeof *list);
	const char **lost = calloc(files->count + 1, sizeof *lost);
	struct tally_files some = {.paths = list, .lost = lost};
	uint64_t words = 0, more;
	size_t first = *done;
	bool ok = list && lost;
	if (!ok)
		error_set_memory(err);
	if (ok && sum)
		list[some.count++] = sum;
	for (; ok && *done < files->count; words += more, (*done)++) {
		ok = count_words(files, *done, &more, err);
		if (ok && *done > first && words + more > most)
			break;
		lost[some.count] = lost_of(files, *done);
		list[some.count++] = files->paths[*done];
	}
	ok = ok && tally_write_sum(&some, &tally_all, to, err);
	free(list);
	free(lost);
	return ok;
}

/* Adds up all FILES, step by step. */
static bool gather_all(struct tally_gathering *g, const struct tally_files *files, uint64_t most,
	struct error *err)
{
	size_t done = 0;
	for (size_t step = 0; done < files->count; step++) {
		const char *before = step > 0 ? g->sums[g->last] : NULL;
		g->last = step % 2;
		if (!gather_some(before, files, &done, most, g->sums[g->last], err))
			return false;
		if (before)
			unlink(before);
	}
	return true;
}

bool tally_gather(struct tally_gathering *g, const struct tally_files *files, uint64_t most,
	const char *spill, struct error *err)
{
	uint64_t words = 0;
	*g = (struct tally_gathering){.files = *files};
	for (size_t i = 0; i < files->count; i++) {
		uint64_t count;
		if (!count_words(files, i, &count, err))
			return false;
		words += count;
	}
	if (files->count < 2 || words <= most)
		return true;
	for (size_t i = 0; i < 2; i++) {
		if (asprintf(&g->sums[i], "%s.%zu", spill, i) < 0) {
			g->sums[i] = NULL;
			return error_set_memory(err);
		}
	}
	if (!gather_all(g, files, most, err))
		return false;
	g->files =
		(struct tally_files){.paths = (const char *const *)&g->sums[g->last], .count = 1};
	return true;
}

void tally_gathering_free(struct tally_gathering *g)
{
	for (size_t i = 0; i < 2; i++) {
		if (g->sums[i])
			unlink(g->sums[i]);
		free(g->sums[i]);
	}
}

bool tally_join(const char *const *paths, size_t n, const char *path, struct error *err)
{
	const struct tally_files files = {.paths = paths, .count = n};
	const struct tally_least least = {.words = 1, .pairs = 1, .runs = RUN_LEAST};
	struct tally_gathering g;
	bool ok = tally_gather(&g, &files, TALLY_JOIN_WORDS, path, err) &&
		  tally_write_sum(&g.files, &least, path, err);
	tally_gathering_free(&g);
	return ok;
}
