#include "query/ranking/rows.h"

#include "archive/schema.h"

#include <string.h>

struct finder {
	struct arena *memory;
	struct rows *rows; /* found up to word number STEP */
	size_t step;
	size_t kept;
	bool out_of_memory;
};

/* Begins a row at each of the positions of the first word. */
static bool begin_row(struct finder *f, size_t i, const uint32_t *positions, size_t count)
{
	uint32_t *starts = arena_array(f->memory, count, sizeof *starts);
	if (!starts) {
		f->out_of_memory = true;
		return false;
	}
	memcpy(starts, positions, count * sizeof *starts);
	f->rows->items[f->kept++] = (struct row){i, starts, count};
	return true;
}

/* Keeps those starts of row number K whose word at STEP is where it belongs. */
static void continue_row(struct finder *f, size_t k, const uint32_t *positions, size_t count)
{
	struct row row = f->rows->items[k];
	size_t kept = 0;
	for (size_t a = 0, b = 0; a < row.count; a++) {
		while (b < count && positions[b] < row.starts[a] + f->step)
			b++;
		if (b < count && positions[b] == row.starts[a] + f->step)
			row.starts[kept++] = row.starts[a];
	}
	row.count = kept;
	/* What was kept moves to the front, where the walk has been already. */
	if (kept > 0)
		f->rows->items[f->kept++] = row;
}

static bool visit(void *context, size_t k, const uint32_t *positions, size_t count)
{
	struct finder *f = context;
	if (f->step == 0)
		return begin_row(f, k, positions, count);
	continue_row(f, k, positions, count);
	return true;
}

static bool find(struct finder *f, struct places *places, const struct alternative *a,
	const uint32_t *docids, size_t n, uint32_t *walked, struct buf *term, struct error *err)
{
	memcpy(walked, docids, n * sizeof *walked);
	f->rows->count = n;
	for (f->step = 0; f->step < a->count && f->rows->count > 0; f->step++) {
		/* Later words may stand anywhere; only the first is looked at so often. */
		size_t max = f->step == 0 ? ROWS_MAX_STARTS : PLACES_MAX;
		f->kept = 0;
		if (!schema_term(term, "", a->words[f->step]))
			return error_set_memory(err);
		if (!places_walk(places, buf_str(term), walked, f->rows->count, max, visit, f, err))
			return false;
		if (f->out_of_memory)
			return error_set_memory(err);
		f->rows->count = f->kept;
		for (size_t i = 0; i < f->kept; i++)
			walked[i] = docids[f->rows->items[i].i];
	}
	return true;
}

bool rows_find(struct places *places, const struct alternative *a, const uint32_t *docids, size_t n,
	struct arena *memory, struct rows *out, struct error *err)
{
	struct finder f = {.memory = memory, .rows = out};
	struct buf term = BUF_INIT;
	*out = (struct rows){.items = arena_array(memory, n + 1, sizeof *out->items)};
	uint32_t *walked = arena_array(memory, n + 1, sizeof *walked);
	if (!out->items || !walked)
		return error_set_memory(err);
	bool ok = n == 0 || find(&f, places, a, docids, n, walked, &term, err);
	buf_free(&term);
	return ok;
}
