#include "text/encoding/detect.h"

#include "text/encoding/legacy.h"
#include "text/encoding/misread.h"
#include "text/encoding/plausible.h"
#include "text/syllable/script.h"
#include "text/syllable/utf8.h"

#include <math.h>

enum { RUN_BYTES = 96 /* no word is longer: what is, is read in pieces */ };

/* In bits: by how much a Western word is likelier than nonsense; by how much the best
   reading must lead for half the doubt; who is so far behind has lost. */
static const double WESTERN_GAIN = 6, HALF_THE_DOUBT = 8, HOPELESS = 200;

/* A word, or several that no ASCII sign parts, in the bytes that an encoding reads. */
struct run {
	unsigned char bytes[RUN_BYTES];
	size_t len;
	bool whole; /* every character of the text was a byte */
};

static bool is_ascii_letter(unsigned char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_low_letter(unsigned char c)
{
	return c < ' ' && (legacy_has_low_letter(ENCODING_VISCII, c) ||
				  legacy_has_low_letter(ENCODING_VPS, c));
}

/* The next run of S at or after *AT, without its ASCII surroundings; *MARKED when it
   has more than ASCII letters. False when there is none. */
static bool next_run(struct str s, size_t *at, struct str *run, bool *marked)
{
	const unsigned char *p = (const unsigned char *)s.ptr;
	size_t start = *at;
	while (start < s.len && p[start] < 0x80 && !is_ascii_letter(p[start]) &&
		!is_low_letter(p[start]))
		start++;
	size_t end = start;
	*marked = false;
	for (; end < s.len; end++) {
		bool plain = is_ascii_letter(p[end]);
		if (!plain && p[end] < 0x80 && !is_low_letter(p[end]))
			break;
		if (end - start >= RUN_BYTES - 4 && (p[end] & 0xC0) != 0x80)
			break;
		if (end - start == RUN_BYTES)
			break;
		*marked = *marked || !plain;
	}
	*at = end;
	*run = str_slice(s, start, end);
	return end > start;
}

static void read_characters(enum encoding e, const struct run *run, struct plausible *p)
{
	for (size_t at = 0; at < run->len;) {
		int32_t cp;
		size_t len = run->len - at;
		if (e == ENCODING_UTF8_MISREAD) {
			at += misread_read(ENCODING_UTF8, run->bytes + at, len, &cp);
			if (cp == 0x00C3 && at == run->len)
				cp = 0x00E0; /* its no-break space was lost */
		} else if (e == ENCODING_UTF8) {
			size_t used = utf8_sequence(run->bytes + at, len);
			cp = 0xFFFD;
			if (used > 0)
				script_read((const char *)run->bytes + at, &cp);
			at += used > 0 ? used : utf8_ill_formed(run->bytes + at, len);
		} else {
			at += legacy_read(encoding_before(e), run->bytes + at, len, &cp);
		}
		plausible_add(p, cp);
	}
}

static unsigned hash_bit(const struct run *run)
{
	uint32_t h = 0;
	for (size_t i = 0; i < run->len; i++)
		h = (h ^ run->bytes[i]) * 0x01000193u;
	return h >> 26;
}

/* Whether a run looks like a Western word, or a quotation mark beside one. */
static bool is_western(const struct run *run)
{
	/* € ‚ „ … Š Œ Ž ‘ ’ “ ” • – — ™ š œ ž Ÿ */
	static const unsigned char usual_signs[] = {0x80, 0x82, 0x84, 0x85, 0x8A, 0x8C, 0x8E, 0x91,
		0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0x9A, 0x9C, 0x9E, 0x9F};
	bool letters = false;
	size_t high = 0;
	for (size_t i = 0; i < run->len; i++) {
		unsigned char c = run->bytes[i];
		letters = letters || is_ascii_letter(c);
		high = c >= 0xC0 ? high + 1 : 0;
		bool usual = c < 0x80 || c >= 0xA0 || memchr(usual_signs, c, sizeof usual_signs);
		if (c == 0xD7 || c == 0xF7 || high > 2 || !usual)
			return false;
	}
	return letters || run->len <= 2 || high == 0;
}

/* A Western word is likelier than nonsense, but less likely than a syllable. */
static void weigh_western(const struct run *run, struct reading *r)
{
	bool western = is_western(run);
	r->valid += western;
	r->invalid += !western;
	r->bits += plausible_nonsense_bits(run->len) - (western ? WESTERN_GAIN : 0);
}

static void weigh_run(enum encoding e, const struct run *run, struct reading *r)
{
	if (e == ENCODING_CP1252) {
		weigh_western(run, r);
		return;
	}
	struct plausible p;
	enum encoding before = encoding_before(e);
	plausible_start(&p, before == ENCODING_TCVN3 || before == ENCODING_VPS);
	if (run->whole)
		read_characters(e, run, &p);
	else
		plausible_add(&p, 0xFFFD);
	plausible_end(&p);
	r->bits += p.bits;
	r->valid += p.verdict == VERDICT_VALID;
	if (p.verdict == VERDICT_VALID && run->len > 1)
		r->seen |= (uint64_t)1 << hash_bit(run);
	r->invalid += p.verdict == VERDICT_INVALID;
}

static void as_it_is(struct str s, struct run *out)
{
	memcpy(out->bytes, s.ptr, s.len);
	out->len = s.len;
	out->whole = true;
}

/* The bytes that the characters of S, valid UTF-8, once were. */
static void as_it_was(struct str s, struct run *out)
{
	out->len = 0;
	out->whole = true;
	for (size_t at = 0; at < s.len && out->whole;) {
		int32_t cp;
		at += script_read(s.ptr + at, &cp);
		int byte = legacy_cp1252_byte(cp);
		out->whole = byte >= 0;
		out->bytes[out->len++] = (unsigned char)byte;
	}
}

static void count_sequences(struct str run, struct evidence *e)
{
	const unsigned char *p = (const unsigned char *)run.ptr;
	for (size_t at = 0; at < run.len;) {
		size_t used = utf8_sequence(p + at, run.len - at);
		e->well_formed += used > 1;
		e->ill_formed += used == 0;
		at += used > 0 ? used : utf8_ill_formed(p + at, run.len - at);
	}
}

static bool is_plain_syllable(struct str word)
{
	int32_t cps[SYLLABLE_MAX_LETTERS];
	if (word.len > SYLLABLE_MAX_LETTERS)
		return false;
	for (size_t i = 0; i < word.len; i++)
		cps[i] = word.ptr[i];
	return plausible_syllable(cps, word.len);
}

static void weigh_marked(struct str word, unsigned set, struct evidence *e)
{
	struct run now, once;
	as_it_is(word, &now);
	if (set & DETECT_MISREAD)
		as_it_was(word, &once);
	for (int i = 0; i < ENCODING_COUNT; i++) {
		if (set & 1u << i) {
			const struct run *run =
				encoding_is_misread((enum encoding)i) ? &once : &now;
			weigh_run((enum encoding)i, run, &e->readings[i]);
		}
	}
	e->marked++;
	count_sequences(word, e);
}

/* Leaves out of SET the readings that can't win any more; UTF-8 stays, to compare. */
static unsigned without_hopeless(unsigned set, struct evidence *e)
{
	double best = HUGE_VAL;
	for (int i = 0; i < ENCODING_COUNT; i++) {
		if (set & 1u << i && e->readings[i].bits < best)
			best = e->readings[i].bits;
	}
	for (int i = ENCODING_UTF8 + 1; i < ENCODING_COUNT; i++) {
		if (set & 1u << i && e->readings[i].bits > best + HOPELESS) {
			e->readings[i].bits = HUGE_VAL;
			set &= ~(1u << i);
		}
	}
	return set;
}

void detect_weigh(struct str s, unsigned set, struct evidence *e)
{
	enum { EVERY = 16 };
	struct str word;
	bool marked;
	set = without_hopeless(set, e);
	for (size_t at = 0; next_run(s, &at, &word, &marked);) {
		if (marked) {
			weigh_marked(word, set, e);
			if (e->marked % EVERY == 0)
				set = without_hopeless(set, e);
		} else {
			e->plain++;
			e->plain_valid += is_plain_syllable(word);
		}
	}
}

/* Three words in four have marks in Vietnamese, and nearly all of those are syllables.
   English notes on µm, or prices in £, have the same one again and again. */
static bool is_vietnamese(const struct evidence *e, const struct reading *r)
{
	enum { MANY = 16 };
	size_t told = r->valid + r->invalid;
	int different = __builtin_popcountll(r->seen);
	if (different == 0 || r->valid * 4 < told * 3)
		return false;
	if (e->plain_valid * 2 >= e->plain || different >= MANY)
		return true;
	return different > 1 && told * 7 >= e->plain + told;
}

static double share(const struct reading *r)
{
	size_t told = r->valid + r->invalid;
	return told > 0 ? (double)r->valid / (double)told : 0;
}

static bool is_western_text(const struct evidence *e, const struct reading *r)
{
	return e->ill_formed > e->well_formed && r->valid >= 2 && share(r) >= 0.9;
}

static bool makes_sense(const struct evidence *e, enum encoding encoding)
{
	const struct reading *r = &e->readings[encoding];
	if (encoding == ENCODING_UTF8)
		return true;
	return encoding == ENCODING_CP1252 ? is_western_text(e, r) : is_vietnamese(e, r);
}

struct finding detect_best(const struct evidence *e, unsigned set)
{
	enum encoding best = ENCODING_UTF8;
	double second = HUGE_VAL;
	for (int i = ENCODING_UTF8 + 1; i < ENCODING_COUNT; i++) {
		double bits = e->readings[i].bits;
		if (!(set & 1u << i) || !makes_sense(e, (enum encoding)i))
			continue;
		if (bits < e->readings[best].bits) {
			second = e->readings[best].bits;
			best = (enum encoding)i;
		} else if (bits < second) {
			second = bits;
		}
	}
	double lead = second - e->readings[best].bits;
	double sure = share(&e->readings[best]) * (1 - exp2(-lead / HALF_THE_DOUBT));
	return (struct finding){best, sure};
}
