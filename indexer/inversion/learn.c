#include "indexer/inversion/learn.h"
#include "archive/folder.h"
#include "archive/lost.h"
#include "archive/schema.h"
#include "indexer/inversion/document.h"
#include "indexer/vocabulary/tally_learn.h"

#include <stdlib.h>

static struct str fold(void *context, struct str exact)
{
	return analyst_fold(context, exact);
}

static bool write_lexicon(struct lexicon_builder *b, const char *folder, struct error *err)
{
	char *path = folder_path(folder, "lexicon");
	bool ok = path ? lexicon_builder_write(b, path, err) : error_set_memory(err);
	free(path);
	return ok;
}

/* Adds what the shards have by NAME, as far as M lists it, to PATHS. */
static bool add_tallies(
	char **paths, size_t *count, const char *folder, const struct manifest *m, const char *name)
{
	bool ok = true;
	for (size_t i = 0; ok && i < m->shard_count; i++) {
		char shard[MANIFEST_SHARD_NAME];
		manifest_shard_name(m->shards[i].number, shard);
		char *relative = folder_path(shard, name);
		ok = relative != NULL;
		if (ok && manifest_find_file(m, relative)) {
			paths[*count] = folder_path(folder, relative);
			ok = paths[(*count)++] != NULL;
		}
		free(relative);
	}
	return ok;
}

static bool learn(const struct tally_files *files, const char *folder, uint64_t memory,
	struct lexicon_least *least, struct error *err)
{
	struct analyst *analyst = analyst_new(err);
	char *spill = folder_path(folder, "lexicon.sum");
	struct lexicon_builder *b = NULL;
	if (analyst && spill) {
		const struct tally_lesson lesson = {fold, analyst, memory, spill};
		b = tally_learn(files, &lesson, err);
	} else if (analyst)
		error_set_memory(err);
	bool ok = b && write_lexicon(b, folder, err);
	if (ok)
		*least = lexicon_builder_least(b);
	lexicon_builder_free(b);
	analyst_free(analyst);
	free(spill);
	return ok;
}

/* Of all that the shards have counted, less what they have lost. */
bool learn_lexicon(const char *folder, const struct manifest *m, uint64_t memory,
	struct lexicon_least *least, struct error *err)
{
	size_t count = 0;
	char **paths = calloc(2 * m->shard_count + 1, sizeof *paths);
	bool ok = paths && add_tallies(paths, &count, folder, m, TALLY_FILE);
	size_t added = count;
	ok = ok && add_tallies(paths, &count, folder, m, LOST_TALLY_FILE);
	const struct tally_files files = {(const char *const *)paths, count, count - added};
	ok = ok ? learn(&files, folder, memory, least, err) : error_set_memory(err);
	for (size_t i = 0; i < count; i++)
		free(paths[i]);
	free(paths);
	return ok;
}
