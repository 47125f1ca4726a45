#include "query/lookup/lookup.h"
#include "archive/manifest.h"
#include "archive/names.h"
#include "archive/record.h"
#include "archive/schema.h"
#include "query/lookup/link.h"
#include "text/encoding/shown.h"
#include "xapianc/xapianc.h"

bool lookup_current(const struct archive *a, struct record *r, struct error *err)
{
	bool found;
	struct name name;
	link_check(r);
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
	return ok;
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

static bool find(const struct archive *a, struct str id, struct lookup *out, struct error *err)
{
	return find_id(a, id, out, err) && follow(a, id, out, err);
}

struct str lookup_below(struct str path, const struct manifest_source *source, struct str name)
{
	if (!name.ptr || !path.ptr)
		return str_make(NULL, 0);
	bool inside = str_starts_with(path, name);
	size_t at = name.len;
	if (str_eq(path, name))
		return str_after_last(str_from_c(source->path), '/');
	if (inside && !str_ends_with(name, STR("/")))
		inside = str_at(path, at++) == '/';
	return inside ? str_slice(path, at, path.len) : str_make(NULL, 0);
}

bool lookup_source(const struct manifest *m, struct str path, const struct manifest_source **source,
	struct str *rest)
{
	struct buf name = BUF_INIT;
	bool ok = true;
	*source = NULL;
	*rest = STR("");
	for (size_t i = 0; ok && !*source && i < m->source_count; i++) {
		buf_reset(&name);
		ok = shown_append(&name, str_from_c(m->sources[i].name));
		struct str below =
			ok ? lookup_below(path, &m->sources[i], buf_str(&name)) : str_make(NULL, 0);
		if (!below.ptr)
			continue;
		*source = &m->sources[i];
		if (!str_eq(path, buf_str(&name)))
			*rest = below;
	}
	buf_free(&name);
	return ok;
}

bool lookup_file(const struct manifest *m, struct str path, struct buf *out)
{
	const struct manifest_source *source;
	struct str rest;
	if (!lookup_source(m, path, &source, &rest))
		return false;
	if (!source || source->path[0] != '/')
		return true;
	rest = str_slice(rest, 0, str_find(rest, STR("!/"), 0));
	return buf_append_c(out, source->path) &&
	       (rest.len == 0 || (buf_push(out, '/') && shown_revert(out, rest)));
}

/* The article whose file's PATH a hit showed: its id is the label of its source and the rest. */
static bool find_path(const struct archive *a, const struct manifest *m, struct str path,
	struct lookup *out, struct error *err)
{
	struct buf name = BUF_INIT, id = BUF_INIT;
	bool ok = true;
	for (size_t i = 0; ok && out->docid == 0 && i < m->source_count; i++) {
		const struct manifest_source *source = &m->sources[i];
		buf_reset(&name);
		buf_reset(&id);
		ok = shown_append(&name, str_from_c(source->name)) || error_set_memory(err);
		struct str rest =
			ok ? lookup_below(path, source, buf_str(&name)) : str_make(NULL, 0);
		if (!rest.ptr)
			continue;
		if (*source->label)
			shown_append(&id, str_from_c(source->label));
		buf_append_c(&id, *source->label ? ":" : "");
		ok = buf_append(&id, rest) ? find(a, buf_str(&id), out, err)
					   : error_set_memory(err);
	}
	buf_free(&name);
	buf_free(&id);
	return ok;
}

static bool look_for_paths(const struct archive *a, const struct str spellings[], size_t count,
	struct lookup *out, struct error *err)
{
	bool ok = true;
	for (size_t i = 0; ok && out->docid == 0 && i < count; i++)
		ok = find_path(a, a->manifest, spellings[i], out, err);
	return ok;
}

static bool find_in(
	const struct archive *a, struct str asked, struct lookup *out, struct error *err)
{
	enum { SPELLINGS = 3 };
	struct buf shown = BUF_INIT;
	struct buf composed = BUF_INIT;
	bool ok = (shown_append(&shown, asked) && shown_compose(&composed, buf_str(&shown))) ||
		  error_set_memory(err);
	const struct str spellings[SPELLINGS] = {asked, buf_str(&shown), buf_str(&composed)};
	for (size_t i = 0; ok && out->docid == 0 && i < SPELLINGS; i++)
		ok = find(a, spellings[i], out, err);
	if (ok && out->docid == 0)
		ok = look_for_paths(a, spellings, SPELLINGS, out, err);
	buf_free(&shown);
	buf_free(&composed);
	return ok;
}

/* Notes what L tells of an article of PART. The first that is found counts. */
static void take(const struct archives *as, const struct archive_part *part, struct lookup *l,
	struct lookup *out)
{
	if (out->docid != 0) {
		out->other = out->other ? out->other : part;
		return;
	}
	*out = *l;
	out->part = part;
	out->docid = archives_docid(as, part, l->docid);
}

bool lookup_article(const struct archives *as, struct article_asked asked, struct lookup *out,
	struct error *err)
{
	bool ok = true;
	for (size_t i = 0; ok && i < as->count; i++) {
		const struct archive_part *part = &as->parts[i];
		struct lookup l = {0};
		if (asked.archive.len > 0 &&
			!str_eq(asked.archive, str_from_c(part->archive.manifest->archive)))
			continue;
		ok = find_in(&part->archive, asked.id, &l, err);
		if (ok && l.docid != 0)
			take(as, part, &l, out);
	}
	return ok;
}
