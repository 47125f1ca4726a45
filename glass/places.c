#include "glass/places.h"
#include "base/lang.h"
#include "glass/pack.h"
#include "glass/positions.h"
#include "glass/tree.h"

#include <stdlib.h>

struct glass_places {
	struct glass_tree *tree;
	struct glass_cursor cursor;
	struct buf key; /* the term, then, while it is looked up, the document */
	size_t term_len;
	struct buf scratch;
};

struct glass_places *glass_places_open(const char *folder, struct error *err)
{
	struct glass_places *p = calloc(1, sizeof *p);
	if (!p) {
		error_set_memory(err);
		return NULL;
	}
	p->tree = glass_tree_open(folder, GLASS_POSITION, err);
	if (p->tree)
		return p;
	free(p);
	return NULL;
}

void glass_places_close(struct glass_places *p)
{
	if (!p)
		return;
	glass_tree_close(p->tree);
	buf_free(&p->key);
	buf_free(&p->scratch);
	free(p);
}

bool glass_places_ask(struct glass_places *p, struct str term)
{
	buf_reset(&p->key);
	glass_pack_term(&p->key, term, false);
	p->term_len = p->key.len;
	return !p->key.failed;
}

bool glass_places_read(struct glass_places *p, uint32_t document, size_t max, uint32_t *out,
	size_t *n, struct error *err)
{
	bool found;
	struct str packed;
	*n = 0;
	p->key.len = p->term_len;
	glass_pack_uint_sorting(&p->key, document);
	if (p->key.failed)
		return error_set_memory(err);
	if (!glass_tree_find(
		    p->tree, &p->cursor, buf_str(&p->key), &found, &packed, &p->scratch, err))
		return false;
	if (!found || glass_unpack_positions(packed, max, out, n))
		return true;
	return glass_tree_fail(p->tree, err);
}
