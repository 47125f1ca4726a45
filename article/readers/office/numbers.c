#include "article/readers/office/numbers.h"

enum { ROMAN_MAX = 3999, LETTERS_MAX = 20 /* of aaa */ };

static void put_roman(struct buf *out, uint32_t number, bool large)
{
	static const struct {
		uint32_t value;
		const char *large, *small;
	} signs[] = {{1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"}, {400, "CD", "cd"},
		{100, "C", "c"}, {90, "XC", "xc"}, {50, "L", "l"}, {40, "XL", "xl"}, {10, "X", "x"},
		{9, "IX", "ix"}, {5, "V", "v"}, {4, "IV", "iv"}, {1, "I", "i"}};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		for (; number >= signs[i].value; number -= signs[i].value)
			buf_append_c(out, large ? signs[i].large : signs[i].small);
	}
}

/* a to z, then aa, bb */
static void put_letters(struct buf *out, uint32_t number, char first)
{
	enum { ALPHABET = 26 };
	uint32_t times = (number - 1) / ALPHABET + 1;
	for (uint32_t i = 0; i < times && i < LETTERS_MAX; i++)
		buf_push(out, (char)(first + (char)((number - 1) % ALPHABET)));
}

static void put_number(struct buf *out, uint32_t number, enum number_form form)
{
	bool roman = form == NUMBER_ROMAN_LARGE || form == NUMBER_ROMAN_SMALL;
	bool letters = form == NUMBER_LETTER_LARGE || form == NUMBER_LETTER_SMALL;
	if (form == NUMBER_NONE || form == NUMBER_BULLET)
		return;
	if (roman && number > 0 && number <= ROMAN_MAX)
		put_roman(out, number, form == NUMBER_ROMAN_LARGE);
	else if (letters && number > 0)
		put_letters(out, number, form == NUMBER_LETTER_LARGE ? 'A' : 'a');
	else
		buf_printf(out, form == NUMBER_TWO_FIGURES ? "%02u" : "%u", number);
}

static uint32_t count_of(const struct number_list *l, unsigned level)
{
	return l->begun[level] ? l->counts[level] : l->levels[level].start;
}

static void put_text(const struct number_list *l, const struct number_level *shown, struct buf *out)
{
	struct str text = shown->text;
	for (size_t at = 0; at < text.len; at++) {
		char next = str_at(text, at + 1);
		if (text.ptr[at] != '%' || next < '1' || next > '9') {
			buf_push(out, text.ptr[at]);
			continue;
		}
		unsigned level = (unsigned)(next - '1');
		put_number(out, count_of(l, level),
			shown->plain ? NUMBER_DECIMAL : l->levels[level].form);
		at++;
	}
}

/* Signs that people write, too; others are letters of fonts for signs. */
static bool is_written(struct str bullet)
{
	return str_eq(bullet, STR("-")) || str_eq(bullet, STR("+")) || str_eq(bullet, STR("*")) ||
	       str_eq(bullet, STR("–"));
}

void numbers_next(struct number_list *l, unsigned level, struct buf *out)
{
	const struct number_level *shown = &l->levels[level];
	l->counts[level] = l->begun[level] ? l->counts[level] + 1 : shown->start;
	l->begun[level] = true;
	for (unsigned below = level + 1; below < NUMBER_LEVELS; below++)
		l->begun[below] &= level >= l->levels[below].restart;
	if (shown->form != NUMBER_BULLET || is_written(shown->text))
		put_text(l, shown, out);
}

void numbers_restart(struct number_list *l, unsigned level, uint32_t start)
{
	l->counts[level] = start - 1; /* before it is counted; below zero that is the greatest */
	l->begun[level] = true;
}
