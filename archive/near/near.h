/* Words and phrases that stand near each other, in one sentence, in one paragraph or in one zone:
 * whether a document has them so, told by positions (archive/places.h). */
#ifndef ARCHIVE_NEAR_NEAR_H
#define ARCHIVE_NEAR_NEAR_H

#include "archive/places.h"
#include "text/zone.h"

/* Words in a row; xc_word: one of several spellings. */
struct near_row {
	const struct xc_word *words;
	size_t count; /* at least 1 */
};

/* One of several rows, which begins DISTANCE words behind the end of the part before it. */
struct near_part {
	const struct near_row *rows;
	size_t count;
	uint32_t distance;
};

/* Parts behind each other. */
struct near_choice {
	const struct near_part *parts;
	size_t count; /* at least 1 */
};

enum near_link { NEAR_WITHIN, NEAR_SENTENCE, NEAR_PARAGRAPH };

/* One of several choices, by its LINK to the operand before it: at most DISTANCE words from its
   end to the beginning of the other, whichever comes first; or in one sentence or paragraph. Two
   operands never share a word. */
struct near_operand {
	const struct near_choice *choices;
	size_t count;
	enum near_link link;
	uint32_t distance;
};

struct near_request {
	const struct near_operand *operands;
	size_t count; /* at least 1 */
	bool in_zone; /* all of them stand in ZONE */
	enum zone zone;
};

struct near;

/* Of REQUEST, which must live until it is closed. NULL on failure. */
struct near *near_open(
	struct places *places, const struct near_request *request, struct error *err);
void near_close(struct near *n);

/* Whether DOCID has what is asked for. Of documents of one shard, shard after shard, in ascending
   order. Where the budget of PLACES is over, none has. */
bool near_has(struct near *n, uint32_t docid, bool *found, struct error *err);

#endif
