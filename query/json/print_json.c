#include "query/json/print_json.h"

#include "archive/record.h"
#include "query/json/json.h"
#include "query/ranking/features.h"
#include "query/reading/chars.h"
#include "query/reading/place.h"
#include "text/date/read.h"
#include "text/encoding/decode.h"
#include "text/token/token.h"

#include <math.h>

static json_t *pieces_value(struct json_builder *b, const struct pieces *p)
{
	json_t *all = json_array();
	for (size_t i = 0; i < p->count; i++) {
		json_t *piece = json_object();
		json_put(b, piece, "text", json_text(p->items[i].text));
		if (p->items[i].hit)
			json_put(b, piece, "hit", json_true());
		json_add(b, all, piece);
	}
	return all;
}

static double rounded(double d)
{
	return round(d * 1e3) / 1e3;
}

/* What each feature gave the hit; their sum is its score. */
static json_t *features_value(struct json_builder *b, const struct hit *h)
{
	json_t *all = json_array();
	for (enum feature f = 0; f < FEATURE_COUNT; f++) {
		double weight = h->weights[f];
		json_t *feature = json_object();
		json_put(b, feature, "name", json_string(feature_name(f)));
		json_put(b, feature, "value", json_real(rounded(h->features[f])));
		json_put(b, feature, "weight", json_real(weight));
		json_put(b, feature, "gives", json_real(rounded(weight * h->features[f])));
		json_add(b, all, feature);
	}
	return all;
}

static json_t *explanation_value(struct json_builder *b, const struct explanation *e)
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
			json_add(b, spellings, json_text(w->spellings[k]));
		json_put(b, word, "text", json_text(w->text));
		json_put(b, word, "match", json_string(w->match));
		json_put(b, word, "spellings", spellings);
		json_put(b, word, "rarity", json_real(rounded(w->rarity)));
		json_add(b, words, word);
	}
	json_t *work = json_object();
	json_put(b, work, "done", json_integer((json_int_t)e->work));
	json_put(b, work, "most", json_integer((json_int_t)e->most_work));
	json_put(b, value, "ranking", json_string(e->ranking));
	json_put(b, value, "words", words);
	json_put(b, value, "work", work);
	return value;
}

/* What is known of an article's date, and how. */
static void set_date(struct json_builder *b, json_t *object, struct str text, struct str source,
	struct str confidence)
{
	struct date d = {0, 0, 0};
	date_parse(text, &d);
	json_put(b, object, "date", json_text_or_null(text));
	json_put(b, object, "date_precision", json_text_or_null(str_from_c(date_precision(d))));
	json_put(b, object, "date_source", json_text_or_null(source));
	json_put(b, object, "date_confidence", json_text_or_null(confidence));
}

static json_t *texts_value(struct json_builder *b, const struct str *texts, size_t count)
{
	json_t *all = json_array();
	for (size_t i = 0; i < count; i++)
		json_add(b, all, json_text(texts[i]));
	return all;
}

/* "A, B", as hits had it before they had authors[]; null for nobody. */
static json_t *joined_value(struct json_builder *b, const struct str *texts, size_t count)
{
	struct buf joined = BUF_INIT;
	for (size_t i = 0; i < count; i++) {
		buf_append_c(&joined, i > 0 ? ", " : "");
		buf_append(&joined, texts[i]);
	}
	json_t *value = json_text_or_null(buf_str(&joined));
	b->failed |= joined.failed;
	buf_free(&joined);
	return value;
}

static json_t *page_value(uint32_t page)
{
	return page > 0 ? json_integer(page) : json_null();
}

/* The page of each snippet, where the article's file has pages. */
static void set_pages(struct json_builder *b, json_t *hit, const struct hit *h)
{
	json_t *pages = json_array();
	bool any = false;
	for (size_t i = 0; i < h->snippet_count; i++) {
		json_add(b, pages, page_value(h->snippets[i].page));
		any |= h->snippets[i].page > 0;
	}
	if (any)
		json_put(b, hit, "pages", pages);
	else
		json_decref(pages);
}

static json_t *hit_value(struct json_builder *b, const struct hit *h)
{
	json_t *hit = json_object();
	json_t *snippets = json_array();
	json_put(b, hit, "rank", json_integer((json_int_t)h->rank));
	json_put(b, hit, "id", json_text(h->id));
	json_put(b, hit, "score", json_real(round(h->score * 1e3) / 1e3));
	json_put(b, hit, "title", pieces_value(b, &h->title));
	for (size_t i = 0; i < h->snippet_count; i++)
		json_add(b, snippets, pieces_value(b, &h->snippets[i]));
	json_put(b, hit, "snippets", snippets);
	set_pages(b, hit, h);
	set_date(b, hit, h->date, h->date_source, h->date_confidence);
	json_put(b, hit, "author", joined_value(b, h->authors, h->author_count));
	json_put(b, hit, "authors", texts_value(b, h->authors, h->author_count));
	json_put(b, hit, "place", json_text_or_null(h->place));
	json_put(b, hit, "issuer", json_text_or_null(h->issuer));
	json_put(b, hit, "number", json_text_or_null(h->number));
	json_put(b, hit, "kind", json_text_or_null(h->kind));
	json_put(b, hit, "source", json_text_or_null(h->source));
	json_put(b, hit, "url", json_text_or_null(h->url));
	json_put(b, hit, "path", json_text_or_null(h->path));
	if (h->ocr)
		json_put(b, hit, "read_by", json_string("ocr"));
	if (h->missing_count > 0)
		json_put(b, hit, "missing", texts_value(b, h->missing, h->missing_count));
	if (h->features)
		json_put(b, hit, "explain", features_value(b, h));
	return hit;
}

static json_t *decoding_value(struct json_builder *b, const struct decoding *d)
{
	json_t *all = json_array();
	for (size_t i = 0; i < d->count; i++) {
		json_t *part = json_object();
		struct buf method = BUF_INIT;
		decoding_append_method(&method, &d->parts[i]);
		json_put(b, part, "text", json_text(d->parts[i].typed));
		json_put(b, part, "read_as", json_text(d->parts[i].read_as));
		json_put(b, part, "method", json_text(buf_str(&method)));
		b->failed |= method.failed;
		buf_free(&method);
		json_add(b, all, part);
	}
	return all;
}

static json_t *query_value(struct json_builder *b, const struct answer *a)
{
	json_t *query = json_object();
	json_put(b, query, "text", json_text(a->text));
	json_put(b, query, "read_as", json_text(a->read_as));
	if (a->filter_count > 0)
		json_put(b, query, "filters", json_filters(b, a));
	if (a->decoding.count > 0)
		json_put(b, query, "decoded_from", decoding_value(b, &a->decoding));
	if (a->also_count > 0)
		json_put(b, query, "also", texts_value(b, a->also, a->also_count));
	json_put(b, query, "explain", explanation_value(b, &a->explanation));
	return query;
}

static json_t *warnings_value(struct json_builder *b, const struct answer *a)
{
	json_t *all = json_array();
	for (size_t i = 0; i < a->warning_count; i++) {
		json_t *w = json_object();
		json_put(b, w, "code", json_string(warning_name(a->warnings[i].code)));
		json_put(b, w, "message", json_text(a->warnings[i].message));
		json_add(b, all, w);
	}
	return all;
}

static json_t *suggestions_value(struct json_builder *b, const struct answer *a)
{
	json_t *all = json_array();
	for (size_t i = 0; i < a->suggestion_count; i++) {
		json_t *s = json_object();
		json_put(b, s, "kind", json_string(suggestion_name(a->suggestions[i].kind)));
		json_put(b, s, "text", json_text(a->suggestions[i].text));
		json_add(b, all, s);
	}
	return all;
}

static json_t *relation_value(const struct answer_total *t)
{
	return json_string(t->exact ? "eq" : "gte");
}

static json_t *count_value(struct json_builder *b, const struct answer_total *t)
{
	json_t *value = json_object();
	json_put(b, value, "value", json_integer((json_int_t)t->value));
	json_put(b, value, "relation", relation_value(t));
	return value;
}

static json_t *total_value(struct json_builder *b, const struct answer *a)
{
	json_t *total = count_value(b, &a->total);
	json_put(b, total, "full", json_integer((json_int_t)a->full.value));
	json_put(b, total, "full_relation", relation_value(&a->full));
	return total;
}

void print_json_answer(struct buf *out, const struct answer *a, const struct str *query_id)
{
	struct json_builder b = {false};
	json_t *root = json_begin(&b, query_id);
	json_t *hits = json_array();
	json_put(&b, root, "archive", json_string(a->archive));
	json_put(&b, root, "generation", json_string(a->generation));
	json_put(&b, root, "took_ms", json_real(round(a->took_ms * 1e3) / 1e3));
	json_put(&b, root, "query", query_value(&b, a));
	if (a->partial != BUDGET_LASTS)
		json_put(&b, root, "partial", json_true());
	json_put(&b, root, "total", total_value(&b, a));
	if (a->dates_asked)
		json_put(&b, root, "undated", count_value(&b, &a->undated));
	for (size_t i = 0; i < a->hit_count; i++)
		json_add(&b, hits, hit_value(&b, &a->hits[i]));
	json_put(&b, root, "hits", hits);
	json_put(&b, root, "facets", json_facets(&b, a));
	json_put_timelines(&b, root, a);
	json_put(&b, root, "suggestions", suggestions_value(&b, a));
	json_put(&b, root, "warnings", warnings_value(&b, a));
	json_end(out, &b, root);
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

void print_json_export(struct buf *out, const struct answer *a)
{
	struct json_builder b = {false};
	json_t *root = json_begin(&b, NULL);
	json_t *export = json_object();
	json_put(&b, root, "archive", json_string(a->archive));
	json_put(&b, root, "generation", json_string(a->generation));
	json_put(&b, export, "query", query_value(&b, a));
	json_put(&b, export, "articles", json_integer((json_int_t)a->full.value));
	json_put(&b, export, "warnings", warnings_value(&b, a));
	json_put(&b, root, "export", export);
	json_end(out, &b, root);
}

void print_json_error(
	struct buf *out, const struct error *err, size_t at, const struct str *query_id)
{
	struct json_builder b = {false};
	json_t *root = json_begin(&b, query_id);
	json_t *error = json_object();
	json_put(&b, error, "code", json_string(error_name(err->code)));
	json_put(&b, error, "message", json_text(str_from_c(err->message)));
	json_put(
		&b, error, "at", at == QUERY_NO_PLACE ? json_null() : json_integer((json_int_t)at));
	json_put(&b, root, "error", error);
	json_end(out, &b, root);
}

static json_t *encodings_value(struct json_builder *b, const struct record *r)
{
	json_t *all = json_array();
	struct str names = r->encodings.len > 0 ? r->encodings : STR("UTF-8");
	struct str name;
	while (str_split(&names, ',', &name))
		json_add(b, all, json_text(str_trim(name)));
	return all;
}

/* The lead's paragraphs, with a line feed between. */
static json_t *lead_value(struct json_builder *b, const struct record *r)
{
	struct buf lead = BUF_INIT;
	for (size_t i = 0; i < r->block_count; i++) {
		if (r->blocks[i].zone != ZONE_LEAD)
			continue;
		buf_append_c(&lead, lead.len > 0 ? "\n" : "");
		buf_append(&lead, r->blocks[i].text);
	}
	json_t *value = json_text_or_null(buf_str(&lead));
	b->failed |= lead.failed;
	buf_free(&lead);
	return value;
}

static json_t *captions_value(struct json_builder *b, const struct record *r)
{
	json_t *all = json_array();
	for (size_t i = 0; i < r->block_count; i++) {
		if (r->blocks[i].zone == ZONE_CAPTION)
			json_add(b, all, json_text(r->blocks[i].text));
	}
	return all;
}

static json_t *blocks_value(struct json_builder *b, const struct record *r)
{
	json_t *blocks = json_array();
	for (size_t i = 0; i < r->block_count; i++) {
		json_t *block = json_object();
		json_put(b, block, "zone", json_string(zone_name(r->blocks[i].zone)));
		json_put(b, block, "text", json_text(r->blocks[i].text));
		if (r->blocks[i].page > 0)
			json_put(b, block, "page", page_value(r->blocks[i].page));
		json_add(b, blocks, block);
	}
	return blocks;
}

static json_t *origins_value(struct json_builder *b, const struct record *r)
{
	json_t *origins = json_object();
	for (enum record_field f = 0; f < RECORD_FIELD_COUNT; f++) {
		if (r->origins[f].len > 0)
			json_put(b, origins, record_field_name(f), json_text(r->origins[f]));
	}
	return origins;
}

void print_json_article(
	struct buf *out, const struct record *r, struct str was, const char *generation)
{
	struct json_builder b = {false};
	json_t *root = json_begin(&b, NULL);
	json_t *article = json_object();
	json_put(&b, root, "generation", json_string(generation));
	json_put(&b, article, "id", json_text(r->id));
	if (was.len > 0)
		json_put(&b, article, "was", json_text(was));
	json_put(&b, article, "title", json_text_or_null(r->title));
	set_date(&b, article, r->date, r->origins[RECORD_DATE], r->date_confidence);
	json_put(&b, article, "lead", lead_value(&b, r));
	json_put(&b, article, "captions", captions_value(&b, r));
	json_put(&b, article, "authors", texts_value(&b, r->authors, r->author_count));
	json_put(&b, article, "place", json_text_or_null(r->place));
	json_put(&b, article, "issuer", json_text_or_null(r->issuer));
	json_put(&b, article, "number", json_text_or_null(r->number));
	json_put(&b, article, "kind", json_text_or_null(r->kind));
	json_put(&b, article, "source", json_text_or_null(r->source));
	json_put(&b, article, "url", json_text_or_null(r->url));
	json_put(&b, article, "image", json_text_or_null(r->image));
	json_put(&b, article, "path", json_text_or_null(r->path));
	json_put(&b, article, "encodings", encodings_value(&b, r));
	if (record_is_ocr(r))
		json_put(&b, article, "read_by", json_string("ocr"));
	json_put(&b, article, "origins", origins_value(&b, r));
	json_put(&b, article, "blocks", blocks_value(&b, r));
	json_put(&b, root, "article", article);
	json_end(out, &b, root);
}

static json_t *token_value(struct json_builder *b, struct str text, const struct token *t)
{
	json_t *token = json_object();
	json_t *flags = json_array();
	json_put(b, token, "start", json_integer((json_int_t)t->start));
	json_put(b, token, "end", json_integer((json_int_t)t->end));
	json_put(b, token, "text", json_text(str_slice(text, t->start, t->end)));
	json_put(b, token, "exact", json_text(t->exact));
	json_put(b, token, "folded", json_text(t->folded));
	json_put(b, token, "kind", json_string(token_kind_name(t->kind)));
	for (unsigned flag = 1; flag <= TOKEN_GLUED; flag <<= 1) {
		if (t->flags & flag)
			json_add(b, flags, json_string(token_flag_name(flag)));
	}
	json_put(b, token, "flags", flags);
	return token;
}

static json_t *others_value(struct json_builder *b, struct str text, const struct other_ways *o)
{
	json_t *value = json_object();
	json_t *ways = json_array();
	json_put(b, value, "start", json_integer((json_int_t)o->start));
	json_put(b, value, "end", json_integer((json_int_t)o->end));
	json_put(b, value, "text", json_text(str_slice(text, o->start, o->end)));
	for (size_t i = 0; i < o->count; i++)
		json_add(b, ways, json_text(o->ways[i]));
	json_put(b, value, "also", ways);
	return value;
}

void print_json_analysis(struct buf *out, const struct analysis *a)
{
	struct json_builder b = {false};
	json_t *root = json_begin(&b, NULL);
	json_t *tokens = json_array();
	struct token token;
	tokenizer_start_document(a->tokenizer, a->text);
	while (tokenizer_next(a->tokenizer, &token))
		json_add(&b, tokens, token_value(&b, a->text, &token));
	json_put(&b, root, "tokens", tokens);
	if (a->others) {
		json_t *expansions = json_array();
		for (size_t i = 0; i < a->other_count; i++)
			json_add(&b, expansions, others_value(&b, a->text, &a->others[i]));
		json_put(&b, root, "expansions", expansions);
	}
	json_end(out, &b, root);
}
