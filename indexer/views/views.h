/* What each audience of an archive sees: for each a generation of its own, within the generation
 * that has all, of the shards whose articles it may see, which are linked, with groups, words,
 * names and lost documents of these alone. Whoever asks as that audience opens nothing else, so
 * that what is hidden tells of itself in no figure, word or order of an answer.
 *
 * An embargo that ends is another view, made beforehand, which is opened from that moment on: no
 * run need come between. Of later ones than VIEWS_AHEAD the next run makes views. */
#ifndef INDEXER_VIEWS_VIEWS_H
#define INDEXER_VIEWS_VIEWS_H

#include "archive/lost.h"

enum { VIEWS_AHEAD = 8 };

struct views_request {
	const char *folder;        /* of the generation, whose shards are there */
	struct manifest *manifest; /* of it; its shards and audiences are listed, views are added */
	const struct lost *lost;
	const char *past_folder;     /* of the generation before; NULL: none to go on from */
	const struct manifest *past; /* of it */
	uint64_t memory;             /* for learning words */
	/* Writes and seals in FOLDER the names of the articles in the shards of M. */
	bool (*names)(void *context, const char *folder, struct manifest *m, struct error *err);
	void *context;
};

bool views_write(const struct views_request *r, struct error *err);

#endif
