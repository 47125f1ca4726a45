#include "query/reading/parse.h"

#include "base/buf.h"
#include "base/lang.h"
#include "query/reading/chars.h"
#include "query/reading/condition.h"
#include "query/reading/prose.h"
#include "query/reading/signs.h"
#include "text/encoding/decode.h"

#include <string.h>

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

/* One clause of the bytes [start, end), behind a minus where it is EXCLUDED. */
static bool add_whole(
	struct parser *p, size_t start, size_t end, enum clause_kind kind, bool excluded)
{
	struct query *q = p->query;
	size_t first = q->clause_count;
	bool ok = parser_add_whole(p, start, end, kind, excluded);
	if (q->clause_count > first)
		q->clauses[first].minus = excluded;
	return ok;
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
		p->query->notes.unclosed = opened;
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
	return parser_add_plain(p, start, *i);
}

/* Notes what N excludes, unless its words are told as such. What is excluded twice is not. */
static void note_left_out(struct parser *p, const struct syntax_node *n)
{
	struct query *q = p->query;
	const struct syntax_node *child = &p->syntax.nodes[n->child];
	if (n->kind == SYNTAX_NOT && child->kind > SYNTAX_QUOTED && child->kind != SYNTAX_NOT &&
		q->left_out_count < QUERY_MAX_LEFT_OUT)
		q->left_out[q->left_out_count++] = str_slice(q->text, child->start, child->end);
}

/* Reads the plain text [I, END). */
static bool parse_stretch(struct parser *p, size_t i, size_t end)
{
	struct str whole = p->text;
	bool ok = true;
	p->stretch++;
	p->text = str_slice(whole, 0, end);
	while (ok && i < end)
		ok = parse_part(p, &i);
	p->text = whole;
	return ok;
}

/* The plain text, from one operator to the next, and what stands between its parts. */
static bool parse_parts(struct parser *p)
{
	size_t at = 0, run = 0;
	for (uint16_t i = p->syntax.nodes[1].child; i; i = p->syntax.nodes[i].next) {
		const struct syntax_node *n = &p->syntax.nodes[i];
		bool plain = condition_is_plain(p, n);
		if (plain && n->run == run)
			continue;
		run = n->run;
		if (!parse_stretch(p, at, n->start))
			return false;
		at = plain ? n->start : n->end;
		if (!plain && !condition_add(p, n))
			return false;
		if (!plain)
			note_left_out(p, n);
	}
	return parse_stretch(p, at, p->text.len);
}

static bool parse_again_unbound(struct parser *p)
{
	struct query *q = p->query;
	q->word_count = 0;
	q->clause_count = 0;
	q->form_count = 0;
	q->condition = NULL;
	q->left_out_count = 0;
	q->notes.unclosed = QUERY_NO_PLACE;
	q->unbound = true;
	p->words.total = 0;
	p->others.total = 0;
	return parser_add_plain(p, 0, p->text.len);
}

static void note_stray(struct query *q, struct syntax_stray stray)
{
	if (q->notes.stray_count < QUERY_MAX_STRAYS)
		q->notes.strays[q->notes.stray_count++] = stray;
}

/* Notes what of the query was read as words, or is in vain. */
static void note_strays(struct parser *p)
{
	struct query *q = p->query;
	const struct date_range *d = &q->dates;
	size_t last = p->filters.count;
	if (q->notes.unclosed == QUERY_NO_PLACE && !q->unbound)
		q->notes.unclosed = p->syntax.unclosed;
	for (size_t i = 0; i < p->syntax.stray_count; i++)
		note_stray(q, p->syntax.strays[i]);
	for (size_t i = 0; i < p->filters.unread_count; i++)
		note_stray(q, p->filters.unread[i]);
	while (last > 0 && !date_range_limits(&p->filters.list[last - 1].days))
		last--;
	if (last > 0 && d->to[0] && strcmp(d->from, d->to) > 0)
		note_stray(q, (struct syntax_stray){.start = p->filters.places[last - 1].start,
				      .end = p->filters.places[last - 1].end,
				      .kind = STRAY_RANGE});
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
	if (!filters_take(q, p->text, &p->filters, &p->unfiltered))
		return error_set_memory(p->err);
	syntax_read(p->text, p->filters.places, p->filters.count, p->unfiltered.ptr, &p->syntax);
	p->text = buf_str(&p->unfiltered);
	q->notes.signs = signs_blank(p->text, !p->syntax.is_plain, &p->blanked);
	q->words = arena_array(&q->memory, QUERY_MAX_TOKENS, sizeof *q->words);
	q->clauses = arena_array(&q->memory, QUERY_MAX_TOKENS, sizeof *q->clauses);
	p->words.items = arena_array(&q->memory, QUERY_MAX_WORDS, sizeof *p->words.items);
	p->others.items = arena_array(&q->memory, QUERY_MAX_WORDS, sizeof *p->others.items);
	if (!q->text.ptr || !q->words || !q->clauses || !p->words.items || !p->others.items ||
		p->blanked.failed)
		return error_set_memory(p->err);
	p->text = buf_str(&p->blanked);
	q->typed_apart = STR("");
	if (!parse_parts(p))
		return false;
	q->pasted = query_loose_words(q) > QUERY_TYPED_WORDS;
	if (q->pasted && q->notes.signs & SIGN_MINUS) {
		q->notes.signs &= ~(unsigned)SIGN_MINUS;
		q->unbound = true;
	}
	q->prose = prose_binds(q) && !q->condition && prose_is(q);
	if ((prose_binds(q) || q->condition) && (p->unbound || q->pasted || q->prose) &&
		!parse_again_unbound(p))
		return false;
	if (!q->pasted)
		note_strays(p);
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
	*out = (struct query){.notes.unclosed = QUERY_NO_PLACE};
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
