#include "article/readers/pack/member_name.h"
#include "article/readers/pack/pack.h"
#include "base/lang.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	BLOCK = 64 << 10,     /* bytes that are read at a time */
	ENTRIES_MAX = 2000000 /* looked at, folders and links counted */
};

struct pack_reader {
	struct archive *archive;
	int fd;           /* borrowed */
	const char *path; /* likewise */
	uint64_t size;    /* bytes of the pack */
	uint64_t passed;  /* bytes that its members claim, so far */
	uint64_t count;   /* of entries */
	struct buf name;  /* of the member */
	enum ceiling ceiling;
	bool started;
};

static void pack_close(void *state)
{
	struct pack_reader *r = state;
	archive_read_free(r->archive);
	buf_free(&r->name);
	free(r);
}

/* What is packed by one of these alone is a pack of one. */
static void support(struct archive *a)
{
	archive_read_support_filter_gzip(a);
	archive_read_support_filter_bzip2(a);
	archive_read_support_filter_xz(a);
	archive_read_support_filter_zstd(a);
	archive_read_support_format_zip(a);
	archive_read_support_format_tar(a);
	archive_read_support_format_7zip(a);
	archive_read_support_format_rar(a);
	archive_read_support_format_rar5(a);
	archive_read_support_format_raw(a);
}

static void *pack_open(const struct article_file *file, struct error *err)
{
	struct stat st;
	struct pack_reader *r = calloc(1, sizeof *r);
	if (r)
		r->archive = archive_read_new();
	if (!r || !r->archive) {
		free(r);
		error_set_memory(err);
		return NULL;
	}
	r->fd = file->fd;
	r->path = file->path;
	r->size = fstat(file->fd, &st) == 0 ? (uint64_t)st.st_size : 0;
	support(r->archive);
	return r;
}

bool pack_warm_up(void)
{
	/* libarchive gives names that are UTF-8 only where the locale has it. */
	setlocale(LC_CTYPE, "C.UTF-8");
	struct archive *a = archive_read_new();
	if (a)
		support(a);
	archive_read_free(a);
	return true;
}

/* ---- What is wrong ---- */

static bool fail_damaged(const struct pack_reader *r, struct error *err)
{
	const char *said = archive_error_string(r->archive);
	struct str why = str_trim(str_from_c(said ? said : "?"));
	int format = archive_format(r->archive) & ARCHIVE_FORMAT_BASE_MASK;
	if (archive_errno(r->archive) == ENOMEM)
		return error_set(err, ERROR_LIMIT,
			SAY("giải nén cần quá nhiều bộ nhớ; hãy giải nén sẵn",
				"to unpack it takes too much memory; unpack it"));
	/* libarchive has no filters of RAR, nor packs in several volumes. */
	if (format == ARCHIVE_FORMAT_RAR || format == ARCHIVE_FORMAT_RAR_V5)
		return error_set(err, ERROR_CORRUPT,
			SAY("gói RAR bị hỏng, hoặc nén theo kiểu chưa đọc được (%.*s); hãy giải "
			    "nén sẵn",
				"this RAR is damaged, or packed in a way that is not read (%.*s); "
				"unpack it"),
			STR_ARG(why));
	return error_set(err, ERROR_CORRUPT,
		SAY("gói bị hỏng hoặc cụt (%.*s); hãy chép lại từ bản gốc",
			"the pack is damaged or cut short (%.*s); copy it again from its origin"),
		STR_ARG(why));
}

static bool fail_kind(struct error *err)
{
	return error_set(err, ERROR_INPUT,
		SAY("trống, hoặc không phải là gói zip, tar, 7z hay rar",
			"it is empty, or no pack of zip, tar, 7z or rar"));
}

static bool fail_encrypted(struct error *err)
{
	return error_set(err, ERROR_INPUT,
		SAY("được đặt mật khẩu nên không đọc được; hãy giải nén sẵn",
			"it has a password and can't be read; unpack it"));
}

static enum article_step end_by(
	struct pack_reader *r, enum ceiling ceiling, struct article_problem *p)
{
	r->ceiling = ceiling;
	ceiling_set(ceiling, &p->error);
	return ARTICLE_BROKEN;
}

/* Whether what was unpacked, or claims to be there, is more than text can be: to pass over it takes
   time, too. */
static bool is_bomb(const struct pack_reader *r)
{
	la_int64_t read = archive_filter_bytes(r->archive, 0);
	uint64_t unpacked = read > 0 ? (uint64_t)read : 0;
	unpacked = unpacked > r->passed ? unpacked : r->passed;
	return unpacked > CEILING_RATIO_FREE && unpacked / CEILING_RATIO_MAX > r->size;
}

/* ---- Members ---- */

/* What is packed alone has no name but that of its file, without the ending. */
static struct str name_of_file(const struct pack_reader *r)
{
	struct str name = str_after_last(str_from_c(r->path), '/');
	const char *dot = memrchr(name.ptr, '.', name.len);
	return dot && dot > name.ptr ? str_slice(name, 0, (size_t)(dot - name.ptr)) : name;
}

static bool read_name(struct pack_reader *r, struct archive_entry *entry)
{
	const char *name = archive_entry_pathname_utf8(entry);
	if (!name)
		name = archive_entry_pathname(entry);
	bool raw = archive_format(r->archive) == ARCHIVE_FORMAT_RAW;
	struct str given = raw ? name_of_file(r) : str_from_c(name ? name : "");
	return member_name(given, &r->name);
}

/* A file, and one that is here, not a second name of another. */
static bool is_file(struct archive_entry *entry)
{
	return archive_entry_filetype(entry) == AE_IFREG && !archive_entry_hardlink(entry);
}

/* That bytes are none of our formats is told by libarchive's last resort, which takes any. */
static bool is_no_pack(const struct pack_reader *r)
{
	return archive_format(r->archive) == ARCHIVE_FORMAT_RAW &&
	       archive_filter_count(r->archive) < 2;
}

static enum article_step give_member(struct pack_reader *r, struct archive_entry *entry,
	struct article *out, struct article_problem *p)
{
	if (!read_name(r, entry)) {
		error_set_memory(&p->error);
		return ARTICLE_SKIPPED;
	}
	if (r->name.len == 0)
		buf_push(&r->name, '?');
	if (archive_entry_is_encrypted(entry)) {
		fail_encrypted(&p->error);
		struct str kept = utf8_cut(buf_str(&r->name), ARTICLE_MAX_MEMBER);
		memcpy(p->member, kept.ptr, kept.len);
		return ARTICLE_SKIPPED;
	}
	out->member = buf_str(&r->name);
	return ARTICLE_MEMBER;
}

/* Of RAR, libarchive knows a password for an error alone. */
static bool is_encrypted(const struct pack_reader *r)
{
	const char *said = archive_error_string(r->archive);
	return archive_read_has_encrypted_entries(r->archive) > 0 ||
	       (said && strcasestr(said, "encrypt"));
}

/* The pack can't be read on. */
static enum article_step break_off(struct pack_reader *r, struct article_problem *p)
{
	if (is_encrypted(r))
		fail_encrypted(&p->error);
	else
		fail_damaged(r, &p->error);
	return ARTICLE_BROKEN;
}

static bool start(struct pack_reader *r)
{
	r->started = true;
	return lseek(r->fd, 0, SEEK_SET) == 0 &&
	       archive_read_open_fd(r->archive, r->fd, BLOCK) == ARCHIVE_OK;
}

static enum article_step pack_next(void *state, struct article *out, struct article_problem *p)
{
	struct pack_reader *r = state;
	struct archive_entry *entry;
	/* libarchive's raw format, up to 3.6 at least, crashes at an empty file. */
	if (r->size == 0) {
		fail_kind(&p->error);
		return ARTICLE_BROKEN;
	}
	if (!r->started && !start(r))
		return break_off(r, p);
	for (;;) {
		int status = archive_read_next_header(r->archive, &entry);
		if (status == ARCHIVE_EOF)
			return ARTICLE_END;
		if (status == ARCHIVE_RETRY)
			continue;
		if (status < ARCHIVE_WARN)
			return break_off(r, p);
		if (is_no_pack(r)) {
			fail_kind(&p->error);
			return ARTICLE_BROKEN;
		}
		if (++r->count > ENTRIES_MAX)
			return end_by(r, CEILING_MEMBERS, p);
		la_int64_t size = archive_entry_size(entry);
		r->passed += size > 0 ? (uint64_t)size : 0;
		if (is_bomb(r))
			return end_by(r, CEILING_RATIO, p);
		if (is_file(entry))
			return give_member(r, entry, out, p);
	}
}

static ssize_t pack_member(void *state, char *out, size_t size, struct error *err)
{
	struct pack_reader *r = state;
	for (;;) {
		la_ssize_t got = archive_read_data(r->archive, out, size);
		if (got >= 0)
			return got;
		if (got == ARCHIVE_RETRY)
			continue;
		return fail_damaged(r, err) ? 0 : -1;
	}
}

static enum ceiling pack_ceiling(const void *state)
{
	const struct pack_reader *r = state;
	return r->ceiling;
}

const struct reader_ops pack_reader_ops = {
	pack_open, pack_next, pack_ceiling, pack_close, pack_member};
