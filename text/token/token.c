/* The scanner cuts words out of the bytes; text/syllable/spelling.c spells each of them. As
 * a language repeats itself, a small cache of words already spelled answers for
 * most: it is what makes analysis fast. */
#include "text/token/token.h"

#include "text/date/find.h"
#include "text/date/period.h"
#include "text/syllable/spelling.h"
#include "text/token/compound.h"
#include "text/token/cut.h"
#include "text/token/joined.h"
#include "text/token/split.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	CACHED_RAW = 24,  /* bytes: longer words are spelled each time */
	CACHED_TEXT = 18, /* bytes of a spelling that is kept */
	DATE_FORMS = 3,   /* 27/3/2018, 27/3, 3/2018 */
	EXTRAS_MAX = DATE_DAYS_MAX * DATE_FORMS,
	SET_BITS = 13,
	SMALL_SET_BITS = 10,
	CACHE_LINE = 64, /* bytes, as usual processors have them */
	WAYS = 2         /* words of one hash that are kept, the newest first */
};

/* A word's bytes, padded with zeros, which no word holds. */
struct key {
	uint64_t part[CACHED_RAW / 8];
};

/* Fills a line. */
struct cached {
	struct key key;
	char exact[CACHED_TEXT];
	char folded[CACHED_TEXT];
	uint8_t exact_len, folded_len;
	uint8_t kind;
	uint8_t flags;
};

enum mode { WORDS_ONLY, DOCUMENT, QUERY };

struct tokenizer {
	struct str text;
	size_t at;
	enum mode mode;
	size_t chain_end; /* words before it are part of a compound already read */
	struct compound extras[EXTRAS_MAX];
	struct joined joined; /* the last that was read */
	size_t extra_count, extra_next;
	size_t pieces[SPLIT_MAX]; /* where the syllables of a word like ôtô end */
	size_t piece_count, piece_next;
	struct spelling spelling; /* of the word that was last spelled afresh */
	unsigned set_bits;        /* the cache has 1 << set_bits sets */
	struct cached (*cache)[WAYS];
	void *cache_memory;
};

static struct tokenizer *new_with(unsigned set_bits)
{
	size_t sets = (size_t)1 << set_bits;
	struct tokenizer *t = calloc(1, sizeof *t);
	if (!t)
		return NULL;
	t->set_bits = set_bits;
	t->cache_memory = calloc(1, sets * sizeof t->cache[0] + CACHE_LINE);
	if (!t->cache_memory) {
		free(t);
		return NULL;
	}
	/* By hand, since aligned_alloc would have every page of it touched to be zero. */
	size_t past_line = (uintptr_t)t->cache_memory % CACHE_LINE;
	void *line = (char *)t->cache_memory + CACHE_LINE - past_line;
	t->cache = line;
	return t;
}

struct tokenizer *tokenizer_new(void)
{
	return new_with(SET_BITS);
}

struct tokenizer *tokenizer_new_small(void)
{
	return new_with(SMALL_SET_BITS);
}

void tokenizer_free(struct tokenizer *t)
{
	if (t)
		free(t->cache_memory);
	free(t);
}

static void start(struct tokenizer *t, struct str text, enum mode mode)
{
	t->text = text;
	t->at = 0;
	t->mode = mode;
	t->chain_end = 0;
	t->extra_count = t->extra_next = 0;
	t->piece_count = t->piece_next = 0;
}

void tokenizer_start(struct tokenizer *t, struct str text)
{
	start(t, text, WORDS_ONLY);
}

void tokenizer_start_document(struct tokenizer *t, struct str text)
{
	start(t, text, DOCUMENT);
}

void tokenizer_start_query(struct tokenizer *t, struct str text)
{
	start(t, text, QUERY);
}

/* The word of LEN bytes at S, of which ROOM can be read. */
static inline struct key key_of(const char *s, size_t len, size_t room)
{
	static const unsigned char masks[2 * CACHED_RAW] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
		0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
		0xFF, 0xFF, 0xFF, 0xFF};
	struct key key = {{0, 0, 0}}, mask;
	if (room < CACHED_RAW) {
		memcpy(key.part, s, len);
		return key;
	}
	memcpy(key.part, s, CACHED_RAW);
	memcpy(mask.part, masks + CACHED_RAW - len, CACHED_RAW);
	for (size_t i = 0; i < CACHED_RAW / 8; i++)
		key.part[i] &= mask.part[i];
	return key;
}

static inline bool same_key(const struct key *a, const struct key *b)
{
	return ((a->part[0] ^ b->part[0]) | (a->part[1] ^ b->part[1]) |
		       (a->part[2] ^ b->part[2])) == 0;
}

static inline size_t set_of(const struct key *key, unsigned set_bits)
{
	uint64_t h = key->part[0] * 0x9E3779B97F4A7C15u ^ key->part[1] * 0xC2B2AE3D27D4EB4Fu ^
		     key->part[2] * 0x165667B19E3779F9u;
	return (size_t)((h ^ h >> 32) * 0x9E3779B97F4A7C15u >> (64 - set_bits));
}

static inline void fill_token(struct token *out, const char *exact, size_t exact_len,
	const char *folded, size_t folded_len, unsigned kind, unsigned flags)
{
	out->exact = str_make(exact, exact_len);
	out->folded = str_make(folded, folded_len);
	out->kind = (enum token_kind)kind;
	out->flags = flags;
}

static void spell_afresh(struct tokenizer *t, struct str raw, struct token *out)
{
	struct spelling *s = &t->spelling;
	spelling_of(raw, s);
	fill_token(out, s->exact, s->exact_len, s->folded, s->folded_len, s->kind, s->flags);
}

static void remember(struct cached set[WAYS], const struct key *key, const struct spelling *s)
{
	if (s->exact_len > CACHED_TEXT || s->folded_len > CACHED_TEXT)
		return;
	set[1] = set[0];
	struct cached *c = &set[0];
	c->key = *key;
	memcpy(c->exact, s->exact, s->exact_len);
	memcpy(c->folded, s->folded, s->folded_len);
	c->exact_len = (uint8_t)s->exact_len;
	c->folded_len = (uint8_t)s->folded_len;
	c->kind = (uint8_t)s->kind;
	c->flags = (uint8_t)s->flags;
}

/* Spells the word of LEN bytes at S, of which ROOM can be read. */
static inline void spell(
	struct tokenizer *t, const char *s, size_t len, size_t room, struct token *out)
{
	if (len > CACHED_RAW) {
		spell_afresh(t, str_make(s, len), out);
		return;
	}
	struct key key = key_of(s, len, room);
	struct cached *set = t->cache[set_of(&key, t->set_bits)];
	if (!same_key(&set[0].key, &key) && same_key(&set[1].key, &key)) {
		struct cached used = set[1];
		set[1] = set[0];
		set[0] = used;
	}
	const struct cached *c = &set[0];
	if (same_key(&c->key, &key)) {
		fill_token(
			out, c->exact, c->exact_len, c->folded, c->folded_len, c->kind, c->flags);
		return;
	}
	spell_afresh(t, str_make(s, len), out);
	remember(set, &key, &t->spelling);
}

/* Whether a date may begin with the number that ends at END: a sign, a comma, or a word
   that stands between days ("tháng", "đến") behind it. Cheap, and seldom wrong. */
static inline bool date_is_possible(struct str text, size_t end)
{
	static const char first_of_dash = '\xE2'; /* of – and —; that of đ and Đ is \xC4 */
	struct str rest = str_slice(text, end, text.len);
	if (rest.len < 2)
		return false;
	char second = rest.ptr[1];
	switch (rest.ptr[0]) {
	case '/':
	case '-':
	case '.':
		return second >= '0' && second <= '9';
	case ',':
		return second == ' ' || (second >= '0' && second <= '9');
	case ' ':
		return strchr("/-&tTvVhHdD\xC4\xE2", second) != NULL;
	default:
		return rest.ptr[0] == first_of_dash;
	}
}

static void add_date(struct tokenizer *t, size_t start, size_t end, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

static void add_date(struct tokenizer *t, size_t start, size_t end, const char *format, ...)
{
	char text[32];
	va_list ap;
	va_start(ap, format);
	int len = vsnprintf(text, sizeof text, format, ap);
	va_end(ap);
	compound_set(
		&t->extras[t->extra_count++], TOKEN_DATE, start, end, str_make(text, (size_t)len));
}

/* Who asks for a year doesn't want the same day of another. A document's day is in its
   month, too. */
static void add_dates(struct tokenizer *t, const struct date_match *m)
{
	struct date days[DATE_DAYS_MAX];
	struct date month = {0, 0, 0};
	size_t count = date_match_days(m, days);
	for (size_t i = 0; i < count; i++) {
		struct date d = days[i];
		if (d.year != 0)
			add_date(t, m->start, m->end, "%d/%d/%d", d.day, d.month, d.year);
		if (d.year == 0 || t->mode == DOCUMENT)
			add_date(t, m->start, m->end, "%d/%d", d.day, d.month);
		if (t->mode == QUERY || d.year == 0 ||
			(d.year == month.year && d.month == month.month))
			continue;
		add_date(t, m->start, m->end, "%d/%d", d.month, d.year);
		month = d;
	}
	t->chain_end = m->end;
}

static void add_periods(struct tokenizer *t, size_t start, const struct period_match *m)
{
	for (size_t i = 0; i < m->count; i++) {
		unsigned n = m->numbers[i];
		if (m->year != 0)
			add_date(t, start, m->end, m->quarters ? "quý %u/%d" : "%u/%d", n, m->year);
		if (m->year == 0 || t->mode == DOCUMENT)
			add_date(t, start, m->end, m->quarters ? "quý %u" : "tháng %u", n);
	}
	t->chain_end = m->end;
}

static bool read_date(struct tokenizer *t, size_t start, size_t end)
{
	struct date_match date;
	if (!date_is_possible(t->text, end) ||
		!(date_at(t->text, start, &date) ||
			(t->mode == QUERY && date_bare_at(t->text, start, &date))) ||
		date.date.day == 0)
		return false;
	add_dates(t, &date);
	return true;
}

/* Months and quarters begin with "tháng" or "quý", which FOLDED is without its marks. */
static inline bool read_period(struct tokenizer *t, size_t start, struct str folded)
{
	struct period_match period;
	if ((!str_eq(folded, STR("thang")) && !str_eq(folded, STR("quy"))) ||
		!period_at(t->text, start, &period))
		return false;
	add_periods(t, start, &period);
	return true;
}

/* Queues the extra readings of what begins with the word TOKEN. */
static inline void queue_extras(struct tokenizer *t, const struct token *token)
{
	t->extra_count = t->extra_next = 0;
	if (t->mode == WORDS_ONLY || token->start < t->chain_end)
		return;
	if (token->kind == TOKEN_NUMBER ? read_date(t, token->start, token->end)
					: read_period(t, token->start, token->folded))
		return;
	if (compound_is_possible(t->text, token->start, token->end))
		t->extra_count =
			compounds_read(t->text, token->start, token->end, t->extras, &t->chain_end);
}

static void take_extra(struct tokenizer *t, struct token *out)
{
	const struct compound *c = &t->extras[t->extra_next++];
	out->start = c->start;
	out->end = c->end;
	fill_token(out, c->exact, c->exact_len, c->folded, c->folded_len, c->kind, TOKEN_EXTRA);
}

/* Takes the next syllable of a word that was split; it begins where the last ended. */
static void take_piece(struct tokenizer *t, struct token *out)
{
	out->start = t->at;
	out->end = t->pieces[t->piece_next++];
	t->at = out->end;
	spell_afresh(t, str_slice(t->text, out->start, out->end), out);
}

/* Where the word OUT was written without the space between its syllables, makes OUT the
   first of them, and queues the others and the whole. */
static bool split(struct tokenizer *t, struct token *out)
{
	size_t start = out->start;
	size_t end = out->end;
	t->piece_count = split_syllables(str_slice(t->text, start, end), out->exact, t->pieces);
	if (t->piece_count == 0)
		return false;
	for (size_t i = 0; i < t->piece_count; i++)
		t->pieces[i] += start;
	t->extra_count = t->extra_next = 0;
	if (t->mode != WORDS_ONLY)
		compound_join(&t->extras[t->extra_count++], TOKEN_LOANWORD, t->text, start,
			t->pieces, t->piece_count);
	unsigned before = out->flags & TOKEN_BREAK;
	t->piece_next = 0;
	t->at = start;
	take_piece(t, out);
	out->flags |= before;
	return true;
}

static void queue_parts(struct tokenizer *t)
{
	const struct joined *j = &t->joined;
	t->extra_count = t->extra_next = 0;
	for (size_t i = 0; t->mode != WORDS_ONLY && i < j->part_count; i++)
		t->extras[t->extra_count++] = j->parts[i];
}

/* Queues the letters of U23, and the like. */
static void queue_letters(struct tokenizer *t, const struct token *out)
{
	if (t->mode != WORDS_ONLY && joined_read_letters(t->text, out->start, out->end, &t->joined))
		queue_parts(t);
}

/* Where OUT begins a word with signs inside, makes it that, and queues the parts. */
static bool join(struct tokenizer *t, struct token *out)
{
	struct joined *j = &t->joined;
	unsigned before = out->flags & TOKEN_BREAK;
	if (!joined_read(t->text, out->start, out->end, j))
		return false;
	out->end = t->at = t->chain_end = j->whole.end;
	fill_token(out, j->whole.exact, j->whole.exact_len, j->whole.folded, j->whole.folded_len,
		j->whole.kind, j->flags | before);
	queue_parts(t);
	return true;
}

bool tokenizer_next(struct tokenizer *t, struct token *out)
{
	const unsigned char *s = (const unsigned char *)t->text.ptr;
	unsigned before = 0;
	if (t->extra_next < t->extra_count) {
		take_extra(t, out);
		return true;
	}
	if (t->piece_next < t->piece_count) {
		take_piece(t, out);
		return true;
	}
	while (t->at < t->text.len) {
		size_t used;
		enum part part = cut_part(s + t->at, t->text.len - t->at, &used);
		if (part != PART_WORD && part != PART_IDEOGRAPH) {
			if (part == PART_BREAK)
				before = TOKEN_BREAK;
			t->at += used;
			continue;
		}
		out->start = t->at;
		out->end = t->at + used;
		if (part == PART_WORD)
			out->end = cut_word(t->text, t->at);
		t->at = out->end;
		spell(t, t->text.ptr + out->start, out->end - out->start, t->text.len - out->start,
			out);
		if (out->exact.len == 0 || out->folded.len == 0)
			continue;
		out->flags |= before;
		if (out->kind == TOKEN_WORD && (out->flags & TOKEN_MARKED) && split(t, out))
			return true;
		if (joined_is_possible(t->text, out->start, out->end) && join(t, out))
			return true;
		queue_extras(t, out);
		if (out->kind == TOKEN_NUMBER && out->start >= t->chain_end)
			queue_letters(t, out);
		return true;
	}
	return false;
}
