/* The scanner cuts words out of the bytes; text/syllable/spelling.c spells each of them. As
 * a language repeats itself, a small cache of words already spelled answers for
 * most: it is what makes analysis fast. */
#include "text/token/token.h"

#include "text/syllable/spelling.h"
#include "text/token/behind.h"
#include "text/token/cache.h"
#include "text/token/cut.h"
#include "text/token/extras.h"
#include "text/token/joined.h"
#include "text/token/split.h"

#include <stdlib.h>

enum {
	SET_BITS = 13,
	SMALL_SET_BITS = 10,
};

enum mode { WORDS_ONLY, DOCUMENT, QUERY };

struct tokenizer {
	struct str text;
	size_t at;
	enum mode mode;
	size_t piece_count, piece_next;
	size_t plain_end;          /* figures before it are no numbers of their own */
	size_t number, number_end; /* the last token, if it was a number; END is 0 if not */
	struct cache cache;
	struct figures figures;   /* what a number was read as */
	size_t pieces[SPLIT_MAX]; /* where the syllables of a word like ôtô end */
	struct extras extras;
	struct joined joined; /* the last that was read */
};

static struct tokenizer *new_with(unsigned set_bits)
{
	struct tokenizer *t = calloc(1, sizeof *t);
	if (t && !cache_open(&t->cache, set_bits)) {
		free(t);
		return NULL;
	}
	return t;
}

struct tokenizer *tokenizer_new(void)
{
	return new_with(SET_BITS);
}

struct tokenizer *tokenizer_new_small(void)
{
	return new_with(SMALL_SET_BITS);
}

void tokenizer_free(struct tokenizer *t)
{
	if (t)
		cache_close(&t->cache);
	free(t);
}

static void start(struct tokenizer *t, struct str text, enum mode mode)
{
	t->text = text;
	t->at = 0;
	t->mode = mode;
	t->extras.text = text;
	t->extras.query = mode == QUERY;
	t->extras.chain_end = t->plain_end = t->number_end = 0;
	t->extras.count = t->extras.next = 0;
	t->piece_count = t->piece_next = 0;
}

void tokenizer_start(struct tokenizer *t, struct str text)
{
	start(t, text, WORDS_ONLY);
}

void tokenizer_start_document(struct tokenizer *t, struct str text)
{
	start(t, text, DOCUMENT);
}

void tokenizer_start_query(struct tokenizer *t, struct str text)
{
	start(t, text, QUERY);
}

static inline void set_spelling(
	struct token *out, struct str exact, struct str folded, unsigned kind, unsigned flags)
{
	out->exact = exact;
	out->folded = folded;
	out->kind = (enum token_kind)kind;
	out->flags = flags;
}

static inline void use_spelling(struct token *out, struct spelled s)
{
	set_spelling(out, s.exact, s.folded, s.kind, s.flags);
}

/* Spells OUT, whose place is known. */
static inline void spell(struct tokenizer *t, struct token *out)
{
	const char *s = t->text.ptr + out->start;
	size_t len = out->end - out->start;
	const struct cached *c = cache_find(&t->cache, s, len, t->text.len - out->start);
	if (c)
		set_spelling(out, str_make(c->exact, c->exact_len),
			str_make(c->folded, c->folded_len), c->kind, c->flags);
	else
		use_spelling(out, cache_add(&t->cache, str_make(s, len)));
}

__attribute__((noinline)) static void spell_afresh(struct tokenizer *t, struct token *out)
{
	use_spelling(out, cache_spell_afresh(&t->cache, str_slice(t->text, out->start, out->end)));
}

/* Months, quarters and weekdays begin with "tháng", "quý", "thứ" or, Q1, with a q; FOLDED is
   without its marks. */
static inline bool begins_period(struct str folded)
{
	return str_eq(folded, STR("thang")) || str_eq(folded, STR("quy")) ||
	       str_eq(folded, STR("thu")) || (folded.len == 2 && folded.ptr[0] == 'q');
}

/* Queues the other readings of what begins with the word TOKEN, which is no number. */
static inline void queue_extras(struct tokenizer *t, const struct token *token)
{
	struct extras *x = &t->extras;
	if (t->mode == WORDS_ONLY || token->start < x->chain_end ||
		(begins_period(token->folded) && extras_of_period(x, token->start)))
		return;
	if (compound_is_possible(t->text, token->start, token->end))
		extras_of_compounds(x, token->start, token->end);
}

__attribute__((noinline)) static void take_extra(struct tokenizer *t, struct token *out)
{
	const struct compound *c = &t->extras.items[t->extras.next++];
	out->start = c->start;
	out->end = c->end;
	set_spelling(out, str_make(c->exact, c->exact_len), str_make(c->folded, c->folded_len),
		c->kind, c->flags);
}

/* Takes the next syllable of a word that was split; it begins where the last ended. */
__attribute__((noinline)) static void take_piece(struct tokenizer *t, struct token *out)
{
	out->start = t->at;
	out->end = t->pieces[t->piece_next++];
	t->at = out->end;
	spell_afresh(t, out);
}

/* Where the word OUT was written without the space between its syllables, makes OUT the
   first of them, and queues the others and the whole. */
__attribute__((noinline)) static bool split(struct tokenizer *t, struct token *out)
{
	size_t start = out->start;
	size_t end = out->end;
	t->piece_count = split_syllables(str_slice(t->text, start, end), out->exact, t->pieces);
	if (t->piece_count == 0)
		return false;
	for (size_t i = 0; i < t->piece_count; i++)
		t->pieces[i] += start;
	t->extras.count = t->extras.next = 0;
	if (t->mode != WORDS_ONLY)
		compound_join(&t->extras.items[t->extras.count++], TOKEN_LOANWORD, t->text, start,
			t->pieces, t->piece_count);
	unsigned before = out->flags & (TOKEN_BREAK | TOKEN_GLUED);
	t->piece_next = 0;
	t->at = start;
	take_piece(t, out);
	out->flags |= before;
	return true;
}

__attribute__((noinline)) static void queue_parts(struct tokenizer *t)
{
	struct extras *x = &t->extras;
	const struct joined *j = &t->joined;
	for (size_t i = 0; t->mode != WORDS_ONLY && i < j->part_count; i++) {
		const struct compound *part = &j->parts[i];
		bool whole = part->start == j->whole.start && part->end == j->whole.end;
		/* Who asks for kho may mean K'Ho; who asks for K'Ho wants no kho. */
		if (t->mode == DOCUMENT || !whole)
			x->items[x->count++] = *part;
	}
}

/* Queues the letters of U23, and the like. */
__attribute__((noinline)) static void queue_letters(struct tokenizer *t, const struct token *out)
{
	if (t->mode != WORDS_ONLY && joined_read_letters(t->text, out->start, out->end, &t->joined))
		queue_parts(t);
}

/* Where OUT begins a word with signs inside, makes it that, and queues the parts. */
__attribute__((noinline)) static bool join(struct tokenizer *t, struct token *out)
{
	struct joined *j = &t->joined;
	unsigned before = out->flags & (TOKEN_BREAK | TOKEN_GLUED);
	if (!joined_read(t->text, out->start, out->end, j))
		return false;
	out->end = t->at = t->extras.chain_end = j->whole.end;
	set_spelling(out, str_make(j->whole.exact, j->whole.exact_len),
		str_make(j->whole.folded, j->whole.folded_len), j->whole.kind, j->flags | before);
	queue_parts(t);
	return true;
}

/* ---- Numbers ---- */

/* Queues what follows the hour at T's figures: the word "giờ", and the minutes. */
static void queue_clock(struct tokenizer *t, size_t hour_end)
{
	struct extras *x = &t->extras;
	const struct clock *c = &t->figures.clock;
	compound_word(&x->items[x->count++], hour_end, c->sign_end, TOKEN_SYLLABLE,
		TOKEN_MARKED | TOKEN_GLUED, STR("giờ"), STR("gio"));
	t->at = c->end;
	if (c->end == c->sign_end)
		return;
	struct spelled minutes =
		cache_spell_afresh(&t->cache, str_slice(t->text, c->sign_end, c->end));
	compound_word(&x->items[x->count++], c->sign_end, c->end, minutes.kind, TOKEN_GLUED,
		minutes.exact, minutes.folded);
	t->number = c->sign_end;
	t->number_end = c->end;
}

/* Spells OUT, whose place is known; figures alone need no looking up. */
static void spell_number(struct tokenizer *t, struct token *out)
{
	struct str figures = str_slice(t->text, out->start, out->end);
	if (t->figures.kind == FIGURES_NUMBER)
		figures = number_text(&t->figures.number);
	else if (number_figures(t->text, out->start) == out->end)
		figures = number_canonical(figures);
	else
		figures.len = 0; /* of another script */
	if (figures.len > 0 && figures.len <= TOKEN_MAX_BYTES)
		set_spelling(out, figures, figures, TOKEN_NUMBER, 0);
	else
		spell_afresh(t, out);
}

/* Takes what begins with the figures [START, END). */
__attribute__((noinline)) static void take_number(
	struct tokenizer *t, size_t start, size_t end, struct token *out)
{
	struct figures *f = &t->figures;
	bool inside = start < t->plain_end;
	figures_read(t->text, start, end, inside, f);
	if (f->plain_end > 0)
		t->plain_end = f->plain_end;
	out->start = t->number = start;
	out->end = t->at = t->number_end = f->end;
	t->extras.count = t->extras.next = 0;
	if (f->kind == FIGURES_HOUR)
		queue_clock(t, f->end);
	else if (t->mode != WORDS_ONLY && start >= t->extras.chain_end)
		extras_of_number(&t->extras, start, f, inside);
	spell_number(t, out);
}

/* The sign of a unit behind a number, at T's place: takes it. */
__attribute__((noinline)) static bool take_sign(struct tokenizer *t, struct token *out)
{
	struct unit unit;
	size_t space = t->at - t->number_end;
	bool line_ends = space == 1 && t->text.ptr[t->number_end] == '\n';
	if ((space > 0 && !line_ends && space != number_space(t->text, t->number_end)) ||
		!behind_sign(t->text, t->at, &unit))
		return false;
	bool named = !str_eq(unit.exact, unit.folded);
	out->start = t->at;
	out->end = t->at += unit.len;
	set_spelling(out, unit.exact, unit.folded, named ? TOKEN_SYLLABLE : TOKEN_SIGN,
		TOKEN_GLUED | (named ? TOKEN_MARKED : 0U));
	/* The C of °C belongs to it. */
	t->number_end = str_eq(unit.exact, STR("độ")) ? out->end : 0;
	return true;
}

/* 5 VND are đồng, too; but VND alone is also a name. */
static void name_currency(struct tokenizer *t, struct token *out)
{
	struct str exact = STR("đồng"), folded = STR("dong");
	if (t->mode == DOCUMENT)
		compound_word(&t->extras.items[t->extras.count++], out->start, out->end,
			TOKEN_LOANWORD, TOKEN_EXTRA, exact, folded);
	else if (t->mode == QUERY)
		set_spelling(out, exact, folded, TOKEN_SYLLABLE,
			TOKEN_MARKED | (out->flags & TOKEN_GLUED));
}

/* The word OUT stands behind a number: the name of a unit for its sign. */
__attribute__((noinline)) static void name_unit(struct tokenizer *t, struct token *out)
{
	struct unit unit;
	size_t space = out->start - t->number_end;
	size_t number_end = t->number_end;
	t->number_end = 0;
	if (space > 0 && space != number_space(t->text, number_end))
		return;
	unsigned glued = space == 0 ? TOKEN_GLUED : 0U;
	out->flags |= glued;
	/* 1A, 38°C, 5 ha: letters, not words without their marks. */
	bool hectares = str_eq(out->exact, STR("ha")) && !(out->flags & TOKEN_CAPITALISED);
	if (hectares || (glued && out->folded.len == 1))
		out->kind = TOKEN_WORD;
	if (hectares && t->mode == DOCUMENT)
		compound_word(&t->extras.items[t->extras.count++], out->start, out->end,
			TOKEN_LOANWORD, TOKEN_EXTRA, STR("hécta"), STR("hecta"));
	if (str_eq(out->folded, STR("vnd")))
		name_currency(t, out);
	if (!behind_word(t->text, t->number, number_end, out->start, out->end, &unit))
		return;
	out->end = t->at = out->start + unit.len;
	set_spelling(out, unit.exact, unit.folded, TOKEN_SYLLABLE, TOKEN_MARKED | glued);
	if (str_eq(unit.exact, STR("độ")))
		t->number_end = out->end;
}

/* A word with figures whose letters are a syllable with marks was written without the space
   behind it: lúc11, ngày15/8. Makes OUT that syllable. */
static void split_figures(struct tokenizer *t, struct token *out)
{
	size_t at = out->start;
	while (at < out->end && !number_is_figure(t->text, at))
		at++;
	if (at == out->end || !spelling_is_syllable(str_slice(t->text, out->start, at)))
		return;
	out->end = t->at = at;
	spell_afresh(t, out);
}

/* The x of 20x30 stands between two numbers. */
static bool is_times(const struct tokenizer *t, const struct token *out)
{
	char x = t->text.ptr[out->start];
	return t->number_end == out->start && (x == 'x' || x == 'X') &&
	       number_is_figure(t->text, out->start + 1);
}

/* OUT, at T's place, is a word with figures that begins with no ASCII one; its first character
   has USED bytes. Cuts figures of other scripts from what is behind them, and a syllable from
   figures. Whether it is a number, which is then taken. */
__attribute__((noinline)) static bool take_figures(
	struct tokenizer *t, size_t used, struct token *out)
{
	size_t start = out->start;
	if (out->flags & TOKEN_MARKED) {
		split_figures(t, out);
		return false;
	}
	if (is_times(t, out)) {
		out->end = t->at = start + 1;
		spell_afresh(t, out);
		return false;
	}
	if (out->exact.ptr[0] < '0' || out->exact.ptr[0] > '9')
		return false;
	size_t end = figures_end(t->text, start);
	take_number(t, start, end > start ? end : start + used, out); /* ², ① */
	return true;
}

/* Takes the word at T's place, USED bytes of which are its first character; false where it is
   nothing but marks. */
static bool take_word(struct tokenizer *t, enum part part, size_t used, struct token *out)
{
	out->start = t->at;
	out->end = t->at + used;
	if (part == PART_WORD)
		out->end = cut_word(t->text, t->at);
	t->at = out->end;
	spell(t, out);
	return out->exact.len > 0 && out->folded.len > 0;
}

bool tokenizer_next(struct tokenizer *t, struct token *out)
{
	const unsigned char *s = (const unsigned char *)t->text.ptr;
	unsigned before = 0;
	if (t->extras.next < t->extras.count) {
		take_extra(t, out);
		return true;
	}
	if (t->piece_next < t->piece_count) {
		take_piece(t, out);
		return true;
	}
	while (t->at < t->text.len) {
		size_t used;
		enum part part = cut_part(s + t->at, t->text.len - t->at, &used);
		if (part != PART_WORD && part != PART_IDEOGRAPH) {
			if (part == PART_BREAK && t->number_end > 0 && take_sign(t, out))
				return true;
			if (part == PART_BREAK)
				before = TOKEN_BREAK;
			t->at += used;
			continue;
		}
		if (s[t->at] >= '0' && s[t->at] <= '9') {
			take_number(t, t->at, figures_end(t->text, t->at), out);
			out->flags |= before;
			return true;
		}
		if (!take_word(t, part, used, out))
			continue;
		if (out->kind == TOKEN_NUMBER && take_figures(t, used, out)) {
			out->flags |= before;
			return true;
		}
		out->flags |= before;
		t->extras.count = t->extras.next = 0;
		if (t->number_end > 0)
			name_unit(t, out);
		if (joined_is_possible(t->text, out->start, out->end) && join(t, out))
			return true;
		if (out->kind == TOKEN_WORD && (out->flags & TOKEN_MARKED) && split(t, out))
			return true;
		queue_extras(t, out);
		if (out->kind == TOKEN_NUMBER)
			queue_letters(t, out);
		return true;
	}
	return false;
}
