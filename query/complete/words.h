/* Words that a query may go on with. */
#ifndef QUERY_COMPLETE_WORDS_H
#define QUERY_COMPLETE_WORDS_H

#include "base/error.h"
#include "query/complete/candidates.h"

struct lexicon;
struct tokenizer;

/* Words of the archive that begin with TYPED, at least a letter, in lower case, likeliest behind
   the text BEFORE: by runs of three words and pairs where the archive has them, else by how
   frequent they are; where TYPED is WHOLE, itself and its other marks alone. Words of BEFORE
   without marks may be any spelling. Adds to OUT. */
bool words_complete(const struct lexicon *l, struct tokenizer *t, struct str before,
	struct str typed, bool whole, struct candidates *out, struct error *err);

#endif
