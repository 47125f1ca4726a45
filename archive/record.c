/* A record is a version byte and then, packed to a byte a letter and compressed by zstd with a
 * dictionary of the language of press releases, which takes a fourth off, its strings and blocks
 * in the order of struct record. docs/formats.md has it byte by byte. */
#include "archive/record.h"

#include "base/bytes.h"
#include "base/lang.h"
#include "text/encoding/letters.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <zstd.h>

enum {
	RECORD_VERSION = 6,
	RECORD_IN_UTF8 = 5,      /* of format 7: letters are not packed */
	RECORD_WITHOUT_PAGE = 4, /* of format 6, likewise */
	COMPRESSION_LEVEL = 3,
	MAX_RECORD = 256 << 20, /* bytes, and letters */
	SIZE_BYTES = 4          /* in front of the letters */
};

/* record_dictionary.S */
extern const char record_dictionary[], record_former_dictionary[];
extern const uint64_t record_dictionary_size, record_former_dictionary_size;

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
	struct buf plain, letters;
};

struct record_encoder *record_encoder_new(void)
{
	struct record_encoder *e = calloc(1, sizeof *e);
	if (!e)
		return NULL;
	e->zstd = ZSTD_createCCtx();
	e->plain.ceiling = MAX_RECORD;
	e->letters.ceiling = letters_most(MAX_RECORD) + SIZE_BYTES;
	if (e->zstd &&
		!ZSTD_isError(ZSTD_CCtx_setParameter(
			e->zstd, ZSTD_c_compressionLevel, COMPRESSION_LEVEL)) &&
		!ZSTD_isError(ZSTD_CCtx_loadDictionary(
			e->zstd, record_dictionary, (size_t)record_dictionary_size)))
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
	buf_free(&e->letters);
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

static bool fail_size(struct error *err)
{
	return error_set(err, ERROR_LIMIT,
		SAY("bài quá lớn (trên 256 MB)", "the article is too large (over 256 MB)"));
}

/* What is in E, plain, a byte a letter. */
static bool pack_letters(struct record_encoder *e, struct error *err)
{
	struct buf *out = &e->letters;
	buf_reset(out);
	buf_append_u32(out, (uint32_t)e->plain.len);
	if (!buf_reserve(out, letters_most(e->plain.len)))
		return error_set_memory(err);
	out->len += letters_pack(buf_str(&e->plain), out->ptr + out->len);
	return out->len <= MAX_RECORD || fail_size(err);
}

bool record_encode(
	struct record_encoder *e, const struct record *r, struct buf *out, struct error *err)
{
	buf_reset(&e->plain);
	flatten(r, &e->plain);
	if (e->plain.failed)
		return fail_size(err);
	if (!pack_letters(e, err))
		return false;
	buf_reset(out);
	buf_push(out, RECORD_VERSION);
	struct buf *in = &e->letters;
	size_t bound = ZSTD_compressBound(in->len);
	if (!buf_reserve(out, bound))
		return error_set_memory(err);
	size_t size = ZSTD_compressCCtx(
		e->zstd, out->ptr + out->len, bound, in->ptr, in->len, COMPRESSION_LEVEL);
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

static ZSTD_DDict *reading_dictionary, *former_dictionary;
static pthread_key_t reading_context; /* of each thread: ten hits are read with one */

static void free_context(void *context)
{
	ZSTD_freeDCtx(context);
}

static void load_dictionary(void)
{
	if (pthread_key_create(&reading_context, free_context) == 0)
		reading_dictionary =
			ZSTD_createDDict(record_dictionary, (size_t)record_dictionary_size);
}

static void load_former_dictionary(void)
{
	former_dictionary =
		ZSTD_createDDict(record_former_dictionary, (size_t)record_former_dictionary_size);
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

/* Unpacks a FRAME to just SIZE bytes at OUT. */
static bool unpack(struct str frame, bool is_former, char *out, size_t size)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT, once_former = PTHREAD_ONCE_INIT;
	pthread_once(&once, load_dictionary);
	if (is_former)
		pthread_once(&once_former, load_former_dictionary);
	const ZSTD_DDict *dictionary = is_former ? former_dictionary : reading_dictionary;
	ZSTD_DCtx *zstd = reading_dictionary && dictionary ? context_of_thread() : NULL;
	if (!zstd)
		return false;
	size_t got = ZSTD_decompress_usingDDict(zstd, out, size, frame.ptr, frame.len, dictionary);
	return !ZSTD_isError(got) && got == size;
}

static bool damaged(struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("bản ghi của bài bị hỏng; hãy chạy \"tracuu-index repair\"",
			"the stored article is damaged; run \"tracuu-index repair\""));
}

/* The record in the letters at PACKED. */
static bool unpack_letters(
	struct str packed, struct arena *memory, struct str *plain, struct error *err)
{
	if (packed.len < SIZE_BYTES)
		return damaged(err);
	size_t size = bytes_u32(packed.ptr);
	packed = str_slice(packed, SIZE_BYTES, packed.len);
	if (size > MAX_RECORD || size / LETTERS_GROWTH > packed.len)
		return damaged(err);
	char *out = arena_alloc(memory, size + 1);
	if (!out)
		return error_set_memory(err);
	*plain = str_make(out, size);
	return letters_unpack(packed, out, size) || damaged(err);
}

/* The bytes that FRAME unpacks to; SIZE_MAX where it does not tell, or too many. */
static size_t frame_size(struct str frame)
{
	unsigned long long size = ZSTD_getFrameContentSize(frame.ptr, frame.len);
	bool told = size != ZSTD_CONTENTSIZE_UNKNOWN && size != ZSTD_CONTENTSIZE_ERROR;
	return told && size <= MAX_RECORD ? (size_t)size : SIZE_MAX;
}

static bool read_letters(
	struct str frame, struct arena *memory, struct str *plain, struct error *err)
{
	size_t size = frame_size(frame);
	if (size == SIZE_MAX)
		return damaged(err);
	char *letters = malloc(size + 1);
	if (!letters)
		return error_set_memory(err);
	bool ok = false;
	if (unpack(frame, false, letters, size))
		ok = unpack_letters(str_make(letters, size), memory, plain, err);
	else
		damaged(err);
	free(letters);
	return ok;
}

/* Of a version of before. */
static bool read_utf8(struct str frame, struct arena *memory, struct str *plain, struct error *err)
{
	size_t size = frame_size(frame);
	if (size == SIZE_MAX)
		return damaged(err);
	char *out = arena_alloc(memory, size + 1);
	if (!out)
		return error_set_memory(err);
	*plain = str_make(out, size);
	return unpack(frame, true, out, size) || damaged(err);
}

bool record_decode(struct str bytes, struct arena *memory, struct record *out, struct error *err)
{
	*out = (struct record){0};
	if (bytes.len < 1)
		return damaged(err);
	char version = bytes.ptr[0];
	if (version < RECORD_WITHOUT_PAGE || version > RECORD_VERSION)
		return error_set(err, ERROR_VERSION,
			SAY("bản ghi của bài thuộc phiên bản khác; hãy chạy \"tracuu-index "
			    "repair\"",
				"the stored article is of another version; run "
				"\"tracuu-index repair\""));
	struct source s = {.bad = false};
	struct str frame = str_slice(bytes, 1, bytes.len);
	if (!(version == RECORD_VERSION ? read_letters : read_utf8)(frame, memory, &s.rest, err))
		return false;
	unflatten(&s, memory, out);
	if (!out->authors || !out->blocks)
		return error_set_memory(err);
	return s.bad ? damaged(err) : true;
}
