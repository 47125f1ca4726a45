/* Where terms stand in the documents of an archive: the files of positions of all its shards,
 * read for many documents at a time, as ranking asks for each word in each candidate, or for
 * words in a row, as phrases do. */
#ifndef ARCHIVE_PLACES_H
#define ARCHIVE_PLACES_H

#include "archive/manifest.h"
#include "xapianc/xapianc.h"

/* The file of positions, in the folder of a shard. */
#define PLACES_FILE "positions"

/* Positions read of a term in a document, at most. */
enum { PLACES_MAX = 4096 };

struct places;

/* Opens those of the generation in the folder PATH, whose manifest is M. NULL on failure. */
struct places *places_open(const char *path, const struct manifest *m, struct error *err);
void places_close(struct places *p);

/* Those of PARTS[0..N), which must outlive it, as one, in the order in which xc_db_join has their
   shards. NULL when out of memory. */
struct places *places_join(struct places *const *parts, size_t n, struct error *err);

/* What tells the positions of documents whose shards are on other machines, by their records. */
struct places_texts {
	void *context;

	/* The documents that are asked about next. */
	bool (*expect)(void *context, const uint32_t *docids, size_t n, struct error *err);

	/* Those of TERM in DOCID, ascending, *COUNT of them; borrowed until the next call. */
	bool (*positions)(void *context, uint32_t docid, struct str term,
		const uint32_t **positions, size_t *count, struct error *err);

	void (*close)(void *context);
};

/* Those that TEXTS tell, and which are closed with it, also on failure; without rows. NULL when out
   of memory. */
struct places *places_of_texts(const struct places_texts *texts, struct error *err);

/* Whether the shard in FOLDER has a file of positions that is whole, of so many DOCUMENTS;
   reads all of it. ERROR_NOT_FOUND, ERROR_CORRUPT. */
bool places_check(const char *folder, uint64_t documents, struct error *err);

/* For xc_db_set_rows, of a database of the same shards in their order; lives as long as P. */
const struct xc_rows *places_rows(const struct places *p);

/* Lets what is read count towards BUDGET, borrowed; NULL: towards none. Where its share at hand is
   over, walks end, and rows have no further documents. */
void places_set_budget(struct places *p, struct budget *budget);

/* Whether it is over. */
bool places_are_over(const struct places *p);

/* Is given the positions, ascending, of a term in document DOCIDS[I]; false ends the walk. */
typedef bool places_visit(void *context, size_t i, const uint32_t *positions, size_t count);

/* Tells which documents are asked about next: where they are on other machines, they are fetched
   together. */
bool places_expect(struct places *p, const uint32_t *docids, size_t n, struct error *err);

/* Visits those of DOCIDS, ascending, N of them, that have positions of TERM, in their order:
   of each the first MAX positions, or PLACES_MAX if that is less. A walk that VISIT ends
   succeeds as well. ERROR_CORRUPT where an index is damaged. */
bool places_walk(struct places *p, struct str term, const uint32_t *docids, size_t n, size_t max,
	places_visit *visit, void *context, struct error *err);

#endif
