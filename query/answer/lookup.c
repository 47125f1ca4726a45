#include "query/answer/lookup.h"
#include "archive/names.h"
#include "archive/record.h"
#include "archive/schema.h"
#include "text/encoding/shown.h"
#include "xapianc/xapianc.h"

void lookup_free(struct lookup *l)
{
	buf_free(&l->document);
}

bool lookup_current(const struct archive *a, struct record *r, struct error *err)
{
	bool found;
	struct name name;
	if (!a->names)
		return true;
	struct key key = key_of(r->id);
	if (!names_find(a->names, &key, NAME_DOCUMENT, &found, &name, err))
		return false;
	if (found) {
		r->id = name.first;
		r->path = name.second;
	}
	return true;
}

static bool find_document(
	const struct archive *a, struct str document, struct lookup *out, struct error *err)
{
	struct buf term = BUF_INIT;
	bool ok = schema_term(&term, PREFIX_ID, document) ? true : error_set_memory(err);
	ok = ok && xc_db_find(a->db, buf_str(&term), &out->docid, err);
	buf_free(&term);
	buf_reset(&out->document);
	return ok && (buf_append(&out->document, document) || error_set_memory(err));
}

/* The article that is called ID now. */
static bool find_id(const struct archive *a, struct str id, struct lookup *out, struct error *err)
{
	bool found;
	struct name name;
	struct key key = key_of(id);
	if (!names_find(a->names, &key, NAME_NOW, &found, &name, err))
		return false;
	if (found)
		return find_document(a, name.first, out, err);
	if (!names_find(a->names, &key, NAME_DOCUMENT, &found, &name, err))
		return false;
	if (found && !str_eq(name.first, id))
		return true;
	return find_document(a, id, out, err);
}

/* By another name that leads to one, where ID is none. */
static bool follow(const struct archive *a, struct str id, struct lookup *out, struct error *err)
{
	static const enum name_kind kinds[] = {NAME_COMPOSED, NAME_PLACE, NAME_OLD};
	bool found;
	struct name name;
	struct key key = key_of(id);
	for (size_t i = 0; out->docid == 0 && i < sizeof kinds / sizeof *kinds; i++) {
		if (!names_find(a->names, &key, kinds[i], &found, &name, err))
			return false;
		if (!found)
			continue;
		if (!find_id(a, name.first, out, err))
			return false;
		out->renamed = kinds[i] == NAME_OLD;
	}
	return true;
}

bool lookup_article(
	const struct archive *a, struct str asked, struct lookup *out, struct error *err)
{
	struct buf shown = BUF_INIT;
	struct buf composed = BUF_INIT;
	bool ok = (shown_append(&shown, asked) && shown_compose(&composed, buf_str(&shown))) ||
		  error_set_memory(err);
	const struct str spellings[] = {asked, buf_str(&shown), buf_str(&composed)};
	for (size_t i = 0; ok && out->docid == 0 && i < sizeof spellings / sizeof *spellings; i++)
		ok = find_id(a, spellings[i], out, err) && follow(a, spellings[i], out, err);
	buf_free(&shown);
	buf_free(&composed);
	return ok;
}
