#include "indexer/inversion/document.h"
#include "archive/schema.h"
#include "base/bytes.h"
#include "base/checksum.h"
#include "base/lang.h"
#include "indexer/inversion/acronyms.h"
#include "indexer/inversion/inverter.h"
#include "indexer/inversion/segment.h"
#include "indexer/inversion/words.h"
#include "indexer/vocabulary/definitions.h"
#include "indexer/vocabulary/tally_file.h"
#include "text/date/read.h"
#include "text/shingle/shingle.h"
#include "text/syllable/utf8.h"
#include "text/token/sentence.h"
#include "text/token/token.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

/* Marks a word of the line that is another reading of those before it. */
#define BESIDE (UINT32_C(1) << 31)

/* Marks one that begins with a capital. */
#define CAPITAL (UINT32_C(1) << 30)

/* What was looked up once a batch for a term that is a word: its numbers in the tally, and of
   its folded form in the inverter, each + 1; 0: not yet. */
struct known {
	uint32_t tally, folded;
};

struct analyst {
	struct tokenizer *tokenizer;
	struct record_encoder *encoder;
	struct words words;
	struct acronyms acronyms;
	struct shingler shingler;
	struct inverter inverter;
	struct tally tally;
	struct buf line;  /* the document's words in order: index + 1, 0 for a break; uint32_t */
	struct buf known; /* of each term of the inverter; struct known */
	struct buf positions; /* of a word, uint32_t */
	struct buf
		ends[ZONE_COUNT + 1]; /* of the blocks of each zone, and of sentences; uint32_t */
	struct buf term;
	struct buf text;
	struct buf values; /* of the document, for the segment */
	struct buf data;
};

struct analyst *analyst_new(struct error *err)
{
	struct analyst *a = calloc(1, sizeof *a);
	if (!a) {
		error_set_memory(err);
		return NULL;
	}
	a->tokenizer = tokenizer_new();
	a->encoder = record_encoder_new();
	bool tables = words_open(&a->words);
	tables = inverter_open(&a->inverter) && tables;
	if (tables && a->tokenizer && a->encoder)
		return a;
	analyst_free(a);
	error_set_memory(err);
	return NULL;
}

void analyst_free(struct analyst *a)
{
	if (!a)
		return;
	tokenizer_free(a->tokenizer);
	record_encoder_free(a->encoder);
	words_close(&a->words);
	buf_free(&a->acronyms.found);
	inverter_close(&a->inverter);
	tally_free(&a->tally);
	buf_free(&a->line);
	buf_free(&a->known);
	buf_free(&a->positions);
	for (size_t i = 0; i <= ZONE_COUNT; i++)
		buf_free(&a->ends[i]);
	buf_free(&a->term);
	buf_free(&a->text);
	buf_free(&a->values);
	buf_free(&a->data);
	free(a);
}

bool analyst_relax(struct analyst *a, struct error *err)
{
	struct analyst *fresh = analyst_new(err);
	if (!fresh)
		return false;
	struct analyst used = *a;
	*a = *fresh;
	*fresh = used;
	analyst_free(fresh);
	malloc_trim(0);
	return true;
}

static void keep_number(struct buf *out, uint32_t number)
{
	buf_append(out, str_make((const char *)&number, sizeof number));
}

/* Whether T begins with a capital, and is none as a whole. */
static bool is_name(const struct token *t)
{
	return (t->flags & (TOKEN_CAPITALISED | TOKEN_CAPITALS)) == TOKEN_CAPITALISED;
}

/* Keeps TOKEN, the next of its block, which is WORD, for the tally. */
static void keep_token(struct analyst *a, const struct token *token, const struct word *word)
{
	uint32_t number = (uint32_t)(word - a->words.ptr) + 1;
	if (token->flags & TOKEN_EXTRA) {
		keep_number(&a->line, number | BESIDE);
		return;
	}
	if (token->flags & TOKEN_BREAK)
		keep_number(&a->line, 0);
	keep_number(&a->line, is_name(token) ? number | CAPITAL : number);
}

/* Keeps that what ends with the word at POSITION, 0: none, is a sentence, or a block of ZONE. */
static void keep_end(struct analyst *a, size_t zone, uint32_t position)
{
	if (position > 0)
		keep_number(&a->ends[zone], position);
}

/* Returns the position of the next word. An extra token shares the position of the
   word before it. */
static uint32_t read_block(struct analyst *a, const struct record_block *block, uint32_t position)
{
	struct token token;
	struct definitions definitions = {.text = block->text};
	uint32_t current = 0;
	size_t end = 0; /* of the word before */
	keep_number(&a->line, 0);
	acronyms_begin(&a->acronyms);
	tokenizer_start_document(a->tokenizer, block->text);
	while (tokenizer_next(a->tokenizer, &token)) {
		if (!(token.flags & TOKEN_EXTRA)) {
			if (end > 0 && sentence_ends(block->text, end, token.start))
				keep_end(a, ZONE_COUNT, current);
			end = token.end;
			current = position <= POSITION_MAX ? position : 0;
			position += position <= POSITION_MAX;
		}
		struct word *word = words_add(&a->words, &token, block->zone, current);
		if (!word)
			continue;
		keep_token(a, &token, word);
		if (zone_is_text(block->zone) && !(token.flags & TOKEN_EXTRA))
			shingler_add(&a->shingler, word->checksum);
		acronyms_read(&a->acronyms, &token, (uint32_t)(word - a->words.ptr));
		if (definitions_read(&definitions, &token, word->exact, &a->text))
			tally_beside(&a->tally,
				tally_word(&a->tally, buf_str(&a->text), buf_str(&a->text)));
	}
	acronyms_end(&a->acronyms, &a->words);
	keep_end(a, ZONE_COUNT, current);
	keep_end(a, block->zone, current);
	return position;
}

static void read_blocks(struct analyst *a, const struct record *r)
{
	uint32_t position = 1;
	words_reset(&a->words);
	shingler_begin(&a->shingler);
	buf_reset(&a->line);
	for (size_t i = 0; i <= ZONE_COUNT; i++)
		buf_reset(&a->ends[i]);
	for (size_t i = 0; i < r->block_count; i++) {
		position = read_block(a, &r->blocks[i], position);
		if (position <= POSITION_MAX)
			position += POSITION_GAP;
	}
}

static void add_prefixed(struct analyst *a, const char *prefix, struct str word, uint32_t count)
{
	if (word.len == 0)
		return;
	schema_term(&a->term, prefix, word);
	inverter_add(&a->inverter, buf_str(&a->term), count);
}

/* Words past POSITION_MAX have none; those that share a place with an extra token of the
   same spelling have it once. */
static uint32_t add_exact(struct analyst *a, const struct word *word)
{
	uint32_t before = 0;
	buf_reset(&a->positions);
	for (uint32_t at = word->first; at; at = a->words.places[at].next) {
		uint32_t position = a->words.places[at].position;
		if (position <= before)
			continue;
		keep_number(&a->positions, position);
		before = position;
	}
	return inverter_add_at(&a->inverter, word->exact, word->count,
		(const uint32_t *)(const void *)a->positions.ptr,
		a->positions.len / sizeof(uint32_t));
}

/* What is known of term number TERM of the inverter; NULL when out of memory. Good until
   the next call. */
static struct known *known_of(struct analyst *a, uint32_t term)
{
	static const struct known nothing[64];
	size_t wanted = ((size_t)term + 1) * sizeof(struct known);
	if (term == INVERTER_NONE)
		return NULL;
	while (!a->known.failed && a->known.len < wanted)
		buf_append(&a->known, str_make((const char *)nothing, sizeof nothing));
	return a->known.failed ? NULL : (struct known *)(void *)a->known.ptr + term;
}

static void add_folded(struct analyst *a, struct known *known, const struct word *word)
{
	if (word->folded.len == 0)
		return;
	if (known->folded == 0) {
		schema_term(&a->term, PREFIX_FOLDED, word->folded);
		known->folded = inverter_add(&a->inverter, buf_str(&a->term), word->count) + 1;
	} else {
		inverter_add_number(&a->inverter, known->folded - 1, word->count);
	}
}

static void add_word(struct analyst *a, struct word *word)
{
	struct known *known = known_of(a, add_exact(a, word));
	word->tally = TALLY_NONE;
	if (!known)
		return;
	if (known->tally == 0)
		known->tally = tally_word(&a->tally, word->exact, word->folded) + 1;
	word->tally = known->tally - 1;
	add_folded(a, known, word);
	for (enum zone zone = 0; zone < ZONE_COUNT; zone++) {
		const char *prefix = schema_zone_prefix(zone);
		if (*prefix && word->in_zone[zone])
			add_prefixed(a, prefix, word->exact, word->in_zone[zone]);
	}
	if (word->acronym)
		add_prefixed(a, PREFIX_CAPITALS, word->exact, 0);
	if (word->in_zone[ZONE_TITLE])
		add_prefixed(a, PREFIX_TITLE_FOLDED, word->folded, word->in_zone[ZONE_TITLE]);
}

static void add_words(struct analyst *a)
{
	for (size_t i = 0; i < a->words.count; i++)
		add_word(a, &a->words.ptr[i]);
}

/* Where sentences and blocks end: terms that count in no length. */
static void add_ends(struct analyst *a)
{
	for (size_t i = 0; i <= ZONE_COUNT; i++) {
		const struct buf *ends = &a->ends[i];
		const char *term =
			i < ZONE_COUNT ? schema_block_end((enum zone)i) : TERM_SENTENCE_END;
		if (ends->len > 0)
			inverter_add_at(&a->inverter, str_from_c(term), 0,
				(const uint32_t *)(const void *)ends->ptr,
				ends->len / sizeof(uint32_t));
		a->positions.failed |= ends->failed;
	}
}

static void tally_line(struct analyst *a)
{
	for (size_t i = 0; i < a->line.len; i += sizeof(uint32_t)) {
		uint32_t word;
		memcpy(&word, a->line.ptr + i, sizeof word);
		if (word == 0)
			tally_break(&a->tally);
		else if (word & BESIDE)
			tally_beside(&a->tally, a->words.ptr[(word & ~BESIDE) - 1].tally);
		else
			tally_next(&a->tally, a->words.ptr[(word & ~CAPITAL) - 1].tally,
				(word & CAPITAL) != 0);
	}
}

bool analyst_canonical(struct analyst *a, struct str text, struct buf *out)
{
	struct token token;
	buf_reset(out);
	tokenizer_start(a->tokenizer, text);
	while (tokenizer_next(a->tokenizer, &token)) {
		if (out->len > 0)
			buf_push(out, ' ');
		buf_append(out, token.exact);
	}
	return !out->failed;
}

struct str analyst_fold(struct analyst *a, struct str term)
{
	struct token token;
	size_t end = 0;
	buf_reset(&a->text);
	tokenizer_start(a->tokenizer, term);
	while (tokenizer_next(a->tokenizer, &token)) {
		if (token.flags & TOKEN_EXTRA)
			continue;
		buf_append(&a->text, str_slice(term, end, token.start));
		buf_append(&a->text, token.folded);
		end = token.end;
	}
	buf_append(&a->text, str_slice(term, end, term.len));
	return buf_str(&a->text);
}

/* A term for filtering only: it does not count in the length of the document. */
static void add_filter(struct analyst *a, const char *prefix, struct str value)
{
	add_prefixed(a, prefix, value, 0);
}

static void add_name(struct analyst *a, const char *prefix, struct str name)
{
	if (analyst_canonical(a, name, &a->text) && a->text.len > 0)
		add_filter(a, prefix, buf_str(&a->text));
}

/* YYYYMMDD at OUT */
static void put_day(char *out, struct date d)
{
	char digits[16];
	snprintf(digits, sizeof digits, "%04u%02u%02u", (unsigned)d.year % 10000,
		(unsigned)d.month % 100, (unsigned)d.day % 100);
	memcpy(out, digits, SLOT_DATE_SIZE);
}

/* Of a date that is YYYY, YYYY-MM, YYYY-MM-DD or empty: its terms and values. */
static void add_date(struct analyst *a, struct str text)
{
	enum { YEAR = 4, MONTH = 7 };
	char day[SLOT_DATE_SIZE];
	struct date d;
	if (!date_parse(text, &d))
		return;
	add_filter(a, PREFIX_YEAR, str_slice(text, 0, YEAR));
	if (text.len >= MONTH)
		add_filter(a, PREFIX_YEAR_MONTH, str_slice(text, 0, MONTH));
	put_day(day, date_first_day(d));
	segment_add_value(&a->values, SLOT_DATE_FIRST, str_make(day, sizeof day));
	put_day(day, date_last_day(d));
	segment_add_value(&a->values, SLOT_DATE_LAST, str_make(day, sizeof day));
}

static void add_value(struct analyst *a, unsigned slot, struct str text)
{
	text = utf8_cut(text, SLOT_TEXT_MAX);
	if (text.len > 0)
		segment_add_value(&a->values, slot, text);
}

static void add_authors(struct analyst *a, const struct record *r)
{
	buf_reset(&a->text);
	for (size_t i = 0; i < r->author_count; i++) {
		if (a->text.len + 1 + r->authors[i].len > SLOT_TEXT_MAX)
			break;
		if (i > 0)
			buf_push(&a->text, SLOT_SEPARATOR);
		buf_append(&a->text, r->authors[i]);
	}
	add_value(a, SLOT_AUTHORS, buf_str(&a->text));
	for (size_t i = 0; i < r->author_count; i++)
		add_name(a, PREFIX_AUTHOR, r->authors[i]);
}

/* Equals stand in an order that is the article's own: by what it says, since its document may keep
   an id that it had once; then by this, as others may say the same. */
static void add_order(struct analyst *a, const struct record *r)
{
	char bytes[SLOT_ORDER_SIZE];
	uint64_t text = checksum_of(r->date);
	for (size_t i = 0; i < r->block_count; i++)
		text = checksum_seeded(r->blocks[i].text, text);
	bytes_put_u32(bytes, (uint32_t)text);
	bytes_put_u32(bytes + SLOT_ORDER_SIZE / 2, (uint32_t)checksum_of(r->id));
	segment_add_value(&a->values, SLOT_ORDER, str_make(bytes, sizeof bytes));
}

static void add_signature(struct analyst *a)
{
	char bytes[SIGNATURE_MAX];
	struct signature s;
	shingler_end(&a->shingler, &s);
	if (s.count > 0)
		segment_add_value(
			&a->values, SLOT_SIGNATURE, str_make(bytes, signature_put(&s, bytes)));
}

/* What is known of the article beside its text: terms to filter by, values to count by. */
static void add_fields(struct analyst *a, const struct record *r)
{
	buf_reset(&a->values);
	add_filter(a, PREFIX_ID, r->id);
	add_date(a, r->date);
	add_authors(a, r);
	add_name(a, PREFIX_PLACE, r->place);
	add_value(a, SLOT_PLACE, r->place);
	add_name(a, PREFIX_SOURCE, r->source);
	add_value(a, SLOT_SOURCE, r->source);
	add_name(a, PREFIX_ISSUER, r->issuer);
	add_value(a, SLOT_ISSUER, r->issuer);
	add_name(a, PREFIX_KIND, r->kind);
	add_value(a, SLOT_KIND, r->kind);
	add_name(a, PREFIX_NUMBER, r->number);
	add_order(a, r);
	add_signature(a);
}

/* The document of R. */
static bool invert(struct analyst *a, const struct record *r, struct error *err)
{
	inverter_begin(&a->inverter);
	read_blocks(a, r);
	add_words(a);
	add_ends(a);
	add_fields(a, r);
	bool failed = a->values.failed || a->words.failed || a->acronyms.found.failed ||
		      a->inverter.failed || a->positions.failed || a->term.failed ||
		      a->text.failed || a->line.failed || a->known.failed;
	return !failed || error_set_memory(err);
}

bool analyst_index(
	struct analyst *a, const struct record *r, struct segment_writer *out, struct error *err)
{
	struct segment_document d;
	if (!invert(a, r, err))
		return false;
	tally_line(a);
	if (!record_encode(a->encoder, r, &a->data, err))
		return false;
	d.values = buf_str(&a->values);
	d.data = buf_str(&a->data);
	d.length = (uint32_t)a->inverter.length;
	return segment_put_document(out, &d, err);
}

static bool write_tally(
	struct analyst *a, enum tally_runs runs, const char *path, struct error *err)
{
	bool ok = tally_write(&a->tally, runs, path, err);
	tally_reset(&a->tally);
	buf_reset(&a->known);
	return ok;
}

bool analyst_write_tally(struct analyst *a, const char *path, struct error *err)
{
	return write_tally(a, TALLY_DOUBTED_RUNS, path, err);
}

bool analyst_write_lost_tally(struct analyst *a, const char *path, struct error *err)
{
	return write_tally(a, TALLY_EVERY_RUN, path, err);
}

bool analyst_finish(struct analyst *a, struct segment_writer *out, struct error *err)
{
	bool ok = inverter_write(&a->inverter, out, err);
	inverter_reset(&a->inverter);
	return ok;
}

bool analyst_each_term(struct analyst *a, const struct record *r, inverter_visit *visit,
	void *context, uint32_t *length, struct error *err)
{
	bool failed = false;
	bool ok = invert(a, r, err);
	*length = (uint32_t)a->inverter.length;
	ok = ok && inverter_each(&a->inverter, visit, context, &failed);
	if (failed)
		error_set_memory(err);
	inverter_reset(&a->inverter);
	tally_reset(&a->tally);
	buf_reset(&a->known);
	return ok;
}
