#include "base/ascii.h"
#include "base/buf.h"
#include "query/complete/line.h"
#include "query/complete/values.h"
#include "query/json/print_json.h"
#include "query/respond/operations.h"
#include "text/syllable/spelling.h"

/* Of each kind so many; of names those of one field. */
enum { WORDS = 5, NAMES = 2, TITLES = 3, COMPLETIONS = WORDS + 3 * NAMES + TITLES };

/* Words of a query of which titles are looked for: a longer one is none that goes on. */
enum { TYPED_MAX_BYTES = 200, TYPED_MAX_WORDS = 12 };

struct completing {
	struct responding *x;
	struct str typed;    /* without blanks at its ends */
	bool plain;          /* it is nothing but words */
	struct arena memory; /* owns what is told */
	struct json_completion list[COMPLETIONS];
	size_t count;
};

static bool no_memory(struct completing *c)
{
	return error_set_memory(c->x->err);
}

static bool add(struct completing *c, const char *kind, struct str text, struct str article)
{
	struct json_completion *one = &c->list[c->count++];
	*one = (struct json_completion){.kind = kind, .text = arena_str(&c->memory, text)};
	if (article.len > 0)
		one->article = arena_str(&c->memory, article);
	return (one->text.ptr && (article.len == 0 || one->article.ptr)) || no_memory(c);
}

/* ---- Words ---- */

static bool add_spellings(struct completing *c, const struct candidate *from)
{
	struct json_completion *one = &c->list[c->count - 1];
	struct str *as = arena_array(&c->memory, CANDIDATE_NOTES, sizeof *as);
	for (size_t i = 0; as && i < from->note_count; i++) {
		as[i] = arena_str(&c->memory, from->notes[i]);
		if (!as[i].ptr)
			return no_memory(c);
	}
	one->as = as;
	one->count = from->note_count;
	return as || no_memory(c);
}

static bool add_way(
	struct completing *c, const char *kind, struct str before, const struct line_way *w)
{
	struct buf text = BUF_INIT;
	buf_append(&text, before);
	buf_append(&text, w->text);
	bool ok = text.failed ? no_memory(c) : add(c, kind, buf_str(&text), STR(""));
	buf_free(&text);
	return ok && add_spellings(c, w->candidate);
}

/* The word at the end, or the value of the filter there. */
static bool complete_end(struct completing *c)
{
	struct search *s = c->x->search;
	struct str q = c->x->request->q;
	struct str last = str_after_last(q, ' '), before = str_slice(q, 0, q.len - last.len);
	struct line_ways ways;
	bool ok = last.len == 0 ||
		  line_complete(&s->archives, s->tokenizer, before, last, &ways, c->x->err);
	if (last.len == 0)
		return true;
	const char *kind = ways.is_value ? field_name(ways.field) : "word";
	for (size_t i = 0; ok && i < ways.count && c->count < WORDS; i++)
		ok = add_way(c, kind, before, &ways.list[i]);
	line_ways_free(&ways);
	return ok;
}

/* ---- Names ---- */

/* As the archive spells names. */
static bool spell_all(struct str text, struct buf *out)
{
	struct str word;
	while (str_split(&text, ' ', &word)) {
		struct spelling spelling;
		if (word.len == 0)
			continue;
		spelling_of(word, &spelling);
		buf_append_c(out, out->len > 0 ? " " : "");
		buf_append(out, str_make(spelling.exact, spelling.exact_len));
	}
	return !out->failed;
}

static bool add_names(struct completing *c, enum query_field field, struct str typed)
{
	struct candidates found = {.count = 0};
	bool ok = values_complete(c->x->search->archives.db, field, typed, &found, c->x->err);
	candidates_sort(&found);
	for (size_t i = 0; ok && i < found.count && i < NAMES; i++) {
		const struct candidate *one = &found.list[i];
		struct str value = one->note_count > 0 ? one->notes[0] : one->text;
		struct buf text = BUF_INIT;
		buf_printf(&text, "%s:\"%.*s\"", field_words(field), STR_ARG(value));
		ok = text.failed ? no_memory(c)
				 : add(c, field_name(field), buf_str(&text), STR(""));
		buf_free(&text);
	}
	candidates_free(&found);
	return ok;
}

static bool complete_names(struct completing *c)
{
	static const enum query_field fields[] = {FIELD_BY_SOURCE, FIELD_BY_PLACE, FIELD_BY_AUTHOR};
	struct buf typed = BUF_INIT;
	bool ok = spell_all(c->typed, &typed) || no_memory(c);
	for (size_t i = 0; ok && typed.len > 1 && i < sizeof fields / sizeof *fields; i++)
		ok = add_names(c, fields[i], buf_str(&typed));
	buf_free(&typed);
	return ok;
}

/* ---- Titles ---- */

static bool add_title(struct completing *c, const struct hit *hit)
{
	struct buf title = BUF_INIT;
	for (size_t i = 0; i < hit->title.count; i++)
		buf_append(&title, hit->title.items[i].text);
	bool ok = title.failed ? no_memory(c)
			       : title.len == 0 || add(c, "title", buf_str(&title), hit->id);
	buf_free(&title);
	return ok;
}

/* Articles in whose title the words are, of which the last may go on. */
static bool complete_titles(struct completing *c)
{
	struct str last = str_after_last(c->typed, ' ');
	struct search_settings settings = c->x->request->settings;
	struct buf query = BUF_INIT;
	struct answer answer;
	struct error ignored;
	size_t at;
	buf_append_c(&query, "title:(");
	buf_append(&query, c->typed);
	buf_append_c(&query, last.len > 1 ? "*)" : ")");
	settings.limit = TITLES;
	settings.offset = 0;
	settings.duplicates = DUPLICATES_FOLDED_HITS;
	bool ok = !query.failed || no_memory(c);
	if (ok && search_run(c->x->search, buf_str(&query), &settings, &answer, &ignored, &at)) {
		for (size_t i = 0; ok && i < answer.hit_count && i < TITLES; i++)
			ok = answer.hits[i].missing_count > 0 || add_title(c, &answer.hits[i]);
		answer_free(&answer);
	}
	buf_free(&query);
	return ok;
}

/* ---- The whole ---- */

/* Letters, digits and single blanks: no operator, quote or field. */
static bool is_plain(struct str typed)
{
	size_t words = 1;
	for (size_t i = 0; i < typed.len; i++) {
		char c = typed.ptr[i];
		words += c == ' ';
		if ((unsigned char)c < 0x80 && c != ' ' && !ascii_is_letter(c) &&
			!ascii_is_digit(c))
			return false;
	}
	return typed.len > 1 && typed.len <= TYPED_MAX_BYTES && words <= TYPED_MAX_WORDS;
}

static bool complete_all(struct completing *c)
{
	return complete_end(c) && (!c->plain || (complete_names(c) && complete_titles(c)));
}

bool respond_suggest(struct responding *x)
{
	struct completing c = {.x = x, .typed = str_trim(x->request->q)};
	struct search_settings counts = x->request->settings;
	struct answer answer;
	counts.counts = true;
	c.plain = is_plain(c.typed);
	bool ok = complete_all(&c) &&
		  search_run(x->search, x->request->q, &counts, &answer, x->err, &x->at);
	if (ok) {
		size_t most = x->request->settings.limit;
		x->found = answer.full.value > 0;
		print_json_suggestions(
			x->json, &answer, c.list, c.count < most ? c.count : most, &x->frame);
		answer_free(&answer);
	}
	arena_free(&c.memory);
	return ok;
}
