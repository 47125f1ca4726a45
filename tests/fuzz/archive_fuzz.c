/* A whole archive, of two shards and a lost document, in which bytes are changed, all checksums and
 * digests put right, as somebody does who means harm: it is refused, or queries are answered and
 * verify ends; whatever it says.
 *
 * The input is a row of changes: file 1, place 2 in 65,536ths of the file, how 1, two bytes. */
#include "archive/folder.h"
#include "archive/lexicon_file.h"
#include "archive/lost.h"
#include "archive/manifest_file.h"
#include "archive/places.h"
#include "base/bytes.h"
#include "base/checksum.h"
#include "base/file.h"
#include "base/pages.h"
#include "fuzz/file.h"
#include "glass/blocks.h"
#include "indexer/published/verify.h"
#include "indexer/run/update.h"
#include "indexer/work/memory.h"
#include "positions/file.h"
#include "query/answer/search.h"

#include <fcntl.h>
#include <limits.h>

enum { CHANGE = 6, MOST_CHANGES = 24, MOST_FILES = 32 };

static char archive[128];

static struct published whole; /* the generation */

/* Its files, as they were written. */
static struct file {
	char name[64];
	struct buf bytes;
	bool changed;
} files[MOST_FILES];
static size_t file_count;

static const char *const articles[] = {
	"Khánh thành cầu Bến Mộc\n\nSáng 12-3-2018, tỉnh Kon Tum khánh thành cầu.\n",
	"Ủng hộ người dân vùng lũ\n\nUBND tỉnh họp ngày 5-6-2019 về an ninh Tổ quốc (ANTQ).\n",
	"Hội nghị của các trường\n\nBộ Giáo dục mở hội nghị về 5 tỷ đồng cho các trường.\n",
	"Bão số 9 vào bờ\n\nĐêm qua bão số 9 đi vào đất liền, gió giật cấp 12.\n",
	"Bài sẽ mất\n\nBài này bị xóa, để kho có danh sách bài đã mất.\n",
};

static const char *const queries[] = {"cầu", "khanh thanh cau", "\"khánh thành cầu\"", "bão",
	"UBND tỉnh -bão", "ANTQ", "hội nghị", "5 tỷ đồng", "\"của các\"", "tỉnh", "bai se mat",
	"tieens ddooj", "ngay:2018 cau", "noi:\"kon tum\"", "cau OR bao", "các trường -giáo",
	"\"bến mộc\" \"kon tum\"", "khong co tu nay", "thutuong", "cầu bến mộc ở kon tum năm 2018"};

/* ---- The archive ---- */

static void index_source(char *source)
{
	struct error err;
	struct update_outcome outcome;
	char *const sources[] = {source};
	const struct update_options options = {.archive = archive,
		.sources = sources,
		.source_count = 1,
		.jobs = 1,
		.memory = MEMORY_DEFAULT,
		.shard_articles = 3,
		.batch_articles = 3,
		.max_removals = 100,
		.allow_removals = true,
		.quiet = true};
	CHECK(update_archive(&options, &outcome, &err));
	update_outcome_free(&outcome);
}

static void forget_all(void)
{
	struct error err;
	folder_remove(folder, &err);
}

static void read_whole(void)
{
	struct error err;
	CHECK(published_open(&whole, archive, &err));
	for (size_t i = 0; i < whole.manifest.file_count; i++) {
		char path[PATH_MAX];
		CHECK(file_count < MOST_FILES);
		struct file *f = &files[file_count++];
		snprintf(f->name, sizeof f->name, "%s", whole.manifest.files[i].path);
		snprintf(path, sizeof path, "%s/%s", whole.folder, f->name);
		CHECK(file_read(AT_FDCWD, path, SIZE_MAX, &f->bytes, &err));
	}
}

static void make_archive(void)
{
	enum { COUNT = sizeof articles / sizeof *articles };
	char source[128];
	char paths[COUNT][128];
	struct error err;
	put_file("x", "", 0, source);
	unlink(source);
	atexit(forget_all);
	snprintf(archive, sizeof archive, "%s/archive", folder);
	snprintf(source, sizeof source, "%s/source", folder);
	CHECK(folder_make(source, &err));
	for (size_t i = 0; i < COUNT; i++) {
		char name[32];
		snprintf(name, sizeof name, "source/%zu.txt", i);
		put_file(name, articles[i], strlen(articles[i]), paths[i]);
	}
	index_source(source);
	unlink(paths[COUNT - 1]);
	index_source(source);
	read_whole();
}

/* ---- Changes ---- */

static void write_file(const char *name, struct str bytes)
{
	char path[PATH_MAX];
	snprintf(path, sizeof path, "%s/%s", whole.folder, name);
	FILE *f = fopen(path, "wb");
	CHECK(f && fwrite(bytes.ptr, 1, bytes.len, f) == bytes.len && fclose(f) == 0);
}

static void change(struct buf *b, const uint8_t *how)
{
	size_t at = (size_t)(((uint64_t)how[1] << 8 | how[2]) * b->len >> 16);
	switch (how[3] % 6) {
	case 0:
		b->ptr[at] = (char)(b->ptr[at] ^ how[4]);
		break;
	case 1:
		b->ptr[at] = (char)how[4];
		break;
	case 2:
		b->ptr[at] = (char)(b->ptr[at] + how[4]);
		break;
	case 3:
		b->len = at;
		break;
	case 4:
		memset(b->ptr + at, how[4], b->len - at < 8 ? b->len - at : 8);
		break;
	default: {
		size_t from = how[4] * b->len >> 8;
		size_t most = b->len - (at > from ? at : from);
		memmove(b->ptr + at, b->ptr + from, most < how[5] ? most : how[5]);
	}
	}
}

static void put_page_sums(char *bytes, size_t end, size_t size)
{
	for (size_t at = 0; at < end; at += PAGES_BYTES) {
		size_t len = end - at < PAGES_BYTES ? end - at : PAGES_BYTES;
		size_t sum = end + at / PAGES_BYTES * PAGES_SUM;
		if (sum + PAGES_SUM <= size)
			bytes_put_u32(bytes + sum, pages_sum(str_make(bytes + at, len)));
	}
}

/* By docs/formats.md. */
static void put_right(const char *name, struct buf *b)
{
	enum { LOST_COUNTED = 16, LOST_HEADER = 24 };
	const char *base = strrchr(name, '/') ? strrchr(name, '/') + 1 : name;
	if (strcmp(base, PLACES_FILE) == 0 && b->len >= HEADER_BYTES) {
		bytes_put_u64(b->ptr + HEADER_AT_CHECKSUM, positions_header_checksum(b->ptr));
		uint64_t pages = bytes_u64(b->ptr + HEADER_AT_PAGES);
		if (pages <= b->len / PAGES_BYTES)
			put_page_sums(b->ptr, (size_t)pages * PAGES_BYTES, b->len);
	} else if (strcmp(base, "lexicon") == 0 && b->len >= LEXICON_HEADER) {
		struct str header = str_make(b->ptr, LEXICON_AT_CHECKSUM);
		bytes_put_u64(b->ptr + LEXICON_AT_CHECKSUM, lexicon_checksum(header));
		size_t sums = (b->len + PAGES_BYTES + PAGES_SUM - 1) / (PAGES_BYTES + PAGES_SUM);
		put_page_sums(b->ptr, b->len - sums * PAGES_SUM, b->len);
	} else if (strcmp(base, LOST_FILE) == 0 && b->len >= LOST_HEADER) {
		bytes_put_u64(b->ptr + LOST_COUNTED,
			checksum_of(str_make(b->ptr, LOST_COUNTED)) ^
				checksum_of(str_make(b->ptr + LOST_HEADER, b->len - LOST_HEADER)));
	}
}

/* The checksums of the blocks of the shard that has the file NAME, whose digest is in M. */
static void put_blocks_right(const char *name, struct manifest *m)
{
	char path[PATH_MAX];
	struct error err;
	const char *slash = strrchr(name, '/');
	if (!slash || strcmp(slash + 1, GLASS_BLOCKS_FILE) == 0)
		return;
	snprintf(path, sizeof path, "%s/%.*s", whole.folder, (int)(slash - name), name);
	char *blocks = folder_path(path, GLASS_BLOCKS_FILE);
	CHECK(blocks);
	unlink(blocks);
	struct buf bytes = BUF_INIT;
	if (glass_blocks_write(path, &err) && file_read(AT_FDCWD, blocks, SIZE_MAX, &bytes, &err))
		for (size_t i = 0; i < file_count; i++) {
			size_t len = (size_t)(slash - name);
			if (strncmp(files[i].name, name, len + 1) != 0 ||
				strcmp(files[i].name + len + 1, GLASS_BLOCKS_FILE) != 0)
				continue;
			files[i].changed = true;
			m->files[i].size = bytes.len;
			m->files[i].sha256 = digest_of(buf_str(&bytes));
		}
	buf_free(&bytes);
	free(blocks);
}

static void change_files(const uint8_t *data, size_t size, struct manifest *m)
{
	struct buf now[MOST_FILES] = {{0}};
	for (size_t at = 0; at + CHANGE <= size && at < (size_t)CHANGE * MOST_CHANGES;
		at += CHANGE) {
		size_t i = data[at] % file_count;
		if (!files[i].changed)
			buf_append(&now[i], buf_str(&files[i].bytes));
		files[i].changed = true;
		if (now[i].len > 0)
			change(&now[i], data + at);
	}
	for (size_t i = 0; i < file_count; i++) {
		if (!now[i].ptr)
			continue;
		put_right(files[i].name, &now[i]);
		write_file(files[i].name, buf_str(&now[i]));
		m->files[i].size = now[i].len;
		m->files[i].sha256 = digest_of(buf_str(&now[i]));
	}
	for (size_t i = 0; i < file_count; i++) {
		if (now[i].ptr)
			put_blocks_right(files[i].name, m);
		buf_free(&now[i]);
	}
}

static void make_whole(void)
{
	for (size_t i = 0; i < file_count; i++) {
		if (files[i].changed)
			write_file(files[i].name, buf_str(&files[i].bytes));
		files[i].changed = false;
	}
}

/* ---- What is asked of it ---- */

static void ask(void)
{
	static const struct search_settings settings = {
		.limit = SEARCH_LIMIT_DEFAULT, .snippets = 2, .work = 1000000};
	struct search s;
	struct error err;
	if (!search_open(archive, &s, &err))
		return;
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		struct answer answer;
		size_t at;
		if (search_run(&s, str_from_c(queries[i]), &settings, &answer, &err, &at))
			answer_free(&answer);
	}
	search_close(&s);
}

/* It prints what it finds. */
static void verify(void)
{
	struct verification found;
	struct published p;
	struct error err;
	if (!published_open(&p, archive, &err))
		return;
	FILE *usual = stderr;
	FILE *nowhere = fopen("/dev/null", "w");
	CHECK(nowhere);
	stderr = nowhere;
	verify_generation(&p, true, &found, &err);
	verification_free(&found);
	stderr = usual;
	fclose(nowhere);
	published_close(&p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error err;
	struct manifest m = MANIFEST_INIT;
	if (!*archive)
		make_archive();
	CHECK(manifest_read(whole.folder, &m, &err));
	change_files(data, size, &m);
	CHECK(manifest_write(whole.folder, &m, &err));
	ask();
	verify();
	make_whole();
	CHECK(manifest_write(whole.folder, &whole.manifest, &err));
	manifest_free(&m);
	return 0;
}
