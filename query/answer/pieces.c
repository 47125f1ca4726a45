#include "query/answer/pieces.h"

#include "query/answer/marks.h"
#include "query/reading/chars.h"

#include <string.h>

#define ELLIPSIS "…"

struct writer {
	const struct stretch *stretch;
	char *next; /* where the next byte goes */
	struct pieces *out;
};

static bool is_blank(struct str s)
{
	for (size_t i = 0; i < s.len;) {
		if (!chars_is_space(chars_next(s, &i)))
			return false;
	}
	return true;
}

/* Whether what stands between two hits leaves them one: spaces, or the sign inside
   27/3, 2.000 and TP.HCM. */
static bool joins(struct str between)
{
	bool sign = between.len == 1 && between.ptr[0] != '\0' &&
		    strchr("./-,&@:_", between.ptr[0]) != NULL;
	return sign || is_blank(between);
}

static void put(struct writer *w, struct str s)
{
	memcpy(w->next, s.ptr, s.len);
	w->next += s.len;
}

/* The bytes [start, end) with single spaces. */
static void put_source(struct writer *w, size_t start, size_t end)
{
	struct str text = w->stretch->text;
	bool in_space = false;
	while (start < end) {
		size_t at = start;
		bool space = chars_is_space(chars_next(text, &start));
		if (!space)
			put(w, str_slice(text, at, start));
		else if (!in_space)
			put(w, STR(" "));
		in_space = space;
	}
}

static void begin(struct writer *w, bool hit)
{
	w->out->items[w->out->count++] = (struct piece){.text = {w->next, 0}, .hit = hit};
}

/* Ends the piece at hand; an empty one is dropped. */
static void finish(struct writer *w)
{
	struct piece *p = &w->out->items[w->out->count - 1];
	p->text.len = (size_t)(w->next - p->text.ptr);
	if (p->text.len == 0)
		w->out->count--;
}

static size_t min_size(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* The end of the run of hits that begins at mark I; *NEXT is the mark after it. */
static size_t run_end(const struct stretch *s, size_t i, size_t *next)
{
	while (i + 1 < s->mark_count && s->marks[i + 1].word != MARK_NONE &&
		joins(str_slice(s->text, s->marks[i].end, s->marks[i + 1].start)))
		i++;
	*next = i + 1;
	return min_size(s->marks[i].end, s->end);
}

static void write_pieces(struct writer *w)
{
	const struct stretch *s = w->stretch;
	size_t at = s->start;
	begin(w, false);
	if (s->cut_start)
		put(w, STR(ELLIPSIS " "));
	for (size_t i = 0; i < s->mark_count;) {
		if (s->marks[i].word == MARK_NONE) {
			i++;
			continue;
		}
		put_source(w, at, s->marks[i].start);
		finish(w);
		begin(w, true);
		size_t start = s->marks[i].start;
		at = run_end(s, i, &i);
		put_source(w, start, at);
		finish(w);
		begin(w, false);
	}
	put_source(w, at, s->end);
	if (s->cut_end)
		put(w, STR(" " ELLIPSIS));
	finish(w);
}

bool pieces_cut(const struct stretch *s, struct arena *memory, struct pieces *out)
{
	size_t bytes = s->end - s->start + 2 * sizeof " " ELLIPSIS;
	struct writer w = {.stretch = s, .next = arena_alloc(memory, bytes), .out = out};
	*out = (struct pieces){
		.items = arena_array(memory, 2 * s->mark_count + 2, sizeof *out->items)};
	if (!w.next || !out->items)
		return false;
	write_pieces(&w);
	return true;
}
