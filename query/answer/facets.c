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

/* One spelling, or one value in all its spellings. */
struct entry {
	struct str text, shown;
	uint64_t count, most; /* of its articles, and those that have it as SHOWN */
};

enum { ENTRIES_MAX = 1 << 18 };

struct table {
	struct arena *memory;
	uint32_t seed;
	struct entry *entries; /* ENTRIES_ROOM, owned */
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

/* COUNT more articles with TEXT, which they have as SHOWN. */
static void add(struct table *t, struct str text, struct str shown, uint64_t count)
{
	if (2 * (t->count + 1) > t->room && !grow(t)) {
		t->failed = true;
		return;
	}
	struct entry *e = slot_of(t, text);
	if (e->count == 0) {
		t->full = t->count == ENTRIES_MAX;
		if (t->full)
			return;
		*e = (struct entry){arena_str(t->memory, text), {NULL, 0}, 0, 0};
		e->shown = text.ptr == shown.ptr ? e->text : arena_str(t->memory, shown);
		t->failed |= !e->text.ptr || !e->shown.ptr;
		t->count++;
	}
	e->count += count;
	/* Of spellings that as many have, the first by its bytes. */
	if (text.ptr != shown.ptr &&
		(count > e->most || (count == e->most && str_compare(shown, e->shown) < 0))) {
		e->most = count;
		e->shown = arena_str(t->memory, shown);
		t->failed |= !e->shown.ptr;
	}
}

struct walk {
	struct table spellings;
	uint64_t articles; /* that have a value */
};

static bool take_value(void *context, uint32_t docid, struct str value)
{
	(void)docid;
	struct walk *w = context;
	struct str one;
	w->articles++;
	while (str_split(&value, SLOT_SEPARATOR, &one))
		add(&w->spellings, one, one, 1);
	return !w->spellings.failed;
}

/* Adds up in VALUES those of SPELLINGS that have the same words. */
static bool unite(const struct table *spellings, struct tokenizer *t, struct table *values)
{
	struct buf words = BUF_INIT;
	struct token token;
	for (size_t i = 0; i < spellings->room && !values->failed; i++) {
		const struct entry *e = &spellings->entries[i];
		if (e->count == 0)
			continue;
		buf_reset(&words);
		tokenizer_start(t, e->text);
		while (tokenizer_next(t, &token)) {
			buf_append_c(&words, words.len > 0 ? " " : "");
			buf_append(&words, token.exact);
		}
		if (words.len > 0)
			add(values, buf_str(&words), e->text, e->count);
	}
	bool ok = !words.failed && !values->failed;
	buf_free(&words);
	return ok;
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
		if (values->entries[i].count > 0)
			out->values[out->count++] = (struct facet_value){
				values->entries[i].shown, values->entries[i].count};
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
	struct walk walk = {.spellings = {.memory = memory, .seed = hash_seed()}};
	struct table values = {.memory = memory, .seed = hash_seed()};
	bool ok = xc_set_each_value(set, db, slot_of_field(out->wanted.by), take_value, &walk, err);
	if (ok && (walk.spellings.failed || !unite(&walk.spellings, t, &values) ||
			  !list_values(&values, memory, out)))
		ok = error_set_memory(err);
	out->without = xc_set_total(set).count - walk.articles;
	out->is_exact = !walk.spellings.full;
	free(walk.spellings.entries);
	free(values.entries);
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
