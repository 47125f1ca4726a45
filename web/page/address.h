/* Addresses of the page: each is the whole state, so a link is the address that was asked for with
 * some of its parameters changed. */
#ifndef WEB_PAGE_ADDRESS_H
#define WEB_PAGE_ADDRESS_H

#include "web/request/target.h"

enum change_kind {
	CHANGE_SET,   /* every NAME goes, VALUE comes; none where its ptr is NULL */
	CHANGE_ADD,   /* VALUE comes beside those that are there */
	CHANGE_REMOVE /* those with VALUE go */
};

struct change {
	enum change_kind kind;
	const char *name;
	struct str value;
};

enum { ADDRESS_CHANGES = 16 };

/* Appends PATH, which is encoded here, and behind "?" the parameters of T with CHANGES made, the
   empty ones left out. */
void address_append(struct buf *out, struct str path, const struct target *t,
	const struct change *changes, size_t count);

/* Makes the same changes in OUT, which borrows from T and CHANGES: without its store, so there is
   nothing to free. False where there would be too many parameters. */
bool address_change(const struct target *t, struct str path, const struct change *changes,
	size_t count, struct target *out);

#endif
