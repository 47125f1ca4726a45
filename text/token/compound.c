#include "text/token/compound.h"

#include "base/ascii.h"
#include "text/syllable/spelling.h"
#include "text/token/cut.h"
#include "text/token/number.h"

enum {
	MAX_PARTS = 16,
	MAX_BYTES = 200 /* of a chain that is looked at */
};

/* Words with one sign between each and the next, no space. */
struct chain {
	struct str text;
	struct {
		size_t start, end;
	} parts[MAX_PARTS];
	char signs[MAX_PARTS]; /* signs[i] stands after part i; '\0' after the last */
	size_t count;
};

/* Whether the hyphen at AT, which ends a line, stands between small letters. */
static bool breaks_word(struct str text, size_t at)
{
	return at > 0 && at + 2 < text.len && text.ptr[at - 1] >= 'a' && text.ptr[at - 1] <= 'z' &&
	       text.ptr[at + 2] >= 'a' && text.ptr[at + 2] <= 'z';
}

/* Where the word after the sign at AT begins, 0 if there is none. */
static size_t next_word(const struct chain *c, size_t at)
{
	struct str rest = str_slice(c->text, at, c->text.len);
	if (str_starts_with(rest, STR("://")))
		return cut_begins_word(c->text, at + 3) ? at + 3 : 0;
	if (rest.len == 0 || !cut_is_one_of(rest.ptr[0], ".,/-&@_:"))
		return 0;
	if (str_starts_with(rest, STR("-\n")))
		return c->count == 1 && breaks_word(c->text, at) ? at + 2 : 0;
	return cut_begins_word(c->text, at + 1) ? at + 1 : 0;
}

static void read_chain(struct str text, size_t start, size_t end, struct chain *c)
{
	*c = (struct chain){.text = text, .parts = {{start, end}}, .count = 1};
	while (c->count < MAX_PARTS) {
		size_t at = c->parts[c->count - 1].end;
		size_t next = next_word(c, at);
		if (next == 0)
			return;
		size_t next_end = cut_word(text, next);
		if (next_end - start > MAX_BYTES)
			return;
		c->signs[c->count - 1] = next == at + 2 ? '\n' : text.ptr[at];
		c->parts[c->count].start = next;
		c->parts[c->count].end = next_end;
		c->count++;
	}
}

static struct str part(const struct chain *c, size_t i)
{
	return str_slice(c->text, c->parts[i].start, c->parts[i].end);
}

static void add(struct compound *c, struct str exact, struct str folded)
{
	if (c->exact_len + exact.len > TOKEN_MAX_BYTES ||
		c->folded_len + folded.len > TOKEN_MAX_BYTES)
		return;
	memcpy(c->exact + c->exact_len, exact.ptr, exact.len);
	memcpy(c->folded + c->folded_len, folded.ptr, folded.len);
	c->exact_len = (uint16_t)(c->exact_len + exact.len);
	c->folded_len = (uint16_t)(c->folded_len + folded.len);
}

static void begin(struct compound *out, enum token_kind kind, size_t start, size_t end)
{
	out->kind = kind;
	out->flags = TOKEN_EXTRA;
	out->start = start;
	out->end = end;
	out->exact_len = out->folded_len = 0;
}

void compound_set(
	struct compound *c, enum token_kind kind, size_t start, size_t end, struct str text)
{
	begin(c, kind, start, end);
	add(c, text, text);
}

void compound_word(struct compound *c, size_t start, size_t end, enum token_kind kind,
	unsigned flags, struct str exact, struct str folded)
{
	begin(c, kind, start, end);
	c->flags = flags;
	add(c, exact, folded);
}

static void add_word(struct compound *c, struct str word)
{
	struct spelling s;
	spelling_of(word, &s);
	add(c, str_make(s.exact, s.exact_len), str_make(s.folded, s.folded_len));
}

void compound_spelt(struct compound *c, enum token_kind kind, size_t start, size_t end,
	const struct spelling *s)
{
	begin(c, kind, start, end);
	add(c, str_make(s->exact, s->exact_len), str_make(s->folded, s->folded_len));
}

void compound_append(struct compound *c, const struct spelling *s, char sign)
{
	if (sign == '\0')
		c->exact_len = c->folded_len = 0;
	else
		add(c, str_make(&sign, 1), str_make(&sign, 1));
	add(c, str_make(s->exact, s->exact_len), str_make(s->folded, s->folded_len));
}

void compound_join(struct compound *c, enum token_kind kind, struct str text, size_t start,
	const size_t *ends, size_t count)
{
	begin(c, kind, start, ends[count - 1]);
	for (size_t i = 0; i < count; i++)
		add_word(c, str_slice(text, i > 0 ? ends[i - 1] : start, ends[i]));
}

/* The parts FROM to TO (not included) in canonical spelling, with their signs between
   them or without. */
static void join(const struct chain *c, size_t from, size_t to, bool signs, enum token_kind kind,
	struct compound *out)
{
	begin(out, kind, c->parts[from].start, c->parts[to - 1].end);
	for (size_t i = from; i < to; i++) {
		add_word(out, part(c, i));
		if (signs && i + 1 < to)
			add(out, str_make(&c->signs[i], 1), str_make(&c->signs[i], 1));
	}
}

/* Letters of PART that are capitals, and whether all are. */
static size_t count_capitals(struct str raw, bool *all)
{
	struct spelling s;
	size_t capitals = 0, small = 0;
	for (size_t i = 0; i < raw.len; i++) {
		capitals += raw.ptr[i] >= 'A' && raw.ptr[i] <= 'Z';
		small += raw.ptr[i] >= 'a' && raw.ptr[i] <= 'z';
	}
	*all = false;
	if (small > 0)
		return capitals;
	spelling_of(raw, &s);
	*all = (s.flags & TOKEN_CAPITALS) || (s.folded_len == 1 && (s.flags & TOKEN_CAPITALISED));
	return *all ? s.folded_len : capitals;
}

/* Where the abbreviation of a document's kind and maker that begins with part FROM ends: two
   capitals or more. FROM where there is none. */
static size_t abbreviation_end(const struct chain *c, size_t from)
{
	size_t capitals = 0;
	size_t end = from;
	while (end < c->count) {
		bool all;
		size_t found = count_capitals(part(c, end), &all);
		if (found == 0 && !(end > from && ascii_has_digit(part(c, end))))
			break;
		capitals += found;
		end++;
		if (!cut_is_one_of(c->signs[end - 1], "-/&"))
			break;
	}
	return capitals < 2 ? from : end;
}

/* A document's number: NUMBER, then the parts from FROM to TO; of the signs only slashes,
   since NĐCP is NĐ-CP. */
static void join_code(const struct chain *c, const struct number *number, size_t from, size_t to,
	struct compound *out)
{
	begin(out, TOKEN_CODE, c->parts[0].start, c->parts[to - 1].end);
	add(out, number_text(number), number_text(number));
	for (size_t i = from; i < to; i++) {
		if (c->signs[i - 1] == '/')
			add(out, STR("/"), STR("/"));
		add_word(out, part(c, i));
	}
}

/* 12/2024/NĐ-CP, 1234/QĐ-UBND, 05/CT-TTg: a number, a slash, perhaps the year, and an
   abbreviation. With a year, it is called 12/NĐ-CP and 12/2024, too. */
static size_t read_code(const struct chain *c, struct compound *out, size_t *used)
{
	struct number number;
	if (c->signs[0] != '/' || !number_is_figure(c->text, c->parts[0].start) ||
		!number_read(c->text, c->parts[0].start, &number) || number.end != c->parts[0].end)
		return 0;
	bool year = part(c, 1).len == 4 && ascii_is_number(part(c, 1)) && c->signs[1] == '/';
	size_t from = year ? 2 : 1;
	size_t end = abbreviation_end(c, from);
	if (end == from)
		return 0;
	*used = end;
	join_code(c, &number, 1, end, &out[0]);
	if (!year)
		return 1;
	join_code(c, &number, 2, end, &out[1]);
	begin(&out[2], TOKEN_SPAN, c->parts[0].start, c->parts[1].end);
	add(&out[2], number_text(&number), number_text(&number));
	add(&out[2], STR(TOKEN_PAIR_SIGN), STR(TOKEN_PAIR_SIGN));
	add(&out[2], part(c, 1), part(c, 1));
	return 3;
}

/* Ma-đrít, vắc-xin, Mát-xcơ-va: one word of a foreign language. */
static size_t read_loanword(const struct chain *c, struct compound *out, size_t *used)
{
	enum { MAX_SYLLABLES = 5 };
	size_t count = 0;
	if (c->signs[0] != '-')
		return 0;
	while (count < c->count) {
		struct spelling s;
		spelling_of(part(c, count), &s);
		bool capitals = s.flags & TOKEN_CAPITALS;
		if (s.kind == TOKEN_NUMBER || capitals || s.folded_len > 6)
			return 0;
		count++;
		if (c->signs[count - 1] != '-')
			break;
	}
	if (count < 2 || count > MAX_SYLLABLES)
		return 0;
	join(c, 0, count, false, TOKEN_LOANWORD, &out[0]);
	*used = count;
	return 1;
}

static bool is_top_level(struct str label)
{
	static const char *const domains[] = {"vn", "com", "net", "org", "gov", "edu", "info",
		"biz", "asia", "tv", "eu", "us", "uk", "jp", "kr", "cn", "fr", "de", "ru", "int",
		"example"};
	for (size_t i = 0; i < sizeof domains / sizeof *domains; i++) {
		if (str_eq(label, str_from_c(domains[i])))
			return true;
	}
	return false;
}

/* The end of the host that begins with part FROM; FROM when there is none. */
static size_t host_end(const struct chain *c, size_t from)
{
	size_t end = from;
	while (end < c->count && ascii_is_all(part(c, end))) {
		end++;
		if (c->signs[end - 1] != '.' && c->signs[end - 1] != '-')
			break;
	}
	while (end > from + 1 && (c->signs[end - 2] != '.' || !is_top_level(part(c, end - 1))))
		end--;
	return end > from + 1 ? end : from;
}

static bool is_scheme(struct str s)
{
	return str_eq(s, STR("http")) || str_eq(s, STR("https")) || str_eq(s, STR("ftp"));
}

static size_t read_address(const struct chain *c, struct compound *out, size_t *used)
{
	size_t at = 0;
	while (at < c->count && c->signs[at] != '@' && c->signs[at] != '\0')
		at++;
	if (c->signs[at] == '@') {
		size_t end = host_end(c, at + 1);
		if (end == at + 1)
			return 0;
		join(c, 0, end, true, TOKEN_ADDRESS, &out[0]);
		*used = end;
		return 1;
	}
	/* It begins behind its scheme and its www. */
	bool scheme = is_scheme(part(c, 0)) && c->signs[0] == ':';
	size_t end = scheme || str_eq(part(c, 0), STR("www")) ? 0 : host_end(c, 0);
	if (end == 0)
		return 0;
	join(c, 0, end, true, TOKEN_ADDRESS, &out[0]);
	*used = end;
	return 1;
}

/* Washing-, and ton on the next line: one word that the line's end broke. */
static size_t read_broken(const struct chain *c, struct compound *out, size_t *used)
{
	if (c->signs[0] != '\n')
		return 0;
	join(c, 0, 2, false, TOKEN_LOANWORD, &out[0]);
	*used = 2;
	return 1;
}

size_t compounds_read(
	struct str text, size_t start, size_t end, struct compound *out, size_t *chain_end)
{
	static size_t (*const readers[])(const struct chain *, struct compound *, size_t *) = {
		read_broken, read_code, read_address, read_loanword};
	struct chain c;
	size_t used = 0;
	size_t found = 0;
	*chain_end = end;
	read_chain(text, start, end, &c);
	for (size_t i = 0; c.count > 1 && found == 0 && i < sizeof readers / sizeof *readers; i++)
		found = readers[i](&c, out, &used);
	/* Nobody writes a chain that long: what follows in it is not read over and over. */
	if (found == 0 && c.count == MAX_PARTS)
		*chain_end = c.parts[c.count - 1].end;
	for (size_t i = 0; i < found; i++) {
		if (out[i].end > *chain_end)
			*chain_end = out[i].end;
	}
	return found;
}
