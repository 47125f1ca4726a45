/* A dictionary as it is kept. Private to text/house. */
#ifndef TEXT_HOUSE_FORMS_H
#define TEXT_HOUSE_FORMS_H

#include "text/variant/match.h"

struct form {
	struct variant exact, folded;
	size_t words;
	uint32_t group;
	bool is_acronym; /* one syllable in capitals: other words have its letters */
};

struct house {
	uint64_t checksum;         /* house_checksum */
	struct form *forms;        /* owned; those of a group side by side */
	const struct form **order; /* owned, by their spelling without marks */
	size_t count, capacity;
	uint32_t groups;
	size_t problems;
	char problem[512]; /* the first */
};

/* Adds WORD behind a space. False where it does not fit. */
static inline bool form_append(struct variant *v, struct str word)
{
	size_t wanted = v->len + (v->len > 0) + word.len;
	variant_append(v, v->len > 0 ? STR(" ") : STR(""));
	variant_append(v, word);
	return v->len == wanted;
}

static inline int form_compare(const struct variant *a, const struct variant *b)
{
	return str_compare(str_make(a->text, a->len), str_make(b->text, b->len));
}

#endif
