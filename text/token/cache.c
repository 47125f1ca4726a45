#include "text/token/cache.h"

#include <stdlib.h>

enum { CACHE_LINE = 64 /* bytes, as usual processors have them */ };

bool cache_open(struct cache *c, unsigned set_bits)
{
	size_t sets = (size_t)1 << set_bits;
	c->set_bits = set_bits;
	c->memory = calloc(1, sets * sizeof c->sets[0] + CACHE_LINE);
	if (!c->memory)
		return false;
	/* By hand, since aligned_alloc would have every page of it touched to be zero. */
	size_t past_line = (uintptr_t)c->memory % CACHE_LINE;
	void *line = (char *)c->memory + CACHE_LINE - past_line;
	c->sets = line;
	return true;
}

void cache_close(struct cache *c)
{
	free(c->memory);
}

struct spelled cache_spell_afresh(struct cache *c, struct str raw)
{
	const struct spelling *s = &c->spelling;
	spelling_of(raw, &c->spelling);
	return (struct spelled){
		.exact = str_make(s->exact, s->exact_len),
		.folded = str_make(s->folded, s->folded_len),
		.kind = s->kind,
		.flags = s->flags,
	};
}

static void remember(
	struct cached set[CACHE_WAYS], const struct cache_key *key, const struct spelling *s)
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

struct spelled cache_add(struct cache *c, struct str raw)
{
	struct spelled s = cache_spell_afresh(c, raw);
	if (raw.len > CACHED_RAW)
		return s;
	struct cache_key key = cache_key_of(raw.ptr, raw.len, raw.len);
	remember(c->sets[cache_set_of(&key, c->set_bits)], &key, &c->spelling);
	return s;
}
