#include "article/worker/parcel.h"

#include "base/ascii.h"
#include "base/bytes.h"
#include "base/varint.h"
#include "text/syllable/utf8.h"

#include <stdio.h>

enum {
	BLOCKS_MAX = 1 << 16,
	AUTHORS_MAX = 1 << 10,
	NAME_MAX_BYTES = 64 << 10, /* of a member; that it is too long is told by who takes it */
	CONFIDENCE_UNIT = 10000
};

/* ---- Pieces ---- */

static void put_number(struct buf *out, uint64_t n)
{
	varint_append(out, n);
}

static void put_str(struct buf *out, struct str s)
{
	put_number(out, s.len);
	if (s.len > 0)
		buf_append(out, s);
}

/* What is left to be taken; FAILED once something was not as it must be. */
struct taking {
	const char *at, *end;
	bool failed;
};

static uint64_t take_number(struct taking *t, uint64_t most)
{
	uint64_t n = 0;
	t->failed = t->failed || !varint_take(&t->at, t->end, &n) || n > most;
	return t->failed ? 0 : n;
}

/* Any bytes, in place. */
static struct str take_bytes(struct taking *t, size_t most)
{
	size_t len = (size_t)take_number(t, most);
	t->failed = t->failed || len > (size_t)(t->end - t->at);
	if (t->failed)
		return STR("");
	t->at += len;
	return str_make(t->at - len, len);
}

/* A text of at most MOST bytes, copied into MEMORY. */
static struct str take_text(struct taking *t, size_t most, struct arena *memory)
{
	struct str s = take_bytes(t, most);
	if (s.len == 0)
		return STR("");
	if (utf8_valid_prefix(s) != s.len) {
		t->failed = true;
		return STR("");
	}
	struct str copy = arena_str(memory, s);
	t->failed = t->failed || !copy.ptr;
	return copy.ptr ? copy : STR("");
}

/* Into the SIZE bytes at OUT, as what ends with a NUL. */
static void take_c(struct taking *t, char *out, size_t size)
{
	struct str s = take_bytes(t, size - 1);
	t->failed = t->failed || (s.len > 0 && memchr(s.ptr, '\0', s.len));
	if (t->failed)
		s.len = 0;
	memcpy(out, s.ptr, s.len);
	out[s.len] = '\0';
}

static bool is_taken(const struct taking *t)
{
	return !t->failed && t->at == t->end;
}

static struct taking taking_of(struct str bytes)
{
	return (struct taking){bytes.ptr, bytes.ptr + bytes.len, false};
}

/* ---- Errors ---- */

bool parcel_put_error(struct buf *out, const struct error *e)
{
	put_number(out, e->code);
	put_str(out, str_from_c(e->message));
	return !out->failed;
}

static void take_error(struct taking *t, struct error *e)
{
	e->code = (enum error_code)take_number(t, ERROR_INTERNAL);
	take_c(t, e->message, sizeof e->message);
	struct str said = str_from_c(e->message);
	t->failed = t->failed || utf8_valid_prefix(said) != said.len;
	/* Memory that a reader lacks is that of one file, not of the run. */
	if (e->code == ERROR_MEMORY || e->code == ERROR_STOPPED || e->code == ERROR_NONE)
		e->code = ERROR_LIMIT;
}

bool parcel_take_error(struct str bytes, struct error *e)
{
	struct taking t = taking_of(bytes);
	take_error(&t, e);
	return is_taken(&t);
}

/* ---- Files ---- */

bool parcel_put_file(struct buf *out, const struct article_file *file)
{
	static const struct key_map none;
	const struct key_map *map = file->map ? file->map : &none;
	put_number(out, file->format.kind);
	put_number(out, file->encoding);
	put_number(out, file->article_bytes);
	put_number(out, file->unpack_bytes);
	put_str(out, str_from_c(file->path));
	put_number(out, file->map != NULL);
	put_number(out, map->count);
	for (size_t i = 0; i < map->count; i++) {
		put_str(out, str_from_c(map->entries[i].name));
		put_number(out, map->entries[i].field);
		put_number(out, map->entries[i].column);
	}
	return !out->failed;
}

bool parcel_take_file(struct str bytes, struct article_file *file, struct key_map *map,
	struct unused_keys *unused, struct buf *path)
{
	struct taking t = taking_of(bytes);
	*file = (struct article_file){.fd = -1, .unused = unused};
	*unused = (struct unused_keys){0};
	file->format.kind = (enum article_kind)take_number(&t, ARTICLE_KIND_COUNT - 1);
	file->encoding = (enum encoding)take_number(&t, ENCODING_DETECT);
	file->article_bytes = (size_t)take_number(&t, SIZE_MAX);
	file->unpack_bytes = (size_t)take_number(&t, SIZE_MAX);
	buf_reset(path);
	buf_append(path, take_bytes(&t, SIZE_MAX));
	file->path = path->ptr;
	file->map = take_number(&t, 1) ? map : NULL;
	map->count = (size_t)take_number(&t, KEY_MAP_MAX);
	for (size_t i = 0; i < map->count; i++) {
		take_c(&t, map->entries[i].name, sizeof map->entries[i].name);
		map->entries[i].field = (enum field)take_number(&t, FIELD_COUNT);
		map->entries[i].column = (unsigned)take_number(&t, UINT32_MAX);
	}
	return is_taken(&t) && !path->failed;
}

/* ---- Keys that were not used ---- */

bool parcel_put_unused(struct buf *out, const struct unused_keys *unused)
{
	put_number(out, unused->count);
	for (size_t i = 0; i < unused->count; i++) {
		put_str(out, str_from_c(unused->keys[i].name));
		put_number(out, unused->keys[i].count);
	}
	return !out->failed;
}

bool parcel_take_unused(struct str bytes, struct unused_keys *unused)
{
	struct taking t = taking_of(bytes);
	size_t count = (size_t)take_number(&t, UNUSED_KEYS_MAX);
	for (size_t i = 0; i < count && !t.failed; i++) {
		char name[UNUSED_NAME_SIZE];
		take_c(&t, name, sizeof name);
		uint64_t articles = take_number(&t, UINT32_MAX);
		struct str key = str_from_c(name);
		t.failed = t.failed || utf8_valid_prefix(key) != key.len;
		if (unused && !t.failed)
			unused_count(unused, key, articles);
	}
	return is_taken(&t);
}

/* ---- Articles ---- */

/* The fields, in the order in which they go. */
enum { FIELDS = 10 };

/* Beside whether its encoding was told: who may see it is said, and stands at the end. Of most
   articles it is not, and what was kept of scans has no such thing. */
enum { GUARDED = 2 };

static void fields_of(struct article *a, struct article_field *out[FIELDS])
{
	struct article_field *all[FIELDS] = {&a->id, &a->title, &a->date, &a->place, &a->issuer,
		&a->number, &a->kind, &a->source, &a->url, &a->image};
	memcpy(out, all, sizeof all);
}

static void put_field(struct buf *out, const struct article_field *f)
{
	put_str(out, f->value);
	put_number(out, f->provenance);
}

static struct article_field take_field(struct taking *t, struct arena *memory)
{
	struct article_field f;
	f.value = take_text(t, ARTICLE_MAX_BYTES, memory);
	f.provenance = (enum provenance)take_number(t, PROVENANCE_GUESS);
	return f;
}

static void put_article(struct buf *out, const struct article *given)
{
	struct article a = *given;
	struct article_field *fields[FIELDS];
	fields_of(&a, fields);
	put_str(out, a.member);
	put_number(out, a.whole);
	for (size_t i = 0; i < FIELDS; i++)
		put_field(out, fields[i]);
	put_number(out, a.date_confidence);
	put_str(out, a.unread_date);
	put_number(out, a.author_count);
	for (size_t i = 0; i < a.author_count; i++)
		put_field(out, &a.authors[i]);
	put_number(out, a.block_count);
	for (size_t i = 0; i < a.block_count; i++) {
		put_number(out, a.blocks[i].zone);
		put_number(out, a.blocks[i].page);
		put_number(out, a.blocks[i].ocr);
		put_str(out, a.blocks[i].text);
	}
	for (size_t i = 0; i < ZONE_COUNT; i++)
		put_number(out, a.zones[i]);
	put_number(out, a.encoding);
	put_number(out, a.encodings);
	put_number(out, (uint64_t)(a.confidence * CONFIDENCE_UNIT + .5));
	bool guarded = a.visibility.len + a.embargo.len > 0;
	put_number(out, (uint64_t)a.told | (guarded ? GUARDED : 0));
	put_number(out, a.repaired);
	put_number(out, a.line);
	if (guarded) {
		put_str(out, a.visibility);
		put_str(out, a.embargo);
	}
}

/* Whether the two digits of S at AT, where it goes so far, are a number up to MOST. */
static bool is_part(struct str s, size_t at, int most)
{
	int n = s.len > at ? (s.ptr[at] - '0') * 10 + s.ptr[at + 1] - '0' : 1;
	return n >= 1 && n <= most;
}

/* YYYY, YYYY-MM or YYYY-MM-DD, or nothing. */
static bool is_date(struct str s)
{
	if (s.len != 0 && s.len != 4 && s.len != 7 && s.len != 10)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		bool dash = i == 4 || i == 7;
		if (dash ? s.ptr[i] != '-' : !ascii_is_digit(s.ptr[i]))
			return false;
	}
	return is_part(s, 5, 12) && is_part(s, 8, 31);
}

static void take_authors(struct taking *t, struct article *a)
{
	a->author_count = (size_t)take_number(t, AUTHORS_MAX);
	a->authors = arena_array(&a->memory, a->author_count + 1, sizeof *a->authors);
	t->failed = t->failed || !a->authors;
	for (size_t i = 0; i < a->author_count && !t->failed; i++)
		a->authors[i] = take_field(t, &a->memory);
}

static void take_blocks(struct taking *t, struct article *a)
{
	a->block_count = (size_t)take_number(t, BLOCKS_MAX);
	a->blocks = arena_array(&a->memory, a->block_count + 1, sizeof *a->blocks);
	t->failed = t->failed || !a->blocks;
	for (size_t i = 0; i < a->block_count && !t->failed; i++) {
		a->blocks[i].zone = (enum zone)take_number(t, ZONE_COUNT - 1);
		a->blocks[i].page = (uint32_t)take_number(t, ARTICLE_MAX_PAGE);
		a->blocks[i].ocr = take_number(t, 1) == 1;
		a->blocks[i].text = take_text(t, ARTICLE_MAX_BYTES, &a->memory);
	}
	for (size_t i = 0; i < ZONE_COUNT; i++)
		a->zones[i] = (enum provenance)take_number(t, PROVENANCE_GUESS);
}

/* What an article is called has a limit of its own, whoever gives it. */
static bool is_sound(const struct article *a)
{
	return a->id.value.len <= ARTICLE_MAX_ID && is_date(a->date.value) &&
	       a->encodings < 1u << ENCODING_COUNT;
}

static void take_article(struct taking *t, struct article *a)
{
	struct article_field *fields[FIELDS];
	fields_of(a, fields);
	struct str member = take_bytes(t, ARTICLE_MAX_MEMBER);
	a->member = arena_str(&a->memory, member);
	t->failed = t->failed || !a->member.ptr;
	a->whole = take_number(t, 1);
	for (size_t i = 0; i < FIELDS; i++)
		*fields[i] = take_field(t, &a->memory);
	a->date_confidence = (enum confidence)take_number(t, CONFIDENCE_HIGH);
	a->unread_date = take_text(t, ARTICLE_MAX_BYTES, &a->memory);
	take_authors(t, a);
	take_blocks(t, a);
	a->encoding = (enum encoding)take_number(t, ENCODING_COUNT - 1);
	a->encodings = (unsigned)take_number(t, UINT32_MAX);
	a->confidence = (double)take_number(t, CONFIDENCE_UNIT) / CONFIDENCE_UNIT;
	uint64_t told = take_number(t, 1 | GUARDED);
	a->told = told & 1;
	a->repaired = (size_t)take_number(t, UINT32_MAX);
	a->line = take_number(t, UINT64_MAX >> 1);
	if (told & GUARDED) {
		a->visibility = take_text(t, ARTICLE_MAX_BYTES, &a->memory);
		a->embargo = take_text(t, ARTICLE_MAX_BYTES, &a->memory);
	}
	t->failed = t->failed || !is_sound(a);
}

/* ---- Steps ---- */

bool parcel_put_step(struct buf *out, struct parcel_step step, const struct article *a,
	const struct article_problem *p)
{
	put_number(out, step.step);
	put_number(out, step.ceiling);
	if (step.step == ARTICLE_READ) {
		put_article(out, a);
	} else if (step.step == ARTICLE_MEMBER) {
		put_str(out, a->member);
		put_field(out, &a->url);
	} else if (step.step != ARTICLE_END && step.step != ARTICLE_WORKING) {
		put_number(out, p->line);
		put_number(out, p->scan);
		put_str(out, str_from_c(p->id));
		put_str(out, str_from_c(p->member));
		parcel_put_error(out, &p->error);
	}
	return !out->failed;
}

static void take_problem(struct taking *t, struct article_problem *p)
{
	p->line = take_number(t, UINT64_MAX >> 1);
	p->scan = take_number(t, 1);
	take_c(t, p->id, sizeof p->id);
	take_c(t, p->member, sizeof p->member);
	take_error(t, &p->error);
}

bool parcel_take_step(
	struct str bytes, struct parcel_step *step, struct article *a, struct article_problem *p)
{
	struct taking t = taking_of(bytes);
	step->step = (enum article_step)take_number(&t, ARTICLE_UNREAD);
	step->ceiling = (enum ceiling)take_number(&t, CEILING_MEMBERS);
	if (step->step == ARTICLE_READ) {
		take_article(&t, a);
	} else if (step->step == ARTICLE_MEMBER) {
		a->member = arena_str(&a->memory, take_bytes(&t, NAME_MAX_BYTES));
		a->url = take_field(&t, &a->memory);
		t.failed = t.failed || !a->member.ptr;
	} else if (step->step != ARTICLE_END && step->step != ARTICLE_WORKING) {
		take_problem(&t, p);
	}
	return is_taken(&t);
}
