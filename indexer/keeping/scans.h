/* What OCR read of scans, in ARCHIVE/ocr: a file each, named by the SHA-256 of the scan, so that
 * none is read twice, be it moved, touched, or the archive rebuilt. Each begins with the key of
 * what the file of the source holds that it was last read from: the scan itself, or a pack or a
 * mail. */
#ifndef INDEXER_KEEPING_SCANS_H
#define INDEXER_KEEPING_SCANS_H

#include "archive/digest.h"
#include "article/readers/scan_store.h"
#include "base/error.h"

/* What S, which the store borrows, is kept in. */
struct scans {
	const char *archive; /* its folder, borrowed */
	bool trial;          /* nothing is kept */
	struct key content;  /* of the file that is being read, as the catalogue has it */
};

/* What can't be kept, or can't be read again, costs the time to read the scan once more. */
struct scan_store scans_store(struct scans *s);

/* Forgets what is of files that no generation of ARCHIVE knows; nothing where one can't be read.
   False: not all that should go could be removed. */
bool scans_prune(const char *archive, struct error *err);

/* Forgets all of them: an article that is purged may be among them. */
bool scans_forget(const char *archive, struct error *err);

#endif
