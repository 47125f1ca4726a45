#include "indexer/inversion/loss.h"
#include "archive/archive.h"
#include "archive/schema.h"
#include "base/lang.h"
#include "xapianc/xapianc.h"

struct collector {
	const struct shards_old *old;
	struct xc_db *db; /* the old shards; opened when the first article is missing */
	struct buf term;
	struct lost *out;
};

double loss_share(uint64_t documents, uint64_t left)
{
	return documents > 0 ? (double)(documents - left) / (double)documents : 0;
}

bool loss_joins(uint64_t documents, uint64_t left, uint64_t shard_articles)
{
	return documents > left && documents <= shard_articles / SMALL_SHARD;
}

static bool keep_lost(struct collector *c, loss_is_linked *is_linked, const void *context)
{
	for (size_t i = 0; i < c->old->lost->count; i++) {
		const struct lost_document *d = &c->old->lost->list[i];
		if (is_linked(context, d->shard) && !lost_add(c->out, d))
			return false;
	}
	return true;
}

/* Which document of which shard the article is. */
static bool add_article(
	struct collector *c, const struct catalogue_article *article, struct error *err)
{
	const struct manifest *m = c->old->manifest;
	uint32_t docid;
	if (!c->db)
		c->db = archive_open_shards(c->old->folder, m, err);
	if (!c->db)
		return false;
	if (!schema_term(&c->term, PREFIX_ID, article->document))
		return error_set_memory(err);
	if (!xc_db_find(c->db, buf_str(&c->term), &docid, err))
		return false;
	uint32_t shards = (uint32_t)m->shard_count;
	if (docid == 0 || m->shards[(docid - 1) % shards].number != article->shard)
		return error_set(err, ERROR_CORRUPT,
			SAY("chỉ mục không có bài “%.*s” ở chỗ danh mục ghi; hãy chạy "
			    "\"tracuu-index repair\"",
				"the index does not have %.*s where the catalogue says; run "
				"\"tracuu-index repair\""),
			STR_ARG(article->id));
	struct lost_document gone = {article->shard, (docid - 1) / shards + 1, 0};
	return xc_db_doc_length(c->db, docid, &gone.length, err) &&
	       (lost_add(c->out, &gone) || error_set_memory(err));
}

bool loss_collect(const struct shards_old *old, loss_is_linked *is_linked, const void *context,
	struct lost *out, struct error *err)
{
	struct collector c = {.old = old, .out = out};
	bool ok = keep_lost(&c, is_linked, context) || error_set_memory(err);
	for (uint64_t i = 0; ok && i < old->catalogue->article_count; i++) {
		struct catalogue_article article;
		catalogue_article_at(old->catalogue, i, &article);
		if (is_linked(context, article.shard) && !ledger_heir(old->ledger, &article))
			ok = add_article(&c, &article, err);
	}
	xc_db_close(c.db);
	buf_free(&c.term);
	lost_sort(out);
	return ok;
}
