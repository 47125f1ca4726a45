#include "glass/version.h"
#include "glass/block.h"
#include "glass/pack.h"

/* Year since 2014 in 7 bits, month in 4, day in 5. */
enum { FORMAT = (2016 - 2014) << 9 | 3 << 5 | 14, REVISION = 1, UUID = 16 };

/* Of a root: there is no file; the tree was filled from the left. */
enum { FAKE = 1, SEQUENTIAL = 2 };

static const struct str magic = STR_INIT("\x0f\x0dXapian Glass");

static void append_root(struct buf *out, const struct glass_root *root, unsigned compress_min)
{
	bool none = root->blocks == 0;
	varint_append(out, root->block);
	varint_append(out, root->level << 2 | SEQUENTIAL | (none ? FAKE : 0));
	varint_append(out, root->entries);
	varint_append(out, GLASS_BLOCK >> 11);
	varint_append(out, compress_min);
	/* The list of free blocks: its revision, the first block that was never used, and
	   twice "nowhere" for where it begins and ends. */
	struct buf free_list = BUF_INIT;
	if (!none) {
		varint_append(&free_list, REVISION);
		varint_append(&free_list, root->blocks);
		buf_append(&free_list, str_make("\0\0\0\0", 4));
	}
	glass_pack_string(out, buf_str(&free_list));
	out->failed |= free_list.failed;
	buf_free(&free_list);
}

static void append_statistics(struct buf *out, const struct glass_version *v)
{
	varint_append(out, v->documents);
	varint_append(out, 0); /* the last number, less that */
	varint_append(out, v->least_length);
	varint_append(out, v->greatest_count);
	varint_append(out, v->greatest_length - v->greatest_count);
	varint_append(out, 0); /* oldest changeset */
	varint_append(out, v->total_length);
	varint_append(out, 0); /* greatest frequency in a spelling table */
}

void glass_version_append(struct buf *out, const struct glass_version *v)
{
	/* Tags longer than this may be compressed, should libxapian ever add some. */
	static const unsigned compress_min[GLASS_KINDS] = {0, 18, 18, 0, 18, 18};
	buf_append(out, magic);
	buf_push(out, FORMAT >> 8);
	buf_push(out, FORMAT & 0xff);
	buf_append(out, str_make(v->uuid, UUID));
	varint_append(out, REVISION);
	for (size_t i = 0; i < GLASS_KINDS; i++)
		append_root(out, &v->roots[i], compress_min[i]);
	append_statistics(out, v);
}
