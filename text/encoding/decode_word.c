/* What queries need of decoding, apart from the rest: who reads no files should not have to
 * load ICU for those in UTF-16. */
#include "text/encoding/decode.h"

#include "text/encoding/capitals.h"
#include "text/encoding/detect.h"
#include "text/encoding/misread.h"

static const double MARGIN = 3;

/* Bits that a reading of a few words must be ahead by: more for encodings that few
   people have files in, whose letters stand in each other's places; less for UTF-8,
   whose sequences don't come about by chance. */
static double handicap(enum encoding e, size_t words, bool nonsense)
{
	if (e == ENCODING_UTF8_MISREAD)
		return nonsense ? 0 : -3 * MARGIN;
	if (e == ENCODING_TCVN3_MISREAD || e == ENCODING_VNI_MISREAD)
		return 0;
	return words > 1 ? 2 * MARGIN : 100;
}

/* A few words may be names or acronyms. */
static bool reads_nearly_all(const struct reading *r)
{
	enum { ONE_IN = 5 };
	return r->valid > 0 && r->invalid * (ONE_IN - 1) <= r->valid;
}

bool decode_word(struct str word, struct buf *out, enum encoding *as)
{
	buf_reset(out);
	if (utf8_valid_prefix(word) < word.len)
		return false;
	struct evidence e = {0};
	detect_weigh(word, DETECT_UTF8 | DETECT_MISREAD, &e);
	const struct reading *raw = &e.readings[ENCODING_UTF8];
	double best = raw->bits - (raw->invalid > 0 ? 2 : 4) * MARGIN, second = best;
	*as = ENCODING_UTF8;
	for (int i = ENCODING_UTF8_MISREAD; i < ENCODING_COUNT; i++) {
		const struct reading *r = &e.readings[i];
		double bits = r->bits + handicap((enum encoding)i, r->valid, raw->invalid > 0);
		/* Multi-byte sequences don't come about by chance; single letters do. */
		bool possible = raw->invalid > 0 || i == ENCODING_UTF8_MISREAD;
		if (!possible || !reads_nearly_all(r) || bits >= second)
			continue;
		if (bits < best) {
			second = best;
			best = bits;
			*as = (enum encoding)i;
		} else {
			second = bits;
		}
	}
	if (*as == ENCODING_UTF8 || second - best < MARGIN)
		return false;
	if (!misread_decode(encoding_before(*as), word, out))
		return false;
	if (*as == ENCODING_TCVN3_MISREAD)
		capitals_restore(out->ptr, out->len, false);
	return true;
}
