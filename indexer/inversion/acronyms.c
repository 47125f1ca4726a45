#include "indexer/inversion/acronyms.h"

#include "text/token/capitals.h"

enum { LONGEST_RUN = 3 /* words of a name, CLB MU, before it is a headline */ };

void acronyms_begin(struct acronyms *a)
{
	buf_reset(&a->found);
	a->run = a->run_start = 0;
	a->small = false;
}

static void keep(struct acronyms *a, uint32_t word)
{
	buf_append(&a->found, str_make((const char *)&word, sizeof word));
}

void acronyms_read(struct acronyms *a, const struct token *token, uint32_t word)
{
	enum { LETTER = 1 };
	bool extra = token->flags & TOKEN_EXTRA;
	if (extra && token->kind == TOKEN_ACRONYM) /* M.U, which is MU besides */
		keep(a, word);
	if (extra || token->kind == TOKEN_NUMBER || token->folded.len <= LETTER)
		return;
	if (!(token->flags & TOKEN_CAPITALS)) {
		a->small = true;
		a->run = 0;
		return;
	}
	if (a->run++ == 0)
		a->run_start = a->found.len;
	if (a->run > LONGEST_RUN)
		a->found.len = a->run_start;
	else if (capitals_tell(token->kind, token->flags, token->folded))
		keep(a, word);
}

void acronyms_end(struct acronyms *a, struct words *w)
{
	for (size_t i = 0; a->small && i < a->found.len; i += sizeof(uint32_t)) {
		uint32_t word;
		memcpy(&word, a->found.ptr + i, sizeof word);
		w->ptr[word].acronym = true;
	}
}
