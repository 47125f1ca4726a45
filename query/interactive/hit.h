/* A hit, or an article, of an answer in JSON as styled lines. */
#ifndef QUERY_INTERACTIVE_HIT_H
#define QUERY_INTERACTIVE_HIT_H

#include "base/buf.h"

#include <jansson.h>

/* How a hit is shown. */
struct hit_look {
	size_t columns;
	size_t passages; /* at most */
	bool here;       /* it is the one that is selected */
	bool like;       /* it is like an article, whose words nobody typed */
	bool unfolded;   /* what is nearly the same is shown, too */
};

/* Appends the lines of HIT, title, what is known of it, passages. */
void hit_append(struct buf *out, const json_t *hit, const struct hit_look *how);

/* Appends all of ARTICLE, marked where it has pieces. */
void article_append(struct buf *out, const json_t *article, size_t columns);

#endif
