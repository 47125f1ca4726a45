#include "query/reading/lexer.h"

#include "base/ascii.h"
#include "query/reading/chars.h"
#include "text/syllable/spelling.h"

#include <string.h>

enum { LONGEST_NAME = 16 };

struct lexer {
	struct str text;
	struct items *out;
	size_t words;
	bool has_small; /* not all letters are capitals: else AND and OR are the only names */
	bool too_many;
};

/* Without marks; of two words with a space between. */
static const struct {
	const char *name;
	enum item_kind kind;
	bool vietnamese, behind;
} names[] = {
	{"OR", ITEM_OR, false, false},
	{"HOAC", ITEM_OR, true, false},
	{"HAY", ITEM_OR, true, false},
	{"AND", ITEM_AND, false, false},
	{"VA", ITEM_AND, true, false},
	{"NOT", ITEM_NOT, false, false},
	{"KHONG", ITEM_NOT, true, true},
	{"TRU", ITEM_NOT, true, true},
	{"NEAR", ITEM_NEAR, false, false},
	{"GAN", ITEM_NEAR, true, false},
	{"CUNG CAU", ITEM_SENTENCE, true, false},
	{"SAME SENTENCE", ITEM_SENTENCE, false, false},
	{"CUNG DOAN", ITEM_PARAGRAPH, true, false},
	{"SAME PARAGRAPH", ITEM_PARAGRAPH, false, false},
};

/* With a slash before it: nothing else is written so. */
static const struct {
	const char *name;
	enum item_kind kind;
} slashed[] = {
	{"/s", ITEM_SENTENCE},
	{"/câu", ITEM_SENTENCE},
	{"/p", ITEM_PARAGRAPH},
	{"/đoạn", ITEM_PARAGRAPH},
};

static void add(struct lexer *l, struct item item)
{
	l->words += item.kind == ITEM_WORD &&
		    !lexer_is_operator(str_slice(l->text, item.first, item.last));
	if (l->out->count < LEXER_ITEMS)
		l->out->list[l->out->count++] = item;
	else
		l->too_many = true;
}

static void add_sign(struct lexer *l, enum item_kind kind, size_t start, size_t end)
{
	add(l, (struct item){.kind = kind, .start = start, .end = end});
}

/* ---- Operators that are words ---- */

/* A word without marks, in capitals; empty where it can't be a part of an operator. */
struct name {
	char text[LONGEST_NAME];
	size_t len;
};

static struct name name_of(struct str word)
{
	struct name name = {.len = 0};
	struct spelling s;
	for (size_t i = 0; i < word.len; i++) {
		if (word.ptr[i] >= 'a' && word.ptr[i] <= 'z')
			return name;
	}
	if (word.len < 2 || word.len > 3 * LONGEST_NAME ||
		!(ascii_is_capital(word.ptr[0]) || word.ptr[0] & 0x80))
		return name;
	spelling_of(word, &s);
	if (!(s.flags & TOKEN_CAPITALS) || s.folded_len >= LONGEST_NAME)
		return name;
	for (; name.len < s.folded_len; name.len++)
		name.text[name.len] = (char)(s.folded[name.len] & ~' ');
	return name;
}

static bool is(const struct name *name, const char *text, size_t len)
{
	return name->len == len && memcmp(name->text, text, len) == 0;
}

/* Reads "/5" as DISTANCE; false where REST is something else. Nothing is the usual one. */
static bool read_distance(struct str rest, size_t *distance)
{
	*distance = LEXER_DISTANCE;
	if (rest.len == 0)
		return true;
	*distance = 0;
	for (size_t i = 1; i < rest.len && i < 4; i++) {
		if (!ascii_is_digit(rest.ptr[i]))
			return false;
		*distance = *distance * 10 + (size_t)(rest.ptr[i] - '0');
	}
	return rest.ptr[0] == '/' && rest.len > 1 && rest.len < 5 && *distance > 0 &&
	       *distance <= LEXER_DISTANCE_MAX;
}

/* Makes ITEM, a word, the operator that is written with a slash: NEAR/5, /s. */
static void take_slashed(const struct lexer *l, struct item *item)
{
	struct str word = str_slice(l->text, item->start, item->end);
	const char *slash = memchr(word.ptr, '/', word.len);
	if (!slash)
		return;
	size_t before = (size_t)(slash - word.ptr);
	for (size_t i = 0; before == 0 && i < sizeof slashed / sizeof *slashed; i++) {
		if (str_eq(word, str_from_c(slashed[i].name))) {
			item->kind = slashed[i].kind;
			return;
		}
	}
	struct name name = name_of(str_slice(word, 0, before));
	if (!is(&name, "NEAR", 4) && !is(&name, "GAN", 3))
		return;
	item->wrong = !read_distance(str_slice(word, before, word.len), &item->number);
	if (item->wrong)
		return;
	item->kind = ITEM_NEAR;
}

/* Makes ITEM, a word, the operator that it names; or, with the word NEXT behind it, that which both
   name. How many words it is. */
static size_t take_name(const struct lexer *l, struct item *item, const struct item *next)
{
	struct name name = name_of(str_slice(l->text, item->first, item->last));
	for (size_t i = 0; name.len > 0 && i < sizeof names / sizeof *names; i++) {
		const char *space = strchr(names[i].name, ' ');
		size_t len = space ? (size_t)(space - names[i].name) : strlen(names[i].name);
		if (!is(&name, names[i].name, len))
			continue;
		if (space) {
			struct name second = {.len = 0};
			if (next->kind == ITEM_WORD)
				second = name_of(str_slice(l->text, next->first, next->last));
			if (!is(&second, space + 1, strlen(space + 1)))
				continue;
			item->end = next->end;
		}
		item->kind = names[i].kind;
		item->vietnamese = names[i].vietnamese;
		item->behind = names[i].behind;
		item->number = LEXER_DISTANCE;
		return space ? 2 : 1;
	}
	return 1;
}

bool lexer_is_operator(struct str word)
{
	struct name name = name_of(word);
	for (size_t i = 0; name.len > 0 && i < sizeof names / sizeof *names; i++) {
		if (is(&name, names[i].name, strlen(names[i].name)))
			return true;
	}
	return false;
}

/* Whether ONE names an operator that headlines have as a word. */
static bool is_of_headlines(const struct item *one)
{
	return one->vietnamese || (one->kind != ITEM_AND && one->kind != ITEM_OR);
}

/* Makes words the operators that they name; in a line all in capitals those only that none of its
   words could be. */
static void take_names(struct lexer *l)
{
	struct items *all = l->out;
	size_t kept = 0;
	for (size_t i = 0; i < all->count;) {
		struct item one = all->list[i];
		bool is_word = one.kind == ITEM_WORD;
		size_t words = is_word ? take_name(l, &one, &all->list[i + 1]) : 1;
		if (is_word && one.kind != ITEM_WORD && !l->has_small && is_of_headlines(&one)) {
			bool first = kept == 0 && (one.behind || one.kind != ITEM_NOT);
			bool last = i + words == all->count;
			one = all->list[i];
			one.headline = !first && !last;
			words = 1;
		}
		i += words;
		all->list[kept++] = one;
	}
	all->count = kept;
}

/* ---- Chunks: what stands between white space and quotes ---- */

static bool is_quote_at(struct str text, size_t i)
{
	return i < text.len && chars_is_quote(chars_next(text, &(size_t){i}));
}

/* Whether a word may begin at I: a letter, a figure or what is not ASCII. */
static bool is_word_at(struct str text, size_t i)
{
	return i < text.len && !is_quote_at(text, i) &&
	       (ascii_is_letter(text.ptr[i]) || ascii_is_digit(text.ptr[i]) ||
		       (text.ptr[i] & 0x80));
}

/* The item that the sign at I is before a word, quote or group; ITEM_END: none. */
static enum item_kind sign_at(struct str text, size_t i)
{
	bool letter = is_word_at(text, i + 1) && !ascii_is_digit(text.ptr[i + 1]);
	bool group = i + 1 < text.len && text.ptr[i + 1] == '(';
	bool operand = letter || group || is_quote_at(text, i + 1);
	bool literal = i + 1 < text.len && text.ptr[i + 1] == '=';
	switch (text.ptr[i]) {
	case '(':
		return ITEM_OPEN;
	case '-':
		return operand || literal || is_word_at(text, i + 1) ? ITEM_MINUS : ITEM_END;
	case '!':
		return operand || literal ? ITEM_NOT : ITEM_END;
	case '+':
		return operand || literal ? ITEM_REQUIRED : ITEM_END;
	case '=':
		return operand && !group ? ITEM_LITERAL : ITEM_END;
	default:
		return ITEM_END;
	}
}

/* Adds the signs before a word; where it begins. */
static size_t add_signs(struct lexer *l, size_t start, size_t end)
{
	while (start < end) {
		enum item_kind kind = sign_at(l->text, start);
		if (kind == ITEM_END)
			break;
		add_sign(l, kind, start, start + 1);
		start++;
	}
	return start;
}

/* The end of [START, END) without the parentheses that close there, and the marks behind them. */
static size_t before_closing(struct str text, size_t start, size_t end)
{
	size_t at = end;
	while (at > start && strchr(").,;:!?", text.ptr[at - 1]))
		at--;
	const char *closing = memchr(text.ptr + at, ')', end - at);
	return closing ? (size_t)(closing - text.ptr) : end;
}

/* Adds [START, END), which has no bar in it. */
static void add_word(struct lexer *l, size_t start, size_t end)
{
	start = add_signs(l, start, end);
	size_t last = before_closing(l->text, start, end);
	if (str_eq(str_slice(l->text, start, end), STR("&&"))) {
		add_sign(l, ITEM_AND, start, end);
		return;
	}
	struct item item = {
		.kind = ITEM_WORD, .start = start, .end = last, .first = start, .last = last};
	if (last > start) {
		take_slashed(l, &item);
		add(l, item);
	}
	for (size_t i = last; i < end; i++) {
		if (l->text.ptr[i] == ')')
			add_sign(l, ITEM_CLOSE, i, i + 1);
	}
}

/* Adds the bars and words of [START, END). */
static void add_chunk(struct lexer *l, size_t start, size_t end)
{
	while (start < end) {
		const char *bar = memchr(l->text.ptr + start, '|', end - start);
		size_t at = bar ? (size_t)(bar - l->text.ptr) : end;
		if (at > start)
			add_word(l, start, at);
		size_t behind = at;
		while (behind < end && l->text.ptr[behind] == '|')
			behind++;
		if (behind > at)
			add_sign(l, ITEM_OR, at, behind);
		start = behind;
	}
}

/* Adds what the quote at START encloses; where it goes on: behind its end. One that is never closed
   ends with the text. */
static size_t add_quoted(struct lexer *l, size_t start)
{
	size_t first = start, len;
	chars_next(l->text, &first);
	size_t end = chars_find_quote(l->text, first, &len);
	if (end > first && l->text.ptr[first] == '=') {
		add_sign(l, ITEM_LITERAL, start, start);
		first++;
	}
	if (len == 0)
		l->out->unclosed = start;
	add(l, (struct item){.kind = ITEM_QUOTED,
		       .start = start,
		       .end = end + len,
		       .first = first,
		       .last = end});
	return end + len;
}

static struct item item_of(const struct lexer_place *places, size_t number)
{
	return (struct item){.kind = places[number].is_field ? ITEM_FIELD : ITEM_FILTER,
		.has_values = places[number].has_values,
		.start = places[number].start,
		.end = places[number].end,
		.number = number};
}

void lexer_read_places(
	struct str text, const struct lexer_place *places, size_t n, struct items *out)
{
	out->count = 0;
	out->unclosed = QUERY_NO_PLACE;
	for (size_t i = 0; i < n && i < LEXER_ITEMS / 2; i++) {
		size_t start = places[i].start;
		if (places[i].is_field)
			continue;
		if (start > 0 && strchr("-!", text.ptr[start - 1]))
			out->list[out->count++] =
				(struct item){.kind = ITEM_MINUS, .start = start - 1, .end = start};
		out->list[out->count++] = item_of(places, i);
	}
	out->list[out->count] = (struct item){.kind = ITEM_END};
}

bool lexer_read(struct str text, const struct lexer_place *places, size_t n, struct items *out)
{
	struct lexer l = {.text = text, .out = out, .has_small = chars_have_small(text)};
	size_t place = 0;
	out->count = 0;
	out->unclosed = QUERY_NO_PLACE;
	for (size_t i = 0; i < text.len && !l.too_many && l.words <= LEXER_WORDS;) {
		size_t start = i;
		if (place < n && places[place].start <= i) {
			add(&l, item_of(places, place));
			i = places[place++].end;
			continue;
		}
		uint32_t c = chars_next(text, &i);
		if (chars_is_quote(c)) {
			i = add_quoted(&l, start);
		} else if (!chars_is_space(c)) {
			i = chars_word_end(text, start);
			if (place < n && i > places[place].start)
				i = places[place].start;
			add_chunk(&l, start, i);
		}
	}
	out->list[out->count] = (struct item){.kind = ITEM_END};
	take_names(&l);
	out->list[out->count] = (struct item){.kind = ITEM_END, .start = text.len, .end = text.len};
	return !l.too_many && l.words <= LEXER_WORDS;
}
