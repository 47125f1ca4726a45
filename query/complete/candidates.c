#include "query/complete/candidates.h"

#include "text/syllable/letter.h"

#include <stdlib.h>

static struct candidate *find(struct candidates *c, struct str text)
{
	for (size_t i = 0; i < c->count; i++) {
		if (str_eq(c->list[i].text, text))
			return &c->list[i];
	}
	return NULL;
}

/* A place for a candidate of WEIGHT; NULL: all that there are weigh more. */
static struct candidate *place(struct candidates *c, double weight)
{
	if (c->count < CANDIDATES_MAX)
		return &c->list[c->count++];
	struct candidate *least = &c->list[0];
	for (size_t i = 1; i < c->count; i++) {
		if (c->list[i].weight < least->weight)
			least = &c->list[i];
	}
	return least->weight < weight ? least : NULL;
}

/* Adds the spelling NOTE; those of greater weight came before. */
static bool note(struct candidates *c, struct candidate *of, struct str text)
{
	if (of->note_count == CANDIDATE_NOTES)
		return true;
	struct str *n = &of->notes[of->note_count++];
	*n = arena_str(&c->memory, text);
	return n->ptr != NULL;
}

void candidates_fold(struct str text, struct buf *out)
{
	for (size_t i = 0; i < text.len;) {
		letter l;
		enum tone tone;
		bool ascii = (unsigned char)text.ptr[i] < 0x80;
		size_t len = ascii ? 0 : letter_read(text.ptr + i, text.len - i, &l, &tone);
		buf_push(out, len > 0 ? letter_base(l) : text.ptr[i]);
		i += len > 0 ? len : 1;
	}
}

bool candidates_add(
	struct candidates *c, struct str typed, struct str exact, struct str folded, double weight)
{
	bool marked = str_starts_with(exact, typed);
	struct str text = marked ? exact : folded;
	if (!str_starts_with(text, typed))
		return true;
	struct candidate *at = find(c, text);
	if (at) {
		at->weight += weight;
	} else {
		at = place(c, weight);
		if (!at)
			return true;
		*at = (struct candidate){.text = arena_str(&c->memory, text), .weight = weight};
		if (!at->text.ptr)
			return false;
	}
	return str_eq(text, exact) || note(c, at, exact);
}

static int compare(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;
	if (a->weight != b->weight)
		return a->weight < b->weight ? 1 : -1;
	return str_compare(a->text, b->text);
}

void candidates_sort(struct candidates *c)
{
	qsort(c->list, c->count, sizeof *c->list, compare);
}

void candidates_free(struct candidates *c)
{
	arena_free(&c->memory);
	c->count = 0;
}
