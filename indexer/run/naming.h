/* What articles are called.
 *
 * An article is known by its source's label and its own place in it: of a file that is one
 * article the path, of others the id that the file gives it, else its URL, else its line
 * (where the file has to be named, too). The path of a file within a file is a.zip!/b.html.
 * The id that is shown is LABEL:PLACE, or PLACE alone
 * where the label is empty. Where another article has that id, it is LABEL:FILE#PLACE, and
 * of a further one in the same file LABEL:FILE#PLACE#2, #3, …
 *
 * Bytes that can't be shown are escaped (text/encoding/shown.h), so an id is UTF-8, and
 * ids of different places differ. */
#ifndef INDEXER_RUN_NAMING_H
#define INDEXER_RUN_NAMING_H

#include "archive/manifest.h"
#include "article/article.h"
#include "base/buf.h"

/* The place of an article. */
struct naming {
	const struct manifest_source *source;
	struct str path;   /* of its file, below the source, any bytes */
	struct str member; /* within that; empty: itself */
	struct str own;    /* what it is called there, any bytes; of a whole file: nothing */
	bool whole;        /* the file is the article */
	bool by_line;      /* nothing but the line tells it from others of the file */
	uint64_t line;
};

/* Where the own id stands in an id. */
struct own_part {
	size_t at, length;
};

/* A's place in the file, or member of one, PATH. LINE is room for its line as text. What it says
   lives as long as A and PATH. */
enum { NAMING_LINE = 24 };

struct naming naming_of(const struct article *a, const struct manifest_source *source,
	struct str path, char line[NAMING_LINE]);

/* Appends what the path of a MEMBER has behind that of its file; of none nothing. */
void naming_add_member(struct buf *out, struct str member);

/* Whether ids of this article always name the file. */
bool naming_is_qualified(const struct naming *n);

/* Replaces what OUT held by the short id. */
bool naming_short(const struct naming *n, struct buf *out, struct own_part *own);

/* By the id that names the file; TURN is 1, or more for articles of one file with one id. */
bool naming_qualified(const struct naming *n, uint64_t turn, struct buf *out, struct own_part *own);

/* By FILE#OWN for another file, PATH, that has the article; OWN as an id shows it. */
bool naming_at(
	const struct manifest_source *source, struct str path, struct str own, struct buf *out);

/* ---- Labels ---- */

/* A label for a new source at PATH: the name of the folder, or of the file without its
   endings; with a number where another source has that. */
bool naming_label(const struct manifest *m, const char *path, struct buf *out);

bool naming_label_taken(const struct manifest *m, const char *label);

/* Whether an archivist may choose it. */
bool naming_check_label(const char *label, struct error *err);

#endif
