#include "text/syllable/syllable_set.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

enum { SLOT_BITS = 13, SLOTS = 1 << SLOT_BITS /* twice the syllables, and more */ };

static struct syllable_entry slots[SLOTS];

static inline uint64_t key_of(const letter *letters, size_t count)
{
	uint64_t key = 0;
	for (size_t i = 0; i < count; i++)
		key = key << 8 | letters[i];
	return key;
}

static inline struct syllable_entry *slot_of(uint64_t key)
{
	size_t at = (size_t)(key * 0x9E3779B97F4A7C15u >> (64 - SLOT_BITS));
	while (slots[at].key != 0 && slots[at].key != key)
		at = (at + 1) % SLOTS;
	return &slots[at];
}

static void add(const letter *letters, size_t count, const struct syllable *s)
{
	uint64_t key = key_of(letters, count);
	*slot_of(key) = (struct syllable_entry){key, s->toned, s->stopped};
}

/* The table has canonical spellings; kĩ is as good as kỹ. */
static void add_spellings(void *context, const struct syllable *s)
{
	(void)context;
	add(s->letters, s->count, s);
	letter other[SYLLABLE_MAX_LETTERS];
	memcpy(other, s->letters, sizeof other);
	letter *last = &other[s->count - 1];
	if (*last != letter_make('y', SHAPE_NONE))
		return;
	*last = letter_make('i', SHAPE_NONE);
	struct syllable parsed;
	if (syllable_parse(other, s->count, &parsed))
		add(other, s->count, &parsed);
}

static void build(void)
{
	syllable_each(add_spellings, NULL);
}

/* A process that answers one query asks some seventy times: to build the table would take
   it a fiftieth of its time. */
static bool parse(const letter *letters, size_t count, struct syllable_entry *out)
{
	struct syllable s;
	if (!syllable_parse(letters, count, &s))
		return false;
	*out = (struct syllable_entry){key_of(letters, count), s.toned, s.stopped};
	return true;
}

bool syllable_set_find(const letter *letters, size_t count, struct syllable_entry *out)
{
	enum { MANY = 500 };
	static atomic_uint asked;
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	if (count == 0 || count > SYLLABLE_MAX_LETTERS)
		return false;
	if (atomic_load_explicit(&asked, memory_order_relaxed) < MANY) {
		atomic_fetch_add_explicit(&asked, 1, memory_order_relaxed);
		return parse(letters, count, out);
	}
	pthread_once(&once, build);
	*out = *slot_of(key_of(letters, count));
	return out->key != 0;
}
