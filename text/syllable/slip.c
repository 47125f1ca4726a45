#include "text/syllable/slip.h"

#include "text/syllable/syllable.h"

/* Each onset and those written for it. Longer ones come before their own beginnings. */
static const struct {
	const char *onset, *others;
} onsets[] = {
	{"ngh", "ng n"},
	{"ch", "tr"},
	{"gh", "g"},
	{"gi", "d r"},
	{"kh", ""},
	{"ng", "ngh n"},
	{"nh", ""},
	{"ph", ""},
	{"qu", ""},
	{"th", ""},
	{"tr", "ch"},
	{"c", "k"},
	{"d", "gi r v"},
	{"g", "gh r"},
	{"k", "c"},
	{"l", "n"},
	{"n", "l ng"},
	{"r", "d gi g"},
	{"s", "x"},
	{"v", "d gi"},
	{"x", "s"},
};

static const struct {
	const char *end, *other;
} ends[] = {{"ng", "n"}, {"nh", "n"}, {"n", "ng"}, {"c", "t"}, {"ch", "t"}, {"t", "c"}, {"y", "i"},
	{"i", "y"}};

struct word {
	letter letters[SYLLABLE_MAX_LETTERS + 2];
	size_t count;
	enum tone tone;
};

struct slips {
	struct slip *out;
	size_t count;
	struct str exact; /* of the word itself */
};

/* EXACT letter by letter; false if it has others, or too many. */
static bool read_word(struct str exact, struct word *w)
{
	*w = (struct word){.tone = TONE_NGANG};
	while (exact.len > 0) {
		enum tone tone;
		if (w->count == SYLLABLE_MAX_LETTERS)
			return false;
		size_t used = letter_read(exact.ptr, exact.len, &w->letters[w->count], &tone);
		if (used == 0)
			return false;
		if (tone != TONE_NGANG)
			w->tone = tone;
		w->count++;
		exact = str_slice(exact, used, exact.len);
	}
	return w->count > 0;
}

static bool has_letters(const letter *letters, size_t count, struct str plain)
{
	if (plain.len > count)
		return false;
	for (size_t i = 0; i < plain.len; i++) {
		if (letters[i] != letter_make(plain.ptr[i], SHAPE_NONE))
			return false;
	}
	return true;
}

static void spell(const struct syllable *s, enum tone tone, struct slip *out)
{
	out->exact_len = 0;
	out->folded_len = 0;
	for (size_t i = 0; i < s->count; i++) {
		enum tone own = i == s->toned ? tone : TONE_NGANG;
		out->exact_len = (uint8_t)(out->exact_len + letter_write(s->letters[i], own,
								    out->exact + out->exact_len));
		out->folded[out->folded_len++] = letter_base(s->letters[i]);
	}
}

/* Adds W if it is a syllable, and another than the one asked about: else NULL. */
static struct slip *offer(struct slips *all, const struct word *w)
{
	struct syllable s;
	if (all->count == SLIP_MAX || w->count > SYLLABLE_MAX_LETTERS ||
		!syllable_parse(w->letters, w->count, &s) || !syllable_takes_tone(&s, w->tone))
		return NULL;
	struct slip *slip = &all->out[all->count];
	spell(&s, w->tone, slip);
	if (str_eq(str_make(slip->exact, slip->exact_len), all->exact))
		return NULL;
	slip->only_tone = false;
	slip->mistyped = false;
	all->count++;
	return slip;
}

/* W with the COUNT letters from AT on replaced by those of PLAIN. */
static struct word replaced(const struct word *w, size_t at, size_t count, struct str plain)
{
	struct word out = {.tone = w->tone};
	for (size_t i = 0; i < at; i++)
		out.letters[out.count++] = w->letters[i];
	for (size_t i = 0; i < plain.len; i++)
		out.letters[out.count++] = letter_make(plain.ptr[i], SHAPE_NONE);
	for (size_t i = at + count; i < w->count && out.count <= SYLLABLE_MAX_LETTERS; i++)
		out.letters[out.count++] = w->letters[i];
	return out;
}

static bool is_i(letter l)
{
	return l == letter_make('i', SHAPE_NONE);
}

static void offer_onset(struct slips *all, const struct word *w, size_t length, struct str other)
{
	struct word out = replaced(w, 0, length, other);
	/* gì, gìn: the i of gi is the rime's, too; d + i, gi + i are di, gi. */
	bool shared = length == 2 && is_i(w->letters[1]) &&
		      (w->count == 2 || !letter_is_vowel(w->letters[2]));
	if (shared)
		out = replaced(w, 0, 1, other);
	if (str_eq(other, STR("gi")) && out.count > 2 && is_i(out.letters[2]))
		out = replaced(&out, 2, 1, STR(""));
	offer(all, &out);
}

static void offer_onsets(struct slips *all, const struct word *w)
{
	for (size_t i = 0; i < sizeof onsets / sizeof *onsets; i++) {
		struct str onset = str_from_c(onsets[i].onset);
		if (onset.len >= w->count + (onset.ptr[onset.len - 1] == 'i') ||
			!has_letters(w->letters, w->count, onset))
			continue;
		struct str rest = str_from_c(onsets[i].others);
		struct str other;
		while (rest.len > 0 && str_split(&rest, ' ', &other))
			offer_onset(all, w, onset.len, other);
		return;
	}
}

static void offer_ends(struct slips *all, const struct word *w)
{
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct str end = str_from_c(ends[i].end);
		if (end.len >= w->count ||
			!has_letters(w->letters + w->count - end.len, end.len, end))
			continue;
		struct word out =
			replaced(w, w->count - end.len, end.len, str_from_c(ends[i].other));
		offer(all, &out);
	}
}

static bool is_hoi_or_nga(enum tone tone)
{
	return tone == TONE_HOI || tone == TONE_NGA;
}

static void offer_tones(struct slips *all, const struct word *w)
{
	for (enum tone tone = TONE_NGANG; tone < TONE_COUNT; tone++) {
		struct word other = *w;
		other.tone = tone;
		struct slip *slip = tone != w->tone ? offer(all, &other) : NULL;
		if (!slip)
			continue;
		slip->only_tone = true;
		slip->mistyped = !(is_hoi_or_nga(tone) && is_hoi_or_nga(w->tone));
	}
}

size_t slips_of(struct str exact, struct slip *out)
{
	struct slips all = {.out = out, .exact = exact};
	struct word w;
	if (!read_word(exact, &w))
		return 0;
	offer_tones(&all, &w);
	offer_onsets(&all, &w);
	offer_ends(&all, &w);
	return all.count;
}
