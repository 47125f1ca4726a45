#include "query/expansion/learned.h"

#include "archive/lexicon_definitions.h"
#include "base/buf.h"

/* Of several things that an acronym is explained as, those that are said so much less often
   than the usual one are left out. */
static const double least_share = 0.2;

static bool is_marked(const struct variant_word *w)
{
	return (w->flags & TOKEN_MARKED) != 0;
}

/* Short or like a syllable, an acronym is known by its capitals, as those of the table. */
static bool may_be_acronym(const struct variant_word *w)
{
	enum { SHORT_LETTERS = 2 };
	bool capitals = w->flags & TOKEN_CAPITALS;
	return capitals || (w->kind != TOKEN_SYLLABLE && w->folded.len > SHORT_LETTERS);
}

static bool add_text(struct expander *x, size_t clause, size_t clauses, struct str text)
{
	struct variant v = {.len = text.len};
	struct expansion *e;
	if (text.len > sizeof v.text || !(e = expander_expansion(x, clause, clauses)))
		return true;
	memcpy(v.text, text.ptr, text.len);
	return expander_add(x, e, &v);
}

bool expand_learned_acronym(struct expander *x, size_t clause, const struct variant_word *word)
{
	enum { MOST = 3 };
	if (!x->lexicon || !may_be_acronym(word))
		return true;
	struct lexicon_group g = lexicon_acronyms(x->lexicon, word->folded);
	struct lexicon_definition d;
	uint64_t usual = 0;
	for (uint32_t i = 0, added = 0; i < g.count && added < MOST; i++) {
		if (!lexicon_definition(x->lexicon, g.first + i, &d) ||
			(is_marked(word) && !str_eq(word->exact, d.acronym)))
			continue;
		usual = usual ? usual : d.count;
		if ((double)d.count < least_share * (double)usual)
			break;
		if (!add_text(x, clause, 1, d.phrase))
			return false;
		added++;
	}
	return true;
}

/* How many of the words are those of PHRASE, of which WITHOUT has the same without marks;
   0 if not all of its are. */
static size_t same_words(
	struct str phrase, struct str without, const struct variant_word *words, size_t count)
{
	struct str exact, folded;
	size_t i = 0;
	for (; str_split(&phrase, ' ', &exact) && str_split(&without, ' ', &folded); i++) {
		if (i == count ||
			(!str_eq(words[i].exact, exact) &&
				(is_marked(&words[i]) || !str_eq(words[i].folded, folded))))
			return 0;
	}
	return i;
}

bool expand_learned_phrase(struct expander *x, size_t clause, const struct variant_word *words,
	const size_t *ends, size_t count)
{
	struct buf beginning = BUF_INIT;
	if (!x->lexicon || count < 2)
		return true;
	buf_append(&beginning, words[0].folded);
	buf_push(&beginning, ' ');
	buf_append(&beginning, words[1].folded);
	struct lexicon_group g = {0};
	if (!beginning.failed)
		g = lexicon_phrases(x->lexicon, buf_str(&beginning));
	buf_free(&beginning);
	for (uint32_t i = 0; i < g.count; i++) {
		struct lexicon_definition d;
		struct str key = lexicon_folded(x->lexicon, g.first + i);
		if (key.len == 0 || !lexicon_definition(x->lexicon, g.first + i, &d))
			continue;
		size_t covered = same_words(d.phrase, str_slice(key, 1, key.len), words, count);
		if (covered > 0 && ends[covered - 1] > 0 &&
			!add_text(x, clause, ends[covered - 1], d.acronym))
			return false;
	}
	return true;
}
