/* What the marks of a query, typed or missing, ask for. */
#ifndef QUERY_READING_DIACRITICS_H
#define QUERY_READING_DIACRITICS_H

enum diacritics {
	DIACRITICS_AUTO,
	DIACRITICS_EXACT, /* every word as typed */
	DIACRITICS_IGNORE /* any spelling of every word */
};

#endif
