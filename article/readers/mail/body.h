/* The text of a mail without what mail puts around it. */
#ifndef ARTICLE_READERS_MAIL_BODY_H
#define ARTICLE_READERS_MAIL_BODY_H

#include "base/arena.h"
#include "base/buf.h"

/* Slices of the text; empty: there is none. */
struct mail_body {
	struct str text;
	/* of the mail that was passed on in it, where that is what the text is about */
	struct str from, date, subject;
	bool forwarded;
};

/* Puts lines together that "format=flowed" divided (RFC 3676), DELSP: without the space at their
   end. What is quoted keeps its signs. */
bool mail_unflow(struct str text, bool delsp, struct buf *out);

/* Where a quoted line of *TEXT says that a mail was passed on, "> Begin forwarded message:", that
   is no quote of an answer: takes its signs off what follows, in MEMORY. False when that runs out.
 */
bool mail_unquote(struct str *text, struct arena *memory);

/* Finds in TEXT what the mail is about: a mail that was passed on, unless more than a few words
   stand above it; without quotes of an answer, greeting, courtesies, signature and legal notices.
 */
void mail_body_find(struct str text, struct mail_body *out);

/* SUBJECT without Re:, Fwd:, Chuyển tiếp: and the names of lists in front; "" where it only says
   that something is sent. */
struct str mail_subject(struct str subject);

#endif
