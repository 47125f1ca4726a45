#include "query/answer/facets.h"

#include "archive/schema.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/lang.h"
#include "query/answer/periods.h"
#include "xapianc/set.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name, *vietnamese, *english;
} times[] = {
	{"year", "năm", "year"},
	{"month", "tháng", "month"},
	{"day", "ngày", "day"},
};

const char *facet_name(enum facet_by by)
{
	return facet_is_time(by) ? times[by - FACET_BY_YEAR].name
				 : field_name((enum query_field)by);
}

const char *facet_words(enum facet_by by)
{
	if (!facet_is_time(by))
		return field_words((enum query_field)by);
	return SAY(times[by - FACET_BY_YEAR].vietnamese, times[by - FACET_BY_YEAR].english);
}

enum facet_by facet_of(struct str name)
{
	struct filter_name field = filter_name_of(name);
	for (enum facet_by by = FACET_BY_YEAR; by < FACET_BY_NONE; by++) {
		if (str_eq(name, str_from_c(times[by - FACET_BY_YEAR].name)) ||
			str_eq(name, str_from_c(times[by - FACET_BY_YEAR].vietnamese)))
			return by;
	}
	return field.kind == FILTER_NAME_FIELD && field.field < FIELD_BY_NUMBER
		       ? (enum facet_by)field.field
		       : FACET_BY_NONE;
}

/* ---- Counting texts ---- */

/* A value in all its spellings. */
struct value {
	struct str shown;     /* as most articles spell it, MOST of them */
	uint64_t count, most; /* of its articles */
	uint64_t last;        /* article that was counted for it, from 1 */
};

struct entry {
	struct str text;     /* one spelling, or the words of a value */
	uint64_t count;      /* of a spelling; 0: the entry is free */
	struct value *value; /* NULL: it has no word */
};

enum { ENTRIES_MAX = 1 << 18 };

struct table {
	struct arena *memory;
	uint32_t seed;
	struct entry *entries; /* ROOM, owned */
	size_t room, count;
	bool failed, full;
};

static struct entry *slot_of(const struct table *t, struct str text)
{
	size_t i = hash_str(t->seed, text) & (t->room - 1);
	while (t->entries[i].count > 0 && !str_eq(t->entries[i].text, text))
		i = (i + 1) & (t->room - 1);
	return &t->entries[i];
}

static bool grow(struct table *t)
{
	struct table larger = *t;
	larger.room = t->room ? 2 * t->room : 256;
	larger.entries = calloc(larger.room, sizeof *larger.entries);
	if (!larger.entries)
		return false;
	for (size_t i = 0; i < t->room; i++) {
		if (t->entries[i].count > 0)
			*slot_of(&larger, t->entries[i].text) = t->entries[i];
	}
	free(t->entries);
	*t = larger;
	return true;
}

/* The entry of TEXT, which counts once more; NULL: there is no room or no memory for it. */
static struct entry *count_text(struct table *t, struct str text)
{
	if (2 * (t->count + 1) > t->room && !grow(t)) {
		t->failed = true;
		return NULL;
	}
	struct entry *e = slot_of(t, text);
	if (e->count == 0) {
		t->full |= t->count == ENTRIES_MAX;
		if (t->count == ENTRIES_MAX)
			return NULL;
		*e = (struct entry){.text = arena_str(t->memory, text)};
		t->failed |= !e->text.ptr;
		t->count++;
	}
	e->count++;
	return e;
}

struct walk {
	struct tokenizer *tokenizer;
	struct table spellings, values;
	struct buf words;  /* of a spelling */
	uint64_t articles; /* that have a value */
};

/* The value that SPELLING is of, which has the same words. */
static struct value *value_of(struct walk *w, struct str spelling)
{
	struct token token;
	buf_reset(&w->words);
	tokenizer_start(w->tokenizer, spelling);
	while (tokenizer_next(w->tokenizer, &token)) {
		buf_append_c(&w->words, w->words.len > 0 ? " " : "");
		buf_append(&w->words, token.exact);
	}
	struct entry *e = w->words.len > 0 ? count_text(&w->values, buf_str(&w->words)) : NULL;
	if (!e)
		return NULL;
	if (!e->value) {
		e->value = arena_alloc(w->values.memory, sizeof *e->value);
		if (e->value)
			*e->value = (struct value){.count = 0};
		w->values.failed |= !e->value;
	}
	return e->value;
}

static bool has_failed(const struct walk *w)
{
	return w->spellings.failed || w->values.failed || w->words.failed;
}

/* An article that has a value in two spellings has it once. */
static bool take_value(void *context, uint32_t docid, struct str value)
{
	(void)docid;
	struct walk *w = context;
	struct str one;
	w->articles++;
	while (str_split(&value, SLOT_SEPARATOR, &one)) {
		struct entry *e = count_text(&w->spellings, one);
		if (e && e->count == 1)
			e->value = value_of(w, one);
		if (e && e->value && e->value->last != w->articles) {
			e->value->last = w->articles;
			e->value->count++;
		}
	}
	return !has_failed(w);
}

/* Tells each value as most articles spell it; of spellings that as many have, by the first of their
   bytes. */
static void choose_spellings(const struct table *spellings)
{
	for (size_t i = 0; i < spellings->room; i++) {
		const struct entry *e = &spellings->entries[i];
		struct value *v = e->count > 0 ? e->value : NULL;
		if (v && (e->count > v->most ||
				 (e->count == v->most && str_compare(e->text, v->shown) < 0))) {
			v->most = e->count;
			v->shown = e->text;
		}
	}
}

static int by_count(const void *a, const void *b)
{
	const struct facet_value *x = a;
	const struct facet_value *y = b;
	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return str_compare(x->value, y->value);
}

static bool list_values(const struct table *values, struct arena *memory, struct facet *out)
{
	out->values = arena_array(memory, values->count + 1, sizeof *out->values);
	if (!out->values)
		return false;
	for (size_t i = 0; i < values->room; i++) {
		const struct value *v = values->entries[i].value;
		if (v)
			out->values[out->count++] = (struct facet_value){v->shown, v->count};
	}
	return true;
}

static unsigned slot_of_field(enum facet_by by)
{
	static const unsigned slots[] = {[FACET_BY_AUTHOR] = SLOT_AUTHORS,
		[FACET_BY_PLACE] = SLOT_PLACE,
		[FACET_BY_SOURCE] = SLOT_SOURCE,
		[FACET_BY_ISSUER] = SLOT_ISSUER,
		[FACET_BY_KIND] = SLOT_KIND};
	return slots[by];
}

static bool count_texts(struct xc_db *db, const struct xc_set *set, struct tokenizer *t,
	struct arena *memory, struct facet *out, struct error *err)
{
	struct walk walk = {.tokenizer = t,
		.spellings = {.memory = memory, .seed = hash_seed()},
		.values = {.memory = memory, .seed = hash_seed()}};
	bool ok = xc_set_each_value(set, db, slot_of_field(out->wanted.by), take_value, &walk, err);
	if (ok && !has_failed(&walk))
		choose_spellings(&walk.spellings);
	if (ok && (has_failed(&walk) || !list_values(&walk.values, memory, out)))
		ok = error_set_memory(err);
	out->without = xc_set_total(set).count - walk.articles;
	out->is_exact = !walk.spellings.full;
	buf_free(&walk.words);
	free(walk.spellings.entries);
	free(walk.values.entries);
	return ok;
}

/* ---- All of it ---- */

static int by_value(const void *a, const void *b)
{
	const struct facet_value *x = a;
	const struct facet_value *y = b;
	return str_compare(x->value, y->value);
}

bool facet_count(struct xc_db *db, const struct xc_set *set, struct tokenizer *t,
	const struct facet_wanted *wanted, struct arena *memory, struct facet *out,
	struct error *err)
{
	*out = (struct facet){.wanted = *wanted};
	if (facet_is_time(wanted->by) ? !periods_count(db, set, memory, out, err)
				      : !count_texts(db, set, t, memory, out, err))
		return false;
	out->is_exact &= xc_set_total(set).exact;
	out->distinct = out->count;
	qsort(out->values, out->count, sizeof *out->values,
		wanted->is_ordered ? by_value : by_count);
	if (wanted->is_ordered)
		return periods_fill(memory, out, err);
	size_t most = wanted->most ? wanted->most : FACET_VALUES_MAX;
	out->count = out->count < most ? out->count : most;
	return true;
}
