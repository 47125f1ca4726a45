/* One file that is being read, and what becomes of each of its articles. */
#ifndef INDEXER_RUN_VISIT_H
#define INDEXER_RUN_VISIT_H

#include "article/article.h"
#include "article/input/ceiling.h"
#include "indexer/run/identity.h"
#include "indexer/run/run.h"
#include "indexer/scan/opened.h"

/* One file that is being read. */
struct visit {
	struct run *run;
	uint32_t number;          /* in the ledger */
	struct buf shown;         /* path to name it by */
	struct buf place;         /* path below the source */
	struct str member;        /* within it, that is read now, borrowed; empty: itself */
	struct home home;         /* as ids depend on it; once its content is known */
	struct identity identity; /* of the article that is read */
	struct visibility seen;   /* likewise: by whom */
	struct buf scratch;
	struct buf room; /* likewise */
	struct arena lists;
	struct opened file;
	struct error failed;       /* of visit_is_known; code 0: nothing */
	unsigned attempt;          /* 1 or 2 */
	uint64_t bytes_before;     /* of progress, when it was begun */
	uint64_t taken, lost;      /* of its records: articles, and those that can't be read */
	enum ceiling ceiling;      /* that ended it */
	struct unread_list unread; /* members of kinds that are not read */
	bool broken;               /* not all of it could be read */
	bool foreign; /* it holds something else than articles: to be told again next time */
};

/* Its path below the source. */
static inline struct str visit_path(const struct visit *v)
{
	return ledger_path(&v->run->ledger, v->number);
}

/* Says in the report that the file, or its member, or the article ID at LINE, was skipped. */
void visit_skip(struct visit *v, struct str id, uint64_t line, const char *why);

/* Finds out what A is called and whether it is new or has changed, enters it in the ledger, and
   puts it into a batch where it has to be indexed. */
bool visit_take(struct visit *v, struct article *a, struct error *err);

/* Whether the record with the checksum RAW at LINE is an article that stays as it was, entered here
   therefore: CONTEXT is a visit. */
bool visit_is_known(void *context, const struct checksum128 *raw, uint64_t line);

/* What else than its own bytes a record of the file is read by. */
uint64_t visit_seed(struct visit *v);

/* Of the file's bytes, and of what is said beside it and around it. */
struct key visit_content(struct visit *v, const struct digest *digest);

#endif
