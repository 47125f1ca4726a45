#include "query/reading/forms.h"

#include "base/ascii.h"
#include "base/buf.h"
#include "text/date/find.h"
#include "text/date/period.h"

enum {
	MAX_LETTERS = 12, /* before figures */
	MAX_FIGURES = 4,
	MAX_CAPITALS = 3, /* of the first of two acronyms in a row, TP HCM: not UBND TP */
	MAX_SUFFIX = 4,   /* letters that follow figures: 1A, 30MK2 */
	MAX_WORDS = 5,    /* of what is written joined, of a date */
	MAX_SLOTS = 3,    /* of one clause that are varied … */
	MAX_WAYS = 2,     /* … besides as they are: 27 ways in all */
	MAX_PHRASES = 27
};

/* Another form of some words, and where they begin among those of the query. */
struct way {
	struct query_word words[MAX_WORDS];
	size_t count, first;
};

/* A run of words, and its other forms. */
struct slot {
	size_t first, count;
	struct way ways[MAX_WAYS];
	size_t way_count;
};

static bool is_latin(struct str word)
{
	for (size_t i = 0; i < word.len; i++) {
		if (!ascii_is_letter(word.ptr[i]))
			return false;
	}
	return word.len > 0;
}

/* Reads TEXT as another form of the words of SLOT. */
static bool read_form(struct query *q, struct tokenizer *t, struct str text, struct slot *slot)
{
	struct token token;
	struct way *way = &slot->ways[slot->way_count++];
	way->count = 0;
	tokenizer_start(t, text);
	while (way->count < MAX_WORDS && tokenizer_next(t, &token)) {
		struct query_word *w = &way->words[way->count++];
		*w = (struct query_word){.exact = arena_str(&q->memory, token.exact),
			.folded = arena_str(&q->memory, token.folded),
			.start = q->words[slot->first].start,
			.end = q->words[slot->first + slot->count - 1].end,
			.kind = token.kind,
			.flags = token.flags};
		if (!w->exact.ptr || !w->folded.ptr)
			return false;
	}
	return true;
}

/* TP.HCM as TP HCM, QL1A as QL 1A: a space for each sign, and before the figures. */
static void write_apart(struct str raw, struct buf *out)
{
	for (size_t i = 0; i < raw.len; i++) {
		char c = raw.ptr[i];
		bool sign = c != '\0' && strchr(".-/& ", c);
		if (i > 0 && ascii_is_digit(c) && ascii_is_letter(raw.ptr[i - 1]) &&
			!strchr(out->ptr, ' '))
			buf_push(out, ' ');
		if (!sign)
			buf_push(out, c);
		else if (out->ptr[out->len - 1] != ' ')
			buf_push(out, ' ');
	}
}

static bool is_joined(const struct query_word *w)
{
	return w->kind == TOKEN_ACRONYM ||
	       (w->kind == TOKEN_NUMBER && w->exact.len > 1 && ascii_is_letter(w->exact.ptr[0])) ||
	       str_eq(w->exact, STR("tphcm"));
}

/* What the words [first, end) have between them: a space, or one sign. */
static bool is_close(const struct query *q, size_t i)
{
	const struct query_word *w = &q->words[i];
	struct str gap = str_slice(q->text, w->end, w[1].start);
	return gap.len == 1 && strchr(" -.", gap.ptr[0]);
}

/* Whether W is a name that figures may follow: U, VF, iPhone, Su; not tháng, điều or bài. */
static bool may_take_figures(const struct query_word *w)
{
	return is_latin(w->exact) && w->exact.len <= MAX_LETTERS &&
	       (w->kind == TOKEN_WORD || w->exact.len == 1 || (w->flags & TOKEN_CAPITALS) ||
		       (w->exact.len == 2 && (w->flags & TOKEN_CAPITALISED)));
}

static bool is_figures(const struct query_word *w)
{
	bool year = w->exact.len == 4 &&
		    (str_starts_with(w->exact, STR("19")) || str_starts_with(w->exact, STR("20")));
	return w->kind == TOKEN_NUMBER && ascii_is_digit(w->exact.ptr[0]) && !year &&
	       w->exact.len <= MAX_FIGURES + MAX_SUFFIX;
}

static bool is_acronym(const struct query_word *w, size_t most)
{
	return (w->flags & TOKEN_CAPITALS) && w->kind != TOKEN_NUMBER && w->folded.len <= most;
}

/* How many words from I on, before END, may be written as one: U 23, QL 1A, TP HCM. */
static size_t count_apart(const struct query *q, size_t i, size_t end)
{
	const struct query_word *w = &q->words[i];
	if (i + 1 >= end || (w[1].flags & TOKEN_EXTRA) || w[1].start < w->end || !is_close(q, i))
		return 0;
	if (may_take_figures(w) && is_figures(&w[1])) {
		bool suffix = i + 2 < end && w[2].start == w[1].end && is_latin(w[2].exact) &&
			      w[2].exact.len <= MAX_SUFFIX;
		return suffix ? 3 : 2;
	}
	bool syllables = w->kind == TOKEN_SYLLABLE && w[1].kind == TOKEN_SYLLABLE;
	return is_acronym(w, MAX_CAPITALS) && is_acronym(&w[1], MAX_CAPITALS + 1) && !syllables ? 2
												: 0;
}

/* Đ C, U S A: nobody writes the letters of an acronym so. */
static bool is_spelt_out(const struct way *way)
{
	for (size_t i = 0; i < way->count; i++) {
		if (way->words[i].folded.len > 1 || way->words[i].kind == TOKEN_NUMBER)
			return false;
	}
	return way->count > 1;
}

/* The other form of what begins with word I, before END; SLOT->count is 0 where it has none. */
static bool find_slot(struct query *q, struct tokenizer *t, size_t i, size_t end, struct slot *slot)
{
	const struct query_word *w = &q->words[i];
	struct buf text = BUF_INIT;
	*slot = (struct slot){.first = i};
	if (w->flags & TOKEN_EXTRA)
		return true;
	if (is_joined(w)) {
		struct str raw = str_slice(q->text, w->start, w->end);
		slot->count = 1;
		buf_append_c(&text, "");
		write_apart(str_eq(w->exact, STR("tphcm")) ? STR("tp hcm") : raw, &text);
	} else if ((slot->count = count_apart(q, i, end)) > 0) {
		for (size_t k = i; k < i + slot->count; k++)
			buf_append(&text, str_slice(q->text, q->words[k].start, q->words[k].end));
	}
	bool ok = !text.failed && (slot->count == 0 || read_form(q, t, buf_str(&text), slot));
	buf_free(&text);
	if (slot->ways[0].count == slot->count || is_spelt_out(&slot->ways[0]))
		slot->count = slot->way_count = 0; /* it has no other form */
	return ok;
}

static bool keep_form(struct query *q, const struct slot *slot)
{
	struct buf text = BUF_INIT;
	struct query_form *form = &q->forms[q->form_count];
	const struct way *way = &slot->ways[0];
	for (size_t i = 0; i < way->count; i++) {
		buf_append_c(&text, i > 0 ? " " : "");
		buf_append(&text, way->words[i].exact);
	}
	*form = (struct query_form){.first = slot->first, .count = slot->count};
	if (!text.failed)
		form->text = arena_str(&q->memory, buf_str(&text));
	buf_free(&text);
	q->form_count += form->text.ptr != NULL;
	return form->text.ptr != NULL;
}

bool forms_find(struct query *q, struct tokenizer *t, size_t first, size_t end)
{
	for (size_t i = first; i < end && q->form_count < FORMS_MAX; i++) {
		struct slot slot;
		if (!find_slot(q, t, i, end, &slot))
			return false;
		if (slot.count == 0)
			continue;
		if (!q->forms)
			q->forms = arena_array(&q->memory, FORMS_MAX, sizeof *q->forms);
		if (!q->forms || !keep_form(q, &slot))
			return false;
	}
	return true;
}

/* One way to write the clause C. Each of its COUNT slots is as it stands where VARIED, a number
   with a place of the base MAX_WAYS + 1 for each slot, has a 0, else in that of its ways. */
static bool add_phrase(struct query *q, struct query_clause *c, const struct slot *slots,
	size_t count, unsigned varied)
{
	struct query_phrase *phrase = &c->phrases[c->phrase_count];
	phrase->words =
		arena_array(&q->memory, c->count + count * MAX_WORDS, sizeof *phrase->words);
	if (!phrase->words)
		return false;
	phrase->count = 0;
	size_t next = 0;
	for (size_t i = c->first; i < c->first + c->count;) {
		const struct slot *slot = &slots[next];
		bool at_slot = next < count && slot->first == i;
		unsigned chosen = at_slot ? varied % (MAX_WAYS + 1) : 0;
		if (chosen > slot->way_count)
			return true; /* there is no such way */
		if (chosen > 0) {
			const struct way *way = &slot->ways[chosen - 1];
			for (size_t k = 0; k < way->count; k++)
				phrase->words[phrase->count++] = way->first + k;
			i += slot->count;
		} else {
			phrase->words[phrase->count++] = i++;
		}
		next += at_slot;
		varied /= at_slot ? MAX_WAYS + 1 : 1;
	}
	c->phrase_count++;
	return true;
}

/* ---- Dates in quotes ---- */

/* The one day with its month that begins with word I of Q: 27/3, 27 tháng 3 năm 2018. */
static bool day_at(const struct query *q, size_t i, struct date_match *m)
{
	size_t at = q->words[i].start;
	bool number = q->words[i].kind == TOKEN_NUMBER || q->words[i].kind == TOKEN_SPAN;
	return number && (date_at(q->text, at, m) || date_bare_at(q->text, at, m)) &&
	       m->date.day != 0 && m->earlier_count == 0;
}

/* The term TEXT as the word of a way, which articles have however they write the date. */
static bool read_term(
	struct query *q, const char *text, const struct slot *slot, struct query_word *out)
{
	struct str term = arena_str(&q->memory, str_from_c(text));
	*out = (struct query_word){.exact = term,
		.folded = term,
		.start = q->words[slot->first].start,
		.end = q->words[slot->first + slot->count - 1].end,
		.kind = TOKEN_DATE,
		.flags = TOKEN_EXTRA};
	return term.ptr != NULL;
}

/* Makes the term TEXT the only way of SLOT: nothing follows that needs to know its length. */
static bool read_only_term(struct query *q, const char *text, struct slot *slot)
{
	slot->way_count = slot->ways[0].count = 1;
	return read_term(q, text, slot, &slot->ways[0].words[0]);
}

/* The day D as words, with its month in FIGURES or as tháng 3. */
static bool read_day_words(
	struct query *q, struct tokenizer *t, struct date d, bool figures, struct slot *slot)
{
	struct buf text = BUF_INIT;
	buf_printf(&text, figures ? "%d %d" : "%d tháng %d", d.day, d.month);
	if (d.year != 0)
		buf_printf(&text, figures ? " %d" : " năm %d", d.year);
	bool ok = !text.failed && read_form(q, t, buf_str(&text), slot);
	buf_free(&text);
	return ok;
}

/* The ways to write the day D, which follow one another as words: in figures, the first of which
   has the day's term, whatever the signs between; and in words, if it was TYPED in figures. */
static bool read_day_ways(
	struct query *q, struct tokenizer *t, struct date d, bool typed, struct slot *slot)
{
	char term[DATE_TERM_SIZE];
	return read_day_words(q, t, d, true, slot) &&
	       read_term(q, date_term(d, term), slot, &slot->ways[0].words[0]) &&
	       (!typed || read_day_words(q, t, d, false, slot));
}

/* The other forms of the day that begins with word I, before END, with "ngày" before it where
   it is one term; SLOT->count is 0 where none does. */
static bool find_day(struct query *q, struct tokenizer *t, size_t i, size_t end, struct slot *slot)
{
	struct date_match m;
	char term[DATE_TERM_SIZE];
	bool announced = i + 1 < end && str_eq(q->words[i].folded, STR("ngay"));
	size_t day = i + announced;
	size_t last = day;
	*slot = (struct slot){.first = i};
	if (!day_at(q, day, &m))
		return true;
	while (last < end && q->words[last].end <= m.end)
		last++;
	if (announced && last < end)
		return true; /* the day alone is found next */
	slot->count = last - i;
	if (last < end)
		return read_day_ways(q, t, m.date, q->words[i + 1].kind == TOKEN_NUMBER, slot);
	return read_only_term(q, date_term(m.date, term), slot);
}

/* The term of the month or quarter that begins with word I, if the clause ends with it, at END:
   "quý I/2023" is "quý 1 năm 2023". SLOT->count is 0 where none does. */
static bool find_period(struct query *q, size_t i, size_t end, struct slot *slot)
{
	struct period_match m;
	char term[PERIOD_TERM_SIZE];
	const struct query_word *last = &q->words[end - 1];
	*slot = (struct slot){.first = i};
	if (!period_at(q->text, q->words[i].start, &m) || m.count > 1 || last->end > m.end ||
		last->start < q->words[i].start)
		return true;
	slot->count = end - i;
	return read_only_term(q, period_term(m.quarters, m.numbers[0], m.year, term), slot);
}

/* The other form of what thứ numbers from word I on, before END: "thứ năm" is "thứ 5", whose term
   both have, and not the beginning of "thứ năm mươi". SLOT->count is 0 where there is none. */
static bool find_ordinal(
	struct query *q, struct tokenizer *t, size_t i, size_t end, struct slot *slot)
{
	size_t ordinal_end;
	const struct query_word *w = &q->words[i];
	int number = i + 1 < end ? ordinal_at(q->text, w->start, &ordinal_end) : 0;
	*slot = (struct slot){.first = i};
	if (number == 0 || w[1].end != ordinal_end)
		return true;
	char text[] = {(char)('0' + number), '\0'};
	struct way *way = slot->ways;
	slot->count = 2;
	if (!read_form(q, t, str_from_c(w[1].kind == TOKEN_NUMBER ? ordinal_name(number) : text),
		    slot))
		return false;
	char term[PERIOD_TERM_SIZE];
	way->words[1] = way->words[0];
	way->count = 2;
	return read_term(q, ordinal_term(number, term), slot, &way->words[0]);
}

/* Makes the words of SLOT's ways words of Q, of the clause C; drops ways without room. */
static void add_ways(struct query *q, struct query_clause *c, struct slot *slot)
{
	size_t kept = 0;
	while (kept < slot->way_count &&
		q->word_count + slot->ways[kept].count <= QUERY_MAX_TOKENS) {
		struct way *way = &slot->ways[kept++];
		way->first = q->word_count;
		for (size_t k = 0; k < way->count; k++)
			q->words[q->word_count++] = way->words[k];
		c->others += way->count;
	}
	slot->way_count = kept;
}

/* The slots of C that there is room for, none inside another. */
static bool find_slots(struct query *q, struct tokenizer *t, struct query_clause *c,
	struct slot slots[MAX_SLOTS], size_t *count)
{
	size_t end = c->first + c->count;
	for (size_t i = c->first; i < end && *count < MAX_SLOTS;) {
		struct slot *slot = &slots[*count];
		if (!find_day(q, t, i, end, slot) ||
			(slot->count == 0 && !find_period(q, i, end, slot)) ||
			(slot->count == 0 && !find_ordinal(q, t, i, end, slot)) ||
			(slot->count == 0 && !find_slot(q, t, i, end, slot)))
			return false;
		i += slot->count > 0 ? slot->count : 1;
		add_ways(q, c, slot);
		*count += slot->way_count > 0;
	}
	return true;
}

bool forms_of_clause(struct query *q, struct tokenizer *t, struct query_clause *c)
{
	struct slot slots[MAX_SLOTS + 1] = {0};
	size_t count = 0;
	if (!find_slots(q, t, c, slots, &count))
		return false;
	if (count == 0)
		return true;
	unsigned ways = 1;
	for (size_t i = 0; i < count; i++)
		ways *= MAX_WAYS + 1;
	c->kind = CLAUSE_PHRASE;
	c->phrases = arena_array(&q->memory, MAX_PHRASES, sizeof *c->phrases);
	for (unsigned varied = 1; c->phrases && varied < ways; varied++) {
		if (!add_phrase(q, c, slots, count, varied))
			return false;
	}
	return c->phrases != NULL;
}
