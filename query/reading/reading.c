#include "query/reading/reading.h"

#include "query/reading/line.h"

/* A spelling without tone is a slip when a fuller one is this many times as
   frequent: an archive holds "viêt" too, once for thousands of "việt". */
enum { SLIP_RATIO = 200 };

struct maker {
	struct query *query;
	const struct lexicon *lexicon;
	enum diacritics diacritics;
	bool strict;
	bool marked; /* some words have marks */
	bool is_long;
	bool acronyms;                         /* some words are */
	const struct restored_word **restored; /* of each word of the query; may be NULL */
	struct error *err;
};

/* A query with more words than this to be restored is a long one: of two to three it is
   quite possible that all are meant in another spelling, of five hardly. */
enum { LONG_QUERY = 4 };

/* A spelling that is less likely than this adds nothing to the order of the articles. */
static const double likely = 0.05;

/* One that is likelier needs no others beside it. */
static const double certain = 0.99;

/* Gives R those of FOUND that keep the shapes it was typed with. */
static bool keep_spellings(struct maker *m, struct reading *r, const struct lexicon_word *found,
	size_t count, bool keep_shapes)
{
	r->spellings = arena_array(&m->query->memory, count + 1, sizeof *r->spellings);
	if (!r->spellings)
		return error_set_memory(m->err);
	for (size_t i = 0; i < count; i++) {
		if (!keep_shapes || restore_keeps_shapes(r->exact, found[i].exact))
			r->spellings[r->spelling_count++] = found[i].exact;
	}
	if (r->spelling_count == 0)
		r->spellings[r->spelling_count++] = r->exact;
	return true;
}

/* Whether a word with shapes but no tone is one whose tone was left out, by those of the archive
   with its letters. */
static bool is_slip(struct str exact, const struct lexicon_word *found, size_t count)
{
	uint64_t typed = 0;
	uint64_t fuller = 0;
	for (size_t i = 0; i < count; i++) {
		if (str_eq(found[i].exact, exact))
			typed = found[i].count;
		else if (found[i].count > fuller && restore_keeps_shapes(exact, found[i].exact))
			fuller = found[i].count;
	}
	return fuller > 0 && typed <= fuller / SLIP_RATIO;
}

/* A word with shapes but no tone: as typed, unless the tone was left out, as it is of a beginning,
   whose spellings prefixes_expand finds. */
static bool read_shaped(struct maker *m, const struct query_word *w, struct reading *r)
{
	r->kind = w->prefix ? READING_SPELLINGS : READING_EXACT;
	if (w->prefix || !m->lexicon)
		return true;
	struct lexicon_word found[READING_MAX_SPELLINGS];
	size_t count = lexicon_spellings(m->lexicon, r->folded, found, READING_MAX_SPELLINGS);
	if (!is_slip(r->exact, found, count))
		return true;
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

/* Whether word W without marks, in a query with some, is meant as typed. */
static bool is_meant_as_typed(const struct maker *m, size_t w)
{
	const struct restored_word *restored = m->restored ? m->restored[w] : NULL;
	return m->query->keyed ||
	       (restored && str_eq(restored->choices[0].exact, m->query->words[w].exact));
}

static void add_likely(const struct maker *m, size_t w, struct reading *r)
{
	const struct restored_word *restored = m->restored ? m->restored[w] : NULL;
	if (!restored)
		return;
	r->likely = restored->choices;
	while (r->likely_count < restored->choice_count && r->likely_count < READING_MAX_LIKELY &&
		r->likely[r->likely_count].probability >= likely)
		r->likely_count++;
}

/* The strict reading of word AT, which has no tone; false where it is the forgiving one. */
static bool read_strictly(struct maker *m, size_t at, struct reading *r)
{
	if (m->marked && is_meant_as_typed(m, at))
		return true;
	if (!m->is_long || r->likely_count == 0)
		return false;
	r->kind = READING_SPELLINGS;
	r->spellings = arena_array(&m->query->memory, r->likely_count, sizeof *r->spellings);
	for (size_t i = 0; r->spellings && i < r->likely_count; i++)
		r->spellings[r->spelling_count++] = r->likely[i].exact;
	return r->spellings != NULL;
}

/* Whether WORD has a letter of U+1EA0 to U+1EFF: ạ, ế, ỷ, which hardly any other language has. */
static bool has_own_letter(struct str word)
{
	for (size_t i = 0; i + 2 < word.len; i++) {
		unsigned char next = (unsigned char)word.ptr[i + 1];
		if ((unsigned char)word.ptr[i] == 0xE1 && (next == 0xBA || next == 0xBB))
			return true;
	}
	return false;
}

/* Whether W, which has a tone, is a word of another language: its é is no Vietnamese é, and
   is written carelessly. The ạ of Kạn, which is no syllable either, is Vietnamese. */
static bool is_foreign(const struct query_word *w)
{
	return w->kind == TOKEN_WORD && !has_own_letter(w->exact);
}

static bool has_marks(const struct query *q, size_t first, size_t count)
{
	for (size_t i = first; i < first + count; i++) {
		if (q->words[i].flags & TOKEN_MARKED)
			return true;
	}
	return false;
}

/* Whether words of the stretch of clause C have marks. */
static bool stands_among_marks(const struct query *q, const struct query_clause *c)
{
	for (size_t i = 0; i < q->clause_count; i++) {
		const struct query_clause *other = &q->clauses[i];
		if (other->stretch == c->stretch && has_marks(q, other->first, other->count))
			return true;
	}
	return false;
}

/* Whether W of C is a part of a name among words with marks: An, which is neither Ân nor Ẩn. */
static bool is_name(const struct maker *m, const struct query_clause *c, const struct query_word *w)
{
	return w->kind == TOKEN_SYLLABLE && (w->flags & TOKEN_CAPITALISED) &&
	       !(w->flags & TOKEN_MARKED) && stands_among_marks(m->query, c);
}

/* An acronym is asked for in capitals; outside of quotes what has it in small letters, or with
   marks, follows. */
static bool read_acronym(
	struct maker *m, const struct query_clause *c, bool in_phrase, struct reading *r)
{
	r->capitals = c->quoted || c->minus || (m->strict && !c->excluded);
	m->acronyms |= !r->capitals;
	return r->capitals || read_folded(m, r, in_phrase);
}

static bool read_word(struct maker *m, size_t at, const struct query_clause *c, struct reading *r)
{
	const struct query_word *w = &m->query->words[at];
	bool in_phrase = c->count > 1 || c->phrase_count > 0 || c->inner;
	*r = (struct reading){.kind = READING_EXACT, .exact = w->exact, .folded = w->folded};
	if (m->diacritics == DIACRITICS_EXACT || c->literal || token_is_figures(w->kind) ||
		query_is_sign(w))
		return true;
	if (m->diacritics == DIACRITICS_IGNORE)
		return read_folded(m, r, in_phrase);
	if (query_is_acronym(m->query, c, at))
		return read_acronym(m, c, in_phrase, r);
	if ((w->flags & TOKEN_TONED) && is_foreign(w))
		return (m->strict && !c->excluded) || read_folded(m, r, in_phrase);
	if (w->flags & TOKEN_TONED || (c->minus && m->marked && !(w->flags & TOKEN_MARKED)))
		return true;
	if (c->quoted && is_name(m, c, w))
		return true;
	add_likely(m, at, r);
	if (m->strict && !c->excluded && read_strictly(m, at, r))
		return true;
	if (w->flags & TOKEN_SHAPED)
		return read_shaped(m, w, r);
	return read_folded(m, r, in_phrase);
}

static bool means_same(const struct reading *a, const struct reading *b)
{
	return a->kind == b->kind && a->capitals == b->capitals && str_eq(a->exact, b->exact);
}

static unsigned unit_of(const struct readings *all, size_t word)
{
	const struct reading *r = &all->of[word];
	for (size_t i = 0; i < word; i++) {
		if (means_same(&all->of[i], r))
			return all->of[i].unit;
	}
	return all->unit_count;
}

static bool read_clause(struct maker *m, const struct query_clause *c, struct readings *out)
{
	bool group = c->kind == CLAUSE_GROUP;
	for (size_t i = c->first; i < c->first + c->count + c->others; i++) {
		struct reading *r = &out->of[i];
		if (!read_word(m, i, c, r))
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

static bool is_same(const struct query *q, const struct readings *a, const struct readings *b)
{
	for (size_t i = 0; i < q->word_count; i++) {
		if (a->of[i].kind != b->of[i].kind || a->of[i].capitals != b->of[i].capitals)
			return false;
	}
	return true;
}

/* ---- The query as a line to be restored ---- */

static bool keep_lines(struct query *q, const struct line *line, const struct restoration *restored,
	struct query_reading *out)
{
	for (size_t i = 0; i < restored->line_count; i++) {
		const struct str *words = line_spellings(line, q, restored->lines[i].words);
		if (!words)
			return false;
		out->lines[out->line_count++] =
			(struct line_reading){words, restored->lines[i].probability};
	}
	return true;
}

/* Words with shapes but no tone that are no slips are meant as they were typed. */
static void bind_shaped(const struct lexicon *lexicon, struct line *line)
{
	struct lexicon_word found[READING_MAX_SPELLINGS];
	for (size_t i = 0; i < line->count; i++) {
		struct restore_word *w = &line->words[i];
		if (w->fixed || (w->flags & (TOKEN_SHAPED | TOKEN_TONED)) != TOKEN_SHAPED)
			continue;
		size_t count = lexicon_spellings(lexicon, w->folded, found, READING_MAX_SPELLINGS);
		if (is_slip(w->exact, found, count))
			continue;
		w->flags |= TOKEN_TONED;
		line->open--;
	}
}

static bool restore(struct maker *m, struct query_reading *out)
{
	struct query *q = m->query;
	struct line line;
	struct restoration restored;
	if (!line_make(q, &line))
		return false;
	bind_shaped(m->lexicon, &line);
	if (line.open == 0)
		return true;
	m->is_long = line.open > LONG_QUERY;
	m->restored = arena_array(&q->memory, q->word_count, sizeof(struct restored_word *));
	if (!m->restored ||
		!restore_run(m->lexicon, line.words, line.count, m->marked, &q->memory, &restored))
		return false;
	for (size_t i = 0; i < line.count; i++)
		m->restored[line.places[i]] = &restored.words[i];
	return keep_lines(q, &line, &restored, out);
}

/* As if the likeliest line had been typed: of it every word that has likely spellings. */
static bool read_likeliest(struct query *q, struct query_reading *out)
{
	const struct readings *from = &out->forgiving;
	if (out->line_count == 0)
		return true;
	struct reading *of = arena_array(&q->memory, q->word_count, sizeof *of);
	if (!of)
		return false;
	for (size_t i = 0; i < q->word_count; i++) {
		of[i] = from->of[i];
		if (of[i].likely_count > 0)
			of[i] = (struct reading){.kind = READING_EXACT,
				.exact = out->lines[0].words[i],
				.folded = of[i].folded};
	}
	out->likeliest = (struct readings){.of = of};
	return true;
}

bool readings_make(struct query *q, enum diacritics diacritics, const struct lexicon *lexicon,
	struct query_reading *out, struct error *err)
{
	struct maker m = {.query = q,
		.lexicon = lexicon,
		.diacritics = diacritics,
		.marked = has_marks(q, 0, q->word_count),
		.err = err};
	*out = (struct query_reading){0};
	if (diacritics == DIACRITICS_AUTO && lexicon && !restore(&m, out))
		return error_set_memory(err);
	if (!read_all(&m, &out->forgiving) || (!m.is_long && !read_likeliest(q, out)))
		return false;
	if (diacritics != DIACRITICS_AUTO || (!m.marked && !m.is_long && !m.acronyms))
		return true;
	m.strict = true;
	if (!read_all(&m, &out->strict))
		return false;
	out->strict.restored = m.is_long;
	if (is_same(q, &out->forgiving, &out->strict))
		out->strict = (struct readings){0};
	return true;
}

bool reading_is_open(const struct reading *r)
{
	bool typed = str_eq(r->exact, r->folded);
	return typed && r->likely_count > 0 && r->likely[0].probability < certain;
}

/* Whether the words of A and B are the same ones, in the same order. */
static bool asks_same(
	const struct query_clause *a, const struct query_clause *b, const struct reading *of)
{
	if (a->kind != b->kind || a->excluded != b->excluded || a->inner != b->inner ||
		a->literal != b->literal || a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++) {
		if (!means_same(&of[a->first + i], &of[b->first + i]))
			return false;
	}
	return true;
}

bool reading_repeats(const struct query *q, const struct reading *of, size_t clause)
{
	for (size_t i = 0; q->clauses[clause].kind != CLAUSE_GROUP && i < clause; i++) {
		if (asks_same(&q->clauses[i], &q->clauses[clause], of))
			return true;
	}
	return false;
}
