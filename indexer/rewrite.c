#include "indexer/rewrite.h"
#include "archive/folder.h"
#include "archive/schema.h"
#include "indexer/stop.h"
#include "xapianc/xapianc.h"

#include <stdlib.h>

/* Removals between two commits, so that memory stays bounded. */
enum { COMMIT_EVERY = 2000 };

static bool stays(const struct ledger *ledger, const struct catalogue_article *article)
{
	const struct ledger_article *now = ledger_find(ledger, &article->key);
	return now && now->placement == PLACED_OLD;
}

static bool remove_article(
	struct xc_writer *w, struct str id, struct buf *term, unsigned *removed, struct error *err)
{
	if (!schema_term(term, PREFIX_ID, id))
		return error_set_memory(err);
	if (!stop_check(err) || !xc_writer_delete(w, buf_str(term), NULL, err))
		return false;
	return ++*removed % COMMIT_EVERY != 0 || xc_writer_commit(w, err);
}

static bool remove_lost(const struct rewrite *r, struct xc_writer *w, struct error *err)
{
	struct buf term = BUF_INIT;
	unsigned removed = 0;
	bool ok = true;
	for (uint64_t i = 0; ok && i < r->old->catalogue->article_count; i++) {
		struct catalogue_article article;
		catalogue_article_at(r->old->catalogue, i, &article);
		if (article.shard == r->shard && !stays(r->old->ledger, &article))
			ok = remove_article(w, article.id, &term, &removed, err);
	}
	buf_free(&term);
	return ok && xc_writer_commit(w, err);
}

static bool rewrite(const struct rewrite *r, struct error *err)
{
	char *from = manifest_shard_path(r->old->folder, r->shard);
	if (!from)
		return error_set_memory(err);
	struct xc_writer_options options = {.existing = true};
	struct xc_writer *w = NULL;
	if (folder_copy(from, r->path, err))
		w = xc_writer_open(r->path, &options, err);
	bool ok = w && remove_lost(r, w, err);
	xc_writer_close(w);
	free(from);
	return ok;
}

bool rewrite_build(void *worker, void *argument, struct error *err)
{
	(void)worker;
	struct rewrite *r = argument;
	bool ok = rewrite(r, err);
	output_ready(r->output);
	return ok;
}
