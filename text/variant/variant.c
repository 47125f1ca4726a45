#include "text/variant/variant.h"

#include "text/syllable/script.h"
#include "text/syllable/spelling.h"
#include "text/variant/leading.h"
#include "text/variant/tables.h"

#include <pthread.h>

enum {
	MAX_ROWS = 768,
	MAX_ENTRIES = MAX_ROWS * VARIANT_MAX_FORMS,
	LETTERS = 27,     /* a to z, and others */
	SHORT_LETTERS = 2 /* an acronym that short must have its marks */
};

/* A form of a row, in the list of those that begin with the same letter. */
struct entry {
	uint16_t row; /* of the table of its kind */
	uint8_t form;
	uint8_t kind;  /* enum variant_kind */
	uint16_t next; /* 0: the last */
};

static struct {
	struct entry entries[MAX_ENTRIES + 1]; /* entries[0] is not used */
	uint16_t first[LETTERS];
} index_;

static const struct {
	const struct variant_row *rows;
	const size_t *count;
} tables[] = {
	[VARIANT_ACRONYM] = {variant_acronyms, &variant_acronym_count},
	[VARIANT_LOANWORD] = {variant_loanwords, &variant_loanword_count},
	[VARIANT_PLACE] = {variant_places, &variant_place_count},
	[VARIANT_SUCCESSOR] = {variant_successors, &variant_successor_count},
};

static const char *form_of(const struct entry *e, size_t form)
{
	return tables[e->kind].rows[e->row].forms[form];
}

static size_t letter_of(const char *text)
{
	int32_t cp;
	script_read(text, &cp);
	letter l = script_letter_of(cp).letter;
	return l ? (size_t)(letter_base(l) - 'a') : LETTERS - 1;
}

static void add_row(enum variant_kind kind, size_t row, uint16_t *count)
{
	for (size_t form = VARIANT_MAX_FORMS; form-- > 0;) {
		struct entry e = {(uint16_t)row, (uint8_t)form, (uint8_t)kind, 0};
		const char *text = form_of(&e, form);
		bool became = form > 0 && kind == VARIANT_SUCCESSOR;
		if (!text || became || *count == MAX_ENTRIES)
			continue;
		uint16_t *first = &index_.first[letter_of(text)];
		e.next = *first;
		index_.entries[++*count] = e;
		*first = *count;
	}
}

/* From behind, so that the lists are in the order of the tables. */
static void build(void)
{
	uint16_t count = 0;
	for (size_t kind = sizeof tables / sizeof *tables; kind-- > 0;) {
		for (size_t row = *tables[kind].count; row-- > 0;)
			add_row((enum variant_kind)kind, row, &count);
	}
}

/* How the signs inside a form are taken. */
enum signs {
	SIGNS_DROPPED, /* đ/c is one word, đc; ma-đrít is mađrít */
	SIGNS_DIVIDE   /* ma-đrít is two words */
};

static bool is_sign(int32_t cp)
{
	return cp == '.' || cp == '/' || cp == '&' || cp == '-';
}

/* A form in canonical spelling, and without marks. */
static void spell_form(
	const char *form, enum signs signs, struct variant *exact, struct variant *folded)
{
	exact->len = folded->len = 0;
	while (*form) {
		size_t len = strcspn(form, " ./&-");
		struct spelling s;
		spelling_of(str_make(form, len), &s);
		variant_append(exact, str_make(s.exact, s.exact_len));
		variant_append(folded, str_make(s.folded, s.folded_len));
		form += len;
		if (*form == ' ' || (*form != '\0' && signs == SIGNS_DIVIDE)) {
			variant_append(exact, STR(" "));
			variant_append(folded, STR(" "));
		}
		form += *form != '\0';
	}
}

/* Hanoi for Hà Nội; nothing for what is one word anyway. */
static void spell_together(const char *form, struct variant *out)
{
	struct variant exact;
	bool words = strchr(form, ' ');
	spell_form(form, SIGNS_DROPPED, &exact, out);
	size_t len = 0;
	for (size_t i = 0; words && i < out->len; i++) {
		if (out->text[i] != ' ')
			out->text[len++] = out->text[i];
	}
	out->len = len;
}

static struct str str_of(const struct variant *v)
{
	return str_make(v->text, v->len);
}

static bool is_marked(const struct variant_word *w)
{
	return (w->flags & TOKEN_MARKED) != 0;
}

/* Whether the words begin with those of EXACT, each as it is, or, when it was typed
   without marks, as in FOLDED. Returns their number, 0 when they don't. */
static size_t same_words(const struct variant *exact, const struct variant *folded,
	const struct variant_word *words, size_t count)
{
	struct str wanted = str_of(exact);
	struct str plain = str_of(folded);
	struct str word;
	size_t i = 0;
	for (; str_split(&wanted, ' ', &word); i++) {
		struct str letters;
		str_split(&plain, ' ', &letters);
		if (i == count)
			return 0;
		bool same = str_eq(words[i].exact, word);
		if (!same && (is_marked(&words[i]) || !str_eq(words[i].folded, letters)))
			return 0;
	}
	return i;
}

static bool is_acronym(const struct entry *e)
{
	return e->form == 0 && e->kind == VARIANT_ACRONYM;
}

/* An acronym that looks like something else is known by its capitals and its marks. */
static bool is_clear(const struct variant_word *w, const struct variant *acronym)
{
	if (w->kind == TOKEN_SYLLABLE && !(w->flags & TOKEN_CAPITALS))
		return false;
	bool sure = w->kind != TOKEN_SYLLABLE && w->folded.len > SHORT_LETTERS;
	return sure || str_eq(w->exact, str_of(acronym));
}

/* ha is hectares behind a number, where the tokenizer tells it from the syllable. */
static bool is_short_syllable(const struct variant_word *w, size_t covered)
{
	return covered == 1 && w->kind == TOKEN_SYLLABLE && w->exact.len <= SHORT_LETTERS;
}

static size_t match_as(
	const struct entry *e, enum signs signs, const struct variant_word *words, size_t count)
{
	struct variant exact, folded;
	const char *form = form_of(e, e->form);
	spell_form(form, signs, &exact, &folded);
	size_t covered = same_words(&exact, &folded, words, count);
	bool clear = is_acronym(e) ? covered == 0 || is_clear(&words[0], &exact)
				   : !is_short_syllable(&words[0], covered);
	return clear ? covered : 0;
}

/* i and y may be one sound. */
static bool same_letter(char a, char b)
{
	return (a == 'y' ? 'i' : a) == (b == 'y' ? 'i' : b);
}

/* A quick no for most, as spelling a form takes long: W must be all letters of the form up
   to one of its signs or spaces. Other characters are for the spelling to judge. */
static bool may_match(const struct entry *e, const struct variant_word *w)
{
	const char *form = form_of(e, e->form);
	int32_t cp;
	for (size_t i = 0; i < w->folded.len; i++) {
		form += script_read(form, &cp);
		while (is_sign(cp))
			form += script_read(form, &cp);
		letter l = script_letter_of(cp).letter;
		if (l == 0)
			return cp != '\0' && cp != ' ';
		if (!same_letter(letter_base(l), w->folded.ptr[i]))
			return false;
	}
	script_read(form, &cp);
	return script_letter_of(cp).letter == 0;
}

static bool is_known(const struct variant_match *m, struct str text)
{
	for (size_t i = 0; i < m->other_count; i++) {
		if (str_eq(str_of(&m->others[i]), text))
			return true;
	}
	return false;
}

/* T.Ư is the word t'ư in articles, as it would be a syllable without a sign. */
static void spell_letters(const char *acronym, struct variant *out)
{
	out->len = 0;
	while (*acronym) {
		int32_t cp;
		struct spelling s;
		size_t len = script_read(acronym, &cp);
		if (!is_sign(cp)) {
			spelling_of(str_make(acronym, len), &s);
			variant_append(out, out->len > 0 ? STR("'") : STR(""));
			variant_append(out, str_make(s.exact, s.exact_len));
		}
		acronym += len;
	}
}

/* The words at hand: as they were typed, and as the table has them. They are no other way
   to write themselves. */
struct typed {
	struct variant words, form;
};

static void add_other(struct variant_match *m, const struct variant *v, const struct typed *typed)
{
	struct str text = str_of(v);
	if (!str_eq(text, str_of(&typed->words)) && !str_eq(text, str_of(&typed->form)) &&
		!is_known(m, text))
		m->others[m->other_count++] = *v;
}

_Static_assert(VARIANT_MAX_OTHERS >= 2 * VARIANT_MAX_FORMS, "add_form adds two of each form");

static void add_form(
	struct variant_match *m, const struct entry *e, size_t form, const struct typed *typed)
{
	struct variant v, folded;
	const char *text = form_of(e, form);
	spell_form(text, SIGNS_DROPPED, &v, &folded);
	bool acronym = form == 0 && m->kind == VARIANT_ACRONYM;
	if (m->kind == VARIANT_LOANWORD && strlen(text) <= SHORT_LETTERS &&
		spelling_is_syllable(str_from_c(text)))
		return; /* ha may be anything: articles have hécta beside it where it is that */
	/* Small letters can't tell such an acronym from the syllable. */
	if (acronym && spelling_is_syllable(str_of(&v)))
		spell_letters(text, &v);
	add_other(m, &v, typed);
	if (!acronym) {
		spell_form(text, SIGNS_DIVIDE, &v, &folded);
		add_other(m, &v, typed);
	}
	if (m->kind != VARIANT_PLACE)
		return;
	spell_together(text, &v);
	if (v.len > 0)
		add_other(m, &v, typed);
}

/* Whether W is the form in one word: Kontum; Đaklak, which is no syllable, either. */
static bool is_together(const struct entry *e, const struct variant_word *w)
{
	struct variant together;
	const char *form = form_of(e, e->form);
	if (e->kind != VARIANT_PLACE || w->kind != TOKEN_WORD || !strchr(form, ' '))
		return false;
	spell_together(form, &together);
	return str_eq(w->folded, str_of(&together));
}

/* The words that E covers; 0 if they are none of its. */
static size_t match_any(const struct entry *e, const struct variant_word *words, size_t count)
{
	size_t covered = 0;
	if (may_match(e, &words[0])) {
		covered = match_as(e, SIGNS_DROPPED, words, count);
		if (covered == 0 && !is_acronym(e))
			covered = match_as(e, SIGNS_DIVIDE, words, count);
	}
	return covered == 0 && is_together(e, &words[0]) ? 1 : covered;
}

static bool match_entry(const struct entry *e, const struct variant_word *words, size_t count,
	struct variant_match *out)
{
	size_t covered = match_any(e, words, count);
	if (covered == 0)
		return false;
	*out = (struct variant_match){.covered = covered, .kind = e->kind};
	struct typed typed = {.words.len = 0};
	struct variant folded;
	spell_form(form_of(e, e->form), covered > 1 ? SIGNS_DIVIDE : SIGNS_DROPPED, &typed.form,
		&folded);
	if (covered == 1 && is_together(e, &words[0]))
		spell_together(form_of(e, e->form), &typed.form);
	for (size_t i = 0; i < covered; i++) {
		variant_append(&typed.words, i > 0 ? STR(" ") : STR(""));
		variant_append(&typed.words, words[i].exact);
	}
	/* Who runs a name together leaves its marks out in either form: Vietnam, Viet Nam. */
	if (covered == 1 && is_together(e, &words[0])) {
		struct variant exact;
		spell_form(form_of(e, e->form), SIGNS_DIVIDE, &exact, &folded);
		add_other(out, &folded, &typed);
	}
	for (size_t form = 0; form < VARIANT_MAX_FORMS; form++) {
		if (form_of(e, form))
			add_form(out, e, form, &typed);
	}
	return out->other_count > 0;
}

/* The words, of which the first is T.Ư or the like, without its sign. */
struct plain_words {
	struct variant exact, folded;
	struct variant_word words[VARIANT_MAX_WORDS];
};

static void drop_sign(struct str word, struct variant *out)
{
	struct str part;
	out->len = 0;
	while (str_split(&word, '\'', &part))
		variant_append(out, part);
}

static const struct variant_word *without_sign(
	const struct variant_word *words, size_t *count, struct plain_words *room)
{
	if (words[0].kind != TOKEN_ACRONYM || !memchr(words[0].exact.ptr, '\'', words[0].exact.len))
		return words;
	if (*count > VARIANT_MAX_WORDS)
		*count = VARIANT_MAX_WORDS;
	memcpy(room->words, words, *count * sizeof *words);
	drop_sign(words[0].exact, &room->exact);
	drop_sign(words[0].folded, &room->folded);
	room->words[0].exact = str_of(&room->exact);
	room->words[0].folded = str_of(&room->folded);
	return room->words;
}

bool variants_next(struct variant_search *s, const struct variant_word *words, size_t count,
	struct variant_match *out)
{
	struct plain_words room;
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, build);
	if (count == 0)
		return false;
	words = without_sign(words, &count, &room);
	if (words[0].folded.len == 0)
		return false;
	char first = words[0].folded.ptr[0];
	size_t bucket = first >= 'a' && first <= 'z' ? (size_t)(first - 'a') : LETTERS - 1;
	uint16_t at = s->started ? s->at : index_.first[bucket];
	s->started = true;
	while (at != 0) {
		const struct entry *e = &index_.entries[at];
		at = e->next;
		if (match_entry(e, words, count, out)) {
			s->at = at;
			return true;
		}
	}
	s->at = 0;
	return leading_next(&s->leading, words, count, out);
}
