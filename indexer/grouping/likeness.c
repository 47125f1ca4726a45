#include "indexer/grouping/likeness.h"

#include "archive/record.h"
#include "base/checksum.h"
#include "indexer/grouping/occasion.h"
#include "indexer/work/stop.h"
#include "text/date/find.h"
#include "text/token/token.h"
#include "xapianc/xapianc.h"

#include <stdlib.h>

/* Texts are held against each other by their runs of three words. */
enum { RUN = 3 };

/* Of a hundred words of two texts, how many stand in runs that both have, at least: of two that
   have a fifth of their words changed here and there it is 72, of reports of one event that share
   half of their paragraphs 55. And of a hundred figures of two texts with several, how many both
   have: what comes out each day with other figures, of lotteries, weather and gold, has its words
   in common. */
enum { ALIKE = 68, ALIKE_FIGURES = 60, SEVERAL = 8 };

/* What comes out again and again, as bulletins and schedules do, has more than that in common. Two
   issues of it name other days. Of texts that came out more than DAYS days apart, REPRINTED of a
   hundred words and of a hundred figures must be the same: an outlet carries a release within
   days, or carries it as it is. So must the figures of two of one outlet, of different days. And
   of short ones of one outlet, of less than SHORT words, TITLES of a hundred words of the titles:
   of these the lead may be that of the series. (Held against pairs of real articles, which were
   judged by hand: tests/near_duplicates.tsv.) */
enum { DAYS = 4, REPRINTED = 90, SHORT = 150, TITLES = 45 };

/* What is kept of the texts that were read, in bytes. */
enum { KEPT_BYTES = 32 << 20, FIRST_SLOTS = 1 << 12 };

struct text {
	uint64_t whole;    /* of all words */
	uint32_t *runs;    /* their hashes, as they come, none of them 0 */
	uint32_t *slots;   /* the same as a table, 0: free */
	uint32_t *figures; /* words with digits, ascending */
	uint32_t *title;   /* words of the title, ascending */
	uint32_t *days;    /* days that it names, likewise */
	uint32_t count, mask, figure_count, title_count, day_count;
	struct occasion occasion;
};

struct likeness_reader {
	const struct roster *roster;
	struct xc_db *db;
	uint32_t shards;
	struct tokenizer *tokenizer;
	struct buf data;
	struct buf runs;    /* scratch, uint32_t */
	struct buf figures; /* likewise */
	struct buf title;   /* likewise */
	struct buf days;    /* likewise */
	struct arena records;
	struct arena kept;   /* of the texts below */
	struct text **texts; /* by rank; NULL: not read */
};

struct likeness_reader *likeness_open(
	const struct roster *r, struct xc_db *db, uint32_t shards, struct error *err)
{
	struct likeness_reader *l = calloc(1, sizeof *l);
	if (l) {
		l->roster = r;
		l->db = db;
		l->shards = shards;
		l->tokenizer = tokenizer_new();
		l->texts = calloc((size_t)r->count + 1, sizeof(struct text *));
	}
	if (l && l->tokenizer && l->texts)
		return l;
	likeness_close(l);
	error_set_memory(err);
	return NULL;
}

void likeness_close(struct likeness_reader *l)
{
	if (!l)
		return;
	tokenizer_free(l->tokenizer);
	buf_free(&l->data);
	buf_free(&l->runs);
	buf_free(&l->figures);
	buf_free(&l->title);
	buf_free(&l->days);
	arena_free(&l->records);
	arena_free(&l->kept);
	free(l->texts);
	free(l);
}

/* The words of a text, as they come. */
struct words {
	uint64_t last[RUN];
	uint64_t whole;
	uint64_t count;
};

static void put_number(struct buf *out, uint32_t number)
{
	buf_append(out, str_make((const char *)&number, sizeof number));
}

static void add_word(
	struct likeness_reader *l, struct words *w, const struct token *token, enum zone zone)
{
	uint64_t word = checksum_of(token->exact);
	w->last[w->count++ % RUN] = word;
	w->whole = checksum_seeded(str_make((const char *)&word, sizeof word), w->whole);
	if (token_is_figures(token->kind))
		put_number(&l->figures, (uint32_t)word);
	if (zone == ZONE_TITLE)
		put_number(&l->title, (uint32_t)word);
	if (w->count < RUN)
		return;
	uint64_t run[RUN];
	for (size_t i = 0; i < RUN; i++)
		run[i] = w->last[(w->count + i) % RUN];
	uint32_t hash = (uint32_t)checksum_of(str_make((const char *)run, sizeof run));
	put_number(&l->runs, hash ? hash : 1);
}

/* The days that the date at START of TEXT names, whatever the year, if the number there begins one;
   returns its end, START where it does not. */
static size_t read_days(struct likeness_reader *l, struct str text, size_t start)
{
	struct date_match match;
	struct date days[DATE_DAYS_MAX];
	if (!date_at(text, start, &match))
		return start;
	size_t count = date_match_days(&match, days);
	for (size_t i = 0; i < count; i++) {
		if (days[i].day != 0)
			put_number(&l->days, (uint32_t)(days[i].month << 8 | days[i].day));
	}
	return match.end;
}

/* A number within a date begins none. */
static void read_block(struct likeness_reader *l, const struct record_block *b, struct words *w)
{
	struct token token;
	size_t dated = 0; /* the end of the last date */
	tokenizer_start(l->tokenizer, b->text);
	while (tokenizer_next(l->tokenizer, &token)) {
		add_word(l, w, &token, b->zone);
		if (token.kind == TOKEN_NUMBER && token.start >= dated)
			dated = read_days(l, b->text, token.start);
	}
}

static void read_words(struct likeness_reader *l, const struct record *r, struct words *w)
{
	buf_reset(&l->runs);
	buf_reset(&l->figures);
	buf_reset(&l->title);
	buf_reset(&l->days);
	for (size_t i = 0; i < r->block_count; i++) {
		if (zone_is_text(r->blocks[i].zone))
			read_block(l, &r->blocks[i], w);
	}
}

static int ascending(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a;
	uint32_t y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

/* A copy of the numbers of B, as they come; NULL when out of memory. */
static uint32_t *copy_numbers(struct likeness_reader *l, const struct buf *b, uint32_t *count)
{
	*count = (uint32_t)(b->len / sizeof(uint32_t));
	uint32_t *out = arena_array(&l->kept, (size_t)*count + 1, sizeof *out);
	if (out && *count > 0)
		memcpy(out, b->ptr, *count * sizeof *out);
	return out;
}

static uint32_t *sort_numbers(struct likeness_reader *l, const struct buf *b, uint32_t *count)
{
	uint32_t *out = copy_numbers(l, b, count);
	if (out)
		qsort(out, *count, sizeof *out, ascending);
	return out;
}

/* The slot of RUN: it has it, or is free. */
static uint32_t *slot_of(const struct text *t, uint32_t run)
{
	uint32_t at = run & t->mask;
	while (t->slots[at] != 0 && t->slots[at] != run)
		at = (at + 1) & t->mask;
	return &t->slots[at];
}

static bool fill_slots(struct likeness_reader *l, struct text *t)
{
	size_t room = 4;
	while (room < 2 * (size_t)t->count)
		room *= 2;
	t->mask = (uint32_t)(room - 1);
	t->slots = arena_array(&l->kept, room, sizeof *t->slots);
	for (uint32_t i = 0; t->slots && i < t->count; i++)
		*slot_of(t, t->runs[i]) = t->runs[i];
	return t->slots != NULL;
}

static struct text *keep(struct likeness_reader *l, uint32_t rank, const struct words *w)
{
	struct text *t = arena_alloc(&l->kept, sizeof *t);
	if (!t || l->runs.failed || l->figures.failed || l->title.failed || l->days.failed)
		return NULL;
	t->whole = w->whole;
	t->runs = copy_numbers(l, &l->runs, &t->count);
	t->figures = sort_numbers(l, &l->figures, &t->figure_count);
	t->title = sort_numbers(l, &l->title, &t->title_count);
	t->days = sort_numbers(l, &l->days, &t->day_count);
	if (!t->runs || !t->figures || !t->title || !t->days || !fill_slots(l, t))
		return NULL;
	return l->texts[rank] = t;
}

static struct text *read_text(struct likeness_reader *l, uint32_t rank, struct error *err)
{
	const struct roster_article *a = roster_at(l->roster, rank);
	struct record record;
	struct words words = {.count = 0};
	buf_reset(&l->data);
	arena_reset(&l->records);
	if (!stop_check(err) ||
		!xc_db_data(l->db, (a->document - 1) * l->shards + a->shard + 1, &l->data, err) ||
		!record_decode(buf_str(&l->data), &l->records, &record, err))
		return NULL;
	read_words(l, &record, &words);
	struct text *text = keep(l, rank, &words);
	if (!text) {
		error_set_memory(err);
		return NULL;
	}
	text->occasion = occasion_of(&record);
	return text;
}

static struct text *text_of(struct likeness_reader *l, uint32_t rank, struct error *err)
{
	return l->texts[rank] ? l->texts[rank] : read_text(l, rank, err);
}

/* How many words of A stand in runs that B has, too. */
static uint64_t words_shared(const struct text *a, const struct text *b)
{
	uint64_t words = 0;
	uint64_t end = 0; /* of the words that are counted */
	for (uint64_t i = 0; i < a->count; i++) {
		if (*slot_of(b, a->runs[i]) == 0)
			continue;
		words += i + RUN - (end > i ? end : i);
		end = i + RUN;
	}
	return words;
}

static uint64_t words_of(const struct text *t)
{
	return t->count > 0 ? (uint64_t)t->count + RUN - 1 : 0;
}

/* Of a hundred; 0 where it is seen at once that they are less than ALIKE. */
static uint64_t share_of_words(const struct text *a, const struct text *b)
{
	uint64_t all = words_of(a) + words_of(b);
	uint64_t shared = words_shared(a, b);
	if (all == 0 || 100 * (shared + words_of(b)) < ALIKE * all)
		return 0;
	return 100 * (shared + words_shared(b, a)) / all;
}

/* Of a hundred numbers of A and B, both ascending, how many both have; where there are none all. */
static uint64_t share_of_numbers(
	const uint32_t *a, uint32_t a_count, const uint32_t *b, uint32_t b_count)
{
	uint64_t all = (uint64_t)a_count + b_count;
	uint64_t shared = 0;
	for (uint32_t i = 0, k = 0; i < a_count && k < b_count;) {
		uint32_t x = a[i];
		uint32_t y = b[k];
		shared += x == y ? 2 : 0;
		i += x <= y;
		k += y <= x;
	}
	return all > 0 ? 100 * shared / all : 100;
}

static bool have_several_figures(const struct text *a, const struct text *b)
{
	return a->figure_count >= SEVERAL && b->figure_count >= SEVERAL;
}

static bool are_short(const struct text *a, const struct text *b)
{
	return words_of(a) < SHORT || words_of(b) < SHORT;
}

static bool have_other_titles(const struct text *a, const struct text *b)
{
	return a->title_count > 0 && b->title_count > 0 &&
	       share_of_numbers(a->title, a->title_count, b->title, b->title_count) < TITLES;
}

static bool name_other_days(const struct text *a, const struct text *b)
{
	return a->day_count > 0 && b->day_count > 0 &&
	       share_of_numbers(a->days, a->day_count, b->days, b->day_count) == 0;
}

/* Whether A and B, of whose words and figures so many of a hundred are the same, are rather issues
   of a series than one text. */
static bool are_issues(const struct text *a, const struct text *b, uint64_t words, uint64_t figures)
{
	unsigned long days = occasion_days(&a->occasion, &b->occasion);
	if (name_other_days(a, b) || (days > DAYS && (words < REPRINTED || figures < REPRINTED)))
		return true;
	if (!occasion_may_be_of_one(&a->occasion, &b->occasion))
		return false;
	return (days > 0 && figures < REPRINTED) || (are_short(a, b) && have_other_titles(a, b));
}

static bool are_same(const struct text *a, const struct text *b)
{
	return a->whole == b->whole && a->count == b->count;
}

static bool are_alike(const struct text *a, const struct text *b)
{
	if (are_same(a, b))
		return true;
	uint64_t words = share_of_words(a, b);
	if (words < ALIKE)
		return false;
	uint64_t figures =
		share_of_numbers(a->figures, a->figure_count, b->figures, b->figure_count);
	return (figures >= ALIKE_FIGURES || !have_several_figures(a, b)) &&
	       !are_issues(a, b, words, figures);
}

/* Forgets what was read, once it is much. */
static void relax(struct likeness_reader *l)
{
	if (l->kept.used < KEPT_BYTES)
		return;
	arena_free(&l->kept);
	memset(l->texts, 0, ((size_t)l->roster->count + 1) * sizeof(struct text *));
}

/* Both texts, until the next call. */
static bool read_both(
	struct likeness_reader *l, uint32_t a, uint32_t b, struct text *out[2], struct error *err)
{
	relax(l);
	out[0] = text_of(l, a, err);
	out[1] = out[0] ? text_of(l, b, err) : NULL;
	return out[1] != NULL;
}

bool likeness_of(struct likeness_reader *l, uint32_t a, uint32_t b, bool *alike, struct error *err)
{
	struct text *both[2];
	bool ok = read_both(l, a, b, both, err);
	*alike = ok && are_alike(both[0], both[1]);
	return ok;
}

bool likeness_same(struct likeness_reader *l, uint32_t a, uint32_t b, bool *same, struct error *err)
{
	struct text *both[2];
	bool ok = read_both(l, a, b, both, err);
	*same = ok && are_same(both[0], both[1]);
	return ok;
}
