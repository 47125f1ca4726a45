/* Xapian for C: write databases, compact them, read them, query them.
 *
 * Errors. A call that can fail returns bool, or a pointer that is NULL on
 * failure, and then fills its struct error. No C++ exception leaves this
 * library, whatever the state of the memory or of the disk.
 *
 * Ownership. What xc_…_new, _open, _copy, xc_query_… and xc_match return
 * belongs to the caller, who gives it back with the xc_…_free or _close of its
 * type; NULL is allowed there. What is passed in is borrowed for the call and
 * copied where it is kept, with one exception: query constructors consume their
 * subqueries. Results are copies: they outlive the database that they came from.
 *
 * Threads. Different objects are independent; one object belongs to one thread
 * at a time. There is no global state.
 *
 * Text. Terms, values, keys and data are byte strings, NUL included, compared
 * byte by byte.
 *
 * Numbers. Document ids start at 1; 0 is none. wdf: how often a term occurs in a
 * document; it counts in the ranking. Positions count words from any start. */
#ifndef XAPIANC_XAPIANC_H
#define XAPIANC_XAPIANC_H

#include "base/budget.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define XC_NOEXCEPT noexcept
extern "C" {
#else
#define XC_NOEXCEPT
#endif

/* What fits into a database. More is ERROR_LIMIT. */
#define XC_TERM_MAX 245                      /* bytes of a term; a NUL byte counts as two */
#define XC_POSITION_MAX UINT32_C(0x7fffffff) /* of a term in a document */
#define XC_VALUE_MAX 65536                   /* bytes of a value */
#define XC_DATA_MAX 104857600                /* bytes of the data of a document, or of metadata */
#define XC_DOC_MAX 104857600                 /* bytes of the terms put in a document, each + 8 */

/* ---- Documents to be indexed ---- */

struct xc_doc;

struct xc_doc *xc_doc_new(struct error *err) XC_NOEXCEPT;
void xc_doc_free(struct xc_doc *doc) XC_NOEXCEPT;

/* Empties DOC, and clears its failure, for use for the next document. */
void xc_doc_clear(struct xc_doc *doc) XC_NOEXCEPT;

/* These fill DOC. The first failure (ERROR_USAGE for an empty term, ERROR_LIMIT,
   ERROR_MEMORY) stays in DOC and is reported when DOC is added to a database, so
   that a long run of calls needs one check at its end. Repeated terms add up their
   wdf; the sum of all wdf, the length of the document, is at most UINT32_MAX. */
void xc_doc_add_posting(
	struct xc_doc *doc, struct str term, uint32_t position, uint32_t wdf) XC_NOEXCEPT;
void xc_doc_add_term(struct xc_doc *doc, struct str term, uint32_t wdf) XC_NOEXCEPT;

/* A term for filtering: wdf 0, so it does not count in the length of the document. */
void xc_doc_add_boolean_term(struct xc_doc *doc, struct str term) XC_NOEXCEPT;

/* An empty VALUE is as good as none. */
void xc_doc_set_value(struct xc_doc *doc, uint32_t slot, struct str value) XC_NOEXCEPT;
void xc_doc_set_data(struct xc_doc *doc, struct str data) XC_NOEXCEPT;

/* ---- Writing ----

   A writer works in one transaction after another: readers see nothing of what
   it does until xc_writer_commit, and then all of it. After a failed change the
   transaction is spoilt: only xc_writer_rollback or _close make sense, anything
   else is refused with the error that spoilt it. */

struct xc_writer;

struct xc_writer_options {
	/* false: create a new database (ERROR_USAGE if there is one already);
	   true: open one that is there (ERROR_NOT_FOUND). */
	bool existing;

	/* For a new database that is only a step on the way to a compacted one:
	   faster, but a crash or a power cut destroys it, and it can't be rolled
	   back. Not with EXISTING. */
	bool throw_away;
};

/* Opens the folder PATH for writing. OPTIONS may be NULL: all zero.
   ERROR_LOCKED if another writer has it open. */
struct xc_writer *xc_writer_open(
	const char *path, const struct xc_writer_options *options, struct error *err) XC_NOEXCEPT;

/* Discards what was not committed. */
void xc_writer_close(struct xc_writer *w) XC_NOEXCEPT;

bool xc_writer_commit(struct xc_writer *w, struct error *err) XC_NOEXCEPT;

/* Discards what was done since the last commit; the transaction is then whole again.
   ERROR_USAGE for a throw-away database. */
bool xc_writer_rollback(struct xc_writer *w, struct error *err) XC_NOEXCEPT;

/* Adds DOC. *DOCID (which may be NULL) is its number. A failure that was waiting
   in DOC is reported here and does not spoil the transaction. */
bool xc_writer_add(struct xc_writer *w, const struct xc_doc *doc, uint32_t *docid,
	struct error *err) XC_NOEXCEPT;

/* Puts DOC in the place of all documents that have UNIQUE_TERM, or adds it if none
   has. DOC itself should contain UNIQUE_TERM. */
bool xc_writer_replace(struct xc_writer *w, struct str unique_term, const struct xc_doc *doc,
	uint32_t *docid, struct error *err) XC_NOEXCEPT;

/* Removes all documents that have UNIQUE_TERM. *FOUND (which may be NULL) says
   whether there was one. */
bool xc_writer_delete(
	struct xc_writer *w, struct str unique_term, bool *found, struct error *err) XC_NOEXCEPT;

/* An empty VALUE removes KEY, which has 1 to XC_TERM_MAX bytes. */
bool xc_writer_set_metadata(
	struct xc_writer *w, struct str key, struct str value, struct error *err) XC_NOEXCEPT;

/* The number of documents, with those not yet committed. */
bool xc_writer_doc_count(struct xc_writer *w, uint32_t *count, struct error *err) XC_NOEXCEPT;

struct xc_compact_options {
	/* Merges small groups of sources first: usually faster for more than three,
	   but takes more room on the disk meanwhile. */
	bool multipass;

	/* Each source must have checksums of its blocks. */
	bool checked;
};

/* Writes the local databases PATHS[0..N) into one new compact database in the
   folder DESTINATION, which must not exist yet (ERROR_USAGE). Each source is numbered
   on from the last document of the one before; gaps between two documents of a
   source stay. For metadata with the same key the first source wins. OPTIONS may be
   NULL. DESTINATION gets checksums. If it was begun it is removed on failure. All sources are open
   at once, each with up to six files. */
bool xc_compact(const char *const *paths, size_t n, const char *destination,
	const struct xc_compact_options *options, struct error *err) XC_NOEXCEPT;

/* ---- Reading ---- */

struct xc_db;

/* Damage. A folder that xc_compact or glass/ wrote has checksums of all blocks of its tables
   (glass/blocks.h). They are looked at whenever libxapian reads a block: one that is not what was
   written, or that says of itself what would lead libxapian astray, is ERROR_CORRUPT, and the
   message names it. A folder without them is read as it is. */

/* Where a database is: exactly one of PATH, HOST and PROGRAM is set. */
struct xc_source {
	const char *path; /* a folder on this machine */
	bool checked;     /* PATH must have checksums of its blocks (see below) */

	const char *host; /* of a xapian-tcpsrv, with its PORT */
	uint16_t port;

	/* A program that speaks as xapian-progsrv does on its standard input and
	   output, and its arguments, split at blanks; no shell sees them. "ssh" with
	   "archive.example xapian-progsrv /path" reads a database over ssh. */
	const char *program;
	const char *arguments;

	uint32_t timeout_ms; /* of HOST and PROGRAM, for each answer; 0: 10,000 */
};

#define XC_SOURCES_MAX 1000

/* Opens the one database in the folder PATH: ERROR_NOT_FOUND if there is none. A Xapian
   stub is none, since it could name other places, and programs to be run. */
struct xc_db *xc_db_open(const char *path, struct error *err) XC_NOEXCEPT;

/* Opens SOURCES[0..N), 0 < N <= XC_SOURCES_MAX, as one. Document d of source i has the
   number (d - 1) * N + i + 1 in the whole. A HOST or PROGRAM makes the process ignore
   SIGPIPE from then on: Xapian needs it so. */
struct xc_db *xc_db_open_all(
	const struct xc_source *sources, size_t n, struct error *err) XC_NOEXCEPT;

void xc_db_close(struct xc_db *db) XC_NOEXCEPT;

/* All sources of PARTS[0..N), which must outlive it, as one: those of the first, then those of the
   second …, numbered as xc_db_open_all does. What PARTS hide, and what that has, as they were told,
   is hidden; rows and budget are its own. ERROR_USAGE where two have the same source. */
struct xc_db *xc_db_join(struct xc_db *const *parts, size_t n, struct error *err) XC_NOEXCEPT;

/* Positions that are kept elsewhere than in Xapian's table. All calls are made by the thread
   that matches; a failure ends the match with its error. */
struct xc_word {
	const struct str *spellings; /* terms, different ones */
	size_t count;
};

struct xc_rows {
	void *context;

	/* Begins a walk through those documents of source number SOURCE, from 0, that have
	   WORDS[0..N) in a row; *MOST is how many there may be. NULL on failure. */
	void *(*open)(void *context, size_t source, const struct xc_word *words, size_t n,
		uint32_t *most, struct error *err);

	/* Moves on to the first one from LEAST on, by its number in the source; 0: none. */
	bool (*seek)(void *walk, uint32_t least, uint32_t *document, struct error *err);

	/* Whether DOCUMENT, which comes after all asked about before, is one. */
	bool (*has)(void *walk, uint32_t document, bool *found, struct error *err);

	void (*close)(void *walk);
};

/* Lets ROWS, borrowed until DB is closed, answer xc_query_row. */
void xc_db_set_rows(struct xc_db *db, const struct xc_rows *rows) XC_NOEXCEPT;

/* Lets what is read of DB count towards BUDGET, borrowed until DB is closed or has another; NULL:
   towards none. Where the share at hand is over, a match ends and a count is a bound: what they
   have found so far is right, but there may be more. They end by work at the same document every
   time. Single terms, values and records that are asked for are always told. */
void xc_db_set_budget(struct xc_db *db, struct budget *budget) XC_NOEXCEPT;

/* Hides the documents DOCIDS[0..N), in any order, instead of those hidden before: nothing
   finds, counts or reads them any more. Statistics of terms, and so weights, still
   count them, unless xc_db_set_hidden tells what they have. */
bool xc_db_hide(struct xc_db *db, const uint32_t *docids, size_t n, struct error *err) XC_NOEXCEPT;

/* What the hidden documents have, all together. */
struct xc_hidden {
	void *context;
	uint64_t length; /* the sum of their lengths */

	/* How many of them have TERM. */
	bool (*frequency)(void *context, struct str term, uint32_t *documents, struct error *err);
};

/* Takes what HIDDEN, borrowed until DB is closed, tells off the number of documents that have a
   term, and off the length of all: statistics are then those of the others alone. */
void xc_db_set_hidden(struct xc_db *db, const struct xc_hidden *hidden) XC_NOEXCEPT;

struct xc_stats {
	uint32_t doc_count;    /* without those hidden */
	uint32_t last_docid;   /* the greatest number in use, or once in use */
	double average_length; /* of a document, likewise: the sum of its wdf */
	bool has_positions;    /* no source with documents is without positions */
};

bool xc_db_stats(struct xc_db *db, struct xc_stats *stats, struct error *err) XC_NOEXCEPT;

struct xc_term_stats {
	uint32_t documents;   /* that have the term */
	uint64_t occurrences; /* sum of its wdf over them */
};

/* Both are 0 for a term that is not there. The first takes half the time, and leaves out what is
   hidden, where that is told. */
bool xc_db_frequency(
	struct xc_db *db, struct str term, uint32_t *documents, struct error *err) XC_NOEXCEPT;
bool xc_db_term_stats(struct xc_db *db, struct str term, struct xc_term_stats *stats,
	struct error *err) XC_NOEXCEPT;

/* *DOCID is the first document, of those not hidden, that has UNIQUE_TERM, 0 if none has. */
bool xc_db_find(
	struct xc_db *db, struct str unique_term, uint32_t *docid, struct error *err) XC_NOEXCEPT;

/* These append to OUT (nothing for a key or slot that is not set). Of several
   sources, the first gives the metadata. A document that is not there is
   ERROR_NOT_FOUND, except that its value is empty. */
bool xc_db_metadata(
	struct xc_db *db, struct str key, struct buf *out, struct error *err) XC_NOEXCEPT;
bool xc_db_data(struct xc_db *db, uint32_t docid, struct buf *out, struct error *err) XC_NOEXCEPT;
bool xc_db_value(struct xc_db *db, uint32_t docid, uint32_t slot, struct buf *out,
	struct error *err) XC_NOEXCEPT;

/* As xc_db_data, but looks into no table but that of the data, so that damage to another is no
   failure; of a document that is not there nothing is appended. */
bool xc_db_data_alone(
	struct xc_db *db, uint32_t docid, struct buf *out, struct error *err) XC_NOEXCEPT;

/* *LENGTH is the sum of the document's wdf. */
bool xc_db_doc_length(
	struct xc_db *db, uint32_t docid, uint32_t *length, struct error *err) XC_NOEXCEPT;

/* Visitors get each term in byte order, for the time of the call, and return false
   to end the walk, which then still succeeds. They may read the database. */
typedef bool xc_visit_term(void *context, struct str term, struct xc_term_stats stats);
typedef bool xc_visit_doc_term(void *context, struct str term, uint32_t wdf);

/* Visits all terms of the database that start with PREFIX. */
bool xc_db_each_term(struct xc_db *db, struct str prefix, xc_visit_term *visit, void *context,
	struct error *err) XC_NOEXCEPT;

/* Visits the terms of document DOCID that start with PREFIX. */
bool xc_db_each_doc_term(struct xc_db *db, uint32_t docid, struct str prefix,
	xc_visit_doc_term *visit, void *context, struct error *err) XC_NOEXCEPT;

/* A growing list of positions, ascending; start from all zero, end with
   xc_positions_free. */
struct xc_positions {
	uint32_t *ptr; /* owned */
	size_t len;
	size_t capacity;
};

#define XC_POSITIONS_MAX 12000000 /* of a term in a document; more than XC_DOC_MAX allows */

void xc_positions_free(struct xc_positions *p) XC_NOEXCEPT;

/* Replaces what OUT holds by the positions of TERM in document DOCID: none if the
   document does not have the term, or has it without positions. */
bool xc_db_positions(struct xc_db *db, uint32_t docid, struct str term, struct xc_positions *out,
	struct error *err) XC_NOEXCEPT;

/* WDF[i] is how often TERM occurs in DOCIDS[i], 0 if it does not; N of them, ascending. */
bool xc_db_wdf_of(struct xc_db *db, struct str term, const uint32_t *docids, size_t n,
	uint32_t *wdf, struct error *err) XC_NOEXCEPT;

/* ---- Queries ----

   Built from the leaves up. Constructors consume the subqueries they are given,
   also when they fail. Given a NULL subquery they return NULL and leave ERR as the
   failure before has filled it, so that one check after the last call suffices:

	struct xc_query *words[] = {
		xc_query_term(STR("tổ"), 1, &err), xc_query_term(STR("quốc"), 1, &err) };
	struct xc_query *q = xc_query_phrase(words, 2, 2, &err);
	if (!q)
		return false;

   A query does not depend on a database and may serve many times. */

struct xc_query;

/* Larger queries are refused with ERROR_LIMIT: deep ones would overflow the stack. */
#define XC_QUERY_MAX_DEPTH 100
#define XC_QUERY_MAX_SIZE 10000 /* terms, ranges and operators */

void xc_query_free(struct xc_query *q) XC_NOEXCEPT;

/* For a query to be used in two places, or two threads. */
struct xc_query *xc_query_copy(const struct xc_query *q, struct error *err) XC_NOEXCEPT;

struct xc_query *xc_query_everything(struct error *err) XC_NOEXCEPT;
struct xc_query *xc_query_nothing(struct error *err) XC_NOEXCEPT;

/* WQF: how often the term was asked for; it multiplies the weight; usually 1. */
struct xc_query *xc_query_term(struct str term, uint32_t wqf, struct error *err) XC_NOEXCEPT;

/* The same, asked for once, weighing as much as it is rare in DB, if any: for struct xc_bm25. */
struct xc_query *xc_query_word(struct xc_db *db, struct str term, struct error *err) XC_NOEXCEPT;

/* Of no subqueries these make the query that matches nothing. */
struct xc_query *xc_query_and(struct xc_query **subs, size_t n, struct error *err) XC_NOEXCEPT;
struct xc_query *xc_query_or(struct xc_query **subs, size_t n, struct error *err) XC_NOEXCEPT;

/* As "or", but the best subquery alone gives the weight. A query
   with it looks at all documents that match, whatever the limit. */
struct xc_query *xc_query_max(struct xc_query **subs, size_t n, struct error *err) XC_NOEXCEPT;

/* As "or", but weighted as if all were one term; of words, one as rare as these together, were they
   independent. No range and no additional weight may be in it (ERROR_USAGE). */
struct xc_query *xc_query_synonym(struct xc_query **subs, size_t n, struct error *err) XC_NOEXCEPT;

/* The subqueries within WINDOW words, in their order (phrase) or in any (near).
   WINDOW N is a tight phrase; less, also 0, counts as N. Each subquery is a term, or
   "or" or "synonym" of such, which both weigh as "or" here; others are ERROR_USAGE.
   No word counts for two subqueries. "near" of more than 5 that share a term is
   ERROR_LIMIT; where different terms were put at one position, it may overlook a
   document. xc_match refuses both with ERROR_CORRUPT on a database without positions, where
   Xapian would quietly answer "and". */
#define XC_PHRASE_MAX 256
struct xc_query *xc_query_phrase(
	struct xc_query **subs, size_t n, uint32_t window, struct error *err) XC_NOEXCEPT;
struct xc_query *xc_query_near(
	struct xc_query **subs, size_t n, uint32_t window, struct error *err) XC_NOEXCEPT;

/* The subqueries, which are as in a phrase, in a row. Where DB, if any, has rows of its own
   (xc_db_set_rows), these answer, and the query is for DB alone and no synonym; else it is a
   tight phrase. */
struct xc_query *xc_query_row(
	struct xc_db *db, struct xc_query **subs, size_t n, struct error *err) XC_NOEXCEPT;

/* Those of LEFT that are not in RIGHT. */
struct xc_query *xc_query_and_not(
	struct xc_query *left, struct xc_query *right, struct error *err) XC_NOEXCEPT;

/* Those of LEFT; being in RIGHT adds weight. */
struct xc_query *xc_query_and_maybe(
	struct xc_query *left, struct xc_query *right, struct error *err) XC_NOEXCEPT;

/* Those of LEFT that are in RIGHT; RIGHT has no weight. */
struct xc_query *xc_query_filter(
	struct xc_query *left, struct xc_query *right, struct error *err) XC_NOEXCEPT;

/* Documents that have a value in SLOT, from LO to HI, both included, compared byte by
   byte. NULL leaves a side open. No weight. */
struct xc_query *xc_query_range(
	uint32_t slot, const struct str *lo, const struct str *hi, struct error *err) XC_NOEXCEPT;

/* Multiplies the weight by FACTOR, finite and not negative. 0 makes a filter. */
struct xc_query *xc_query_scale(struct xc_query *sub, double factor, struct error *err) XC_NOEXCEPT;

/* Those of SUB, each with WEIGHT more, finite and not negative. */
struct xc_query *xc_query_add_weight(
	struct xc_query *sub, double weight, struct error *err) XC_NOEXCEPT;

/* Appends Xapian's own description, for tests and explanations; its form may
   change with the version of Xapian. */
bool xc_query_describe(const struct xc_query *q, struct buf *out, struct error *err) XC_NOEXCEPT;

/* ---- Matching ---- */

enum xc_sort {
	XC_BY_WEIGHT = 0,
	XC_BY_SLOT_ASCENDING, /* by the value in sort_slot, then by weight */
	XC_BY_SLOT_DESCENDING
};

/* The constants of BM25 as Xapian's BM25Weight documents them; k2 is 0, and each word is asked for
   once. Of local databases only. Words (xc_query_word) weigh by how rare they are, terms all alike;
   a document weighs the same, to the last bit, in whatever shard it stands. */
struct xc_bm25 {
	double k1;         /* >= 0; Xapian's own: 1 */
	double b;          /* 0 to 1; .5 */
	double min_length; /* shortest normalised document length, >= 0; .5 */
};

/* Xapian's short cuts, once it has enough hits, estimate the total, and now and then lose
   a hit: of an "or" or "and_maybe", a document that comes right after one of them has
   become an "and". With check_at_least UINT32_MAX, or where little is read, all is exact. */
struct xc_match_options {
	uint32_t offset, limit;  /* hits left out at the front; hits at most, 0: 10 */
	uint32_t check_at_least; /* matches to look at before short cuts are taken */
	enum xc_sort sort;
	uint32_t sort_slot;             /* documents without a value sort as the smallest */
	bool breaks_ties;               /* equals: smaller value in tie_slot first … */
	uint32_t tie_slot;              /* … then, as without it, smaller docid first; but [… */
	uint32_t loose_from, loose_end; /* …) of the hits may keep equals in any order */
	const struct xc_bm25 *bm25;     /* NULL: Xapian's own, which counts what is hidden */
	bool boolean;                   /* no weights: all 0 */
	bool with_terms;                /* say which terms of the query each hit matched */
};

struct xc_hit {
	uint32_t docid;
	double weight;
	const struct str *terms; /* with_terms: each once, in byte order */
	size_t term_count;
};

struct xc_matches {
	const struct xc_hit *hits;
	size_t count;
	struct {
		uint32_t lower, estimated, upper;
	} total;         /* of matching documents, whatever offset and limit; exact if all equal */
	bool is_partial; /* the budget was over before the end */
};

/* Answers QUERY. OPTIONS may be NULL: all zero. */
struct xc_matches *xc_match(struct xc_db *db, const struct xc_query *query,
	const struct xc_match_options *options, struct error *err) XC_NOEXCEPT;

void xc_matches_free(struct xc_matches *m) XC_NOEXCEPT;

struct xc_total {
	uint64_t count;
	bool exact; /* no more than that */
};

/* How many documents match QUERY: exact where they are fewer than MOST, at least 1, and the budget
   lasts; else MOST or more of them, or what was counted. The same whenever it is asked. */
bool xc_count(struct xc_db *db, const struct xc_query *query, uint32_t most, struct xc_total *out,
	struct error *err) XC_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif
