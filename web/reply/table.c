#include "web/reply/table.h"

#include "base/lang.h"
#include "printing/cell.h"
#include "printing/clean.h"
#include "printing/escape.h"
#include "web/reply/failure.h"
#include "web/reply/member.h"

#include <stdlib.h>
#include <string.h>

/* ---- CSV ---- */

static const char *const columns[] = {"id", "date", "title", "lead", "authors", "place", "source",
	"issuer", "number", "kind", "url", "path", "date_precision", "date_confidence"};

enum { TITLE = 2, COLUMNS = sizeof columns / sizeof *columns };

static void put_cell(struct buf *out, struct str text, bool first)
{
	struct buf clean = BUF_INIT;
	if (cell_is_formula(text))
		buf_push(&clean, '\'');
	clean_append(&clean, text);
	buf_append_c(out, first ? "\"" : ",\"");
	cell_append_quoted(out, buf_str(&clean));
	buf_push(out, '"');
	out->failed |= clean.failed;
	buf_free(&clean);
}

/* A text, or those of an array with semicolons between. */
static void put_value(struct buf *out, const json_t *value, bool first)
{
	struct buf all = BUF_INIT;
	for (size_t i = 0; i < json_array_size(value); i++) {
		buf_append_c(&all, i > 0 ? "; " : "");
		buf_append(&all, member_text_of(json_array_get(value, i)));
	}
	put_cell(out, json_is_array(value) ? buf_str(&all) : member_text_of(value), first);
	out->failed |= all.failed;
	buf_free(&all);
}

/* A row that is no article: whoever keeps the file sees in it that there is more. */
static void put_note(struct buf *out, struct str text)
{
	for (size_t c = 0; c < COLUMNS; c++)
		put_cell(out, c == TITLE ? text : STR(""), c == 0);
	buf_append_c(out, "\r\n");
}

static void put_rest(struct buf *out, const json_t *answer)
{
	int64_t next = table_next(answer);
	struct buf title = BUF_INIT;
	if (next == 0)
		return;
	buf_printf(&title,
		SAY("CHƯA ĐỦ: phần sau có offset=%lld trong địa chỉ",
			"NOT ALL: the next part has offset=%lld in its address"),
		(long long)next);
	put_note(out, buf_str(&title));
	out->failed |= title.failed;
	buf_free(&title);
}

static void put_head(struct buf *out)
{
	/* Without it programs for tables take the bytes for another encoding. */
	buf_append_c(out, "\xEF\xBB\xBF");
	for (size_t c = 0; c < COLUMNS; c++)
		put_cell(out, str_from_c(columns[c]), c == 0);
	buf_append_c(out, "\r\n");
}

static void append_csv(struct buf *out, const json_t *answer, struct table_part part)
{
	const json_t *list = json_object_get(answer, "list");
	if (part.is_first)
		put_head(out);
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *article = json_array_get(list, i);
		for (size_t c = 0; c < COLUMNS; c++)
			put_value(out, json_object_get(article, columns[c]), c == 0);
		buf_append_c(out, "\r\n");
	}
	if (!part.of_whole)
		put_rest(out, answer);
}

/* ---- JSON Lines ---- */

/* VALUE, whose last byte is left out. */
static bool put_json(struct buf *out, const json_t *value, size_t without)
{
	char *text = value ? json_dumps(value, JSON_COMPACT) : NULL;
	if (text)
		escape_json(out, str_make(text, strlen(text) - without));
	free(text);
	return text && !out->failed;
}

/* A file that is whole begins nowhere, and nothing follows it. */
static bool put_first(struct buf *out, json_t *head, json_t *export, struct table_part part)
{
	if (part.of_whole) {
		json_object_del(export, "offset");
		json_object_del(export, "next");
	}
	return !part.is_first || (json_object_set(head, "export", export) == 0 &&
					 put_json(out, head, 0) && buf_push(out, '\n'));
}

/* Articles as "show" answers with them: HEAD, which all have, and each behind it. */
static bool put_articles(struct buf *out, const json_t *list, json_t *head)
{
	struct buf begin = BUF_INIT;
	bool ok = json_object_del(head, "export") >= -1 && put_json(&begin, head, 1);
	for (size_t i = 0; ok && i < json_array_size(list); i++) {
		buf_append(out, buf_str(&begin));
		buf_append_c(out, ",\"article\":");
		ok = put_json(out, json_array_get(list, i), 0) && buf_append_c(out, "}\n");
	}
	buf_free(&begin);
	return ok;
}

static bool append_jsonl(struct buf *out, json_t *answer, struct table_part part)
{
	json_t *head = json_copy(answer);
	json_t *export = json_copy(json_object_get(answer, "export"));
	if (head)
		json_object_del(head, "list");
	bool ok = head && export && put_first(out, head, export, part) &&
		  put_articles(out, json_object_get(answer, "list"), head);
	json_decref(head);
	json_decref(export);
	return ok;
}

/* ---- Both ---- */

int64_t table_next(const json_t *answer)
{
	const json_t *next = json_object_get(json_object_get(answer, "export"), "next");
	return json_is_integer(next) ? json_integer_value(next) : 0;
}

bool table_append(struct buf *out, json_t *answer, struct table_part part)
{
	if (!json_is_array(json_object_get(answer, "list")))
		return false;
	if (part.is_csv)
		append_csv(out, answer, part);
	else if (!append_jsonl(out, answer, part))
		return false;
	return !out->failed;
}

void table_append_problem(struct buf *out, bool is_csv, const char *message)
{
	struct buf title = BUF_INIT;
	if (!is_csv) {
		failure_append(out, FAILURE_LOST, message, NULL);
		return;
	}
	buf_printf(&title, SAY("CHƯA ĐỦ: %s", "NOT ALL: %s"), message);
	put_note(out, buf_str(&title));
	out->failed |= title.failed;
	buf_free(&title);
}
