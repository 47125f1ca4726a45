/* Queries that reach us in disguise: typed for an input method that was off (toor
 * quoocs, to63 quo61c), or pasted from a text in a legacy encoding (tæ quèc, toå
 * quoác, Tá»• quá»‘c).
 *
 * Only what the archive does not have is read in another way, and only where it then
 * has it, at least for the most part:
 *
 * - Misread text first, since it may hold signs that mean something else in a query
 *   (á»“ is ồ). A stretch of it is decoded as a whole, in the encoding that makes
 *   Vietnamese of all its words (text/encoding/decode.h), so that words come along which happen
 *   to be Vietnamese as they stand (vÒ).
 * - Then Telex or VNI, whichever reads more of the unknown words; neither, where it
 *   reads no more than half. A single letter (is: í, A4: ã) is read so only beside
 *   other words. In quotes, syllables stay as they are.
 *
 * A word of the archive is never read as Telex or VNI, and a query of such words costs
 * no more than looking them up. */
#ifndef QUERY_READING_DECODING_H
#define QUERY_READING_DECODING_H

#include "query/reading/decoded.h"
#include "query/reading/known.h"

/* Reads TEXT like query_parse, decoding what must be: Q's text is then the decoded one.
   What OUT holds lives in MEMORY. */
bool decoding_parse(struct str text, struct tokenizer *t, struct known *known, struct arena *memory,
	struct query *q, struct decoding *out, struct error *err, size_t *at);

#endif
