/* Queries that reach us in disguise: typed for an input method that was off (toor
 * quoocs, to63 quo61c), or pasted from a text in a legacy encoding (tæ quèc, toå
 * quoác, Tá»• quá»‘c).
 *
 * - Misread text first, since it may hold signs that mean something else in a query
 *   (á»“ is ồ). A stretch of what the archive lacks is decoded as a whole, in the encoding
 *   that makes Vietnamese of all its words (text/encoding/decode.h), so that words come along
 *   which happen to be Vietnamese as they stand (vÒ).
 * - Then Telex or VNI, where the line is so much likelier as typed for it, by what the
 *   archive writes, than as it stands (query/reading/lattice.h). A single letter (is: í, A4: ã)
 *   is read so only beside other words. In quotes, syllables stay as they are.
 *
 * A query none of whose words can be typed so costs no more than to try. */
#ifndef QUERY_DECODING_DECODING_H
#define QUERY_DECODING_DECODING_H

#include "query/decoding/decoded.h"
#include "query/decoding/known.h"

/* Reads TEXT like query_parse, decoding what must be: Q's text is then the decoded one, and the
   places of its notes are those of TEXT. What OUT holds lives in MEMORY. */
bool decoding_parse(struct str text, struct tokenizer *t, struct known *known, struct arena *memory,
	struct query *q, struct decoding *out, struct error *err, size_t *at);

#endif
