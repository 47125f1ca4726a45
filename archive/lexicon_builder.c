#include "archive/lexicon.h"

#include "archive/lexicon_file.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/lang.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

struct word {
	const char *text; /* folded form, exact form, back to back */
	uint8_t folded_len, exact_len;
	uint64_t count;
	uint32_t added; /* its number in the order of adding */

	uint32_t first_pair, pair_count; /* once numbered */
};

struct lexicon_builder {
	struct arena memory;
	struct word *words; /* in the order of the file, once numbered */
	size_t count, capacity;
	size_t string_bytes;
	uint64_t running;
	uint32_t *number_of; /* a word's place in WORDS, by its number of adding */
	uint32_t *pairs;     /* right word in the upper 24 bits, code of the count below */
	size_t pair_count, pair_capacity;
};

struct lexicon_builder *lexicon_builder_new(void)
{
	return calloc(1, sizeof(struct lexicon_builder));
}

void lexicon_builder_free(struct lexicon_builder *b)
{
	if (!b)
		return;
	arena_free(&b->memory);
	free(b->words);
	free(b->number_of);
	free(b->pairs);
	free(b);
}

static bool make_room(struct lexicon_builder *b)
{
	if (b->count < b->capacity)
		return true;
	size_t capacity = b->capacity ? b->capacity * 2 : 1024;
	struct word *words = reallocarray(b->words, capacity, sizeof *words);
	if (!words)
		return false;
	b->words = words;
	b->capacity = capacity;
	return true;
}

static bool is_plain(struct str exact)
{
	return !str_eq(exact, STR(LEXICON_BREAK)) && !str_eq(exact, STR(LEXICON_FIGURES)) &&
	       !memchr(exact.ptr, ' ', exact.len);
}

bool lexicon_builder_add(struct lexicon_builder *b, struct str exact, struct str folded,
	uint64_t count, struct error *err)
{
	if (exact.len > LEXICON_MAX_WORD || folded.len > LEXICON_MAX_WORD ||
		b->string_bytes > UINT32_MAX - 2 * LEXICON_MAX_WORD || b->count == UINT32_MAX)
		return error_set(err, ERROR_LIMIT,
			SAY("kho có quá nhiều từ khác nhau",
				"the archive has too many distinct words"));
	char *text = arena_alloc(&b->memory, folded.len + exact.len);
	if (!text || !make_room(b))
		return error_set_memory(err);
	memcpy(text, folded.ptr, folded.len);
	memcpy(text + folded.len, exact.ptr, exact.len);
	b->words[b->count] = (struct word){.text = text,
		.folded_len = (uint8_t)folded.len,
		.exact_len = (uint8_t)exact.len,
		.count = count,
		.added = (uint32_t)b->count};
	b->count++;
	b->running += is_plain(exact) ? count : 0;
	b->string_bytes += folded.len + exact.len;
	return true;
}

/* It is found by either side of the sign. */
bool lexicon_builder_define(struct lexicon_builder *b, struct str exact, struct str folded,
	uint64_t count, struct error *err)
{
	const char *sign = memchr(folded.ptr, LEXICON_DEFINES, folded.len);
	size_t at = sign ? (size_t)(sign - folded.ptr) : folded.len;
	struct str acronym = str_slice(folded, 0, sign ? at + 1 : at);
	struct str phrase = str_slice(folded, at, folded.len);
	return lexicon_builder_add(b, exact, acronym, count, err) &&
	       lexicon_builder_add(b, exact, phrase, count, err);
}

static struct str folded_of(const struct word *w)
{
	return str_make(w->text, w->folded_len);
}

static struct str exact_of(const struct word *w)
{
	return str_make(w->text + w->folded_len, w->exact_len);
}

static int compare_words(const void *a, const void *b)
{
	const struct word *x = a;
	const struct word *y = b;
	int order = str_compare(folded_of(x), folded_of(y));
	if (order != 0)
		return order;
	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return str_compare(exact_of(x), exact_of(y));
}

bool lexicon_builder_number(struct lexicon_builder *b, struct error *err)
{
	if (b->count > 0)
		qsort(b->words, b->count, sizeof *b->words, compare_words);
	b->number_of = calloc(b->count + 1, sizeof *b->number_of);
	if (!b->number_of)
		return error_set_memory(err);
	for (size_t i = 0; i < b->count; i++)
		b->number_of[b->words[i].added] = (uint32_t)i;
	return true;
}

static int compare_followers(const void *a, const void *b)
{
	const struct lexicon_follower *x = a;
	const struct lexicon_follower *y = b;
	return (x->word > y->word) - (x->word < y->word);
}

static bool make_pair_room(struct lexicon_builder *b, size_t more)
{
	if (more <= b->pair_capacity - b->pair_count)
		return true;
	size_t capacity = 2 * b->pair_capacity + more;
	uint32_t *pairs = reallocarray(b->pairs, capacity, sizeof *pairs);
	if (!pairs)
		return false;
	b->pairs = pairs;
	b->pair_capacity = capacity;
	return true;
}

bool lexicon_builder_pairs(struct lexicon_builder *b, uint32_t left,
	struct lexicon_follower *followers, size_t count, struct error *err)
{
	struct word *word = &b->words[b->number_of[left]];
	if (b->pair_count + count > UINT32_MAX)
		return error_set(err, ERROR_LIMIT,
			SAY("kho có quá nhiều cặp từ khác nhau",
				"the archive has too many distinct pairs of words"));
	if (!make_pair_room(b, count))
		return error_set_memory(err);
	for (size_t i = 0; i < count; i++)
		followers[i].word = b->number_of[followers[i].word];
	if (count > 0)
		qsort(followers, count, sizeof *followers, compare_followers);
	word->first_pair = (uint32_t)b->pair_count;
	for (size_t i = 0; i < count && followers[i].word < LEXICON_PAIRED_WORDS; i++)
		b->pairs[b->pair_count++] =
			followers[i].word << 8 | lexicon_code(followers[i].count);
	word->pair_count = (uint32_t)b->pair_count - word->first_pair;
	return true;
}

static void write_header(const struct lexicon_builder *b, struct buf *out)
{
	buf_append(out, str_make(LEXICON_MAGIC, LEXICON_MAGIC_BYTES));
	buf_append_u32(out, LEXICON_VERSION);
	buf_append_u32(out, 0);
	buf_append_u32(out, (uint32_t)b->count);
	buf_append_u32(out, 0);
	buf_append_u64(out, b->pair_count);
	buf_append_u64(out, b->string_bytes);
	buf_append_u64(out, b->running);
	buf_append_u64(out, 0);
	buf_append_u64(out, lexicon_checksum(buf_str(out)));
}

static void write_word(const struct word *w, uint32_t offset, uint32_t pair, struct buf *out)
{
	const char lengths[4] = {(char)w->folded_len, (char)w->exact_len, 0, 0};
	buf_append_u32(out, offset);
	buf_append(out, str_make(lengths, sizeof lengths));
	buf_append_u32(out, w->count < UINT32_MAX ? (uint32_t)w->count : UINT32_MAX);
	buf_append_u32(out, pair);
}

/* What is made is written piece by piece: as a whole it would be the most memory that a
   run takes. */
struct sink {
	FILE *file;
	struct buf out;
};

static void spill(struct sink *s)
{
	if (s->out.len > 0 && fwrite(s->out.ptr, s->out.len, 1, s->file) == 1)
		s->out.len = 0;
}

static void spill_when_full(struct sink *s)
{
	enum { FULL = 64 << 10 };
	if (s->out.len >= FULL)
		spill(s);
}

static void write_words(const struct lexicon_builder *b, struct sink *s)
{
	static const struct word end;
	uint32_t offset = 0;
	uint32_t pair = 0;
	for (size_t i = 0; i < b->count; i++) {
		const struct word *w = &b->words[i];
		write_word(w, offset, pair, &s->out);
		offset += (uint32_t)w->folded_len + w->exact_len;
		pair += w->pair_count;
		spill_when_full(s);
	}
	write_word(&end, 0, pair, &s->out);
}

static void write_pairs(const struct lexicon_builder *b, struct sink *s)
{
	for (size_t i = 0; i < b->count; i++) {
		const struct word *w = &b->words[i];
		for (uint32_t k = 0; k < w->pair_count; k++) {
			uint32_t packed = b->pairs[w->first_pair + k];
			buf_append_u32(&s->out, packed >> 8 | packed << 24);
		}
		spill_when_full(s);
	}
}

static void write_strings(const struct lexicon_builder *b, struct sink *s)
{
	for (size_t i = 0; i < b->count; i++) {
		const struct word *w = &b->words[i];
		buf_append(&s->out, str_make(w->text, (size_t)w->folded_len + w->exact_len));
		spill_when_full(s);
	}
}

bool lexicon_builder_write(struct lexicon_builder *b, const char *path, struct error *err)
{
	struct sink s = {.file = fopen(path, "we")};
	if (!s.file)
		return error_set_system(
			err, errno, SAY("không ghi được %s", "cannot write %s"), path);
	write_header(b, &s.out);
	write_words(b, &s);
	write_pairs(b, &s);
	write_strings(b, &s);
	spill(&s);
	bool written = s.out.len == 0 && !ferror(s.file);
	bool failed = s.out.failed;
	buf_free(&s.out);
	if (fclose(s.file) != 0 || !written)
		return failed ? error_set_memory(err)
			      : error_set_system(err, errno,
					SAY("không ghi được %s", "cannot write %s"), path);
	return !failed || error_set_memory(err);
}
