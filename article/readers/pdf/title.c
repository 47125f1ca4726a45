#include "article/readers/pdf/title.h"

#include "article/metadata/outlet.h"
#include "article/words.h"
#include "text/syllable/spelling.h"

enum {
	LINES = 40, /* of the beginning that are looked at */
	TITLE_LINES = 5,
	TITLE_BYTES = 600,
	WORDS_MIN = 3,
	GLYPHS_MIN = 12
};

static const double larger = 1.25, same = .05;

struct title_line {
	struct str text; /* of the whole line */
	double size;     /* 0: an empty line */
};

struct head {
	struct title_line lines[LINES];
	size_t count;
};

/* The lines of the first page. */
static void read_head(struct head *h, struct str text, const struct set_text *set)
{
	struct str line;
	h->count = 0;
	while (h->count < LINES && h->count < set->count && words_line(&text, &line)) {
		const struct set_line *l = &set->lines[h->count];
		if (l->page != set->lines[0].page)
			break;
		h->lines[h->count++] = (struct title_line){line, l->size};
	}
}

static struct str lines_between(const struct head *h, size_t first, size_t end)
{
	struct str last = h->lines[end - 1].text;
	const char *start = h->lines[first].text.ptr;
	return words_trim(str_make(start, (size_t)(last.ptr + last.len - start)));
}

/* ---- What the properties say ---- */

/* Whether A and B are the same words. */
static bool same_words(struct str a, struct str b)
{
	struct word of_a, of_b;
	size_t at_a = 0, at_b = 0;
	for (;;) {
		bool more = words_next(a, &at_a, &of_a);
		if (more != words_next(b, &at_b, &of_b))
			return false;
		if (!more)
			return true;
		struct spelling x, y;
		spelling_of(of_a.raw, &x);
		spelling_of(of_b.raw, &y);
		if (!str_eq(str_make(x.exact, x.exact_len), str_make(y.exact, y.exact_len)))
			return false;
	}
}

static bool find_stated(const struct head *h, struct str property, struct str *title)
{
	if (words_count(property) < WORDS_MIN || property.len > TITLE_BYTES)
		return false;
	for (size_t i = 0; i < h->count; i++) {
		for (size_t end = i + 1; end <= h->count && end - i <= TITLE_LINES; end++) {
			*title = lines_between(h, i, end);
			if (title->len <= 2 * TITLE_BYTES && same_words(*title, property))
				return true;
		}
	}
	return false;
}

/* ---- What is set largest ---- */

static double usual_size(struct str text, const struct set_text *set)
{
	struct sizes sizes = {{0}};
	struct str line;
	for (size_t i = 0; i < set->count && words_line(&text, &line); i++)
		sizes_add(&sizes, set->lines[i].size, line.len);
	return sizes_usual(&sizes);
}

static bool is_title_line(const struct title_line *l)
{
	struct str text = words_trim(l->text);
	return l->size > 0 && words_count(text) >= WORDS_MIN && words_length(text) >= GLYPHS_MIN &&
	       text.len <= TITLE_BYTES && !outlet_is(text);
}

static bool same_size(double a, double b)
{
	return a - b < same * a && b - a < same * a;
}

/* The title may have a short line: whatever stands right behind it in the same size. */
static bool find_largest(const struct head *h, double usual, struct str *title)
{
	size_t best = h->count;
	for (size_t i = 0; i < h->count; i++) {
		const struct title_line *l = &h->lines[i];
		if (!is_title_line(l) || l->size < larger * usual)
			continue;
		if (best == h->count || l->size > h->lines[best].size * (1 + same))
			best = i;
	}
	if (best == h->count)
		return false;
	size_t end = best + 1;
	for (size_t i = end; i < h->count && i - best < TITLE_LINES; i++) {
		bool gap = h->lines[i].size == 0;
		if (!gap && !same_size(h->lines[i].size, h->lines[best].size))
			break;
		end = gap ? end : i + 1;
	}
	*title = lines_between(h, best, end);
	return title->len <= TITLE_BYTES;
}

bool title_find(struct str text, const struct set_text *set, struct str property, struct str *title,
	bool *stated)
{
	struct head head;
	read_head(&head, text, set);
	*stated = find_stated(&head, property, title);
	return *stated || find_largest(&head, usual_size(text, set), title);
}
