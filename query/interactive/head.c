#include "query/interactive/head.h"

#include "base/lang.h"
#include "printing/clean.h"
#include "printing/print.h"
#include "query/interactive/asking.h"
#include "query/interactive/paper.h"
#include "query/interactive/screen.h"
#include "query/interactive/session.h"
#include "query/reading/dates.h"
#include "query/terminal/print_lines.h"
#include "text/syllable/grapheme.h"

#include <string.h>

enum {
	STATUS_ROWS = 2, /* at most */
	SAID_ROWS = 3    /* likewise, of warnings and what may be meant */
};

/* The columns of S as it is drawn. */
static size_t shown_width(struct str s)
{
	struct buf clean = BUF_INIT;
	clean_append(&clean, s);
	size_t width = terminal_width_of(buf_str(&clean));
	buf_free(&clean);
	return width;
}

/* The first byte of E that is drawn in COLUMNS, so that the cursor is seen. */
static size_t first_shown(const struct editor *e, size_t columns)
{
	struct str text = buf_str(&e->text);
	size_t width = shown_width(str_slice(text, 0, e->cursor)), at = 0;
	while (width >= columns && at < e->cursor) {
		size_t end = grapheme_end(text, at), taken = shown_width(str_slice(text, at, end));
		width -= taken < width ? taken : width;
		at = end;
	}
	return at;
}

static void draw_editor(const struct editor *e, const char *label, bool here)
{
	struct buf line = BUF_INIT;
	buf_append_c(&line, here ? PRINT_BOLD : PRINT_DIM);
	buf_append_c(&line, label);
	size_t column = screen_put(0, 0, screen_columns(), buf_str(&line));
	size_t end = screen_columns();
	struct str text = buf_str(&e->text);
	size_t first = first_shown(e, end > column ? end - column : 1);
	size_t cursor = screen_put(0, column, end, str_slice(text, first, e->cursor));
	screen_put(0, cursor, end, str_slice(text, e->cursor, text.len));
	if (here)
		screen_cursor(0, cursor < end ? cursor : end - 1);
	buf_free(&line);
}

static void append_count(const struct found *f, struct buf *out)
{
	const json_t *total = json_object_get(f->answer, "total");
	json_int_t full = json_integer_value(json_object_get(total, "full"));
	json_int_t all = json_integer_value(json_object_get(total, "value"));
	bool at_least = strcmp(found_text(total, "full_relation"), "gte") == 0;
	bool more = strcmp(found_text(total, "relation"), "gte") == 0;
	if (!total)
		return;
	lines_count(out, full > 0 ? (uint64_t)full : 0);
	buf_append_c(out, at_least ? "+" : "");
	buf_append_c(out, full == 1 ? SAY(" bài đủ từ", " article with all words")
				    : SAY(" bài đủ từ", " articles with all words"));
	if (all <= full)
		return;
	buf_append_c(out, SAY("; ", "; "));
	lines_count(out, (uint64_t)(all - full));
	buf_append_c(out, more ? "+" : "");
	buf_append_c(out, SAY(" bài chỉ khớp một phần", " with some"));
}

/* Of what is like an article nobody typed words that it could have or lack. */
static void append_alike(const struct found *f, struct buf *out)
{
	const json_t *total = json_object_get(f->answer, "total");
	json_int_t count = json_integer_value(json_object_get(total, "value"));
	if (!total)
		return;
	lines_count(out, count > 0 ? (uint64_t)count : 0);
	buf_append_c(out, strcmp(found_text(total, "relation"), "gte") == 0 ? "+" : "");
	buf_append_c(out, SAY(" bài", " articles"));
}

static const char *sort_label(const char *sort)
{
	if (strcmp(sort, "newest") == 0)
		return SAY("mới nhất trước", "newest first");
	return strcmp(sort, "oldest") == 0 ? SAY("cũ nhất trước", "oldest first") : "";
}

/* "1/3/2017 – 31/3/2017", either of which may be open. */
static void append_days(const char *from, const char *to, struct buf *out)
{
	if (!*from && !*to)
		return;
	buf_append_c(out, out->len > 0 ? " · " : "");
	if (*from)
		dates_append(out, str_from_c(from), STR("high"));
	else
		buf_append_c(out, "…");
	buf_append_c(out, " – ");
	if (*to)
		dates_append(out, str_from_c(to), STR("high"));
	else
		buf_append_c(out, "…");
}

/* What the answer is kept to, by the keys, the query or the command line. */
static void append_kept(const struct session *s, struct buf *out)
{
	const json_t *query = json_object_get(s->found.answer, "query");
	const json_t *settings = json_object_get(s->found.answer, "settings");
	json_t *filter;
	size_t i;
	json_array_foreach(json_object_get(query, "filters"), i, filter)
	{
		bool excluded = json_is_true(json_object_get(filter, "excluded"));
		lines_add(out, str_from_c(wish_field_label(found_text(filter, "field"))));
		buf_printf(out, "%s: %s", excluded ? SAY(" (trừ)", " (not)") : "",
			found_text(filter, "value"));
	}
	append_days(found_text(settings, "from"), found_text(settings, "to"), out);
	lines_add(out, str_from_c(sort_label(found_text(settings, "sort"))));
	if (s->wish.unfolded)
		lines_add(out, str_from_c(SAY("hiện từng bài", "each shown")));
}

/* The title of a hit, which is in pieces, or of an article. */
static void append_like(const json_t *like, struct buf *out)
{
	const json_t *title = json_object_get(like, "title");
	json_t *piece;
	size_t i;
	buf_append_c(out, SAY("giống bài “", "like “"));
	buf_append_c(out, found_text(like, "title"));
	json_array_foreach(title, i, piece)
	{
		buf_append_c(out, found_text(piece, "text"));
	}
	buf_append_c(out, "” · ");
}

static void append_status(const struct session *s, struct buf *out)
{
	const json_t *query = json_object_get(s->found.answer, "query");
	if (s->wish.like)
		append_like(s->wish.like, out);
	if (!s->found.answer) {
		if (s->line.text.len > 0) {
			buf_append_c(out, SAY("đang tìm…", "searching…"));
			return;
		}
		buf_append_c(out, SAY("kho có ", "the archive has "));
		lines_count(out, s->articles > 0 ? (uint64_t)s->articles : 0);
		buf_append_c(out, SAY(" bài; gõ để tìm", " articles; type to search"));
		return;
	}
	if (s->wish.like)
		append_alike(&s->found, out);
	else
		append_count(&s->found, out);
	const char *read_as = found_text(query, "read_as");
	if (!s->wish.like && strcmp(read_as, found_text(query, "text")) != 0)
		lines_add(out, str_from_c(read_as));
	append_kept(s, out);
}

/* Whether WARNING tells something that needs no telling: what the numbers say, or that a word that
   is being typed is none yet. */
static bool is_idle(const struct session *s, const json_t *warning)
{
	const char *code = found_text(warning, "code");
	const json_t *words = json_object_get(warning, "words");
	const char *word = json_string_value(json_array_get(words, 0));
	bool typing = s->focus == FOCUS_LINE && s->line.cursor == s->line.text.len;
	if (strcmp(code, "some_words") == 0)
		return true;
	return strcmp(code, "unknown_words") == 0 && typing && json_array_size(words) == 1 &&
	       word && str_ends_with(buf_str(&s->line.text), str_from_c(word));
}

/* What may be meant, then warnings. */
static void make_said(const struct session *s, struct paper *out)
{
	const struct text_look look = {.columns = screen_text_columns(), .color = true};
	struct buf line = BUF_INIT;
	json_t *warning;
	size_t i;
	const char *instead;
	for (i = 0; (instead = found_suggestion(&s->found, i)); i++) {
		buf_append_c(&line,
			i > 0 ? " · " : SAY("Có phải ý bạn (Ctrl-Y): ", "Did you mean (Ctrl-Y): "));
		buf_append_c(&line, instead);
	}
	lines_put(&out->text, buf_str(&line), &look, &lines_meta, 0);
	json_array_foreach(json_object_get(s->found.answer, "warnings"), i, warning)
	{
		if (!is_idle(s, warning))
			lines_put(&out->text, str_from_c(found_text(warning, "message")), &look,
				&lines_warning, 0);
	}
	out->text.failed |= line.failed;
	buf_free(&line);
	paper_cut(out);
}

static void make_status(const struct session *s, struct paper *out)
{
	const struct text_look look = {.columns = screen_text_columns(), .color = true};
	struct buf status = BUF_INIT;
	append_status(s, &status);
	lines_put(&out->text, buf_str(&status), &look, &lines_path, 0);
	out->text.failed |= status.failed;
	buf_free(&status);
	paper_cut(out);
}

/* The lines of PAPER, MOST at most, from ROW on; the row below them. */
static size_t draw_rows(const struct paper *paper, size_t row, size_t most)
{
	for (size_t i = 0; i < paper->count && i < most; i++)
		paper_draw(paper, i, row++, 0, screen_columns());
	return row;
}

size_t head_draw(const struct session *s)
{
	struct paper status = {.count = 0}, said = {.count = 0};
	if (s->focus == FOCUS_DATE)
		draw_editor(&s->date, SAY("Ngày: ", "Dates: "), true);
	else
		draw_editor(&s->line, SAY("Tìm: ", "Find: "),
			s->focus == FOCUS_LINE || s->focus == FOCUS_OFFERS);
	make_status(s, &status);
	make_said(s, &said);
	size_t row = draw_rows(&said, draw_rows(&status, 1, STATUS_ROWS), SAID_ROWS);
	paper_free(&status);
	paper_free(&said);
	return row + 1;
}

size_t head_rows(const struct session *s)
{
	struct paper status = {.count = 0}, said = {.count = 0};
	make_status(s, &status);
	make_said(s, &said);
	size_t rows = 2 + (status.count < STATUS_ROWS ? status.count : STATUS_ROWS) +
		      (said.count < SAID_ROWS ? said.count : SAID_ROWS);
	paper_free(&status);
	paper_free(&said);
	return rows;
}
