/* Office files that are zip files of XML: members read as a stream, by handlers.
 *
 * libzip, which has nothing but zip in it, is fuzzed by OSS-Fuzz and kept up; libxml2 reads the XML
 * as events, without entities of a document's own, whatever is declared. */
#ifndef ARTICLE_READERS_CONTAINER_PACKAGE_H
#define ARTICLE_READERS_CONTAINER_PACKAGE_H

#include "base/error.h"
#include "base/str.h"

#include <stdint.h>

enum {
	PACKAGE_MEMBERS = 20000,      /* that a file may have */
	PACKAGE_BYTES_MAX = 256 << 20 /* that all that is read of one may unpack to */
};

struct package {
	struct zip *zip;
	uint64_t left; /* bytes that may still be unpacked */
};

/* An element that begins; its names are without prefixes. */
struct package_tag {
	const char *name;
	const unsigned char **attributes; /* as libxml2 gives them */
	int count;
};

/* What is called, in the order of the text. */
struct package_handler {
	void (*begin)(void *context, const struct package_tag *tag);
	void (*end)(void *context, const char *name);
	void (*text)(void *context, struct str text);
};

/* Whether BYTES begin as zip files do. */
bool package_is(struct str bytes);

/* BYTES must outlive P. ERROR_CORRUPT, ERROR_LIMIT, ERROR_MEMORY. */
bool package_open(struct package *p, struct str bytes, struct error *err);
void package_close(struct package *p);

bool package_has(const struct package *p, const char *member);

/* Calls HANDLER for all of MEMBER. True when there is no such member. Depth is bounded by libxml2,
   at 256. ERROR_CORRUPT, ERROR_LIMIT, ERROR_MEMORY. */
bool package_read(struct package *p, const char *member, const struct package_handler *handler,
	void *context, struct error *err);

/* The value of the attribute NAME; its ptr is NULL when there is none. */
struct str package_attribute(const struct package_tag *tag, const char *name);

/* The number that such a value begins with, of nine figures at most; 0 where there is none. */
uint32_t package_number(struct str value);

/* Whether such a value says yes, as an attribute that is there without one does. */
bool package_is_on(struct str value);

#endif
