/* The table, and how to read a word by it.
 *
 * Onsets and rimes are those of the standard orthography; where onset and rime
 * meet, spelling follows four rules: c, g, ng turn to k, gh, ngh before e ê i y;
 * qu goes with rimes of its own; gi loses its i before i; iê- without an onset is
 * written yê-, which the table lists as rimes of their own. */
#include "text/syllable/syllable.h"

#include "base/str.h"

#include <pthread.h>
#include <stdlib.h>

enum rime_class {
	PLAIN = 1 << 0,     /* begins with a ă â o ô ơ u ư */
	FRONT = 1 << 1,     /* begins with e ê i */
	IE = 1 << 2,        /* begins with iê: after an onset */
	LABIAL = 1 << 3,    /* begins with a rounded glide */
	Y_ALONE = 1 << 4,   /* y as the whole rime */
	Y_INITIAL = 1 << 5, /* yê-: without an onset */
	AFTER_QU = 1 << 6,
	ALL_FRONT = FRONT | IE,
	MOST = PLAIN | ALL_FRONT | LABIAL
};

static const struct {
	enum rime_class class;
	const char *rimes;
} table[] = {
	{PLAIN, "a ac ach ai am an ang anh ao ap at au ay "
		"ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
		"o oc oi om on ong op ot ooc oong "
		"ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
		"u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt "
		"ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu"},
	{FRONT, "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
		"i ia ich im in inh ip it iu"},
	{IE, "iêc iêm iên iêng iêp iêt iêu"},
	{LABIAL, "oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt "
		 "oe oem oen oeo oet uân uâng uât uây uê uêch uên uênh uêt uơ "
		 "uy uya uych uyn uynh uyp uyt uyu uyên uyêt"},
	{Y_ALONE, "y"},
	{Y_INITIAL, "yêm yên yêng yêt yêu"},
	{AFTER_QU, "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt "
		   "ân âng ât ây âc e ec en eng eo ep et ê êch ên ênh êt êu "
		   "i ia ich in inh ip it iu iêt ơ ơn ơt ôc "
		   "y ych yn ynh yt yp yu yên yêt"},
};

/* Longer onsets before their own beginnings, so that the first that fits is right. */
static const struct {
	const char *spelling;
	unsigned classes; /* of the rimes it takes */
} onsets[] = {
	{"ngh", ALL_FRONT},
	{"ch", MOST},
	{"gh", ALL_FRONT},
	{"gi", MOST},
	{"kh", MOST},
	{"ng", PLAIN | LABIAL},
	{"nh", MOST},
	{"ph", MOST},
	{"qu", AFTER_QU},
	{"th", MOST | Y_ALONE},
	{"tr", MOST},
	{"b", MOST | Y_ALONE},
	{"c", PLAIN | LABIAL},
	{"d", MOST},
	{"đ", MOST},
	{"g", PLAIN | LABIAL},
	{"h", MOST | Y_ALONE},
	{"k", ALL_FRONT | Y_ALONE},
	{"l", MOST | Y_ALONE},
	{"m", MOST | Y_ALONE},
	{"n", MOST | Y_ALONE},
	{"p", MOST},
	{"r", MOST},
	{"s", MOST | Y_ALONE},
	{"t", MOST | Y_ALONE},
	{"v", MOST | Y_ALONE},
	{"x", MOST},
	{"", PLAIN | FRONT | LABIAL | Y_ALONE | Y_INITIAL},
};

enum { ONSET_COUNT = sizeof onsets / sizeof *onsets, MAX_ONSET = 3, MAX_RIME = 4, MAX_RIMES = 256 };

struct rime {
	uint64_t key;     /* its letters packed: never 0 */
	unsigned classes; /* of all lists it stands in */
	uint8_t toned;    /* index in the rime of the letter that carries the tone */
	bool stopped;
};

static struct {
	struct rime rimes[MAX_RIMES]; /* sorted by key */
	size_t rime_count;
	struct {
		uint64_t key, mask; /* its letters packed, and the bits that they take */
		uint8_t length;
	} onsets[ONSET_COUNT];
} index_;

/* At most eight letters in one number, the first highest, no letter as 0. */
static uint64_t pack(const letter *letters, size_t count)
{
	uint64_t key = 0;
	for (size_t i = 0; i < count; i++)
		key |= (uint64_t)letters[i] << (56 - 8 * i);
	return key;
}

static size_t unpack(uint64_t key, letter *out)
{
	size_t count = 0;
	for (; key != 0; key <<= 8)
		out[count++] = (letter)(key >> 56);
	return count;
}

static size_t read_letters(struct str spelling, letter *out, size_t max)
{
	size_t count = 0;
	while (spelling.len > 0 && count < max) {
		enum tone tone;
		size_t used = letter_read(spelling.ptr, spelling.len, &out[count], &tone);
		if (used == 0)
			break;
		count++;
		spelling = str_slice(spelling, used, spelling.len);
	}
	return count;
}

/* On the last shaped vowel (ươ: on ơ); else before a final consonant on the last
   vowel; else on the middle of three vowels and the first of two: the older
   placement (hòa, thúy), which most of the press writes. */
static uint8_t tone_index(const letter *rime, size_t count)
{
	size_t vowels = 0;
	while (vowels < count && letter_is_vowel(rime[vowels]))
		vowels++;
	for (size_t i = vowels; i-- > 0;) {
		if (letter_shape(rime[i]) != SHAPE_NONE)
			return (uint8_t)i;
	}
	if (vowels < count)
		return (uint8_t)(vowels - 1);
	return vowels == 3 ? 1 : 0;
}

static bool is_stopped(const letter *rime, size_t count)
{
	char last = letter_base(rime[count - 1]);
	char before = count > 1 ? letter_base(rime[count - 2]) : '\0';
	return last == 'c' || last == 'p' || last == 't' || (last == 'h' && before == 'c');
}

static void add_rime(struct str spelling, enum rime_class class)
{
	letter letters[MAX_RIME];
	size_t count = read_letters(spelling, letters, MAX_RIME);
	if (count == 0)
		return;
	uint64_t key = pack(letters, count);
	for (size_t i = 0; i < index_.rime_count; i++) {
		if (index_.rimes[i].key == key) {
			index_.rimes[i].classes |= class;
			return;
		}
	}
	index_.rimes[index_.rime_count++] = (struct rime){
		.key = key,
		.classes = class,
		.toned = tone_index(letters, count),
		.stopped = is_stopped(letters, count),
	};
}

static int compare_rimes(const void *a, const void *b)
{
	const struct rime *x = a;
	const struct rime *y = b;
	return (x->key > y->key) - (x->key < y->key);
}

static void build_index(void)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct str rest = str_from_c(table[i].rimes);
		struct str rime;
		while (str_split(&rest, ' ', &rime))
			add_rime(rime, table[i].class);
	}
	qsort(index_.rimes, index_.rime_count, sizeof *index_.rimes, compare_rimes);
	for (size_t i = 0; i < ONSET_COUNT; i++) {
		letter letters[MAX_ONSET], ones[MAX_ONSET] = {0xFF, 0xFF, 0xFF};
		size_t length = read_letters(str_from_c(onsets[i].spelling), letters, MAX_ONSET);
		index_.onsets[i].key = pack(letters, length);
		index_.onsets[i].mask = pack(ones, length);
		index_.onsets[i].length = (uint8_t)length;
	}
}

static void need_index(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, build_index);
}

static bool is_gi(size_t onset)
{
	return strcmp(onsets[onset].spelling, "gi") == 0;
}

static const struct rime *find_rime(uint64_t key, unsigned classes)
{
	struct rime wanted = {.key = key};
	const struct rime *found = bsearch(
		&wanted, index_.rimes, index_.rime_count, sizeof *index_.rimes, compare_rimes);
	return found && (found->classes & classes) ? found : NULL;
}

/* After h k l m s t and qu, i and y alone are one sound; the table keeps y. */
static bool is_i_for_y(const letter *letters, size_t onset_length, size_t count)
{
	if (count != onset_length + 1 || letters[onset_length] != letter_make('i', SHAPE_NONE))
		return false;
	if (onset_length == 1)
		return strchr("hklmst", letter_base(letters[0])) != NULL;
	return onset_length == 2 && letter_base(letters[0]) == 'q';
}

static void fill(struct syllable *out, const letter *letters, size_t count, size_t onset_length,
	const struct rime *rime)
{
	memcpy(out->letters, letters, count * sizeof *letters);
	out->count = (uint8_t)count;
	out->toned = (uint8_t)(onset_length + rime->toned);
	out->stopped = rime->stopped;
	if (is_i_for_y(letters, onset_length, count))
		out->letters[onset_length] = letter_make('y', SHAPE_NONE);
}

bool syllable_parse(const letter *letters, size_t count, struct syllable *out)
{
	if (count == 0 || count > SYLLABLE_MAX_LETTERS)
		return false;
	need_index();
	uint64_t word = pack(letters, count);
	for (size_t i = 0; i < ONSET_COUNT; i++) {
		if ((word & index_.onsets[i].mask) != index_.onsets[i].key)
			continue;
		size_t length = index_.onsets[i].length;
		const struct rime *rime = find_rime(word << 8 * length, onsets[i].classes);
		if (!rime && is_gi(i)) {
			length = 1; /* gì, gìn, giếng: the i is written once */
			rime = find_rime(word << 8, ALL_FRONT);
		}
		if (rime) {
			fill(out, letters, count, length, rime);
			return true;
		}
	}
	return false;
}

bool syllable_takes_tone(const struct syllable *s, enum tone tone)
{
	return !s->stopped || tone == TONE_SAC || tone == TONE_NANG;
}

void syllable_each(void (*visit)(void *context, const struct syllable *s), void *context)
{
	need_index();
	for (size_t o = 0; o < ONSET_COUNT; o++) {
		for (size_t r = 0; r < index_.rime_count; r++) {
			const struct rime *rime = &index_.rimes[r];
			if (!(rime->classes & onsets[o].classes))
				continue;
			letter letters[MAX_ONSET + MAX_RIME];
			size_t length = unpack(index_.onsets[o].key, letters);
			bool merged = is_gi(o) && letter_base((letter)(rime->key >> 56)) == 'i';
			if (merged && find_rime(rime->key << 8, onsets[o].classes))
				continue; /* gia is gi + a; gi + ia is written the same */
			if (merged)
				length = 1;
			size_t count = length + unpack(rime->key, letters + length);
			struct syllable s;
			fill(&s, letters, count, length, rime);
			visit(context, &s);
		}
	}
}
