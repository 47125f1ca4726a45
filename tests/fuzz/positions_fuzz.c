/* Where the first byte is even, the others as the pages of a file of positions, the checksums put
 * right: it is refused, or its lists ascend. Where it is odd, as the two ends of a block of
 * Xapian's: it is refused, or can be walked. */
#include "base/bytes.h"
#include "fuzz/file.h"
#include "glass/block.h"
#include "glass/check.h"
#include "glass/table.h"
#include "positions/check.h"
#include "positions/list.h"

static void read_list(struct positions_file *f, const struct extent *payload)
{
	enum { MOST = 64 };
	static struct positions_list list;
	uint32_t found[MOST];
	struct error err;
	bool ok = positions_list_open_at(&list, f, payload, &err);
	for (uint32_t least = 1; ok; least = list.document + 1) {
		ok = positions_list_seek(&list, least, &err);
		if (!ok || list.document == 0)
			break;
		CHECK(list.document >= least && list.document <= f->documents);
		size_t n = positions_list_count(&list);
		n = n < MOST ? n : MOST;
		ok = positions_list_read(&list, n, found, &err);
		for (size_t i = 1; ok && i < n; i++)
			CHECK(found[i - 1] < found[i]);
	}
}

static void read_all(struct positions_file *f)
{
	struct dictionary_walk w = {0};
	struct extent payload;
	struct error err;
	bool more;
	while (dictionary_next(f, &w, &more, &payload, &err) && more) {
		struct extent found;
		bool is_there;
		read_list(f, &payload);
		dictionary_find(f, str_make(w.term, w.len), &is_there, &found, &err);
	}
	positions_check(f, &err);
}

static void try_file(struct str pages)
{
	char path[128];
	struct error err;
	struct buf file = BUF_INIT;
	size_t count = pages_count(pages.len);
	CHECK(buf_reserve(&file, count * (PAGES_BYTES + PAGES_SUM)));
	memset(file.ptr, 0, count * PAGES_BYTES);
	memcpy(file.ptr, pages.ptr, pages.len);
	file.len = count * PAGES_BYTES;
	bytes_put_u64(file.ptr + HEADER_AT_PAGES, count);
	bytes_put_u64(file.ptr + HEADER_AT_CHECKSUM, positions_header_checksum(file.ptr));
	for (size_t i = 0; i < count; i++)
		buf_append_u32(&file, pages_sum(str_make(file.ptr + i * PAGES_BYTES, PAGES_BYTES)));
	put_file("positions", file.ptr, file.len, path);
	struct positions_file *f = positions_file_open(path, &err);
	if (f)
		read_all(f);
	positions_file_close(f);
	buf_free(&file);
	unlink(path);
}

/* As far as a reader of BLOCK goes: the sanitizer tells what lies beyond. */
static void walk(const uint8_t *block)
{
	unsigned end = (unsigned)block[BLOCK_AT_DIR_END] << 8 | block[BLOCK_AT_DIR_END + 1];
	for (unsigned at = BLOCK_DIR_START; at < end; at += BLOCK_DIR_ENTRY) {
		const uint8_t *item = block + ((unsigned)block[at] << 8 | block[at + 1]);
		bool is_leaf = block[BLOCK_AT_LEVEL] == 0;
		size_t size = is_leaf ? (((unsigned)item[0] << 8 | item[1]) & 0x1fff) + LEAF_HEAD
				      : BLOCK_NUMBER + 1U + item[BLOCK_NUMBER] + BLOCK_COUNTER;
		touch_all(str_make((const char *)item, size));
		CHECK(!is_leaf || LEAF_HEAD + 0U + item[2] <= size);
	}
}

static void try_block(struct str ends)
{
	enum { NUMBER = 1, BLOCKS = 4 };
	uint8_t *block = calloc(1, GLASS_BLOCK);
	CHECK(block && ends.len <= GLASS_BLOCK);
	size_t half = ends.len / 2;
	memcpy(block, ends.ptr, half);
	memcpy(block + GLASS_BLOCK - (ends.len - half), ends.ptr + half, ends.len - half);
	if (glass_check_block(block, NUMBER, BLOCKS))
		walk(block);
	free(block);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 2 || size > GLASS_BLOCK)
		return 0;
	struct str rest = str_make((const char *)data + 1, size - 1);
	if (data[0] % 2 == 1)
		try_block(rest);
	else if (rest.len >= HEADER_BYTES)
		try_file(rest);
	return 0;
}
