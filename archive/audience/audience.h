/* Who may see an article. It may have one label and an embargo; an audience sees what has no label
 * and what has one of its own, as soon as no embargo holds. What can't be read as a label or a
 * moment hides the article from every audience. */
#ifndef ARCHIVE_AUDIENCE_AUDIENCE_H
#define ARCHIVE_AUDIENCE_AUDIENCE_H

#include "archive/manifest.h"
#include "base/buf.h"

enum { VISIBILITY_MAX = 64 /* bytes of a label, or of an audience's name */ };

/* In the place of a label: no audience sees it. */
#define VISIBILITY_HIDDEN "!"

/* What articles of one shard have in common. */
struct visibility {
	char label[VISIBILITY_MAX + 1]; /* "": everybody; VISIBILITY_HIDDEN: nobody */
	int64_t embargo; /* seconds since 1970 before which nobody sees it; 0: none */
};

#define VISIBILITY_PUBLIC ((struct visibility){.label = ""})

static inline bool visibility_eq(const struct visibility *a, const struct visibility *b)
{
	return a->embargo == b->embargo && strcmp(a->label, b->label) == 0;
}

/* Reads SAID, what is said of an article, as a label: itself in Unicode's form NFC, without white
   space around it; "public" and "công khai" are none. False where it is no label: too long, with a
   comma, an equals sign or what can't be shown. */
bool visibility_label(struct str said, char out[VISIBILITY_MAX + 1]);

/* Reads SAID as the moment that an embargo ends: a day, 2026-12-01 or 1/12/2026, which means its
   beginning, perhaps with a time behind it, 10:00 or 10:00:30, and where that is: Z or +07:00.
   Without one it is in Vietnam, seven hours ahead of UTC. */
bool visibility_moment(struct str said, int64_t *seconds);

/* MOMENT as people in Vietnam read it, "2026-12-01 10:00" (or with seconds). */
enum { VISIBILITY_MOMENT = 32 };
void visibility_write_moment(int64_t seconds, char out[VISIBILITY_MOMENT]);

/* What is said of an article, where LABEL and EMBARGO are as they are written, empty: nothing is
   said. False: some of it can't be read, and *OUT is hidden. */
bool visibility_read(struct str label, struct str embargo, struct visibility *out);

/* Of the articles of SHARD, at NOW: an embargo that is over is none. */
struct visibility visibility_of(const struct manifest_shard *shard, int64_t now);

/* Whether somebody who sees LABELS, with commas between them, sees LABEL. */
bool visibility_allows(const char *labels, const char *label);

/* How many articles of M the audience A sees at NOW. */
uint64_t audience_articles(
	const struct manifest *m, const struct manifest_audience *a, int64_t now);

/* Reads "NAME=LABEL,LABEL" or NAME, which stands for NAME=NAME, as an audience of M, in the place
   of one of that name. ERROR_USAGE. */
bool audience_add(struct manifest *m, const char *text, struct error *err);

#endif
