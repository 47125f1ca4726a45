#include "text/token/split.h"

#include "text/syllable/spelling.h"
#include "text/syllable/syllable_set.h"

#include <utf8proc.h>

enum { MAX_LETTERS = SPLIT_MAX * SYLLABLE_MAX_LETTERS };

struct letters {
	letter at[MAX_LETTERS];
	enum tone tones[MAX_LETTERS];
	size_t count;
	bool consonants; /* every syllable but the first begins with one */
};

/* False when there is anything but Vietnamese letters, or too much. */
static bool read_letters(struct str exact, struct letters *out)
{
	out->count = 0;
	while (exact.len > 0) {
		if (out->count == MAX_LETTERS)
			return false;
		size_t used = letter_read(
			exact.ptr, exact.len, &out->at[out->count], &out->tones[out->count]);
		if (used == 0)
			return false;
		out->count++;
		exact = str_slice(exact, used, exact.len);
	}
	return true;
}

static bool is_syllable(const struct letters *l, size_t from, size_t to)
{
	enum tone tone = TONE_NGANG;
	for (size_t i = from; i < to; i++) {
		if (l->tones[i] != TONE_NGANG && tone != TONE_NGANG)
			return false;
		if (l->tones[i] != TONE_NGANG)
			tone = l->tones[i];
	}
	struct syllable_entry found;
	return syllable_set_find(l->at + from, to - from, &found) &&
	       (!found.stopped || tone == TONE_SAC || tone == TONE_NANG);
}

/* Whether a syllable may begin at FROM > 0, or it is rather one with a letter wrong: việ,
   khuyếch. Vowels meet in iốt and điốt only. */
static bool can_divide(const struct letters *l, size_t from)
{
	if (!letter_is_vowel(l->at[from]))
		return true;
	if (l->consonants)
		return false;
	return from + 1 < l->count &&
	       (!letter_is_vowel(l->at[from - 1]) || letter_base(l->at[from - 1]) == 'i');
}

/* Divides the letters from FROM on into at most MAX syllables; COUNTS has the letters of
   each. Returns their number. */
static size_t divide(const struct letters *l, size_t from, size_t max, size_t counts[])
{
	size_t left = l->count - from;
	if (max == 0 || left > max * SYLLABLE_MAX_LETTERS)
		return 0;
	size_t longest = left < SYLLABLE_MAX_LETTERS ? left : SYLLABLE_MAX_LETTERS;
	for (size_t take = longest; take > 0; take--) {
		if (!is_syllable(l, from, from + take))
			continue;
		/* ôtô, axít: one letter alone begins the word; y (yàng) is none of them. */
		if (take == 1 && (from > 0 || letter_base(l->at[0]) == 'y'))
			continue;
		counts[0] = take;
		if (take == left)
			return 1;
		if (!can_divide(l, from + take))
			continue;
		size_t rest = divide(l, from + take, max - 1, counts + 1);
		if (rest > 0)
			return 1 + rest;
	}
	return 0;
}

/* Whether the letters from FROM on, with other hats and horns, make one syllable: đuong is
   đương or đường with a mark left out, not đu and ong. */
static bool lacks_marks(const struct letters *l, letter syllable[], size_t from)
{
	struct syllable_entry found;
	if (from == l->count)
		return syllable_set_find(syllable, l->count, &found);
	char base = letter_base(l->at[from]);
	for (int shape = SHAPE_NONE; shape <= SHAPE_STROKE; shape++) {
		if (!letter_takes_shape(base, (enum shape)shape))
			continue;
		syllable[from] = letter_make(base, (enum shape)shape);
		if (lacks_marks(l, syllable, from + 1))
			return true;
	}
	return false;
}

static bool is_one_syllable(const struct letters *l)
{
	letter syllable[SYLLABLE_MAX_LETTERS];
	return l->count <= SYLLABLE_MAX_LETTERS && lacks_marks(l, syllable, 0);
}

/* Whether CP begins a letter: it is no mark on the one before, and leaves a trace. */
static bool begins_letter(int32_t cp)
{
	utf8proc_category_t category = utf8proc_category(cp);
	return category != UTF8PROC_CATEGORY_MN && category != UTF8PROC_CATEGORY_ME &&
	       !spelling_ignores(cp);
}

/* Where the letters begin in RAW; false when they are not L's in number. */
static bool find_letters(struct str raw, const struct letters *l, size_t starts[MAX_LETTERS])
{
	size_t count = 0;
	for (size_t at = 0; at < raw.len;) {
		int32_t cp;
		utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)raw.ptr + at,
			(utf8proc_ssize_t)(raw.len - at), &cp);
		if (used <= 0)
			return false;
		if (begins_letter(cp)) {
			if (count == l->count)
				return false;
			starts[count++] = at;
		}
		at += (size_t)used;
	}
	return count == l->count;
}

size_t split_syllables(struct str raw, struct str exact, size_t ends[SPLIT_MAX])
{
	struct letters l;
	size_t counts[SPLIT_MAX];
	size_t starts[MAX_LETTERS];
	if (!read_letters(exact, &l) || is_one_syllable(&l))
		return 0;
	l.consonants = true; /* hà nội, rather than hàn ội */
	size_t count = divide(&l, 0, SPLIT_MAX, counts);
	l.consonants = false;
	if (count < 2)
		count = divide(&l, 0, SPLIT_MAX, counts);
	if (count < 2 || !find_letters(raw, &l, starts))
		return 0;
	size_t next = 0;
	for (size_t i = 0; i < count; i++) {
		next += counts[i];
		ends[i] = next < l.count ? starts[next] : raw.len;
	}
	return count;
}
