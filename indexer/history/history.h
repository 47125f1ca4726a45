/* What articles said before they were changed: kept by each run that publishes, for the next
 * generation. */
#ifndef INDEXER_HISTORY_HISTORY_H
#define INDEXER_HISTORY_HISTORY_H

#include "indexer/history/segments.h"
#include "indexer/inversion/spool.h"

/* What an article of the generation before is called now; NULL: it is gone. */
typedef const struct key *history_now(void *context, const struct key *article);

/* Whether a text must not stay; false, with ERR filled, to fail. */
typedef bool history_refuses(
	void *context, const struct record *r, bool *refused, struct error *err);

struct history {
	const char *folder;    /* of the new generation */
	const char *from;      /* of the one before; NULL: there is none */
	int64_t seen_ns;       /* when the run began that made it */
	bool forgives;         /* what of it is damaged is lost, and no failure */
	bool is_lost;          /* some was */
	struct versions *past; /* of it; owned; NULL: none */
	struct segments segments;
	struct record_encoder *encoder; /* owned, once it is needed */
	struct buf bytes;               /* scratch */
	struct spool rows;              /* of struct version */
	uint64_t count;                 /* of them; once finished, of those that stay */
};

#define HISTORY_CLOSED ((struct history){.rows = SPOOL_CLOSED})

/* Goes on from the generation in FROM (NULL: none), whose manifest is M; all are borrowed.
   FORGIVES: as above; else damage is ERROR_CORRUPT. */
bool history_open(struct history *h, const char *folder, const char *from, const struct manifest *m,
	bool forgives, struct error *err);
void history_close(struct history *h);

/* Whether ERR is nothing but damage that H forgives; it is noted as lost then. */
bool history_forgives(struct history *h, const struct error *err);

/* Keeps R, which the article with the key ARTICLE in the generation before said, with CONTENT in
   the catalogue, until the run that began at UNTIL_NS. */
bool history_add(struct history *h, const struct key *article, const struct key *content,
	const struct record *r, int64_t until_ns, struct error *err);

/* What stays. */
struct history_rule {
	int64_t oldest_ns; /* what ended before goes; INT64_MAX: all goes */
	history_now *now;
	history_refuses *refuses; /* NULL: nothing is refused; else all texts are written anew */
	void *context;            /* of both */
};

/* Writes, seals and lists in OUT what stays; nothing where there is nothing. */
bool history_finish(struct history *h, const struct history_rule *rule, struct manifest *out,
	struct error *err);

#endif
