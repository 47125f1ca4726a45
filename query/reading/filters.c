#include "query/reading/filters.h"

#include "base/ascii.h"
#include "query/reading/chars.h"
#include "text/syllable/script.h"
#include "text/syllable/spelling.h"

#include <stdio.h>
#include <string.h>

enum {
	SHORT_QUERY = 8,  /* words up to which a space may stand behind the colon */
	SHORT_RANGE = 12, /* up to which a range of days at either end needs no colons */
	DATE_CHUNKS = 8,  /* of "từ ngày 27 tháng 3 đến hết ngày 31/3/2018" */
	DATE_BYTES = 64
};

/* A filter that was read. */
struct found {
	struct filter_name name;
	bool has_values;          /* in a group, which follows */
	size_t start, colon, end; /* bytes of the text */
	struct str value;
};

/* ---- The name ---- */

static bool is_name_byte(char c)
{
	return ascii_is_letter(c) || c == '_' || (c & 0x80);
}

/* Whether a word may begin at I. */
static bool is_border(struct str text, size_t i)
{
	return i == 0 || strchr(" \t\n(-+!|", text.ptr[i - 1]) != NULL;
}

/* The longest name before the colon at COLON; *START is where it begins. */
static struct filter_name name_before(struct str text, size_t colon, size_t *start)
{
	struct filter_name best = {.kind = FILTER_NAME_NONE};
	size_t at = colon;
	for (size_t words = 0; words < FILTER_NAME_WORDS; words++) {
		size_t end = at;
		while (at > 0 && is_name_byte(text.ptr[at - 1]) && colon - at <= FILTER_NAME_BYTES)
			at--;
		if (at == end || colon - at > FILTER_NAME_BYTES)
			break;
		struct filter_name name = filter_name_of(str_slice(text, at, colon));
		if (name.kind != FILTER_NAME_NONE && is_border(text, at)) {
			best = name;
			*start = at;
		}
		if (at == 0 || text.ptr[at - 1] != ' ')
			break;
		at--;
	}
	return best;
}

/* ---- The value ---- */

static bool is_space_at(struct str text, size_t i)
{
	return i < text.len && chars_is_space(chars_next(text, &(size_t){i}));
}

static size_t skip_spaces(struct str text, size_t i)
{
	while (is_space_at(text, i))
		chars_next(text, &i);
	return i;
}

static struct str without_marks(struct str chunk)
{
	while (chunk.len > 0 && strchr(",;.!?)", chunk.ptr[chunk.len - 1]))
		chunk.len--;
	return chunk;
}

static bool begins_with_capital(struct str chunk)
{
	size_t i = 0;
	return chunk.len > 0 && script_letter_of((int32_t)chars_next(chunk, &i)).capital;
}

/* The end of [START, END) without what closes a group. */
static size_t before_closing(struct str text, size_t start, size_t end)
{
	size_t at = end;
	while (at > start && strchr(",;.!?)", text.ptr[at - 1]))
		at--;
	return at < end && text.ptr[at] == ')' ? at : end;
}

/* What the quote at AT encloses. */
static bool take_quoted(struct str text, size_t at, struct found *f)
{
	size_t first = at, len;
	chars_next(text, &first);
	size_t end = chars_find_quote(text, first, &len);
	f->value = str_slice(text, first, end);
	f->end = end + len;
	return str_trim(f->value).len > 0;
}

/* A word, or a row of words with capitals. */
static bool take_words(struct str text, size_t at, struct found *f)
{
	size_t end = chars_word_end(text, at);
	struct str chunk = str_slice(text, at, end);
	f->value = without_marks(chunk);
	f->end = end;
	while (f->value.len > 0 && f->value.ptr + f->value.len == text.ptr + end &&
		begins_with_capital(chunk)) {
		size_t next = skip_spaces(text, end);
		end = chars_word_end(text, next);
		chunk = str_slice(text, next, end);
		if (!begins_with_capital(chunk) || memchr(chunk.ptr, ':', chunk.len) ||
			lexer_is_operator(without_marks(chunk)))
			break;
		f->end = end;
		f->value = without_marks(str_slice(text, at, end));
	}
	f->end = before_closing(text, at, f->end);
	return f->value.len > 0;
}

/* ---- Dates ---- */

/* VALUE as days, as READ has it: with the NAME before it, as in "quý 3/2018", or alone, but for
   that of a quarter, which would be a month. */
static bool read_days(struct str name, struct str value,
	bool (*read)(struct str, struct date_range *), struct date_range *out)
{
	char both[FILTER_NAME_BYTES + DATE_BYTES + 2];
	if (value.len == 0 || value.len > DATE_BYTES || name.len > FILTER_NAME_BYTES)
		return false;
	int len = snprintf(both, sizeof both, "%.*s %.*s", STR_ARG(name), STR_ARG(value));
	bool quarter =
		filter_name_of(name).kind == FILTER_NAME_DURING && (name.ptr[0] | ' ') == 'q';
	return read(str_make(both, (size_t)len), out) || (!quarter && read(value, out));
}

/* Likewise the VALUE of F. What is from the first to the last of two is within them. */
static bool read_value(struct found *f, struct str name, struct str value, struct date_range *out)
{
	if (read_days(name, value, dates_read_one, out))
		return true;
	if (!read_days(name, value, dates_read_span, out))
		return false;
	if (f->name.kind == FILTER_NAME_FROM)
		f->name.kind = FILTER_NAME_DURING;
	return true;
}

/* As many chunks as are a date. */
static bool take_date(struct str text, size_t at, struct found *f, struct date_range *days)
{
	struct str name = str_slice(text, f->start, f->colon);
	size_t end = at;
	bool found = false;
	for (size_t chunks = 0; chunks < DATE_CHUNKS && end < text.len; chunks++) {
		size_t next = chunks > 0 ? skip_spaces(text, end) : end;
		struct date_range read;
		end = chars_word_end(text, next);
		if (end == next)
			break;
		struct str value = without_marks(str_slice(text, at, end));
		if (!read_value(f, name, value, &read))
			continue;
		*days = read;
		f->end = before_closing(text, at, end);
		found = true;
	}
	return found;
}

/* A day as slots hold it, one more or less: it need not be one of the calendar to stand between
   two that are. */
static void step(char day[9], int by)
{
	int last = (day[6] - '0') * 10 + day[7] - '0' + by;
	day[6] = (char)('0' + last / 10);
	day[7] = (char)('0' + last % 10);
}

/* Limits RANGE to DAYS, as NAME says. */
static void limit(struct date_range *range, enum filter_name_kind name, struct date_range days)
{
	char *from = name == FILTER_NAME_DURING || name == FILTER_NAME_FROM ? days.from
		     : name == FILTER_NAME_AFTER                            ? days.to
									    : NULL;
	char *to = name == FILTER_NAME_DURING || name == FILTER_NAME_TO ? days.to
		   : name == FILTER_NAME_BEFORE                         ? days.from
									: NULL;
	if (name == FILTER_NAME_AFTER)
		step(from, 1);
	if (name == FILTER_NAME_BEFORE)
		step(to, -1);
	struct date_range asked = {"", ""};
	memcpy(asked.from, from ? from : "", from ? sizeof asked.from : 1);
	memcpy(asked.to, to ? to : "", to ? sizeof asked.to : 1);
	date_range_meet(range, &asked);
}

/* ---- All of it ---- */

/* Reads the filter whose colon is at COLON. Dates go to DAYS. */
static bool read_at(
	struct str text, size_t colon, bool is_short, struct found *f, struct date_range *days)
{
	*f = (struct found){.colon = colon};
	f->name = name_before(text, colon, &f->start);
	size_t at = colon + 1;
	if (f->name.kind == FILTER_NAME_NONE || at >= text.len)
		return false;
	if (is_space_at(text, at)) {
		if (!is_short || f->name.in_texts)
			return false;
		at = skip_spaces(text, at);
	}
	if (at >= text.len)
		return false;
	bool values = f->name.kind == FILTER_NAME_FIELD || f->name.kind == FILTER_NAME_DURING;
	f->has_values = values && text.ptr[at] == '(';
	if (f->name.kind == FILTER_NAME_ZONE || f->has_values) {
		f->end = at;
		return text.ptr[at] != ':';
	}
	bool quoted = chars_is_quote(chars_next(text, &(size_t){at}));
	if (f->name.kind != FILTER_NAME_FIELD && quoted)
		return take_quoted(text, at, f) &&
		       read_value(f, str_slice(text, f->start, f->colon), f->value, days);
	if (f->name.kind != FILTER_NAME_FIELD)
		return take_date(text, at, f, days);
	return quoted ? take_quoted(text, at, f) : take_words(text, at, f);
}

/* The words of TEXT; WITHOUT operators or with them. */
static size_t count_chunks(struct str text, bool without)
{
	size_t count = 0;
	for (size_t i = 0; i < text.len;) {
		size_t start = skip_spaces(text, i);
		i = start;
		while (i < text.len && !is_space_at(text, i))
			chars_next(text, &i);
		count += i > start && !(without && lexer_is_operator(str_slice(text, start, i)));
	}
	return count;
}

bool filters_add(struct query_filter *list, size_t *count, struct query_filter filter)
{
	if (*count == QUERY_MAX_FILTERS)
		return false;
	list[(*count)++] = filter;
	return true;
}

/* Keeps F, where there is room; *FAILED: there is no memory. */
static bool keep(struct query *q, const struct found *f, const struct date_range *days,
	struct filters *out, bool *failed)
{
	bool is_field = f->name.kind == FILTER_NAME_ZONE || f->has_values;
	if (out->count == QUERY_MAX_FILTERS) {
		filters_note_unread(out, f->start, f->end, STRAY_VALUE);
		return false;
	}
	struct filter_place *place = &out->list[out->count];
	*place = (struct filter_place){.kind = f->name.kind, .zone = f->name.zone};
	if (f->has_values) {
		place->filter.field = f->name.field;
	} else if (f->name.kind == FILTER_NAME_FIELD) {
		struct str value = arena_str(&q->memory, str_trim(f->value));
		place->filter = (struct query_filter){.field = f->name.field, .value = value};
		*failed = !value.ptr;
	} else if (f->name.kind != FILTER_NAME_ZONE) {
		limit(&place->days, f->name.kind, *days);
	}
	out->places[out->count++] = (struct lexer_place){f->start, f->end, is_field, f->has_values};
	return !*failed;
}

void filters_note_unread(struct filters *f, size_t start, size_t end, enum stray_kind why)
{
	if (f->unread_count < SYNTAX_STRAYS)
		f->unread[f->unread_count++] =
			(struct syntax_stray){.start = start, .end = end, .kind = why};
}

bool filters_read_value(const struct filters *f, struct str text, size_t number, struct str value,
	struct filter_place *out)
{
	struct str typed = str_slice(text, f->places[number].start, f->places[number].end);
	struct found found = {.name = {.kind = f->list[number].kind}};
	struct date_range days;
	*out = f->list[number];
	value = str_trim(value);
	if (out->kind == FILTER_NAME_FIELD) {
		out->filter.value = value;
		return value.len > 0;
	}
	if (!read_value(&found, str_slice(typed, 0, str_find(typed, STR(":"), 0)), value, &days))
		return false;
	limit(&out->days, FILTER_NAME_DURING, days);
	return true;
}

/* Notes F, which could not be read. In a long query a space behind the name that texts have, too,
   is that of a text. */
static void note_unread(struct str text, const struct found *f, bool is_short, struct filters *out)
{
	size_t at = f->colon + 1;
	bool spaced = is_space_at(text, at) && skip_spaces(text, at) < text.len;
	if (f->name.kind == FILTER_NAME_NONE || (at < text.len && text.ptr[at] == ':') ||
		(spaced && !is_short && f->name.in_texts))
		return;
	bool behind = skip_spaces(text, at) < text.len;
	bool is_date = f->name.kind != FILTER_NAME_FIELD && f->name.kind != FILTER_NAME_ZONE;
	bool empty = !spaced && (!behind || !is_date);
	size_t end = spaced || empty ? at : chars_word_end(text, at);
	enum stray_kind why = spaced ? STRAY_SPACED : empty ? STRAY_EMPTY : STRAY_VALUE;
	filters_note_unread(out, f->start, end, why);
}

/* ---- từ 1/1/2018 đến 31/3/2018, without colons ---- */

/* Whether the chunk of TEXT at *AT is NAME but for its marks; moves *AT behind it. */
static bool take_name(struct str text, size_t *at, enum filter_name_kind name)
{
	size_t start = skip_spaces(text, *at);
	size_t end = chars_word_end(text, start);
	bool is = end > start && filter_name_of(str_slice(text, start, end)).kind == name;
	*at = is ? end : *at;
	return is;
}

/* The end of the words at AT that may stand before a day: hết ngày. */
static size_t skip_units(struct str text, size_t at)
{
	size_t start = skip_spaces(text, at);
	struct spelling s;
	spelling_of(str_slice(text, start, chars_word_end(text, start)), &s);
	struct str word = str_make(s.folded, s.folded_len);
	bool is_unit = str_eq(word, STR("ngay")) || str_eq(word, STR("het"));
	return is_unit ? skip_units(text, chars_word_end(text, start)) : start;
}

/* Reads the whole date, with its year, at *AT; moves *AT behind it. */
static bool take_day(struct str text, size_t *at, char out[9])
{
	size_t start = skip_units(text, *at);
	struct str day = str_slice(text, start, chars_word_end(text, start));
	struct date_range read;
	if (day.len == 0 || !ascii_has_digit(day) || !dates_read_span(without_marks(day), &read) ||
		strcmp(read.from, read.to) != 0)
		return false;
	memcpy(out, read.from, sizeof read.from);
	*at = start + day.len;
	return true;
}

/* Whether "nay" is at *AT; moves *AT behind it. */
static bool take_today(struct str text, size_t *at, char out[9])
{
	size_t start = skip_spaces(text, *at);
	size_t end = chars_word_end(text, start);
	struct date_range today;
	if (!str_eq(str_slice(text, start, end), STR("nay")) ||
		!dates_read_one(STR("hôm nay"), &today))
		return false;
	memcpy(out, today.to, sizeof today.to);
	*at = end;
	return true;
}

/* Reads the range that begins or ends a short query. */
static bool read_range(struct str text, size_t at, struct found *f, struct date_range *days)
{
	size_t end = at;
	*f = (struct found){.name = {.kind = FILTER_NAME_DURING}, .start = at};
	if (!take_name(text, &end, FILTER_NAME_FROM) || !take_day(text, &end, days->from) ||
		!take_name(text, &end, FILTER_NAME_TO) ||
		!(take_day(text, &end, days->to) || take_today(text, &end, days->to)))
		return false;
	f->end = end;
	return skip_spaces(text, 0) == at || skip_spaces(text, end) == text.len;
}

/* Takes the filters of TEXT, and blanks them in REST, which is the same. False when out of memory.
 */
static bool take_all(struct query *q, struct str text, struct filters *out, struct buf *rest)
{
	size_t chunks = count_chunks(text, false);
	bool quoted = false, failed = false;
	for (size_t i = 0; i < text.len;) {
		struct found f;
		struct date_range days;
		size_t at = i;
		uint32_t c = chars_next(text, &i);
		bool begins = (c | ' ') == 't' || (c | ' ') == 'f';
		quoted ^= chars_is_quote(c);
		if (quoted ||
			(c != ':' && !(begins && chunks <= SHORT_RANGE && is_border(text, at))))
			continue;
		bool is_short = chunks <= SHORT_QUERY;
		bool read = c == ':' ? read_at(text, at, is_short, &f, &days)
				     : read_range(text, at, &f, &days);
		if (!read && c == ':')
			note_unread(text, &f, is_short, out);
		if (!read || !keep(q, &f, &days, out, &failed))
			continue;
		memset(rest->ptr + f.start, ' ', f.end - f.start);
		i = f.end;
	}
	return !failed;
}

bool filters_take(struct query *q, struct str text, struct filters *out, struct buf *rest)
{
	buf_reset(rest);
	out->count = 0;
	out->unread_count = 0;
	if (!buf_append(rest, text) || !take_all(q, text, out, rest))
		return false;
	if (count_chunks(buf_str(rest), true) <= QUERY_TYPED_WORDS)
		return true;
	/* It was pasted. */
	out->count = 0;
	out->unread_count = 0;
	memcpy(rest->ptr, text.ptr, text.len);
	return true;
}

/* ---- Several values of a field ---- */

static bool is_either(
	const struct filters *f, const struct syntax_node *a, const struct syntax_node *b)
{
	if (a->kind != SYNTAX_FILTER || b->kind != SYNTAX_FILTER || a->run != b->run)
		return false;
	const struct filter_place *x = &f->list[a->number];
	const struct filter_place *y = &f->list[b->number];
	return x->kind == y->kind && x->filter.field == y->filter.field &&
	       (x->kind == FILTER_NAME_FIELD || x->kind == FILTER_NAME_DURING);
}

const struct syntax_node *filters_next_value(
	const struct filters *f, const struct syntax *s, const struct syntax_node *n)
{
	for (uint16_t i = n->next; i; i = s->nodes[i].next) {
		if (is_either(f, n, &s->nodes[i]))
			return &s->nodes[i];
	}
	return NULL;
}

bool filters_has_value(const struct filters *f, const struct syntax *s, uint16_t first,
	const struct syntax_node *n)
{
	for (uint16_t i = first; i && &s->nodes[i] != n; i = s->nodes[i].next) {
		if (is_either(f, &s->nodes[i], n))
			return true;
	}
	return false;
}

bool filter_read(struct str text, struct query_filter *out)
{
	size_t sign = 0;
	while (sign < text.len && text.ptr[sign] != ':' && text.ptr[sign] != '=')
		sign++;
	struct filter_name name = filter_name_of(str_trim(str_slice(text, 0, sign)));
	if (sign == text.len || name.kind != FILTER_NAME_FIELD)
		return false;
	*out = (struct query_filter){
		.field = name.field, .value = str_trim(str_slice(text, sign + 1, text.len))};
	return out->value.len > 0;
}
