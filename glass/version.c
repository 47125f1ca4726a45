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
	varint_append(out, v->last_document - v->documents);
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

/* ---- Reading ---- */

/* What is left of a version file. */
struct reader {
	const char *at, *end;
};

/* A number of MOST or less. */
static bool take(struct reader *r, uint64_t most, uint64_t *out)
{
	return varint_take(&r->at, r->end, out) && *out <= most;
}

/* The first number of the list of free blocks that was never used is that of the blocks in the
   file. The rest of it is for writers. */
static bool read_free_list(struct reader *r, uint32_t *blocks)
{
	uint64_t len = 0;
	uint64_t revision;
	uint64_t used = 0;
	if (!take(r, (uint64_t)(r->end - r->at), &len) || len > (uint64_t)(r->end - r->at))
		return false;
	struct reader list = {r->at, r->at + len};
	r->at += len;
	bool ok =
		len == 0 || (take(&list, UINT32_MAX, &revision) && take(&list, UINT32_MAX, &used));
	*blocks = (uint32_t)used;
	return ok;
}

static bool read_root(struct reader *r, struct glass_root *out)
{
	uint64_t block;
	uint64_t flags;
	uint64_t block_size;
	uint64_t compress_min;
	if (!take(r, UINT32_MAX, &block) || !take(r, UINT32_MAX, &flags) ||
		!take(r, UINT64_MAX, &out->entries) || !take(r, GLASS_BLOCK >> 11, &block_size) ||
		!take(r, UINT32_MAX, &compress_min) || !read_free_list(r, &out->blocks))
		return false;
	out->block = (uint32_t)block;
	out->level = (uint32_t)(flags >> 2);
	if (block_size != GLASS_BLOCK >> 11)
		return false;
	if (!(flags & FAKE))
		return out->block < out->blocks && out->level < BLOCK_LEVELS;
	out->blocks = 0;
	return out->level == 0;
}

static bool read_statistics(struct reader *r, struct glass_version *v)
{
	uint64_t documents;
	uint64_t last; /* the last number, less that */
	uint64_t least;
	uint64_t greatest_count;
	uint64_t greatest; /* less the greatest count */
	uint64_t changeset;
	uint64_t spelling;
	bool ok = take(r, UINT32_MAX, &documents) && take(r, UINT32_MAX - documents, &last) &&
		  take(r, UINT32_MAX, &least) && take(r, UINT32_MAX, &greatest_count) &&
		  take(r, UINT32_MAX - greatest_count, &greatest) &&
		  take(r, UINT32_MAX, &changeset) && take(r, UINT64_MAX, &v->total_length) &&
		  take(r, UINT32_MAX, &spelling) && r->at == r->end;
	if (!ok)
		return false;
	v->documents = (uint32_t)documents;
	v->last_document = (uint32_t)(documents + last);
	v->least_length = (uint32_t)least;
	v->greatest_count = (uint32_t)greatest_count;
	v->greatest_length = (uint32_t)(greatest_count + greatest);
	return true;
}

bool glass_version_read(struct str bytes, struct glass_version *out)
{
	const size_t head = magic.len + 2 + UUID;
	uint64_t revision;
	if (bytes.len < head || bytes.len > GLASS_VERSION_MAX || !str_starts_with(bytes, magic) ||
		(uint8_t)bytes.ptr[magic.len] != FORMAT >> 8 ||
		(uint8_t)bytes.ptr[magic.len + 1] != (FORMAT & 0xff))
		return false;
	*out = (struct glass_version){.uuid = bytes.ptr + magic.len + 2};
	struct reader r = {bytes.ptr + head, bytes.ptr + bytes.len};
	bool ok = take(&r, UINT32_MAX, &revision);
	for (size_t i = 0; ok && i < GLASS_KINDS; i++)
		ok = read_root(&r, &out->roots[i]);
	return ok && read_statistics(&r, out);
}
