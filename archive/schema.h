/* What a document looks like inside a shard: the agreement between the indexer
 * that writes it and the query program that reads it. */
#ifndef ARCHIVE_SCHEMA_H
#define ARCHIVE_SCHEMA_H

#include "base/buf.h"
#include "text/zone.h"

/* Version of everything on disk, as a run writes it. A run goes on from those that lack nothing:
   what changed since is read in both forms, and stays as it is in shards that stay. An archive of
   one before, down to the oldest, is searched until its rebuild is published, and the answer says
   what is missing (query/answer/warnings.c). */
enum { ARCHIVE_FORMAT = 8, ARCHIVE_FORMAT_WHOLE = 7, ARCHIVE_FORMAT_OLDEST = 6 };

/* That of an archive in which not everything is for everybody: else the same, but programs that
   know nothing of labels shall refuse it, and not show what is hidden. */
enum { ARCHIVE_FORMAT_LABELLED = 9 };

/* Version of the analysis. When it changes, terms change: articles must be read again. Archives of
   the oldest one are searched likewise. */
enum { ANALYSIS_VERSION = 4, ANALYSIS_OLDEST = 4 };

/* The file in a shard's folder that counts its words and their neighbours. */
#define TALLY_FILE "tally"

/* The table of term lists in the folder of a shard that is to be served, empty: we have none, but
   without it Xapian's servers refuse to give documents and values. */
#define TERM_LISTS_FILE "termlist.glass"

/* The file of a generation that says which articles are nearly the same (archive/groups/). */
#define GROUPS_FILE "groups"

/* The file that says what its articles said before they were changed, and the segments that have
   these texts, versions-NNNN (archive/versions/). */
#define VERSIONS_FILE "versions"

enum { SEGMENT_NAME = 32, SEGMENTS_MAX = 1000, SEGMENT_NUMBER_MAX = 999999999 };

void schema_segment_name(uint32_t number, char out[SEGMENT_NAME]);

/* The number of the segment that is called NAME; 0: it is none. */
uint32_t schema_segment_of(const char *name);

/* Terms. Exact syllables have no prefix: they never begin with a capital. */
#define PREFIX_FOLDED "F"     /* the token without marks, no positions; figures have none */
#define PREFIX_ID "Q"         /* the article's id: unique */
#define PREFIX_YEAR_MONTH "M" /* 2018-03 */
#define PREFIX_YEAR "Y"       /* 2018 */
#define PREFIX_AUTHOR "A"     /* exact spelling of the whole name, one space between syllables */
#define PREFIX_PLACE "P"      /* likewise */
#define PREFIX_SOURCE "H"     /* likewise (the host or body that published it) */
#define PREFIX_ISSUER "I"     /* likewise: the body that issued a document */
#define PREFIX_NUMBER "N"     /* likewise: a document's number */
#define PREFIX_KIND "T"       /* likewise: what a document is */
#define PREFIX_TITLE "S"      /* an exact syllable in the title, no positions */
#define PREFIX_TITLE_FOLDED "XSF"
#define PREFIX_CAPITALS "K" /* a word that stands in capitals among others, no positions */
#define PREFIX_CAPTION "XC" /* likewise in a caption, in the byline */
#define PREFIX_BYLINE "XB"

/* Terms for their positions alone: where each sentence ends, and each block of a zone
   (schema_block_end). */
#define PREFIX_END "XE"
#define TERM_SENTENCE_END PREFIX_END "S"

/* Value slots. Of dates YYYYMMDD as 8 digits, both absent where there is none; of the others
   what the record has, for those who count by it, at most SLOT_TEXT_MAX bytes, absent where
   there is none. */
enum {
	SLOT_DATE_FIRST = 0, /* the first day that the article's date may be: of 2017-06 the 1st */
	SLOT_DATE_LAST = 1,  /* the last: the 30th; the same of a date known to the day */
	SLOT_AUTHORS = 2,    /* with SLOT_SEPARATOR between them */
	SLOT_PLACE = 3,
	SLOT_SOURCE = 4,
	SLOT_ISSUER = 5,
	SLOT_KIND = 6,
	SLOT_ORDER =
		7, /* of articles that are equal in all else: 4 bytes by its text, 4 by its id */
	SLOT_SIGNATURE = 8 /* of its text: text/shingle/shingle.h */
};

enum {
	SLOT_DATE_SIZE = 8, /* bytes of a value of the first two */
	SLOT_ORDER_SIZE = 8,
	SLOT_TEXT_MAX = 1000,
	SLOT_SEPARATOR = '\n' /* no name has one */
};

/* Positions count words from 1 in the order of the article's blocks. Between the last
   word of a block and the first of the next POSITION_GAP positions are left out: more
   than any phrase or NEAR window, so that none crosses blocks. Words past
   POSITION_MAX have none. */
enum { POSITION_GAP = 64, POSITION_MAX = 16 << 20 };

/* Xapian refuses terms over 245 bytes, and counts a NUL twice. */
enum { TERM_MAX_BYTES = 240 };

/* Appends PREFIX and TEXT to OUT as a term, at most TERM_MAX_BYTES long: a longer
   one keeps its beginning and ends in a hash of the whole. Replaces what OUT held. */
bool schema_term(struct buf *out, const char *prefix, struct str text);

/* The prefix of exact terms of ZONE. "" for the lead, which is the first paragraph and
   told by its positions, and for the body: terms of their own would cost a thirtieth of
   the index. */
const char *schema_zone_prefix(enum zone zone);

/* The term that stands where blocks of ZONE end. */
const char *schema_block_end(enum zone zone);

#endif
