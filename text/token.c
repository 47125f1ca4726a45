/* The scanner cuts words out of the bytes; text/spelling.c spells each of them. As
 * a language repeats itself, a small direct-mapped cache of words already spelled
 * answers for most: it is what makes analysis fast. */
#include "text/token.h"

#include "text/spelling.h"

#include <stdlib.h>
#include <utf8proc.h>

enum {
	CACHED_RAW = 24,  /* bytes: longer words are spelled each time */
	CACHED_TEXT = 18, /* bytes of a spelling that is kept */
	CACHE_BITS = 13,
	CACHE_SIZE = 1 << CACHE_BITS
};

struct cached {
	uint64_t raw[CACHED_RAW / 8]; /* padded with zeros; words hold no NUL */
	char exact[CACHED_TEXT];
	char folded[CACHED_TEXT];
	uint8_t exact_len, folded_len;
	uint8_t kind;
	uint8_t flags;
};

struct tokenizer {
	struct str text;
	size_t at;
	struct spelling spelling; /* of a word that the cache doesn't keep */
	struct cached cache[CACHE_SIZE];
};

struct tokenizer *tokenizer_new(void)
{
	return calloc(1, sizeof(struct tokenizer));
}

void tokenizer_free(struct tokenizer *t)
{
	free(t);
}

void tokenizer_start(struct tokenizer *t, struct str text)
{
	t->text = text;
	t->at = 0;
}

/* What a character is to the scanner. */
enum part {
	PART_SPACE, /* separates, without breaking a phrase */
	PART_BREAK, /* separates: punctuation, symbols, bad bytes */
	PART_WORD,
	PART_IDEOGRAPH, /* a word of its own: scripts without spaces */
	PART_MARK,      /* belongs to a word, but can't begin one */
	PART_IGNORED    /* likewise, and leaves no trace */
};

static enum part part_of_code_point(int32_t cp)
{
	if (spelling_ignores(cp))
		return PART_IGNORED;
	switch (utf8proc_category(cp)) {
	case UTF8PROC_CATEGORY_LO:
		return cp >= 0x2E80 ? PART_IDEOGRAPH : PART_WORD;
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return PART_WORD;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return PART_MARK;
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
	case UTF8PROC_CATEGORY_CC:
		return PART_SPACE;
	default:
		return cp == 0x200B ? PART_SPACE : PART_BREAK;
	}
}

static inline bool is_continuation(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

static enum part slow_part(const unsigned char *s, size_t len, size_t *used)
{
	int32_t cp;
	utf8proc_ssize_t n = utf8proc_iterate(s, (utf8proc_ssize_t)len, &cp);
	*used = n > 0 ? (size_t)n : 1;
	return n > 0 ? part_of_code_point(cp) : PART_BREAK;
}

/* The part that the character at S is, LEN > 0 bytes before the end, and its bytes
   in *USED. The letters of Vietnamese text take the short ways. */
static inline enum part part_at(const unsigned char *s, size_t len, size_t *used)
{
	unsigned char c = *s;
	*used = 1;
	if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
		return PART_WORD;
	if (c < 0x80) {
		if (c >= '0' && c <= '9')
			return PART_WORD;
		return c <= ' ' ? PART_SPACE : PART_BREAK;
	}
	if (c >= 0xC3 && c <= 0xC6 && len >= 2 && is_continuation(s[1])) {
		*used = 2;
		bool sign = c == 0xC3 && (s[1] == 0x97 || s[1] == 0xB7); /* × ÷ */
		return sign ? PART_BREAK : PART_WORD;
	}
	if (c == 0xE1 && len >= 3 && s[1] >= 0xB8 && s[1] <= 0xBB && is_continuation(s[2])) {
		*used = 3; /* U+1E00 to U+1EFF: all letters */
		return PART_WORD;
	}
	return slow_part(s, len, used);
}

/* Where the word that begins at START ends; its first character is FIRST bytes. */
static size_t word_end(struct str text, size_t start, size_t first)
{
	const unsigned char *s = (const unsigned char *)text.ptr;
	size_t at = start + first;
	size_t end = at; /* trailing ignored characters are no part of the word */
	while (at < text.len) {
		size_t used;
		enum part part = part_at(s + at, text.len - at, &used);
		if (part != PART_WORD && part != PART_MARK && part != PART_IGNORED)
			break;
		at += used;
		if (part != PART_IGNORED)
			end = at;
	}
	return end;
}

static inline size_t slot_of(const uint64_t raw[CACHED_RAW / 8])
{
	uint64_t h = raw[0] * 0x9E3779B97F4A7C15u;
	h = (h ^ raw[1] ^ h >> 32) * 0xC2B2AE3D27D4EB4Fu;
	h = (h ^ raw[2] ^ h >> 32) * 0x9E3779B97F4A7C15u;
	return (size_t)(h >> (64 - CACHE_BITS));
}

static void fill_token(struct token *out, const char *exact, size_t exact_len, const char *folded,
	size_t folded_len, unsigned kind, unsigned flags)
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

static void remember(struct cached *c, const uint64_t raw[], const struct spelling *s)
{
	if (s->exact_len > CACHED_TEXT || s->folded_len > CACHED_TEXT)
		return;
	memcpy(c->raw, raw, CACHED_RAW);
	memcpy(c->exact, s->exact, s->exact_len);
	memcpy(c->folded, s->folded, s->folded_len);
	c->exact_len = (uint8_t)s->exact_len;
	c->folded_len = (uint8_t)s->folded_len;
	c->kind = (uint8_t)s->kind;
	c->flags = (uint8_t)s->flags;
}

static void spell(struct tokenizer *t, struct str raw, struct token *out)
{
	if (raw.len > CACHED_RAW) {
		spell_afresh(t, raw, out);
		return;
	}
	uint64_t key[CACHED_RAW / 8] = {0};
	memcpy(key, raw.ptr, raw.len);
	struct cached *c = &t->cache[slot_of(key)];
	if (memcmp(c->raw, key, CACHED_RAW) == 0) {
		fill_token(
			out, c->exact, c->exact_len, c->folded, c->folded_len, c->kind, c->flags);
		return;
	}
	spell_afresh(t, raw, out);
	remember(c, key, &t->spelling);
}

bool tokenizer_next(struct tokenizer *t, struct token *out)
{
	const unsigned char *s = (const unsigned char *)t->text.ptr;
	unsigned before = 0;
	while (t->at < t->text.len) {
		size_t used;
		enum part part = part_at(s + t->at, t->text.len - t->at, &used);
		if (part != PART_WORD && part != PART_IDEOGRAPH) {
			if (part == PART_BREAK)
				before = TOKEN_BREAK;
			t->at += used;
			continue;
		}
		out->start = t->at;
		out->end = t->at + used;
		if (part == PART_WORD)
			out->end = word_end(t->text, t->at, used);
		t->at = out->end;
		spell(t, str_slice(t->text, out->start, out->end), out);
		if (out->exact.len == 0 || out->folded.len == 0)
			continue;
		out->flags |= before;
		return true;
	}
	return false;
}
