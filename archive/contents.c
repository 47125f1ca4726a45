#include "archive/contents.h"
#include "archive/catalogue.h"
#include "archive/folder.h"
#include "archive/lost.h"
#include "archive/names.h"
#include "archive/places.h"
#include "archive/schema.h"
#include "base/ascii.h"
#include "base/lang.h"

#include <errno.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum when { ALWAYS, SOMETIMES, WITH_XAPIAN_POSITIONS, WITH_SERVERS, WITH_ALL };

struct part {
	const char *name;
	enum when when;
};

/* docs/formats.md says what each of them is. What somebody sees of a generation needs no catalogue,
   as no run starts from it. */
static const struct part wholes[] = {{CATALOGUE_NAME, WITH_ALL}, {"lexicon", ALWAYS},
	{"report.jsonl", ALWAYS}, {LOST_FILE, SOMETIMES}, {NAMES_FILE, SOMETIMES},
	{GROUPS_FILE, SOMETIMES}, {VERSIONS_FILE, SOMETIMES}};

/* libxapian leaves its lock where it has joined shards. */
static const struct part shard_parts[] = {{"iamglass", ALWAYS}, {"postlist.glass", ALWAYS},
	{"docdata.glass", ALWAYS}, {"blocks", ALWAYS}, {PLACES_FILE, ALWAYS}, {TALLY_FILE, ALWAYS},
	{"flintlock", SOMETIMES}, {"position.glass", WITH_XAPIAN_POSITIONS},
	{TERM_LISTS_FILE, WITH_SERVERS}, {LOST_TERMS_FILE, SOMETIMES},
	{LOST_TALLY_FILE, SOMETIMES}};

enum {
	WHOLES = sizeof wholes / sizeof *wholes,
	SHARD_PARTS = sizeof shard_parts / sizeof *shard_parts
};

static bool fail(const char *folder, const char *name, const char *what, struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("%s/manifest.json: %s: %s; hãy chạy \"tracuu-index repair\"",
			"%s/manifest.json: %s: %s; run \"tracuu-index repair\""),
		folder, name, what);
}

/* Whether a generation with the manifest M may have PART. */
static bool may_be(const struct manifest *m, const struct part *part)
{
	switch (part->when) {
	case WITH_XAPIAN_POSITIONS:
		return m->xapian_positions;
	case WITH_SERVERS:
		return m->servable;
	case WITH_ALL:
		return !m->seen_as;
	default:
		return true;
	}
}

/* ---- What is listed ---- */

static int by_number(const void *a, const void *b)
{
	const uint32_t *x = a;
	const uint32_t *y = b;
	return (*x > *y) - (*x < *y);
}

static const struct part *find_part(const struct part *parts, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(parts[i].name, name) == 0)
			return &parts[i];
	}
	return NULL;
}

/* The shard-NNNN that PATH begins with, if it is written as it has to be; *REST is what
   follows the slash. 0: it is none. */
static uint32_t shard_of(const char *path, const char **rest)
{
	uint32_t number = 0;
	struct str digits = str_from_c(path);
	if (!str_starts_with(digits, STR("shard-")))
		return 0;
	size_t i = strlen("shard-");
	for (; ascii_is_digit(str_at(digits, i)); i++) {
		number = 10 * number + (uint32_t)(path[i] - '0');
		if (number > MANIFEST_SHARD_MAX)
			return 0;
	}
	if (number == 0 || !manifest_is_of_shard(path, number))
		return 0;
	*rest = path + i + 1;
	return number;
}

/* Which files are listed: a row of marks for the whole and one for each shard, in the order
   of their numbers. */
struct listing {
	const struct manifest *m;
	uint32_t *shards; /* sorted */
	bool (*marks)[SHARD_PARTS];
	bool whole[WHOLES];
};

/* The mark of the file PATH, which is no segment; NULL: a generation has no such file. */
static bool *mark_of(struct listing *l, const char *path)
{
	const char *rest;
	const struct part *part;
	uint32_t number = shard_of(path, &rest);
	if (number == 0) {
		part = find_part(wholes, WHOLES, path);
		return part ? &l->whole[part - wholes] : NULL;
	}
	const uint32_t *shard =
		bsearch(&number, l->shards, l->m->shard_count, sizeof *l->shards, by_number);
	part = find_part(shard_parts, SHARD_PARTS, rest);
	if (!shard || !part || !may_be(l->m, part))
		return NULL;
	return &l->marks[shard - l->shards][part - shard_parts];
}

/* Segments are listed by their numbers, each once. */
static bool check_segment(
	const char *folder, const char *path, uint32_t number, uint32_t *last, struct error *err)
{
	bool ok = number > *last;
	*last = number;
	return ok ||
	       fail(folder, path,
		       SAY("được liệt kê không theo thứ tự", "is not listed in its place"), err);
}

static bool mark_all(struct listing *l, const char *folder, struct error *err)
{
	uint32_t last = 0;
	for (size_t i = 0; i < l->m->file_count; i++) {
		const char *path = l->m->files[i].path;
		uint32_t segment = schema_segment_of(path);
		if (segment > 0 && !check_segment(folder, path, segment, &last, err))
			return false;
		if (segment > 0)
			continue;
		bool *mark = mark_of(l, path);
		if (!mark)
			return fail(folder, path,
				SAY("không thuộc phiên bản chỉ mục nào",
					"no generation has such a file"),
				err);
		if (*mark)
			return fail(
				folder, path, SAY("được liệt kê hai lần", "is listed twice"), err);
		*mark = true;
	}
	return last == 0 || manifest_find_file(l->m, VERSIONS_FILE) ||
	       fail(folder, VERSIONS_FILE, SAY("không được liệt kê", "is not listed"), err);
}

static bool check_marks(const struct manifest *m, const struct part *parts, size_t count,
	const bool *marks, const char *where, struct error *err)
{
	for (size_t i = 0; i < count; i++) {
		bool needed = parts[i].when != SOMETIMES && may_be(m, &parts[i]);
		if (needed && !marks[i])
			return fail(where, parts[i].name,
				SAY("không được liệt kê", "is not listed"), err);
	}
	return true;
}

static bool check_all_marks(const struct listing *l, const char *folder, struct error *err)
{
	bool ok = check_marks(l->m, wholes, WHOLES, l->whole, folder, err);
	for (size_t i = 0; ok && i < l->m->shard_count; i++) {
		char name[MANIFEST_SHARD_NAME];
		manifest_shard_name(l->shards[i], name);
		ok = check_marks(l->m, shard_parts, SHARD_PARTS, l->marks[i], name, err) ||
		     error_add_context(err, "%s", folder);
	}
	return ok;
}

static bool check_numbers(const struct listing *l, const char *folder, struct error *err)
{
	const struct manifest *m = l->m;
	uint64_t articles = 0;
	uint64_t text_bytes = 0;
	for (size_t i = 0; i < m->shard_count; i++) {
		char name[MANIFEST_SHARD_NAME];
		manifest_shard_name(l->shards[i], name);
		if (i > 0 && l->shards[i] == l->shards[i - 1])
			return fail(
				folder, name, SAY("được liệt kê hai lần", "is listed twice"), err);
		if (l->shards[i] >= m->next_shard)
			return fail(folder, name,
				SAY("số lớn hơn phân mảnh sẽ lập tiếp",
					"its number is above that of the next shard"),
				err);
		articles += m->shards[i].articles;
		text_bytes += m->shards[i].text_bytes;
	}
	if (articles != m->articles)
		return fail(folder, "articles",
			SAY("không bằng tổng của các phân mảnh", "is not the sum of the shards"),
			err);
	if (text_bytes != m->text_bytes)
		return fail(folder, "text_bytes",
			SAY("không bằng tổng của các phân mảnh", "is not the sum of the shards"),
			err);
	return true;
}

static bool open_listing(struct listing *l, const struct manifest *m)
{
	*l = (struct listing){.m = m,
		.shards = calloc(m->shard_count + 1, sizeof *l->shards),
		.marks = calloc(m->shard_count + 1, sizeof *l->marks)};
	if (!l->shards || !l->marks)
		return false;
	for (size_t i = 0; i < m->shard_count; i++)
		l->shards[i] = m->shards[i].number;
	qsort(l->shards, m->shard_count, sizeof *l->shards, by_number);
	return true;
}

static void close_listing(struct listing *l)
{
	free(l->shards);
	free(l->marks);
}

bool contents_check(const struct manifest *m, const char *folder, struct error *err)
{
	struct listing l;
	bool ok = open_listing(&l, m)
			  ? check_numbers(&l, folder, err) && mark_all(&l, folder, err) &&
				    check_all_marks(&l, folder, err)
			  : error_set_memory(err);
	close_listing(&l);
	return ok;
}

/* ---- What is there ---- */

/* The folder of a view, as-NNNN, that is one of the manifest's. */
static bool is_view(const struct manifest *m, const char *relative)
{
	char name[MANIFEST_VIEW_NAME];
	for (size_t i = 0; i < m->view_count; i++) {
		manifest_view_name(m->views[i].number, name);
		if (strcmp(name, relative) == 0)
			return true;
	}
	return false;
}

static bool is_listed_folder(const struct listing *l, const char *relative)
{
	const char *rest;
	char path[MANIFEST_SHARD_NAME + 1];
	if (snprintf(path, sizeof path, "%s/", relative) >= (int)sizeof path)
		return false;
	uint32_t number = shard_of(path, &rest);
	return number > 0 && *rest == '\0' &&
	       bsearch(&number, l->shards, l->m->shard_count, sizeof *l->shards, by_number);
}

static bool is_listed_file(struct listing *l, const char *relative)
{
	if (schema_segment_of(relative) > 0)
		return manifest_find_file(l->m, relative) != NULL;
	const bool *mark = mark_of(l, relative);
	return (mark && *mark) || strcmp(relative, "manifest.json") == 0 ||
	       strcmp(relative, "manifest.sha256") == 0;
}

/* NULL: ENTRY, at RELATIVE below the folder, is what it should be. */
static const char *fault_of(struct listing *l, const FTSENT *entry, const char *relative)
{
	switch (entry->fts_info) {
	case FTS_DP:
		return NULL;
	case FTS_D:
		return is_listed_folder(l, relative)
			       ? NULL
			       : SAY("thư mục không thuộc phiên bản chỉ mục này",
					 "a folder that is not of it");
	case FTS_F:
		return is_listed_file(l, relative)
			       ? NULL
			       : SAY("tệp không được liệt kê", "a file that is not listed");
	case FTS_SL:
	case FTS_SLNONE:
		return SAY("là một liên kết", "is a link");
	case FTS_DNR:
	case FTS_ERR:
	case FTS_NS:
		return SAY("không đọc được", "cannot be read");
	default:
		return SAY("không phải là tệp thường", "is no regular file");
	}
}

static void visit_all(
	struct listing *l, FTS *tree, size_t skip, contents_visitor *visit, void *context)
{
	FTSENT *entry;
	while ((entry = fts_read(tree)) != NULL) {
		bool root = entry->fts_level == FTS_ROOTLEVEL;
		/* It has a manifest of its own. */
		if (!root && entry->fts_info == FTS_D && is_view(l->m, entry->fts_path + skip)) {
			fts_set(tree, entry, FTS_SKIP);
			continue;
		}
		const char *what = root && entry->fts_info == FTS_D
					   ? NULL
					   : fault_of(l, entry, root ? "" : entry->fts_path + skip);
		struct error finding;
		if (!what)
			continue;
		error_set(&finding, ERROR_CORRUPT, "%s: %s", entry->fts_path, what);
		visit(context, &finding);
		if (entry->fts_info == FTS_D)
			fts_set(tree, entry, FTS_SKIP);
	}
}

bool contents_check_folder(const struct manifest *m, const char *folder, contents_visitor *visit,
	void *context, struct error *err)
{
	struct listing l;
	char *copy = strdup(folder);
	char *const roots[] = {copy, NULL};
	bool ok = open_listing(&l, m) && copy;
	FTS *tree = ok ? fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL) : NULL;
	if (tree) {
		struct error ignored;
		mark_all(&l, folder, &ignored);
		visit_all(&l, tree, strlen(folder) + 1, visit, context);
		fts_close(tree);
	}
	close_listing(&l);
	free(copy);
	return tree != NULL || error_set_memory(err);
}
