#include "query/reading.h"

#include "query/chars.h"

/* A spelling without tone is a slip when a fuller one is this many times as
   frequent: an archive holds "viêt" too, once for thousands of "việt". */
enum { SLIP_RATIO = 200 };

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

bool reading_keeps_shapes(struct str typed, struct str spelling)
{
	size_t i = 0;
	size_t k = 0;
	while (i < typed.len && k < spelling.len) {
		unsigned wanted = shape_of(next_character(typed, &i));
		unsigned found = shape_of(next_character(spelling, &k));
		if (wanted != 0 && wanted != found)
			return false;
	}
	return i == typed.len && k == spelling.len;
}

struct maker {
	struct query *query;
	const struct lexicon *lexicon;
	enum diacritics diacritics;
	bool strict;
	struct error *err;
};

/* Gives R those of FOUND that keep the shapes it was typed with. */
static bool keep_spellings(struct maker *m, struct reading *r, const struct lexicon_word *found,
	size_t count, bool keep_shapes)
{
	r->spellings = arena_array(&m->query->memory, count + 1, sizeof *r->spellings);
	if (!r->spellings)
		return error_set_memory(m->err);
	for (size_t i = 0; i < count; i++) {
		if (!keep_shapes || reading_keeps_shapes(r->exact, found[i].exact))
			r->spellings[r->spelling_count++] = found[i].exact;
	}
	if (r->spelling_count == 0)
		r->spellings[r->spelling_count++] = r->exact;
	return true;
}

/* A word with shapes but no tone: as typed, unless the tone was left out. */
static bool read_shaped(struct maker *m, struct reading *r)
{
	struct lexicon_word found[READING_MAX_SPELLINGS];
	size_t count = lexicon_spellings(m->lexicon, r->folded, found, READING_MAX_SPELLINGS);
	uint64_t typed = 0;
	uint64_t fuller = 0;
	for (size_t i = 0; i < count; i++) {
		if (str_eq(found[i].exact, r->exact))
			typed = found[i].count;
		else if (found[i].count > fuller && reading_keeps_shapes(r->exact, found[i].exact))
			fuller = found[i].count;
	}
	if (fuller == 0 || typed > fuller / SLIP_RATIO) {
		r->kind = READING_EXACT;
		return true;
	}
	r->kind = READING_SPELLINGS;
	return keep_spellings(m, r, found, count, true);
}

static bool read_folded(struct maker *m, struct reading *r, bool in_phrase)
{
	r->kind = READING_FOLDED;
	if (!in_phrase)
		return true;
	struct lexicon_word found[READING_MAX_SPELLINGS];
	size_t count =
		m->lexicon ? lexicon_spellings(m->lexicon, r->folded, found, READING_MAX_SPELLINGS)
			   : 0;
	return keep_spellings(m, r, found, count, false);
}

/* Whether the archive writes the unmarked word so, and not by mistake only. */
static bool is_known_as_typed(const struct maker *m, const struct query_word *w)
{
	struct lexicon_word best;
	if (!m->lexicon || lexicon_spellings(m->lexicon, w->folded, &best, 1) == 0)
		return false;
	return lexicon_count(m->lexicon, w->exact, w->folded) > best.count / SLIP_RATIO;
}

static bool read_word(
	struct maker *m, const struct query_word *w, bool in_phrase, struct reading *r)
{
	*r = (struct reading){.kind = READING_EXACT, .exact = w->exact, .folded = w->folded};
	if (m->diacritics == DIACRITICS_EXACT || token_is_figures(w->kind))
		return true;
	if (m->diacritics == DIACRITICS_IGNORE)
		return read_folded(m, r, in_phrase);
	if (w->flags & TOKEN_TONED)
		return true;
	if (w->flags & TOKEN_SHAPED)
		return !m->lexicon || read_shaped(m, r);
	return (m->strict && is_known_as_typed(m, w)) || read_folded(m, r, in_phrase);
}

static unsigned unit_of(const struct readings *all, size_t word)
{
	const struct reading *r = &all->of[word];
	for (size_t i = 0; i < word; i++) {
		if (all->of[i].kind == r->kind && str_eq(all->of[i].exact, r->exact))
			return all->of[i].unit;
	}
	return all->unit_count;
}

static bool read_clause(struct maker *m, const struct query_clause *c, struct readings *out)
{
	bool group = c->kind == CLAUSE_GROUP;
	for (size_t i = c->first; i < c->first + c->count + c->others; i++) {
		struct reading *r = &out->of[i];
		if (!read_word(m, &m->query->words[i], c->count > 1, r))
			return false;
		r->unit = group ? out->unit_count : unit_of(out, i);
		if (!group && r->unit == out->unit_count)
			out->unit_count++;
	}
	out->unit_count += group;
	return true;
}

static bool read_all(struct maker *m, struct readings *out)
{
	struct query *q = m->query;
	*out = (struct readings){.of = arena_array(&q->memory, q->word_count, sizeof *out->of)};
	if (!out->of)
		return error_set_memory(m->err);
	for (size_t c = 0; c < q->clause_count; c++) {
		if (!read_clause(m, &q->clauses[c], out))
			return false;
	}
	return true;
}

static bool has_marks(const struct query *q)
{
	for (size_t i = 0; i < q->word_count; i++) {
		if (q->words[i].flags & TOKEN_MARKED)
			return true;
	}
	return false;
}

static bool is_same(const struct query *q, const struct readings *a, const struct readings *b)
{
	for (size_t i = 0; i < q->word_count; i++) {
		if (a->of[i].kind != b->of[i].kind)
			return false;
	}
	return true;
}

bool readings_make(struct query *q, enum diacritics diacritics, const struct lexicon *lexicon,
	struct readings *out, struct readings *strict, struct error *err)
{
	struct maker m = {.query = q, .lexicon = lexicon, .diacritics = diacritics, .err = err};
	*strict = (struct readings){0};
	if (!read_all(&m, out))
		return false;
	if (diacritics != DIACRITICS_AUTO || !has_marks(q))
		return true;
	m.strict = true;
	if (!read_all(&m, strict))
		return false;
	if (is_same(q, out, strict))
		*strict = (struct readings){0};
	return true;
}
