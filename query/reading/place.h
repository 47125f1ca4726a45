/* Places in a query: bytes of it. */
#ifndef QUERY_READING_PLACE_H
#define QUERY_READING_PLACE_H

#include <stddef.h>

/* Where there is no place in the query to point at. */
#define QUERY_NO_PLACE ((size_t)-1)

#endif
