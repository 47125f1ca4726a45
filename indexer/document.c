#include "indexer/document.h"
#include "archive/schema.h"
#include "base/lang.h"
#include "indexer/words.h"
#include "text/token.h"
#include "xapianc/xapianc.h"

#include <stdlib.h>

struct analyst {
	struct tokenizer *tokenizer;
	struct xc_doc *doc;
	struct record_encoder *encoder;
	struct words words;
	struct buf term;
	struct buf text;
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
	a->doc = xc_doc_new(err);
	bool table = words_open(&a->words);
	if (table && a->tokenizer && a->encoder && a->doc)
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
	xc_doc_free(a->doc);
	words_close(&a->words);
	buf_free(&a->term);
	buf_free(&a->text);
	buf_free(&a->data);
	free(a);
}

/* Returns the position of the next word. An extra token shares the position of the
   word before it. */
static uint32_t read_block(struct analyst *a, const struct record_block *block, uint32_t position)
{
	struct token token;
	uint32_t current = 0;
	tokenizer_start_document(a->tokenizer, block->text);
	while (tokenizer_next(a->tokenizer, &token)) {
		if (!(token.flags & TOKEN_EXTRA)) {
			current = position <= POSITION_MAX ? position : 0;
			position += position <= POSITION_MAX;
		}
		words_add(&a->words, &token, block->zone, current);
	}
	return position;
}

static void read_blocks(struct analyst *a, const struct record *r)
{
	uint32_t position = 1;
	words_reset(&a->words);
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
	xc_doc_add_term(a->doc, buf_str(&a->term), count);
}

static void add_word(struct analyst *a, const struct word *word)
{
	for (uint32_t at = word->first; at; at = a->words.places[at].next) {
		uint32_t position = a->words.places[at].position;
		if (position > 0)
			xc_doc_add_posting(a->doc, word->exact, position, 1);
		else
			xc_doc_add_term(a->doc, word->exact, 1);
	}
	add_prefixed(a, PREFIX_FOLDED, word->folded, word->count);
	for (enum zone zone = 0; zone < ZONE_COUNT; zone++) {
		const char *prefix = schema_zone_prefix(zone);
		if (*prefix && word->in_zone[zone])
			add_prefixed(a, prefix, word->exact, word->in_zone[zone]);
	}
	if (word->in_zone[ZONE_TITLE])
		add_prefixed(a, PREFIX_TITLE_FOLDED, word->folded, word->in_zone[ZONE_TITLE]);
}

static void add_words(struct analyst *a)
{
	for (size_t i = 0; i < a->words.count; i++)
		add_word(a, &a->words.ptr[i]);
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
		buf_append(&a->text, str_slice(term, end, token.start));
		buf_append(&a->text, token.folded);
		end = token.end;
	}
	buf_append(&a->text, str_slice(term, end, term.len));
	return buf_str(&a->text);
}

static void add_filter(struct analyst *a, const char *prefix, struct str value)
{
	schema_term(&a->term, prefix, value);
	xc_doc_add_boolean_term(a->doc, buf_str(&a->term));
}

static void add_name(struct analyst *a, const char *prefix, struct str name)
{
	if (analyst_canonical(a, name, &a->text) && a->text.len > 0)
		add_filter(a, prefix, buf_str(&a->text));
}

/* YYYY, YYYY-MM or YYYY-MM-DD. */
static void add_date(struct analyst *a, struct str date)
{
	enum { YEAR = 4, MONTH = 7, DAY = 10 };
	char value[] = "00000000";
	if (date.len < YEAR)
		return;
	add_filter(a, PREFIX_YEAR, str_slice(date, 0, YEAR));
	memcpy(value, date.ptr, 4);
	if (date.len >= MONTH) {
		add_filter(a, PREFIX_YEAR_MONTH, str_slice(date, 0, MONTH));
		memcpy(value + 4, date.ptr + 5, 2);
	}
	if (date.len >= DAY)
		memcpy(value + 6, date.ptr + 8, 2);
	xc_doc_set_value(a->doc, SLOT_DATE, str_from_c(value));
}

const struct xc_doc *analyst_document(struct analyst *a, const struct record *r, struct error *err)
{
	xc_doc_clear(a->doc);
	read_blocks(a, r);
	add_words(a);
	add_filter(a, PREFIX_ID, r->id);
	add_date(a, r->date);
	for (size_t i = 0; i < r->author_count; i++)
		add_name(a, PREFIX_AUTHOR, r->authors[i]);
	add_name(a, PREFIX_PLACE, r->place);
	add_name(a, PREFIX_SOURCE, r->source);
	if (a->words.failed || a->term.failed || a->text.failed) {
		error_set_memory(err);
		return NULL;
	}
	if (!record_encode(a->encoder, r, &a->data, err))
		return NULL;
	xc_doc_set_data(a->doc, buf_str(&a->data));
	return a->doc;
}
