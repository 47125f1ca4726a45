#include "text/house/lookup.h"

#include "text/house/forms.h"

/* Whether the words are F: each with its marks, or without any. */
static bool is_form(const struct form *f, const struct variant_word *words)
{
	struct str rest = str_make(f->exact.text, f->exact.len);
	struct str exact;
	if (f->is_acronym && !(words[0].flags & TOKEN_CAPITALS))
		return false;
	for (size_t i = 0; i < f->words && str_split(&rest, ' ', &exact); i++) {
		bool unmarked = str_eq(words[i].exact, words[i].folded);
		if (!unmarked && !str_eq(words[i].exact, exact))
			return false;
	}
	return true;
}

/* The first form of H that is spelt FOLDED without marks, or where it would be. */
static size_t find(const struct house *h, const struct variant *folded)
{
	size_t low = 0, high = h->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (form_compare(&h->order[middle]->folded, folded) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Adds the other forms of F's group, as far as they are not F's spelling. */
static void add_others(const struct house *h, const struct form *f, struct variant_match *out)
{
	const struct form *other = f;
	while (other > h->forms && other[-1].group == f->group)
		other--;
	for (; other < h->forms + h->count && other->group == f->group &&
		out->other_count < VARIANT_MAX_OTHERS;
		other++) {
		if (!other->is_acronym && form_compare(&other->exact, &f->exact) != 0)
			out->others[out->other_count++] = other->exact;
	}
}

/* All groups that the first WORDS words are a form of, as one match. */
static bool match(const struct house *h, const struct variant_word *words, size_t count,
	struct variant_match *out)
{
	struct variant folded = {.len = 0};
	*out = (struct variant_match){.covered = count, .kind = VARIANT_ACRONYM};
	for (size_t i = 0; i < count; i++) {
		if (!form_append(&folded, words[i].folded))
			return false;
	}
	for (size_t i = find(h, &folded);
		i < h->count && form_compare(&h->order[i]->folded, &folded) == 0; i++) {
		if (h->order[i]->words == count && is_form(h->order[i], words))
			add_others(h, h->order[i], out);
	}
	return out->other_count > 0;
}

bool house_next(const struct house *h, struct house_search *search,
	const struct variant_word *words, size_t count, struct variant_match *out)
{
	if (!search->started)
		search->words = count < VARIANT_MAX_WORDS ? count : VARIANT_MAX_WORDS;
	search->started = true;
	while (h->count > 0 && search->words > 0) {
		if (match(h, words, search->words--, out))
			return true;
	}
	return false;
}
