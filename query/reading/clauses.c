#include "query/reading/clauses.h"

#include "base/ascii.h"
#include "base/lang.h"
#include "query/reading/chars.h"
#include "query/reading/forms.h"
#include "query/reading/signs.h"

#include <string.h>

static bool too_many(struct parser *p, size_t at)
{
	*p->at = at;
	return error_set(p->err, ERROR_LIMIT,
		SAY("câu tìm kiếm có hơn %d từ (đến ký tự thứ %zu); hãy rút gọn",
			"the query has more than %d words (up to character %zu); shorten it"),
		QUERY_MAX_WORDS, chars_count(p->text, at) + 1);
}

/* A span is its first number's reading: who types 6-0 wants the hyphen. The numbers in it
   stand behind. */
static bool take_span(struct parser *p, const struct query_word *span)
{
	struct query_word *first = &p->words.items[p->words.count - 1];
	struct arena *memory = &p->query->memory;
	first->exact = arena_str(memory, span->exact);
	first->folded = first->exact;
	first->kind = TOKEN_SPAN;
	return first->exact.ptr || error_set_memory(p->err);
}

/* Other readings past the limit are left out: the words themselves are there. */
static bool add_word(struct parser *p, struct query_word word, bool other)
{
	struct token_list *list = other ? &p->others : &p->words;
	if (list->total == QUERY_MAX_WORDS)
		return other || too_many(p, word.start);
	struct arena *memory = &p->query->memory;
	word.exact = arena_str(memory, word.exact);
	word.folded = arena_str(memory, word.folded);
	if (!word.exact.ptr || !word.folded.ptr)
		return error_set_memory(p->err);
	list->items[list->count++] = word;
	list->total++;
	return true;
}

/* Whether O is a day or a month with its year, in figures: articles have it so however they
   write it, so that the words themselves, which may be those of a lunar day, need not be
   asked for. */
static bool is_whole_date(const struct query_word *o)
{
	return o->kind == TOKEN_DATE && ascii_is_digit(str_at(o->exact, 0));
}

/* The first whole date among P's other readings of the bytes [start, end); NULL if none. */
static const struct query_word *find_date(const struct parser *p, size_t start, size_t end)
{
	for (size_t i = 0; i < p->others.count; i++) {
		const struct query_word *o = &p->others.items[i];
		if (o->start == start && o->end == end && is_whole_date(o))
			return o;
	}
	return NULL;
}

/* Whether a star behind W, in a text that ends at END, makes it any word that begins so. */
static bool begins_words(struct str text, const struct query_word *w, size_t end)
{
	if (w->end >= end || text.ptr[w->end] != '*' ||
		chars_count(w->folded, w->folded.len) < QUERY_PREFIX_LETTERS)
		return false;
	char behind = str_at(str_slice(text, 0, end), w->end + 1);
	return !(behind & 0x80) && !ascii_is_letter(behind) && !ascii_is_digit(behind) &&
	       behind != '*';
}

/* Notes stars of [START, END) that mean nothing. */
static void note_stars(struct parser *p, size_t start, size_t end)
{
	size_t stars = 0, meant = 0;
	for (size_t i = start; i < end; i++)
		stars += p->text.ptr[i] == '*';
	for (size_t i = 0; stars > 0 && i < p->words.count; i++)
		meant += p->words.items[i].prefix;
	p->query->notes.signs |= stars > meant ? SIGN_WILDCARD : 0U;
}

bool parser_read_words(struct parser *p, size_t start, size_t end, bool quoted)
{
	struct token token;
	size_t span_end = 0;
	p->words.count = 0;
	p->others.count = 0;
	tokenizer_start_query(p->tokenizer, str_slice(p->text, start, end));
	while (tokenizer_next(p->tokenizer, &token)) {
		struct query_word word = {
			.exact = token.exact,
			.folded = token.folded,
			.start = start + token.start,
			.end = start + token.end,
			.kind = token.kind,
			.flags = token.flags,
		};
		bool extra = (token.flags & TOKEN_EXTRA) != 0;
		word.prefix = !extra && begins_words(p->text, &word, end);
		bool span = extra && token.kind == TOKEN_SPAN && p->words.count > 0 &&
			    (quoted || !find_date(p, word.start, word.end));
		span_end = span ? word.end : span_end;
		word.flags |= !extra && word.start < span_end ? TOKEN_GLUED : 0U;
		if (span ? !take_span(p, &word) : !add_word(p, word, extra))
			return false;
	}
	note_stars(p, start, end);
	return true;
}

/* Puts the words [first, last) of P's list into the query, or DATE, unless it is
   NULL, as one word that is all of them. Returns how many. */
static size_t put_words(struct parser *p, size_t first, size_t last, const struct query_word *date)
{
	struct query *q = p->query;
	if (!date) {
		for (size_t i = first; i < last; i++)
			q->words[q->word_count++] = p->words.items[i];
		return last - first;
	}
	struct query_word word = *date;
	word.flags = p->words.items[first].flags;
	q->words[q->word_count++] = word;
	return 1;
}

/* Gives the query the words [first, last) of P's list as a clause, with those of the
   other readings that cover just these bytes. */
static bool add_clause(
	struct parser *p, size_t first, size_t last, enum clause_kind kind, bool excluded)
{
	struct query *q = p->query;
	struct query_clause *c = &q->clauses[q->clause_count];
	size_t end = p->words.items[last - 1].end;
	*c = (struct query_clause){.excluded = excluded || p->excluded,
		.inner = p->inner,
		.literal = p->literal,
		.stretch = p->stretch,
		.first = q->word_count};
	size_t start = p->words.items[first].start;
	const struct query_word *date = kind == CLAUSE_GROUP ? find_date(p, start, end) : NULL;
	c->count = put_words(p, first, last, date);
	for (size_t i = 0; kind == CLAUSE_GROUP && i < p->others.count; i++) {
		const struct query_word *o = &p->others.items[i];
		if (o->start != start || o->end != end || o == date)
			continue;
		q->words[q->word_count++] = *o;
		c->others++;
	}
	c->quoted = kind == CLAUSE_PHRASE;
	c->kind = c->count + c->others > 1 ? kind : CLAUSE_WORD;
	q->clause_count++;
	if ((!c->quoted && !excluded) || c->others > 0)
		return true;
	return forms_of_clause(q, p->tokenizer, c) || error_set_memory(p->err);
}

bool parser_add_whole(
	struct parser *p, size_t start, size_t end, enum clause_kind kind, bool excluded)
{
	if (!parser_read_words(p, start, end, kind == CLAUSE_PHRASE))
		return false;
	return p->words.count == 0 || add_clause(p, 0, p->words.count, kind, excluded);
}

/* The words that the longest other reading from word FIRST on covers, and those that are glued
   to it: 50kg; 1 if none. */
static size_t covered(const struct parser *p, size_t first)
{
	const struct token_list *words = &p->words;
	size_t end = words->items[first].end;
	for (size_t i = 0; i < p->others.count; i++) {
		if (p->others.items[i].start == words->items[first].start &&
			p->others.items[i].end > end)
			end = p->others.items[i].end;
	}
	size_t last = first + 1;
	while (last < words->count &&
		(words->items[last].end <= end || (words->items[last].flags & TOKEN_GLUED)))
		last++;
	return last - first;
}

/* Whether word I is the "ngày" of "ngày 27 tháng 3", which is 27/3 without it, too. */
static bool announces_date(const struct parser *p, size_t i)
{
	const struct query_word *w = &p->words.items[i];
	if (!str_eq(w->folded, STR("ngay")) || i + 1 == p->words.count)
		return false;
	for (size_t k = 0; k < p->others.count; k++) {
		if (p->others.items[k].kind == TOKEN_DATE && p->others.items[k].start == w[1].start)
			return true;
	}
	return false;
}

bool parser_add_plain(struct parser *p, size_t start, size_t end)
{
	if (!parser_read_words(p, start, end, false))
		return false;
	size_t first = p->query->word_count;
	for (size_t i = 0; i < p->words.count;) {
		i += announces_date(p, i);
		size_t count = covered(p, i);
		if (!add_clause(p, i, i + count, CLAUSE_GROUP, false))
			return false;
		i += count;
	}
	return forms_find(p->query, p->tokenizer, first, p->query->word_count) ||
	       error_set_memory(p->err);
}
