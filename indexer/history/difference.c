#include "indexer/history/difference.h"
#include "base/ascii.h"

/* The words of R in ZONE, one by one. */
struct walk {
	const struct record *r;
	size_t block;
	struct str rest;
};

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool next_word(struct walk *w, struct str *word)
{
	for (;;) {
		size_t begin = 0;
		while (begin < w->rest.len && is_blank(w->rest.ptr[begin]))
			begin++;
		size_t end = begin;
		while (end < w->rest.len && !is_blank(w->rest.ptr[end]))
			end++;
		*word = str_slice(w->rest, begin, end);
		w->rest = str_slice(w->rest, end, w->rest.len);
		if (word->len > 0)
			return true;
		if (w->block == w->r->block_count)
			return false;
		w->rest = w->r->blocks[w->block++].text;
	}
}

static bool says_the_same(const struct record *a, const struct record *b)
{
	struct walk x = {.r = a, .rest = STR("")}, y = {.r = b, .rest = STR("")};
	struct str one, other;
	for (;;) {
		bool more = next_word(&x, &one);
		if (next_word(&y, &other) != more || (more && !str_eq(one, other)))
			return false;
		if (!more)
			return true;
	}
}

static bool has_the_same_authors(const struct record *a, const struct record *b)
{
	if (a->author_count != b->author_count)
		return false;
	for (size_t i = 0; i < a->author_count; i++) {
		if (!str_eq(a->authors[i], b->authors[i]))
			return false;
	}
	return true;
}

bool difference_is(const struct record *a, const struct record *b)
{
	const struct str mine[] = {a->title, a->date, a->place, a->issuer, a->number, a->kind,
		a->source, a->url, a->image};
	const struct str theirs[] = {b->title, b->date, b->place, b->issuer, b->number, b->kind,
		b->source, b->url, b->image};
	for (size_t i = 0; i < sizeof mine / sizeof *mine; i++) {
		if (!str_eq(mine[i], theirs[i]))
			return true;
	}
	return !has_the_same_authors(a, b) || !says_the_same(a, b);
}
