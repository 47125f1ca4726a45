/* Scans that were read. */
#ifndef ARTICLE_READERS_SCAN_STORE_H
#define ARTICLE_READERS_SCAN_STORE_H

#include "base/buf.h"

/* Where what OCR read is kept, by what the file holds, so that it is read once. */
struct scan_store {
	/* Appends what was kept of the open file FD to OUT. False where nothing was. */
	bool (*find)(void *context, int fd, struct buf *out);
	void (*keep)(void *context, int fd, struct str bytes);
	void *context;
};

#endif
