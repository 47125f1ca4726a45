#include "query/reading/prose.h"

#include <string.h>

bool prose_binds(const struct query *q)
{
	for (size_t i = 0; i < q->clause_count; i++) {
		if (q->clauses[i].quoted || q->clauses[i].excluded)
			return true;
	}
	return false;
}

/* Whether TEXT has a mark between the parts of a sentence. */
static bool has_sentence_marks(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char next = str_at(text, i + 1);
		if (strchr(",:;?!", text.ptr[i]) && text.ptr[i] && (next == ' ' || next == '\0'))
			return true;
	}
	return false;
}

bool prose_is(const struct query *q)
{
	size_t small = 0;
	for (size_t i = 0; i < q->clause_count; i++) {
		const struct query_clause *c = &q->clauses[i];
		if (c->excluded)
			return false;
		for (size_t w = c->first; !c->quoted && w < c->first + c->count; w++)
			small += !(q->words[w].flags & TOKEN_CAPITALISED);
	}
	size_t loose = query_loose_words(q);
	return loose >= QUERY_PROSE_WORDS && 2 * small > loose &&
	       (q->words[0].flags & TOKEN_CAPITALISED || has_sentence_marks(q->text));
}
