/* Zip, tar, 7z, RAR and what is packed by bzip2: the files in them are members (ARTICLE_MEMBER). */
#ifndef ARTICLE_READERS_PACK_PACK_H
#define ARTICLE_READERS_PACK_PACK_H

#include "article/readers/formats.h"

extern const struct reader_ops pack_reader_ops;

/* Loads what libarchive needs, before the process is confined. Returns true. */
bool pack_warm_up(void);

#endif
