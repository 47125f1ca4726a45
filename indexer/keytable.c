#include "indexer/keytable.h"

#include <string.h>

enum { FIRST_BITS = 8, MOST_BITS = 40 };

/* Room behind the last regular place, for records pushed past it. */
static size_t places_for(unsigned bits)
{
	size_t regular = (size_t)1 << bits;
	return regular + regular / 8 + 64;
}

static bool open_bits(
	struct keytable *t, const char *folder, size_t record, unsigned bits, struct error *err)
{
	*t = (struct keytable){.folder = folder, .record = record, .bits = bits};
	t->places = places_for(bits);
	if (!spool_open(&t->spool, folder, err))
		return false;
	if (spool_extend(&t->spool, t->places * record, err))
		return true;
	spool_close(&t->spool);
	return false;
}

bool keytable_open(struct keytable *t, const char *folder, size_t record, struct error *err)
{
	return open_bits(t, folder, record, FIRST_BITS, err);
}

void keytable_close(struct keytable *t)
{
	spool_close(&t->spool);
}

static struct keytable_head *at(const struct keytable *t, size_t place)
{
	void *record = t->spool.bytes + place * t->record;
	return record;
}

static size_t home_of(const struct keytable *t, const struct key *key)
{
	uint64_t leading = 0;
	for (size_t i = 0; i < sizeof leading; i++)
		leading = leading << 8 | key->bytes[i];
	return (size_t)(leading >> (64 - t->bits));
}

/* The first place from the home of KEY on that is free or holds no smaller key. */
static size_t place_of(const struct keytable *t, const struct key *key)
{
	size_t place = home_of(t, key);
	while (place < t->places && at(t, place)->used && key_compare(&at(t, place)->key, key) < 0)
		place++;
	return place;
}

void *keytable_find(const struct keytable *t, const struct key *key)
{
	size_t place = place_of(t, key);
	if (place == t->places || !at(t, place)->used || !key_eq(&at(t, place)->key, key))
		return NULL;
	return at(t, place);
}

void *keytable_next(const struct keytable *t, size_t *place)
{
	while (*place < t->places) {
		struct keytable_head *record = at(t, (*place)++);
		if (record->used)
			return record;
	}
	return NULL;
}

/* Copies all records of FROM, in order, into the larger table TO. */
static bool refill(struct keytable *to, const struct keytable *from)
{
	size_t place = 0;
	size_t next = 0;
	const struct keytable_head *record;
	while ((record = keytable_next(from, &place)) != NULL) {
		size_t home = home_of(to, &record->key);
		next = next > home ? next : home;
		if (next == to->places)
			return false;
		memcpy(at(to, next++), record, to->record);
		to->count++;
	}
	return true;
}

static bool grow(struct keytable *t, struct error *err)
{
	for (unsigned bits = t->bits + 1; bits <= MOST_BITS; bits++) {
		struct keytable larger;
		if (!open_bits(&larger, t->folder, t->record, bits, err))
			return false;
		bool fits = refill(&larger, t);
		keytable_close(fits ? t : &larger);
		if (fits) {
			*t = larger;
			return true;
		}
	}
	return error_set_memory(err);
}

/* Frees PLACE by moving the records from there on to the next free place. False
   when there is none behind it. */
static bool make_room(struct keytable *t, size_t place)
{
	size_t end = place;
	while (end < t->places && at(t, end)->used)
		end++;
	if (end == t->places)
		return false;
	char *from = t->spool.bytes + place * t->record;
	memmove(from + t->record, from, (end - place) * t->record);
	memset(from, 0, t->record);
	return true;
}

void *keytable_put(struct keytable *t, const struct key *key, bool *fresh, struct error *err)
{
	void *known = keytable_find(t, key);
	*fresh = !known;
	if (known)
		return known;
	if (t->count >= (size_t)1 << (t->bits - 1) && !grow(t, err))
		return NULL;
	size_t place = place_of(t, key);
	while (place == t->places || !make_room(t, place)) {
		if (!grow(t, err))
			return NULL;
		place = place_of(t, key);
	}
	struct keytable_head *record = at(t, place);
	record->key = *key;
	record->used = 1;
	t->count++;
	return record;
}
