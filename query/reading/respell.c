#include "query/reading/respell.h"

#include "query/reading/divided.h"
#include "query/reading/lattice.h"
#include "query/reading/line.h"
#include "text/syllable/slip.h"
#include "text/syllable/spelling.h"

#include <math.h>

/* One word in so many is taken to be a slip of the kind asked about. The greater, the
   fewer right queries are doubted, and the fewer wrong ones corrected. */
static const double found_odds = 200;
static const double hoi_nga_odds = 25;
static const double nothing_odds = 20;

/* Spellings of a word without tone that are looked at, and of each slip of it. */
enum { OPEN_SPELLINGS = 8, OPEN_SLIPS = 3 };

struct speller {
	struct lattice lattice;
	const struct lexicon *lexicon;
	struct arena *memory;
	double slip;      /* factor of a slip */
	double hoi_nga;   /* of one of hỏi for ngã, or the reverse: the commonest of all */
	bool tones_bind;  /* but for hỏi and ngã */
	bool lone;        /* the query is one word */
	bool lacks;       /* the archive lacks one of its words */
	bool some_marked; /* some words of the query have marks */
};

static void add_node(struct speller *s, struct lexicon_group group, uint32_t i, double factor)
{
	struct lexicon_word word = lexicon_word(s->lexicon, group.first + i);
	lattice_add(&s->lattice, &(struct lattice_node){.exact = word.exact,
					 .id = group.first + i,
					 .group = group,
					 .count = word.count,
					 .factor = factor});
}

/* The spelling EXACT of GROUP; false if the archive doesn't know it. */
static bool add_exact(
	struct speller *s, struct lexicon_group group, struct str exact, double factor)
{
	uint32_t word;
	if (!lexicon_find(s->lexicon, group, exact, &word))
		return false;
	add_node(s, group, word - group.first, factor);
	return true;
}

static void add_unknown(struct speller *s, const struct restore_word *w)
{
	lattice_add(&s->lattice,
		&(struct lattice_node){.exact = w->exact, .id = LATTICE_UNKNOWN, .factor = 1});
}

static void add_slips(struct speller *s, const struct restore_word *w, bool open)
{
	struct slip slips[SLIP_MAX];
	size_t count = slips_of(open ? w->folded : w->exact, slips);
	for (size_t i = 0; i < count; i++) {
		if (slips[i].mistyped && s->tones_bind)
			continue;
		struct lexicon_group group =
			lexicon_group(s->lexicon, str_make(slips[i].folded, slips[i].folded_len));
		if (!open) {
			bool hoi_nga = slips[i].only_tone && !slips[i].mistyped;
			if (w->name && !hoi_nga)
				continue;
			add_exact(s, group, str_make(slips[i].exact, slips[i].exact_len),
				hoi_nga ? s->hoi_nga : s->slip);
			continue;
		}
		/* Its tones are among its own spellings already. */
		for (uint32_t k = 0; !slips[i].only_tone && k < group.count && k < OPEN_SLIPS; k++)
			add_node(s, group, k, s->slip);
	}
}

/* ---- A letter left out, put in, mistaken for another or for its neighbour ---- */

/* Shorter words have too many neighbours, and so do those of few occurrences. */
enum { TYPO_LEAST = 4, TYPO_MOST = 24, TYPO_SPELLINGS = 3, TYPO_FREQUENT = 10 };

static bool is_inside(struct str s, size_t i)
{
	return i < s.len && ((unsigned char)s.ptr[i] & 0xC0) == 0x80;
}

static size_t characters(struct str s)
{
	size_t count = 0;
	for (size_t i = 0; i < s.len; i++)
		count += !is_inside(s, i);
	return count;
}

/* Whether A and B differ in no more than one character, with its marks; or, where their
   letters are swapped, in two. */
static bool is_near(struct str a, struct str b)
{
	size_t start = 0, end = 0;
	while (start < a.len && start < b.len && a.ptr[start] == b.ptr[start])
		start++;
	while (is_inside(a, start) || is_inside(b, start))
		start--;
	while (start + end < a.len && start + end < b.len &&
		a.ptr[a.len - 1 - end] == b.ptr[b.len - 1 - end])
		end++;
	while (is_inside(a, a.len - end) || is_inside(b, b.len - end))
		end--;
	struct str x = str_slice(a, start, a.len - end), y = str_slice(b, start, b.len - end);
	bool swapped = x.len == 2 && y.len == 2 && x.ptr[0] == y.ptr[1] && x.ptr[1] == y.ptr[0];
	return swapped || (characters(x) <= 1 && characters(y) <= 1);
}

static void add_near(
	struct speller *s, const struct restore_word *w, const char *folded, size_t len)
{
	struct lexicon_group group = lexicon_group(s->lexicon, str_make(folded, len));
	for (uint32_t i = 0; i < group.count && i < TYPO_SPELLINGS; i++) {
		struct lexicon_word word = lexicon_word(s->lexicon, group.first + i);
		bool open = !(w->flags & TOKEN_MARKED);
		if (word.count >= TYPO_FREQUENT && (open || is_near(w->exact, word.exact)))
			add_node(s, group, i, s->slip);
	}
}

/* The words of the archive that W, which is no syllable, is a letter away from: some fifty
   look-ups for each of its letters. */
static void add_typos(struct speller *s, const struct restore_word *w)
{
	char other[TYPO_MOST + 1];
	struct str f = w->folded;
	if (f.len < TYPO_LEAST || f.len > TYPO_MOST)
		return;
	for (size_t i = 0; i <= f.len; i++) {
		memcpy(other, f.ptr, i);
		for (int c = 'a'; c <= 'z'; c++) {
			other[i] = (char)c;
			memcpy(other + i + 1, f.ptr + i, f.len - i);
			add_near(s, w, other, f.len + 1);
			if (i == f.len || c == f.ptr[i])
				continue;
			memcpy(other + i + 1, f.ptr + i + 1, f.len - i - 1);
			add_near(s, w, other, f.len);
		}
		if (i == f.len)
			break;
		memcpy(other + i, f.ptr + i + 1, f.len - i - 1);
		add_near(s, w, other, f.len - 1);
		if (i + 1 == f.len || f.ptr[i] == f.ptr[i + 1])
			continue;
		other[i] = f.ptr[i + 1];
		other[i + 1] = f.ptr[i];
		memcpy(other + i + 2, f.ptr + i + 2, f.len - i - 2);
		add_near(s, w, other, f.len);
	}
}

/* ---- Two syllables written as one ---- */

/* Of words that stand together less often one can't tell that they were meant. */
enum { JOINED_FREQUENT = 10 };

/* Adds the words FIRST of GROUP and SECOND, which follows it COUNT times. */
static void add_joined_node(struct speller *s, struct lexicon_group group, uint32_t first,
	uint32_t second, uint64_t count)
{
	struct lexicon_word left = lexicon_word(s->lexicon, first);
	struct lexicon_word right = lexicon_word(s->lexicon, second);
	char *both = arena_alloc(s->memory, left.exact.len + 1 + right.exact.len);
	if (!both || left.count == 0)
		return;
	memcpy(both, left.exact.ptr, left.exact.len);
	both[left.exact.len] = ' ';
	memcpy(both + left.exact.len + 1, right.exact.ptr, right.exact.len);
	lattice_add(
		&s->lattice, &(struct lattice_node){
				     .exact = str_make(both, left.exact.len + 1 + right.exact.len),
				     .id = first,
				     .group = group,
				     .count = left.count,
				     .factor = s->slip * (double)count / (double)left.count,
				     .joined = true,
				     .second = second,
				     .second_count = right.count});
}

/* W as two words, the second of which begins at byte AT of its folded form, and EXACT_AT of the
   exact one. */
static void add_divided(struct speller *s, const struct restore_word *w, size_t at, size_t exact_at)
{
	struct str a = str_slice(w->folded, 0, at);
	struct str b = str_slice(w->folded, at, w->folded.len);
	if (!spelling_is_unmarked_syllable(a) || !spelling_is_unmarked_syllable(b))
		return;
	uint64_t counts[LEXICON_MAX_GROUP];
	bool open = !(w->flags & TOKEN_MARKED);
	struct lexicon_group left = lexicon_group(s->lexicon, a);
	struct lexicon_group right = lexicon_group(s->lexicon, b);
	for (uint32_t i = left.first; i < left.first + left.count; i++) {
		struct str first = str_slice(w->exact, 0, exact_at);
		if (!open && !str_eq(lexicon_word(s->lexicon, i).exact, first))
			continue;
		lexicon_pairs(s->lexicon, i, right, counts);
		for (uint32_t k = 0; k < right.count; k++) {
			struct str second = str_slice(w->exact, exact_at, w->exact.len);
			struct str found = lexicon_word(s->lexicon, right.first + k).exact;
			if (counts[k] >= JOINED_FREQUENT && (open || str_eq(found, second)))
				add_joined_node(s, left, i, right.first + k, counts[k]);
		}
	}
}

/* The words that W, which is no syllable, may be together. A name without marks is rather one
   of another language. */
static void add_joined(struct speller *s, const struct restore_word *w)
{
	bool open = !(w->flags & TOKEN_MARKED);
	if ((open && w->name) || w->folded.len > TYPO_MOST || characters(w->exact) != w->folded.len)
		return;
	size_t exact_at = 0;
	for (size_t at = 1; at < w->folded.len; at++) {
		do {
			exact_at++;
		} while (is_inside(w->exact, exact_at));
		add_divided(s, w, at, exact_at);
	}
}

/* As typed, or, where marks are missing, as restored. */
static void add_own(struct speller *s, const struct restore_word *w, bool open)
{
	struct lexicon_group group = lexicon_group(s->lexicon, w->folded);
	bool any = false;
	if (!open) {
		any = add_exact(s, group, w->exact, 1);
	} else {
		for (uint32_t i = 0; i < group.count && i < OPEN_SPELLINGS; i++) {
			struct str exact = lexicon_word(s->lexicon, group.first + i).exact;
			if (!restore_keeps_shapes(w->exact, exact))
				continue;
			add_node(s, group, i,
				s->some_marked && str_eq(exact, w->exact) ? RESTORE_AS_TYPED : 1);
			any = true;
		}
	}
	if (!any)
		add_unknown(s, w);
}

static bool is_known(const struct speller *s, const struct restore_word *w, bool open)
{
	return open ? lexicon_group(s->lexicon, w->folded).count > 0
		    : lexicon_count(s->lexicon, w->exact, w->folded) > 0;
}

/* Whether W is not doubted: the archive has it, and nothing stands around it that says more,
   or another word is what the archive lacks; or it is a name, whose marks alone may be
   missing. */
static bool is_sure(const struct speller *s, const struct restore_word *w, bool open)
{
	return (open && w->name) || (is_known(s, w, open) && (s->lone || s->lacks));
}

static bool add_word(struct speller *s, const struct restore_word *w)
{
	if (!lattice_begin_word(&s->lattice, (w->flags & TOKEN_BREAK) != 0))
		return false;
	bool open = !(w->flags & TOKEN_TONED);
	if (w->fixed) {
		lattice_add_figures(&s->lattice, w->exact);
		return true;
	}
	add_own(s, w, open);
	if (!is_sure(s, w, open))
		add_slips(s, w, open);
	if (!spelling_is_syllable(w->exact) && !spelling_is_unmarked_syllable(w->exact)) {
		add_typos(s, w);
		if (lexicon_count(s->lexicon, w->exact, w->folded) < TYPO_FREQUENT)
			add_joined(s, w);
	}
	return true;
}

/* Whether the line found differs from LINE in more than its missing marks. */
static bool is_respelt(
	const struct lexicon *lexicon, const struct line *line, const struct str *words)
{
	for (size_t i = 0; i < line->count; i++) {
		const struct restore_word *w = &line->words[i];
		bool open = !(w->flags & TOKEN_TONED);
		bool joined = line->joined && line->joined[i];
		if (joined || (!str_eq(words[i], w->exact) &&
				      (!open || lexicon_count(lexicon, words[i], w->folded) == 0)))
			return true;
	}
	return false;
}

static bool has_marks(const struct line *line)
{
	for (size_t i = 0; i < line->count; i++) {
		if (line->words[i].flags & TOKEN_MARKED)
			return true;
	}
	return false;
}

/* The best ways to spell LINE. */
static bool spell_line(struct speller *s, const struct line *line, struct restoration *found)
{
	if (!lattice_open(&s->lattice, s->lexicon, line->count, s->memory))
		return false;
	s->some_marked = has_marks(line);
	s->lone = line->count == 1;
	s->lacks = false;
	for (size_t i = 0; i < line->count; i++)
		s->lacks |= !line->words[i].fixed &&
			    !is_known(s, &line->words[i], !(line->words[i].flags & TOKEN_TONED));
	for (size_t i = 0; i < line->count; i++) {
		if (!add_word(s, &line->words[i]))
			return false;
	}
	return lattice_link(&s->lattice) && lattice_best(&s->lattice, found);
}

/* Puts JOINED in place of *LINE and of what was FOUND for it, if that is likelier, slip and
   all. */
static bool choose_joined(
	struct speller *s, const struct line *joined, struct line *line, struct restoration *found)
{
	struct restoration other;
	if (!spell_line(s, joined, &other))
		return false;
	if (other.score + log(s->slip) > found->score) {
		*line = *joined;
		*found = other;
	}
	return true;
}

bool respell(struct query *q, const struct lexicon *lexicon, enum respell_doubt doubt,
	const struct str **out)
{
	struct line line;
	struct line joined;
	bool divided;
	struct restoration found;
	struct speller s = {.lexicon = lexicon,
		.memory = &q->memory,
		.slip = 1 / (doubt == RESPELL_FOUND ? found_odds : nothing_odds),
		.hoi_nga = 1 / (doubt == RESPELL_FOUND ? hoi_nga_odds : nothing_odds)};
	s.tones_bind = doubt == RESPELL_NOTHING;
	*out = NULL;
	if (!line_make(q, &line))
		return false;
	if (line.count == 0) /* nothing but what is left out */
		return true;
	if (!spell_line(&s, &line, &found) || !divided_join(q, lexicon, &line, &joined, &divided))
		return false;
	if (divided && !choose_joined(&s, &joined, &line, &found))
		return false;
	if (!is_respelt(lexicon, &line, found.lines[0].words))
		return true;
	*out = line_spellings(&line, q, found.lines[0].words);
	return *out != NULL;
}
