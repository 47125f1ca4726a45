#include "archive/lexicon.h"

#include "archive/lexicon_file.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/lang.h"

#include <stdlib.h>

struct word {
	const char *text; /* folded form, exact form, back to back */
	uint8_t folded_len, exact_len;
	uint64_t count;
};

struct lexicon_builder {
	struct arena memory;
	struct word *words;
	size_t count, capacity;
	size_t string_bytes;
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
	free(b);
}

static bool has_digit(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] >= '0' && s.ptr[i] <= '9')
			return true;
	}
	return false;
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

bool lexicon_builder_add(struct lexicon_builder *b, struct str exact, struct str folded,
	uint64_t count, struct error *err)
{
	if (has_digit(exact) || exact.len > LEXICON_MAX_WORD || folded.len > LEXICON_MAX_WORD)
		return true;
	if (b->string_bytes > UINT32_MAX - 2 * LEXICON_MAX_WORD || b->count == UINT32_MAX)
		return error_set(err, ERROR_LIMIT,
			SAY("kho có quá nhiều từ khác nhau",
				"the archive has too many distinct words"));
	char *text = arena_alloc(&b->memory, folded.len + exact.len);
	if (!text || !make_room(b))
		return error_set_memory(err);
	memcpy(text, folded.ptr, folded.len);
	memcpy(text + folded.len, exact.ptr, exact.len);
	b->words[b->count++] = (struct word){text, (uint8_t)folded.len, (uint8_t)exact.len, count};
	b->string_bytes += folded.len + exact.len;
	return true;
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

static void write_words(const struct lexicon_builder *b, struct buf *out)
{
	buf_append(out, str_make(LEXICON_MAGIC, LEXICON_MAGIC_BYTES));
	buf_append_u32(out, LEXICON_VERSION);
	buf_append_u32(out, (uint32_t)b->count);
	buf_append_u64(out, b->string_bytes);
	buf_append_u64(out, 0);
	uint32_t offset = 0;
	for (size_t i = 0; i < b->count; i++) {
		const struct word *w = &b->words[i];
		const char lengths[4] = {(char)w->folded_len, (char)w->exact_len, 0, 0};
		buf_append_u32(out, offset);
		buf_append(out, str_make(lengths, sizeof lengths));
		buf_append_u64(out, w->count);
		offset += (uint32_t)w->folded_len + w->exact_len;
	}
	for (size_t i = 0; i < b->count; i++)
		buf_append(out, str_make(b->words[i].text,
					(size_t)b->words[i].folded_len + b->words[i].exact_len));
}

bool lexicon_builder_write(struct lexicon_builder *b, const char *path, struct error *err)
{
	if (b->count > 0)
		qsort(b->words, b->count, sizeof *b->words, compare_words);
	struct buf out = BUF_INIT;
	write_words(b, &out);
	bool ok = out.failed ? error_set_memory(err) : file_replace(path, buf_str(&out), err);
	buf_free(&out);
	return ok;
}
