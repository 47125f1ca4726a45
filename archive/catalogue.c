#include "archive/catalogue.h"
#include "archive/folder.h"
#include "base/bytes.h"
#include "base/lang.h"

#include <endian.h>
#include <stdlib.h>

static struct str string_at(const struct catalogue *c, uint64_t at, uint64_t len)
{
	struct str bytes = c->mapping.bytes;
	if (at > bytes.len || len > bytes.len - at)
		return str_make("", 0);
	return str_slice(bytes, (size_t)at, (size_t)(at + len));
}

static bool fits(const struct catalogue *c)
{
	const struct {
		uint64_t count, size;
	} parts[] = {{c->file_count, CATALOGUE_FILE}, {c->article_count, c->article_size},
		{c->place_count, CATALOGUE_PLACE}};
	uint64_t room = c->mapping.bytes.len - CATALOGUE_HEADER;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (parts[i].count > room / parts[i].size)
			return false;
		room -= parts[i].count * parts[i].size;
	}
	return true;
}

static bool read_header(struct catalogue *c, const char *path, struct error *err)
{
	struct str bytes = c->mapping.bytes;
	bool ours =
		bytes.len >= 12 && memcmp(bytes.ptr, CATALOGUE_MAGIC, strlen(CATALOGUE_MAGIC)) == 0;
	uint32_t version = ours ? bytes_u32(bytes.ptr + 8) : 0;
	c->article_size =
		version == CATALOGUE_FORMER ? CATALOGUE_ARTICLE_FORMER : CATALOGUE_ARTICLE;
	if (ours && version != CATALOGUE_VERSION && version != CATALOGUE_FORMER)
		return error_set(err, ERROR_VERSION,
			SAY("“%s” do phiên bản khác của chương trình tạo ra; hãy chạy "
			    "\"tracuu-index repair\"",
				"%s was written by another version; run \"tracuu-index repair\""),
			path);
	if (ours && bytes.len >= CATALOGUE_HEADER) {
		c->file_count = bytes_u64(bytes.ptr + 16);
		c->article_count = bytes_u64(bytes.ptr + 24);
		c->place_count = bytes_u64(bytes.ptr + 32);
	}
	if (!ours || bytes.len < CATALOGUE_HEADER || !fits(c))
		return error_set(err, ERROR_CORRUPT,
			SAY("“%s” đã hỏng; hãy chạy \"tracuu-index repair\"",
				"%s is damaged; run \"tracuu-index repair\""),
			path);
	return true;
}

bool catalogue_open(struct catalogue *c, const char *folder, struct error *err)
{
	char *path = folder_path(folder, CATALOGUE_NAME);
	*c = CATALOGUE_EMPTY;
	if (!path)
		return error_set_memory(err);
	bool ok = mapping_open(&c->mapping, path, err) && read_header(c, path, err);
	free(path);
	if (!ok)
		catalogue_close(c);
	return ok;
}

void catalogue_close(struct catalogue *c)
{
	mapping_close(&c->mapping);
	*c = CATALOGUE_EMPTY;
}

static const char *file_record(const struct catalogue *c, uint64_t i)
{
	return c->mapping.bytes.ptr + CATALOGUE_HEADER + i * CATALOGUE_FILE;
}

static const char *article_record(const struct catalogue *c, uint64_t i)
{
	return file_record(c, c->file_count) + i * c->article_size;
}

static const char *place_record(const struct catalogue *c, uint64_t i)
{
	return article_record(c, c->article_count) + i * CATALOGUE_PLACE;
}

void catalogue_file_at(const struct catalogue *c, uint64_t i, struct catalogue_file *out)
{
	const char *p = file_record(c, i);
	memcpy(out->key.bytes, p, 16);
	memcpy(out->content.bytes, p + 16, 16);
	out->size = bytes_u64(p + 32);
	out->mtime_ns = (int64_t)bytes_u64(p + 40);
	out->path = string_at(c, bytes_u64(p + 48), bytes_u32(p + 56) & 0x7fffffff);
	out->clean = bytes_u32(p + 56) >> 31;
	out->number = bytes_u32(p + 60);
	out->source = bytes_u32(p + 64);
	out->shared = bytes_u32(p + 68);
	out->ctime_ns = (int64_t)bytes_u64(p + 72);
	out->ceiling = bytes_u32(p + 80);
}

void catalogue_article_at(const struct catalogue *c, uint64_t i, struct catalogue_article *out)
{
	const char *p = article_record(c, i);
	memcpy(out->key.bytes, p, 16);
	memcpy(out->content.bytes, p + 16, 16);
	out->id = string_at(c, bytes_u64(p + 32), bytes_u32(p + 56) & 0x3fffffff);
	out->line = bytes_u64(p + 40);
	out->file = bytes_u32(p + 48);
	out->shard = bytes_u32(p + 52);
	out->text_bytes = bytes_u32(p + 60);
	out->document = string_at(c, bytes_u64(p + 64), bytes_u32(p + 72));
	out->own_at = bytes_u32(p + 76) & 0xffff;
	out->own_length = bytes_u32(p + 76) >> 16;
	memcpy(out->text.bytes, p + 80, 16);
	out->raw = (struct key){0};
	if (c->article_size == CATALOGUE_ARTICLE)
		memcpy(out->raw.bytes, p + 96, 16);
	out->qualified = bytes_u32(p + 56) >> 31;
	out->moved = bytes_u32(p + 56) >> 30 & 1;
	if (out->own_at > out->id.len || out->own_length > out->id.len - out->own_at)
		out->own_at = out->own_length = 0;
}

void catalogue_place_at(const struct catalogue *c, uint64_t i, struct catalogue_place *out)
{
	const char *p = place_record(c, i);
	memcpy(out->key.bytes, p, 16);
	out->line = bytes_u64(p + 16);
	out->file = bytes_u32(p + 24);
}

typedef const char *record_at(const struct catalogue *c, uint64_t i);

static bool is_below(
	const struct catalogue *c, record_at *record, uint64_t i, const struct key *key)
{
	return memcmp(record(c, i), key->bytes, sizeof key->bytes) < 0;
}

static uint32_t leading_of(const void *key)
{
	uint32_t leading;
	memcpy(&leading, key, sizeof leading);
	return be32toh(leading);
}

/* About where KEY stands among COUNT > 0 records: keys are uniform, so it is the same part
   of the records as KEY of all keys; and once more from the key that is there, which leaves
   a few records. */
static uint64_t guess(
	const struct catalogue *c, record_at *record, uint64_t count, const struct key *key)
{
	uint64_t leading = leading_of(key->bytes);
	if (count > UINT32_MAX)
		return 0;
	uint64_t at = leading * count >> 32;
	uint64_t there = leading_of(record(c, at));
	if (there > leading) {
		uint64_t back = (there - leading) * count >> 32;
		return back < at ? at - back : 0;
	}
	at += (leading - there) * count >> 32;
	return at < count ? at : count - 1;
}

/* The first of COUNT records whose key is not below KEY: from the guess in steps that
   double. */
static uint64_t lower_bound(
	const struct catalogue *c, record_at *record, uint64_t count, const struct key *key)
{
	uint64_t low = count > 0 ? guess(c, record, count, key) : 0;
	uint64_t high = low;
	for (uint64_t step = 4; low > 0 && !is_below(c, record, low - 1, key); step *= 2) {
		high = low;
		low -= low < step ? low : step;
	}
	for (uint64_t step = 4; high < count && is_below(c, record, high, key); step *= 2) {
		low = high + 1;
		high += count - high < step ? count - high : step;
	}
	while (low < high) {
		uint64_t half = low + (high - low) / 2;
		if (is_below(c, record, half, key))
			low = half + 1;
		else
			high = half;
	}
	return low;
}

struct key catalogue_file_key(const struct digest *source, struct str path)
{
	struct digest both[2] = {*source, digest_of(path)};
	const void *bytes = both;
	return key_of(str_make(bytes, sizeof both));
}

bool catalogue_find_file(
	const struct catalogue *c, const struct key *key, struct catalogue_file *out)
{
	uint64_t i = lower_bound(c, file_record, c->file_count, key);
	if (i == c->file_count || memcmp(file_record(c, i), key->bytes, sizeof key->bytes) != 0)
		return false;
	catalogue_file_at(c, i, out);
	return true;
}

bool catalogue_find_article(
	const struct catalogue *c, const struct key *key, struct catalogue_article *out)
{
	uint64_t i = lower_bound(c, article_record, c->article_count, key);
	if (i == c->article_count ||
		memcmp(article_record(c, i), key->bytes, sizeof key->bytes) != 0)
		return false;
	catalogue_article_at(c, i, out);
	return true;
}

uint64_t catalogue_find_places(const struct catalogue *c, const struct key *key)
{
	return lower_bound(c, place_record, c->place_count, key);
}

bool catalogue_place_of(
	const struct catalogue *c, uint64_t i, const struct key *key, struct catalogue_place *out)
{
	if (i >= c->place_count)
		return false;
	catalogue_place_at(c, i, out);
	return key_eq(&out->key, key);
}
