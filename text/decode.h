/* Bytes of unknown encoding to UTF-8.
 *
 * UTF-8 that is valid comes back as it is, so that offsets into it are offsets
 * into the source; no normal form is imposed. */
#ifndef TEXT_DECODE_H
#define TEXT_DECODE_H

#include "base/buf.h"
#include "base/error.h"

enum encoding { ENCODING_UTF8, ENCODING_UTF16LE, ENCODING_UTF16BE, ENCODING_COUNT };

struct decoded {
	struct str text;        /* valid UTF-8, without byte order mark; borrows the input or OUT */
	enum encoding encoding; /* what the bytes were in */
	size_t skipped;      /* bytes of byte order mark before text, when text borrows the input */
	size_t repaired;     /* invalid sequences, each replaced by U+FFFD */
	size_t first_repair; /* offset in the input of the first of them */
};

/* Decodes BYTES into *D, using OUT (emptied first) where the text can't be borrowed.
   Fails with ERROR_INPUT when BYTES is no text at all (binary: many NULs or control
   characters, or mostly invalid), or ERROR_MEMORY. */
bool decode_text(struct str bytes, struct buf *out, struct decoded *d, struct error *err);

/* "UTF-8", "UTF-16LE" … */
const char *encoding_name(enum encoding e);

/* The length of the longest valid UTF-8 prefix of S, by the Unicode standard's
   table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF. */
size_t utf8_valid_prefix(struct str s);

#endif
