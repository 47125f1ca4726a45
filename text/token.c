/* The scanner cuts words out of the bytes; text/spelling.c spells each of them. As
 * a language repeats itself, a small cache of words already spelled answers for
 * most: it is what makes analysis fast. */
#include "text/token.h"

#include "text/spelling.h"

#include <stdlib.h>
#include <utf8proc.h>

enum {
	CACHED_RAW = 24,  /* bytes: longer words are spelled each time */
	CACHED_TEXT = 18, /* bytes of a spelling that is kept */
	SET_BITS = 13,
	WAYS = 2 /* words of one hash that are kept, the newest first */
};

/* A word's bytes, padded with zeros, which no word holds. */
struct key {
	uint64_t part[CACHED_RAW / 8];
};

struct cached {
	struct key key;
	char exact[CACHED_TEXT];
	char folded[CACHED_TEXT];
	uint8_t exact_len, folded_len;
	uint8_t kind;
	uint8_t flags;
};

struct tokenizer {
	struct str text;
	size_t at;
	struct spelling spelling; /* of the word that was last spelled afresh */
	struct cached cache[1 << SET_BITS][WAYS];
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

/* What the first byte of a character tells. */
enum { IS_BREAK, IS_SPACE, IS_WORD, IS_OTHER };

#define FOUR(x) x, x, x, x
#define SIXTEEN(x) FOUR(x), FOUR(x), FOUR(x), FOUR(x)

static const uint8_t lead[256] = {
	SIXTEEN(IS_SPACE),
	SIXTEEN(IS_SPACE), /* controls */
	[' '] = IS_SPACE,
	['0'] = FOUR(IS_WORD),
	FOUR(IS_WORD),
	IS_WORD,
	IS_WORD,
	['A'] = SIXTEEN(IS_WORD),
	FOUR(IS_WORD),
	FOUR(IS_WORD),
	IS_WORD,
	IS_WORD,
	['a'] = SIXTEEN(IS_WORD),
	FOUR(IS_WORD),
	FOUR(IS_WORD),
	IS_WORD,
	IS_WORD,
	[0x80] = SIXTEEN(IS_OTHER),
	SIXTEEN(IS_OTHER),
	SIXTEEN(IS_OTHER),
	SIXTEEN(IS_OTHER),
	SIXTEEN(IS_OTHER),
	SIXTEEN(IS_OTHER),
	SIXTEEN(IS_OTHER),
	SIXTEEN(IS_OTHER),
};

/* The part that the character at S is, LEN > 0 bytes before the end, and its bytes
   in *USED. The letters of Vietnamese text take the short ways: U+00C0 to U+01BF but
   for × and ÷, and U+1E00 to U+1EFF, are all letters. */
static inline enum part part_at(const unsigned char *s, size_t len, size_t *used)
{
	*used = 1;
	switch (lead[*s]) {
	case IS_WORD:
		return PART_WORD;
	case IS_SPACE:
		return PART_SPACE;
	case IS_BREAK:
		return PART_BREAK;
	}
	if (*s >= 0xC3 && *s <= 0xC6 && len >= 2 && is_continuation(s[1])) {
		*used = 2;
		bool sign = *s == 0xC3 && (s[1] == 0x97 || s[1] == 0xB7);
		return sign ? PART_BREAK : PART_WORD;
	}
	if (*s == 0xE1 && len >= 3 && s[1] >= 0xB8 && s[1] <= 0xBB && is_continuation(s[2])) {
		*used = 3;
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

/* The first LEN of the eight bytes at S, zeros behind them. */
static inline uint64_t eight_bytes(const char *s, size_t len)
{
	uint64_t bytes;
	memcpy(&bytes, s, 8);
	return len < 8 ? bytes & (((uint64_t)1 << (8 * len)) - 1) : bytes;
}

/* The word of LEN bytes at S, of which ROOM can be read. */
static inline struct key key_of(const char *s, size_t len, size_t room)
{
	struct key key = {{0, 0, 0}};
	bool big_endian = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__; /* the mask below is not */
	if (room < CACHED_RAW || big_endian) {
		memcpy(key.part, s, len);
		return key;
	}
	key.part[0] = eight_bytes(s, len);
	key.part[1] = len > 8 ? eight_bytes(s + 8, len - 8) : 0;
	key.part[2] = len > 16 ? eight_bytes(s + 16, len - 16) : 0;
	return key;
}

static inline bool same_key(const struct key *a, const struct key *b)
{
	return ((a->part[0] ^ b->part[0]) | (a->part[1] ^ b->part[1]) |
		       (a->part[2] ^ b->part[2])) == 0;
}

static inline size_t set_of(const struct key *key)
{
	uint64_t h = key->part[0] * 0x9E3779B97F4A7C15u;
	h = (h ^ key->part[1] ^ h >> 32) * 0xC2B2AE3D27D4EB4Fu;
	h = (h ^ key->part[2] ^ h >> 32) * 0x9E3779B97F4A7C15u;
	return (size_t)(h >> (64 - SET_BITS));
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
	struct cached *set = t->cache[set_of(&key)];
	for (size_t way = 0; way < WAYS; way++) {
		struct cached *c = &set[way];
		if (same_key(&c->key, &key)) {
			fill_token(out, c->exact, c->exact_len, c->folded, c->folded_len, c->kind,
				c->flags);
			return;
		}
	}
	spell_afresh(t, str_make(s, len), out);
	remember(set, &key, &t->spelling);
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
		spell(t, t->text.ptr + out->start, out->end - out->start, t->text.len - out->start,
			out);
		if (out->exact.len == 0 || out->folded.len == 0)
			continue;
		out->flags |= before;
		return true;
	}
	return false;
}
