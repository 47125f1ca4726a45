/* Who or what a byline or a field of authors names. */
#ifndef ARTICLE_METADATA_NAMES_H
#define ARTICLE_METADATA_NAMES_H

#include "base/str.h"

enum name_kind {
	NAME_NOBODY,   /* null, N/A, figures, an address */
	NAME_PERSON,   /* two words or more, each with a capital: Bùi Toàn, LÒ DUY */
	NAME_PEN,      /* one: Thuận */
	NAME_REPORTER, /* PV, Nhóm PV: somebody of the staff */
	NAME_OUTLET,   /* TTXVN, Thanh Niên */
	NAME_BODY,     /* Sở Văn hóa, Công ty …: its name may have commas and và in it */
	NAME_ROLE,     /* Giám đốc …: what somebody is */
	NAME_OTHER
};

/* What NAME, without spaces around it, looks like. */
enum name_kind name_kind_of(struct str name);

/* Whether W begins the names of most Vietnamese: Nguyễn, Trần … */
struct word;
bool name_is_surname(const struct word *w);

/* Whether all words of TEXT, two or more, are in capitals. */
bool name_is_shouted(struct str text);

struct name {
	struct str text; /* trimmed, without a label */
	enum name_kind kind;
	bool aside; /* it stands in parentheses, without which it is here: "(TTXVN)" */
};

/* Takes the first name off the front of *REST: names are divided at dashes, commas, slashes,
   "và", &; not within parentheses, nor where they are part of a body's name or of what
   somebody is. Time is linear in all calls together. Returns false when it is used up, its
   ptr is then NULL. */
bool names_next(struct str *rest, struct name *out);

#endif
