#include "archive/manifest_json.h"
#include "archive/schema.h"
#include "base/ascii.h"
#include "base/lang.h"
#include "base/moment.h"
#include "text/encoding/shown.h"

#include <jansson.h>
#include <stdlib.h>

/* What lacks a value for want of memory would be an archive that lacks a file: *OK tells whether
   all that was set is there. VALUE is taken over; NULL: there was no memory for it. */
static void set(json_t *object, const char *key, json_t *value, bool *ok)
{
	*ok = json_object_set_new(object, key, value) == 0 && *ok;
}

static void append(json_t *list, json_t *value, bool *ok)
{
	*ok = json_array_append_new(list, value) == 0 && *ok;
}

/* JSON strings are Unicode; names of folders need not be. */
static void set_text(json_t *object, const char *key, const char *value, bool *ok)
{
	struct buf shown = BUF_INIT;
	shown_append(&shown, str_from_c(value));
	set(object, key, shown.failed ? NULL : json_stringn(buf_str(&shown).ptr, shown.len), ok);
	buf_free(&shown);
}

static json_t *sources_to_json(const struct manifest *m, bool *ok)
{
	json_t *out = json_array();
	for (size_t i = 0; i < m->source_count; i++) {
		const struct manifest_source *source = &m->sources[i];
		json_t *item = json_object();
		set_text(item, "name", source->name, ok);
		set_text(item, "path", source->path, ok);
		set_text(item, "label", source->label, ok);
		if (source->ids_by_file)
			set(item, "ids", json_string("file"), ok);
		if (source->encoding != ENCODING_DETECT)
			set(item, "encoding", json_string(encoding_name(source->encoding)), ok);
		if (*source->map)
			set(item, "map", json_string(source->map), ok);
		if (*source->visibility)
			set(item, "visibility", json_string(source->visibility), ok);
		append(out, item, ok);
	}
	return out;
}

static json_t *origin_to_json(const struct manifest_origin *origin, bool *ok)
{
	json_t *out = json_object();
	set_text(out, "path", origin->path ? origin->path : "", ok);
	set(out, "machine", json_string(origin->machine), ok);
	set(out, "owner", json_integer((json_int_t)origin->owner), ok);
	return out;
}

static json_t *shards_to_json(const struct manifest *m, bool *ok)
{
	json_t *out = json_array();
	for (size_t i = 0; i < m->shard_count; i++) {
		const struct manifest_shard *shard = &m->shards[i];
		json_t *item = json_pack("{s:I, s:I, s:I}", "number", (json_int_t)shard->number,
			"articles", (json_int_t)shard->articles, "text_bytes",
			(json_int_t)shard->text_bytes);
		if (*shard->visibility)
			set(item, "visibility", json_string(shard->visibility), ok);
		if (shard->embargo != 0)
			set(item, "embargo", json_integer((json_int_t)shard->embargo), ok);
		append(out, item, ok);
	}
	return out;
}

static json_t *audiences_to_json(const struct manifest *m, bool *ok)
{
	json_t *out = json_array();
	for (size_t i = 0; i < m->audience_count; i++)
		append(out,
			json_pack("{s:s, s:s}", "name", m->audiences[i].name, "labels",
				m->audiences[i].labels),
			ok);
	return out;
}

static json_t *views_to_json(const struct manifest *m, bool *ok)
{
	json_t *out = json_array();
	for (size_t i = 0; i < m->view_count; i++)
		append(out,
			json_pack("{s:s, s:I}", "audience", m->views[i].audience, "from",
				(json_int_t)m->views[i].from),
			ok);
	return out;
}

/* What only an archive has in which not everything is for everybody. */
static void set_labelled(json_t *root, const struct manifest *m, bool *ok)
{
	set(root, "format", json_integer(ARCHIVE_FORMAT_LABELLED), ok);
	set(root, "audiences", audiences_to_json(m, ok), ok);
	set(root, "views", views_to_json(m, ok), ok);
	if (m->seen_as)
		set(root, "seen_as", json_string(m->seen_as), ok);
}

/* Files that the first programs of this format do not know: among the others they would refuse
 * them. */
static bool is_of_versions(const char *path)
{
	return strcmp(path, VERSIONS_FILE) == 0 || schema_segment_of(path) > 0;
}

static json_t *files_to_json(const struct manifest *m, bool of_versions, bool *ok)
{
	json_t *out = json_array();
	for (size_t i = 0; i < m->file_count; i++) {
		char hex[DIGEST_HEX + 1];
		if (is_of_versions(m->files[i].path) != of_versions)
			continue;
		digest_to_hex(&m->files[i].sha256, hex);
		append(out,
			json_pack("{s:s, s:I, s:s}", "path", m->files[i].path, "size",
				(json_int_t)m->files[i].size, "sha256", hex),
			ok);
	}
	return out;
}

char *manifest_to_json(const struct manifest *m)
{
	char created[MOMENT_SIZE];
	bool ok = true;
	moment_write(m->created, created);
	json_t *root = json_pack("{s:i, s:s, s:i, s:I, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:b, "
				 "s:b, s:b, s:i, s:o, s:o, "
				 "s:o, s:o, s:I, s:o}",
		"format", ARCHIVE_FORMAT, "archive", m->archive, "analysis", (int)m->analysis,
		"generation", (json_int_t)m->generation, "created", created, "created_seconds",
		(json_int_t)m->created, "started_ns", (json_int_t)m->started_ns, "articles",
		(json_int_t)m->articles, "text_bytes", (json_int_t)m->text_bytes, "source_files",
		(json_int_t)m->source_files, "next_shard", (json_int_t)m->next_shard,
		"xapian_positions", (int)m->xapian_positions, "servable", (int)m->servable, "ocr",
		(int)m->ocr, "grouping", (int)m->grouping, "origin",
		origin_to_json(&m->origin, &ok), "sources", sources_to_json(m, &ok), "shards",
		shards_to_json(m, &ok), "files", files_to_json(m, false, &ok), "history_days",
		(json_int_t)m->history_days, "versions", files_to_json(m, true, &ok));
	if (manifest_is_labelled(m))
		set_labelled(root, m, &ok);
	char *text = root && ok ? json_dumps(root, JSON_INDENT(1)) : NULL;
	json_decref(root);
	return text;
}

static bool fail_form(struct error *err, const char *path, const char *detail)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("“%s/manifest.json” không đúng dạng (%s); hãy chạy \"tracuu-index repair\"",
			"%s/manifest.json is malformed (%s); run \"tracuu-index repair\""),
		path, detail);
}

static bool check_version(json_t *root, const char *path, struct manifest *m, struct error *err)
{
	json_int_t format = 0;
	json_unpack(root, "{s?I}", "format", &format);
	m->format = (uint32_t)format;
	if (format >= ARCHIVE_FORMAT_OLDEST && format <= ARCHIVE_FORMAT_LABELLED)
		return true;
	if (format > ARCHIVE_FORMAT_LABELLED)
		return error_set(err, ERROR_VERSION,
			SAY("kho “%s” do phiên bản mới hơn tạo ra (dạng %lld; chương trình này đọc "
			    "dạng %d); hãy cài phiên bản mới của Tra Cứu",
				"the archive %s was written by a newer version (format %lld; this "
				"program reads format %d); install a newer Tra Cứu"),
			path, (long long)format, ARCHIVE_FORMAT_LABELLED);
	return error_set(err, ERROR_VERSION,
		SAY("kho “%s” có dạng cũ %lld; hãy chạy \"tracuu-index rebuild\"",
			"the archive %s has the old format %lld; run \"tracuu-index rebuild\""),
		path, (long long)format);
}

static bool valid_below(const char *path)
{
	return path[0] && path[0] != '/' && !strstr(path, "..");
}

/* Reads TEXT as set_text wrote it. NULL when out of memory. */
static const char *take_text(struct manifest *m, const char *text)
{
	struct buf raw = BUF_INIT;
	shown_revert(&raw, str_from_c(text));
	struct str kept = raw.failed ? str_make(NULL, 0) : arena_str(&m->memory, buf_str(&raw));
	buf_free(&raw);
	return kept.ptr;
}

static bool read_source(json_t *item, struct manifest *m)
{
	struct manifest_source source = {
		.label = "", .map = "", .visibility = "", .encoding = ENCODING_DETECT};
	const char *encoding = NULL;
	const char *ids = NULL;
	if (json_unpack(item, "{s:s, s:s, s?s, s?s, s?s, s?s, s?s}", "name", &source.name, "path",
		    &source.path, "label", &source.label, "ids", &ids, "map", &source.map,
		    "encoding", &encoding, "visibility", &source.visibility) != 0)
		return false;
	if (encoding && !encoding_of_name(str_from_c(encoding), &source.encoding))
		return false;
	source.ids_by_file = ids && strcmp(ids, "file") == 0;
	source.name = take_text(m, source.name);
	source.path = take_text(m, source.path);
	source.label = take_text(m, source.label);
	return source.name && source.path && source.label && manifest_add_source(m, &source);
}

/* An archive of before tells none. */
static bool read_origin(json_t *item, struct manifest *m)
{
	const char *path;
	const char *machine;
	json_int_t owner;
	if (!item)
		return true;
	if (json_unpack(item, "{s:s, s:s, s:I}", "path", &path, "machine", &machine, "owner",
		    &owner) != 0 ||
		strlen(machine) > MANIFEST_MACHINE || owner < 0 || owner > UINT32_MAX)
		return false;
	memcpy(m->origin.machine, machine, strlen(machine) + 1);
	m->origin.owner = (uint32_t)owner;
	m->origin.path = take_text(m, path);
	return m->origin.path != NULL;
}

static bool read_sources(json_t *list, struct manifest *m)
{
	size_t i;
	json_t *item;
	json_array_foreach(list, i, item)
	{
		if (!read_source(item, m))
			return false;
	}
	return true;
}

static bool read_shards(json_t *list, struct manifest *m)
{
	size_t i;
	json_t *item;
	if (json_array_size(list) > MANIFEST_SHARDS_MAX)
		return false;
	json_array_foreach(list, i, item)
	{
		json_int_t number;
		json_int_t articles;
		json_int_t text_bytes;
		json_int_t embargo = 0;
		const char *visibility = "";
		if (json_unpack(item, "{s:I, s:I, s:I, s?s, s?I}", "number", &number, "articles",
			    &articles, "text_bytes", &text_bytes, "visibility", &visibility,
			    "embargo", &embargo) != 0 ||
			number < 1 || number > MANIFEST_SHARD_MAX || articles < 0 ||
			articles > UINT32_MAX || text_bytes < 0 || text_bytes > MANIFEST_BYTES_MAX)
			return false;
		struct manifest_shard shard = {(uint32_t)number, (uint64_t)articles,
			(uint64_t)text_bytes, visibility, embargo};
		if (!manifest_add_shard(m, &shard))
			return false;
	}
	return true;
}

/* Both may be NULL: an archive in which everything is for everybody has none. */
static bool read_audiences(json_t *list, json_t *views, struct manifest *m)
{
	size_t i;
	json_t *item;
	if (json_array_size(list) > MANIFEST_AUDIENCES_MAX ||
		json_array_size(views) > MANIFEST_VIEWS_MAX)
		return false;
	json_array_foreach(list, i, item)
	{
		const char *name, *labels;
		if (json_unpack(item, "{s:s, s:s}", "name", &name, "labels", &labels) != 0 ||
			!manifest_add_audience(m, name, labels))
			return false;
	}
	json_array_foreach(views, i, item)
	{
		const char *audience;
		json_int_t from;
		if (json_unpack(item, "{s:s, s:I}", "audience", &audience, "from", &from) != 0 ||
			!manifest_find_audience(m, audience) ||
			!manifest_add_view(m, audience, from))
			return false;
	}
	return true;
}

/* Whose view it is, if it is one. */
static bool read_seen_as(json_t *root, struct manifest *m)
{
	const char *name = NULL;
	if (json_unpack(root, "{s?s}", "seen_as", &name) != 0)
		return false;
	return !name || manifest_set(m, &m->seen_as, name);
}

/* LIST may be NULL: none. */
static bool read_files(json_t *list, bool of_versions, struct manifest *m)
{
	size_t i;
	json_t *item;
	if (of_versions && json_array_size(list) > SEGMENTS_MAX)
		return false;
	json_array_foreach(list, i, item)
	{
		const char *path;
		const char *hex;
		json_int_t size;
		struct digest sha256;
		if (json_unpack(item, "{s:s, s:I, s:s}", "path", &path, "size", &size, "sha256",
			    &hex) != 0 ||
			size < 0 || size > MANIFEST_BYTES_MAX || !valid_below(path) ||
			is_of_versions(path) != of_versions ||
			!digest_from_hex(str_from_c(hex), &sha256) ||
			!manifest_add_file(m, path, (uint64_t)size, &sha256))
			return false;
	}
	return true;
}

struct numbers {
	json_int_t generation, analysis, created, started_ns;
	json_int_t articles, text_bytes, source_files, next_shard;
	json_int_t history_days;
	int xapian_positions, servable, ocr, grouping;
};

static bool take_numbers(const struct numbers *n, struct manifest *m)
{
	if (n->generation < 1 || n->generation > 999999 || n->analysis < 0 ||
		n->analysis > INT32_MAX || n->articles < 0 || n->articles > UINT32_MAX ||
		n->text_bytes < 0 || n->source_files < 0 || n->source_files > UINT32_MAX ||
		n->next_shard < 1 || n->next_shard > MANIFEST_SHARD_MAX + 1 || n->grouping < 0 ||
		(n->servable && !n->xapian_positions) || n->history_days < 0 ||
		n->history_days > HISTORY_DAYS_MAX)
		return false;
	m->generation = (uint32_t)n->generation;
	m->analysis = (uint32_t)n->analysis;
	m->created = n->created;
	m->started_ns = n->started_ns;
	m->articles = (uint64_t)n->articles;
	m->text_bytes = (uint64_t)n->text_bytes;
	m->source_files = (uint64_t)n->source_files;
	m->next_shard = (uint32_t)n->next_shard;
	m->xapian_positions = n->xapian_positions;
	m->servable = n->servable;
	m->ocr = n->ocr;
	m->history_days = (uint32_t)n->history_days;
	m->grouping = (uint32_t)n->grouping;
	return true;
}

static bool take_archive(const char *id, struct manifest *m)
{
	struct str s = str_from_c(id);
	if (s.len != MANIFEST_ARCHIVE)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (!ascii_is_digit(s.ptr[i]) && !(s.ptr[i] >= 'a' && s.ptr[i] <= 'f'))
			return false;
	}
	memcpy(m->archive, s.ptr, MANIFEST_ARCHIVE + 1);
	return true;
}

static bool read_root(json_t *root, const char *path, struct manifest *m, struct error *err)
{
	struct numbers n = {.history_days = HISTORY_DAYS_USUAL};
	json_t *origin = NULL;
	json_t *sources;
	json_t *shards;
	json_t *files;
	json_t *versions = NULL;
	json_t *audiences = NULL;
	json_t *views = NULL;
	const char *archive;
	json_error_t detail;
	if (json_unpack_ex(root, &detail, 0,
		    "{s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:b, s?b, s?b, s?i, s?o, s:o, "
		    "s:o, "
		    "s:o, s?I, s?o, s?o, s?o}",
		    "archive", &archive, "generation", &n.generation, "analysis", &n.analysis,
		    "created_seconds", &n.created, "started_ns", &n.started_ns, "articles",
		    &n.articles, "text_bytes", &n.text_bytes, "source_files", &n.source_files,
		    "next_shard", &n.next_shard, "xapian_positions", &n.xapian_positions,
		    "servable", &n.servable, "ocr", &n.ocr, "grouping", &n.grouping, "origin",
		    &origin, "sources", &sources, "shards", &shards, "files", &files,
		    "history_days", &n.history_days, "versions", &versions, "audiences", &audiences,
		    "views", &views) != 0)
		return fail_form(err, path, detail.text);
	if (!take_archive(archive, m))
		return fail_form(
			err, path, SAY("mã của kho sai dạng", "the archive's id is malformed"));
	if (!take_numbers(&n, m))
		return fail_form(err, path, SAY("số ngoài khoảng", "a number is out of range"));
	if (!read_origin(origin, m) || !read_sources(sources, m) || !read_shards(shards, m) ||
		!read_files(files, false, m) || !read_files(versions, true, m) ||
		!read_audiences(audiences, views, m) || !read_seen_as(root, m))
		return fail_form(err, path, SAY("danh sách sai dạng", "a list is malformed"));
	return true;
}

bool manifest_sources_from_json(struct str json, struct manifest *out)
{
	json_t *root = json_loadb(json.ptr, json.len, JSON_REJECT_DUPLICATES, NULL);
	const char *archive = "";
	json_t *origin = NULL;
	json_t *sources;
	/* Not json_object_get: json-c, which reads articles, has a function of that name. */
	bool ok = root &&
		  json_unpack(root, "{s:o, s?o, s?s}", "sources", &sources, "origin", &origin,
			  "archive", &archive) == 0 &&
		  read_origin(origin, out) && read_sources(sources, out);
	if (ok)
		take_archive(archive, out);
	json_decref(root);
	return ok;
}

bool manifest_from_json(
	struct str json, const char *folder, struct manifest *out, struct error *err)
{
	json_error_t detail;
	json_t *root = json_loadb(json.ptr, json.len, JSON_REJECT_DUPLICATES, &detail);
	if (!root)
		return fail_form(err, folder, detail.text);
	bool ok = check_version(root, folder, out, err) && read_root(root, folder, out, err);
	json_decref(root);
	if (!ok)
		manifest_free(out);
	return ok;
}
