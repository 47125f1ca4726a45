#include "archive/lexicon.h"

#include "archive/lexicon_file.h"
#include "base/file.h"
#include "base/lang.h"

#include <stdlib.h>

struct lexicon {
	struct mapping file;
	struct str entries; /* count * LEXICON_ENTRY bytes */
	struct str strings;
	uint32_t count;
};

static uint64_t number_at(struct str s, size_t at, size_t bytes)
{
	uint64_t v = 0;
	for (size_t i = 0; i < bytes; i++)
		v |= (uint64_t)(unsigned char)s.ptr[at + i] << (8 * i);
	return v;
}

static bool refuse(struct error *err, const char *path)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("%s bị hỏng; hãy chạy tracuu-index verify rồi tracuu-index rebuild",
			"%s is damaged; run tracuu-index verify, then tracuu-index rebuild"),
		path);
}

static bool read_header(struct lexicon *l, const char *path, struct error *err)
{
	struct str file = l->file.bytes;
	if (file.len < LEXICON_HEADER || memcmp(file.ptr, LEXICON_MAGIC, LEXICON_MAGIC_BYTES) != 0)
		return refuse(err, path);
	uint64_t version = number_at(file, LEXICON_AT_VERSION, 4);
	if (version != LEXICON_VERSION)
		return error_set(err, ERROR_VERSION,
			SAY("%s thuộc phiên bản %llu, chương trình này đọc phiên bản %d; hãy chạy "
			    "tracuu-index rebuild",
				"%s is of version %llu, this program reads version %d; run "
				"tracuu-index rebuild"),
			path, (unsigned long long)version, LEXICON_VERSION);
	l->count = (uint32_t)number_at(file, LEXICON_AT_COUNT, 4);
	uint64_t entries = (uint64_t)l->count * LEXICON_ENTRY;
	if (entries > file.len - LEXICON_HEADER)
		return refuse(err, path);
	l->entries = str_slice(file, LEXICON_HEADER, LEXICON_HEADER + (size_t)entries);
	l->strings = str_slice(file, LEXICON_HEADER + (size_t)entries, file.len);
	if (number_at(file, LEXICON_AT_STRINGS, 8) != l->strings.len)
		return refuse(err, path);
	return true;
}

struct lexicon *lexicon_open(const char *path, struct error *err)
{
	struct lexicon *l = calloc(1, sizeof *l);
	if (!l) {
		error_set_memory(err);
		return NULL;
	}
	if (!mapping_open(&l->file, path, err) || !read_header(l, path, err)) {
		lexicon_close(l);
		return NULL;
	}
	return l;
}

void lexicon_close(struct lexicon *l)
{
	if (!l)
		return;
	mapping_close(&l->file);
	free(l);
}

struct entry {
	struct str folded, exact;
	uint64_t count;
};

/* Entry I; a damaged one reads as empty strings. */
static struct entry entry_at(const struct lexicon *l, size_t i)
{
	size_t at = i * LEXICON_ENTRY;
	uint64_t offset = number_at(l->entries, at, 4);
	size_t folded = (unsigned char)l->entries.ptr[at + 4];
	size_t exact = (unsigned char)l->entries.ptr[at + 5];
	struct entry e = {STR(""), STR(""), number_at(l->entries, at + 8, 8)};
	if (offset + folded + exact > l->strings.len)
		return e;
	e.folded = str_make(l->strings.ptr + offset, folded);
	e.exact = str_make(l->strings.ptr + offset + folded, exact);
	return e;
}

/* The first entry whose folded form is not before FOLDED. */
static size_t lower_bound(const struct lexicon *l, struct str folded)
{
	size_t low = 0;
	size_t high = l->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_compare(entry_at(l, middle).folded, folded) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t lexicon_spellings(
	const struct lexicon *l, struct str folded, struct lexicon_word *out, size_t max)
{
	size_t found = 0;
	for (size_t i = lower_bound(l, folded); i < l->count && found < max; i++) {
		struct entry e = entry_at(l, i);
		if (!str_eq(e.folded, folded))
			break;
		out[found++] = (struct lexicon_word){e.exact, e.count};
	}
	return found;
}

uint64_t lexicon_count(const struct lexicon *l, struct str exact, struct str folded)
{
	for (size_t i = lower_bound(l, folded); i < l->count; i++) {
		struct entry e = entry_at(l, i);
		if (!str_eq(e.folded, folded))
			break;
		if (str_eq(e.exact, exact))
			return e.count;
	}
	return 0;
}
