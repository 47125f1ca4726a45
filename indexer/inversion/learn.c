#include "indexer/inversion/learn.h"
#include "archive/folder.h"
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

static char *tally_path(const char *folder, const struct manifest_shard *shard)
{
	char *home = manifest_shard_path(folder, shard->number);
	char *path = home ? folder_path(home, TALLY_FILE) : NULL;
	free(home);
	return path;
}

static bool learn(const char *const *paths, const char *folder, const struct manifest *m,
	uint64_t memory, struct lexicon_least *least, struct error *err)
{
	struct analyst *analyst = analyst_new(err);
	char *spill = folder_path(folder, "lexicon.sum");
	struct lexicon_builder *b = NULL;
	if (analyst && spill) {
		const struct tally_lesson lesson = {fold, analyst, memory, spill};
		b = tally_learn(paths, m->shard_count, &lesson, err);
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

bool learn_lexicon(const char *folder, const struct manifest *m, uint64_t memory,
	struct lexicon_least *least, struct error *err)
{
	char **paths = calloc(m->shard_count + 1, sizeof *paths);
	bool ok = paths != NULL;
	for (size_t i = 0; ok && i < m->shard_count; i++) {
		paths[i] = tally_path(folder, &m->shards[i]);
		ok = paths[i] != NULL;
	}
	ok = ok ? learn((const char *const *)paths, folder, m, memory, least, err)
		: error_set_memory(err);
	for (size_t i = 0; paths && i < m->shard_count; i++)
		free(paths[i]);
	free(paths);
	return ok;
}
