#include "glass/table.h"
#include "base/lang.h"
#include "glass/block.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* The first revision of a database that something was added to. */
enum { REVISION = 1 };

enum { PIECES_MAX = 0xffff, WRITE_AT_ONCE = 16 * GLASS_BLOCK };

/* A rest of a leaf is used for a piece of a tag if it takes at least so much of it: else
   the key that is repeated costs more than is gained. */
enum { LEAST_PIECE = 34 };

struct key {
	uint8_t len;
	uint8_t bytes[GLASS_KEY_MAX];
	uint16_t piece; /* from 1 */
};

struct level {
	uint8_t block[GLASS_BLOCK];
	size_t dir_end, items_start; /* the gap is between them */
	struct key separator;        /* from the block before on this level; empty in the first */
};

struct glass_table {
	char *path;
	int fd;
	uint32_t blocks; /* that have a number */
	struct buf out;  /* of them, those not yet written */
	uint64_t entries;
	struct key last; /* in the leaf, or in the one before */
	struct level *levels[BLOCK_LEVELS];
};

struct glass_table *glass_table_new(const char *path)
{
	struct glass_table *t = calloc(1, sizeof *t);
	if (!t)
		return NULL;
	t->fd = -1;
	t->path = strdup(path);
	if (t->path)
		return t;
	free(t);
	return NULL;
}

void glass_table_free(struct glass_table *t)
{
	if (!t)
		return;
	if (t->fd >= 0)
		close(t->fd);
	for (size_t i = 0; i < BLOCK_LEVELS; i++)
		free(t->levels[i]);
	buf_free(&t->out);
	free(t->path);
	free(t);
}

/* ---- Blocks ---- */

static bool write_out(struct glass_table *t, struct error *err)
{
	size_t done = 0;
	while (done < t->out.len) {
		ssize_t n = write(t->fd, t->out.ptr + done, t->out.len - done);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_set_system(
				err, errno, SAY("không ghi được “%s”", "cannot write %s"), t->path);
		done += (size_t)n;
	}
	buf_reset(&t->out);
	return true;
}

static size_t gap_of(const struct level *l)
{
	return l->items_start - l->dir_end;
}

static void begin_block(struct level *l)
{
	l->dir_end = BLOCK_DIR_START;
	l->items_start = GLASS_BLOCK;
}

static bool begin_level(struct glass_table *t, size_t number, struct error *err)
{
	if (number == BLOCK_LEVELS)
		return error_set(err, ERROR_LIMIT, SAY("%s: quá lớn", "%s: too large"), t->path);
	t->levels[number] = calloc(1, sizeof *t->levels[number]);
	if (!t->levels[number])
		return error_set_memory(err);
	begin_block(t->levels[number]);
	return true;
}

/* Makes room for an item of SIZE bytes, which fits. */
static uint8_t *add_item(struct level *l, size_t size)
{
	l->items_start -= size;
	block_put_16(l->block + l->dir_end, l->items_start);
	l->dir_end += BLOCK_DIR_ENTRY;
	return l->block + l->items_start;
}

/* Gives the block of level NUMBER its place in the file. */
static bool place_block(struct glass_table *t, size_t number, uint32_t *block, struct error *err)
{
	struct level *l = t->levels[number];
	block_put_32(l->block + BLOCK_AT_REVISION, REVISION);
	l->block[BLOCK_AT_LEVEL] = (uint8_t)number;
	block_put_16(l->block + BLOCK_AT_GAP, gap_of(l));
	block_put_16(l->block + BLOCK_AT_FREE, gap_of(l));
	block_put_16(l->block + BLOCK_AT_DIR_END, l->dir_end);
	memset(l->block + l->dir_end, 0, gap_of(l));
	if (t->blocks == UINT32_MAX)
		return error_set(err, ERROR_LIMIT, SAY("%s: quá lớn", "%s: too large"), t->path);
	*block = t->blocks++;
	if (!buf_append(&t->out, str_make((const char *)l->block, GLASS_BLOCK)))
		return error_set_memory(err);
	return t->out.len < WRITE_AT_ONCE || write_out(t, err);
}

static bool end_block(struct glass_table *t, size_t number, struct error *err);

/* Enters BLOCK, parted from the one before by KEY, in the level NUMBER. The first key of
   a branch is never looked at, and left out. */
static bool add_branch(struct glass_table *t, size_t number, const struct key *key, uint32_t block,
	struct error *err)
{
	if (!(number < BLOCK_LEVELS && t->levels[number]) && !begin_level(t, number, err))
		return false;
	struct level *l = t->levels[number];
	if (gap_of(l) < BLOCK_DIR_ENTRY + BLOCK_NUMBER + 1U + key->len + BLOCK_COUNTER) {
		if (!end_block(t, number, err))
			return false;
		l->separator = *key;
	}
	bool first = l->dir_end == BLOCK_DIR_START;
	uint8_t len = first ? 0 : key->len;
	uint8_t *item = add_item(l, BLOCK_NUMBER + 1U + len + BLOCK_COUNTER);
	block_put_32(item, block);
	item[BLOCK_NUMBER] = len;
	memcpy(item + BLOCK_NUMBER + 1, key->bytes, len);
	block_put_16(item + BLOCK_NUMBER + 1 + len, first ? 0 : key->piece);
	return true;
}

/* Ends the block of level NUMBER and begins the next. */
static bool end_block(struct glass_table *t, size_t number, struct error *err)
{
	uint32_t block = 0;
	struct level *l = t->levels[number];
	if (!place_block(t, number, &block, err) ||
		!add_branch(t, number + 1, &l->separator, block, err))
		return false;
	begin_block(l);
	return true;
}

/* ---- Leaves ---- */

/* The shortest beginning of KEY that follows the last key: branches need no more. */
static void part_from_last(const struct glass_table *t, const struct key *key, struct key *out)
{
	size_t same = 0;
	size_t least = key->len < t->last.len ? key->len : t->last.len;
	while (same < least && key->bytes[same] == t->last.bytes[same])
		same++;
	*out = *key;
	if (same < key->len)
		out->len = (uint8_t)(same + 1);
}

static bool next_leaf(struct glass_table *t, const struct key *key, struct error *err)
{
	struct key separator;
	part_from_last(t, key, &separator);
	if (!end_block(t, 0, err))
		return false;
	t->levels[0]->separator = separator;
	return true;
}

static size_t head_size(const struct key *key)
{
	return LEAF_HEAD + (size_t)key->len + (key->piece > 1 ? BLOCK_COUNTER : 0);
}

static void add_leaf_item(struct glass_table *t, const struct key *key, struct str tag, bool last)
{
	size_t size = head_size(key) + tag.len;
	uint8_t *item = add_item(t->levels[0], size);
	block_put_16(item, size - 3);
	if (last)
		item[0] |= LEAF_LAST;
	if (key->piece == 1)
		item[0] |= LEAF_FIRST;
	item[2] = key->len;
	memcpy(item + LEAF_HEAD, key->bytes, key->len);
	if (key->piece > 1)
		block_put_16(item + LEAF_HEAD + key->len, key->piece);
	if (tag.len > 0)
		memcpy(item + size - tag.len, tag.ptr, tag.len);
	t->last = *key;
}

/* The tree begins with an item without key and tag, which readers stand on before the
   first. */
static bool begin_file(struct glass_table *t, struct error *err)
{
	static const struct key none = {.piece = 1};
	t->fd = open(t->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (t->fd < 0)
		return error_set_system(
			err, errno, SAY("không tạo được “%s”", "cannot create %s"), t->path);
	if (!begin_level(t, 0, err))
		return false;
	add_leaf_item(t, &none, str_make("", 0), true);
	return true;
}

static bool check_key(const struct glass_table *t, struct str key, struct error *err)
{
	if (key.len == 0 || key.len > GLASS_KEY_MAX)
		return error_set(err, ERROR_LIMIT,
			SAY("%s: khóa dài %zu byte, chỉ được từ 1 đến %d",
				"%s: a key of %zu bytes, where 1 to %d are allowed"),
			t->path, key.len, GLASS_KEY_MAX);
	if (str_compare(key, str_make((const char *)t->last.bytes, t->last.len)) <= 0)
		return error_set(err, ERROR_INTERNAL,
			SAY("lỗi chương trình: %s: khóa không theo thứ tự",
				"a bug: %s: a key out of order"),
			t->path);
	return true;
}

bool glass_table_add(struct glass_table *t, struct str key, struct str tag, struct error *err)
{
	if (!check_key(t, key, err) || (t->fd < 0 && !begin_file(t, err)))
		return false;
	struct key k = {.len = (uint8_t)key.len, .piece = 1};
	memcpy(k.bytes, key.ptr, key.len);
	for (;; k.piece++) {
		size_t head = head_size(&k) + BLOCK_DIR_ENTRY;
		size_t gap = gap_of(t->levels[0]);
		if (head + tag.len <= gap)
			break;
		if (gap < head + key.len + LEAST_PIECE) {
			if (!next_leaf(t, &k, err))
				return false;
			gap = gap_of(t->levels[0]);
			if (head + tag.len <= gap)
				break;
		}
		add_leaf_item(t, &k, str_slice(tag, 0, gap - head), false);
		tag = str_slice(tag, gap - head, tag.len);
		if (k.piece == PIECES_MAX)
			return error_set(err, ERROR_LIMIT,
				SAY("%s: một mục quá dài", "%s: an entry is too long"), t->path);
	}
	add_leaf_item(t, &k, tag, true);
	t->entries++;
	return true;
}

bool glass_table_finish(struct glass_table *t, struct glass_root *root, struct error *err)
{
	*root = (struct glass_root){0};
	if (t->fd < 0)
		return true;
	uint32_t block = 0;
	uint32_t level = 0;
	for (;; level++) {
		if (!place_block(t, level, &block, err))
			return false;
		if (level + 1 == BLOCK_LEVELS || !t->levels[level + 1])
			break;
		if (!add_branch(t, level + 1, &t->levels[level]->separator, block, err))
			return false;
	}
	*root = (struct glass_root){block, level, t->entries, t->blocks};
	return write_out(t, err);
}
