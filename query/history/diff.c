#include "query/history/diff.h"

#include <stdlib.h>

struct work {
	const struct diff_text *a, *b;
	long *forth, *back; /* how far each diagonal reaches, by its number; owned */
};

/* Words A0 to A1 of the one text and B0 to B1 of the other. */
struct box {
	long a0, a1, b0, b1;
};

/* The diagonals that are looked at from one end: every other one. */
struct front {
	long least, most;
};

static bool same(const struct work *w, long x, long y)
{
	return w->a->words[x] == w->b->words[y];
}

/* One step more along all diagonals of a front, or one less where the box ends. */
static void widen(struct front *f, const struct box *box, long *reach, long unreached)
{
	if (f->least > box->a0 - box->b1)
		reach[--f->least - 1] = unreached;
	else
		f->least++;
	if (f->most < box->a1 - box->b0)
		reach[++f->most + 1] = unreached;
	else
		f->most--;
}

/* From the beginning. True: *X on diagonal *D meets what came from the end. */
static bool go_forth(const struct work *w, const struct box *box, const struct front *f,
	const struct front *other, bool meets, long *x, long *d)
{
	for (*d = f->most; *d >= f->least; *d -= 2) {
		long left = w->forth[*d - 1] + 1, up = w->forth[*d + 1];
		*x = left > up ? left : up;
		while (*x < box->a1 && *x - *d < box->b1 && same(w, *x, *x - *d))
			++*x;
		w->forth[*d] = *x;
		if (meets && *d >= other->least && *d <= other->most && w->back[*d] <= *x)
			return true;
	}
	return false;
}

static bool go_back(const struct work *w, const struct box *box, const struct front *f,
	const struct front *other, bool meets, long *x, long *d)
{
	for (*d = f->most; *d >= f->least; *d -= 2) {
		long right = w->back[*d + 1] - 1, down = w->back[*d - 1];
		*x = down < right ? down : right;
		while (*x > box->a0 && *x - *d > box->b0 && same(w, *x - 1, *x - *d - 1))
			--*x;
		w->back[*d] = *x;
		if (meets && *d >= other->least && *d <= other->most && *x <= w->forth[*d])
			return true;
	}
	return false;
}

/* Where what came from the beginning got farthest. */
static void farthest(
	const struct work *w, const struct box *box, const struct front *f, long *x, long *d)
{
	long best = -1;
	for (long k = f->least; k <= f->most; k += 2) {
		long at = w->forth[k] < box->a1 ? w->forth[k] : box->a1;
		if (at - k > box->b1)
			at = box->b1 + k;
		if (at >= box->a0 && at - k >= box->b0 && 2 * at - k > best) {
			best = 2 * at - k;
			*x = at;
			*d = k;
		}
	}
}

/* A point of BOX, neither beginning nor end of whose texts are the same, that a short way through
   it passes: word *X of the one and *Y of the other. */
static void split(const struct work *w, const struct box *box, long *x, long *y)
{
	long first = box->a0 - box->b0, last = box->a1 - box->b1, d = first;
	struct front forth = {first, first}, back = {last, last};
	bool odd = ((first - last) & 1) != 0, met = false;
	w->forth[first] = box->a0;
	w->back[last] = box->a1;
	for (int cost = 1; !met && cost <= DIFF_COST; cost++) {
		widen(&forth, box, w->forth, -1);
		met = go_forth(w, box, &forth, &back, odd, x, &d);
		if (met)
			break;
		widen(&back, box, w->back, INT32_MAX);
		met = go_back(w, box, &back, &forth, !odd, x, &d);
	}
	if (!met)
		farthest(w, box, &forth, x, &d);
	*y = *x - d;
}

static void mark(const struct work *w, const struct box *box)
{
	for (long x = box->a0; x < box->a1; x++)
		w->a->changed[x] = true;
	for (long y = box->b0; y < box->b1; y++)
		w->b->changed[y] = true;
}

static void trim(const struct work *w, struct box *box)
{
	while (box->a0 < box->a1 && box->b0 < box->b1 && same(w, box->a0, box->b0)) {
		box->a0++;
		box->b0++;
	}
	while (box->a0 < box->a1 && box->b0 < box->b1 && same(w, box->a1 - 1, box->b1 - 1)) {
		box->a1--;
		box->b1--;
	}
}

/* The first part of a split costs half of the whole, or at most DIFF_COST: so it goes as deep as
   the logarithm of that. */
static void compare(const struct work *w, struct box box) /* NOLINT(misc-no-recursion) */
{
	for (;;) {
		long x = box.a0, y = box.b0;
		trim(w, &box);
		if (box.a0 < box.a1 && box.b0 < box.b1)
			split(w, &box, &x, &y);
		bool begins = x <= box.a0 && y <= box.b0, ends = x >= box.a1 && y >= box.b1;
		if (begins || ends) {
			mark(w, &box);
			return;
		}
		compare(w, (struct box){box.a0, x, box.b0, y});
		box.a0 = x;
		box.b0 = y;
	}
}

bool diff_texts(const struct diff_text *old, const struct diff_text *now)
{
	size_t diagonals = old->count + now->count + 3;
	long *reach = calloc(2 * diagonals, sizeof *reach);
	if (!reach)
		return false;
	/* Diagonals have the numbers -count - 1 to count + 1. */
	const struct work w = {.a = old,
		.b = now,
		.forth = reach + now->count + 1,
		.back = reach + diagonals + now->count + 1};
	compare(&w, (struct box){0, (long)old->count, 0, (long)now->count});
	free(reach);
	return true;
}
