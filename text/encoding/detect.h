/* Which encoding a text is in: the one that makes most of it Vietnamese syllables,
 * and common ones. */
#ifndef TEXT_ENCODING_DETECT_H
#define TEXT_ENCODING_DETECT_H

#include "text/encoding/encoding.h"

#include <stdint.h>

/* A set of encodings: bit 1 << E for each. */
enum {
	DETECT_UTF8 = 1 << ENCODING_UTF8,
	/* what bytes that are not UTF-8 may be in */
	DETECT_LEGACY = 1 << ENCODING_CP1252 | 1 << ENCODING_TCVN3 | 1 << ENCODING_VNI |
			1 << ENCODING_VISCII | 1 << ENCODING_VPS | 1 << ENCODING_CP1258,
	/* what valid UTF-8 may have been in */
	DETECT_MISREAD = 1 << ENCODING_UTF8_MISREAD | 1 << ENCODING_TCVN3_MISREAD |
			 1 << ENCODING_VNI_MISREAD | 1 << ENCODING_VISCII_MISREAD |
			 1 << ENCODING_VPS_MISREAD | 1 << ENCODING_CP1258_MISREAD
};

/* What a text looks like, read in one encoding. */
struct reading {
	size_t valid;   /* words with marks that are Vietnamese syllables, or Western words */
	size_t invalid; /* and that are nonsense */
	double bits;    /* how surprising all of it is: less is better */
	uint64_t seen;  /* a bit for each valid word of two bytes or more, by its hash */
};

struct evidence {
	struct reading readings[ENCODING_COUNT];
	size_t marked;                  /* words with other bytes than ASCII */
	size_t plain, plain_valid;      /* words in ASCII, and those that are syllables */
	size_t well_formed, ill_formed; /* sequences of UTF-8 */
};

/* Adds what S tells of the encodings in SET. Where SET has misread ones, S must be
   valid UTF-8. Readings that fall hopelessly behind get infinite bits and are dropped. */
void detect_weigh(struct str s, unsigned set, struct evidence *e);

struct finding {
	enum encoding encoding;
	double confidence; /* 0 to 1 */
};

/* The encoding in SET that the evidence is for. SET must have ENCODING_UTF8, which is
   the answer unless another is better and makes sense of the text. */
struct finding detect_best(const struct evidence *e, unsigned set);

#endif
