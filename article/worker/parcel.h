/* What goes over the wire, as bytes, and what is believed of it.
 *
 * Who unpacks takes the bytes for hostile: every length, number and name is looked at, every text
 * is UTF-8, and there is nothing behind the end. */
#ifndef ARTICLE_WORKER_PARCEL_H
#define ARTICLE_WORKER_PARCEL_H

#include "article/readers/file.h"
#include "article/readers/step.h"

/* A file, as the reader of it is told: all of FILE but its descriptor. */
bool parcel_put_file(struct buf *out, const struct article_file *file);

/* What it was told lives in MAP, UNUSED and PATH, which FILE then borrows. */
bool parcel_take_file(struct str bytes, struct article_file *file, struct key_map *map,
	struct unused_keys *unused, struct buf *path);

/* One step of a reader, with what it says: an article, a member, a problem. */
struct parcel_step {
	enum article_step step;
	enum ceiling ceiling;
};

bool parcel_put_step(struct buf *out, struct parcel_step step, const struct article *a,
	const struct article_problem *p);

/* Puts what BYTES say into *A, whose memory it is given, and *P. False where they say nothing. */
bool parcel_take_step(
	struct str bytes, struct parcel_step *step, struct article *a, struct article_problem *p);

/* Keys that were not used. What is taken is added to what UNUSED (NULL: it is not counted) has. */
bool parcel_put_unused(struct buf *out, const struct unused_keys *unused);
bool parcel_take_unused(struct str bytes, struct unused_keys *unused);

bool parcel_put_error(struct buf *out, const struct error *e);
bool parcel_take_error(struct str bytes, struct error *e);

#endif
