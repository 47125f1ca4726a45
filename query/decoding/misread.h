/* Misread text in a query. Of no use outside query/reading/decoding*.c. */
#ifndef QUERY_DECODING_MISREAD_H
#define QUERY_DECODING_MISREAD_H

#include "query/decoding/parts.h"

/* Decodes misread text to D->text. False when out of memory. */
bool decoding_misread(struct decoder *d);

#endif
