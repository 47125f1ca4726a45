#include "indexer/learn.h"
#include "archive/archive.h"
#include "archive/folder.h"
#include "indexer/document.h"
#include "indexer/stop.h"
#include "xapianc/xapianc.h"

#include <stdlib.h>

struct learner {
	struct xc_db *db;
	struct analyst *analyst;
	struct lexicon_builder *builder;
	struct error *err;
	bool ok;
};

static bool learn_word(void *context, struct str term, struct xc_term_stats stats)
{
	struct learner *l = context;
	l->ok = stop_check(l->err) &&
		lexicon_builder_add(l->builder, term, analyst_fold(l->analyst, term),
			stats.occurrences, l->err);
	return l->ok;
}

/* Prefixes are capitals, and exact terms never begin with one: so a walk for each
   other first byte passes over all prefixed terms without reading them. */
static bool learn_words(struct learner *l)
{
	for (int first = 1; l->ok && first <= 0xff; first++) {
		char byte = (char)first;
		if (byte >= 'A' && byte <= 'Z')
			continue;
		if (!xc_db_each_term(l->db, str_make(&byte, 1), learn_word, l, l->err))
			return false;
	}
	return l->ok;
}

static bool write_lexicon(struct learner *l, const char *folder)
{
	char *path = folder_path(folder, "lexicon");
	bool ok = path ? lexicon_builder_write(l->builder, path, l->err) : error_set_memory(l->err);
	free(path);
	return ok;
}

bool learn_lexicon(const char *folder, const struct manifest *m, struct error *err)
{
	struct learner l = {.err = err, .ok = true};
	l.db = archive_open_shards(folder, m, err);
	l.analyst = l.db ? analyst_new(err) : NULL;
	l.builder = lexicon_builder_new();
	bool ok = false;
	if (!l.builder)
		error_set_memory(err);
	else if (l.analyst)
		ok = learn_words(&l) && write_lexicon(&l, folder);
	lexicon_builder_free(l.builder);
	analyst_free(l.analyst);
	xc_db_close(l.db);
	return ok;
}
