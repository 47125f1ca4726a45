/* Whose an archive is. A manifest names folders that every later run reads, so it must not be
 * believed because it lies there: whoever hands over an archive would choose what of the
 * reader's own files becomes searchable.
 *
 * So a generation says where it was made (struct manifest_origin): in which archive, on which
 * machine, by whom. Sources that stand in a manifest of another origin, or in one whose file
 * belongs to another user than those that this run writes (root excepted), are read only when
 * they are confirmed: each by its name on the command line, or all by --trust. */
#ifndef INDEXER_RUN_ORIGIN_H
#define INDEXER_RUN_ORIGIN_H

#include "archive/manifest.h"
#include "base/buf.h"

struct run;

/* Notes in the manifest of RUN, whose archive has its id and whose draft is there, where it is
   made. */
bool origin_note(struct run *run, struct error *err);

/* Whether the sources of RUN, which are resolved, may be read. ERROR_USAGE: they have to be
   confirmed; the message says why, and which. Where the origin is another and all is
   confirmed, the run is one that changes something, so that it is noted. */
bool origin_check(struct run *run, struct error *err);

/* For who only looks: appends to REASONS why update, run by the same user, would ask for the
   sources of the manifest M of ARCHIVE to be confirmed; nothing where it would not. */
bool origin_differs(
	const struct manifest *m, const char *archive, struct buf *reasons, struct error *err);

#endif
