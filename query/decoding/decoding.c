#include "query/decoding/decoding.h"

#include "base/ascii.h"
#include "query/decoding/misread.h"
#include "query/reading/lattice.h"
#include "query/reading/line.h"
#include "text/encoding/escapes.h"
#include "text/syllable/typing.h"

#include <math.h>

/* How many times likelier a line must be as typed for an input method than as it stands; more
   where that is a word alone, and the archive has it. */
static const double typed_odds = 50;
static const double lone_odds = 1000;
static const double marked_odds = 20; /* and so much more beside words with marks */

/* Who types for an input method types all marks: so seldom is a word meant otherwise. A word
   that the archive lacks altogether is no likelier. */
static const double untyped = 0.02;

/* Spellings of a word without marks that are looked at. */
enum { MAX_SPELLINGS = 24 };

/* A word of the query, read in one way of typing. */
struct attempt {
	bool typed;     /* it may be so, as far as can be told from the word alone */
	uint64_t count; /* of it in the archive, as it stands */
	bool decoded;
	bool chosen;    /* and likelier so */
	uint64_t found; /* how often what it is decoded to is in the archive */
	struct typed as;
};

/* The query in one way of typing. */
struct way {
	enum typing method;
	struct attempt *attempts; /* by word of the query */
	double score;             /* logarithm of the likelihood */
	size_t unknown;           /* words that the archive lacks */
	size_t chosen, found;     /* words that are read so; of those, what the archive has */
	size_t words;             /* of more than one letter among them */
	bool loose;               /* a word is likelier with marks that were not typed */
	size_t lacking;           /* those among them that the archive lacks as they stand */
};

static bool has_marks(const struct query *q)
{
	for (size_t i = 0; i < q->word_count; i++) {
		if (q->words[i].flags & TOKEN_MARKED)
			return true;
	}
	return false;
}

static bool is_of_keys(struct str raw)
{
	bool letters = false;
	for (size_t i = 0; i < raw.len; i++) {
		bool is_letter = ascii_is_letter(raw.ptr[i]);
		if (!is_letter && !ascii_is_digit(raw.ptr[i]))
			return false;
		letters = letters || is_letter;
	}
	return letters;
}

/* Whether word I of C may be typed text. */
static bool may_be_typed(const struct decoder *d, const struct query_clause *c, size_t i)
{
	const struct query_word *w = &d->query->words[i];
	struct str raw = str_slice(d->query->text, w->start, w->end);
	bool meant = w->prefix || c->literal || (c->quoted && w->kind == TOKEN_SYLLABLE);
	return !meant && is_of_keys(raw);
}

static uint64_t count_typed(struct decoder *d, const struct typed *typed)
{
	struct token token;
	tokenizer_start(d->tokenizer, str_make(typed->text, typed->bytes));
	return tokenizer_next(d->tokenizer, &token) ? decoder_count(d, &token) : 0;
}

/* Decodes the words of the query as typed by W's method. Whether any was. */
static bool attempt_all(struct decoder *d, struct way *w)
{
	bool any = false;
	for (size_t i = 0; i < d->query->word_count; i++) {
		struct attempt *a = &w->attempts[i];
		const struct query_word *q = &d->query->words[i];
		struct str raw = str_slice(d->query->text, q->start, q->end);
		a->decoded = a->typed && typing_decode(w->method, raw, &a->as);
		if (!a->decoded)
			continue;
		a->found = count_typed(d, &a->as);
		any = any || a->as.letters > 1;
	}
	return any;
}

static void add_spelling(struct lattice *l, struct str exact, struct lexicon_group group,
	uint32_t i, uint64_t count, double factor)
{
	bool known = i < group.count;
	lattice_add(l, &(struct lattice_node){.exact = exact,
			       .id = known ? group.first + i : LATTICE_UNKNOWN,
			       .group = group,
			       .count = count,
			       .factor = factor});
}

/* The spelling EXACT of GROUP with FACTOR, with UNKNOWN if the archive lacks it; all others
   with OTHERS, if that is above 0. */
static void add_spellings(struct decoder *d, struct lattice *l, struct str exact,
	struct lexicon_group group, double factor, double unknown, double others)
{
	bool found = false;
	for (uint32_t i = 0; i < group.count && i < MAX_SPELLINGS; i++) {
		struct lexicon_word word = lexicon_word(d->known->lexicon, group.first + i);
		bool own = str_eq(word.exact, exact);
		if (own || others > 0)
			add_spelling(l, word.exact, group, i, word.count, own ? factor : others);
		found = found || own;
	}
	if (!found)
		add_spelling(l, exact, group, group.count, 0, unknown);
}

static struct str spelt_as(const struct attempt *a)
{
	return str_make(a->as.text, a->as.bytes);
}

static bool add_decoded(struct decoder *d, struct lattice *l, const struct attempt *a)
{
	struct token token;
	tokenizer_start(d->tokenizer, spelt_as(a));
	if (!tokenizer_next(d->tokenizer, &token))
		return true;
	struct str folded = arena_str(&d->query->memory, token.folded);
	if (!folded.ptr)
		return false;
	add_spellings(d, l, spelt_as(a), lexicon_group(d->known->lexicon, folded), 1, 1, 0);
	return true;
}

/* Word W of the line, which A tells of: NULL, as it stands. */
static bool add_word(struct decoder *d, struct lattice *l, const struct restore_word *w,
	const struct attempt *stands, const struct attempt *a)
{
	if (!lattice_begin_word(l, (w->flags & TOKEN_BREAK) != 0))
		return false;
	struct lexicon_group group = lexicon_group(d->known->lexicon, w->folded);
	bool lacking = stands->typed && stands->count == 0;
	double stays = a && a->decoded ? untyped : 1;
	if (w->fixed) {
		/* Of all words with figures it is one of few. */
		group = lexicon_group(d->known->lexicon, STR(LEXICON_FIGURES));
		double all = group.count > 0
				     ? (double)lexicon_word(d->known->lexicon, group.first).count
				     : 0;
		add_spelling(l, w->exact, group, 0, (uint64_t)all,
			stays * ((double)stands->count + untyped) / (all + 1));
	} else if (w->flags & TOKEN_MARKED) {
		add_spellings(d, l, w->exact, group, 1, 1, 0);
	} else {
		double unknown = lacking ? untyped : 1;
		add_spellings(d, l, w->exact, group, stays, stays * unknown, a ? untyped : 1);
	}
	return !a || !a->decoded || add_decoded(d, l, a);
}

/* The best way to read the line, as typed by W's method, or, without one, as it stands. */
static bool find_best(struct decoder *d, const struct line *line, const struct attempt *stands,
	const struct way *w, struct restoration *out)
{
	struct lattice l;
	if (!lattice_open(&l, d->known->lexicon, line->count, &d->query->memory))
		return false;
	for (size_t i = 0; i < line->count; i++) {
		size_t at = line->places[i];
		if (!add_word(d, &l, &line->words[i], &stands[at], w ? &w->attempts[at] : NULL))
			return false;
	}
	return lattice_link(&l) && lattice_best(&l, out);
}

/* Reads the line as typed by W's method; false when out of memory. */
static bool read_way(
	struct decoder *d, const struct line *line, const struct attempt *stands, struct way *w)
{
	struct restoration found;
	if (!find_best(d, line, stands, w, &found))
		return false;
	w->score = found.score;
	for (size_t i = 0; i < line->count; i++) {
		struct attempt *a = &w->attempts[line->places[i]];
		w->unknown += a->typed && a->count == 0;
		w->loose |= !a->decoded && !str_eq(found.lines[0].words[i], line->words[i].exact);
		a->chosen = a->decoded && str_eq(found.lines[0].words[i], spelt_as(a));
		w->chosen += a->chosen;
		w->lacking += a->chosen && a->count == 0;
		w->found += a->chosen && a->found > 0;
		w->words += a->chosen && a->as.letters > 1;
	}
	return true;
}

/* Whether the line is so much likelier as W reads it than as it stands. */
static bool is_convincing(
	const struct decoder *d, const struct line *line, const struct way *w, double as_it_stands)
{
	double odds = w->lacking > 0 || line->count > 1 ? typed_odds : lone_odds;
	if (w->words == 0 || 2 * w->found < w->chosen || 2 * w->chosen < w->unknown)
		return false;
	if (has_marks(d->query))
		odds *= marked_odds;
	return w->score - as_it_stands > log(odds);
}

/* Whether only spaces stand between A and B of the query. */
static bool adjoin(const struct query *q, const struct query_word *a, const struct query_word *b)
{
	return str_trim(str_slice(q->text, a->end, b->start)).len == 0;
}

/* Replaces the words that were decoded; neighbours are one part. */
static bool replace_typed(struct decoder *d, const struct way *way)
{
	const struct attempt *attempts = way->attempts;
	const struct query *q = d->query;
	const struct query_word *last = NULL;
	for (size_t i = 0; i < q->word_count; i++) {
		const struct query_word *w = &q->words[i];
		if (!attempts[i].chosen)
			continue;
		if (last && !adjoin(q, last, w)) {
			parts_end(d, last->end);
			last = NULL;
		}
		if (last)
			buf_append(&d->text, str_slice(q->text, last->end, w->start));
		else
			parts_begin(d, w->start,
				way->method == TYPING_TELEX ? DECODING_TELEX : DECODING_VNI, NULL);
		buf_append(&d->text, str_make(attempts[i].as.text, attempts[i].as.bytes));
		last = w;
	}
	if (last)
		parts_end(d, last->end);
	return parts_finish(d);
}

/* Marks in ATTEMPTS the words that may be typed. */
static void find_typed(struct decoder *d, struct attempt *attempts)
{
	const struct query *q = d->query;
	for (size_t c = 0; c < q->clause_count; c++) {
		const struct query_clause *clause = &q->clauses[c];
		for (size_t i = clause->first; i < clause->first + clause->count; i++) {
			attempts[i].typed = may_be_typed(d, clause, i);
			if (attempts[i].typed)
				attempts[i].count = known_count(d->known, &q->words[i]);
		}
	}
}

/* Reads words as typed in Telex or VNI, if the line is likelier so; false when out of
   memory. */
static bool decode_typed(struct decoder *d)
{
	struct query *q = d->query;
	struct way ways[] = {{.method = TYPING_TELEX}, {.method = TYPING_VNI}};
	struct attempt *stands = arena_array(&q->memory, q->word_count, sizeof *stands);
	struct way *best = NULL;
	struct restoration plain;
	struct line line = {.count = 0};
	if (!d->known->lexicon)
		return true;
	if (!stands)
		return false;
	find_typed(d, stands);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct way *w = &ways[i];
		w->attempts = arena_array(&q->memory, q->word_count, sizeof *w->attempts);
		if (!w->attempts)
			return false;
		memcpy(w->attempts, stands, q->word_count * sizeof *stands);
		if (!attempt_all(d, w))
			continue;
		if ((line.count == 0 && !line_make(q, &line)) || !read_way(d, &line, stands, w))
			return false;
		if (!best || w->score > best->score)
			best = w;
	}
	if (!best)
		return true;
	if (!find_best(d, &line, stands, NULL, &plain))
		return false;
	if (!is_convincing(d, &line, best, plain.score))
		return true;
	d->keyed = !best->loose;
	return replace_typed(d, best);
}

/* Decodes the stretches between spaces that have codes; false when out of memory. */
static bool decode_escapes(struct decoder *d)
{
	struct str s = d->source;
	for (size_t i = 0; i < s.len;) {
		size_t end = i;
		while (end < s.len && s.ptr[end] != ' ')
			end++;
		struct str chunk = str_slice(s, i, end);
		for (enum escapes sort = ESCAPES_PERCENT; sort <= ESCAPES_ENTITY; sort++) {
			buf_reset(&d->scratch);
			if (!escapes_decode(sort, chunk, &d->scratch))
				continue;
			parts_begin(d, i,
				sort == ESCAPES_PERCENT ? DECODING_PERCENT : DECODING_ENTITY, NULL);
			buf_append(&d->text, buf_str(&d->scratch));
			parts_end(d, end);
			break;
		}
		i = end + 1;
	}
	return d->changed ? parts_finish(d) : !d->scratch.failed;
}

/* Reads D's text, if it was changed, in place of what D's query holds. It stays as it
   was where that can't be read: decoding may only help. */
static bool read_again(struct decoder *d, bool parsed)
{
	struct query decoded;
	struct error err;
	size_t at;
	if (!d->changed)
		return parsed;
	if (!query_parse(buf_str(&d->text), d->tokenizer, &decoded, &err, &at)) {
		d->out->count = d->kept;
		return parsed;
	}
	if (parsed)
		query_free(d->query);
	*d->query = decoded;
	d->query->keyed = d->keyed;
	return true;
}

/* Makes what was read so far, where something was, the source of the next step. */
static void start_again(struct decoder *d, bool parsed)
{
	if (parsed)
		d->source = d->query->text;
	d->step++;
	d->kept = d->out->count;
	d->changed = false;
	d->copied = 0;
	buf_reset(&d->text);
}

/* What of the decoded query NOTES tells of, as places of the one that was typed. */
static void place_notes(const struct decoding *d, struct query_notes *notes)
{
	for (size_t i = 0; i < notes->stray_count; i++) {
		struct syntax_stray *s = &notes->strays[i];
		s->start = decoding_place(d, s->start, false);
		s->end = decoding_place(d, s->end, true);
	}
	if (notes->unclosed != QUERY_NO_PLACE)
		notes->unclosed = decoding_place(d, notes->unclosed, false);
}

bool decoding_parse(struct str text, struct tokenizer *t, struct known *known, struct arena *memory,
	struct query *q, struct decoding *out, struct error *err, size_t *at)
{
	*out = (struct decoding){0};
	bool parsed = query_parse(text, t, q, err, at);
	if (!parsed && err->code != ERROR_INPUT)
		return false;
	struct decoder d = {.source = text,
		.query = q,
		.parsed = parsed,
		.tokenizer = t,
		.known = known,
		.memory = memory,
		.out = out};
	bool ok = decode_escapes(&d);
	parsed = read_again(&d, parsed);
	start_again(&d, parsed);
	ok = ok && decoding_misread(&d);
	parsed = read_again(&d, parsed);
	if (ok && parsed) {
		start_again(&d, parsed);
		ok = decode_typed(&d);
		parsed = read_again(&d, parsed);
	}
	buf_free(&d.text);
	buf_free(&d.scratch);
	if (ok && parsed)
		place_notes(out, &q->notes);
	if (ok)
		return parsed;
	if (parsed)
		query_free(q);
	return error_set_memory(err);
}
