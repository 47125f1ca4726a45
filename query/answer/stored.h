/* What the archive stores of an article. */
#ifndef QUERY_ANSWER_STORED_H
#define QUERY_ANSWER_STORED_H

#include "base/error.h"

#include <stdint.h>

struct record;
struct search;

/* Reads the record of DOCID, in the memory of S until the next call. */
bool stored_read(struct search *s, uint32_t docid, struct record *out, struct error *err);

#endif
