#include "article/readers/office/doc_lists.h"

#include "article/readers/container/bits.h"
#include "text/encoding/escapes.h"

#include <stdlib.h>

enum { KIND = 28, LEVEL = 28, NUMBER = 16, OVERRIDE = 8 /* bytes of one */ };

static enum number_form form_of(uint8_t code)
{
	switch (code) {
	case 1:
		return NUMBER_ROMAN_LARGE;
	case 2:
		return NUMBER_ROMAN_SMALL;
	case 3:
		return NUMBER_LETTER_LARGE;
	case 4:
		return NUMBER_LETTER_SMALL;
	case 22:
		return NUMBER_TWO_FIGURES;
	case 23:
		return NUMBER_BULLET;
	case 255:
		return NUMBER_NONE;
	default:
		return NUMBER_DECIMAL;
	}
}

/* The text of a level, in UTF-16: units below 9 are the numbers of levels. */
static struct str text_of(struct arena *memory, struct str units)
{
	struct buf text = BUF_INIT;
	for (size_t at = 0; at + 2 <= units.len; at += 2) {
		uint16_t unit = bits_u16(units, at);
		if (unit < NUMBER_LEVELS)
			buf_printf(&text, "%%%u", unit + 1u);
		else
			escapes_push(&text, unit);
	}
	struct str kept = text.failed ? str_make(NULL, 0) : arena_str(memory, buf_str(&text));
	buf_free(&text);
	return kept;
}

/* The fonts that the changes of characters SPRMS set. */
static void set_font(struct number_level *l, const struct doc_formats *f, struct str sprms)
{
	struct doc_looks looks = doc_no_looks;
	doc_looks_change(&looks, sprms);
	l->told = looks.ascii != DOC_NO_FONT;
	if (l->told)
		l->font = doc_font(f, looks.ascii);
}

/* Reads the level at *AT of TABLE, and moves behind it. False when out of memory. */
static bool read_level(struct number_level *l, unsigned level, struct str table, size_t *at,
	const struct doc_formats *formats, struct arena *memory)
{
	enum {
		FORM = 4,
		FLAGS = 5,
		CHARACTERS = 24,
		PARAGRAPHS = 25,
		RESTART = 26,
		PLAIN = 4,
		OWN_RESTART = 8
	};
	bool own = (bits_u8(table, *at + FLAGS) & OWN_RESTART) != 0;
	struct str head = bits_slice(table, *at, LEVEL);
	size_t characters = *at + LEVEL + bits_u8(head, PARAGRAPHS);
	size_t text = characters + bits_u8(head, CHARACTERS);
	size_t bytes = 2 * (size_t)bits_u16(table, text);
	*l = (struct number_level){.form = form_of(bits_u8(head, FORM)),
		.start = bits_u32(head, 0),
		.restart = own ? bits_u8(head, RESTART) : level,
		.plain = (bits_u8(head, FLAGS) & PLAIN) != 0};
	set_font(l, formats, bits_slice(table, characters, bits_u8(head, CHARACTERS)));
	l->text = text_of(memory, bits_slice(table, text + 2, bytes));
	*at = text + 2 + bytes;
	return l->text.ptr != NULL;
}

static int compare_lists(const void *a, const void *b)
{
	const struct doc_list *x = a, *y = b;
	return x->id < y->id ? -1 : x->id > y->id;
}

static bool read_kinds(struct doc_lists *l, struct str table, size_t at, struct str kinds,
	const struct doc_formats *formats, struct arena *memory)
{
	enum { FLAGS = 26, SIMPLE = 1 };
	size_t count = bits_u16(kinds, 0), most = kinds.len / KIND;
	count = count < most ? count : most;
	count = count < DOC_LISTS_MAX ? count : DOC_LISTS_MAX;
	l->lists = arena_array(memory, count + 1, sizeof *l->lists);
	for (size_t i = 0; l->lists && i < count; i++) {
		struct str kind = bits_slice(kinds, 2 + KIND * i, KIND);
		struct doc_list *list = &l->lists[l->list_count++];
		unsigned levels = bits_u8(kind, FLAGS) & SIMPLE ? 1 : NUMBER_LEVELS;
		list->id = bits_u32(kind, 0);
		for (unsigned level = 0; level < levels; level++) {
			if (!read_level(
				    &list->list.levels[level], level, table, &at, formats, memory))
				return false;
		}
	}
	if (l->lists)
		qsort(l->lists, l->list_count, sizeof *l->lists, compare_lists);
	return l->lists != NULL;
}

/* The COUNT changes of NUMBER at *AT: where its levels begin. False when out of memory. */
static bool read_overrides(struct doc_number *number, size_t count, struct str numbers, size_t *at,
	const struct doc_formats *formats, struct arena *memory)
{
	enum { START = 0x10, LOOKS = 0x20, OF_LEVEL = 0xF };
	*at += 4;
	for (size_t i = 0; i < count && *at < numbers.len; i++) {
		uint32_t flags = bits_u32(numbers, *at + 4), level = flags & OF_LEVEL;
		struct number_level ignored;
		if ((flags & START) && !(flags & LOOKS) && level < NUMBER_LEVELS)
			number->starts[level] = bits_u32(numbers, *at) + 1;
		*at += OVERRIDE;
		if ((flags & LOOKS) && !read_level(&ignored, level, numbers, at, formats, memory))
			return false;
	}
	return true;
}

static bool read_numbers(struct doc_lists *l, struct str numbers, const struct doc_formats *formats,
	struct arena *memory)
{
	enum { OVERRIDES = 12 };
	size_t count = bits_u32(numbers, 0), most = numbers.len / NUMBER;
	count = count < most ? count : most;
	count = count < DOC_LISTS_MAX ? count : DOC_LISTS_MAX;
	size_t at = 4 + NUMBER * count;
	l->numbers = arena_array(memory, count + 1, sizeof *l->numbers);
	for (size_t i = 0; l->numbers && i < count; i++) {
		size_t entry = 4 + NUMBER * i;
		const struct doc_list key = {.id = bits_u32(numbers, entry)};
		struct doc_number *number = &l->numbers[l->number_count++];
		number->list =
			bsearch(&key, l->lists, l->list_count, sizeof *l->lists, compare_lists);
		if (!read_overrides(number, bits_u8(numbers, entry + OVERRIDES), numbers, &at,
			    formats, memory))
			return false;
	}
	return l->numbers != NULL;
}

bool doc_lists_read(struct doc_lists *l, struct str table, size_t levels, struct str kinds,
	struct str numbers, const struct doc_formats *formats, struct arena *memory)
{
	*l = (struct doc_lists){0};
	return read_kinds(l, table, levels, kinds, formats, memory) &&
	       read_numbers(l, numbers, formats, memory);
}

const struct number_level *doc_lists_next(
	struct doc_lists *l, uint16_t number, unsigned level, struct buf *out)
{
	if (number == 0 || number > l->number_count || level >= NUMBER_LEVELS)
		return NULL;
	struct doc_number *n = &l->numbers[number - 1];
	if (!n->list)
		return NULL;
	if (n->starts[level] > 0)
		numbers_restart(&n->list->list, level, n->starts[level] - 1);
	n->starts[level] = 0;
	numbers_next(&n->list->list, level, out);
	return &n->list->list.levels[level];
}
