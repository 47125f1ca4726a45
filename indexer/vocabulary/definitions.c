#include "indexer/vocabulary/definitions.h"
#include "archive/lexicon.h"
#include "text/syllable/spelling.h"
#include "text/variant/variant.h"

enum { FEWEST_LETTERS = 2, WIDEST_GAP = 8 };

static const struct definition_word *word_before(const struct definitions *d, size_t number)
{
	return &d->words[number % DEFINITION_WORDS];
}

static void remember(struct definitions *d, const struct token *token, struct str exact)
{
	bool may_stand = token->kind != TOKEN_NUMBER && token->folded.len > 0;
	d->words[d->count++ % DEFINITION_WORDS] = (struct definition_word){.exact = exact,
		.initial = may_stand ? token->folded.ptr[0] : '\0',
		.start = token->start,
		.end = token->end};
}

/* Not one that is a syllable: in small letters, as terms are, every "tư" would be TƯ. */
static bool is_acronym(const struct definitions *d, const struct token *token)
{
	if (!(token->flags & TOKEN_CAPITALS) && token->kind != TOKEN_ACRONYM)
		return false;
	if (token->folded.len < FEWEST_LETTERS || token->folded.len > DEFINITION_MAX_LETTERS)
		return false;
	for (size_t i = 0; i < token->folded.len; i++) {
		if (token->folded.ptr[i] < 'a' || token->folded.ptr[i] > 'z')
			return false;
	}
	return token->start > 0 && d->text.ptr[token->start - 1] == '(' &&
	       token->end < d->text.len && d->text.ptr[token->end] == ')' &&
	       !spelling_is_syllable(token->exact);
}

/* Whether only what joins words of one name stands in the bytes [FROM, TO): spaces, commas,
   hyphens and dashes, quotes. */
static bool is_joint(struct str text, size_t from, size_t to)
{
	if (to - from > WIDEST_GAP)
		return false;
	for (size_t i = from; i < to; i++) {
		if (strchr(".:;!?()[]\n", text.ptr[i]))
			return false;
	}
	return true;
}

static bool is_passed_over(const struct definition_word *w)
{
	return str_eq(w->exact, STR("và"));
}

/* The number of the first of the words that LETTERS are the initials of, the last of which
   ends before the byte AT; COUNT where they are not. */
static size_t find_words(const struct definitions *d, struct str letters, size_t at)
{
	size_t oldest = d->count > DEFINITION_WORDS ? d->count - DEFINITION_WORDS : 0;
	size_t i = d->count;
	while (i > oldest && word_before(d, i - 1)->end > at)
		i--;
	size_t next = at; /* where the word after it begins */
	for (size_t letter = letters.len; letter > 0;) {
		if (i == oldest)
			return d->count;
		const struct definition_word *w = word_before(d, --i);
		if (!is_joint(d->text, w->end, next))
			return d->count;
		next = w->start;
		if (w->initial == letters.ptr[letter - 1])
			letter--;
		else if (!is_passed_over(w) || letter == letters.len)
			return d->count;
	}
	return i;
}

static bool define(
	const struct definitions *d, const struct token *token, struct str acronym, struct buf *out)
{
	size_t opens = token->start - 1;
	size_t first = find_words(d, token->folded, opens);
	buf_reset(out);
	buf_append(out, acronym);
	buf_push(out, LEXICON_DEFINES);
	size_t head = out->len;
	for (size_t i = first; i < d->count && word_before(d, i)->end <= opens; i++) {
		if (i > first)
			buf_push(out, ' ');
		buf_append(out, word_before(d, i)->exact);
	}
	return !out->failed && out->len > head && out->len - head <= VARIANT_MAX_BYTES;
}

bool definitions_read(
	struct definitions *d, const struct token *token, struct str exact, struct buf *out)
{
	bool found = is_acronym(d, token) && define(d, token, exact, out);
	if (!(token->flags & TOKEN_EXTRA))
		remember(d, token, exact);
	return found;
}
