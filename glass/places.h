/* Where terms stand in the documents of a database, read from its position table. */
#ifndef GLASS_PLACES_H
#define GLASS_PLACES_H

#include "base/buf.h"
#include "base/error.h"

struct glass_places;

/* Opens those of the database in FOLDER. NULL on failure. */
struct glass_places *glass_places_open(const char *folder, struct error *err);
void glass_places_close(struct glass_places *p);

/* Sets the term that is asked about. False when out of memory. */
bool glass_places_ask(struct glass_places *p, struct str term);

/* Reads the first MAX positions of that term in DOCUMENT, *N of them or fewer, into OUT,
   which has room for MAX. It is quickest when documents are asked about in their order. */
bool glass_places_read(struct glass_places *p, uint32_t document, size_t max, uint32_t *out,
	size_t *n, struct error *err);

#endif
