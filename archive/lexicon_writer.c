#include "archive/lexicon_draft.h"
#include "archive/lexicon_file.h"
#include "archive/smoothing.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/pages.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

/* Of all words, the classes, too. */
static uint64_t tempered_words(const struct lexicon_builder *b)
{
	double sum = 0;
	for (size_t i = 0; i < b->count; i++)
		sum += smoothing_tempered((double)b->words[i].count);
	return (uint64_t)(sum + 0.5);
}

static void write_header(const struct lexicon_builder *b, struct buf *out)
{
	buf_append(out, str_make(LEXICON_MAGIC, LEXICON_MAGIC_BYTES));
	buf_append_u32(out, LEXICON_VERSION);
	buf_append_u32(out, (uint32_t)b->least.counts << 16 | b->least.words);
	buf_append_u32(out, (uint32_t)b->count);
	buf_append_u32(out, (uint32_t)b->context_count);
	buf_append_u64(out, b->pair_count);
	buf_append_u64(out, b->string_bytes);
	buf_append_u64(out, b->run_count);
	buf_append_u64(out, b->running);
	buf_append_u64(out, tempered_words(b));
	buf_append_u64(out, lexicon_checksum(buf_str(out)));
}

/* Of the pairs of W. */
static double tempered_pairs(const struct lexicon_builder *b, const struct draft_word *w)
{
	double sum = 0;
	for (uint32_t i = 0; i < w->pair_count; i++) {
		uint8_t code = (uint8_t)(b->pairs[w->first_pair + i] & 0xFF);
		sum += smoothing_tempered((double)lexicon_decode(code));
	}
	return sum;
}

static void write_word(const struct lexicon_builder *b, const struct draft_word *w, uint32_t offset,
	uint32_t pair, struct buf *out)
{
	uint16_t tempered = w->pair_count > 0 ? lexicon_sum_code(tempered_pairs(b, w)) : 0;
	const char lengths[4] = {(char)w->folded_len, (char)w->exact_len, (char)(tempered & 0xFF),
		(char)(tempered >> 8)};
	buf_append_u32(out, offset);
	buf_append(out, str_make(lengths, sizeof lengths));
	buf_append_u32(out, w->count);
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
	static const struct draft_word end;
	uint32_t offset = 0;
	uint32_t pair = 0;
	for (size_t i = 0; i < b->count; i++) {
		const struct draft_word *w = &b->words[i];
		write_word(b, w, offset, pair, &s->out);
		offset += (uint32_t)w->folded_len + w->exact_len;
		pair += w->pair_count;
		spill_when_full(s);
	}
	write_word(b, &end, 0, pair, &s->out);
}

static void write_pairs(const struct lexicon_builder *b, struct sink *s)
{
	for (size_t i = 0; i < b->count; i++) {
		const struct draft_word *w = &b->words[i];
		for (uint32_t k = 0; k < w->pair_count; k++) {
			uint32_t packed = b->pairs[w->first_pair + k];
			uint32_t capitals = packed >> DRAFT_CAPITALS & 3;
			buf_append_u32(&s->out, draft_word(packed) |
							capitals << LEXICON_PAIR_CAPITALS |
							packed << 24);
		}
		spill_when_full(s);
	}
}

static void write_context(uint32_t pair, uint32_t run, uint8_t rest, struct buf *out)
{
	buf_append_u32(out, pair);
	buf_append_u32(out, run);
	buf_push(out, (char)rest);
}

static void write_contexts(const struct lexicon_builder *b, struct sink *s)
{
	uint32_t first = 0;
	uint32_t run = 0;
	for (size_t i = 0; i < b->count; i++) {
		const struct draft_word *w = &b->words[i];
		for (uint32_t k = 0; k < w->context_count; k++) {
			const struct draft_context *c = &b->contexts[w->first_context + k];
			write_context(first + c->place, run, c->rest, &s->out);
			run += c->run_count;
		}
		first += w->pair_count;
		spill_when_full(s);
	}
	write_context(first, run, lexicon_share_code(1), &s->out);
}

static void write_runs(const struct lexicon_builder *b, struct sink *s)
{
	for (size_t i = 0; i < b->count; i++) {
		const struct draft_word *w = &b->words[i];
		for (uint32_t k = 0; k < w->context_count; k++) {
			const struct draft_context *c = &b->contexts[w->first_context + k];
			for (uint32_t r = 0; r < c->run_count; r++) {
				uint32_t packed = b->runs[c->first + r];
				buf_push(&s->out, (char)(packed >> 8 & 0xFF));
				buf_push(&s->out, (char)(packed >> 16 & 0xFF));
				buf_push(&s->out, (char)(packed & 0xFF));
			}
			spill_when_full(s);
		}
	}
}

static void write_strings(const struct lexicon_builder *b, struct sink *s)
{
	for (size_t i = 0; i < b->count; i++) {
		const struct draft_word *w = &b->words[i];
		buf_append(&s->out, str_make(w->text, (size_t)w->folded_len + w->exact_len));
		spill_when_full(s);
	}
}

/* Behind all parts, which are in FILE, come the checksums of its pages. */
static bool write_sums(FILE *file)
{
	char page[PAGES_BYTES];
	size_t got;
	struct buf sums = BUF_INIT;
	bool ok = fseek(file, 0, SEEK_SET) == 0;
	while (ok && (got = fread(page, 1, sizeof page, file)) > 0)
		ok = buf_append_u32(&sums, pages_sum(str_make(page, got)));
	ok = ok && !ferror(file) && fseek(file, 0, SEEK_END) == 0 &&
	     fwrite(sums.ptr, sums.len, 1, file) == 1;
	buf_free(&sums);
	return ok;
}

bool lexicon_builder_write(struct lexicon_builder *b, const char *path, struct error *err)
{
	if (!draft_choose_runs(b))
		return error_set_memory(err);
	struct sink s = {.file = fopen(path, "w+e")};
	if (!s.file)
		return error_set_system(
			err, errno, SAY("không ghi được “%s”", "cannot write %s"), path);
	write_header(b, &s.out);
	write_words(b, &s);
	write_pairs(b, &s);
	write_contexts(b, &s);
	write_runs(b, &s);
	write_strings(b, &s);
	spill(&s);
	bool written = s.out.len == 0 && write_sums(s.file) && !ferror(s.file);
	bool failed = s.out.failed;
	buf_free(&s.out);
	if (fclose(s.file) != 0 || !written)
		return failed ? error_set_memory(err)
			      : error_set_system(err, errno,
					SAY("không ghi được “%s”", "cannot write %s"), path);
	return !failed || error_set_memory(err);
}
