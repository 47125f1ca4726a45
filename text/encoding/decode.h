/* Bytes of unknown encoding to UTF-8.
 *
 * UTF-8 that is valid comes back as it is, so that offsets into it are offsets
 * into the source; no normal form is imposed. Everything else is the encoding
 * that makes most of it Vietnamese syllables (text/encoding/detect.h); where a file mixes
 * encodings, each paragraph is read in its own. Soft hyphens stay: in TCVN3 they
 * are the letter ư. */
#ifndef TEXT_ENCODING_DECODE_H
#define TEXT_ENCODING_DECODE_H

#include "base/buf.h"
#include "base/error.h"
#include "text/encoding/encoding.h"
#include "text/syllable/utf8.h"

struct decoded {
	struct str text;        /* valid UTF-8, without byte order mark; borrows the input or OUT */
	enum encoding encoding; /* what most of the text was in */
	enum encoding second;   /* what other paragraphs were in; ENCODING when none was */
	unsigned encodings;     /* all that paragraphs of it were in: a bit 1 << E for each */
	double confidence;      /* that it was ENCODING, or all of those, 0 to 1 */
	size_t skipped;      /* bytes of byte order mark before text, when text borrows the input */
	size_t repaired;     /* invalid sequences, each replaced by U+FFFD */
	size_t first_repair; /* offset in the input of the first of them */
};

/* Decodes BYTES into *D, using OUT (emptied first) where the text can't be borrowed.
   Fails with ERROR_INPUT when BYTES is no text at all (binary: many NULs or control
   characters, or mostly invalid), or ERROR_MEMORY. */
bool decode_text(struct str bytes, struct buf *out, struct decoded *d, struct error *err);

/* Whether nothing in TEXT, valid UTF-8, looks misread: decode_text would leave it as it
   is. Costs next to nothing. */
bool decode_is_clean(struct str text);

/* Like decode_text, when E is known to be the encoding of all of BYTES. ENCODING_DETECT:
   the same as decode_text. */
bool decode_text_as(
	struct str bytes, enum encoding e, struct buf *out, struct decoded *d, struct error *err);

/* Reads a misread word or phrase of a query, valid UTF-8: tæ quèc, toå quoác,
   Tá»• quá»‘c. True when it is nonsense as it stands, and as *AS (a misread encoding)
   all words of it that have marks, or four in five, are Vietnamese syllables, clearly
   more likely than in any other; OUT (emptied first) then holds it. Meant for words that the
   archive doesn't have. */
bool decode_word(struct str word, struct buf *out, enum encoding *as);

#endif
