/* A word tells its case by its letters without a tone; a word that has none, or only
 * a capital in front (Từ or TỪ), is read like its neighbours on the line. */
#include "text/encoding/capitals.h"

#include "text/encoding/plausible.h"
#include "text/syllable/script.h"

#include <string.h>

enum word_case {
	CASE_OPEN,  /* nothing tells */
	CASE_SMALL, /* has a small letter for certain */
	CASE_CAPITALS
};

struct scan {
	char *text;
	size_t len;
	size_t open;           /* where words that are open begin; len: none */
	enum word_case before; /* of the last word that told, on this line */
	bool sentence;         /* the next word begins one */
	size_t line;           /* where the line began */
};

/* The letter at AT, and its bytes. */
static struct script_letter letter_at(const struct scan *s, size_t at, size_t *used)
{
	int32_t cp;
	*used = script_read(s->text + at, &cp);
	return script_letter_of(cp);
}

static bool is_ambiguous(struct script_letter l)
{
	return l.tone != TONE_NGANG && !l.capital;
}

static void raise_letter(struct scan *s, size_t at)
{
	int32_t cp;
	script_read(s->text + at, &cp);
	script_write(script_capital_of(cp), s->text + at);
}

static void raise_toned(struct scan *s, size_t from, size_t to)
{
	for (size_t at = from, used; at < to; at += used) {
		if (is_ambiguous(letter_at(s, at, &used)))
			raise_letter(s, at);
	}
}

/* Sets *END to where the word at START ends. */
static enum word_case read_word(const struct scan *s, size_t start, size_t *end)
{
	enum word_case seen = CASE_OPEN;
	size_t used;
	for (size_t at = start;; at += used) {
		struct script_letter l = {0};
		if (at < s->len)
			l = letter_at(s, at, &used);
		if (l.letter == 0) {
			*end = at;
			return seen;
		}
		if (!l.capital && !is_ambiguous(l))
			seen = CASE_SMALL;
		else if (l.capital && at > start && seen == CASE_OPEN)
			seen = CASE_CAPITALS;
	}
}

static void settle_open_words(struct scan *s, size_t end, enum word_case after)
{
	bool small = s->before == CASE_SMALL || after == CASE_SMALL;
	bool capitals = s->before == CASE_CAPITALS || after == CASE_CAPITALS;
	if (s->open < end && capitals && !small)
		raise_toned(s, s->open, end);
	s->open = s->len;
}

/* An acronym in capitals (Sở GD-ĐT) says nothing of the words beside it. */
static bool is_syllable(const struct scan *s, size_t start, size_t end)
{
	int32_t cps[SYLLABLE_MAX_LETTERS];
	size_t count = 0;
	for (size_t at = start; at < end; count++) {
		if (count == SYLLABLE_MAX_LETTERS)
			return false;
		at += script_read(s->text + at, &cps[count]);
	}
	return plausible_syllable(cps, count);
}

static size_t take_word(struct scan *s, size_t start)
{
	size_t end, used;
	enum word_case word = read_word(s, start, &end);
	if (s->sentence && is_ambiguous(letter_at(s, start, &used)))
		raise_letter(s, start);
	s->sentence = false;
	if (word == CASE_OPEN) {
		if (s->open == s->len)
			s->open = start;
		return end;
	}
	if (word == CASE_CAPITALS) {
		raise_toned(s, start, end);
		if (!is_syllable(s, start, end))
			return end;
	}
	settle_open_words(s, start, word);
	s->before = word;
	return end;
}

/* Lines that were broken for their length go on in the next one. */
static void end_line(struct scan *s, size_t at)
{
	enum { SHORT = 60 };
	settle_open_words(s, at, CASE_OPEN);
	s->before = CASE_OPEN;
	if (at - s->line < SHORT)
		s->sentence = true;
	s->line = at + 1;
}

static bool ends_sentence(const struct scan *s, size_t at)
{
	char c = s->text[at];
	char next = at + 1 < s->len ? s->text[at + 1] : ' ';
	if (c == '"') /* nói: "Ở đây */
		return at > 1 && s->text[at - 1] == ' ' && s->text[at - 2] == ':';
	return (c == '.' || c == '!' || c == '?') && next != '\0' && strchr(" \t\r\n\"')", next);
}

void capitals_restore(char *text, size_t len, bool sentence)
{
	struct scan s = {.text = text, .len = len, .open = len, .sentence = sentence};
	for (size_t at = 0, used = 1; at < len; at += used) {
		char c = text[at];
		if (c == '\n') {
			end_line(&s, at);
			used = 1;
		} else if (letter_at(&s, at, &used).letter != 0) {
			used = take_word(&s, at) - at;
		} else if (ends_sentence(&s, at)) {
			s.sentence = true;
		}
	}
	settle_open_words(&s, len, CASE_OPEN);
}
