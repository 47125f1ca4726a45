#include "query/reading/restore.h"

#include "query/reading/chars.h"
#include "query/reading/contexts.h"
#include "query/reading/lattice.h"
#include "text/token/token.h"

#include <math.h>

/* Of the spellings of a word, those that are looked at: the 24 most frequent hold all
   but one word in a hundred thousand. */
enum { MAX_CANDIDATES = 24 };

/* The shaped letters with all their tones, by shape. */
static const char *const shapes[] = {
	"ăắằẳẵặ", "âấầẩẫậ", "êếềểễệ", "ôốồổỗộ", "ơớờởỡợ", "ưứừửữự", "đ"};

/* Which shape the character has, 0: none. */
static unsigned shape_of(struct str character)
{
	if (character.len < 2)
		return 0;
	for (unsigned s = 0; s < sizeof shapes / sizeof *shapes; s++) {
		struct str all = str_from_c(shapes[s]);
		if (str_find(all, character, 0) < all.len)
			return s + 1;
	}
	return 0;
}

static struct str next_character(struct str s, size_t *i)
{
	size_t start = *i;
	chars_next(s, i);
	return str_slice(s, start, *i);
}

/* The bytes of SPELLING that have the shapes of TYPED; SIZE_MAX where it has other ones. */
static size_t shapes_kept(struct str typed, struct str spelling)
{
	size_t i = 0;
	size_t k = 0;
	while (i < typed.len && k < spelling.len) {
		unsigned wanted = shape_of(next_character(typed, &i));
		unsigned found = shape_of(next_character(spelling, &k));
		if (wanted != 0 && wanted != found)
			return SIZE_MAX;
	}
	return i == typed.len ? k : SIZE_MAX;
}

bool restore_keeps_shapes(struct str typed, struct str spelling)
{
	return shapes_kept(typed, spelling) == spelling.len;
}

bool restore_begins_with_shapes(struct str typed, struct str spelling)
{
	return shapes_kept(typed, spelling) != SIZE_MAX;
}

static bool is_candidate(const struct restore_word *w, struct str spelling)
{
	if (w->flags & TOKEN_SHAPED)
		return restore_keeps_shapes(w->exact, spelling);
	return true;
}

/* Of the few words that somebody looks for, frequent ones are rarer than in a text: to such a power
   of its count a word is less likely. */
static const double asked_rare = 0.2;

static double asked_factor(const struct lattice *l, uint64_t count)
{
	return l->asked && count > 0 ? pow((double)count, -asked_rare) : 1;
}

/* Who writes a word without marks that has some so many times as often leaves marks out. */
enum { CARELESS_RATIO = 200 };

static bool is_careless(const struct lexicon *lexicon, const struct restore_word *w)
{
	struct lexicon_group group = lexicon_group(lexicon, w->folded);
	uint64_t typed = 0;
	uint64_t all = 0;
	if (w->fixed || (w->flags & (TOKEN_TONED | TOKEN_SHAPED)))
		return false;
	for (uint32_t i = 0; i < group.count; i++) {
		struct lexicon_word word = lexicon_word(lexicon, group.first + i);
		all += word.count;
		typed += str_eq(word.exact, w->exact) ? word.count : 0;
	}
	return typed < all / CARELESS_RATIO;
}

/* Whether who typed WORDS means those without marks as they are typed: there are others, and none
   is plainly wrong so. */
static bool means_as_typed(
	const struct lexicon *lexicon, const struct restore_word *words, size_t n, bool some_marked)
{
	for (size_t i = 0; some_marked && i < n; i++) {
		if (is_careless(lexicon, &words[i]))
			return false;
	}
	return some_marked;
}

/* The nodes of word W: the spellings it may have. */
static bool add_word(struct lattice *l, const struct lexicon *lexicon, const struct restore_word *w,
	bool some_marked, size_t n)
{
	struct lexicon_group group = lexicon_group(lexicon, w->folded);
	bool bound = (w->flags & TOKEN_TONED) != 0;
	unsigned added = 0;
	if (!lattice_begin_word(l, (w->flags & TOKEN_BREAK) != 0))
		return false;
	if (w->fixed) {
		lattice_add_figures(l, w->exact);
		return true;
	}
	double as_typed = some_marked ? RESTORE_AS_TYPED : 1;
	if (w->name && (some_marked || n == 1))
		as_typed *= RESTORE_AS_TYPED;
	for (uint32_t i = 0; i < group.count && added < MAX_CANDIDATES; i++) {
		struct lexicon_word word = lexicon_word(lexicon, group.first + i);
		bool typed = str_eq(word.exact, w->exact);
		if (bound ? !typed : !is_candidate(w, word.exact))
			continue;
		lattice_add(
			l, &(struct lattice_node){.exact = word.exact,
				   .id = group.first + i,
				   .group = group,
				   .count = word.count,
				   .factor = (typed ? as_typed : 1) * asked_factor(l, word.count)});
		added++;
	}
	if (added == 0)
		lattice_add(l, &(struct lattice_node){
				       .exact = w->exact, .id = LATTICE_UNKNOWN, .factor = 1});
	return true;
}

bool restore_run(const struct lexicon *lexicon, const struct restore_word *words, size_t n,
	bool some_marked, struct arena *memory, struct restoration *out)
{
	struct lattice l;
	bool ok = lattice_open(&l, lexicon, n, memory);
	bool as_typed = means_as_typed(lexicon, words, n, some_marked);
	l.asked = !as_typed && n > 1 && n <= RESTORE_ASKED;
	for (size_t i = 0; ok && i < n; i++)
		ok = add_word(&l, lexicon, &words[i], as_typed, n);
	struct lattice fine;
	return ok && lattice_link(&l) && lattice_weigh(&l) && contexts_link(&l, &fine) &&
	       lattice_weigh(&fine) && lattice_best(&fine, out) && lattice_choices(&fine, out);
}
