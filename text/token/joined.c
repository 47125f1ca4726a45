#include "text/token/joined.h"

#include "base/ascii.h"
#include "text/syllable/spelling.h"
#include "text/token/code.h"
#include "text/token/cut.h"
#include "text/token/number.h"

enum {
	MAX_LETTERS = 12,     /* of all parts of an acronym, and before figures */
	MAX_PART_LETTERS = 4, /* of one part: longer ones are names, ASEAN-UNICEF */
	MAX_FIGURES = 4,      /* after a sign: more of them are a telephone's */
	MAX_SUFFIX = 4,       /* letters and figures that follow: Su-30MK2 */
	MAX_SHORT = 2,        /* letters on one side of an apostrophe */
	MAX_BYTES = 64        /* of the whole, without its signs */
};

/* The bytes of a part. */
struct span {
	size_t start, end;
};

static struct str slice(struct str text, struct span s)
{
	return str_slice(text, s.start, s.end);
}

/* Where the unmarked letters that begin at AT end. */
static size_t letters_end(struct str text, size_t at)
{
	while (at < text.len && ascii_is_letter(text.ptr[at]))
		at++;
	return at;
}

/* Adds the part RAW in its PLACE. A single letter is hardly a word of its own. */
static void add_part(struct joined *out, struct span place, struct str raw)
{
	struct spelling s;
	spelling_of(raw, &s);
	if (s.folded_len > 1 && out->part_count < JOINED_MAX_PARTS)
		compound_spelt(&out->parts[out->part_count++], s.kind, place.start, place.end, &s);
}

/* Makes OUT of the COUNT parts. */
static void join(struct str text, const struct span *parts, size_t count, enum token_kind kind,
	struct joined *out)
{
	char bytes[MAX_BYTES];
	struct spelling s;
	size_t len = 0;
	for (size_t i = 0; i < count; i++) {
		struct str part = slice(text, parts[i]);
		memcpy(bytes + len, part.ptr, part.len);
		len += part.len;
		add_part(out, parts[i], part);
	}
	spelling_of(str_make(bytes, len), &s);
	compound_spelt(&out->whole, kind, parts[0].start, parts[count - 1].end, &s);
	out->flags = s.flags;
}

/* K'Ho is no kho, T.Ư no tư: a whole that is a syllable keeps a sign, an apostrophe for all,
   and is the syllable besides. */
static void keep_sign(struct str text, const struct span *parts, size_t count, struct joined *out)
{
	struct compound *without = &out->parts[out->part_count++];
	*without = out->whole;
	for (size_t i = 0; i < count; i++) {
		struct spelling s;
		spelling_of(slice(text, parts[i]), &s);
		compound_append(&out->whole, &s, i > 0 ? '\'' : '\0');
	}
}

static bool is_syllable(const struct joined *j)
{
	return spelling_is_syllable(str_make(j->whole.exact, j->whole.exact_len));
}

static size_t bytes_of(const struct span *parts, size_t count)
{
	size_t bytes = 0;
	for (size_t i = 0; i < count; i++)
		bytes += parts[i].end - parts[i].start;
	return bytes;
}

/* ---- Letters with figures ---- */

/* U23, A320neo, QL1A: Su-30MK2 is a Su-30, too, but QL1A is no QL1. Two letters that figures
   follow at once are no word: SE6 is no "se", VN1272 not VN. */
static void join_figures(
	struct str text, struct span letters, struct span figures, size_t end, struct joined *out)
{
	struct span parts[] = {letters, {figures.start, end}};
	struct span shorter[] = {letters, figures};
	char bytes[MAX_BYTES];
	size_t len = 0;
	join(text, parts, 2, TOKEN_NUMBER, out);
	out->part_count = 0;
	if (letters.end < figures.start || letters.end - letters.start > MAX_SHORT)
		add_part(out, letters, slice(text, letters));
	if (end < figures.end + 2)
		return;
	for (size_t i = 0; i < 2; i++) {
		struct str part = slice(text, shorter[i]);
		memcpy(bytes + len, part.ptr, part.len);
		len += part.len;
	}
	add_part(out, (struct span){letters.start, figures.end}, str_make(bytes, len));
}

bool joined_read_letters(struct str text, size_t start, size_t end, struct joined *out)
{
	struct span letters = {start, letters_end(text, start)};
	struct span figures = {letters.end, number_figures(text, letters.end)};
	out->part_count = 0;
	if (letters.end == start || letters.end - start > MAX_LETTERS ||
		figures.end == figures.start || figures.end > end || end - start > MAX_BYTES)
		return false;
	join_figures(text, letters, figures, end, out);
	return true;
}

/* Whether the word before a sign and figures is a name that goes on with them, not the last
   word of a sentence or of a pair: U, QL, Covid, Su, but not trang-5. */
static bool may_take_figures(struct str word, char sign)
{
	struct spelling s;
	size_t capitals = 0;
	for (size_t i = 0; i < word.len; i++)
		capitals += ascii_is_capital(word.ptr[i]);
	if (sign == '.')
		return capitals == word.len && word.len <= MAX_PART_LETTERS - 1;
	if (capitals == word.len)
		return true;
	spelling_of(word, &s);
	return s.kind == TOKEN_WORD || (ascii_is_capital(word.ptr[0]) && word.len <= 2);
}

static bool is_year(struct str figures)
{
	return figures.len == 4 &&
	       (str_starts_with(figures, STR("19")) || str_starts_with(figures, STR("20")));
}

/* Whether the figures that end at END are the first of more: a date's, a score's. */
static bool goes_on(struct str text, size_t end)
{
	return end < text.len && (text.ptr[end] == '%' || (strchr("./,-:", text.ptr[end]) &&
								  number_is_figure(text, end + 1)));
}

/* Where the letters and figures that belong to the figures before AT end: 1A, 30MK2, but not
   50km or 23tuổi. 0 where there are others. */
static size_t suffix_end(struct str text, size_t at)
{
	size_t end = at;
	bool small = false;
	for (; end < text.len && (ascii_is_letter(text.ptr[end]) || ascii_is_digit(text.ptr[end]));
		end++)
		small |= text.ptr[end] >= 'a';
	bool letter = end - at == 1 && text.ptr[at] >= 'a' && text.ptr[at] <= 'e';
	if (cut_begins_word(text, end) || end - at > MAX_SUFFIX || (small && !letter))
		return 0;
	return end;
}

/* Whether WORD is letters that figures may follow behind a sign: those of a name, or the
   capitals of an acronym (BĐX-04). */
static bool is_of_letters(struct str text, size_t start, size_t end)
{
	if (letters_end(text, start) == end)
		return true;
	struct spelling s;
	spelling_of(str_slice(text, start, end), &s);
	return (s.flags & TOKEN_CAPITALS) && s.kind == TOKEN_WORD;
}

/* PM2.5, B2.37: the figures behind the point are no number of their own. */
static bool read_decimals(struct str text, size_t start, size_t end, struct joined *out)
{
	struct span letters = {start, letters_end(text, start)};
	struct span decimals = {end + 1, number_figures(text, end + 1)};
	struct span whole[] = {{start, end}};
	struct spelling s;
	if (text.ptr[end] != '.' || decimals.end == decimals.start || letters.end == start ||
		number_figures(text, letters.end) != end || letters.end == end ||
		decimals.end - start > MAX_BYTES || goes_on(text, decimals.end) ||
		cut_begins_word(text, decimals.end))
		return false;
	join(text, whole, 1, TOKEN_NUMBER, out);
	out->part_count = 0;
	spelling_of(slice(text, decimals), &s);
	compound_append(&out->whole, &s, '.');
	out->whole.end = decimals.end;
	return true;
}

/* U.23, F-16, QL.1A, Covid-19, Su-30MK2. */
static bool read_figures(struct str text, size_t start, size_t end, struct joined *out)
{
	struct span letters = {start, end};
	struct span figures = {end + 1, number_figures(text, end + 1)};
	char sign = text.ptr[end];
	size_t count = figures.end - figures.start;
	if ((sign != '.' && sign != '-') || count == 0 || count > MAX_FIGURES ||
		!is_of_letters(text, start, end) || end - start > MAX_LETTERS ||
		!may_take_figures(slice(text, letters), sign))
		return false;
	size_t last = suffix_end(text, figures.end);
	struct number plate;
	if (last > figures.end && count == 2 && code_read(text, figures.start, figures.end, &plate))
		return false; /* BKS-51R 015.28 */
	if (last == 0 ||
		(last == figures.end && (is_year(slice(text, figures)) || goes_on(text, last))))
		return false;
	join_figures(text, letters, figures, last, out);
	return true;
}

/* ---- Apostrophes ---- */

/* The bytes of the apostrophe at AT that a letter follows; 0 if there is none. */
static size_t apostrophe(struct str text, size_t at)
{
	static const char *const signs[] = {"'", "`", "\u2019", "\u2018", "\u02BC", "\u00B4"};
	struct str rest = str_slice(text, at, text.len);
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		struct str sign = str_from_c(signs[i]);
		if (str_starts_with(rest, sign))
			return cut_begins_word(text, at + sign.len) &&
					       !number_is_figure(text, at + sign.len)
				       ? sign.len
				       : 0;
	}
	return 0;
}

static size_t count_letters(struct str word)
{
	struct spelling s;
	spelling_of(word, &s);
	return s.kind == TOKEN_NUMBER ? SIZE_MAX : s.folded_len;
}

/* H'Mông, O'Neill, Cư M'gar, Trump's: of the parts about a sign one is short, or the sign
   is a quotation mark without its space. */
static bool read_apostrophes(struct str text, size_t start, size_t end, struct joined *out)
{
	struct span parts[JOINED_MAX_PARTS] = {{start, end}};
	size_t count = 1;
	size_t sign = apostrophe(text, end); /* first, as it is cheap */
	size_t before = sign > 0 ? count_letters(slice(text, parts[0])) : SIZE_MAX;
	if (before == SIZE_MAX)
		return false;
	while (count < JOINED_MAX_PARTS - 1 &&
		(sign = apostrophe(text, parts[count - 1].end)) > 0) {
		size_t next = parts[count - 1].end + sign;
		struct span part = {next, cut_word(text, next)};
		size_t letters = count_letters(slice(text, part));
		if (letters == SIZE_MAX || (before > MAX_SHORT && letters > MAX_SHORT))
			break;
		parts[count++] = part;
		before = letters;
	}
	if (count == 1 || bytes_of(parts, count) > MAX_BYTES)
		return false;
	join(text, parts, count, TOKEN_WORD, out);
	if (is_syllable(out))
		keep_sign(text, parts, count, out);
	return true;
}

/* ---- Acronyms ---- */

/* Whether WORD may be part of an acronym; *CERTAIN where it is no syllable besides. An
   abbreviation that is a syllable has two letters and no tone: CA, TƯ. */
static bool is_abbreviation(struct str word, bool *certain)
{
	struct spelling s;
	spelling_of(word, &s);
	bool capitals = s.flags & TOKEN_CAPITALS;
	bool letter = s.folded_len == 1 && (s.flags & TOKEN_CAPITALISED);
	if (s.kind == TOKEN_NUMBER || s.folded_len > MAX_PART_LETTERS || (!capitals && !letter))
		return false;
	*certain |= letter || s.kind != TOKEN_SYLLABLE;
	return letter || s.kind != TOKEN_SYLLABLE ||
	       (s.folded_len == 2 && !(s.flags & TOKEN_TONED));
}

/* Th.S, Tp.HCM: two letters, the second small, and a point. */
static bool is_mixed(struct str text, struct span part)
{
	struct str word = slice(text, part);
	return word.len == 2 && ascii_is_capital(word.ptr[0]) && !ascii_is_capital(word.ptr[1]) &&
	       part.end < text.len && text.ptr[part.end] == '.' && !spelling_is_syllable(word);
}

/* The bytes of the sign at AT that a word follows: one of . / & - or -& (GD-&ĐT), and an & between
   spaces (TN & MT); 0 if there is none. */
static size_t acronym_sign(struct str text, size_t at)
{
	struct str rest = str_slice(text, at, text.len);
	if (str_starts_with(rest, STR(" & ")))
		return cut_begins_word(text, at + 3) ? 3 : 0;
	size_t len = str_starts_with(rest, STR("-&")) ? 2 : 1;
	if (rest.len == 0 || rest.ptr[0] == '\0' || !strchr("./&-", rest.ptr[0]))
		return 0;
	return cut_begins_word(text, at + len) ? len : 0;
}

/* Where the abbreviation ends that begins at AT; AT where none does. */
static size_t abbreviation_end(struct str text, size_t at)
{
	bool certain = false;
	size_t end = cut_begins_word(text, at) ? cut_word(text, at) : at;
	return end > at && is_abbreviation(str_slice(text, at, end), &certain) ? end : at;
}

/* The bytes of the comma between the first two names of three, of which an & stands before the
   last: VH,TT&DL, LĐ, TB&XH. They have two letters each; GTVT, TN&MT are two ministries. */
static size_t comma_in_name(struct str text, struct span part)
{
	struct str rest = str_slice(text, part.end, text.len);
	size_t sign = str_starts_with(rest, STR(", ")) ? 2 : str_starts_with(rest, STR(","));
	struct span second = {part.end + sign, abbreviation_end(text, part.end + sign)};
	bool name = sign > 0 && str_at(text, second.end) == '&' &&
		    abbreviation_end(text, second.end + 1) > second.end + 1 &&
		    count_letters(slice(text, part)) == 2 &&
		    count_letters(slice(text, second)) == 2;
	return name ? sign : 0;
}

/* WWW.BAO.VN is an address. */
static bool is_domain(struct str text, struct span part)
{
	static const char *const names[] = {"VN", "COM", "NET", "ORG", "EDU", "GOV", "INFO"};
	for (size_t i = 0; text.ptr[part.start - 1] == '.' && i < sizeof names / sizeof *names;
		i++) {
		if (str_eq(slice(text, part), str_from_c(names[i])))
			return true;
	}
	return false;
}

/* TP. HCM: the few abbreviations that are written with a point and a space before a name. */
static size_t space_after_point(struct str text, struct span part)
{
	static const char *const names[] = {"TP", "Tp", "TX", "TT", "Q", "P", "H"};
	struct str rest = str_slice(text, part.end, text.len);
	for (size_t i = 0; str_starts_with(rest, STR(". ")) && i < sizeof names / sizeof *names;
		i++) {
		if (str_eq(slice(text, part), str_from_c(names[i])))
			return cut_begins_word(text, part.end + 2) ? 2 : 0;
	}
	return 0;
}

/* The bytes of what may stand behind the first part of an acronym alone. */
static size_t first_sign(struct str text, struct span part)
{
	size_t sign = space_after_point(text, part);
	return sign > 0 ? sign : comma_in_name(text, part);
}

/* Whether what begins at START stands inside the number of a document, whose parts are words
   by themselves: 12/2024/NĐ-CP, 35-NQ/TW; or in an address. */
static bool is_inside(struct str text, size_t start)
{
	enum { FARTHEST = 40 };
	for (size_t at = start; at > 0 && start - at < FARTHEST; at--) {
		char c = text.ptr[at - 1];
		bool sign = c == '/' || c == '-';
		if (c == '@' || c == ':' || (at == start && c == '.'))
			return true;
		if (sign && at > 1 && ascii_is_digit(text.ptr[at - 2]))
			return true;
		if ((unsigned char)c <= ' ' || (at == start && !sign))
			return false;
	}
	return false;
}

/* TP.HCM, TP. HCM, Đ/C, GD-ĐT, KH&CN, VH,TT&DL, PGS.TS, T.Ư: capitals only, and not all of them
   words. */
static bool read_acronym(struct str text, size_t start, size_t end, struct joined *out)
{
	struct span parts[JOINED_MAX_PARTS] = {{start, end}};
	bool certain = false;
	size_t count = 1, sign;
	if (acronym_sign(text, end) == 0 && first_sign(text, parts[0]) == 0)
		return false;
	if (!is_mixed(text, parts[0]) && !is_abbreviation(slice(text, parts[0]), &certain))
		return false;
	while ((sign = acronym_sign(text, parts[count - 1].end)) > 0 ||
		(count == 1 && (sign = first_sign(text, parts[0])) > 0)) {
		size_t next = parts[count - 1].end + sign;
		struct span part = {next, cut_word(text, next)};
		if (!is_abbreviation(slice(text, part), &certain))
			break;
		if (count == JOINED_MAX_PARTS || is_domain(text, part))
			return false;
		parts[count++] = part;
	}
	if (count < 2 || !certain || is_inside(text, start) ||
		bytes_of(parts, count) > MAX_LETTERS + 4)
		return false;
	join(text, parts, count, TOKEN_ACRONYM, out);
	if (is_syllable(out))
		keep_sign(text, parts, count, out);
	return true;
}

bool joined_read(struct str text, size_t start, size_t end, struct joined *out)
{
	out->part_count = 0;
	return end < text.len &&
	       (read_figures(text, start, end, out) || read_decimals(text, start, end, out) ||
		       read_apostrophes(text, start, end, out) ||
		       read_acronym(text, start, end, out));
}
