/* Signatures: what tells, without the texts, which ones may be nearly the same.
 *
 * A shingle is a run of SHINGLE_WORDS words. A signature is the least of the hashes of a text's
 * shingles: two texts share as many of theirs as they share shingles (Broder, "On the resemblance
 * and containment of documents", 1997). It depends on the text alone, on any machine. */
#ifndef TEXT_SHINGLE_SHINGLE_H
#define TEXT_SHINGLE_SHINGLE_H

#include <stddef.h>
#include <stdint.h>

enum {
	SHINGLE_WORDS = 5,
	SIGNATURE_HASHES = 32,
	SIGNATURE_MAX = 4 * SIGNATURE_HASHES /* bytes, as it is stored */
};

struct signature {
	uint32_t hashes[SIGNATURE_HASHES]; /* ascending, each once */
	size_t count;
};

/* Reads one text after the other, word by word. */
struct shingler {
	uint64_t words[SHINGLE_WORDS]; /* the last ones, in a ring; first zeros */
	uint64_t run;                  /* of these */
	uint32_t at;                   /* of the oldest */
	uint32_t missing;              /* words until the first run is whole */
	uint32_t bound;                /* what is as great can't be among the least */
	struct signature least;
};

void shingler_begin(struct shingler *s);

/* The next word, by a checksum of its spelling. */
void shingler_add(struct shingler *s, uint64_t word);

/* The signature of the words since shingler_begin; of fewer than SHINGLE_WORDS an empty one. */
void shingler_end(struct shingler *s, struct signature *out);

/* Writes S as it is stored; returns the bytes. */
size_t signature_put(const struct signature *s, char out[SIGNATURE_MAX]);

/* Reads LEN bytes of what that wrote, which may be hostile: no more than there is room for. */
void signature_take(const char *bytes, size_t len, struct signature *out);

#endif
