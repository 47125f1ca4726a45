#include "indexer/inversion/keytable.h"
#include "base/lang.h"

#include <string.h>

enum { FIRST_BITS = 8, MOST_BITS = 40 };

struct entry {
	uint64_t leading; /* of the key */
	uint32_t number;  /* of its record, from 1; 0: this place is free */
	uint32_t nothing;
};

/* Room behind the last regular place, for entries pushed past it. */
static size_t places_for(unsigned bits)
{
	size_t regular = (size_t)1 << bits;
	return regular + regular / 8 + 64;
}

static struct entry *entry_at(const struct keytable *t, size_t place)
{
	void *entries = t->index.bytes;
	return (struct entry *)entries + place;
}

static struct keytable_head *record_of(const struct keytable *t, const struct entry *entry)
{
	void *record = t->records.bytes + (entry->number - 1) * t->record;
	return record;
}

/* Gives T an empty index. */
static bool open_index(struct keytable *t, unsigned bits, struct error *err)
{
	t->bits = bits;
	t->places = places_for(bits);
	if (!spool_open(&t->index, t->folder, err))
		return false;
	if (spool_extend(&t->index, t->places * sizeof(struct entry), err))
		return true;
	spool_close(&t->index);
	return false;
}

bool keytable_open(struct keytable *t, const char *folder, size_t record, struct error *err)
{
	*t = KEYTABLE_CLOSED;
	t->folder = folder;
	t->record = record;
	if (!spool_open(&t->records, folder, err))
		return false;
	if (open_index(t, FIRST_BITS, err))
		return true;
	spool_close(&t->records);
	return false;
}

void keytable_close(struct keytable *t)
{
	spool_close(&t->index);
	spool_close(&t->records);
}

void keytable_relax(struct keytable *t)
{
	spool_relax(&t->records);
}

static uint64_t leading_of(const struct key *key)
{
	uint64_t leading = 0;
	for (size_t i = 0; i < sizeof leading; i++)
		leading = leading << 8 | key->bytes[i];
	return leading;
}

static size_t home_of(const struct keytable *t, uint64_t leading)
{
	return (size_t)(leading >> (64 - t->bits));
}

static int compare(const struct keytable *t, const struct entry *entry, uint64_t leading,
	const struct key *key)
{
	if (entry->leading != leading)
		return entry->leading < leading ? -1 : 1;
	return key_compare(&record_of(t, entry)->key, key);
}

/* The first place from the home of KEY on that is free or holds no smaller key. *EQUAL:
   it is KEY that it holds. */
static size_t place_of(const struct keytable *t, const struct key *key, bool *equal)
{
	uint64_t leading = leading_of(key);
	int order = 1;
	size_t place = home_of(t, leading);
	for (; place < t->places && entry_at(t, place)->number; place++) {
		order = compare(t, entry_at(t, place), leading, key);
		if (order >= 0)
			break;
	}
	*equal = order == 0;
	return place;
}

void *keytable_find(const struct keytable *t, const struct key *key)
{
	bool equal;
	size_t place = place_of(t, key, &equal);
	return equal ? record_of(t, entry_at(t, place)) : NULL;
}

static const struct entry *next_entry(const struct keytable *t, size_t *place)
{
	while (*place < t->places) {
		const struct entry *entry = entry_at(t, (*place)++);
		if (entry->number)
			return entry;
	}
	return NULL;
}

void *keytable_next(const struct keytable *t, size_t *place)
{
	const struct entry *entry = next_entry(t, place);
	return entry ? record_of(t, entry) : NULL;
}

/* Copies all entries of FROM, in order, into the larger index of TO. */
static bool refill(const struct keytable *to, const struct keytable *from)
{
	size_t place = 0;
	size_t next = 0;
	const struct entry *entry;
	while ((entry = next_entry(from, &place)) != NULL) {
		size_t home = home_of(to, entry->leading);
		next = next > home ? next : home;
		if (next == to->places)
			return false;
		*entry_at(to, next++) = *entry;
	}
	return true;
}

/* Gives T a larger index, of 1 << BITS regular places at least. */
static bool grow(struct keytable *t, unsigned bits, struct error *err)
{
	for (; bits <= MOST_BITS; bits++) {
		struct keytable larger = *t;
		if (!open_index(&larger, bits, err))
			return false;
		bool fits = refill(&larger, t);
		spool_close(fits ? &t->index : &larger.index);
		if (fits) {
			*t = larger;
			return true;
		}
	}
	return error_set_memory(err);
}

/* At most every second place is taken. */
static bool is_full(size_t count, unsigned bits)
{
	return count >= (size_t)1 << (bits - 1);
}

bool keytable_reserve(struct keytable *t, size_t count, struct error *err)
{
	unsigned bits = t->bits;
	while (is_full(count, bits) && bits < MOST_BITS)
		bits++;
	return bits == t->bits || grow(t, bits, err);
}

/* Frees PLACE by moving the entries from there on to the next free place. False
   when there is none behind it. */
static bool make_room(const struct keytable *t, size_t place)
{
	size_t end = place;
	while (end < t->places && entry_at(t, end)->number)
		end++;
	if (end == t->places)
		return false;
	struct entry *from = entry_at(t, place);
	memmove(from + 1, from, (end - place) * sizeof *from);
	return true;
}

static bool find_room(struct keytable *t, const struct key *key, size_t *place, struct error *err)
{
	bool equal;
	if (is_full(t->count, t->bits) && !grow(t, t->bits + 1, err))
		return false;
	*place = place_of(t, key, &equal);
	while (*place == t->places || !make_room(t, *place)) {
		if (!grow(t, t->bits + 1, err))
			return false;
		*place = place_of(t, key, &equal);
	}
	return true;
}

void *keytable_put(struct keytable *t, const struct key *key, bool *fresh, struct error *err)
{
	size_t place;
	void *known = keytable_find(t, key);
	*fresh = !known;
	if (known)
		return known;
	if (t->count == UINT32_MAX) {
		error_set(err, ERROR_LIMIT, SAY("quá nhiều bài", "too many articles"));
		return NULL;
	}
	struct keytable_head *record = spool_extend(&t->records, t->record, err);
	if (!record || !find_room(t, key, &place, err))
		return NULL;
	record->key = *key;
	*entry_at(t, place) = (struct entry){leading_of(key), (uint32_t)++t->count, 0};
	return record;
}
