#include "indexer/vocabulary/tally_source.h"
#include "base/bytes.h"
#include "base/lang.h"
#include "base/varint.h"

#include <stdlib.h>

/* A file is read from its beginning to its end, many at once: so much of each stays in
   memory. */
enum { RELAX_BYTES = 128 << 10 };

static bool refuse(const struct tally_source *s, struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("“%s” bị hỏng; hãy chạy \"tracuu-index repair\"",
			"%s is damaged; run \"tracuu-index repair\""),
		s->path);
}

/* Takes a number off the front of *S: most have one byte. */
static inline bool take_number(struct str *s, uint64_t *out)
{
	const char *p = s->ptr;
	if (s->len > 0 && (unsigned char)*p < 0x80) {
		*out = (unsigned char)*p;
		*s = str_make(p + 1, s->len - 1);
		return true;
	}
	const char *end = p + s->len;
	bool ok = varint_take(&p, end, out);
	*s = str_make(p, (size_t)(end - p));
	return ok;
}

static bool read_header(struct tally_source *s, struct error *err)
{
	struct str file = s->file.bytes;
	if (file.len < TALLY_HEADER || memcmp(file.ptr, TALLY_MAGIC, TALLY_MAGIC_BYTES) != 0)
		return refuse(s, err);
	if (bytes_u32(file.ptr + TALLY_AT_VERSION) != TALLY_VERSION)
		return error_set(err, ERROR_VERSION,
			SAY("“%s” thuộc phiên bản khác; hãy chạy \"tracuu-index repair\"",
				"%s is of another version; run \"tracuu-index repair\""),
			s->path);
	uint64_t bytes = bytes_u64(file.ptr + TALLY_AT_BYTES);
	s->word_count = bytes_u32(file.ptr + TALLY_AT_WORDS);
	/* A word takes four bytes at least: the shared ones, its length, a byte, its count. */
	if (bytes > file.len - TALLY_HEADER || s->word_count > bytes / 4 ||
		s->word_count > TALLY_NONE)
		return refuse(s, err);
	s->words = str_slice(file, TALLY_HEADER, TALLY_HEADER + (size_t)bytes);
	s->rows = str_slice(file, TALLY_HEADER + (size_t)bytes, file.len);
	s->left_relaxed = file.len;
	return true;
}

bool tally_source_open(struct tally_source *s, const char *path, struct error *err)
{
	*s = (struct tally_source){.path = path};
	return mapping_open(&s->file, path, err) && read_header(s, err) &&
	       tally_source_word(s, err);
}

void tally_source_close(struct tally_source *s)
{
	mapping_close(&s->file);
	free(s->number);
	s->number = NULL;
}

static void relax(struct tally_source *s)
{
	size_t left = s->words.len + s->rows.len;
	if (s->left_relaxed - left < RELAX_BYTES)
		return;
	mapping_relax(&s->file);
	s->left_relaxed = left;
}

static bool read_word(struct tally_source *s, struct error *err)
{
	uint64_t shared;
	uint64_t more;
	if (!take_number(&s->words, &shared) || !take_number(&s->words, &more) ||
		shared > s->word.len || more == 0 || more > s->words.len ||
		shared + more > TALLY_MAX_WORD)
		return refuse(s, err);
	struct str before = s->word;
	bool after = shared == before.len ||
		     (unsigned char)*s->words.ptr > (unsigned char)before.ptr[shared];
	memcpy(s->bytes + shared, s->words.ptr, (size_t)more);
	s->words = str_slice(s->words, (size_t)more, s->words.len);
	s->word = str_make(s->bytes, (size_t)(shared + more));
	return (after && take_number(&s->words, &s->count)) || refuse(s, err);
}

bool tally_source_word(struct tally_source *s, struct error *err)
{
	if (s->read == s->word_count) {
		s->word = str_make(s->bytes, 0);
		return s->words.len == 0 || refuse(s, err);
	}
	s->read++;
	relax(s);
	return read_word(s, err);
}

/* Takes the next word of a list, *WORD being the one before, and how often it is there. */
static inline bool take_follower(struct tally_source *s, uint64_t *word, struct error *err)
{
	uint64_t distance;
	if (!take_number(&s->rows, &distance) || !take_number(&s->rows, &s->times) ||
		distance == 0 || distance > s->word_count)
		return refuse(s, err);
	*word += distance;
	return *word < s->word_count || refuse(s, err);
}

bool tally_source_count(struct tally_source *s, struct error *err)
{
	s->at_count = s->runs_left > 0 || s->pairs_left > 0;
	if (s->runs_left > 0) {
		s->runs_left--;
		s->third = s->third == TALLY_NONE ? UINT64_MAX : s->third;
		return take_follower(s, &s->third, err);
	}
	if (s->pairs_left == 0)
		return true;
	s->pairs_left--;
	s->third = TALLY_NONE;
	return take_follower(s, &s->right, err) &&
	       (take_number(&s->rows, &s->runs_left) || refuse(s, err));
}

static bool pass_row(struct tally_source *s, struct error *err)
{
	while (s->pairs_left > 0 || s->runs_left > 0) {
		if (!tally_source_count(s, err))
			return false;
	}
	return true;
}

bool tally_source_row(struct tally_source *s, struct error *err)
{
	uint64_t distance;
	uint64_t pairs;
	if (!pass_row(s, err))
		return false;
	uint64_t from = s->in_rows ? (uint64_t)s->row + 1 : 0;
	s->in_rows = true;
	s->at_count = false;
	relax(s);
	if (s->rows.len == 0) {
		s->row = s->word_count;
		return true;
	}
	if (!take_number(&s->rows, &distance) || !take_number(&s->rows, &pairs) || distance == 0 ||
		distance > s->word_count || pairs == 0 || pairs > s->word_count)
		return refuse(s, err);
	if (from + distance - 1 >= s->word_count)
		return refuse(s, err);
	s->row = (uint32_t)(from + distance - 1);
	s->pairs_left = (uint32_t)pairs;
	s->right = UINT64_MAX;
	return true;
}
