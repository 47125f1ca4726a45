/* Articles as a feed, RFC 4287. */
#ifndef PRINTING_FEED_H
#define PRINTING_FEED_H

#include "base/buf.h"
#include "base/moment.h"

/* All borrowed; what is empty is left out. */
struct feed_entry {
	struct str id; /* of the article */
	struct str title, date, url, summary;
	const struct str *authors;
	size_t author_count;
};

/* The first moment in Vietnam of DATE, of any precision. False where it has none. */
bool feed_moment(struct str date, char out[MOMENT_SIZE]);

/* The name of the search, and what archive it asks; entries follow. MOMENT: of what is newest in
   it, or now, as base/moment.h writes it; SELF: its own address, or empty. */
void feed_append_head(
	struct buf *out, struct str name, const char *archive, const char *moment, struct str self);

/* An entry without a day was updated at MOMENT. Its id is the same in every feed of that archive.
 */
void feed_append_entry(
	struct buf *out, const char *archive, const struct feed_entry *e, const char *moment);
void feed_append_end(struct buf *out);

#endif
