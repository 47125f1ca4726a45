#include "text/token/sentence.h"

#include "base/ascii.h"
#include "text/syllable/script.h"

#include <string.h>

/* Before the point of an abbreviation, as they are written. */
static const char *const abbreviations[] = {"TP", "Tp", "tp", "TX", "Tx", "TT", "Tt", "PGS", "GS",
	"TS", "ThS", "Ths", "TSKH", "BS", "Bs", "KS", "CN", "NSND", "NSƯT", "NGND", "NGƯT", "LS",
	"ĐB", "Mr", "Mrs", "Ms", "Dr", "St", "Jr", "No", "Co", "Ltd", "tr", "vs"};

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The word of TEXT that ends at END: what is neither white space nor a sign of ASCII. */
static struct str word_before(struct str text, size_t end)
{
	size_t start = end;
	while (start > 0 && ((text.ptr[start - 1] & 0x80) || ascii_is_letter(text.ptr[start - 1]) ||
				    ascii_is_digit(text.ptr[start - 1])))
		start--;
	return str_slice(text, start, end);
}

static bool is_one_letter(struct str word)
{
	int32_t c;
	return word.len > 0 && word.len <= 4 && script_read(word.ptr, &c) == word.len &&
	       script_letter_of(c).letter != 0;
}

static bool is_abbreviation(struct str word)
{
	if (is_one_letter(word))
		return true;
	for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++) {
		if (str_eq(word, str_from_c(abbreviations[i])))
			return true;
	}
	return false;
}

/* Whether a sentence can begin with the character at I: a capital, a figure, a quote, a dash. */
static bool may_begin(struct str text, size_t i)
{
	static const char *const signs[] = {"\"", "'", "-", "+", "\xE2\x80\x9C", "\xE2\x80\x98",
		"\xC2\xAB", "\xE2\x80\x93", "\xE2\x80\x94", "("};
	struct str rest = str_slice(text, i, text.len);
	if (rest.len == 0)
		return false;
	for (size_t k = 0; k < sizeof signs / sizeof *signs; k++) {
		if (str_starts_with(rest, str_from_c(signs[k])))
			return true;
	}
	int32_t c;
	script_read(rest.ptr, &c);
	return (c >= '0' && c <= '9') || script_letter_of(c).capital;
}

/* Bytes of the sign that ends a sentence at I; 0: there is none. */
static size_t end_sign(struct str text, size_t i)
{
	const struct str ellipsis = STR("\xE2\x80\xA6");
	char c = text.ptr[i];
	if (c == '.' || c == '!' || c == '?')
		return 1;
	return str_starts_with(str_slice(text, i, text.len), ellipsis) ? ellipsis.len : 0;
}

bool sentence_ends(struct str text, size_t end, size_t start)
{
	bool ended = false;
	for (size_t i = end; i < start; i++) {
		size_t bytes = end_sign(text, i);
		char c = text.ptr[i];
		if (c == '\n' || c == '\t')
			return true;
		if (bytes > 0) {
			ended = !(c == '.' && i == end && is_abbreviation(word_before(text, end)));
			i += bytes - 1;
		} else if (ended && is_space(c)) {
			size_t next = i;
			while (next < start && text.ptr[next] == ' ')
				next++;
			return may_begin(text, next) || memchr(text.ptr + i, '\n', start - i) ||
			       memchr(text.ptr + i, '\t', start - i);
		}
	}
	return false;
}
