#include "web/reply/table.h"

#include "base/lang.h"
#include "printing/cell.h"
#include "printing/clean.h"
#include "printing/escape.h"

#include <stdlib.h>

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

static struct str text_of(const json_t *value)
{
	return json_is_string(value) ? str_make(json_string_value(value), json_string_length(value))
				     : STR("");
}

/* A text, or those of an array with semicolons between. */
static void put_value(struct buf *out, const json_t *value, bool first)
{
	struct buf all = BUF_INIT;
	for (size_t i = 0; i < json_array_size(value); i++) {
		buf_append_c(&all, i > 0 ? "; " : "");
		buf_append(&all, text_of(json_array_get(value, i)));
	}
	put_cell(out, json_is_array(value) ? buf_str(&all) : text_of(value), first);
	out->failed |= all.failed;
	buf_free(&all);
}

/* Whoever keeps the file sees in it that there are others. */
static void put_rest(struct buf *out, const json_t *answer)
{
	const json_t *next = json_object_get(json_object_get(answer, "export"), "next");
	struct buf title = BUF_INIT;
	if (!json_is_integer(next))
		return;
	buf_printf(&title,
		SAY("CHƯA ĐỦ: phần sau có offset=%lld trong địa chỉ",
			"NOT ALL: the next part has offset=%lld in its address"),
		(long long)json_integer_value(next));
	for (size_t c = 0; c < COLUMNS; c++)
		put_cell(out, c == TITLE ? buf_str(&title) : STR(""), c == 0);
	buf_append_c(out, "\r\n");
	out->failed |= title.failed;
	buf_free(&title);
}

bool table_append_csv(struct buf *out, json_t *answer)
{
	const json_t *list = json_object_get(answer, "list");
	if (!json_is_array(list))
		return false;
	/* Without it programs for tables take the bytes for another encoding. */
	buf_append_c(out, "\xEF\xBB\xBF");
	for (size_t c = 0; c < COLUMNS; c++)
		put_cell(out, str_from_c(columns[c]), c == 0);
	buf_append_c(out, "\r\n");
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *article = json_array_get(list, i);
		for (size_t c = 0; c < COLUMNS; c++)
			put_value(out, json_object_get(article, columns[c]), c == 0);
		buf_append_c(out, "\r\n");
	}
	put_rest(out, answer);
	return !out->failed;
}

/* ---- JSON Lines ---- */

static bool put_line(struct buf *out, json_t *line)
{
	char *text = line ? json_dumps(line, JSON_COMPACT) : NULL;
	if (text)
		escape_json(out, str_from_c(text));
	buf_push(out, '\n');
	bool ok = text && !out->failed;
	free(text);
	json_decref(line);
	return ok;
}

static json_t *without_list(json_t *answer)
{
	json_t *head = json_copy(answer);
	if (head)
		json_object_del(head, "list");
	return head;
}

/* ARTICLE, as "show" answers with it. */
static json_t *line_of(json_t *answer, json_t *article)
{
	json_t *line = without_list(answer);
	if (!line)
		return NULL;
	json_object_del(line, "export");
	if (json_object_set(line, "article", article) == 0)
		return line;
	json_decref(line);
	return NULL;
}

bool table_append_jsonl(struct buf *out, json_t *answer)
{
	const json_t *list = json_object_get(answer, "list");
	bool ok = json_is_array(list) && put_line(out, without_list(answer));
	for (size_t i = 0; ok && i < json_array_size(list); i++)
		ok = put_line(out, line_of(answer, json_array_get(list, i)));
	return ok;
}
