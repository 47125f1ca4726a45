#include "query/complete/line.h"

#include "archive/several/archives.h"
#include "base/ascii.h"
#include "base/buf.h"
#include "query/complete/values.h"
#include "query/complete/words.h"
#include "query/reading/lexer.h"
#include "text/syllable/script.h"
#include "text/syllable/spelling.h"

/* What of the line is completed. */
struct target {
	struct str lead;  /* of the last argument, which stays as it is */
	struct str typed; /* behind that */
	struct buf value; /* of a filter: its words up to here, as the archive spells them */
	size_t words;     /* of VALUE */
	enum query_field field;
	bool is_value;
	bool in_zone; /* behind the name of a part of articles: tít:lũ */
};

/* WORD as the archive spells it, at the end of OUT. */
static void spell(struct str word, struct buf *out)
{
	struct spelling spelling;
	spelling_of(word, &spelling);
	buf_append(out, str_make(spelling.exact, spelling.exact_len));
}

/* The bytes of signs before WORD that may stand before a word or field. */
static size_t count_signs(struct str word)
{
	size_t signs = 0;
	while (signs < word.len && strchr("-+(=!|", word.ptr[signs]))
		signs++;
	return signs;
}

/* The name that stands before the colon at COLON of LINE: the longest one wins. */
static struct filter_name name_before(struct str line, size_t colon)
{
	struct filter_name found = {.kind = FILTER_NAME_NONE};
	size_t at = colon;
	for (int words = 0; words < FILTER_NAME_WORDS; words++) {
		while (at > 0 && line.ptr[at - 1] != ' ' && line.ptr[at - 1] != '|')
			at--;
		struct str name = str_slice(line, at, colon);
		struct filter_name is =
			filter_name_of(str_slice(name, count_signs(name), name.len));
		if (is.kind != FILTER_NAME_NONE)
			found = is;
		if (at == 0 || line.ptr[at - 1] == '|')
			break;
		at--;
	}
	return found;
}

/* Whether all words of VALUE begin with a capital, so that they are one value without quotes; the
   last may be begun, or not. */
static bool runs_on(struct str value)
{
	struct str word;
	size_t count = 0;
	while (str_split(&value, ' ', &word)) {
		if (word.len > 0 && !spelling_is_capitalised(word) && (count > 0 || value.ptr))
			return false;
		count++;
	}
	return true;
}

/* Finds the filter whose value is being typed at the end of LINE. */
static void find_value(struct str line, struct target *t)
{
	size_t colon = line.len;
	while (colon > 0 && line.ptr[colon - 1] != ':')
		colon--;
	struct filter_name name = {.kind = FILTER_NAME_NONE};
	if (colon > 0)
		name = name_before(line, colon - 1);
	t->in_zone = name.kind == FILTER_NAME_ZONE;
	if (name.kind != FILTER_NAME_FIELD)
		return;
	t->field = name.field;
	struct str value = str_slice(line, colon, line.len), word;
	if (!runs_on(value))
		return;
	t->is_value = true;
	while (str_split(&value, ' ', &word)) {
		buf_append_c(&t->value, t->words++ > 0 ? " " : "");
		spell(word, &t->value);
	}
}

static void find_target(struct str line, struct str last, struct target *t)
{
	size_t lead = 0;
	find_value(line, t);
	if (t->is_value && t->words == 1)
		lead = last.len - str_after_last(last, ':').len;
	if (!t->is_value) {
		struct str word = str_after_last(last, '|');
		if (t->in_zone && memchr(word.ptr, ':', word.len))
			word = str_after_last(word, ':');
		lead = last.len - word.len + count_signs(word);
	}
	t->lead = str_slice(last, 0, lead);
	t->typed = str_slice(last, lead, last.len);
}

/* The part of VALUE from its word number N on. */
static struct str from_word(struct str value, size_t n)
{
	for (; n > 0; n--) {
		size_t blank = str_find(value, STR(" "), 0);
		value = str_slice(value, blank < value.len ? blank + 1 : blank, value.len);
	}
	return value;
}

/* Whether VALUE can go without quotes: all its words begin with letters that have a capital here.
 */
static bool can_run_on(struct str value)
{
	struct str word;
	while (str_split(&value, ' ', &word)) {
		if (!ascii_is_letter(str_at(word, 0)))
			return false;
	}
	return true;
}

static void put_capitalised(struct buf *out, struct str value)
{
	for (size_t i = 0; i < value.len; i++) {
		char c = value.ptr[i];
		bool first = i == 0 || value.ptr[i - 1] == ' ';
		buf_push(out, first && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
	}
}

/* VALUE as it is to be typed: one word as it is, several in capitals or in quotes. */
static void put_value(struct buf *out, struct str value, const struct target *t)
{
	struct str rest = from_word(value, t->words - 1);
	bool one = str_find(value, STR(" "), 0) == value.len;
	if (one) {
		buf_append(out, rest);
	} else if (can_run_on(value)) {
		put_capitalised(out, rest);
	} else {
		buf_append_c(out, t->words == 1 ? "\"" : "");
		buf_append(out, rest);
		buf_push(out, '"');
	}
}

/* Whether WORD is of two capitals or more, and nothing else. */
static bool is_in_capitals(struct str word)
{
	struct spelling spelling;
	spelling_of(word, &spelling);
	return (spelling.flags & TOKEN_CAPITALS) != 0;
}

static void put_in_capitals(struct buf *out, struct str word)
{
	for (size_t i = 0; i < word.len;) {
		int32_t c;
		char bytes[4];
		i += script_read(word.ptr + i, &c);
		size_t len = script_write(script_capital_of(c), bytes);
		buf_append(out, str_make(bytes, len));
	}
}

/* WORD behind what was typed of it, whose capitals stay; in capitals where that is. */
static void put_word(struct buf *out, struct str word, const struct target *t, size_t spelt)
{
	bool same = t->typed.len == spelt && spelt <= word.len;
	if (same)
		buf_append(out, t->typed);
	struct str rest = same ? str_slice(word, spelt, word.len) : word;
	if (is_in_capitals(t->typed))
		put_in_capitals(out, rest);
	else
		buf_append(out, rest);
}

static bool add_way(
	struct line_ways *out, const struct candidate *c, const struct target *t, size_t spelt)
{
	struct line_way *w = &out->list[out->count++];
	struct buf text = BUF_INIT;
	buf_append(&text, t->lead);
	if (t->is_value)
		put_value(&text, c->text, t);
	else
		put_word(&text, c->text, t, spelt);
	w->text = arena_str(&out->found.memory, buf_str(&text));
	w->candidate = c;
	bool ok = !text.failed && w->text.ptr;
	buf_free(&text);
	return ok;
}

/* Whether what comes next does not follow on WORD in an article: an operator, a filter, the end of
   a group. */
static bool breaks(struct str word)
{
	return lexer_is_operator(str_slice(word, 0, str_find(word, STR("/"), 0))) ||
	       memchr(word.ptr, ':', word.len) || str_ends_with(word, STR(")")) ||
	       str_ends_with(word, STR("|"));
}

/* The words at the end of BEFORE that the next one follows on. */
static struct str context_of(struct str before)
{
	struct str rest = before, word;
	size_t start = 0;
	while (str_split(&rest, ' ', &word)) {
		if (word.len > 0 && breaks(word))
			start = (size_t)(word.ptr - before.ptr) + word.len;
	}
	return str_slice(before, start, before.len);
}

/* What goes on from a word as it is SPELT where it ends there, and as it was typed: ky, and kinh.
 */
static bool find(const struct archives *as, struct tokenizer *tokenizer, struct str before,
	const struct target *t, struct str spelt, struct candidates *out, struct error *err)
{
	char bytes[TOKEN_MAX_BYTES];
	struct str typed = str_make(bytes, spelling_as_typed(t->typed, bytes));
	struct str context = context_of(before);
	if (t->is_value)
		return values_complete(as->db, t->field, buf_str(&t->value), out, err);
	if (spelt.len == 0 || !as->lexicon)
		return true;
	bool differs = typed.len > 0 && !str_eq(typed, spelt);
	return words_complete(as->lexicon, tokenizer, context, spelt, differs, out, err) &&
	       (!differs ||
		       words_complete(as->lexicon, tokenizer, context, typed, false, out, err));
}

bool line_complete(const struct archives *as, struct tokenizer *tokenizer, struct str before,
	struct str last, struct line_ways *out, struct error *err)
{
	struct target t = {.is_value = false};
	struct buf line = BUF_INIT, spelt = BUF_INIT;
	*out = (struct line_ways){.count = 0};
	buf_append(&line, before);
	buf_append(&line, last);
	find_target(buf_str(&line), last, &t);
	spell(t.typed, &spelt);
	out->is_value = t.is_value;
	out->field = t.field;
	bool ok = !line.failed && !spelt.failed && !t.value.failed;
	ok = ok ? find(as, tokenizer, before, &t, buf_str(&spelt), &out->found, err)
		: error_set_memory(err);
	candidates_sort(&out->found);
	for (size_t i = 0; ok && i < out->found.count; i++)
		ok = add_way(out, &out->found.list[i], &t, spelt.len) || error_set_memory(err);
	buf_free(&line);
	buf_free(&spelt);
	buf_free(&t.value);
	return ok;
}

void line_ways_free(struct line_ways *w)
{
	candidates_free(&w->found);
	w->count = 0;
}
