#include "query/reading/parse.h"

#include "base/ascii.h"
#include "base/buf.h"
#include "base/lang.h"
#include "query/reading/chars.h"
#include "query/reading/filters.h"
#include "query/reading/forms.h"
#include "query/reading/operators.h"
#include "query/reading/prose.h"
#include "query/reading/signs.h"
#include "text/encoding/decode.h"

struct token_list {
	struct query_word *items; /* room for QUERY_MAX_WORDS */
	size_t count;
	size_t total; /* of all parts so far */
};

struct parser {
	struct token_list words;  /* of the part at hand */
	struct token_list others; /* its extra tokens */
	struct str text;          /* as typed, then without what signs.h blanks out */
	struct buf unfiltered;    /* which stands here, without filters … */
	struct buf blanked;       /* … and without signs */
	struct operators operators;
	size_t next_choice; /* of the operators', not yet taken */
	struct tokenizer *tokenizer;
	bool unbound; /* quotes and minus signs are punctuation */
	struct query *query;
	struct error *err;
	size_t *at;
};

static bool refuse_control(struct parser *p, size_t at, unsigned code)
{
	*p->at = at;
	return error_set(p->err, ERROR_INPUT,
		SAY("câu tìm kiếm có ký tự điều khiển U+%04X ở ký tự thứ %zu; hãy xóa nó đi",
			"the query has the control character U+%04X at character %zu; remove it"),
		code, chars_count(p->text, at) + 1);
}

static bool check_characters(struct parser *p)
{
	size_t valid = utf8_valid_prefix(p->text);
	if (valid < p->text.len) {
		*p->at = valid;
		return error_set(p->err, ERROR_INPUT,
			SAY("câu tìm kiếm không phải UTF-8 từ byte thứ %zu; hãy gõ lại bằng UTF-8",
				"the query is not UTF-8 from byte %zu on; type it in UTF-8"),
			valid + 1);
	}
	for (size_t i = 0; i < p->text.len;) {
		size_t start = i;
		uint32_t c = chars_next(p->text, &i);
		if (chars_is_control(c) && !chars_is_space(c))
			return refuse_control(p, start, c);
	}
	return true;
}

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

/* Reads the words of the query's bytes [start, end) over P's lists. A date that may as well be a
   span, 2-1, is that where it is QUOTED: forms.h has its other forms. */
static bool read_words(struct parser *p, size_t start, size_t end, bool quoted)
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
		bool span = extra && token.kind == TOKEN_SPAN && p->words.count > 0 &&
			    (quoted || !find_date(p, word.start, word.end));
		span_end = span ? word.end : span_end;
		word.flags |= !extra && word.start < span_end ? TOKEN_GLUED : 0U;
		if (span ? !take_span(p, &word) : !add_word(p, word, extra))
			return false;
	}
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
	*c = (struct query_clause){.excluded = excluded, .first = q->word_count};
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

/* One clause of the bytes [start, end); none where there is no word. */
static bool add_whole(
	struct parser *p, size_t start, size_t end, enum clause_kind kind, bool excluded)
{
	if (!read_words(p, start, end, kind == CLAUSE_PHRASE))
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

/* Plain words: each must match by itself. */
static bool add_plain(struct parser *p, size_t start, size_t end)
{
	if (!read_words(p, start, end, false))
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

/* Whether the minus at I excludes: it begins a word and something follows it. */
static bool is_exclusion(struct str text, size_t i)
{
	if (text.ptr[i] != '-' || i + 1 == text.len)
		return false;
	size_t next = i + 1;
	uint32_t c = chars_next(text, &next);
	return c != '-' && !chars_is_space(c) &&
	       (i == 0 || chars_ends_in_space(str_slice(text, 0, i)));
}

/* The end of the plain words that begin at I: a quote or an exclusion. */
static size_t plain_end(struct str text, size_t i)
{
	while (i < text.len) {
		size_t start = i;
		if (is_exclusion(text, i) || chars_is_quote(chars_next(text, &i)))
			return start;
	}
	return text.len;
}

/* Reads the quoted text whose opening quote is at *I. */
static bool parse_quoted(struct parser *p, size_t *i, bool excluded)
{
	size_t opened = *i;
	size_t len;
	chars_next(p->text, i);
	size_t start = *i;
	size_t end = chars_find_quote(p->text, start, &len);
	if (len == 0)
		p->query->unclosed = opened;
	*i = end + len;
	return add_whole(p, start, end, CLAUSE_PHRASE, excluded);
}

/* Reads one clause or run of plain words from *I on. */
static bool parse_part(struct parser *p, size_t *i)
{
	bool excluded = is_exclusion(p->text, *i);
	if (excluded)
		++*i;
	size_t after = *i;
	if (chars_is_quote(chars_next(p->text, &after)))
		return parse_quoted(p, i, excluded);
	size_t start = *i;
	if (excluded) {
		*i = chars_word_end(p->text, start);
		return add_whole(p, start, *i, CLAUSE_GROUP, true);
	}
	*i = plain_end(p->text, start);
	return add_plain(p, start, *i);
}

/* Adds the words of an operand to the query, behind those that are there. */
static bool put_operand(struct parser *p, const struct operand *o, struct query_phrase *out)
{
	struct query *q = p->query;
	if (!read_words(p, o->start, o->end, o->quoted))
		return false;
	out->words = arena_array(&q->memory, p->words.count + 1, sizeof *out->words);
	if (!out->words)
		return error_set_memory(p->err);
	out->count = p->words.count;
	for (size_t i = 0; i < out->count; i++)
		out->words[i] = q->word_count + i;
	put_words(p, 0, p->words.count, NULL);
	return true;
}

/* One clause of which one operand will do. */
static bool add_choice(struct parser *p, const struct choice *choice)
{
	struct query *q = p->query;
	struct query_clause *c = &q->clauses[q->clause_count];
	*c = (struct query_clause){.kind = CLAUSE_PHRASE, .choice = true, .first = q->word_count};
	c->phrases = arena_array(&q->memory, choice->count, sizeof *c->phrases);
	if (!c->phrases)
		return error_set_memory(p->err);
	for (size_t i = 0; i < choice->count; i++) {
		struct query_phrase phrase = {NULL, 0};
		if (!put_operand(p, &choice->operands[i], &phrase))
			return false;
		if (phrase.count == 0)
			continue;
		if (c->count == 0) {
			c->count = phrase.count;
			continue;
		}
		c->phrases[c->phrase_count++] = phrase;
		c->others += phrase.count;
	}
	q->clause_count += c->count > 0;
	return true;
}

/* Choices, and what stands between them. */
static bool parse_parts(struct parser *p)
{
	struct str whole = p->text;
	for (size_t i = 0; i < whole.len;) {
		const struct choice *next = p->next_choice < p->operators.count
						    ? &p->operators.choices[p->next_choice]
						    : NULL;
		if (next && i >= next->start) {
			p->next_choice++;
			i = next->end;
			if (!add_choice(p, next))
				return false;
			continue;
		}
		p->text = str_slice(whole, 0, next ? next->start : whole.len);
		bool ok = parse_part(p, &i);
		p->text = whole;
		if (!ok)
			return false;
	}
	return true;
}

static bool parse_again_unbound(struct parser *p)
{
	struct query *q = p->query;
	q->word_count = 0;
	q->clause_count = 0;
	q->form_count = 0;
	q->unclosed = QUERY_NO_PLACE;
	q->unbound = true;
	p->words.total = 0;
	p->others.total = 0;
	return add_plain(p, 0, p->text.len);
}

static bool parse(struct parser *p)
{
	struct query *q = p->query;
	if (p->text.len > QUERY_MAX_BYTES) {
		*p->at = QUERY_MAX_BYTES;
		return error_set(p->err, ERROR_LIMIT,
			SAY("câu tìm kiếm dài %zu byte, quá giới hạn %d byte; hãy rút gọn",
				"the query is %zu bytes long, more than the limit of %d; shorten "
				"it"),
			p->text.len, QUERY_MAX_BYTES);
	}
	if (!check_characters(p))
		return false;
	q->text = arena_str(&q->memory, p->text);
	if (!filters_take(q, p->text, &p->unfiltered))
		return error_set_memory(p->err);
	p->text = buf_str(&p->unfiltered);
	operators_read(p->unfiltered.ptr, p->unfiltered.len, &p->operators);
	q->signs = signs_blank(p->text, &p->blanked);
	q->words = arena_array(&q->memory, QUERY_MAX_TOKENS, sizeof *q->words);
	q->clauses = arena_array(&q->memory, QUERY_MAX_TOKENS, sizeof *q->clauses);
	p->words.items = arena_array(&q->memory, QUERY_MAX_WORDS, sizeof *p->words.items);
	p->others.items = arena_array(&q->memory, QUERY_MAX_WORDS, sizeof *p->others.items);
	if (!q->text.ptr || !q->words || !q->clauses || !p->words.items || !p->others.items ||
		p->blanked.failed)
		return error_set_memory(p->err);
	operators_put_minuses(&p->operators, p->blanked.ptr);
	p->text = buf_str(&p->blanked);
	if (!parse_parts(p))
		return false;
	q->pasted = query_loose_words(q) > QUERY_TYPED_WORDS;
	if (q->pasted && q->signs & SIGN_MINUS) {
		q->signs &= ~(unsigned)SIGN_MINUS;
		q->unbound = true;
	}
	q->prose = prose_binds(q) && prose_is(q);
	if (prose_binds(q) && (p->unbound || q->pasted || q->prose) && !parse_again_unbound(p))
		return false;
	if (q->word_count > 0 || query_is_filtered(q))
		return true;
	return error_set(p->err, ERROR_INPUT,
		str_trim(p->text).len == 0
			? SAY("câu tìm kiếm trống; hãy gõ ít nhất một từ",
				  "the query is empty; type at least one word")
			: SAY("câu tìm kiếm chỉ có dấu câu; hãy gõ ít nhất một từ",
				  "the query has only punctuation; type at least one word"));
}

static bool parse_as(struct str text, struct tokenizer *t, bool unbound, struct query *out,
	struct error *err, size_t *at)
{
	*out = (struct query){.unclosed = QUERY_NO_PLACE};
	*at = QUERY_NO_PLACE;
	struct parser p = {.text = text,
		.tokenizer = t,
		.unbound = unbound,
		.query = out,
		.err = err,
		.at = at};
	bool ok = parse(&p);
	buf_free(&p.unfiltered);
	buf_free(&p.blanked);
	if (!ok)
		query_free(out);
	return ok;
}

bool query_parse(
	struct str text, struct tokenizer *t, struct query *out, struct error *err, size_t *at)
{
	return parse_as(text, t, false, out, err, at);
}

bool query_parse_unbound(
	struct str text, struct tokenizer *t, struct query *out, struct error *err, size_t *at)
{
	return parse_as(text, t, true, out, err, at);
}
