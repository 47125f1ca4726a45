/* Objects of JSON on standard output, for programs. */
#ifndef INDEXER_JSON_H
#define INDEXER_JSON_H

#include "printing/print.h"

#include <jansson.h>
#include <stdlib.h>

/* TEXT as a string; null where it is no UTF-8, as paths may be: the text for people escapes it. */
static inline json_t *json_of_text(struct str text)
{
	json_t *out = json_stringn(text.ptr, text.len);
	return out ? out : json_null();
}

/* Prints OBJECT as a line, and frees it. False when out of memory: then it may be NULL, too. */
static inline bool json_print_line(json_t *object)
{
	char *text = json_dumps(object, JSON_COMPACT);
	json_decref(object);
	if (!text)
		return false;
	print_json(str_from_c(text));
	print_out("\n");
	free(text);
	return true;
}

#endif
