#include "query/showing/marked.h"

#include "archive/record.h"
#include "query/answer/run.h"

/* A marking as it goes. */
struct marking {
	struct search *search;
	const struct record *record;
	struct marker *marker;
	struct marked *out;
	bool *seen; /* of each word of the query */
	size_t word_count;
};

static void note_words(struct marking *m, const struct marks *marks)
{
	for (size_t i = 0; i < marks->count; i++) {
		int word = marks->items[i].word;
		if (word != MARK_NONE && marker_unit(m->marker, word) < m->word_count)
			m->seen[marker_unit(m->marker, word)] = true;
	}
}

static bool mark_text(struct marking *m, struct str text, enum zone zone, struct pieces *out)
{
	struct marks *marks = &m->search->marks;
	marks->count = 0;
	if (!marker_read(m->marker, m->search->tokenizer, text, zone, true, marks, NULL))
		return false;
	note_words(m, marks);
	struct stretch whole = {
		.text = text, .end = text.len, .marks = marks->items, .mark_count = marks->count};
	return pieces_cut(&whole, &m->out->memory, out);
}

static bool mark_all(struct marking *m)
{
	const struct record *r = m->record;
	struct marked *out = m->out;
	out->blocks = arena_array(&out->memory, r->block_count + 1, sizeof *out->blocks);
	bool ok = out->blocks && mark_text(m, r->title, ZONE_TITLE, &out->title);
	for (size_t i = 0; ok && i < r->block_count; i++)
		ok = mark_text(m, r->blocks[i].text, r->blocks[i].zone, &out->blocks[i]);
	return ok;
}

/* How many different words were marked. */
static unsigned seen_words(const struct marking *m)
{
	unsigned count = 0;
	for (size_t i = 0; i < m->word_count; i++)
		count += m->seen[i];
	return count;
}

/* By the strict reading, if the query has one, and where that does not show all, by the other. */
static bool mark_by(struct run *run, struct marking *m)
{
	const struct readings *readings[] = {&run->reading.strict, &run->reading.forgiving};
	for (size_t i = 0; i < 2; i++) {
		if (!readings[i]->of)
			continue;
		arena_free(&m->out->memory);
		m->out->memory = (struct arena){0};
		m->marker = marker_new(&run->query, readings[i]);
		m->word_count = run->query.word_count;
		m->seen = arena_array(&run->query.memory, m->word_count + 1, sizeof *m->seen);
		if (!m->marker || !m->seen || !mark_all(m))
			return error_set_memory(run->err);
		if (seen_words(m) >= marker_wanted(m->marker))
			return true;
	}
	return true;
}

bool marked_make(struct search *s, struct str text, enum diacritics diacritics,
	const struct record *r, struct marked *out, struct error *err)
{
	const struct search_settings settings = {.limit = 1, .diacritics = diacritics};
	struct answer answer = {0};
	struct run run = {.search = s, .settings = &settings, .answer = &answer, .err = err};
	struct marking m = {.search = s, .record = r, .out = out};
	size_t at;
	*out = (struct marked){0};
	if (!run_read_query(&run, text, &at)) {
		answer_free(&answer);
		return false;
	}
	bool ok = run_read_words(&run, diacritics) && mark_by(&run, &m);
	query_free(&run.query);
	answer_free(&answer);
	if (!ok)
		marked_free(out);
	return ok;
}

void marked_free(struct marked *m)
{
	arena_free(&m->memory);
	*m = (struct marked){0};
}
