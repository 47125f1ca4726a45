#include "archive/near/near.h"

#include "archive/near/row.h"
#include "archive/places_shards.h"
#include "archive/schema.h"
#include "positions/row.h"

#include <stdlib.h>
#include <string.h>

/* Where something stands: its first and last word. */
struct span {
	uint32_t start, end;
};

struct spans {
	struct span *ptr; /* owned */
	size_t count, capacity;
};

/* Where each sentence, or block of a zone, ends in the document at hand. */
struct ends {
	struct positions_list list; /* of files */
	uint32_t *ptr;              /* owned */
	size_t count, capacity;
};

struct near {
	struct places *places;
	const struct near_request *request;
	size_t shard;                /* that is open; as many as there are: none */
	struct positions_row **rows; /* of the request, in its order */
	size_t row_count, row_room;
	size_t at; /* of the rows, while a document is looked at */
	bool needs_sentences, needs_blocks;
	struct ends sentences, blocks[ZONE_COUNT];
	struct spans before, operand, choice, part; /* scratch */
	uint32_t document;                          /* of texts, in the whole */
	struct near_list starts;                    /* of a row of texts; owned */
	struct error *err;
};

static const struct places_texts *texts_of(const struct near *n)
{
	return places_texts_of(n->places);
}

/* ---- Opening ---- */

static size_t count_rows(const struct near_request *r)
{
	size_t count = 0;
	for (size_t o = 0; o < r->count; o++) {
		for (size_t c = 0; c < r->operands[o].count; c++) {
			const struct near_choice *choice = &r->operands[o].choices[c];
			for (size_t p = 0; p < choice->count; p++)
				count += choice->parts[p].count;
		}
	}
	return count;
}

struct near *near_open(struct places *places, const struct near_request *request, struct error *err)
{
	struct near *n = calloc(1, sizeof *n);
	if (n)
		*n = (struct near){.places = places,
			.request = request,
			.shard = places_shard_count(places),
			.row_room = count_rows(request),
			.needs_blocks = request->in_zone};
	if (n)
		n->rows = calloc(n->row_room + 1, sizeof *n->rows);
	if (!n || !n->rows) {
		near_close(n);
		error_set_memory(err);
		return NULL;
	}
	for (size_t i = 1; i < request->count; i++) {
		n->needs_sentences |= request->operands[i].link == NEAR_SENTENCE;
		n->needs_blocks |= request->operands[i].link == NEAR_PARAGRAPH;
	}
	return n;
}

static void close_rows(struct near *n)
{
	for (size_t i = 0; i < n->row_count; i++)
		positions_row_close(n->rows[i]);
	n->row_count = 0;
}

void near_close(struct near *n)
{
	if (!n)
		return;
	close_rows(n);
	free(n->rows);
	free(n->starts.ptr);
	free(n->sentences.ptr);
	for (size_t z = 0; z < ZONE_COUNT; z++)
		free(n->blocks[z].ptr);
	free(n->before.ptr);
	free(n->operand.ptr);
	free(n->choice.ptr);
	free(n->part.ptr);
	free(n);
}

static bool open_row(struct near *n, struct positions_file *f, const struct near_row *row)
{
	struct row_word *words = calloc(row->count + 1, sizeof *words);
	if (!words)
		return error_set_memory(n->err);
	for (size_t i = 0; i < row->count; i++)
		words[i] = (struct row_word){row->words[i].spellings, row->words[i].count};
	struct positions_row *opened = positions_row_open(f, words, row->count, n->err);
	free(words);
	if (opened)
		n->rows[n->row_count++] = opened;
	return opened != NULL;
}

static bool open_rows(struct near *n, struct positions_file *f)
{
	const struct near_request *r = n->request;
	for (size_t o = 0; o < r->count; o++) {
		for (size_t c = 0; c < r->operands[o].count; c++) {
			const struct near_choice *choice = &r->operands[o].choices[c];
			for (size_t p = 0; p < choice->count; p++) {
				for (size_t i = 0; i < choice->parts[p].count; i++)
					if (!open_row(n, f, &choice->parts[p].rows[i]))
						return false;
			}
		}
	}
	return true;
}

static bool open_ends(struct near *n, struct positions_file *f)
{
	bool ok = !n->needs_sentences ||
		  positions_list_open(&n->sentences.list, f, STR(TERM_SENTENCE_END), n->err);
	for (enum zone z = 0; ok && n->needs_blocks && z < ZONE_COUNT; z++)
		ok = positions_list_open(
			&n->blocks[z].list, f, str_from_c(schema_block_end(z)), n->err);
	return ok;
}

static bool open_shard(struct near *n, size_t shard)
{
	struct positions_file *f = places_shard(n->places, shard);
	close_rows(n);
	n->shard = shard;
	return open_rows(n, f) && open_ends(n, f);
}

/* ---- Spans ---- */

static bool add_span(struct near *n, struct spans *to, struct span span)
{
	if (to->count == to->capacity) {
		size_t capacity = 2 * to->capacity + 64;
		struct span *grown = reallocarray(to->ptr, capacity, sizeof *grown);
		if (!grown)
			return error_set_memory(n->err);
		to->ptr = grown;
		to->capacity = capacity;
	}
	to->ptr[to->count++] = span;
	return true;
}

static int compare(const void *a, const void *b)
{
	const struct span *x = a;
	const struct span *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return (x->end > y->end) - (x->end < y->end);
}

/* In order, each once. */
static void sort(struct spans *s)
{
	size_t kept = 0;
	if (s->count > 0)
		qsort(s->ptr, s->count, sizeof *s->ptr, compare);
	for (size_t i = 0; i < s->count; i++) {
		if (i == 0 || compare(&s->ptr[i], &s->ptr[kept - 1]) != 0)
			s->ptr[kept++] = s->ptr[i];
	}
	s->count = kept;
}

/* The first of S, which is sorted, that begins at START or later. */
static size_t first_from(const struct spans *s, uint32_t start)
{
	size_t low = 0;
	for (size_t high = s->count; low < high;) {
		size_t middle = low + (high - low) / 2;
		if (s->ptr[middle].start < start)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Where ROW, the next of the request, begins. */
static bool read_row(
	struct near *n, const struct near_row *row, const uint32_t **starts, size_t *count)
{
	bool found;
	*starts = NULL;
	*count = 0;
	if (texts_of(n)) {
		if (!near_find_row(
			    n->places, n->document, row->words, row->count, &n->starts, n->err))
			return false;
		*starts = n->starts.ptr;
		*count = n->starts.count;
		return true;
	}
	struct positions_row *opened = n->rows[n->at++];
	if (!positions_row_has(opened, n->document, &found, n->err))
		return false;
	if (found)
		*starts = positions_row_starts(opened, count);
	return true;
}

/* Where PART stands: n->part, sorted. */
static bool read_part(struct near *n, const struct near_part *part)
{
	n->part.count = 0;
	for (size_t i = 0; i < part->count; i++) {
		uint32_t words = (uint32_t)part->rows[i].count;
		size_t count;
		const uint32_t *starts;
		if (!read_row(n, &part->rows[i], &starts, &count))
			return false;
		for (size_t k = 0; k < count; k++) {
			struct span span = {starts[k], starts[k] + words - 1};
			if (!add_span(n, &n->part, span))
				return false;
		}
	}
	sort(&n->part);
	return true;
}

/* Lets those of n->choice go on that have the part at hand DISTANCE words behind them. */
static bool join_part(struct near *n, uint32_t distance)
{
	struct spans joined = {NULL, 0, 0};
	bool ok = true;
	for (size_t i = 0; ok && i < n->choice.count; i++) {
		struct span one = n->choice.ptr[i];
		uint32_t wanted = one.end + distance;
		for (size_t k = first_from(&n->part, wanted);
			ok && k < n->part.count && n->part.ptr[k].start == wanted; k++)
			ok = add_span(n, &joined, (struct span){one.start, n->part.ptr[k].end});
	}
	sort(&joined);
	budget_take(places_budget(n->places), joined.count);
	free(n->choice.ptr);
	n->choice = joined;
	return ok;
}

static bool read_choice(struct near *n, const struct near_choice *choice)
{
	n->choice.count = 0;
	for (size_t p = 0; p < choice->count; p++) {
		if (!read_part(n, &choice->parts[p]))
			return false;
		if (p > 0 && !join_part(n, choice->parts[p].distance))
			return false;
		for (size_t i = 0; p == 0 && i < n->part.count; i++) {
			if (!add_span(n, &n->choice, n->part.ptr[i]))
				return false;
		}
	}
	for (size_t i = 0; i < n->choice.count; i++) {
		if (!add_span(n, &n->operand, n->choice.ptr[i]))
			return false;
	}
	return true;
}

/* ---- Sentences and blocks ---- */

static bool make_room(struct near *n, struct ends *e, size_t count)
{
	if (count <= e->capacity)
		return true;
	uint32_t *grown = reallocarray(e->ptr, 2 * count, sizeof *grown);
	if (!grown)
		return error_set_memory(n->err);
	e->ptr = grown;
	e->capacity = 2 * count;
	return true;
}

/* Those that TERM marks. */
static bool read_ends(struct near *n, struct ends *e, const char *term)
{
	const struct places_texts *t = texts_of(n);
	e->count = 0;
	if (t) {
		const uint32_t *ends;
		if (!t->positions(
			    t->context, n->document, str_from_c(term), &ends, &e->count, n->err) ||
			!make_room(n, e, e->count))
			return false;
		if (e->count > 0)
			memcpy(e->ptr, ends, e->count * sizeof *ends);
		return true;
	}
	if (!positions_list_seek(&e->list, n->document, n->err))
		return false;
	if (e->list.document != n->document)
		return true;
	size_t count = positions_list_count(&e->list);
	if (!make_room(n, e, count))
		return false;
	e->count = count;
	return positions_list_read(&e->list, count, e->ptr, n->err);
}

static bool read_all_ends(struct near *n)
{
	bool ok = !n->needs_sentences || read_ends(n, &n->sentences, TERM_SENTENCE_END);
	for (enum zone z = 0; ok && n->needs_blocks && z < ZONE_COUNT; z++)
		ok = read_ends(n, &n->blocks[z], schema_block_end(z));
	return ok;
}

/* The number of the first end from POSITION on; as many as there are: there is none. */
static size_t end_from(const struct ends *e, uint32_t position)
{
	size_t low = 0;
	for (size_t high = e->count; low < high;) {
		size_t middle = low + (high - low) / 2;
		if (e->ptr[middle] < position)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The zone of the block that POSITION is in. */
static enum zone zone_of(const struct near *n, uint32_t position)
{
	uint32_t first = UINT32_MAX;
	enum zone zone = ZONE_COUNT;
	for (enum zone z = 0; z < ZONE_COUNT; z++) {
		size_t i = end_from(&n->blocks[z], position);
		if (i < n->blocks[z].count && n->blocks[z].ptr[i] < first) {
			first = n->blocks[z].ptr[i];
			zone = z;
		}
	}
	return zone;
}

static void keep_zone(const struct near *n, struct spans *s)
{
	size_t kept = 0;
	for (size_t i = 0; i < s->count; i++) {
		if (zone_of(n, s->ptr[i].start) == n->request->zone)
			s->ptr[kept++] = s->ptr[i];
	}
	s->count = kept;
}

/* ---- Links ---- */

/* Where the sentence or block that POSITION is in begins and ends. */
static struct span unit_of(const struct near *n, enum near_link link, uint32_t position)
{
	struct span unit = {0, UINT32_MAX};
	for (size_t z = 0; z < (link == NEAR_SENTENCE ? 1 : ZONE_COUNT); z++) {
		const struct ends *e = link == NEAR_SENTENCE ? &n->sentences : &n->blocks[z];
		size_t i = end_from(e, position);
		if (i > 0 && e->ptr[i - 1] >= unit.start)
			unit.start = e->ptr[i - 1] + 1;
		if (i < e->count && e->ptr[i] < unit.end)
			unit.end = e->ptr[i];
	}
	return unit;
}

static bool are_apart(struct span a, struct span b)
{
	return a.end < b.start || b.end < a.start;
}

/* Words from the end of the first to the beginning of the second, where they are apart. */
static uint32_t distance(struct span a, struct span b)
{
	return a.end < b.start ? b.start - a.end : a.start > b.end ? a.start - b.end : 0;
}

/* The words of the longest of S. */
static uint32_t longest(const struct spans *s)
{
	uint32_t most = 0;
	for (size_t i = 0; i < s->count; i++) {
		uint32_t words = s->ptr[i].end - s->ptr[i].start + 1;
		most = words > most ? words : most;
	}
	return most;
}

/* Whether SPAN has one of n->before, none of which is of more than LENGTH words, as near as O
   says. */
static bool is_linked(
	const struct near *n, const struct near_operand *o, struct span span, uint32_t length)
{
	bool within = o->link == NEAR_WITHIN;
	uint32_t reach = o->distance + length;
	struct span unit = {span.start > reach ? span.start - reach : 0, span.end + o->distance};
	if (!within)
		unit = unit_of(n, o->link, span.start);
	if (unit.end < span.end)
		return false;
	size_t i = first_from(&n->before, unit.start);
	for (; i < n->before.count && n->before.ptr[i].start <= unit.end; i++) {
		struct span other = n->before.ptr[i];
		bool fits = within ? distance(span, other) <= o->distance : other.end <= unit.end;
		if (fits && are_apart(span, other))
			return true;
	}
	return false;
}

/* Keeps those of n->operand that are linked to one of n->before. */
static void keep_linked(struct near *n, const struct near_operand *o)
{
	uint32_t length = longest(&n->before);
	size_t kept = 0;
	for (size_t i = 0; i < n->operand.count; i++) {
		budget_take(places_budget(n->places), 1);
		if (is_linked(n, o, n->operand.ptr[i], length))
			n->operand.ptr[kept++] = n->operand.ptr[i];
	}
	n->operand.count = kept;
}

static bool read_operand(struct near *n, const struct near_operand *o)
{
	n->operand.count = 0;
	for (size_t c = 0; c < o->count; c++) {
		if (!read_choice(n, &o->choices[c]))
			return false;
	}
	sort(&n->operand);
	if (n->request->in_zone)
		keep_zone(n, &n->operand);
	return true;
}

/* Turns to DOCID in its shard. */
static bool stand_at(struct near *n, uint32_t docid)
{
	size_t shard = (docid - 1) % places_shard_count(n->places);
	n->document = (docid - 1) / (uint32_t)places_shard_count(n->places) + 1;
	return n->shard == shard || open_shard(n, shard);
}

bool near_has(struct near *n, uint32_t docid, bool *found, struct error *err)
{
	*found = false;
	n->err = err;
	n->document = docid;
	n->at = 0;
	if (places_are_over(n->places))
		return true;
	if (!texts_of(n) && !stand_at(n, docid))
		return false;
	if (!read_all_ends(n))
		return false;
	for (size_t i = 0; i < n->request->count; i++) {
		if (!read_operand(n, &n->request->operands[i]))
			return false;
		if (i > 0)
			keep_linked(n, &n->request->operands[i]);
		if (n->operand.count == 0)
			return true;
		struct spans kept = n->before;
		n->before = n->operand;
		n->operand = kept;
	}
	*found = true;
	return true;
}
