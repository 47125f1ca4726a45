#include "archive/record.h"
#include "query/json/json.h"
#include "query/json/print_json.h"

#include <string.h>

static json_t *news_value(struct json_builder *b, const struct json_news *news)
{
	json_t *value = json_object();
	json_put(b, value, "name", json_string(news->name));
	json_put(b, value, "by", json_string(news->by));
	json_put(b, value, "since", json_text_or_null(news->since));
	return value;
}

void print_json_export(struct buf *out, const struct answer *a, const struct json_news *news)
{
	static const struct json_frame nobody;
	struct json_builder b = {false};
	json_t *root = json_begin(&b, &nobody);
	json_t *export = json_object();
	json_put_archive(&b, root, a);
	json_put(&b, export, "query", json_query(&b, a));
	json_put(&b, export, "articles",
		json_integer((json_int_t)(news ? news->articles : a->full.value)));
	if (news)
		json_put(&b, export, "new", news_value(&b, news));
	if (a->counts_folded)
		json_put(&b, export, "groups", json_integer((json_int_t)a->folded.value));
	json_put(&b, export, "warnings", json_warnings(&b, a));
	json_put(&b, root, "export", export);
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

/* TEXT with one space for each run of white space: a caption may have been set on several lines. */
static json_t *line_value(struct json_builder *b, struct str text)
{
	struct buf line = BUF_INIT;
	text = str_trim(text);
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\0' || !strchr(" \t\n\v\f\r", text.ptr[i]))
			buf_push(&line, text.ptr[i]);
		else if (line.len > 0 && line.ptr[line.len - 1] != ' ')
			buf_push(&line, ' ');
	}
	json_t *value = json_text(buf_str(&line));
	b->failed |= line.failed;
	buf_free(&line);
	return value;
}

static json_t *captions_value(struct json_builder *b, const struct record *r)
{
	json_t *all = json_array();
	for (size_t i = 0; i < r->block_count; i++) {
		if (r->blocks[i].zone == ZONE_CAPTION)
			json_add(b, all, line_value(b, r->blocks[i].text));
	}
	return all;
}

static json_t *blocks_value(struct json_builder *b, const struct json_shown *shown)
{
	const struct record *r = shown->record;
	json_t *blocks = json_array();
	for (size_t i = 0; i < r->block_count; i++) {
		json_t *block = json_object();
		json_put(b, block, "zone", json_string(zone_name(r->blocks[i].zone)));
		json_put(b, block, "text", json_text(r->blocks[i].text));
		if (shown->pieces)
			json_put(b, block, "pieces", json_pieces(b, &shown->pieces[i]));
		if (r->blocks[i].page > 0)
			json_put(b, block, "page", json_page(r->blocks[i].page));
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

json_t *json_article(
	struct json_builder *b, const struct json_shown *shown, const struct json_frame *frame)
{
	const struct record *r = shown->record;
	json_t *article = json_object();
	json_put(b, article, "id", json_text(r->id));
	if (shown->was.len > 0)
		json_put(b, article, "was", json_text(shown->was));
	if (shown->versions != 0)
		json_put(b, article, "versions",
			shown->versions > 0 ? json_integer((json_int_t)shown->versions)
					    : json_null());
	json_put(b, article, "title", json_text_or_null(r->title));
	json_put_date(b, article, r->date, r->origins[RECORD_DATE], r->date_confidence);
	json_put(b, article, "lead", lead_value(b, r));
	json_put(b, article, "captions", captions_value(b, r));
	json_put(b, article, "authors", json_texts(b, r->authors, r->author_count));
	json_put(b, article, "place", json_text_or_null(r->place));
	json_put(b, article, "issuer", json_text_or_null(r->issuer));
	json_put(b, article, "number", json_text_or_null(r->number));
	json_put(b, article, "kind", json_text_or_null(r->kind));
	json_put(b, article, "source", json_text_or_null(r->source));
	json_put(b, article, "url", json_text_or_null(r->url));
	json_put(b, article, "image", json_text_or_null(r->image));
	json_put(b, article, "path", json_text_or_null(r->path));
	json_put(b, article, "original", json_original(b, frame, r->path));
	if (shown->citation.len > 0)
		json_put(b, article, "citation", json_text(shown->citation));
	json_put(b, article, "encodings", encodings_value(b, r));
	if (record_is_ocr(r))
		json_put(b, article, "read_by", json_string("ocr"));
	json_put(b, article, "origins", origins_value(b, r));
	json_put(b, article, "blocks", blocks_value(b, shown));
	return article;
}

void print_json_article(
	struct buf *out, const struct json_shown *shown, const struct json_frame *frame)
{
	struct json_builder b = {false};
	json_t *root = json_begin(&b, frame);
	json_put_archive(&b, root, shown->answer);
	json_put(&b, root, "article", json_article(&b, shown, frame));
	json_end(out, &b, root);
}
