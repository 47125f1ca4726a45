#include "indexer/published/mirror.h"

#include "archive/folder.h"
#include "archive/generation.h"
#include "archive/manifest_file.h"
#include "base/lang.h"
#include "indexer/work/stop.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Published generations of a mirror: that of now, and that which some may still read. */
enum { MIRROR_KEEPS = 2 };

struct copying {
	struct manifest manifest; /* of what is copied */
	struct manifest before;   /* of the generation that the mirror has */
	char *from;               /* that generation's folder, owned … */
	char *old;                /* … and this one's; NULL: it has none */
	struct generation_draft draft;
	struct mirrored *out;
};

static bool is_same(const struct manifest_file *a, const struct manifest_file *b)
{
	return b && a->size == b->size &&
	       memcmp(a->sha256.bytes, b->sha256.bytes, sizeof a->sha256.bytes) == 0;
}

/* Takes FILE, of the mirror's generation of before where that has it whole. */
static bool take_file(struct copying *c, const struct manifest_file *file, struct error *err)
{
	struct error ignored;
	bool is_old = c->old && is_same(file, manifest_find_file(&c->before, file->path)) &&
		      manifest_check_digest(file, c->old, &ignored);
	char *from = folder_path(is_old ? c->old : c->from, file->path);
	char *to = folder_path(c->draft.path, file->path);
	bool ok = from && to ? folder_take_file(from, to, is_old, err) : error_set_memory(err);
	ok = ok && manifest_check_digest(file, c->draft.path, err);
	c->out->bytes += file->size;
	free(from);
	free(to);
	return ok;
}

static bool make_shards(const struct copying *c, struct error *err)
{
	bool ok = true;
	for (size_t i = 0; ok && i < c->manifest.shard_count; i++) {
		char *folder = manifest_shard_path(c->draft.path, c->manifest.shards[i].number);
		ok = folder ? folder_make_new(folder, err) : error_set_memory(err);
		free(folder);
	}
	return ok;
}

static bool take_manifest(const struct copying *c, const char *name, struct error *err)
{
	char *from = folder_path(c->from, name);
	char *to = folder_path(c->draft.path, name);
	bool ok = from && to ? folder_take_file(from, to, false, err) : error_set_memory(err);
	free(from);
	free(to);
	return ok;
}

static bool take_all(struct copying *c, struct error *err)
{
	bool ok = make_shards(c, err);
	for (size_t i = 0; ok && i < c->manifest.file_count; i++) {
		const struct manifest_file *file = &c->manifest.files[i];
		ok = stop_check(err) &&
		     (!manifest_is_mirrored(file->path) || take_file(c, file, err));
	}
	return ok && take_manifest(c, "manifest.json", err) &&
	       take_manifest(c, "manifest.sha256", err);
}

/* Those before the last two. */
static bool remove_old(const char *mirror, struct error *err)
{
	struct generation_list list;
	bool ok = generation_list_read(mirror, &list, err);
	if (!ok)
		return false;
	for (size_t i = 0; ok && i + MIRROR_KEEPS < list.count; i++)
		ok = generation_remove(mirror, list.numbers[i], err);
	generation_list_free(&list);
	return ok;
}

static bool copy(struct copying *c, const char *to, struct error *err)
{
	struct error leftover = {0};
	return generation_prepare(to, &leftover, err) &&
	       generation_begin_as(to, c->manifest.generation, &c->draft, err) &&
	       take_all(c, err) && generation_publish(&c->draft, err) && remove_old(to, err);
}

/* What TO has of before. */
static bool look_at_mirror(
	struct copying *c, const char *to, uint32_t *number, bool *has, struct error *err)
{
	*has = generation_current(to, number, err);
	if (!*has && err->code != ERROR_NOT_FOUND)
		return false;
	if (!*has)
		return true;
	c->old = generation_path(to, *number);
	if (!c->old)
		return error_set_memory(err);
	if (!manifest_read(c->old, &c->before, err))
		return false;
	return strcmp(c->before.archive, c->manifest.archive) == 0 ||
	       error_set(err, ERROR_USAGE,
		       SAY("“%s” là bản sao của kho khác; hãy chọn thư mục khác",
			       "%s mirrors another archive; choose another folder"),
		       to);
}

/* An archive would lose its tables. */
static bool check_mirror(const struct copying *c, const char *to, struct error *err)
{
	char *postings = NULL;
	char *shard = c->before.shard_count > 0
			      ? manifest_shard_path(c->old, c->before.shards[0].number)
			      : NULL;
	if (shard)
		postings = folder_path(shard, "postlist.glass");
	bool is_archive = postings && access(postings, F_OK) == 0;
	free(postings);
	free(shard);
	return !is_archive ||
	       error_set(err, ERROR_USAGE,
		       SAY("“%s” là một kho, không phải bản sao; hãy chọn thư mục khác",
			       "%s is an archive, not a mirror; choose another folder"),
		       to);
}

bool mirror_archive(const char *from, const char *to, struct mirrored *out, struct error *err)
{
	struct copying c = {.manifest = MANIFEST_INIT, .before = MANIFEST_INIT, .out = out};
	uint32_t number, former = 0;
	bool has = false;
	*out = (struct mirrored){0};
	bool ok = generation_current(from, &number, err);
	c.from = ok ? generation_path(from, number) : NULL;
	if (ok && !c.from)
		ok = error_set_memory(err);
	ok = ok && manifest_read_number(c.from, number, &c.manifest, err);
	if (ok && !c.manifest.servable)
		ok = error_set(err, ERROR_USAGE,
			SAY("các phân mảnh của “%s” chưa phục vụ được; hãy chạy \"tracuu-index "
			    "rebuild --servable\"",
				"the shards of %s can't be served; run \"tracuu-index rebuild "
				"--servable\""),
			from);
	ok = ok && look_at_mirror(&c, to, &former, &has, err) && check_mirror(&c, to, err);
	out->generation = number;
	out->is_new = ok && (!has || former != number);
	if (out->is_new)
		ok = copy(&c, to, err);
	generation_abandon(&c.draft);
	manifest_free(&c.manifest);
	manifest_free(&c.before);
	free(c.from);
	free(c.old);
	return ok;
}
