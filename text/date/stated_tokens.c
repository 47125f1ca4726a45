#include "text/date/stated_tokens.h"

#include "base/ascii.h"
#include "text/date/written.h"

enum { NUMBER_DIGITS_MAX = 18 };

/* What CP is in ASCII, where it stands for a figure, a sign or a space; else 0. */
static char plain(int32_t cp)
{
	enum { FULL_WIDTH = 0xFEE0 }; /* from ! to ~ */
	if (cp >= 0xFF01 && cp <= 0xFF5E)
		return (char)(cp - FULL_WIDTH);
	if (cp == 0xA0 || cp == 0x202F || cp == 0x3000 || (cp >= 0x2000 && cp <= 0x200B))
		return ' ';
	bool dash = (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212;
	return dash ? '-' : cp == 0x2044 || cp == 0x2215 ? '/' : '\0';
}

/* S with such characters as ASCII, in OUT; its length, or 0 when it is too long. */
static size_t normalise(struct str s, char out[STATED_MAX])
{
	size_t len = 0;
	for (size_t at = 0; at < s.len;) {
		int32_t cp;
		size_t bytes = scan_code(s, at, &cp);
		char c = cp >= 0x80 ? plain(cp) : '\0';
		if (len + bytes > STATED_MAX)
			return 0;
		if (c)
			out[len++] = c;
		else
			memcpy(out + len, s.ptr + at, bytes);
		len += c ? 0 : bytes;
		at += bytes;
	}
	return len;
}

static int english_month(const struct scan_word *w)
{
	static const char *const names[] = {"january", "february", "march", "april", "may", "june",
		"july", "august", "september", "october", "november", "december"};
	size_t len = strlen(w->exact);
	for (int i = 0; i < 12; i++) {
		bool abbreviated = len == 3 || (len == 4 && i == 8); /* sept */
		if (strcmp(w->exact, names[i]) == 0 ||
			(abbreviated && strncmp(w->exact, names[i], len) == 0))
			return i + 1;
	}
	return 0;
}

/* Tháng Ba, thg 3, Th3: the month behind the word that ends at END; *NEXT is where it ends. */
static int vietnamese_month(struct str s, const struct scan_word *w, size_t end, size_t *next)
{
	static const char *const words[] = {"tháng", "thang", "thg", "th", "thág"};
	struct scan_number n;
	if (!SCAN_IS(w, words))
		return 0;
	size_t at = scan_spaces(s, str_at(s, end) == '.' ? end + 1 : end);
	if (scan_number(s, at, &n)) {
		*next = n.end;
		return scan_is_small(&n) && n.value <= 12 ? n.value : 0;
	}
	bool abbreviated = w->exact[2] == 'g' || w->exact[2] == '\0';
	return abbreviated ? 0 : written_month_name(s, at, next);
}

/* The words that months are named by, without regard for Vietnamese spelling. */
static void lower(struct str raw, struct scan_word *w)
{
	if (!ascii_is_all(raw) || raw.len >= WORD_EXACT_SIZE)
		return;
	for (size_t i = 0; i < raw.len; i++)
		w->exact[i] = (char)(raw.ptr[i] | 0x20);
	w->exact[raw.len] = '\0';
}

static size_t read_word(struct str s, size_t at, bool behind_number, struct stated_token *out)
{
	size_t next = 0, end = scan_word(s, at, &out->word);
	lower(str_slice(s, at, end), &out->word);
	out->kind = STATED_WORD;
	bool suffix = behind_number && out->glued; /* 27th */
	int month = suffix ? 0 : vietnamese_month(s, &out->word, end, &next);
	if (month == 0) {
		next = end;
		month = english_month(&out->word);
	}
	if (month == 0)
		return end;
	out->kind = STATED_MONTH;
	out->value = month;
	return next;
}

static size_t read_number(struct str s, size_t at, struct stated_token *out)
{
	out->kind = STATED_NUMBER;
	while (scan_is_digit(s, at)) {
		if (out->digits++ < NUMBER_DIGITS_MAX)
			out->value = out->value * 10 + (s.ptr[at] - '0');
		at++;
	}
	return at;
}

bool stated_cut(struct str raw, struct stated_tokens *out)
{
	char room[STATED_MAX];
	struct str s = str_make(room, normalise(raw, room));
	size_t at = scan_spaces(s, 0), end = 0;
	out->count = 0;
	while (at < s.len) {
		if (out->count == STATED_TOKENS_MAX)
			return false;
		int32_t cp;
		struct stated_token *t = &out->list[out->count];
		*t = (struct stated_token){.glued = out->count > 0 && at == end};
		bool number = out->count > 0 && t[-1].kind == STATED_NUMBER;
		size_t len = scan_code(s, at, &cp);
		if (scan_is_digit(s, at)) {
			end = read_number(s, at, t);
		} else if (scan_is_letter(cp)) {
			end = read_word(s, at, number, t);
		} else {
			t->kind = STATED_SIGN;
			t->sign = cp > 0 && cp < 0x80 ? (char)cp : '?';
			end = at + len;
		}
		out->count++;
		at = end;
		for (size_t next; (next = scan_spaces(s, at)) > at;)
			at = next;
	}
	return out->count > 0;
}

void stated_drop(struct stated_tokens *t, size_t at, size_t count)
{
	memmove(t->list + at, t->list + at + count, (t->count - at - count) * sizeof *t->list);
	t->count -= count;
}

bool stated_is_sign(const struct stated_tokens *t, size_t at, char c)
{
	return at < t->count && t->list[at].kind == STATED_SIGN && t->list[at].sign == c;
}

bool stated_is_number(const struct stated_tokens *t, size_t at, size_t fewest, size_t most)
{
	return at < t->count && t->list[at].kind == STATED_NUMBER && t->list[at].digits >= fewest &&
	       t->list[at].digits <= most;
}
