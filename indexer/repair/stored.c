#include "indexer/repair/stored.h"
#include "archive/archive.h"
#include "archive/schema.h"
#include "base/lang.h"
#include "xapianc/xapianc.h"

#include <stdlib.h>

struct stored {
	struct xc_db *db;
	struct buf term;
	struct buf data;
	struct arena memory;
};

struct stored *stored_open(const char *folder, const struct manifest *m, struct error *err)
{
	struct stored *s = calloc(1, sizeof *s);
	if (!s) {
		error_set_memory(err);
		return NULL;
	}
	s->db = archive_open_shards(folder, m, err);
	if (s->db)
		return s;
	stored_close(s);
	return NULL;
}

void stored_close(struct stored *s)
{
	if (!s)
		return;
	xc_db_close(s->db);
	buf_free(&s->term);
	buf_free(&s->data);
	arena_free(&s->memory);
	free(s);
}

bool stored_find(struct stored *s, struct str id, struct record *out, struct error *err)
{
	uint32_t docid;
	if (!schema_term(&s->term, PREFIX_ID, id))
		return error_set_memory(err);
	if (!xc_db_find(s->db, buf_str(&s->term), &docid, err))
		return false;
	if (docid == 0)
		return error_set(err, ERROR_CORRUPT,
			SAY("chỉ mục thiếu bài “%.*s” mà danh mục có ghi",
				"the index lacks the article %.*s that the catalogue lists"),
			STR_ARG(id));
	buf_reset(&s->data);
	arena_reset(&s->memory);
	return xc_db_data(s->db, docid, &s->data, err) &&
	       record_decode(buf_str(&s->data), &s->memory, out, err);
}
