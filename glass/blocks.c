#include "glass/blocks.h"
#include "base/bytes.h"
#include "base/checksum.h"
#include "base/file.h"
#include "base/form.h"
#include "base/lang.h"
#include "base/mapping.h"
#include "glass/check.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define MAGIC "TRACUUBL"
enum { MAGIC_BYTES = 8, VERSION = 1, SUM = 8 };
enum {
	HEADER_AT_SEED = 16,
	HEADER_AT_TABLES = 24,
	HEADER_AT_CHECKSUM = HEADER_AT_TABLES + 4 * GLASS_KINDS,
	HEADER = HEADER_AT_CHECKSUM + SUM
};

struct glass_blocks {
	char *folder; /* of the database, owned */
	struct mapping map;
	uint64_t seed;
	struct {
		uint32_t blocks; /* in its file */
		uint64_t first;  /* where its checksums begin */
	} tables[GLASS_KINDS];
};

static const char *const table_files[GLASS_KINDS] = {"postlist.glass", "docdata.glass",
	"termlist.glass", "position.glass", "spelling.glass", "synonym.glass"};

const char *glass_table_file(enum glass_kind kind)
{
	return table_files[kind];
}

static char *path_of(const char *folder, const char *name)
{
	char *path;
	return asprintf(&path, "%s/%s", folder, name) < 0 ? NULL : path;
}

static uint64_t checksum(uint64_t seed, enum glass_kind kind, uint32_t number, const void *block)
{
	return checksum_seeded(
		str_make(block, GLASS_BLOCK), seed + ((uint64_t)kind << 32 | number));
}

static bool fail(const char *path, struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("“%s” bị hỏng; hãy chạy \"tracuu-index repair\"",
			"%s is damaged; run \"tracuu-index repair\""),
		path);
}

static bool fail_in(const char *folder, const char *name, struct error *err)
{
	char *path = path_of(folder, name);
	bool ok = path ? fail(path, err) : error_set_memory(err);
	free(path);
	return ok;
}

bool glass_blocks_fail(
	const struct glass_blocks *b, enum glass_kind kind, uint32_t number, struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("%s/%s: khối %u bị hỏng; hãy chạy \"tracuu-index repair\"",
			"%s/%s: block %u is damaged; run \"tracuu-index repair\""),
		b->folder, table_files[kind], (unsigned)number);
}

/* Appends the version file of FOLDER to OUT and says what is in it. */
static bool read_version(
	const char *folder, struct buf *out, struct glass_version *v, struct error *err)
{
	char *path = path_of(folder, GLASS_VERSION_FILE);
	if (!path)
		return error_set_memory(err);
	bool ok = file_read(AT_FDCWD, path, GLASS_VERSION_MAX, out, err);
	if ((ok || err->code == ERROR_LIMIT) && !(ok && glass_version_read(buf_str(out), v)))
		ok = fail(path, err);
	free(path);
	return ok;
}

/* ---- Reading ---- */

static bool read_header(struct glass_blocks *b, const char *path, struct error *err)
{
	uint64_t end = HEADER;
	const char *header = b->map.bytes.ptr;
	if (b->map.bytes.len < HEADER || memcmp(header, MAGIC, MAGIC_BYTES) != 0)
		return fail(path, err);
	if (!form_check_version(b->map.bytes, VERSION, path, err))
		return false;
	if (bytes_u64(header + HEADER_AT_CHECKSUM) !=
		checksum_of(str_make(header, HEADER_AT_CHECKSUM)))
		return fail(path, err);
	b->seed = bytes_u64(header + HEADER_AT_SEED);
	for (size_t i = 0; i < GLASS_KINDS; i++) {
		b->tables[i].blocks = bytes_u32(header + HEADER_AT_TABLES + 4 * i);
		b->tables[i].first = end;
		end += (uint64_t)b->tables[i].blocks * SUM;
	}
	return end == b->map.bytes.len || fail(path, err);
}

/* The version file is the one that the checksums were made with, and says of each table what they
   do. */
static bool check_version(const struct glass_blocks *b, struct error *err)
{
	struct buf bytes = BUF_INIT;
	struct glass_version v = {.documents = 0};
	bool ok = read_version(b->folder, &bytes, &v, err);
	bool fits = ok && checksum_of(buf_str(&bytes)) == b->seed;
	for (size_t i = 0; fits && i < GLASS_KINDS; i++)
		fits = v.roots[i].blocks == b->tables[i].blocks;
	buf_free(&bytes);
	return ok && (fits || fail_in(b->folder, GLASS_VERSION_FILE, err));
}

struct glass_blocks *glass_blocks_open(const char *folder, struct error *err)
{
	struct glass_blocks *b = calloc(1, sizeof *b);
	char *path = path_of(folder, GLASS_BLOCKS_FILE);
	bool ok = b && path && (b->folder = strdup(folder));
	if (!ok)
		error_set_memory(err);
	ok = ok && mapping_open(&b->map, path, err) && read_header(b, path, err) &&
	     check_version(b, err);
	free(path);
	if (ok)
		return b;
	glass_blocks_close(b);
	return NULL;
}

void glass_blocks_close(struct glass_blocks *b)
{
	if (!b)
		return;
	mapping_close(&b->map);
	free(b->folder);
	free(b);
}

uint32_t glass_blocks_count(const struct glass_blocks *b, enum glass_kind kind)
{
	return b->tables[kind].blocks;
}

bool glass_blocks_fit(
	const struct glass_blocks *b, enum glass_kind kind, uint32_t number, const void *block)
{
	uint32_t blocks = b->tables[kind].blocks;
	return number < blocks &&
	       bytes_u64(b->map.bytes.ptr + b->tables[kind].first + (uint64_t)number * SUM) ==
		       checksum(b->seed, kind, number, block) &&
	       glass_check_block(block, number, blocks);
}

/* ---- All blocks ---- */

/* Fills BLOCK with the next of FD; *GOT is how many bytes there were. */
static bool read_block(int fd, char *block, size_t *got, struct error *err)
{
	*got = 0;
	while (*got < GLASS_BLOCK) {
		ssize_t n = read(fd, block + *got, GLASS_BLOCK - *got);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_set_system(err, errno, "read");
		if (n == 0)
			break;
		*got += (size_t)n;
	}
	return true;
}

/* Gets each block of a table. Returns false, with ERR filled, to stop. */
typedef bool visit_block(void *context, uint32_t number, const char *block, struct error *err);

/* Calls VISIT for the BLOCKS blocks that the table PATH must have. */
static bool each_block(
	const char *path, uint32_t blocks, visit_block *visit, void *context, struct error *err)
{
	char block[GLASS_BLOCK];
	size_t got = 0;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd < 0)
		return error_set_system(
			err, errno, SAY("không đọc được “%s”", "cannot read %s"), path);
	bool ok = true;
	for (uint32_t i = 0; ok && i < blocks; i++) {
		ok = read_block(fd, block, &got, err) || error_add_context(err, "%s", path);
		ok = ok && (got == sizeof block || fail(path, err)) &&
		     visit(context, i, block, err);
	}
	ok = ok && (read_block(fd, block, &got, err) || error_add_context(err, "%s", path)) &&
	     (got == 0 || fail(path, err));
	close(fd);
	return ok;
}

struct walk {
	const struct glass_blocks *blocks;
	enum glass_kind kind;
};

static bool check_block(void *context, uint32_t number, const char *block, struct error *err)
{
	const struct walk *w = context;
	return glass_blocks_fit(w->blocks, w->kind, number, block) ||
	       glass_blocks_fail(w->blocks, w->kind, number, err);
}

bool glass_blocks_check(const struct glass_blocks *b, struct error *err)
{
	bool ok = true;
	for (unsigned i = 0; ok && i < GLASS_KINDS; i++) {
		struct walk w = {b, (enum glass_kind)i};
		if (b->tables[i].blocks == 0)
			continue;
		char *path = path_of(b->folder, table_files[i]);
		ok = path ? each_block(path, b->tables[i].blocks, check_block, &w, err)
			  : error_set_memory(err);
		free(path);
	}
	return ok;
}

/* ---- Writing ---- */

struct draft {
	struct buf out;
	uint64_t seed;
	enum glass_kind kind;
	uint32_t blocks; /* of the table */
	const char *path;
};

static bool add_block(void *context, uint32_t number, const char *block, struct error *err)
{
	struct draft *d = context;
	if (!glass_check_block((const uint8_t *)block, number, d->blocks))
		return error_set(err, ERROR_INTERNAL,
			SAY("lỗi chương trình: %s: khối %u sai dạng",
				"a bug: %s: block %u is malformed"),
			d->path, (unsigned)number);
	return buf_append_u64(&d->out, checksum(d->seed, d->kind, number, block)) ||
	       error_set_memory(err);
}

static bool add_tables(
	struct draft *d, const char *folder, const struct glass_version *v, struct error *err)
{
	bool ok = true;
	for (unsigned i = 0; ok && i < GLASS_KINDS; i++) {
		d->kind = (enum glass_kind)i;
		d->blocks = v->roots[i].blocks;
		if (d->blocks == 0)
			continue;
		char *path = path_of(folder, table_files[i]);
		d->path = path;
		ok = path ? each_block(path, d->blocks, add_block, d, err) : error_set_memory(err);
		free(path);
	}
	return ok;
}

static void add_header(struct draft *d, const struct glass_version *v)
{
	buf_append(&d->out, str_make(MAGIC, MAGIC_BYTES));
	buf_append_u32(&d->out, VERSION);
	buf_append_u32(&d->out, 0);
	buf_append_u64(&d->out, d->seed);
	for (size_t i = 0; i < GLASS_KINDS; i++)
		buf_append_u32(&d->out, v->roots[i].blocks);
	buf_append_u64(&d->out, d->out.failed ? 0 : checksum_of(buf_str(&d->out)));
}

static bool write_out(const struct buf *out, const char *path, struct error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
	bool ok = fd >= 0;
	for (size_t done = 0; ok && done < out->len;) {
		ssize_t n = write(fd, out->ptr + done, out->len - done);
		ok = n >= 0 || errno == EINTR;
		done += n > 0 ? (size_t)n : 0;
	}
	if (!ok)
		error_set_system(err, errno, SAY("không ghi được “%s”", "cannot write %s"), path);
	if (fd >= 0)
		close(fd);
	return ok;
}

bool glass_blocks_write(const char *folder, struct error *err)
{
	struct draft d = {0};
	struct glass_version v = {.documents = 0};
	struct buf version = BUF_INIT;
	char *path = path_of(folder, GLASS_BLOCKS_FILE);
	bool ok = path && read_version(folder, &version, &v, err);
	if (!path)
		error_set_memory(err);
	if (ok) {
		d.seed = checksum_of(buf_str(&version));
		add_header(&d, &v);
		ok = add_tables(&d, folder, &v, err) &&
		     (!d.out.failed ? write_out(&d.out, path, err) : error_set_memory(err));
	}
	buf_free(&version);
	buf_free(&d.out);
	free(path);
	return ok;
}
