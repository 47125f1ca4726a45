#include "query/reading/operators.h"

#include "query/reading/chars.h"
#include "text/syllable/spelling.h"

#include <string.h>

enum { ITEMS_MAX = 2 * QUERY_TYPED_WORDS };

enum item_kind {
	ITEM_OPERAND, /* a word, or what is quoted */
	ITEM_OTHER,   /* neither: parentheses, a word with a minus */
	ITEM_AND,
	ITEM_OR,
	ITEM_NOT,
	ITEM_NOT_BEHIND /* a word is NOT only where another stands before it */
};

struct item {
	enum item_kind kind;
	struct operand operand;
	size_t start, end;
};

struct items {
	struct item list[ITEMS_MAX];
	size_t count;
	bool has_small; /* not all letters are capitals */
	bool too_many;
};

static const struct {
	const char *name; /* without marks */
	enum item_kind kind;
} operators[] = {
	{"OR", ITEM_OR},
	{"HOAC", ITEM_OR},
	{"HAY", ITEM_OR},
	{"AND", ITEM_AND},
	{"VA", ITEM_AND},
	{"NOT", ITEM_NOT},
	{"KHONG", ITEM_NOT_BEHIND},
	{"TRU", ITEM_NOT_BEHIND},
};

/* Whether WORD, all in capitals, is NAME but for its marks. */
static bool is_named(const struct spelling *word, const char *name)
{
	size_t len = strlen(name);
	bool same = word->folded_len == len && (word->flags & TOKEN_CAPITALS);
	for (size_t i = 0; same && i < len; i++)
		same = word->folded[i] == (name[i] | ' ');
	return same;
}

static enum item_kind kind_of_word(struct str word)
{
	struct spelling s;
	if (word.len > 16)
		return ITEM_OPERAND;
	spelling_of(word, &s);
	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
		if (is_named(&s, operators[i].name))
			return operators[i].kind;
	}
	return ITEM_OPERAND;
}

/* A word without the parentheses around it. */
static struct operand strip(struct str text, size_t start, size_t end)
{
	while (start < end && text.ptr[start] == '(')
		start++;
	while (end > start && text.ptr[end - 1] == ')')
		end--;
	return (struct operand){start, end, false};
}

static void add(struct items *items, struct item item)
{
	if (items->count < ITEMS_MAX)
		items->list[items->count++] = item;
	else
		items->too_many = true;
}

static void add_word(struct items *items, struct str text, size_t start, size_t end)
{
	struct item item = {ITEM_OPERAND, strip(text, start, end), start, end};
	struct str word = str_slice(text, item.operand.start, item.operand.end);
	if (word.len == 0 || word.ptr[0] == '-')
		item.kind = ITEM_OTHER;
	else if (items->has_small)
		item.kind = kind_of_word(word);
	add(items, item);
}

/* Adds the bars and words of [START, END), which has no space or quote in it. */
static void add_chunk(struct items *items, struct str text, size_t start, size_t end)
{
	while (start < end) {
		const char *bar = memchr(text.ptr + start, '|', end - start);
		size_t at = bar ? (size_t)(bar - text.ptr) : end;
		if (at > start)
			add_word(items, text, start, at);
		size_t behind = at;
		while (behind < end && text.ptr[behind] == '|')
			behind++;
		if (behind > at)
			add(items, (struct item){ITEM_OR, {at, behind, false}, at, behind});
		start = behind;
	}
}

/* Adds what the quote at START encloses; where it goes on: behind its end. */
static size_t add_quoted(struct items *items, struct str text, size_t start)
{
	size_t first = start, len;
	chars_next(text, &first);
	size_t end = chars_find_quote(text, first, &len);
	enum item_kind kind = len > 0 ? ITEM_OPERAND : ITEM_OTHER;
	add(items, (struct item){kind, {first, end, true}, start, end + len});
	return end + len;
}

static void read_items(struct str text, struct items *out)
{
	for (size_t i = 0; i < text.len;) {
		size_t start = i;
		uint32_t c = chars_next(text, &i);
		if (chars_is_quote(c)) {
			i = add_quoted(out, text, start);
		} else if (!chars_is_space(c)) {
			i = chars_word_end(text, start);
			add_chunk(out, text, start, i);
		}
	}
}

static bool is_operand(const struct items *items, size_t i)
{
	return i < items->count && items->list[i].kind == ITEM_OPERAND;
}

static void blank(char *text, const struct item *item)
{
	memset(text + item->start, ' ', item->end - item->start);
}

/* The choice that begins with item I; how many items it is made of, 0 where it is none. */
static size_t take_choice(char *text, const struct items *items, size_t i, struct choice *out)
{
	size_t at = i;
	*out = (struct choice){.start = items->list[i].start};
	out->operands[out->count++] = items->list[i].operand;
	while (out->count < OPERATORS_OPERANDS && at + 1 < items->count &&
		items->list[at + 1].kind == ITEM_OR && is_operand(items, at + 2)) {
		blank(text, &items->list[at + 1]);
		at += 2;
		out->operands[out->count++] = items->list[at].operand;
	}
	out->end = items->list[at].end;
	return out->count > 1 ? at - i + 1 : 0;
}

/* NOT at item I, before a word, which a space stands before. */
static void take_not(char *text, const struct items *items, size_t i, struct operators *out)
{
	const struct item *next = &items->list[i + 1];
	if (next->start == 0 || text[next->start - 1] != ' ' || out->not_count == OPERATORS_CHOICES)
		return;
	blank(text, &items->list[i]);
	out->nots[out->not_count++] = next->start - 1;
}

void operators_put_minuses(const struct operators *o, char *text)
{
	for (size_t i = 0; i < o->not_count; i++)
		text[o->nots[i]] = '-';
}

void operators_read(char *text, size_t len, struct operators *out)
{
	struct items items = {.count = 0};
	*out = (struct operators){.count = 0};
	for (size_t i = 0; i < len; i++)
		items.has_small |= text[i] >= 'a' && text[i] <= 'z';
	read_items(str_make(text, len), &items);
	if (items.too_many)
		return;
	for (size_t i = 0; i < items.count; i++) {
		enum item_kind kind = items.list[i].kind;
		bool between = i > 0 && is_operand(&items, i - 1) && is_operand(&items, i + 1);
		size_t taken = 0;
		if (kind == ITEM_AND && between)
			blank(text, &items.list[i]);
		else if ((kind == ITEM_NOT && is_operand(&items, i + 1)) ||
			 (kind == ITEM_NOT_BEHIND && between))
			take_not(text, &items, i, out);
		else if (kind == ITEM_OPERAND && out->count < OPERATORS_CHOICES)
			taken = take_choice(text, &items, i, &out->choices[out->count]);
		out->count += taken > 0;
		i += taken > 0 ? taken - 1 : 0;
	}
}
