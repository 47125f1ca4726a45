#include "query/json/print_json.h"

#include "base/lang.h"

#include "query/answer/reasons.h"
#include "query/json/json.h"
#include "query/json/path_map.h"
#include "query/ranking/features.h"
#include "query/request/settings.h"

#include <math.h>
#include <stdio.h>

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
	json_put(b, value, "tree", json_text(e->tree));
	json_put(b, value, "ranking", json_string(e->ranking));
	json_put(b, value, "words", words);
	json_put(b, value, "work", work);
	return value;
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

/* The page of each snippet, where the article's file has pages. */
static void set_pages(struct json_builder *b, json_t *hit, const struct hit *h)
{
	json_t *pages = json_array();
	bool any = false;
	for (size_t i = 0; i < h->snippet_count; i++) {
		json_add(b, pages, json_page(h->snippets[i].page));
		any |= h->snippets[i].page > 0;
	}
	if (any)
		json_put(b, hit, "pages", pages);
	else
		json_decref(pages);
}

static json_t *why_value(struct json_builder *b, const struct hit *h)
{
	json_t *why = json_object();
	json_t *reasons = json_array();
	for (size_t i = 0; i < h->reason_count; i++)
		json_add(b, reasons, json_string(reason_name(h->reasons[i])));
	json_put(b, why, "text", json_text(h->why));
	json_put(b, why, "reasons", reasons);
	return why;
}

/* The articles that are nearly the same: how many, and which. */
static json_t *duplicates_value(struct json_builder *b, const struct hit *h)
{
	json_t *value = json_object();
	json_t *articles = json_array();
	json_put(b, value, "count", json_integer((json_int_t)h->duplicate_count));
	for (size_t i = 0; i < h->duplicates_told; i++) {
		const struct duplicate *d = &h->duplicates[i];
		json_t *article = json_object();
		json_put(b, article, "id", json_text(d->id));
		json_put(b, article, "title", json_text_or_null(d->title));
		json_put(b, article, "source", json_text_or_null(d->source));
		json_put(b, article, "date", json_text_or_null(d->date));
		json_put(b, article, "identical", json_boolean(d->identical));
		json_add(b, articles, article);
	}
	json_put(b, value, "articles", articles);
	return value;
}

static json_t *hit_value(
	struct json_builder *b, const struct hit *h, const struct json_frame *frame)
{
	json_t *hit = json_object();
	json_t *snippets = json_array();
	json_put(b, hit, "rank", json_integer((json_int_t)h->rank));
	json_put(b, hit, "id", json_text(h->id));
	if (h->part)
		json_put(b, hit, "archive", json_string(h->part->archive));
	json_put(b, hit, "score", json_real(round(h->score * 1e3) / 1e3));
	json_put(b, hit, "stage", json_string(h->stage));
	json_put(b, hit, "title", json_pieces(b, &h->title));
	for (size_t i = 0; i < h->snippet_count; i++)
		json_add(b, snippets, json_pieces(b, &h->snippets[i]));
	json_put(b, hit, "snippets", snippets);
	set_pages(b, hit, h);
	json_put_date(b, hit, h->date, h->date_source, h->date_confidence);
	json_put(b, hit, "author", joined_value(b, h->authors, h->author_count));
	json_put(b, hit, "authors", json_texts(b, h->authors, h->author_count));
	json_put(b, hit, "place", json_text_or_null(h->place));
	json_put(b, hit, "issuer", json_text_or_null(h->issuer));
	json_put(b, hit, "number", json_text_or_null(h->number));
	json_put(b, hit, "kind", json_text_or_null(h->kind));
	json_put(b, hit, "source", json_text_or_null(h->source));
	json_put(b, hit, "url", json_text_or_null(h->url));
	json_put(b, hit, "image", json_text_or_null(h->image));
	json_put(b, hit, "path", json_text_or_null(h->path));
	json_put(b, hit, "original", json_original(b, frame, h->path));
	if (h->ocr)
		json_put(b, hit, "read_by", json_string("ocr"));
	if (h->missing_count > 0)
		json_put(b, hit, "missing", json_texts(b, h->missing, h->missing_count));
	if (h->duplicate_count > 0)
		json_put(b, hit, "duplicates", duplicates_value(b, h));
	if (h->features)
		json_put(b, hit, "explain", features_value(b, h));
	if (h->why.len > 0)
		json_put(b, hit, "why", why_value(b, h));
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

json_t *json_query(struct json_builder *b, const struct answer *a)
{
	json_t *query = json_object();
	json_put(b, query, "text", json_text(a->text));
	json_put(b, query, "read_as", json_text(a->read_as));
	if (a->filter_count > 0)
		json_put(b, query, "filters", json_filters(b, a));
	if (a->decoding.count > 0)
		json_put(b, query, "decoded_from", decoding_value(b, &a->decoding));
	if (a->also_count > 0)
		json_put(b, query, "also", json_texts(b, a->also, a->also_count));
	json_put(b, query, "explain", explanation_value(b, &a->explanation));
	return query;
}

/* In place of one that may name files of this machine. */
static struct str public_message(void)
{
	return str_from_c(SAY("một phần của kho bị hỏng hoặc không đọc được; người quản lý kho cần "
			      "chạy \"tracuu-index verify\"",
		"a part of the archive is damaged or can't be read; its keeper should run "
		"\"tracuu-index verify\""));
}

json_t *json_warnings(struct json_builder *b, const struct answer *a)
{
	json_t *all = json_array();
	for (size_t i = 0; i < a->warning_count; i++) {
		const struct warning *warning = &a->warnings[i];
		json_t *w = json_object();
		json_put(b, w, "code", json_string(warning_name(warning->code)));
		json_put(b, w, "message",
			json_text(warning->is_private ? public_message() : warning->message));
		if (warning->word_count > 0)
			json_put(b, w, "words", json_texts(b, warning->words, warning->word_count));
		if (warning->has_count)
			json_put(b, w, "count", json_integer((json_int_t)warning->count));
		if (warning->has_place)
			json_put(b, w, "at", json_integer((json_int_t)warning->at));
		json_add(b, all, w);
	}
	return all;
}

json_t *json_suggestions(struct json_builder *b, const struct answer *a)
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
	if (a->is_folded && !a->is_quick)
		json_put(b, total, "full_groups", json_integer((json_int_t)a->folded.value));
	return total;
}

static json_t *date_limit_value(const char *day)
{
	char text[11];
	if (!day[0])
		return json_null();
	snprintf(text, sizeof text, "%.4s-%.2s-%.2s", day, day + 4, day + 6);
	return json_string(text);
}

/* What was set, be it that nothing was said. */
static json_t *settings_value(struct json_builder *b, const struct search_settings *s)
{
	json_t *value = json_object();
	json_put(b, value, "limit", json_integer((json_int_t)s->limit));
	json_put(b, value, "offset", json_integer((json_int_t)s->offset));
	json_put(b, value, "sort", json_string(sort_name(s->sort)));
	json_put(b, value, "ranking", json_string(ranking_name(s->ranking)));
	json_put(b, value, "diacritics", json_string(diacritics_name(s->diacritics)));
	json_put(b, value, "from", date_limit_value(s->dates.from));
	json_put(b, value, "to", date_limit_value(s->dates.to));
	if (s->quick)
		json_put(b, value, "quick", json_true());
	return value;
}

/* OFFSET where a page may begin there, else null. */
static json_t *offset_value(bool is_there, size_t offset)
{
	return is_there && offset <= SEARCH_OFFSET_MAX ? json_integer((json_int_t)offset)
						       : json_null();
}

/* Which other pages there are, by their offsets. */
static json_t *page_value(
	struct json_builder *b, const struct answer *a, const struct search_settings *s)
{
	size_t limit = s->limit;
	size_t after = s->offset + limit;
	uint64_t total = a->total.value;
	bool some = total > after || (!a->total.exact && a->hit_count == limit);
	bool goes_on = a->is_folded ? a->goes_on : some;
	bool exact = a->total.exact;
	if (a->is_folded) {
		exact = a->folded.exact && a->total.exact && total == a->full.value;
		total = a->folded.value;
	}
	size_t last = total > 0 ? (size_t)((total - 1) / limit) * limit : 0;
	json_t *value = json_object();
	json_put(b, value, "next", offset_value(goes_on && !answer_is_cut(a, limit), after));
	json_put(b, value, "previous",
		offset_value(s->offset > 0, s->offset > limit ? s->offset - limit : 0));
	json_put(b, value, "last", offset_value(exact && total > 0, last));
	return value;
}

/* Who has no hits for want of room has no pages. */
static void put_settings(struct json_builder *b, json_t *root, const struct answer *a,
	const struct json_frame *frame)
{
	if (!frame->settings)
		return;
	json_put(b, root, "settings", settings_value(b, frame->settings));
	if (!frame->settings->counts)
		json_put(b, root, "page", page_value(b, a, frame->settings));
}

void print_json_answer(struct buf *out, const struct answer *a, const struct json_frame *frame)
{
	struct json_builder b = {false};
	json_t *root = json_begin(&b, frame);
	json_t *hits = json_array();
	json_put_archive(&b, root, a);
	json_put(&b, root, "took_ms", json_real(round(a->took_ms * 1e3) / 1e3));
	json_put(&b, root, "query", json_query(&b, a));
	put_settings(&b, root, a, frame);
	if (answer_is_partial(a))
		json_put(&b, root, "partial", json_true());
	json_put(&b, root, "total", total_value(&b, a));
	if (a->dates_asked)
		json_put(&b, root, "undated", count_value(&b, &a->undated));
	for (size_t i = 0; i < a->hit_count; i++)
		json_add(&b, hits, hit_value(&b, &a->hits[i], frame));
	json_put(&b, root, "hits", hits);
	json_put(&b, root, "facets", json_facets(&b, a));
	json_put_timelines(&b, root, a);
	json_put(&b, root, "suggestions", json_suggestions(&b, a));
	json_put(&b, root, "warnings", json_warnings(&b, a));
	json_end(out, &b, root);
}

static json_t *completion_value(struct json_builder *b, const struct json_completion *c)
{
	json_t *value = json_object();
	json_put(b, value, "kind", json_string(c->kind));
	json_put(b, value, "text", json_text(c->text));
	if (c->article.len > 0)
		json_put(b, value, "article", json_text(c->article));
	if (c->count > 0)
		json_put(b, value, "spellings", json_texts(b, c->as, c->count));
	return value;
}

void print_json_suggestions(struct buf *out, const struct answer *a,
	const struct json_completion *completions, size_t count, const struct json_frame *frame)
{
	struct json_builder b = {false};
	json_t *ways = json_array();
	for (size_t i = 0; i < count; i++)
		json_add(&b, ways, completion_value(&b, &completions[i]));
	json_t *root = json_begin(&b, frame);
	json_put_archive(&b, root, a);
	json_put(&b, root, "took_ms", json_real(round(a->took_ms * 1e3) / 1e3));
	json_put(&b, root, "query", json_query(&b, a));
	json_put(&b, root, "total", total_value(&b, a));
	json_put(&b, root, "suggestions", json_suggestions(&b, a));
	json_put(&b, root, "completions", ways);
	json_end(out, &b, root);
}
