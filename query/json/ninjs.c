#include "query/json/ninjs.h"

#include "archive/record.h"
#include "base/lang.h"
#include "query/answer/answer.h"
#include "query/json/json.h"
#include "query/json/print_json.h"
#include "query/reading/dates.h"

#include <stdio.h>

enum { DAY_BYTES = 10 /* of 2018-03-27 */ };

/* urn:x-tracuu:ARCHIVE:REST, what a URI can't have escaped. */
static json_t *uri_value(const struct answer *a, struct str rest)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				    "0123456789-._~/:@!$&'()*+,;=";
	struct buf uri = BUF_INIT;
	buf_printf(&uri, "urn:x-tracuu:%s:", answer_archive(a));
	for (size_t i = 0; i < rest.len; i++) {
		if (rest.ptr[i] != '\0' && strchr(plain, rest.ptr[i]))
			buf_push(&uri, rest.ptr[i]);
		else
			buf_printf(&uri, "%%%02X", (unsigned char)rest.ptr[i]);
	}
	json_t *value = uri.failed ? NULL : json_text(buf_str(&uri));
	buf_free(&uri);
	return value;
}

/* ARRAY with {KEY: VALUE}, and ROLE where it is not NULL; nothing where VALUE is empty. */
static void add_item(struct json_builder *b, json_t *array, const char *key, struct str value,
	const char *role_key, const char *role)
{
	if (value.len == 0)
		return;
	json_t *item = json_object();
	if (role)
		json_put(b, item, role_key, json_string(role));
	json_put(b, item, key, json_text(value));
	json_add(b, array, item);
}

/* NAME: [{KEY: VALUE}], if there is a value. */
static void put_one(struct json_builder *b, json_t *root, const char *name, const char *key,
	struct str value, const char *role_key, const char *role)
{
	if (value.len == 0)
		return;
	json_t *array = json_array();
	add_item(b, array, key, value, role_key, role);
	json_put(b, root, name, array);
}

static void put_text(struct json_builder *b, json_t *root, const char *name, struct str value)
{
	if (value.len > 0)
		json_put(b, root, name, json_text(value));
}

static void put_alternatives(struct json_builder *b, json_t *root, const char *const roles[],
	const struct str values[], size_t count)
{
	json_t *array = json_array();
	for (size_t i = 0; i < count; i++)
		add_item(b, array, "value", values[i], "role", roles[i]);
	json_put(b, root, "altids", array);
}

enum { COUNT_BYTES = 24 };

static struct str count_of(struct answer_total t, char out[COUNT_BYTES])
{
	snprintf(out, COUNT_BYTES, "%s%llu", t.exact ? "" : ">=", (unsigned long long)t.value);
	return str_from_c(out);
}

void ninjs_append_export(
	struct buf *out, const struct answer *a, const struct json_news *news, const char *problem)
{
	static const char *const roles[] = {
		"query", "archive", "generation", "articles", "groups", "since"};
	struct json_builder b = {false};
	char articles[COUNT_BYTES], groups[COUNT_BYTES];
	struct answer_total listed =
		news ? (struct answer_total){.value = news->articles, .exact = true} : a->full;
	const struct str values[] = {a->text, str_from_c(a->archive), str_from_c(a->generation),
		count_of(listed, articles),
		a->counts_folded ? count_of(a->folded, groups) : STR(""),
		news ? news->since : STR("")};
	json_t *root = json_object();
	json_put(&b, root, "uri", uri_value(a, problem ? STR("partial") : STR("export")));
	json_put(&b, root, "type", json_string("composite"));
	json_put(&b, root, "representationtype", json_string(problem ? "partial" : "full"));
	json_put(&b, root, "language", json_string("vi"));
	put_one(&b, root, "headlines", "value", a->text, NULL, NULL);
	put_alternatives(&b, root, roles, values, sizeof values / sizeof *values);
	if (problem)
		put_text(&b, root, "ednote", str_from_c(problem));
	json_end(out, &b, root);
}

static void put_date(struct json_builder *b, json_t *root, const struct record *r)
{
	char moment[40];
	if (r->date.len != DAY_BYTES)
		return;
	snprintf(moment, sizeof moment, "%.*sT00:00:00+07:00", STR_ARG(r->date));
	json_put(b, root, "contentcreated", json_string(moment));
	if (dates_is_guess(r->date_confidence))
		put_text(b, root, "ednote", str_from_c(SAY("ngày đoán", "date guessed")));
}

static void put_by(struct json_builder *b, json_t *root, const struct record *r)
{
	struct buf by = BUF_INIT;
	for (size_t i = 0; i < r->author_count; i++) {
		buf_append_c(&by, i > 0 ? ", " : "");
		buf_append(&by, r->authors[i]);
	}
	put_text(b, root, "by", buf_str(&by));
	b->failed |= by.failed;
	buf_free(&by);
}

/* The blocks of ZONE, or with BODY all but title and captions, a blank line between. */
static void put_blocks(
	struct json_builder *b, json_t *root, const struct record *r, const char *name, bool body)
{
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < r->block_count; i++) {
		enum zone zone = r->blocks[i].zone;
		if (body ? zone == ZONE_TITLE || zone == ZONE_CAPTION : zone != ZONE_LEAD)
			continue;
		buf_append_c(&text, text.len > 0 ? "\n\n" : "");
		buf_append(&text, r->blocks[i].text);
	}
	put_one(b, root, name, "value", buf_str(&text), "contenttype", "text/plain");
	b->failed |= text.failed;
	buf_free(&text);
}

void ninjs_append_article(struct buf *out, const struct answer *a, const struct record *r)
{
	static const char *const roles[] = {"id", "url", "path", "number"};
	const struct str values[] = {r->id, r->url, r->path, r->number};
	struct json_builder b = {false};
	json_t *root = json_object();
	json_put(&b, root, "uri", uri_value(a, r->id));
	json_put(&b, root, "type", json_string("text"));
	json_put(&b, root, "representationtype", json_string("full"));
	json_put(&b, root, "language", json_string("vi"));
	put_date(&b, root, r);
	put_one(&b, root, "headlines", "value", r->title, NULL, NULL);
	put_by(&b, root, r);
	put_text(&b, root, "located", r->place);
	put_one(&b, root, "infosources", "name", r->source, NULL, NULL);
	put_one(&b, root, "organisations", "name", r->issuer, "rel", "issuer");
	put_one(&b, root, "genres", "name", r->kind, NULL, NULL);
	put_blocks(&b, root, r, "descriptions", false);
	put_blocks(&b, root, r, "bodies", true);
	put_alternatives(&b, root, roles, values, sizeof values / sizeof *values);
	json_end(out, &b, root);
}
