#include "query/hints/operators.h"

#include "base/ascii.h"
#include "text/syllable/spelling.h"

#include <string.h>
#include <strings.h>

/* Words that hardly any Vietnamese line has in small letters; those that some have are meant in a
   line of few words only. */
static const struct {
	const char *word, *operator;
	size_t most; /* items of the query */
} names[] = {
	{"or", "OR", HINTS_TYPED_ITEMS},
	{"and", "AND", HINTS_TYPED_ITEMS},
	{"not", "NOT", HINTS_TYPED_ITEMS},
	{"near", "NEAR", HINTS_TYPED_ITEMS},
	{"hoặc", "HOẶC", 5},
};

/* Whether item I is Vietnamese, in small letters or with marks: it is not the name of a foreign
   firm or song. */
static bool is_vietnamese(const struct looking *l, size_t i)
{
	struct spelling s;
	enum item_kind kind = looking_at(l, i)->kind;
	if (kind != ITEM_WORD)
		return kind != ITEM_END;
	spelling_of(looking_word(l, i), &s);
	return s.kind == TOKEN_SYLLABLE &&
	       (s.flags & TOKEN_MARKED || !(s.flags & TOKEN_CAPITALISED));
}

/* The items [FIRST, END), in parentheses where they are several. */
static void append_group(struct buf *out, const struct looking *l, size_t first, size_t end)
{
	struct str words =
		str_slice(l->query->text, looking_at(l, first)->start, looking_at(l, end - 1)->end);
	bool several = end - first > 1;
	buf_append_c(out, several ? "(" : "");
	buf_append(out, words);
	buf_append_c(out, several ? ")" : "");
}

/* An operator binds the words beside it alone: the line of words with the one at item I in
   capitals, and groups before it and behind. */
static void group(struct looking *l, size_t i, const char *operator)
{
	struct buf meant = BUF_INIT;
	for (size_t k = 0; k < l->items.count; k++) {
		if (looking_at(l, k)->kind != ITEM_WORD)
			return;
	}
	if (strcmp(operator, "NOT") == 0)
		buf_append(&meant, str_slice(l->query->text, 0, looking_at(l, i - 1)->end));
	else
		append_group(&meant, l, 0, i);
	buf_printf(&meant, " %s ", operator);
	append_group(&meant, l, i + 1, l->items.count);
	l->query->notes.meant = arena_str(l->memory, buf_str(&meant));
	l->failed |= meant.failed || !l->query->notes.meant.ptr;
	buf_free(&meant);
}

static void look_for_small(struct looking *l, size_t i)
{
	const struct item *item = looking_at(l, i);
	/* "or" is ỏ in Telex, too. */
	struct str word = str_slice(l->typed, decoding_place(l->decoding, item->start, false),
		decoding_place(l->decoding, item->end, true));
	bool joins = i > 0 && looking_ends(l, i - 1) && looking_begins(l, i + 1) &&
		     (is_vietnamese(l, i - 1) || is_vietnamese(l, i + 1));
	for (size_t k = 0; joins && k < sizeof names / sizeof *names; k++) {
		if (!str_eq(word, str_from_c(names[k].word)) || l->items.count > names[k].most)
			continue;
		looking_note(l, item->start, item->end, STRAY_SMALL, "%s", names[k].operator);
		if (strcmp(names[k].operator, "NEAR") != 0 && strcmp(names[k].operator, "AND") != 0)
			group(l, i, names[k].operator);
	}
}

/* Distances of other programs, and ours in small letters: near/5, w/5, ADJ5. */
static void look_for_distance(struct looking *l, size_t i)
{
	static const struct {
		const char *name, *operator;
		bool alone; /* without a slash it is another word */
	} distances[] = {{"near", "NEAR", true}, {"gần", "GẦN", true}, {"adj", "NEAR", true},
		{"w", "NEAR", false}, {"n", "NEAR", false}};
	struct str word = looking_word(l, i);
	size_t digits = word.len;
	while (digits > 0 && ascii_is_digit(word.ptr[digits - 1]))
		digits--;
	bool slash = digits > 0 && word.ptr[digits - 1] == '/';
	struct str name = str_slice(word, 0, digits - slash);
	struct str number = str_slice(word, digits, word.len);
	/* Of ours in capitals the number is wrong, which is told already. */
	if (number.len == 0 || number.len > 2 || looking_at(l, i)->wrong || i == 0 ||
		!looking_ends(l, i - 1) || !looking_begins(l, i + 1))
		return;
	for (size_t k = 0; k < sizeof distances / sizeof *distances; k++) {
		struct str known = str_from_c(distances[k].name);
		if (name.len != known.len || strncasecmp(name.ptr, known.ptr, name.len) != 0 ||
			!(slash || distances[k].alone))
			continue;
		looking_note(l, looking_at(l, i)->start, looking_at(l, i)->end, STRAY_SMALL,
			"%s/%.*s", distances[k].operator, STR_ARG(number));
		return;
	}
}

/* "NEAR 5", which is near the word 5. */
static void look_for_number(struct looking *l, size_t i)
{
	const struct item *near = looking_at(l, i);
	struct str number = looking_word(l, i + 1);
	struct str name = str_slice(l->query->text, near->start, near->end);
	if (near->kind != ITEM_NEAR || memchr(name.ptr, '/', name.len) || number.len > 2 ||
		!ascii_is_number(number) || !looking_begins(l, i + 2))
		return;
	looking_note(l, near->start, looking_at(l, i + 1)->end, STRAY_NUMBER, "%.*s/%.*s",
		STR_ARG(name), STR_ARG(number));
}

/* NOT among acronyms, all of them in capitals: a minus takes its place. Headlines have KHÔNG. */
static void look_for_capitals(struct looking *l, size_t i)
{
	static const char *const excludes[] = {"NOT", "KHÔNG", "TRỪ"};
	const struct item *item = looking_at(l, i);
	struct query_notes *notes = &l->query->notes;
	size_t start = decoding_place(l->decoding, item->start, false);
	bool excluding = false;
	for (size_t k = 0; k < sizeof excludes / sizeof *excludes; k++)
		excluding |= str_eq(looking_word(l, i), str_from_c(excludes[k])) &&
			     (k == 0 || !(spelling_is_syllable(looking_word(l, i - 1)) ||
						spelling_is_syllable(looking_word(l, i + 1))));
	for (size_t k = 0; excluding && k < notes->stray_count; k++) {
		struct syntax_stray *s = &notes->strays[k];
		if (s->start != start || s->kind != STRAY_CAPITALS)
			continue;
		s->end = decoding_place(l->decoding, looking_at(l, i + 1)->start, false);
		s->instead = STR("-");
	}
}

void operators_look(struct looking *l, size_t i)
{
	if (looking_at(l, i)->headline) {
		look_for_capitals(l, i);
		return;
	}
	if (looking_at(l, i)->kind == ITEM_WORD) {
		look_for_small(l, i);
		look_for_distance(l, i);
	} else {
		look_for_number(l, i);
	}
}
