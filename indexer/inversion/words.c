#include "indexer/inversion/words.h"
#include "base/checksum.h"
#include "base/hash.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 1024 };

bool words_open(struct words *w)
{
	*w = (struct words){0};
	w->seed = hash_seed();
	w->slot_count = FIRST_SLOTS;
	w->slots = calloc(w->slot_count, sizeof *w->slots);
	return w->slots != NULL;
}

void words_close(struct words *w)
{
	free(w->ptr);
	free(w->places);
	free(w->slots);
	arena_free(&w->strings);
	*w = (struct words){0};
}

void words_reset(struct words *w)
{
	/* One long article must not make every later one clear a huge table. */
	if (w->slot_count > FIRST_SLOTS && w->count < w->slot_count / 16) {
		for (size_t i = 0; i < w->slot_count; i++)
			w->slots[i] = 0;
		w->slot_count = FIRST_SLOTS;
	} else {
		memset(w->slots, 0, w->slot_count * sizeof *w->slots);
	}
	arena_reset(&w->strings);
	w->count = 0;
	w->place_count = 0;
	w->failed = false;
}

static uint32_t *slot_of(const struct words *w, uint32_t hash, struct str exact)
{
	size_t at = hash & (w->slot_count - 1);
	for (;; at = (at + 1) & (w->slot_count - 1)) {
		uint32_t *slot = &w->slots[at];
		if (*slot == 0)
			return slot;
		const struct word *word = &w->ptr[*slot - 1];
		if (word->hash == hash && str_eq(word->exact, exact))
			return slot;
	}
}

static bool grow_slots(struct words *w)
{
	size_t count = 2 * w->slot_count;
	uint32_t *slots = calloc(count, sizeof *slots);
	if (!slots)
		return false;
	free(w->slots);
	w->slots = slots;
	w->slot_count = count;
	for (size_t i = 0; i < w->count; i++)
		*slot_of(w, w->ptr[i].hash, w->ptr[i].exact) = (uint32_t)i + 1;
	return true;
}

static bool grow_words(struct words *w)
{
	size_t capacity = w->capacity ? 2 * w->capacity : FIRST_SLOTS / 2;
	struct word *ptr = reallocarray(w->ptr, capacity, sizeof *ptr);
	if (!ptr)
		return false;
	w->ptr = ptr;
	w->capacity = capacity;
	return true;
}

static struct word *new_word(struct words *w, const struct token *token, uint32_t hash)
{
	if (2 * w->count >= w->slot_count && !grow_slots(w))
		return NULL;
	if (w->count == w->capacity && !grow_words(w))
		return NULL;
	size_t folded = token_is_figures(token->kind) ? 0 : token->folded.len;
	char *bytes = arena_alloc(&w->strings, token->exact.len + folded + 1);
	if (!bytes)
		return NULL;
	memcpy(bytes, token->exact.ptr, token->exact.len);
	memcpy(bytes + token->exact.len, token->folded.ptr, folded);
	struct word *word = &w->ptr[w->count++];
	*word = (struct word){.exact = str_make(bytes, token->exact.len),
		.folded = str_make(bytes + token->exact.len, folded),
		.checksum = checksum_of(token->exact),
		.hash = hash};
	*slot_of(w, hash, word->exact) = (uint32_t)w->count;
	return word;
}

static bool add_place(struct words *w, struct word *word, uint32_t position)
{
	if (w->place_count + 1 >= w->place_capacity) {
		size_t capacity = w->place_capacity ? 2 * w->place_capacity : FIRST_SLOTS;
		struct word_place *places = reallocarray(w->places, capacity, sizeof *places);
		if (!places)
			return false;
		w->places = places;
		w->place_capacity = capacity;
	}
	uint32_t at = (uint32_t)++w->place_count;
	w->places[at] = (struct word_place){.position = position};
	if (word->last)
		w->places[word->last].next = at;
	else
		word->first = at;
	word->last = at;
	return true;
}

struct word *words_add(
	struct words *w, const struct token *token, enum zone zone, uint32_t position)
{
	uint32_t hash = hash_str(w->seed, token->exact);
	uint32_t slot = *slot_of(w, hash, token->exact);
	struct word *word = slot ? &w->ptr[slot - 1] : new_word(w, token, hash);
	if (!word || !add_place(w, word, position)) {
		w->failed = true;
		return NULL;
	}
	word->count++;
	word->in_zone[zone]++;
	return word;
}
