#include "text/syllable/typing.h"

#include <ctype.h>

/* nghiêng with each of its marks typed, corrected once, has fewer. */
enum { MAX_KEYS = 16, MAX_SHAPES = 3 };

/* What the keys so far have made. Few enough ways lead on from each, and few enough
   shapes fit in a syllable, that all of them can be tried. */
struct state {
	letter letters[SYLLABLE_MAX_LETTERS];
	size_t count;
	enum tone tone;
	size_t shapes; /* how many were typed */
};

struct reader {
	enum typing method;
	char keys[MAX_KEYS]; /* lower case */
	size_t count;
	struct typed *out;
};

const char *typing_name(enum typing method)
{
	return method == TYPING_TELEX ? "Telex" : "VNI";
}

static bool has_marks(const struct state *s)
{
	for (size_t i = 0; i < s->count; i++) {
		if (letter_shape(s->letters[i]) != SHAPE_NONE)
			return true;
	}
	return s->tone != TONE_NGANG;
}

/* uwo before a consonant is ươ: input methods complete the horns. */
static bool complete_horns(struct state *s)
{
	for (size_t i = 0; i + 1 < s->count; i++) {
		if (s->letters[i] != letter_make('u', SHAPE_HORN) ||
			s->letters[i + 1] != letter_make('o', SHAPE_NONE))
			continue;
		s->letters[i + 1] = letter_make('o', SHAPE_HORN);
		return true;
	}
	return false;
}

static bool finish(const struct reader *r, struct state s)
{
	struct syllable syllable;
	if (!has_marks(&s) ||
		(!syllable_parse(s.letters, s.count, &syllable) &&
			(!complete_horns(&s) || !syllable_parse(s.letters, s.count, &syllable))) ||
		!syllable_takes_tone(&syllable, s.tone))
		return false;
	struct typed *out = r->out;
	out->bytes = 0;
	out->letters = syllable.count;
	for (size_t i = 0; i < syllable.count; i++) {
		enum tone tone = i == syllable.toned ? s.tone : TONE_NGANG;
		out->bytes +=
			(uint8_t)letter_write(syllable.letters[i], tone, out->text + out->bytes);
	}
	return true;
}

static bool read_from(const struct reader *r, size_t at, struct state s);

static bool add_letter(const struct reader *r, size_t at, struct state s, letter l)
{
	if (s.count == SYLLABLE_MAX_LETTERS)
		return false;
	s.letters[s.count++] = l;
	return read_from(r, at + 1, s);
}

/* Gives SHAPE to the letter I, as key AT says, and goes on. */
static bool shape_letter(
	const struct reader *r, size_t at, struct state s, size_t i, enum shape shape)
{
	s.letters[i] = letter_make(letter_base(s.letters[i]), shape);
	s.shapes++;
	return read_from(r, at + 1, s);
}

static bool is_plain(const struct state *s, size_t i, char base)
{
	return i < s->count && s->letters[i] == letter_make(base, SHAPE_NONE);
}

/* Gives SHAPE to one of the letters typed so far; of ONLY that base, unless 0. */
static bool shape_any(
	const struct reader *r, size_t at, const struct state *s, enum shape shape, char only)
{
	if (s->shapes == MAX_SHAPES)
		return false;
	for (size_t i = s->count; i-- > 0;) {
		char base = letter_base(s->letters[i]);
		if (letter_shape(s->letters[i]) != SHAPE_NONE || (only && base != only) ||
			!letter_takes_shape(base, shape))
			continue;
		if (shape == SHAPE_HORN && base == 'o' && i > 0 && is_plain(s, i - 1, 'u')) {
			struct state both = *s;
			both.letters[i - 1] = letter_make('u', SHAPE_HORN);
			if (shape_letter(r, at, both, i, shape))
				return true;
		}
		if (shape_letter(r, at, *s, i, shape))
			return true;
	}
	return false;
}

/* The last key of the same letter three times takes the shape back: ooo is oo. */
static bool undo_shape(const struct reader *r, size_t at, struct state s)
{
	char key = r->keys[at];
	if (at < 2 || r->keys[at - 1] != key || r->keys[at - 2] != key || s.count == 0 ||
		s.letters[s.count - 1] != letter_make(key, SHAPE_CIRCUMFLEX))
		return false;
	s.letters[s.count - 1] = letter_make(key, SHAPE_NONE);
	return add_letter(r, at, s, letter_make(key, SHAPE_NONE));
}

static bool has_vowel(const struct state *s)
{
	for (size_t i = 0; i < s->count; i++) {
		if (letter_is_vowel(s->letters[i]))
			return true;
	}
	return false;
}

/* TONE_NGANG takes the tone back; else the last one counts, unless typed twice, which
   takes it back and leaves the letter. */
static bool set_tone(const struct reader *r, size_t at, struct state s, enum tone tone)
{
	if ((tone == TONE_NGANG && s.tone == TONE_NGANG) || s.tone == tone)
		return false;
	s.tone = tone;
	return read_from(r, at + 1, s);
}

static bool read_telex(const struct reader *r, size_t at, const struct state *s)
{
	static const char tones[TONE_COUNT] = {'z', 'f', 's', 'r', 'x', 'j'};
	char key = r->keys[at];
	for (int tone = 0; tone < TONE_COUNT && has_vowel(s); tone++) {
		if (key == tones[tone])
			return set_tone(r, at, *s, (enum tone)tone);
	}
	switch (key) {
	case 'a':
	case 'e':
	case 'o':
		if (shape_any(r, at, s, SHAPE_CIRCUMFLEX, key) || undo_shape(r, at, *s))
			return true;
		break;
	case 'd':
		if (s->count > 0)
			return shape_any(r, at, s, SHAPE_STROKE, 0);
		break;
	case 'w':
		return shape_any(r, at, s, SHAPE_HORN, 0) || shape_any(r, at, s, SHAPE_BREVE, 0) ||
		       add_letter(r, at, *s, letter_make('u', SHAPE_HORN));
	default:
		break;
	}
	return isalpha((unsigned char)key) && add_letter(r, at, *s, letter_make(key, SHAPE_NONE));
}

static bool read_vni(const struct reader *r, size_t at, const struct state *s)
{
	static const enum tone tones[] = {
		TONE_NGANG, TONE_SAC, TONE_HUYEN, TONE_HOI, TONE_NGA, TONE_NANG};
	static const enum shape shapes[] = {
		SHAPE_CIRCUMFLEX, SHAPE_HORN, SHAPE_BREVE, SHAPE_STROKE};
	char key = r->keys[at];
	if (isalpha((unsigned char)key))
		return add_letter(r, at, *s, letter_make(key, SHAPE_NONE));
	if (key >= '6')
		return shape_any(r, at, s, shapes[key - '6'], 0);
	/* A number behind letters is no correction: U23, Covid19 */
	bool again = key != '0' && s->tone != TONE_NGANG;
	return !again && has_vowel(s) && set_tone(r, at, *s, tones[key - '0']);
}

/* Tries every way to read the keys from AT on. */
static bool read_from(const struct reader *r, size_t at, struct state s)
{
	if (at == r->count)
		return finish(r, s);
	return r->method == TYPING_TELEX ? read_telex(r, at, &s) : read_vni(r, at, &s);
}

bool typing_decode(enum typing method, struct str keys, struct typed *out)
{
	struct reader r = {.method = method, .out = out, .count = keys.len};
	if (keys.len < 2 || keys.len > MAX_KEYS)
		return false;
	for (size_t i = 0; i < keys.len; i++) {
		unsigned char key = (unsigned char)keys.ptr[i];
		bool digit = method == TYPING_VNI && key >= '0' && key <= '9';
		if (key >= 0x80 || (!isalpha(key) && !digit))
			return false;
		r.keys[i] = (char)tolower(key);
	}
	return read_from(&r, 0, (struct state){.tone = TONE_NGANG});
}
