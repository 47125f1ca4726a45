/* Words that are one thing though signs stand inside: TP.HCM, Đ/C, GD-ĐT, U.23, Covid-19,
 * H'Mông; and letters with figures as such, U23. Each is one token, in the spelling without
 * the signs; its parts are extra tokens in the same place. So a phrase goes on behind it
 * however it was written. Of no use outside this folder. */
#ifndef TEXT_TOKEN_JOINED_H
#define TEXT_TOKEN_JOINED_H

#include "text/token/compound.h"

enum { JOINED_MAX_PARTS = 6 };

struct joined {
	struct compound whole;
	unsigned flags;                          /* of the whole: enum token_flag */
	struct compound parts[JOINED_MAX_PARTS]; /* those that are words of their own */
	size_t part_count;
};

/* Reads what begins with the word [START, END) of TEXT and has signs inside; false when that
   is none of the kind. */
bool joined_read(struct str text, size_t start, size_t end, struct joined *out);

/* The parts of the word [START, END) if that is letters and figures without a sign; false
   when it is not. */
bool joined_read_letters(struct str text, size_t start, size_t end, struct joined *out);

/* Whether the word [START, END) may begin one with signs: cheap. */
static inline bool joined_is_possible(struct str text, size_t start, size_t end)
{
	if (end + 1 >= text.len)
		return false;
	switch (text.ptr[end]) {
	case ' ': /* TN & MT */
		return text.ptr[end + 1] == '&';
	case '.':
	case '/':
	case '-':
	case '&':
		return compound_is_possible(text, start, end);
	case ',': /* VH,TT&DL, LĐ,TB&XH: two letters of three bytes at most */
		return end - start <= 3;
	case '\'':
	case '`':
		return true;
	case '\xCA': /* ʼ */
	case '\xC2': /* ´ */
		return true;
	case '\xE2': /* ’ or ‘, but not “ ” … – */
		return end + 2 < text.len && text.ptr[end + 1] == '\x80' &&
		       (text.ptr[end + 2] == '\x98' || text.ptr[end + 2] == '\x99');
	default:
		return false;
	}
}

#endif
