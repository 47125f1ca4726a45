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
	uint32_t page;   /* of its file, 1 to RECORD_MAX_PAGE; 0: it has none */
	bool ocr;        /* it was read from a picture */
};

enum { RECORD_MAX_PAGE = (1 << 24) - 1 };

enum { RECORD_OCR = 1 << 7, RECORD_ZONES = RECORD_OCR - 1 };

/* Zone and page of B, and how it was read, as one number, as they are stored. */
static inline uint32_t record_block_head(const struct record_block *b)
{
	return (uint32_t)b->zone | (b->ocr ? RECORD_OCR : 0) | b->page << 8;
}

/* What is known of an article, each with where it was read. */
enum record_field {
	RECORD_TITLE,
	RECORD_LEAD,
	RECORD_BODY,
	RECORD_CAPTIONS,
	RECORD_AUTHORS,
	RECORD_DATE,
	RECORD_PLACE,
	RECORD_ISSUER,
	RECORD_NUMBER,
	RECORD_KIND,
	RECORD_SOURCE,
	RECORD_URL,
	RECORD_IMAGE,
	RECORD_FIELD_COUNT
};

/* "title" … */
const char *record_field_name(enum record_field f);

struct record {
	struct str id;
	struct str path; /* of the file, as the archivist named its source */
	struct str title;
	struct str date;            /* YYYY-MM-DD, YYYY-MM, YYYY or empty */
	struct str date_confidence; /* "high", "medium", "low" or empty */
	struct str place;
	struct str issuer; /* the body that issued it */
	struct str number; /* of a document: 12/TB-UBND */
	struct str kind;   /* likewise: Thông báo */
	struct str source; /* the outlet */
	struct str url;
	struct str image;
	struct str encodings; /* its file was in, if not UTF-8 alone: "TCVN3", "VNI, UTF-8" */
	/* "given", "text", "page", "url", "path", "guess", or empty: there is none */
	struct str origins[RECORD_FIELD_COUNT];
	struct str *authors;
	size_t author_count;
	struct record_block *blocks; /* in the order of the text, as positions count them */
	size_t block_count;
};

/* Whether some of R was read from pictures. */
bool record_is_ocr(const struct record *r);

enum { RECORD_STRINGS = 13 + RECORD_FIELD_COUNT };

/* The strings of R but those of its lists, in the order in which they are stored. */
void record_strings(struct record *r, struct str *out[RECORD_STRINGS]);

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
