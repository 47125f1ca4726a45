/* What OCR read of scans, in ARCHIVE/ocr: a file each, named by the SHA-256 of the scan, so that
 * none is read twice, be it moved, touched, or the archive rebuilt. */
#ifndef INDEXER_KEEPING_SCANS_H
#define INDEXER_KEEPING_SCANS_H

#include "article/readers/scan_store.h"
#include "base/error.h"

/* What S, which the store borrows, is kept in. */
struct scans {
	const char *archive; /* its folder, borrowed */
	bool trial;          /* nothing is kept */
};

/* What can't be kept, or can't be read again, costs the time to read the scan once more. */
struct scan_store scans_store(struct scans *s);

/* Forgets all of them: an article that is purged may be among them. */
bool scans_forget(const char *archive, struct error *err);

#endif
