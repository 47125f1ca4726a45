/* The stored record: all that the query program shows of an article, kept as the
 * document's data in its shard. */
#ifndef ARCHIVE_RECORD_H
#define ARCHIVE_RECORD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "text/zone.h"

struct record_block {
	enum zone zone;
	struct str text; /* the bytes that were analysed: token offsets are offsets into it */
};

struct record {
	struct str id;
	struct str path; /* of the file, as the archivist named its source */
	struct str title;
	struct str date;            /* YYYY-MM-DD, YYYY-MM, YYYY or empty */
	struct str date_source;     /* provenance: "given", "text", "url", "path" or empty */
	struct str date_confidence; /* "high", "medium", "low" or empty */
	struct str place;
	struct str source;
	struct str url;
	struct str encodings; /* its file was in, if not UTF-8 alone: "TCVN3", "VNI, UTF-8" */
	struct str *authors;
	size_t author_count;
	struct record_block *blocks; /* in the order of the text, as positions count them */
	size_t block_count;
};

/* Holds what compression reuses from one record to the next: keep one a thread. */
struct record_encoder;

struct record_encoder *record_encoder_new(void); /* NULL: out of memory */
void record_encoder_free(struct record_encoder *e);

/* Writes R, compressed, over what OUT held. */
bool record_encode(
	struct record_encoder *e, const struct record *r, struct buf *out, struct error *err);

/* Reads BYTES, which may be hostile; all strings live in MEMORY. ERROR_CORRUPT. */
bool record_decode(struct str bytes, struct arena *memory, struct record *out, struct error *err);

#endif
