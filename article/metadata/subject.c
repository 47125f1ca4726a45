#include "article/metadata/subject.h"

#include "article/metadata/names.h"
#include "article/metadata/page.h"
#include "article/metadata/piece.h"
#include "base/ascii.h"

enum {
	SUBJECT_LINES = 5,
	LONG_SUBJECT = 300 /* bytes: what runs on in a squeezed line is cut at its next sentence */
};

/* Where the text begins below a title. */
static const char *const beginnings[] = {"kính gửi", "căn cứ", "kính thưa"};

bool subject_is_over(struct str s, size_t at)
{
	return TABLE_AT(s, at, beginnings) > at;
}

/* Whether the line at AT goes on with the subject that the line at FROM began. */
static bool goes_on(struct str s, size_t from, size_t at)
{
	struct word w;
	size_t i = at;
	struct str line = str_slice(s, at, piece_line_end(s, at)), before = str_slice(s, from, at);
	if (!words_next(s, &i, &w) || w.start > piece_line_end(s, at) || subject_is_over(s, at))
		return false;
	return !w.capitalised || (name_is_shouted(line) && name_is_shouted(before));
}

/* Where the paragraph at AT ends if it is a few short lines between empty ones, as a headline
   that was broken is; else 0. */
static size_t block_end(struct str s, size_t at)
{
	bool gap = false;
	size_t end = at;
	for (int lines = 0; lines < SUBJECT_LINES && !gap; lines++) {
		size_t start = lines > 0 ? piece_next_line(s, end, &gap) : at;
		if (gap || start == s.len)
			break;
		end = piece_line_end(s, start);
		if (words_length(str_slice(s, start, end)) > PAGE_COLUMNS)
			return 0;
	}
	piece_next_line(s, end, &gap);
	struct str block = words_trim(str_slice(s, at, end));
	return gap && !str_ends_with(block, STR(".")) ? end : 0;
}

/* Of a subject that runs on into the text, the part before what begins a text. */
static size_t cut_subject(struct str s, size_t at, size_t end)
{
	static const char *const openings[] = {"kính gửi", "căn cứ", "thực hiện", "để", "nhằm",
		"theo", "ngày", "hôm nay", "sáng", "chiều", "trong"};
	struct word w, before = {.capitalised = true}, next;
	struct str subject = str_slice(s, 0, end);
	bool runs_on = end - at > LONG_SUBJECT;
	for (size_t from = at, behind; words_next(subject, &from, &w); before = w) {
		if (w.start == at || !w.capitalised)
			continue;
		behind = from;
		/* "… cấp nước Ngành nước sửa …": a name would have more capitals */
		bool sentence = !before.capitalised && !w.broken &&
				words_next(subject, &behind, &next) && !next.capitalised;
		if (subject_is_over(subject, w.start) ||
			(runs_on && (sentence || TABLE_AT(subject, w.start, openings) > w.start)))
			return w.start;
	}
	return end;
}

size_t subject_end(struct str s, size_t at)
{
	bool gap;
	size_t end = block_end(s, at), from = at;
	if (end > 0)
		return cut_subject(s, at, end);
	end = piece_line_end(s, at);
	for (int lines = 1; lines < SUBJECT_LINES; lines++) {
		size_t next = piece_next_line(s, end, &gap);
		if (gap || next >= s.len || !goes_on(s, from, next))
			break;
		from = next;
		end = piece_line_end(s, next);
	}
	return cut_subject(s, at, end);
}

bool subject_needs_kind(struct str s, size_t at, bool apart)
{
	static const char *const certain[] = {"về việc", "v v"}, *const about[] = {"về"};
	struct word w;
	size_t i = at;
	if (TABLE_AT(s, at, certain) > at || (!apart && TABLE_AT(s, at, about) > at))
		return true;
	if (!words_next(s, &i, &w) || w.capitalised)
		return false;
	bool figure = ascii_is_digit(w.raw.ptr[0]);
	for (size_t k = 1; k < w.raw.len; k++)
		figure |= ascii_is_capital(w.raw.ptr[k]); /* iPhone */
	return !figure;
}

bool subject_is_likely(struct str s, size_t at)
{
	struct str first = words_trim(str_slice(s, at, piece_line_end(s, at)));
	return first.len > 0 && first.len < LONG_SUBJECT && !strchr(".:", first.ptr[first.len - 1]);
}
