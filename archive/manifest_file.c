#include "archive/manifest_file.h"
#include "archive/contents.h"
#include "archive/folder.h"
#include "archive/lost.h"
#include "archive/manifest_json.h"
#include "archive/places.h"
#include "archive/schema.h"
#include "base/file.h"
#include "base/lang.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MANIFEST_MAX_BYTES = 64 << 20, LINE_MAX_BYTES = DIGEST_HEX + 32 };

/* What to do about any damage. */
static bool fail_damaged(struct error *err, const char *what, const char *path)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("%s: %s; hãy chạy \"tracuu-index repair\"",
			"%s: %s; run \"tracuu-index repair\""),
		path, what);
}

static bool read_file(
	const char *folder, const char *name, struct buf *out, struct stat *st, struct error *err)
{
	char *path = folder_path(folder, name);
	if (!path)
		return error_set_memory(err);
	bool ok = file_read_own(path, MANIFEST_MAX_BYTES, out, st, err);
	if (!ok && err->code == ERROR_NOT_FOUND)
		error_set(err, ERROR_NOT_FOUND,
			SAY("thiếu tệp “%s”; hãy chạy \"tracuu-index repair\"",
				"%s is missing; run \"tracuu-index repair\""),
			path);
	free(path);
	return ok;
}

/* What sha256sum prints. */
static void own_line(struct str json, char line[LINE_MAX_BYTES])
{
	char hex[DIGEST_HEX + 1];
	struct digest own = digest_of(json);
	digest_to_hex(&own, hex);
	snprintf(line, LINE_MAX_BYTES, "%s  manifest.json\n", hex);
}

static bool check_itself(
	const char *folder, struct str json, struct str recorded, struct error *err)
{
	char line[LINE_MAX_BYTES];
	own_line(json, line);
	return str_eq(recorded, str_from_c(line)) ||
	       fail_damaged(err, SAY("manifest.json đã hỏng", "manifest.json is damaged"), folder);
}

bool manifest_read(const char *folder, struct manifest *out, struct error *err)
{
	struct buf json = BUF_INIT;
	struct buf recorded = BUF_INIT;
	struct stat st = {0};
	bool ok = read_file(folder, "manifest.json", &json, &st, err) &&
		  read_file(folder, "manifest.sha256", &recorded, NULL, err) &&
		  check_itself(folder, buf_str(&json), buf_str(&recorded), err) &&
		  manifest_from_json(buf_str(&json), folder, out, err);
	if (ok)
		out->owner = st.st_uid;
	if (ok && !contents_check(out, folder, err)) {
		manifest_free(out);
		ok = false;
	}
	buf_free(&json);
	buf_free(&recorded);
	return ok;
}

bool manifest_read_number(
	const char *folder, uint32_t number, struct manifest *out, struct error *err)
{
	if (!manifest_read(folder, out, err))
		return false;
	if (out->generation == number)
		return true;
	manifest_free(out);
	return fail_damaged(err,
		SAY("manifest.json là của phiên bản chỉ mục khác",
			"manifest.json is that of another generation"),
		folder);
}

bool manifest_read_sources(const char *folder, struct manifest *out)
{
	struct error ignored;
	struct buf json = BUF_INIT;
	struct stat st = {0};
	bool ok = read_file(folder, "manifest.json", &json, &st, &ignored) &&
		  manifest_sources_from_json(buf_str(&json), out);
	buf_free(&json);
	if (ok)
		out->owner = st.st_uid;
	else
		manifest_free(out);
	return ok;
}

static bool write_file(const char *folder, const char *name, struct str bytes, struct error *err)
{
	char *path = folder_path(folder, name);
	if (!path)
		return error_set_memory(err);
	bool ok = file_replace(path, bytes, err);
	free(path);
	return ok;
}

bool manifest_write(const char *folder, const struct manifest *m, struct error *err)
{
	char *json = manifest_to_json(m);
	if (!json)
		return error_set_memory(err);
	char line[LINE_MAX_BYTES];
	own_line(str_from_c(json), line);
	bool ok = write_file(folder, "manifest.json", str_from_c(json), err) &&
		  write_file(folder, "manifest.sha256", str_from_c(line), err);
	free(json);
	return ok;
}

static bool check_size(const struct manifest_file *file, int dir, struct error *err)
{
	struct stat st;
	if (fstatat(dir, file->path, &st, AT_SYMLINK_NOFOLLOW) != 0) {
		if (errno == ENOENT || errno == ENOTDIR)
			return fail_damaged(
				err, SAY("không có tệp này", "the file is missing"), file->path);
		return error_set_system(
			err, errno, SAY("không đọc được “%s”", "cannot read %s"), file->path);
	}
	if (!S_ISREG(st.st_mode))
		return fail_damaged(
			err, SAY("không phải là tệp thường", "not a regular file"), file->path);
	if ((uint64_t)st.st_size != file->size)
		return fail_damaged(err, SAY("sai kích thước", "its size is wrong"), file->path);
	return true;
}

/* A query can be answered without the lexicon and the versions, which say for themselves whether
   they are whole, and without what the next lexicon will be made from. */
static bool is_dispensable(const char *path)
{
	struct str s = str_from_c(path);
	return str_eq(s, STR("lexicon")) || str_eq(s, STR(VERSIONS_FILE)) ||
	       schema_segment_of(path) > 0 || str_ends_with(s, STR("/" TALLY_FILE)) ||
	       str_ends_with(s, STR("/" LOST_TALLY_FILE));
}

/* Files are looked up below them: none may lead out of the generation. */
static bool check_shard(const struct manifest_shard *shard, int dir, struct error *err)
{
	struct stat st;
	char name[MANIFEST_SHARD_NAME];
	manifest_shard_name(shard->number, name);
	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode))
		return true;
	return fail_damaged(err, SAY("không phải là thư mục", "not a folder"), name);
}

bool manifest_is_mirrored(const char *path)
{
	static const char *const left_out[] = {"/postlist.glass", "/docdata.glass",
		"/position.glass", "/" TERM_LISTS_FILE, "/blocks", "/flintlock", "/" PLACES_FILE,
		"/" TALLY_FILE, "/" LOST_TALLY_FILE};
	for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++) {
		if (str_starts_with(str_from_c(path), STR("shard-")) &&
			str_ends_with(str_from_c(path), str_from_c(left_out[i])))
			return false;
	}
	return true;
}

static bool check_all_sizes(
	const struct manifest *m, const char *folder, bool is_mirror, struct error *err)
{
	int dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir < 0)
		return error_set_system(
			err, errno, SAY("không mở được “%s”", "cannot open %s"), folder);
	bool ok = true;
	for (size_t i = 0; ok && i < m->shard_count; i++)
		ok = check_shard(&m->shards[i], dir, err);
	for (size_t i = 0; ok && i < m->file_count; i++)
		ok = is_dispensable(m->files[i].path) ||
		     (is_mirror && !manifest_is_mirrored(m->files[i].path)) ||
		     check_size(&m->files[i], dir, err);
	close(dir);
	return ok || error_add_context(err, "%s", folder);
}

bool manifest_check_sizes(const struct manifest *m, const char *folder, struct error *err)
{
	return check_all_sizes(m, folder, false, err);
}

bool manifest_check_mirror(const struct manifest *m, const char *folder, struct error *err)
{
	return check_all_sizes(m, folder, true, err);
}

/* The size is looked at first: of a file that grew, gigabytes of holes perhaps, nothing is read. */
static bool is_as_listed(
	int fd, const char *path, const struct manifest_file *file, bool *is, struct error *err)
{
	struct stat st;
	struct digest got;
	uint64_t size = 0;
	*is = false;
	if (fstat(fd, &st) != 0)
		return error_set_system(
			err, errno, SAY("không đọc được “%s”", "cannot read %s"), path);
	if (!S_ISREG(st.st_mode) || (uint64_t)st.st_size != file->size)
		return true;
	if (!digest_file(fd, path, &got, &size, err))
		return false;
	*is = size == file->size && memcmp(got.bytes, file->sha256.bytes, sizeof got.bytes) == 0;
	return true;
}

bool manifest_check_digest(const struct manifest_file *file, const char *folder, struct error *err)
{
	char *path = folder_path(folder, file->path);
	if (!path)
		return error_set_memory(err);
	bool is = false;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	bool ok = fd >= 0 ? is_as_listed(fd, path, file, &is, err)
			  : error_set_system(
				    err, errno, SAY("không mở được “%s”", "cannot open %s"), path);
	if (ok && !is)
		ok = fail_damaged(err,
			SAY("nội dung khác với lúc ghi (sai mã kiểm tra SHA-256)",
				"its content is not what was written (SHA-256 differs)"),
			path);
	if (fd >= 0)
		close(fd);
	free(path);
	return ok;
}
