#include "text/encoding/plausible.h"

#include "text/syllable/script.h"
#include "text/syllable/syllable_set.h"
#include "text/token/common.h"

#include <string.h>
#include <utf8proc.h>

/* Costs in bits, set by trial on real articles in each encoding. */
static const double UNCOMMON = 2, PLAIN_LETTER = 2.5;
static const double NONSENSE = 20; /* and PLAIN_LETTER for each character */
static const double SIGN = 4, ODD_SIGN = 8;
static const double TONE_ELSEWHERE = 4, CAPITAL_INSIDE = 8, LETTER_ALONE = 8;

void plausible_start(struct plausible *p, bool caseless)
{
	memset(p, 0, sizeof *p);
	p->caseless = caseless;
}

/* Signs that stand against words, or between two, in any text. */
static bool is_joining_sign(int32_t cp)
{
	return cp == 0x00A0 || cp == 0x2026 || (cp >= 0x2010 && cp <= 0x2022);
}

/* Signs that stand against words, on one side. */
static bool is_outer_sign(int32_t cp)
{
	switch (cp) {
	case 0x00AB: /* « */
	case 0x00B0: /* ° */
	case 0x00B2: /* m² */
	case 0x00B3:
	case 0x00BB: /* » */
		return true;
	default:
		return false;
	}
}

static bool is_letter(int32_t cp)
{
	if (cp < 0x80)
		return false;
	utf8proc_category_t category = utf8proc_category(cp);
	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
}

/* Whether the piece is a syllable, and which. */
static bool is_syllable(const struct plausible *p, struct syllable_entry *s)
{
	if (p->piece.foreign || p->piece.tones > 1 ||
		!syllable_set_find(p->piece.letters, p->piece.count, s))
		return false;
	return !s->stopped || p->piece.tone == TONE_SAC || p->piece.tone == TONE_NANG;
}

/* HĐND, TƯ, NĐ: no syllables, but no nonsense. */
static bool is_acronym(const struct plausible *p)
{
	return !p->piece.foreign && p->piece.tones == 0 && p->piece.smalls == 0 &&
	       p->piece.count <= SYLLABLE_MAX_LETTERS;
}

static bool tone_is_elsewhere(const struct plausible *p, const struct syllable_entry *s)
{
	/* hoà, thuý: the newer placement */
	bool newer = p->piece.toned + 1 == p->piece.count && s->toned + 1u == p->piece.toned;
	return p->piece.tones > 0 && s->toned != p->piece.toned && !newer;
}

static double syllable_bits(const struct plausible *p, const struct syllable_entry *s)
{
	double bits = common_bits(p->piece.letters, p->piece.count, p->piece.tone);
	if (bits < 0)
		bits = p->piece.bits + UNCOMMON + (p->piece.count == 1 ? LETTER_ALONE : 0);
	if (tone_is_elsewhere(p, s))
		bits += TONE_ELSEWHERE;
	return bits + (p->piece.mixed ? CAPITAL_INSIDE : 0);
}

static void end_marked_piece(struct plausible *p)
{
	struct syllable_entry s;
	bool valid = is_syllable(p, &s);
	p->bits += valid ? syllable_bits(p, &s) : p->piece.bits;
	if (valid && p->verdict == VERDICT_NEUTRAL)
		p->verdict = VERDICT_VALID;
	else if (!valid && !is_acronym(p))
		p->verdict = VERDICT_INVALID;
}

static void end_piece(struct plausible *p)
{
	if (p->piece.marked || p->piece.foreign)
		end_marked_piece(p);
	else
		p->bits += p->piece.bits;
	memset(&p->piece, 0, sizeof p->piece);
}

static void add_sign(struct plausible *p, int32_t cp)
{
	bool outer = is_outer_sign(cp);
	bool usual = outer || is_joining_sign(cp);
	bool touches = p->piece.count > 0;
	if (cp == 0xFFFD || (!usual && touches))
		p->verdict = VERDICT_INVALID;
	end_piece(p);
	p->bits += usual ? SIGN : ODD_SIGN;
	p->letter_is_odd = !usual || (outer && touches) || (p->letter_is_odd && cp != 0x00A0);
}

static void add_letter(struct plausible *p, struct script_letter l)
{
	bool told = !(p->caseless && l.tone != TONE_NGANG); /* its case is in the bytes */
	if (l.capital && p->piece.smalls > 0)
		p->piece.mixed = true;
	p->piece.smalls += !l.capital && told;
	if (l.tone != TONE_NGANG) {
		p->piece.tone = (enum tone)l.tone;
		p->piece.toned = p->piece.count;
		p->piece.tones++;
	}
	bool marked = l.tone != TONE_NGANG || letter_shape(l.letter) != SHAPE_NONE;
	p->piece.marked = p->piece.marked || marked;
	p->piece.bits += marked ? common_letter_bits(l.letter, (enum tone)l.tone) : PLAIN_LETTER;
	if (p->piece.count < SYLLABLE_MAX_LETTERS)
		p->piece.letters[p->piece.count] = l.letter;
	p->piece.count++;
}

/* A combining mark: decomposed text is as plausible as composed. */
static bool add_mark(struct plausible *p, int32_t cp)
{
	enum tone tone = letter_tone_of_mark(cp);
	enum shape shape = letter_shape_of_mark(cp);
	if ((tone == TONE_NGANG && shape == SHAPE_NONE) || p->piece.count == 0 ||
		p->piece.count > SYLLABLE_MAX_LETTERS)
		return false;
	letter *last = &p->piece.letters[p->piece.count - 1];
	if (!letter_is_vowel(*last))
		return false;
	if (tone != TONE_NGANG) {
		p->piece.tone = tone;
		p->piece.toned = p->piece.count - 1;
		p->piece.tones++;
	} else if (letter_takes_shape(letter_base(*last), shape)) {
		*last = letter_make(letter_base(*last), shape);
	} else {
		return false;
	}
	p->piece.marked = true;
	p->piece.bits += PLAIN_LETTER;
	return true;
}

void plausible_add(struct plausible *p, int32_t cp)
{
	p->characters++;
	struct script_letter l = script_letter_of(cp);
	bool foreign = l.letter == 0 && is_letter(cp);
	if (l.letter == 0 && !foreign) {
		add_sign(p, cp);
		return;
	}
	if (foreign && add_mark(p, cp))
		return;
	if (p->letter_is_odd)
		p->verdict = VERDICT_INVALID;
	p->letter_is_odd = false;
	if (foreign) {
		p->piece.foreign = true;
		p->piece.count++;
	} else {
		add_letter(p, l);
	}
}

double plausible_nonsense_bits(size_t characters)
{
	return NONSENSE + PLAIN_LETTER * (double)characters;
}

void plausible_end(struct plausible *p)
{
	end_piece(p);
	if (p->verdict == VERDICT_INVALID)
		p->bits = plausible_nonsense_bits(p->characters);
}

bool plausible_syllable(const int32_t *cps, size_t count)
{
	struct plausible p;
	plausible_start(&p, false);
	for (size_t i = 0; i < count; i++) {
		struct script_letter l = script_letter_of(cps[i]);
		if (l.letter == 0)
			return false;
		add_letter(&p, l);
	}
	struct syllable_entry s;
	return is_syllable(&p, &s);
}
