#include "query/answer/print_json.h"

#include "archive/record.h"
#include "query/ranking/features.h"
#include "query/reading/chars.h"
#include "query/reading/place.h"
#include "text/date/read.h"
#include "text/encoding/decode.h"
#include "text/token/token.h"

#include <jansson.h>
#include <math.h>

/* Six figures tell milliseconds and scores apart as far as they mean anything. */
enum { DUMP_FLAGS = JSON_COMPACT | JSON_REAL_PRECISION(6) };

/* A string, with U+FFFD for what is not UTF-8; NULL when out of memory, which the
   jansson calls around it take for a failure of their own. */
static json_t *text_value(struct str s)
{
	if (utf8_valid_prefix(s) == s.len)
		return json_stringn_nocheck(s.ptr, s.len);
	struct buf valid = BUF_INIT;
	chars_append_valid(&valid, s);
	json_t *value = valid.failed ? NULL : json_stringn_nocheck(valid.ptr, valid.len);
	buf_free(&valid);
	return value;
}

static json_t *text_or_null(struct str s)
{
	return s.len > 0 ? text_value(s) : json_null();
}

/* Collects failures, so that building needs one check at its end. */
struct builder {
	bool failed;
};

static void set(struct builder *b, json_t *object, const char *key, json_t *value)
{
	b->failed |= json_object_set_new_nocheck(object, key, value) != 0;
}

static void append(struct builder *b, json_t *array, json_t *value)
{
	b->failed |= json_array_append_new(array, value) != 0;
}

static int dump_bytes(const char *bytes, size_t size, void *context)
{
	return buf_append(context, str_make(bytes, size)) ? 0 : -1;
}

/* Writes ROOT, which is given back, as one line. */
static void finish(struct buf *out, struct builder *b, json_t *root)
{
	if (b->failed || !root || json_dump_callback(root, dump_bytes, out, DUMP_FLAGS) != 0)
		out->failed = true;
	buf_push(out, '\n');
	json_decref(root);
}

static json_t *start(struct builder *b, const struct str *query_id)
{
	json_t *root = json_object();
	set(b, root, "format", json_integer(JSON_FORMAT));
	if (query_id)
		set(b, root, "query_id", query_id->ptr ? text_value(*query_id) : json_null());
	return root;
}

static json_t *pieces_value(struct builder *b, const struct pieces *p)
{
	json_t *all = json_array();
	for (size_t i = 0; i < p->count; i++) {
		json_t *piece = json_object();
		set(b, piece, "text", text_value(p->items[i].text));
		if (p->items[i].hit)
			set(b, piece, "hit", json_true());
		append(b, all, piece);
	}
	return all;
}

static double rounded(double d)
{
	return round(d * 1e3) / 1e3;
}

/* What each feature gave the hit; their sum is its score. */
static json_t *features_value(struct builder *b, const struct hit *h)
{
	json_t *all = json_array();
	for (enum feature f = 0; f < FEATURE_COUNT; f++) {
		double weight = h->weights[f];
		json_t *feature = json_object();
		set(b, feature, "name", json_string(feature_name(f)));
		set(b, feature, "value", json_real(rounded(h->features[f])));
		set(b, feature, "weight", json_real(weight));
		set(b, feature, "gives", json_real(rounded(weight * h->features[f])));
		append(b, all, feature);
	}
	return all;
}

static json_t *explanation_value(struct builder *b, const struct explanation *e)
{
	if (!e->ranking)
		return json_null();
	json_t *value = json_object();
	json_t *words = json_array();
	for (size_t i = 0; i < e->word_count; i++) {
		const struct explained_word *w = &e->words[i];
		json_t *word = json_object();
		json_t *spellings = json_array();
		for (size_t k = 0; k < w->spelling_count; k++)
			append(b, spellings, text_value(w->spellings[k]));
		set(b, word, "text", text_value(w->text));
		set(b, word, "match", json_string(w->match));
		set(b, word, "spellings", spellings);
		set(b, word, "rarity", json_real(rounded(w->rarity)));
		append(b, words, word);
	}
	json_t *work = json_object();
	set(b, work, "done", json_integer((json_int_t)e->work));
	set(b, work, "most", json_integer((json_int_t)e->most_work));
	set(b, value, "ranking", json_string(e->ranking));
	set(b, value, "words", words);
	set(b, value, "work", work);
	return value;
}

/* What is known of an article's date, and how. */
static void set_date(struct builder *b, json_t *object, struct str text, struct str source,
	struct str confidence)
{
	struct date d = {0, 0, 0};
	date_parse(text, &d);
	set(b, object, "date", text_or_null(text));
	set(b, object, "date_precision", text_or_null(str_from_c(date_precision(d))));
	set(b, object, "date_source", text_or_null(source));
	set(b, object, "date_confidence", text_or_null(confidence));
}

static json_t *texts_value(struct builder *b, const struct str *texts, size_t count)
{
	json_t *all = json_array();
	for (size_t i = 0; i < count; i++)
		append(b, all, text_value(texts[i]));
	return all;
}

/* "A, B", as hits had it before they had authors[]; null for nobody. */
static json_t *joined_value(struct builder *b, const struct str *texts, size_t count)
{
	struct buf joined = BUF_INIT;
	for (size_t i = 0; i < count; i++) {
		buf_append_c(&joined, i > 0 ? ", " : "");
		buf_append(&joined, texts[i]);
	}
	json_t *value = text_or_null(buf_str(&joined));
	b->failed |= joined.failed;
	buf_free(&joined);
	return value;
}

static json_t *page_value(uint32_t page)
{
	return page > 0 ? json_integer(page) : json_null();
}

/* The page of each snippet, where the article's file has pages. */
static void set_pages(struct builder *b, json_t *hit, const struct hit *h)
{
	json_t *pages = json_array();
	bool any = false;
	for (size_t i = 0; i < h->snippet_count; i++) {
		append(b, pages, page_value(h->snippets[i].page));
		any |= h->snippets[i].page > 0;
	}
	if (any)
		set(b, hit, "pages", pages);
	else
		json_decref(pages);
}

static json_t *hit_value(struct builder *b, const struct hit *h)
{
	json_t *hit = json_object();
	json_t *snippets = json_array();
	set(b, hit, "rank", json_integer((json_int_t)h->rank));
	set(b, hit, "id", text_value(h->id));
	set(b, hit, "score", json_real(round(h->score * 1e3) / 1e3));
	set(b, hit, "title", pieces_value(b, &h->title));
	for (size_t i = 0; i < h->snippet_count; i++)
		append(b, snippets, pieces_value(b, &h->snippets[i]));
	set(b, hit, "snippets", snippets);
	set_pages(b, hit, h);
	set_date(b, hit, h->date, h->date_source, h->date_confidence);
	set(b, hit, "author", joined_value(b, h->authors, h->author_count));
	set(b, hit, "authors", texts_value(b, h->authors, h->author_count));
	set(b, hit, "place", text_or_null(h->place));
	set(b, hit, "issuer", text_or_null(h->issuer));
	set(b, hit, "number", text_or_null(h->number));
	set(b, hit, "kind", text_or_null(h->kind));
	set(b, hit, "source", text_or_null(h->source));
	set(b, hit, "url", text_or_null(h->url));
	set(b, hit, "path", text_or_null(h->path));
	if (h->missing_count > 0)
		set(b, hit, "missing", texts_value(b, h->missing, h->missing_count));
	if (h->features)
		set(b, hit, "explain", features_value(b, h));
	return hit;
}

static json_t *decoding_value(struct builder *b, const struct decoding *d)
{
	json_t *all = json_array();
	for (size_t i = 0; i < d->count; i++) {
		json_t *part = json_object();
		struct buf method = BUF_INIT;
		decoding_append_method(&method, &d->parts[i]);
		set(b, part, "text", text_value(d->parts[i].typed));
		set(b, part, "read_as", text_value(d->parts[i].read_as));
		set(b, part, "method", text_value(buf_str(&method)));
		b->failed |= method.failed;
		buf_free(&method);
		append(b, all, part);
	}
	return all;
}

static json_t *query_value(struct builder *b, const struct answer *a)
{
	json_t *query = json_object();
	set(b, query, "text", text_value(a->text));
	set(b, query, "read_as", text_value(a->read_as));
	if (a->decoding.count > 0)
		set(b, query, "decoded_from", decoding_value(b, &a->decoding));
	if (a->also_count > 0)
		set(b, query, "also", texts_value(b, a->also, a->also_count));
	set(b, query, "explain", explanation_value(b, &a->explanation));
	return query;
}

static json_t *warnings_value(struct builder *b, const struct answer *a)
{
	json_t *all = json_array();
	for (size_t i = 0; i < a->warning_count; i++) {
		json_t *w = json_object();
		set(b, w, "code", json_string(warning_name(a->warnings[i].code)));
		set(b, w, "message", text_value(a->warnings[i].message));
		append(b, all, w);
	}
	return all;
}

static json_t *suggestions_value(struct builder *b, const struct answer *a)
{
	json_t *all = json_array();
	for (size_t i = 0; i < a->suggestion_count; i++) {
		json_t *s = json_object();
		set(b, s, "kind", json_string(suggestion_name(a->suggestions[i].kind)));
		set(b, s, "text", text_value(a->suggestions[i].text));
		append(b, all, s);
	}
	return all;
}

static json_t *relation_value(const struct answer_total *t)
{
	return json_string(t->exact ? "eq" : "gte");
}

static json_t *count_value(struct builder *b, const struct answer_total *t)
{
	json_t *value = json_object();
	set(b, value, "value", json_integer((json_int_t)t->value));
	set(b, value, "relation", relation_value(t));
	return value;
}

static json_t *total_value(struct builder *b, const struct answer *a)
{
	json_t *total = count_value(b, &a->total);
	set(b, total, "full", json_integer((json_int_t)a->full.value));
	set(b, total, "full_relation", relation_value(&a->full));
	return total;
}

void print_json_answer(struct buf *out, const struct answer *a, const struct str *query_id)
{
	struct builder b = {false};
	json_t *root = start(&b, query_id);
	json_t *hits = json_array();
	set(&b, root, "generation", json_string(a->generation));
	set(&b, root, "took_ms", json_real(round(a->took_ms * 1e3) / 1e3));
	set(&b, root, "query", query_value(&b, a));
	if (a->partial != BUDGET_LASTS)
		set(&b, root, "partial", json_true());
	set(&b, root, "total", total_value(&b, a));
	if (a->dates_asked)
		set(&b, root, "undated", count_value(&b, &a->undated));
	for (size_t i = 0; i < a->hit_count; i++)
		append(&b, hits, hit_value(&b, &a->hits[i]));
	set(&b, root, "hits", hits);
	set(&b, root, "facets", json_object());
	set(&b, root, "suggestions", suggestions_value(&b, a));
	set(&b, root, "warnings", warnings_value(&b, a));
	finish(out, &b, root);
}

static const char *error_name(enum error_code code)
{
	static const char *const names[] = {
		[ERROR_NONE] = "none",
		[ERROR_USAGE] = "usage",
		[ERROR_INPUT] = "input",
		[ERROR_NOT_FOUND] = "not_found",
		[ERROR_IO] = "io",
		[ERROR_NO_SPACE] = "no_space",
		[ERROR_MEMORY] = "memory",
		[ERROR_LIMIT] = "limit",
		[ERROR_LOCKED] = "locked",
		[ERROR_CORRUPT] = "corrupt",
		[ERROR_VERSION] = "version",
		[ERROR_STOPPED] = "stopped",
		[ERROR_INTERNAL] = "internal",
	};
	return names[code];
}

void print_json_error(
	struct buf *out, const struct error *err, size_t at, const struct str *query_id)
{
	struct builder b = {false};
	json_t *root = start(&b, query_id);
	json_t *error = json_object();
	set(&b, error, "code", json_string(error_name(err->code)));
	set(&b, error, "message", text_value(str_from_c(err->message)));
	set(&b, error, "at", at == QUERY_NO_PLACE ? json_null() : json_integer((json_int_t)at));
	set(&b, root, "error", error);
	finish(out, &b, root);
}

static json_t *encodings_value(struct builder *b, const struct record *r)
{
	json_t *all = json_array();
	struct str names = r->encodings.len > 0 ? r->encodings : STR("UTF-8");
	struct str name;
	while (str_split(&names, ',', &name))
		append(b, all, text_value(str_trim(name)));
	return all;
}

/* The lead's paragraphs, with a line feed between. */
static json_t *lead_value(struct builder *b, const struct record *r)
{
	struct buf lead = BUF_INIT;
	for (size_t i = 0; i < r->block_count; i++) {
		if (r->blocks[i].zone != ZONE_LEAD)
			continue;
		buf_append_c(&lead, lead.len > 0 ? "\n" : "");
		buf_append(&lead, r->blocks[i].text);
	}
	json_t *value = text_or_null(buf_str(&lead));
	b->failed |= lead.failed;
	buf_free(&lead);
	return value;
}

static json_t *captions_value(struct builder *b, const struct record *r)
{
	json_t *all = json_array();
	for (size_t i = 0; i < r->block_count; i++) {
		if (r->blocks[i].zone == ZONE_CAPTION)
			append(b, all, text_value(r->blocks[i].text));
	}
	return all;
}

static json_t *blocks_value(struct builder *b, const struct record *r)
{
	json_t *blocks = json_array();
	for (size_t i = 0; i < r->block_count; i++) {
		json_t *block = json_object();
		set(b, block, "zone", json_string(zone_name(r->blocks[i].zone)));
		set(b, block, "text", text_value(r->blocks[i].text));
		if (r->blocks[i].page > 0)
			set(b, block, "page", page_value(r->blocks[i].page));
		append(b, blocks, block);
	}
	return blocks;
}

static json_t *origins_value(struct builder *b, const struct record *r)
{
	json_t *origins = json_object();
	for (enum record_field f = 0; f < RECORD_FIELD_COUNT; f++) {
		if (r->origins[f].len > 0)
			set(b, origins, record_field_name(f), text_value(r->origins[f]));
	}
	return origins;
}

void print_json_article(
	struct buf *out, const struct record *r, struct str was, const char *generation)
{
	struct builder b = {false};
	json_t *root = start(&b, NULL);
	json_t *article = json_object();
	set(&b, root, "generation", json_string(generation));
	set(&b, article, "id", text_value(r->id));
	if (was.len > 0)
		set(&b, article, "was", text_value(was));
	set(&b, article, "title", text_or_null(r->title));
	set_date(&b, article, r->date, r->origins[RECORD_DATE], r->date_confidence);
	set(&b, article, "lead", lead_value(&b, r));
	set(&b, article, "captions", captions_value(&b, r));
	set(&b, article, "authors", texts_value(&b, r->authors, r->author_count));
	set(&b, article, "place", text_or_null(r->place));
	set(&b, article, "issuer", text_or_null(r->issuer));
	set(&b, article, "number", text_or_null(r->number));
	set(&b, article, "kind", text_or_null(r->kind));
	set(&b, article, "source", text_or_null(r->source));
	set(&b, article, "url", text_or_null(r->url));
	set(&b, article, "image", text_or_null(r->image));
	set(&b, article, "path", text_or_null(r->path));
	set(&b, article, "encodings", encodings_value(&b, r));
	set(&b, article, "origins", origins_value(&b, r));
	set(&b, article, "blocks", blocks_value(&b, r));
	set(&b, root, "article", article);
	finish(out, &b, root);
}

static json_t *token_value(struct builder *b, struct str text, const struct token *t)
{
	json_t *token = json_object();
	json_t *flags = json_array();
	set(b, token, "start", json_integer((json_int_t)t->start));
	set(b, token, "end", json_integer((json_int_t)t->end));
	set(b, token, "text", text_value(str_slice(text, t->start, t->end)));
	set(b, token, "exact", text_value(t->exact));
	set(b, token, "folded", text_value(t->folded));
	set(b, token, "kind", json_string(token_kind_name(t->kind)));
	for (unsigned flag = 1; flag <= TOKEN_GLUED; flag <<= 1) {
		if (t->flags & flag)
			append(b, flags, json_string(token_flag_name(flag)));
	}
	set(b, token, "flags", flags);
	return token;
}

static json_t *others_value(struct builder *b, struct str text, const struct other_ways *o)
{
	json_t *value = json_object();
	json_t *ways = json_array();
	set(b, value, "start", json_integer((json_int_t)o->start));
	set(b, value, "end", json_integer((json_int_t)o->end));
	set(b, value, "text", text_value(str_slice(text, o->start, o->end)));
	for (size_t i = 0; i < o->count; i++)
		append(b, ways, text_value(o->ways[i]));
	set(b, value, "also", ways);
	return value;
}

void print_json_analysis(struct buf *out, const struct analysis *a)
{
	struct builder b = {false};
	json_t *root = start(&b, NULL);
	json_t *tokens = json_array();
	struct token token;
	tokenizer_start_document(a->tokenizer, a->text);
	while (tokenizer_next(a->tokenizer, &token))
		append(&b, tokens, token_value(&b, a->text, &token));
	set(&b, root, "tokens", tokens);
	if (a->others) {
		json_t *expansions = json_array();
		for (size_t i = 0; i < a->other_count; i++)
			append(&b, expansions, others_value(&b, a->text, &a->others[i]));
		set(&b, root, "expansions", expansions);
	}
	finish(out, &b, root);
}
