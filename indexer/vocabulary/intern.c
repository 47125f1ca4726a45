#include "indexer/vocabulary/intern.h"
#include "base/hash.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 1 << 15 };

void intern_free(struct intern *n)
{
	arena_free(&n->strings);
	free(n->ptr);
	free(n->slots);
	*n = (struct intern){0};
}

void intern_reset(struct intern *n)
{
	arena_reset(&n->strings);
	if (n->slots)
		memset(n->slots, 0, n->slot_count * sizeof *n->slots);
	n->count = 0;
}

static uint32_t *slot_of(const struct intern *n, uint32_t hash, struct str text)
{
	size_t at = hash & (n->slot_count - 1);
	for (;; at = (at + 1) & (n->slot_count - 1)) {
		uint32_t *slot = &n->slots[at];
		if (*slot == 0)
			return slot;
		const struct interned *name = &n->ptr[*slot - 1];
		if (name->hash == hash && str_eq(name->text, text))
			return slot;
	}
}

static bool grow_slots(struct intern *n)
{
	if (n->slot_count == 0)
		n->seed = hash_seed();
	size_t count = n->slot_count ? 2 * n->slot_count : FIRST_SLOTS;
	uint32_t *slots = calloc(count, sizeof *slots);
	if (!slots)
		return false;
	free(n->slots);
	n->slots = slots;
	n->slot_count = count;
	for (size_t i = 0; i < n->count; i++)
		*slot_of(n, n->ptr[i].hash, n->ptr[i].text) = (uint32_t)i + 1;
	return true;
}

static bool make_room(struct intern *n)
{
	if (2 * n->count >= n->slot_count && !grow_slots(n))
		return false;
	if (n->count < n->capacity)
		return true;
	size_t capacity = n->capacity ? 2 * n->capacity : FIRST_SLOTS / 2;
	struct interned *names = reallocarray(n->ptr, capacity, sizeof *names);
	if (!names)
		return false;
	n->ptr = names;
	n->capacity = capacity;
	return true;
}

uint32_t intern_find(const struct intern *n, struct str text)
{
	uint32_t slot = n->slot_count > 0 ? *slot_of(n, hash_str(n->seed, text), text) : 0;
	return slot > 0 ? slot - 1 : INTERN_NONE;
}

uint32_t intern_add(struct intern *n, struct str text, bool *failed)
{
	if (!make_room(n)) {
		*failed = true;
		return INTERN_NONE;
	}
	uint32_t hash = hash_str(n->seed, text);
	uint32_t *slot = slot_of(n, hash, text);
	if (*slot)
		return *slot - 1;
	struct interned name = {.hash = hash};
	if (n->count == INTERN_NONE)
		return INTERN_NONE;
	name.text = arena_str(&n->strings, text);
	if (!name.text.ptr) {
		*failed = true;
		return INTERN_NONE;
	}
	n->ptr[n->count++] = name;
	*slot = (uint32_t)n->count;
	return *slot - 1;
}
