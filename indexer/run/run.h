/* One run of update or rebuild: what its steps share. */
#ifndef INDEXER_RUN_RUN_H
#define INDEXER_RUN_RUN_H

#include "archive/generation.h"
#include "archive/lexicon.h"
#include "article/given/keys.h"
#include "article/given/unused.h"
#include "indexer/history/history.h"
#include "indexer/inversion/ledger.h"
#include "indexer/inversion/shards.h"
#include "indexer/keeping/purged.h"
#include "indexer/keeping/scans.h"
#include "indexer/keeping/times.h"
#include "indexer/repair/base.h"
#include "indexer/repair/harvest.h"
#include "indexer/report/report.h"
#include "indexer/run/identities.h"
#include "indexer/run/past.h"
#include "indexer/run/update_options.h"
#include "indexer/scan/paths.h"
#include "indexer/scan/source.h"
#include "indexer/scan/unread.h"
#include "indexer/work/memory.h"
#include "indexer/work/progress.h"

/* A source of the new generation, beside its entry in the manifest. */
struct run_source {
	struct source source;   /* open from its scan on */
	bool scan;              /* it was asked for */
	bool named;             /* on the command line */
	struct path_set unseen; /* what its scan could not see into */
	struct path_set hollow; /* empty folders, links to folders; how many articles went there */
	uint64_t before;        /* articles that it had in the past */
	uint64_t removed;       /* of them, those that its files have no more */
	bool anew;              /* its files are read again, changed or not: told otherwise how */
	bool renamed;           /* its articles have other ids than in the past */
	struct key_map *map;    /* owned; NULL: none was told */
	struct unused_keys *unused; /* owned, of what is read of it */
};

struct mending;
struct stored;

struct run {
	struct update_options chosen; /* as told; a repair may have to read everything anew */
	const struct update_options *options; /* these */
	struct repair_base repair;            /* of a repair: what it starts from */
	struct mending *mending;              /* and what it needs; owned; NULL: nothing */
	struct past past;
	struct generation_draft draft;
	struct manifest manifest;   /* of the new generation */
	struct lost lost;           /* by it and those before */
	struct run_source *sources; /* one for each of the manifest's, owned */
	bool sources_changed;
	bool all_same; /* no file of the sources is new, changed or gone */
	struct ledger ledger;
	struct identities identities;
	struct spool todo; /* of uint32_t: numbers of files to be read, in order */
	size_t todo_count;
	uint64_t todo_bytes;
	struct report report;
	struct times times;   /* files that were touched, as far as is known */
	struct times touched; /* and as this run found them */
	bool times_changed;
	bool held;            /* the archive is to stay as it is: no source may be read */
	bool lexicon_damaged; /* that of the past: it is learned again */
	struct scans scans;   /* where what OCR read is kept, */
	struct scan_store scan_store;
	struct purged purged;  /* texts that must not come back */
	struct path_set known; /* that is known to be bad, as it is shown */
	struct report_lacks lacks;
	struct lexicon_least least; /* what there was no memory to learn */
	struct unread_list unread;  /* that the scans passed over */
	struct progress progress;
	struct memory_plan memory;
	struct pool *pool;
	struct shards *shards;
	struct history history; /* what articles said before they changed */
	struct stored *stored;  /* the shards of the past, owned; NULL: not opened yet */
	uint64_t unchanged;     /* articles */
	struct error leftover;  /* what of a crashed run could not be removed; code 0: nothing */
	struct error skipped;   /* where it was that a file was skipped first, and why; likewise */
	uint64_t closed;        /* files that not everybody may read */
	uint64_t closed_read;   /* of them, those that are read now */
	bool ceilings_changed;  /* a file met a limit that it did not, or another, or no more */
	bool places_changed;    /* an article stands in a file where it did not */
};

/* Whether the files of the source are read again whether they changed or not. */
static inline bool run_reads_anew(const struct run *run, uint32_t source)
{
	return run->options->reread || run->sources[source].anew;
}

/* Whether it mends the published generation, and reads no more of its sources than that takes. */
static inline bool run_mends(const struct run *run)
{
	return run->repair.number > 0 && run->repair.number == run->repair.published;
}

/* Enters the file NUMBER of the ledger, of so many BYTES, among those to be read. */
bool run_add_todo(struct run *run, uint32_t number, uint64_t bytes, struct error *err);

/* SOURCE/PATH for people: the source by the name they gave it. Replaces what OUT
   held; what can't be shown is escaped. */
bool run_display_path(const struct run *run, uint32_t source, struct str path, struct buf *out);

/* FOLDER/PATH likewise. */
bool run_join_shown(const char *folder, struct str path, struct buf *out);

/* Where PATH is in its SOURCE: itself; of a source that is a file, its name. */
struct str run_place(const struct manifest_source *source, struct str path);

/* Adds a document of R, which is SEEN so, to the shards, as shards_add does; in a trial run to
   none. */
bool run_index(struct run *run, const struct record *r, const struct visibility *seen,
	uint32_t *batch, struct error *err);

/* Who may see what is in SHARD of the past: as its manifest says, but that embargoes are over. */
struct visibility run_seen_in(const struct run *run, uint32_t shard);

/* Seconds since 1970 when the run began, by which embargoes are over or not. */
static inline int64_t run_now(const struct run *run)
{
	return run->manifest.started_ns / 1000000000;
}

/* The index in the new manifest of the past's source number OLD; -1: forgotten. */
int run_source_now(const struct run *run, uint32_t old);

/* Says in the report that FILE, or its article at LINE, was skipped, or that it was known to be
   bad. ID may be empty, LINE 0. */
void run_skip(struct run *run, uint32_t source, struct str path, struct str id, uint64_t line,
	const char *why);

#endif
