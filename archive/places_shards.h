/* The shards that places are in, for archive/near/. */
#ifndef ARCHIVE_PLACES_SHARDS_H
#define ARCHIVE_PLACES_SHARDS_H

#include <stddef.h>

struct budget;
struct places;
struct places_texts;
struct positions_file;

/* Document d of shard s has the number (d - 1) * shards + s + 1 in the whole. */
size_t places_shard_count(const struct places *p);
struct positions_file *places_shard(const struct places *p, size_t number);

struct budget *places_budget(const struct places *p);

/* What P is of, where it is of texts; else NULL: it is of files. */
const struct places_texts *places_texts_of(const struct places *p);

#endif
