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

/* *PATH becomes that of NAME in shard NUMBER, owned by the caller; NULL where M does not list it.
 */
static bool find_tally(const char *folder, const struct manifest *m, uint32_t number,
	const char *name, char **path)
{
	char shard[MANIFEST_SHARD_NAME];
	manifest_shard_name(number, shard);
	char *relative = folder_path(shard, name);
	bool ok = relative != NULL;
	*path = NULL;
	if (ok && manifest_find_file(m, relative)) {
		*path = folder_path(folder, relative);
		ok = *path != NULL;
	}
	free(relative);
	return ok;
}

/* What each shard has counted, and what it has lost of that. */
static bool find_tallies(
	const char *folder, const struct manifest *m, char **paths, char **lost, size_t *count)
{
	bool ok = true;
	for (size_t i = 0; ok && i < m->shard_count; i++) {
		uint32_t number = m->shards[i].number;
		ok = find_tally(folder, m, number, TALLY_FILE, &paths[*count]);
		if (ok && paths[*count])
			ok = find_tally(folder, m, number, LOST_TALLY_FILE, &lost[(*count)++]);
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
	char **paths = calloc(m->shard_count + 1, sizeof *paths);
	char **lost = calloc(m->shard_count + 1, sizeof *lost);
	bool ok = paths && lost && find_tallies(folder, m, paths, lost, &count);
	const struct tally_files files = {
		(const char *const *)paths, (const char *const *)lost, count};
	ok = ok ? learn(&files, folder, memory, least, err) : error_set_memory(err);
	for (size_t i = 0; i < count; i++) {
		free(paths[i]);
		free(lost[i]);
	}
	free(paths);
	free(lost);
	return ok;
}
