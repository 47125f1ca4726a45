/* The byte tables of the legacy encodings, as they are written down. */
#ifndef TEXT_ENCODING_LEGACY_TABLES_H
#define TEXT_ENCODING_LEGACY_TABLES_H

#include "text/encoding/encoding.h"

enum { LEGACY_ROWS = 8, LEGACY_MAX_MARKS = 20, LEGACY_MAX_LOW = 16 };

struct legacy_table {
	/* Bytes 80 to FF, sixteen characters a row; '.' where the byte is what
	   windows-1252 has there, or nothing. */
	const char *rows[LEGACY_ROWS];
	/* Letters in the place of control characters, ended by letter NULL. */
	struct {
		unsigned char byte;
		const char *letter;
	} low[LEGACY_MAX_LOW];
	/* Bytes that change the letter before them: what they make of each of BASES
	   ('.' nothing), lower case; capitals go likewise. Ended by letters NULL. */
	const char *bases;
	struct {
		unsigned char byte;
		const char *letters;
	} marks[LEGACY_MAX_MARKS];
	/* A mark's byte less 20 (hexadecimal) is the same mark, drawn higher. */
	bool marks_have_capitals;
};

/* The table of E, one of ENCODING_CP1252 to ENCODING_CP1258. */
const struct legacy_table *legacy_table_of(enum encoding e);

#endif
