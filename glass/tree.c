#include "glass/tree.h"
#include "base/file.h"
#include "base/lang.h"
#include "glass/block.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

enum { VERSION_MAX = 1 << 16 };

struct glass_tree {
	char *path;
	struct mapping file; /* empty where the table is */
	struct glass_root root;
};

/* What a leaf says of a key, or of a piece of its tag. */
struct item {
	struct str key;
	uint32_t piece; /* from 1 */
	struct str tag;
	bool last;
};

bool glass_tree_fail(const struct glass_tree *t, struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("%s bị hỏng; hãy chạy \"tracuu-index verify\"",
			"%s is damaged; run \"tracuu-index verify\""),
		t->path);
}

static bool read_root(
	const char *folder, enum glass_kind kind, struct glass_tree *t, struct error *err)
{
	struct buf bytes = BUF_INIT;
	char *path;
	if (asprintf(&path, "%s/iamglass", folder) < 0)
		return error_set_memory(err);
	bool ok = file_read(AT_FDCWD, path, VERSION_MAX, &bytes, err);
	if (ok && !glass_version_root(buf_str(&bytes), kind, &t->root))
		ok = error_set(err, ERROR_VERSION,
			SAY("%s không phải của một chỉ mục đọc được; hãy chạy \"tracuu-index "
			    "verify\"",
				"%s is not of an index that can be read; run \"tracuu-index "
				"verify\""),
			path);
	buf_free(&bytes);
	free(path);
	return ok;
}

struct glass_tree *glass_tree_open(const char *folder, enum glass_kind kind, struct error *err)
{
	static const char *const names[GLASS_KINDS] = {
		"postlist", "docdata", "termlist", "position", "spelling", "synonym"};
	struct glass_tree *t = calloc(1, sizeof *t);
	if (!t || asprintf(&t->path, "%s/%s.glass", folder, names[kind]) < 0) {
		free(t);
		error_set_memory(err);
		return NULL;
	}
	if (read_root(folder, kind, t, err) &&
		(t->root.blocks == 0 || mapping_open(&t->file, t->path, err)))
		return t;
	glass_tree_close(t);
	return NULL;
}

void glass_tree_close(struct glass_tree *t)
{
	if (!t)
		return;
	mapping_close(&t->file);
	free(t->path);
	free(t);
}

/* ---- Blocks ---- */

static size_t count_items(const uint8_t *block)
{
	return (block_16(block + BLOCK_AT_DIR_END) - BLOCK_DIR_START) / BLOCK_DIR_ENTRY;
}

/* Block NUMBER, which must be on LEVEL; NULL if there is no such. */
static const uint8_t *block_at(const struct glass_tree *t, uint64_t number, uint32_t level)
{
	if (number >= t->file.bytes.len / GLASS_BLOCK)
		return NULL;
	const uint8_t *block = (const uint8_t *)t->file.bytes.ptr + number * GLASS_BLOCK;
	uint32_t dir_end = block_16(block + BLOCK_AT_DIR_END);
	bool sound = block[BLOCK_AT_LEVEL] == level && dir_end <= GLASS_BLOCK &&
		     dir_end >= BLOCK_DIR_START + BLOCK_DIR_ENTRY;
	return sound ? block : NULL;
}

static size_t item_offset(const uint8_t *block, size_t i)
{
	return block_16(block + BLOCK_DIR_START + i * BLOCK_DIR_ENTRY);
}

static bool read_leaf_item(const uint8_t *block, size_t i, struct item *out)
{
	size_t at = item_offset(block, i);
	if (at + LEAF_HEAD > GLASS_BLOCK)
		return false;
	const uint8_t *p = block + at;
	size_t size = (block_16(p) & ((1U << LEAF_SIZE_BITS) - 1)) + LEAF_HEAD;
	bool first = p[0] & LEAF_FIRST;
	size_t head = LEAF_HEAD + (size_t)p[2] + (first ? 0 : BLOCK_COUNTER);
	if (at + size > GLASS_BLOCK || head > size || p[0] & LEAF_COMPRESSED)
		return false;
	out->key = str_make((const char *)p + LEAF_HEAD, p[2]);
	out->piece = first ? 1 : block_16(p + LEAF_HEAD + p[2]);
	out->tag = str_make((const char *)p + head, size - head);
	out->last = p[0] & LEAF_LAST;
	return true;
}

static bool read_branch_item(const uint8_t *block, size_t i, struct item *out, uint32_t *below)
{
	size_t at = item_offset(block, i);
	if (at + BLOCK_NUMBER + 1 > GLASS_BLOCK)
		return false;
	const uint8_t *p = block + at;
	size_t len = p[BLOCK_NUMBER];
	if (at + BLOCK_NUMBER + 1 + len + BLOCK_COUNTER > GLASS_BLOCK)
		return false;
	*below = block_32(p);
	out->key = str_make((const char *)p + BLOCK_NUMBER + 1, len);
	out->piece = block_16(p + BLOCK_NUMBER + 1 + len);
	return true;
}

static int compare(struct str key, uint32_t piece, const struct item *item)
{
	int order = str_compare(key, item->key);
	return order ? order : (piece > item->piece) - (piece < item->piece);
}

/* ---- Look-ups ---- */

/* The block below the last item of BRANCH that is not behind KEY; false if it is damaged. */
static bool step_down(const uint8_t *branch, struct str key, uint32_t piece, uint32_t *below)
{
	struct item item;
	size_t low = 0; /* its key counts as the least of all */
	size_t high = count_items(branch);
	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;
		if (!read_branch_item(branch, middle, &item, below))
			return false;
		if (compare(key, piece, &item) < 0)
			high = middle;
		else
			low = middle;
	}
	return read_branch_item(branch, low, &item, below);
}

/* The leaf that has KEY if the tree has it; NULL if the tree is damaged. */
static const uint8_t *find_leaf(const struct glass_tree *t, struct str key, uint32_t piece)
{
	uint32_t number = t->root.block;
	for (uint32_t level = t->root.level; level > 0; level--) {
		const uint8_t *branch = block_at(t, number, level);
		if (!branch || !step_down(branch, key, piece, &number))
			return NULL;
	}
	return block_at(t, number, 0);
}

/* Whether KEY stands in LEAF if it stands in the tree. */
static bool spans(const uint8_t *leaf, struct str key, uint32_t piece)
{
	struct item first, last;
	return read_leaf_item(leaf, 0, &first) &&
	       read_leaf_item(leaf, count_items(leaf) - 1, &last) &&
	       compare(key, piece, &first) >= 0 && compare(key, piece, &last) <= 0;
}

static bool find_item(
	const uint8_t *leaf, struct str key, uint32_t piece, bool *found, struct item *item)
{
	size_t low = 0;
	size_t high = count_items(leaf);
	*found = false;
	while (low < high && !*found) {
		size_t middle = low + (high - low) / 2;
		if (!read_leaf_item(leaf, middle, item))
			return false;
		int order = compare(key, piece, item);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
		*found = order == 0;
	}
	return true;
}

static bool find_piece(const struct glass_tree *t, struct glass_cursor *c, struct str key,
	uint32_t piece, bool *found, struct item *item)
{
	if (!c->leaf || !spans(c->leaf, key, piece))
		c->leaf = find_leaf(t, key, piece);
	return c->leaf && find_item(c->leaf, key, piece, found, item);
}

bool glass_tree_find(const struct glass_tree *t, struct glass_cursor *c, struct str key,
	bool *found, struct str *tag, struct buf *scratch, struct error *err)
{
	struct item item;
	*found = false;
	if (t->root.blocks == 0)
		return true;
	if (!find_piece(t, c, key, 1, found, &item))
		return glass_tree_fail(t, err);
	if (!*found)
		return true;
	*tag = item.tag;
	if (item.last)
		return true;
	buf_reset(scratch);
	buf_append(scratch, item.tag);
	for (uint32_t piece = 2; !item.last; piece++) {
		if (!find_piece(t, c, key, piece, found, &item) || !*found ||
			scratch->len + item.tag.len > GLASS_TAG_MAX)
			return glass_tree_fail(t, err);
		buf_append(scratch, item.tag);
	}
	*tag = buf_str(scratch);
	return !scratch->failed || error_set_memory(err);
}
