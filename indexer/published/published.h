/* A generation, usually the published one, for commands that look at it. */
#ifndef INDEXER_PUBLISHED_PUBLISHED_H
#define INDEXER_PUBLISHED_PUBLISHED_H

#include "archive/manifest.h"

struct published {
	uint32_t number;
	char *folder; /* owned */
	struct manifest manifest;
};

bool published_open(struct published *p, const char *archive, struct error *err);
bool published_open_number(
	struct published *p, const char *archive, uint32_t number, struct error *err);
void published_close(struct published *p);

#endif
