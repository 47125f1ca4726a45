/* A record is a version byte and then, compressed by zstd with a dictionary of the
 * language of press releases, which takes a fifth off, its strings and blocks in
 * the order of struct record. docs/formats.md has it byte by byte. */
#include "archive/record.h"

#include "base/bytes.h"
#include "base/lang.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <zstd.h>

enum {
	RECORD_VERSION = 5,
	RECORD_FORMER = 4, /* of format 6, without pages */
	COMPRESSION_LEVEL = 3,
	MAX_RECORD = 256 << 20, /* bytes, unpacked */
};

/* record_dictionary.S */
extern const char record_dictionary[];
extern const uint64_t record_dictionary_size;

static struct str dictionary(void)
{
	return str_make(record_dictionary, (size_t)record_dictionary_size);
}

const char *record_field_name(enum record_field f)
{
	static const char *const names[RECORD_FIELD_COUNT] = {
		[RECORD_TITLE] = "title",
		[RECORD_LEAD] = "lead",
		[RECORD_BODY] = "body",
		[RECORD_CAPTIONS] = "captions",
		[RECORD_AUTHORS] = "authors",
		[RECORD_DATE] = "date",
		[RECORD_PLACE] = "place",
		[RECORD_ISSUER] = "issuer",
		[RECORD_NUMBER] = "number",
		[RECORD_KIND] = "kind",
		[RECORD_SOURCE] = "source",
		[RECORD_URL] = "url",
		[RECORD_IMAGE] = "image",
	};
	return names[f];
}

void record_strings(struct record *r, struct str *out[RECORD_STRINGS])
{
	struct str *const fields[] = {&r->id, &r->path, &r->title, &r->date, &r->date_confidence,
		&r->place, &r->issuer, &r->number, &r->kind, &r->source, &r->url, &r->image,
		&r->encodings};
	enum { COUNT = sizeof fields / sizeof *fields };
	_Static_assert(COUNT + RECORD_FIELD_COUNT == RECORD_STRINGS, "every string is listed");
	memcpy(out, fields, sizeof fields);
	for (size_t i = 0; i < RECORD_FIELD_COUNT; i++)
		out[COUNT + i] = &r->origins[i];
}

bool record_is_ocr(const struct record *r)
{
	size_t i = 0;
	while (i < r->block_count && !r->blocks[i].ocr)
		i++;
	return i < r->block_count;
}

struct record_encoder {
	ZSTD_CCtx *zstd;
	struct buf plain;
};

struct record_encoder *record_encoder_new(void)
{
	struct record_encoder *e = calloc(1, sizeof *e);
	if (!e)
		return NULL;
	e->zstd = ZSTD_createCCtx();
	e->plain.ceiling = MAX_RECORD;
	struct str d = dictionary();
	if (e->zstd &&
		!ZSTD_isError(ZSTD_CCtx_setParameter(
			e->zstd, ZSTD_c_compressionLevel, COMPRESSION_LEVEL)) &&
		!ZSTD_isError(ZSTD_CCtx_loadDictionary(e->zstd, d.ptr, d.len)))
		return e;
	record_encoder_free(e);
	return NULL;
}

void record_encoder_free(struct record_encoder *e)
{
	if (!e)
		return;
	ZSTD_freeCCtx(e->zstd);
	buf_free(&e->plain);
	free(e);
}

static void put(struct buf *out, struct str s)
{
	buf_append_u32(out, (uint32_t)s.len);
	buf_append(out, s);
}

static void flatten(const struct record *r, struct buf *out)
{
	struct record copy = *r;
	struct str *strings[RECORD_STRINGS];
	record_strings(&copy, strings);
	for (size_t i = 0; i < RECORD_STRINGS; i++)
		put(out, *strings[i]);
	buf_append_u32(out, (uint32_t)r->author_count);
	for (size_t i = 0; i < r->author_count; i++)
		put(out, r->authors[i]);
	buf_append_u32(out, (uint32_t)r->block_count);
	for (size_t i = 0; i < r->block_count; i++) {
		buf_append_u32(out, record_block_head(&r->blocks[i]));
		put(out, r->blocks[i].text);
	}
}

bool record_encode(
	struct record_encoder *e, const struct record *r, struct buf *out, struct error *err)
{
	buf_reset(&e->plain);
	flatten(r, &e->plain);
	if (e->plain.failed)
		return error_set(err, ERROR_LIMIT,
			SAY("bài quá lớn (trên 256 MB)", "the article is too large (over 256 MB)"));
	buf_reset(out);
	buf_push(out, RECORD_VERSION);
	size_t bound = ZSTD_compressBound(e->plain.len);
	if (!buf_reserve(out, bound))
		return error_set_memory(err);
	size_t size = ZSTD_compressCCtx(
		e->zstd, out->ptr + out->len, bound, e->plain.ptr, e->plain.len, COMPRESSION_LEVEL);
	if (ZSTD_isError(size))
		return error_set(err, ERROR_INTERNAL, "zstd: %s", ZSTD_getErrorName(size));
	out->len += size;
	out->ptr[out->len] = '\0';
	return true;
}

/* What is left to read; a read past its end sets `bad` and gives nothing. */
struct source {
	struct str rest;
	bool bad;
};

static uint32_t take_number(struct source *s)
{
	if (s->rest.len < 4) {
		s->bad = true;
		return 0;
	}
	uint32_t n = bytes_u32(s->rest.ptr);
	s->rest = str_slice(s->rest, 4, s->rest.len);
	return n;
}

static struct str take(struct source *s)
{
	uint32_t len = take_number(s);
	if (len > s->rest.len) {
		s->bad = true;
		return STR("");
	}
	struct str out = str_slice(s->rest, 0, len);
	s->rest = str_slice(s->rest, len, s->rest.len);
	return out;
}

/* A count of things of at least LEAST bytes each can't exceed what is left. */
static size_t take_count(struct source *s, size_t least)
{
	uint32_t n = take_number(s);
	if (n > s->rest.len / least) {
		s->bad = true;
		return 0;
	}
	return n;
}

static void unflatten(struct source *s, struct arena *memory, struct record *r)
{
	struct str *strings[RECORD_STRINGS];
	record_strings(r, strings);
	for (size_t i = 0; i < RECORD_STRINGS; i++)
		*strings[i] = take(s);
	r->author_count = take_count(s, 4);
	r->authors = arena_array(memory, r->author_count, sizeof *r->authors);
	for (size_t i = 0; r->authors && i < r->author_count; i++)
		r->authors[i] = take(s);
	r->block_count = take_count(s, 8);
	r->blocks = arena_array(memory, r->block_count, sizeof *r->blocks);
	for (size_t i = 0; r->blocks && i < r->block_count; i++) {
		uint32_t head = take_number(s), zone = head & RECORD_ZONES;
		s->bad = s->bad || zone >= ZONE_COUNT;
		r->blocks[i].zone = s->bad ? ZONE_BODY : (enum zone)zone;
		r->blocks[i].page = head >> 8;
		r->blocks[i].ocr = (head & RECORD_OCR) != 0;
		r->blocks[i].text = take(s);
	}
}

static ZSTD_DDict *reading_dictionary;
static pthread_key_t reading_context; /* of each thread: ten hits are read with one */

static void free_context(void *context)
{
	ZSTD_freeDCtx(context);
}

static void load_dictionary(void)
{
	struct str d = dictionary();
	if (pthread_key_create(&reading_context, free_context) == 0)
		reading_dictionary = ZSTD_createDDict(d.ptr, d.len);
}

static ZSTD_DCtx *context_of_thread(void)
{
	ZSTD_DCtx *context = pthread_getspecific(reading_context);
	if (context)
		return context;
	context = ZSTD_createDCtx();
	if (!context || pthread_setspecific(reading_context, context) == 0)
		return context;
	ZSTD_freeDCtx(context);
	return NULL;
}

/* Unpacks BYTES to just SIZE bytes at OUT. */
static bool unpack(struct str bytes, char *out, size_t size)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, load_dictionary);
	ZSTD_DCtx *zstd = reading_dictionary ? context_of_thread() : NULL;
	if (!zstd)
		return false;
	size_t got = ZSTD_decompress_usingDDict(
		zstd, out, size, bytes.ptr, bytes.len, reading_dictionary);
	return !ZSTD_isError(got) && got == size;
}

static bool damaged(struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("bản ghi của bài bị hỏng; hãy chạy \"tracuu-index repair\"",
			"the stored article is damaged; run \"tracuu-index repair\""));
}

bool record_decode(struct str bytes, struct arena *memory, struct record *out, struct error *err)
{
	*out = (struct record){0};
	if (bytes.len < 1)
		return damaged(err);
	if (bytes.ptr[0] != RECORD_VERSION && bytes.ptr[0] != RECORD_FORMER)
		return error_set(err, ERROR_VERSION,
			SAY("bản ghi của bài thuộc phiên bản khác; hãy chạy \"tracuu-index "
			    "repair\"",
				"the stored article is of another version; run "
				"\"tracuu-index repair\""));
	bytes = str_slice(bytes, 1, bytes.len);
	unsigned long long size = ZSTD_getFrameContentSize(bytes.ptr, bytes.len);
	if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > MAX_RECORD)
		return damaged(err);
	char *plain = arena_alloc(memory, size + 1);
	if (!plain)
		return error_set_memory(err);
	if (!unpack(bytes, plain, size))
		return damaged(err);
	struct source s = {.rest = str_make(plain, size)};
	unflatten(&s, memory, out);
	if (!out->authors || !out->blocks)
		return error_set_memory(err);
	return s.bad ? damaged(err) : true;
}
