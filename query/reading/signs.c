#include "query/reading/signs.h"

#include "base/ascii.h"
#include "base/lang.h"
#include "query/reading/chars.h"
#include "text/syllable/script.h"
#include "text/syllable/spelling.h"

#include <string.h>

/* From so many words on, half of them syllables make a slug of them; digits at its end are
   the number of an article from so many on. */
enum { SLUG_WORDS = 3, SLUG_DIGITS = 5, EXTENSION_LETTERS = 5 };

struct scanner {
	char *text; /* what is blanked */
	size_t len;
	bool has_small; /* not all letters are capitals */
	unsigned seen;
};

static void blank(struct scanner *s, size_t start, size_t end)
{
	memset(s->text + start, ' ', end - start);
}

static struct str part(const struct scanner *s, size_t start, size_t end)
{
	return str_make(s->text + start, end - start);
}

/* ---- Quotes of two apostrophes ---- */

/* The bytes of two apostrophes at AT, straight or curved; 0 if there are not two. */
static size_t double_apostrophe(const struct scanner *s, size_t at)
{
	static const char *const pairs[] = {"''", "‘‘", "’’", "‘’", "``"};
	struct str rest = part(s, at, s->len);
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		if (str_starts_with(rest, str_from_c(pairs[i])))
			return strlen(pairs[i]);
	}
	return 0;
}

static bool is_border(const struct scanner *s, size_t at)
{
	static const char borders[] = " \t\n.,;:!?()-";
	return at >= s->len || strchr(borders, s->text[at]) != NULL;
}

/* The closing pair after FROM, which ends a word; LEN there is none. */
static size_t find_closing(const struct scanner *s, size_t from)
{
	for (size_t i = from + 1; i < s->len; i++) {
		size_t bytes = double_apostrophe(s, i);
		if (bytes > 0 && !is_border(s, i - 1) && is_border(s, i + bytes))
			return i;
	}
	return s->len;
}

static void quote(struct scanner *s, size_t at, size_t bytes)
{
	blank(s, at, at + bytes);
	s->text[at] = '"';
}

static void read_apostrophes(struct scanner *s)
{
	for (size_t i = 0; i < s->len; i++) {
		size_t bytes = double_apostrophe(s, i);
		if (bytes == 0)
			continue;
		size_t end = i + bytes;
		size_t closing = s->len;
		if ((i == 0 || is_border(s, i - 1)) && !is_border(s, end))
			closing = find_closing(s, end);
		if (closing == s->len)
			return;
		quote(s, i, bytes);
		i = closing + double_apostrophe(s, closing) - 1;
		quote(s, closing, double_apostrophe(s, closing));
	}
}

/* ---- Slugs and addresses ---- */

struct slug {
	size_t words, syllables, others; /* of letters only; those of them; with figures */
	bool underscores;
};

static bool is_slug_sign(char c)
{
	return c == '-' || c == '_';
}

/* Whether [START, END) is words of ASCII with one hyphen or underscore between them. */
static bool read_slug(const struct scanner *s, size_t start, size_t end, struct slug *out)
{
	*out = (struct slug){0};
	for (size_t i = start; i < end;) {
		size_t first = i;
		bool letters = true;
		for (; i < end && !is_slug_sign(s->text[i]); i++) {
			if (!ascii_is_letter(s->text[i]) && !ascii_is_digit(s->text[i]))
				return false;
			letters = letters && ascii_is_letter(s->text[i]);
		}
		if (i == first || i + 1 == end)
			return false;
		out->underscores |= i < end && s->text[i] == '_';
		out->words += letters;
		out->others += !letters;
		out->syllables += letters && spelling_is_unmarked_syllable(part(s, first, i));
		i++;
	}
	return out->words + out->others > 1;
}

static bool is_slug(const struct slug *slug)
{
	if (slug->underscores)
		return true;
	if (slug->words + slug->others < SLUG_WORDS)
		return slug->words == 2 && slug->syllables == 2;
	return slug->words > 1 && 2 * slug->syllables >= slug->words;
}

/* The end of [START, END) without ".html" or the like. */
static size_t without_extension(const struct scanner *s, size_t start, size_t end)
{
	size_t i = end;
	while (i > start && ascii_is_letter(s->text[i - 1]))
		i--;
	bool ends =
		i > start && s->text[i - 1] == '.' && end - i > 1 && end - i <= EXTENSION_LETTERS;
	return ends ? i - 1 : end;
}

/* The end of the slug without the number of the article at its end: -4567890, -post4567. */
static size_t without_number(const struct scanner *s, size_t start, size_t end)
{
	size_t i = end;
	while (i > start && ascii_is_digit(s->text[i - 1]))
		i--;
	if (end - i < SLUG_DIGITS)
		return end;
	while (i > start && ascii_is_letter(s->text[i - 1]))
		i--;
	return i > start && is_slug_sign(s->text[i - 1]) ? i - 1 : end;
}

/* Whether a segment of an address is a line of words; then blanks what else is in it. */
static bool read_segment(struct scanner *s, size_t start, size_t end)
{
	struct slug slug;
	size_t words_end = without_extension(s, start, end);
	if (!read_slug(s, start, words_end, &slug) || !is_slug(&slug))
		return false;
	if (slug.words >= SLUG_WORDS)
		words_end = without_number(s, start, words_end);
	for (size_t i = start; i < words_end; i++) {
		if (is_slug_sign(s->text[i]))
			s->text[i] = ' ';
	}
	blank(s, words_end, end);
	return slug.words >= SLUG_WORDS;
}

static size_t skip_prefix(struct scanner *s, size_t start, size_t end, const char *prefix)
{
	size_t len = strlen(prefix);
	if (end - start <= len || strncasecmp(s->text + start, prefix, len) != 0)
		return start;
	blank(s, start, start + len);
	return start + len;
}

/* Drops the scheme and www. Who pastes the address of an article, which ends with its title, means
   that and not its host and folders. */
static void read_address(struct scanner *s, size_t start, size_t end)
{
	size_t host = skip_prefix(s, start, end, "https://");
	host = skip_prefix(s, host, end, "http://");
	host = skip_prefix(s, host, end, "www.");
	if (host == start && memchr(s->text + start, '@', end - start))
		return;
	while (end > host && strchr(".,;:!?)", s->text[end - 1]))
		end--;
	for (size_t i = host; i < end;) {
		const char *slash = memchr(s->text + i, '/', end - i);
		size_t segment_end = slash ? (size_t)(slash - s->text) : end;
		bool named = read_segment(s, i, segment_end);
		if (named && segment_end == end && memchr(s->text + host, '.', i - host))
			blank(s, host, i);
		i = segment_end + 1;
	}
}

/* ---- Signs of other programs ---- */

static bool is_any(struct str chunk, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (str_eq(chunk, str_from_c(names[i])))
			return true;
	}
	return false;
}

static bool is_operator(const struct scanner *s, struct str chunk)
{
	static const char *const signs[] = {"||", "&&", "OR", "AND"};
	return is_any(chunk, signs, sizeof signs / sizeof *signs) ||
	       (s->has_small && str_eq(chunk, STR("NOT")));
}

/* The bytes of "title:" before a word; 0 if there is none. */
static size_t field_of(struct str chunk)
{
	static const char *const names[] = {"title", "intitle", "allintitle", "subject", "headline",
		"author", "from", "to", "date", "before", "after", "since", "until", "source",
		"site", "url", "inurl", "path", "filetype", "type", "tag", "lead", "body", "text",
		"content", "intext", "place", "id"};
	size_t colon = str_find(chunk, STR(":"), 0);
	if (colon + 1 >= chunk.len ||
		str_starts_with(str_slice(chunk, colon, chunk.len), STR("://")))
		return 0;
	bool known = is_any(str_slice(chunk, 0, colon), names, sizeof names / sizeof *names);
	return known ? colon + 1 : 0;
}

/* -n, --limit, --limit=5: not -y, as a vowel is a word. */
static bool is_option(struct str chunk)
{
	if (chunk.len == 2)
		return chunk.ptr[0] == '-' && chunk.ptr[1] >= 'b' && chunk.ptr[1] <= 'z' &&
		       !strchr("aeiouy", chunk.ptr[1]);
	return chunk.len > 3 && str_starts_with(chunk, STR("--")) && ascii_is_letter(chunk.ptr[2]);
}

/* The bytes of the ~ or ~5 that ends a word, or stands right behind a quote: CHUNK begins there; 0
   if there is none. */
static size_t tilde_of(struct str chunk, bool after_quote)
{
	size_t i = chunk.len;
	while (i > 0 && (ascii_is_digit(chunk.ptr[i - 1]) || chunk.ptr[i - 1] == '.'))
		i--;
	bool ends = i > 0 && chunk.ptr[i - 1] == '~';
	bool behind = i > 1 ? (chunk.ptr[i - 2] & 0x80) || ascii_is_letter(chunk.ptr[i - 2])
			    : after_quote;
	return ends && behind ? chunk.len - i + 1 : 0;
}

/* Blanks [START, END) if it is for another program; AFTER_OPTION: the chunk before it was
   an option, which it may be the value of. */
static void read_foreign(struct scanner *s, size_t start, size_t end, bool *after_option)
{
	struct str chunk = part(s, start, end);
	size_t field = field_of(chunk);
	bool option = is_option(chunk);
	bool after_quote = start > 0 && !chars_ends_in_space(part(s, 0, start));
	size_t tilde = tilde_of(chunk, after_quote);
	if (is_operator(s, chunk)) {
		s->seen |= SIGN_OPERATOR;
		blank(s, start, end);
	} else if (field > 0) {
		blank(s, start, start + field);
	} else if (option || (*after_option && ascii_is_number(chunk))) {
		s->seen |= SIGN_OPTION;
		blank(s, start, end);
	} else if (tilde > 0) {
		s->seen |= SIGN_TILDE;
		blank(s, end - tilde, end);
	}
	*after_option = option && !memchr(chunk.ptr, '=', chunk.len);
}

/* ---- All of it ---- */

/* What stands between white space and quotes. Start from all zero. */
struct chunk {
	size_t start, end;
	bool quoted;
	bool after_quote; /* a quote stands between it and the one before */
	size_t quotes;    /* that were passed so far */
};

/* Goes on to the next one. False when there is none. */
static bool next_chunk(const struct scanner *s, struct chunk *c)
{
	struct str text = str_make(s->text, s->len);
	size_t next = c->end;
	c->after_quote = false;
	for (c->start = c->end = next; c->end < s->len; c->end = next) {
		uint32_t code = chars_next(text, &next);
		bool quote = chars_is_quote(code);
		if (!quote && !chars_is_space(code))
			continue;
		if (c->end > c->start)
			return true;
		c->start = next;
		c->quoted ^= quote;
		c->after_quote |= quote;
		c->quotes += quote;
	}
	return c->end > c->start;
}

static void read_chunks(struct scanner *s)
{
	bool after_option = false;
	for (struct chunk c = {0}; next_chunk(s, &c);) {
		bool minus = s->text[c.start] == '-' && c.end - c.start > 1 &&
			     ascii_is_letter(s->text[c.start + 1]);
		if (!c.quoted)
			read_foreign(s, c.start, c.end, &after_option);
		read_address(s, c.start + minus, c.end);
	}
}

/* ---- Minus signs ---- */

/* How a chunk begins; CHUNK_NONE: there is none, or it is quoted or left out. */
enum chunk_kind { CHUNK_NONE, CHUNK_WORD, CHUNK_NAME, CHUNK_CAPITALS, CHUNK_FIGURES };

/* In a line all in capitals they tell nothing. */
static enum chunk_kind kind_of(const struct scanner *s, struct str chunk)
{
	size_t letters = 0, capitals = 0, figures = 0;
	bool capital = false;
	for (size_t i = 0; i < chunk.len;) {
		int32_t c = (int32_t)chars_next(chunk, &i);
		struct script_letter l = script_letter_of(c);
		if (letters == 0 && c >= '0' && c <= '9')
			return CHUNK_FIGURES;
		if (letters == 0)
			capital = l.capital;
		letters += l.letter != 0;
		capitals += l.capital;
		figures += c >= '0' && c <= '9';
	}
	if (!s->has_small)
		return CHUNK_WORD;
	if ((capitals > 1 || figures > 0) && capitals > 0 && capitals == letters)
		return CHUNK_CAPITALS;
	return capital ? CHUNK_NAME : CHUNK_WORD;
}

/* The chunks of a query outside of quotes, with those that a minus begins. */
struct minus_scan {
	bool has_signs;    /* quotes, or more than one minus */
	size_t last_plain; /* where the last chunk without a minus begins */
};

static bool begins_with_minus(struct str chunk)
{
	return chunk.len > 1 && chunk.ptr[0] == '-' && chunk.ptr[1] != '-';
}

/* Whether a minus only joins what stands before it and after it, as in prose. */
static bool joins(enum chunk_kind before, enum chunk_kind after, bool inside, bool has_signs)
{
	bool name = before == CHUNK_NAME || before == CHUNK_CAPITALS;
	switch (after) {
	case CHUNK_NAME:
		return name || (before != CHUNK_NONE && !has_signs);
	case CHUNK_CAPITALS:
		return name;
	case CHUNK_FIGURES:
		return before == CHUNK_FIGURES ||
		       (before != CHUNK_NONE && (name || inside) && !has_signs);
	case CHUNK_WORD:
	case CHUNK_NONE:
		break;
	}
	return before != CHUNK_NONE && inside && !has_signs;
}

static void scan_minuses(const struct scanner *s, struct minus_scan *out)
{
	size_t minuses = 0;
	struct chunk c = {0};
	*out = (struct minus_scan){0};
	while (next_chunk(s, &c)) {
		if (!c.quoted && begins_with_minus(part(s, c.start, c.end)))
			minuses++;
		else if (!c.quoted)
			out->last_plain = c.start;
	}
	out->has_signs = c.quotes > 0 || minuses > 1;
}

/* Blanks those that exclude nothing. */
static void read_minuses(struct scanner *s)
{
	struct minus_scan scan;
	enum chunk_kind before = CHUNK_NONE;
	scan_minuses(s, &scan);
	for (struct chunk c = {0}; next_chunk(s, &c);) {
		enum chunk_kind kind = c.quoted ? CHUNK_NONE : kind_of(s, part(s, c.start, c.end));
		before = c.after_quote ? CHUNK_NONE : before;
		if (!c.quoted && begins_with_minus(part(s, c.start, c.end))) {
			if (joins(before, kind, scan.last_plain > c.start, scan.has_signs)) {
				blank(s, c.start, c.start + 1);
				s->seen |= SIGN_MINUS;
			} else {
				kind = CHUNK_NONE;
			}
		}
		before = kind;
	}
}

static bool has_word(const struct scanner *s)
{
	for (size_t i = 0; i < s->len; i++) {
		if (ascii_is_letter(s->text[i]) || ascii_is_digit(s->text[i]) ||
			(s->text[i] & 0x80))
			return true;
	}
	return false;
}

unsigned signs_blank(struct str text, bool has_operators, struct buf *out)
{
	size_t start = out->len;
	if (!buf_append(out, text))
		return 0;
	struct scanner s = {
		.text = out->ptr + start, .len = text.len, .has_small = chars_have_small(text)};
	read_apostrophes(&s);
	read_chunks(&s);
	if (!has_operators)
		read_minuses(&s);
	if (has_word(&s))
		return s.seen;
	memcpy(s.text, text.ptr, text.len);
	return 0;
}

const char *sign_hint(enum sign sign)
{
	switch (sign) {
	case SIGN_OPERATOR:
		return SAY("OR, AND, NOT chỉ có nghĩa khi viết hoa giữa hai từ, hay hai cụm trong "
			   "ngoặc "
			   "kép; ở đây bị bỏ qua",
			"OR, AND and NOT mean something in capitals between two words or quotes; "
			"here "
			"they are left out");
	case SIGN_WILDCARD:
		return SAY("dấu * ở đây không có nghĩa; nó đứng sau ít nhất hai chữ đầu của một từ "
			   "(tham*), hay thay một từ trong ngoặc kép (\"ủy ban * tỉnh\")",
			"* means nothing here; it stands behind two letters or more of a word "
			"(tham*), or for a word in quotes (\"ủy ban * tỉnh\")");
	case SIGN_MINUS:
		return SAY("dấu trừ giữa hai từ được đọc như dấu nối, không loại gì; muốn loại bài "
			   "có một từ, viết -\"từ ấy\"",
			"a minus between two words is read as a dash and leaves nothing out; "
			"-\"word\" does");
	case SIGN_TILDE:
		return SAY("dấu ~ ở đây không có nghĩa và bị bỏ qua; khoảng cách giữa hai từ viết "
			   "GẦN/5 giữa chúng",
			"~ means nothing here and is left out; for words close to each other, put "
			"NEAR/5 between them");
	case SIGN_OPTION:
	default:
		return SAY("tùy chọn trong câu tìm kiếm bị bỏ qua",
			"what looks like an option is left out of the query");
	}
}
