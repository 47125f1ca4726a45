#include "archive/several/lexicons.h"

#include "archive/several/lexicons_inside.h"
#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

/* A word has a number of its own here, which it gets when it is first asked for: those of one
 * folded form side by side, most frequent first, as in a file. What was asked for is kept until
 * there is too much of it, which is looked at when nobody holds a number: lexicons_rest. */

enum { FIRST_ROOM = 256 };

static struct lexicons *inside(struct lexicon_joint *j)
{
	return (struct lexicons *)j;
}

/* ---- Words ---- */

static bool reserve_word(struct lexicons *l)
{
	if (l->count < l->capacity)
		return true;
	size_t capacity = l->capacity ? 2 * l->capacity : FIRST_ROOM;
	void *words = realloc(l->words, capacity * sizeof *l->words);
	if (words)
		l->words = words;
	void *numbers = realloc(l->numbers, capacity * l->part_count * sizeof *l->numbers);
	if (numbers)
		l->numbers = numbers;
	if (!words || !numbers) {
		l->failed = true;
		return false;
	}
	l->capacity = capacity;
	return true;
}

/* Word NUMBER of part PART, of the form FOLDED, as one of those from FIRST on. */
static void add_word(
	struct lexicons *l, size_t first, size_t part, uint32_t number, struct str folded)
{
	struct lexicon_word word = lexicon_word(l->parts[part], number);
	size_t i = first;
	while (i < l->count && !str_eq(l->words[i].exact, word.exact))
		i++;
	if (i == l->count) {
		if (!reserve_word(l))
			return;
		l->words[i] = (struct joined_word){.folded = folded, .exact = word.exact};
		for (size_t k = 0; k < l->part_count; k++)
			l->numbers[i * l->part_count + k] = LEXICONS_NONE;
		l->count++;
	}
	l->words[i].count += word.count;
	l->numbers[i * l->part_count + part] = number;
}

static bool is_before(const struct joined_word *a, const struct joined_word *b)
{
	if (a->count != b->count)
		return a->count > b->count;
	return str_compare(a->exact, b->exact) < 0;
}

static void swap(struct lexicons *l, size_t a, size_t b)
{
	struct joined_word word = l->words[a];
	l->words[a] = l->words[b];
	l->words[b] = word;
	for (size_t k = 0; k < l->part_count; k++) {
		uint32_t *x = &l->numbers[a * l->part_count + k];
		uint32_t *y = &l->numbers[b * l->part_count + k];
		uint32_t number = *x;
		*x = *y;
		*y = number;
	}
}

/* Puts the words from FIRST on, those of one form, in order; few have more than ten. */
static void sort_form(struct lexicons *l, size_t first)
{
	for (size_t i = first + 1; i < l->count; i++) {
		for (size_t k = i; k > first && is_before(&l->words[k], &l->words[k - 1]); k--)
			swap(l, k, k - 1);
	}
}

/* ---- Groups ---- */

/* Where FOLDED is in the table, or would be. */
static struct joined_group *place_of(const struct lexicons *l, struct str folded)
{
	size_t i = hash_str(hash_seed(), folded) & (l->group_room - 1);
	while (l->groups[i].folded.ptr && !str_eq(l->groups[i].folded, folded))
		i = (i + 1) & (l->group_room - 1);
	return &l->groups[i];
}

static bool reserve_group(struct lexicons *l)
{
	struct joined_group *old = l->groups;
	size_t room = l->group_room;
	if (2 * l->group_count < room)
		return true;
	l->group_room = room ? 2 * room : FIRST_ROOM;
	l->groups = calloc(l->group_room, sizeof *l->groups);
	if (!l->groups) {
		l->groups = old;
		l->group_room = room;
		l->failed = true;
		return false;
	}
	for (size_t i = 0; i < room; i++) {
		if (old[i].folded.ptr)
			*place_of(l, old[i].folded) = old[i];
	}
	free(old);
	return true;
}

/* Numbers the spellings of FOLDED in all parts; at most as many as one lexicon tells. */
static struct lexicon_group number_form(struct lexicons *l, struct str folded)
{
	size_t first = l->count;
	for (size_t k = 0; k < l->part_count; k++) {
		struct lexicon_group g = lexicon_group(l->parts[k], folded);
		for (uint32_t i = g.first; i < g.first + g.count; i++)
			add_word(l, first, k, i, lexicon_folded(l->parts[k], i));
	}
	sort_form(l, first);
	if (l->count - first > LEXICON_MAX_GROUP)
		l->count = first + LEXICON_MAX_GROUP;
	return (struct lexicon_group){(uint32_t)first, (uint32_t)(l->count - first)};
}

static struct lexicon_group group(struct lexicon_joint *j, struct str folded)
{
	struct lexicons *l = inside(j);
	if (!reserve_group(l))
		return (struct lexicon_group){0};
	struct joined_group *known = place_of(l, folded);
	if (known->folded.ptr)
		return known->group;
	struct lexicon_group g = number_form(l, folded);
	/* The form is kept by the file that has it. */
	if (g.count > 0) {
		*known = (struct joined_group){l->words[g.first].folded, g};
		l->group_count++;
	}
	return g;
}

/* ---- Beginnings ---- */

/* The words of a part that begin so, from AT to before END. */
struct run {
	uint32_t at, end;
};

/* The first form that is left in RUNS; ptr NULL: none is. */
static struct str next_form(const struct lexicons *l, const struct run *runs)
{
	struct str least = {NULL, 0};
	for (size_t k = 0; k < l->part_count; k++) {
		if (runs[k].at == runs[k].end)
			continue;
		struct str folded = lexicon_folded(l->parts[k], runs[k].at);
		if (!least.ptr || str_compare(folded, least) < 0)
			least = folded;
	}
	return least;
}

static void take_form(struct lexicons *l, struct run *runs, struct str folded)
{
	size_t first = l->count;
	for (size_t k = 0; k < l->part_count; k++) {
		for (; runs[k].at < runs[k].end; runs[k].at++) {
			struct str own = lexicon_folded(l->parts[k], runs[k].at);
			/* Out of order in a damaged file, one may be before. */
			if (str_compare(own, folded) > 0)
				break;
			add_word(l, first, k, runs[k].at, own);
		}
	}
	sort_form(l, first);
}

static struct lexicon_group starting(struct lexicon_joint *j, struct str beginning)
{
	struct lexicons *l = inside(j);
	struct run *runs = calloc(l->part_count, sizeof *runs);
	size_t first = l->count;
	if (!runs) {
		l->failed = true;
		return (struct lexicon_group){0};
	}
	for (size_t k = 0; k < l->part_count; k++) {
		struct lexicon_group g = lexicon_starting(l->parts[k], beginning);
		runs[k] = (struct run){g.first, g.first + g.count};
	}
	for (struct str form; !l->failed && (form = next_form(l, runs)).ptr;)
		take_form(l, runs, form);
	free(runs);
	return (struct lexicon_group){(uint32_t)first, (uint32_t)(l->count - first)};
}

/* ---- One word ---- */

static struct lexicon_word word(struct lexicon_joint *j, uint32_t i)
{
	const struct lexicons *l = inside(j);
	if (i >= l->count)
		return (struct lexicon_word){STR(""), 0};
	return (struct lexicon_word){l->words[i].exact, l->words[i].count};
}

static struct str folded(struct lexicon_joint *j, uint32_t i)
{
	const struct lexicons *l = inside(j);
	return i < l->count ? l->words[i].folded : STR("");
}

static uint64_t running(struct lexicon_joint *j)
{
	const struct lexicons *l = inside(j);
	uint64_t all = 0;
	for (size_t k = 0; k < l->part_count; k++)
		all += lexicon_running(l->parts[k]);
	return all;
}

/* ---- All ---- */

static bool is_whole(struct lexicon_joint *j)
{
	const struct lexicons *l = inside(j);
	bool whole = !l->failed;
	for (size_t k = 0; k < l->part_count; k++)
		whole &= lexicon_is_whole(l->parts[k]);
	return whole;
}

static void rest(struct lexicon_joint *j)
{
	enum { MOST = 1 << 18 };
	struct lexicons *l = inside(j);
	if (l->count < MOST)
		return;
	l->count = 0;
	l->group_count = 0;
	memset(l->groups, 0, l->group_room * sizeof *l->groups);
}

static void close_all(struct lexicon_joint *j)
{
	struct lexicons *l = inside(j);
	free(l->parts);
	free(l->words);
	free(l->numbers);
	free(l->groups);
	free(l->scratch);
	free(l);
}

static const struct lexicon_joint answers = {.group = group,
	.starting = starting,
	.word = word,
	.folded = folded,
	.running = running,
	.tempered_words = lexicons_tempered_words,
	.tempered_pairs = lexicons_tempered_pairs,
	.followers = lexicons_followers,
	.pairs = lexicons_pairs,
	.capitals = lexicons_capitals,
	.context = lexicons_context,
	.runs = lexicons_runs,
	.rest = rest,
	.is_whole = is_whole,
	.close = close_all};

struct lexicon *lexicons_join(const struct lexicon *const *parts, size_t n, struct error *err)
{
	struct lexicons *l = calloc(1, sizeof *l);
	struct lexicon *whole = NULL;
	if (l) {
		*l = (struct lexicons){.joint = answers,
			.parts = calloc(n + 1, sizeof *l->parts),
			.part_count = n};
		whole = l->parts ? lexicon_of_joint(&l->joint) : NULL;
	}
	if (!whole) {
		if (l)
			close_all(&l->joint);
		error_set_memory(err);
		return NULL;
	}
	for (size_t k = 0; k < n; k++)
		l->parts[k] = parts[k];
	return whole;
}
