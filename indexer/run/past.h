/* The generation that a run starts from, and what the run finds of its files. */
#ifndef INDEXER_RUN_PAST_H
#define INDEXER_RUN_PAST_H

#include "archive/catalogue.h"
#include "archive/lost.h"
#include "archive/names.h"
#include "indexer/inversion/spool.h"

enum past_state {
	PAST_GONE = 0,  /* not found by a complete scan, until found: its articles go */
	PAST_FORGOTTEN, /* its source is not wanted any more: its articles go */
	PAST_SAME,      /* has not changed: its articles stay */
	PAST_READ,      /* was read again: articles not found in it go */
	PAST_KEPT       /* can't be read now: articles not found in it stay */
};

struct past_file {
	bool has_articles; /* it is the home of some; once identities_open was called */
	bool closed;       /* not everybody may read it, and it counts among those that are read */
	bool anew;         /* it is read whether it has changed or not */
	uint32_t state;    /* enum past_state */
	uint32_t now;      /* its number in the ledger of this run */
	uint32_t row;      /* of it in the catalogue; once the survey judged */
	int source;        /* of it in the new generation, -1: none; likewise */
};

struct past {
	bool there;   /* else everything below is empty */
	char *folder; /* of the generation, owned */
	struct manifest manifest;
	struct catalogue catalogue;
	struct lost lost;
	struct names *names; /* NULL: none */
	struct spool files;  /* of struct past_file, by the old numbers */
};

#define PAST_NONE                                                                                  \
	((struct past){                                                                            \
		.manifest = MANIFEST_INIT, .catalogue = CATALOGUE_EMPTY, .files = SPOOL_CLOSED})

/* Opens the published generation of ARCHIVE; that there is none is no failure. */
bool past_open(struct past *p, const char *archive, struct error *err);

/* Opens what FOLDER has of the generation of M, which is taken over, as a repair made it: of what M
   lists, all is whole. FOLDER is copied. */
bool past_open_base(struct past *p, const char *folder, struct manifest *m, struct error *err);
void past_close(struct past *p);

/* Makes the table of states, in FOLDER. */
bool past_prepare(struct past *p, const char *folder, struct error *err);

/* NULL when NUMBER is none of its files. */
struct past_file *past_file(const struct past *p, uint32_t number);

/* Whether FILE, which may be NULL, still holds what it held, as far as is known. */
static inline bool past_is_there(const struct past_file *file)
{
	return file && (file->state == PAST_SAME || file->state == PAST_KEPT);
}

#endif
