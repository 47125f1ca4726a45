/* What an audience sees of an archive: a generation of its own within the generation that has all,
 * made by the run that published that. Nothing else is opened for it. */
#ifndef ARCHIVE_AUDIENCE_VIEW_H
#define ARCHIVE_AUDIENCE_VIEW_H

#include "archive/contents.h"
#include "archive/manifest.h"

/* Which generation is published, and what of it is seen. */
struct archive_seen {
	uint32_t generation;
	uint32_t view;  /* number of the view; 0: all of it */
	const char *as; /* whose it is, borrowed */
	int64_t from;   /* since when it is seen, seconds since 1970 */
};

/* Which view the audience AS sees of the published generation of ARCHIVE at NOW, seconds since
   1970. ERROR_USAGE where the archive knows no such audience. */
bool view_find(const char *archive, const char *as, int64_t now, struct archive_seen *out,
	struct error *err);

/* The folder of what the audience AS sees at NOW, seconds since 1970, of the published generation
   of ARCHIVE; AS NULL: the folder of all of it. Owned by the caller, NULL on failure. ERROR_USAGE
   where the archive knows no such audience. */
char *view_folder(const char *archive, const char *as, int64_t now, struct archive_seen *out,
	struct error *err);

/* Calls VISIT for whatever is wrong with the views of the generation in FOLDER, whose manifest is
   M: what is not as its manifest says, or shows what its audience may not see. Files that are the
   same as those of the whole are not looked into again. False where it can't be told. */
bool views_check(const struct manifest *m, const char *folder, contents_visitor *visit,
	void *context, struct error *err);

#endif
