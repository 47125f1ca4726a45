/* Scans that were read before: the article, as it was kept. */
#ifndef ARTICLE_READERS_KEPT_H
#define ARTICLE_READERS_KEPT_H

#include "article/readers/formats.h"

/* Reads the article that was kept of FILE, a scan. Its open gives NULL, without an error, where
   none was, or by another version, or where it is damaged. */
extern const struct reader_ops kept_reader_ops;

/* Keeps A, which was read of the scan FILE and is not completed by what its path says. */
void kept_add(const struct article_file *file, const struct article *a);

#endif
