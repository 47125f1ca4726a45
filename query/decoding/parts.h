/* What the two ways of decoding a query share. Private to query/decoding*.c. */
#ifndef QUERY_DECODING_PARTS_H
#define QUERY_DECODING_PARTS_H

#include "query/decoding/decoded.h"
#include "query/decoding/known.h"

struct decoder {
	struct str source;   /* the query as it stands */
	struct query *query; /* SOURCE, parsed, if that was possible */
	bool parsed;
	struct tokenizer *tokenizer;
	struct known *known;
	struct arena *memory;
	struct decoding *out;
	struct buf text; /* the decoded query, on its way from SOURCE */
	size_t copied;   /* bytes of SOURCE that TEXT stands for */
	size_t part_at;  /* in TEXT, where the part begins */
	struct buf scratch;
	size_t step;
	size_t kept;          /* parts of the steps before */
	const char *encoding; /* of the misread parts so far, NULL: none yet */
	bool changed;         /* TEXT is another than SOURCE */
	bool keyed;           /* all words of TEXT were typed for an input method */
};

/* How often the archive has the word T, which stands somewhere. */
uint64_t decoder_count(struct decoder *d, const struct token *t);

/* Begins a part at byte START of D's source, after all those before; what it becomes is
   then appended to D->text. ENCODING as in struct decoding_part. */
void parts_begin(
	struct decoder *d, size_t start, enum decoding_method method, const char *encoding);

/* Ends it before byte END. Failures show in parts_finish. */
void parts_end(struct decoder *d, size_t end);

/* Completes D->text. False when out of memory. */
bool parts_finish(struct decoder *d);

#endif
