/* Words already spelled: as a language repeats itself, a small cache of them answers for most,
 * and is what makes analysis fast. Of no use outside this folder. */
#ifndef TEXT_TOKEN_CACHE_H
#define TEXT_TOKEN_CACHE_H

#include "text/syllable/spelling.h"

enum {
	CACHED_RAW = 24,  /* bytes: longer words are spelled each time */
	CACHED_TEXT = 18, /* bytes of a spelling that is kept */
	CACHE_WAYS = 2    /* words of one hash that are kept, the newest first */
};

/* Spellings that stay valid until the next word is spelled. */
struct spelled {
	struct str exact, folded;
	enum token_kind kind;
	unsigned flags; /* enum token_flag */
};

/* A word's bytes, padded with zeros, which no word holds. */
struct cache_key {
	uint64_t part[CACHED_RAW / 8];
};

/* Fills a line. */
struct cached {
	struct cache_key key;
	char exact[CACHED_TEXT];
	char folded[CACHED_TEXT];
	uint8_t exact_len, folded_len;
	uint8_t kind;
	uint8_t flags;
};

struct cache {
	unsigned set_bits; /* there are 1 << set_bits sets */
	struct cached (*sets)[CACHE_WAYS];
	void *memory;
	struct spelling spelling; /* of the word that was last spelled afresh */
};

/* False when out of memory; then there is nothing to close. */
bool cache_open(struct cache *c, unsigned set_bits);
void cache_close(struct cache *c);

/* Spells RAW without looking it up. */
struct spelled cache_spell_afresh(struct cache *c, struct str raw);

/* Likewise, and keeps the spelling. */
struct spelled cache_add(struct cache *c, struct str raw);

/* The word of LEN bytes at S, of which ROOM can be read. */
static inline struct cache_key cache_key_of(const char *s, size_t len, size_t room)
{
	static const unsigned char masks[2 * CACHED_RAW] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
		0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
		0xFF, 0xFF, 0xFF, 0xFF};
	struct cache_key key = {{0, 0, 0}}, mask;
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

static inline bool cache_same_key(const struct cache_key *a, const struct cache_key *b)
{
	return ((a->part[0] ^ b->part[0]) | (a->part[1] ^ b->part[1]) |
		       (a->part[2] ^ b->part[2])) == 0;
}

static inline size_t cache_set_of(const struct cache_key *key, unsigned set_bits)
{
	uint64_t h = key->part[0] * 0x9E3779B97F4A7C15u ^ key->part[1] * 0xC2B2AE3D27D4EB4Fu ^
		     key->part[2] * 0x165667B19E3779F9u;
	return (size_t)((h ^ h >> 32) * 0x9E3779B97F4A7C15u >> (64 - set_bits));
}

/* The word of LEN bytes at S, of which ROOM can be read; NULL where it is not there. */
static inline const struct cached *cache_find(
	struct cache *c, const char *s, size_t len, size_t room)
{
	if (len > CACHED_RAW)
		return NULL;
	struct cache_key key = cache_key_of(s, len, room);
	struct cached *set = c->sets[cache_set_of(&key, c->set_bits)];
	if (!cache_same_key(&set[0].key, &key) && cache_same_key(&set[1].key, &key)) {
		struct cached used = set[1];
		set[1] = set[0];
		set[0] = used;
	}
	return cache_same_key(&set[0].key, &key) ? &set[0] : NULL;
}

#endif
