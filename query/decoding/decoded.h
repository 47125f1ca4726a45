/* What of a query was typed for another keyboard or misread, and what it was read as. */
#ifndef QUERY_DECODING_DECODED_H
#define QUERY_DECODING_DECODED_H

#include "base/buf.h"

enum decoding_method {
	DECODING_PERCENT, /* codes of an address */
	DECODING_ENTITY,  /* codes of a page */
	DECODING_TELEX,
	DECODING_VNI,
	DECODING_MISREAD /* an encoding taken for windows-1252 */
};

/* A stretch of the query, which is decoded step by step: TYPED of what the step before made. */
struct decoding_part {
	struct str typed, read_as;
	size_t step;
	size_t typed_at, read_at; /* bytes of the query before the step and behind it */
	enum decoding_method method;
	const char *encoding; /* its name, of misread text; else NULL */
};

struct decoding {
	struct decoding_part *parts; /* misread text before typed words */
	size_t count;
};

/* The byte of the query as it was typed that byte AT of the decoded one comes from: the place where
   something begins or, where it ENDS, ends. Within a part it is that of the code, or of the word.
 */
size_t decoding_place(const struct decoding *d, size_t at, bool ends);

/* "telex", "vni-typing", or for misread text its encoding: "utf-8", "tcvn3", "vni" … */
void decoding_append_method(struct buf *out, const struct decoding_part *p);

/* For people: “toor quoocs” is read as “tổ quốc”, typed in Telex. */
void decoding_append_note(struct buf *out, const struct decoding *d);

#endif
