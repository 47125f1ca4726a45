#include "query/interactive/taking.h"

#include "base/lang.h"
#include "printing/clean.h"
#include "query/interactive/asking.h"
#include "query/interactive/screen.h"
#include "query/interactive/session.h"
#include "query/terminal/print_lines.h"

#include <string.h>

void take_notice(struct session *s, const char *notice)
{
	buf_reset(&s->notice);
	buf_append_c(&s->notice, notice);
}

static const char *message_of(const json_t *error)
{
	const char *message = found_text(error, "message");
	return *message ? message : SAY("không có câu trả lời", "there was no answer");
}

/* The list stays where it is while the same is asked anew; what else comes begins at its top. */
static void take_found(struct session *s, json_t *answer)
{
	found_take(&s->found, answer);
	if (s->open_found && found_count(&s->found) > 0)
		ask_article(s);
	s->open_found = false;
	if (found_count(&s->found) == 0 && s->focus == FOCUS_LIST)
		s->focus = FOCUS_LINE;
}

static void take_more(struct session *s, json_t *answer)
{
	if (found_add(&s->found, answer))
		return;
	take_notice(s, SAY("kho vừa có thêm bài: đã tìm lại từ đầu",
			       "the archive has new articles: searched again from the start"));
	ask_search(s);
}

static void put_heading(struct menu *m, const char *label)
{
	menu_add(m, MENU_HEADING, label, "", "");
}

/* What the hits are kept to already, to be taken back. */
static void put_kept(struct session *s)
{
	struct menu *m = &s->menu;
	size_t count = wish_filter_count(&s->wish);
	if (count == 0 && s->wish.date.len == 0)
		return;
	put_heading(m, SAY("Đang lọc theo (Enter: bỏ)", "Kept to (Enter: remove)"));
	for (size_t i = 0; i < count; i++) {
		struct menu_item *item = menu_add(m, MENU_REMOVE, wish_filter(&s->wish, i), "", "");
		if (item)
			item->number = i;
	}
	if (s->wish.date.len > 0)
		menu_add(m, MENU_ANY_DATE, s->wish.date.ptr, "", "");
}

static void put_values(struct menu *m, const char *field, const json_t *facet)
{
	json_t *entry;
	size_t i;
	json_array_foreach(json_object_get(facet, "values"), i, entry)
	{
		struct buf note = BUF_INIT;
		const char *value = found_text(entry, "value");
		json_int_t count = json_integer_value(json_object_get(entry, "count"));
		lines_count(&note, count > 0 ? (uint64_t)count : 0);
		if (i == 0)
			put_heading(m, wish_field_label(field));
		struct menu_item *item = menu_add(m, MENU_ADD, value, buf_str(&note).ptr, value);
		if (item)
			item->field = field;
		buf_free(&note);
	}
}

static void take_count(struct session *s, json_t *answer)
{
	menu_clear(&s->menu);
	put_kept(s);
	const char *field;
	for (size_t i = 0; (field = wish_field(i)); i++)
		put_values(
			&s->menu, field, json_object_get(json_object_get(answer, "facets"), field));
	if (!menu_selected(&s->menu)) {
		take_notice(s,
			SAY("không có gì để lọc: các bài không ghi nguồn, nơi, tác giả hay ngày",
				"nothing to filter by: the articles tell no source, place, author "
				"or date"));
		return;
	}
	s->behind = s->focus == FOCUS_LINE || s->focus == FOCUS_LIST ? s->focus : FOCUS_LIST;
	s->focus = FOCUS_FILTERS;
}

static const char *kind_label(const char *kind)
{
	if (strcmp(kind, "title") == 0)
		return SAY("bài", "article");
	if (strcmp(kind, "word") == 0)
		return "";
	return wish_field_label(kind);
}

/* What may be meant instead first, then how it may go on. */
static void take_offers(struct session *s, json_t *answer)
{
	struct menu *m = &s->menu;
	json_t *entry;
	size_t i;
	menu_clear(m);
	json_array_foreach(json_object_get(answer, "completions"), i, entry)
	{
		const char *kind = found_text(entry, "kind");
		bool title = strcmp(kind, "title") == 0;
		menu_add(m, title ? MENU_TITLE : MENU_QUERY, found_text(entry, "text"),
			kind_label(kind), found_text(entry, title ? "article" : "text"));
	}
	json_array_foreach(json_object_get(answer, "suggestions"), i, entry)
	{
		menu_add(m, MENU_QUERY, found_text(entry, "text"),
			SAY("có phải ý bạn?", "did you mean?"), found_text(entry, "text"));
	}
	if (m->count > 0)
		s->focus = FOCUS_OFFERS;
	else
		take_notice(s, SAY("không có gợi ý nào", "there is nothing to suggest"));
}

static void take_article(struct session *s, json_t *answer)
{
	json_t *article = json_object_get(answer, "article");
	/* As a hit of several archives has it: others may have an article of that id, too. */
	json_object_set(article, "archive", json_object_get(answer, "archive"));
	if (!reader_open(&s->reader, article, screen_text_columns(), screen_text_rows()))
		return;
	if (s->focus == FOCUS_LINE || s->focus == FOCUS_LIST || s->focus == FOCUS_OFFERS)
		s->focus = FOCUS_READER;
	past_add(&s->past, buf_str(&s->line.text));
}

/* Shown now, and kept for the end, once. */
static void take_citation(struct session *s, json_t *answer)
{
	const char *citation = found_text(json_object_get(answer, "article"), "citation");
	struct buf *cited = &s->cited;
	buf_reset(&s->citation);
	clean_append(&s->citation, str_from_c(citation));
	if (str_find(buf_str(cited), buf_str(&s->citation), 0) == cited->len) {
		buf_append(cited, buf_str(&s->citation));
		buf_push(cited, '\n');
	}
	s->behind = s->focus == FOCUS_READER ? FOCUS_READER : FOCUS_LIST;
	s->focus = FOCUS_CITE;
}

static void take_error(struct session *s, enum errand errand, json_t *answer)
{
	const json_t *error = json_object_get(answer, "error");
	const char *code = found_text(error, "code");
	if (strcmp(code, "stopped") == 0)
		return;
	if (errand == ERRAND_SEARCH) {
		found_take(&s->found, answer);
		s->open_found = false;
	} else {
		take_notice(s, message_of(error));
	}
}

static void take(struct session *s, enum errand errand, json_t *answer)
{
	if (json_object_get(answer, "error")) {
		take_error(s, errand, answer);
		return;
	}
	switch (errand) {
	case ERRAND_STATUS:
		s->articles = json_integer_value(json_object_get(answer, "articles"));
		break;
	case ERRAND_SEARCH:
		take_found(s, answer);
		break;
	case ERRAND_MORE:
		take_more(s, answer);
		break;
	case ERRAND_COUNT:
		take_count(s, answer);
		break;
	case ERRAND_SUGGEST:
		take_offers(s, answer);
		break;
	case ERRAND_ARTICLE:
		take_article(s, answer);
		break;
	case ERRAND_CITATION:
		take_citation(s, answer);
		break;
	case ERRAND_COUNT_OF:
		break;
	}
}

/* Whether the process that was at it died, or was too long at it, for the first time. */
static bool was_lost(const struct asked *a, const json_t *answer)
{
	const char *code = found_text(json_object_get(answer, "error"), "code");
	return !a->again && (strcmp(code, "lost") == 0 || strcmp(code, "overloaded") == 0);
}

void take_line(struct session *s, struct str line)
{
	json_t *answer = json_loadb(line.ptr, line.len, JSON_ALLOW_NUL, NULL);
	json_int_t id = json_integer_value(json_object_get(answer, "id"));
	for (enum errand e = 0; id != 0 && e < ERRAND_COUNT_OF; e++) {
		struct asked *a = &s->asked[e];
		if (a->id != id)
			continue;
		if (was_lost(a, answer)) {
			ask_again(s, e);
			break;
		}
		a->id = 0;
		take(s, e, answer);
		break;
	}
	json_decref(answer);
}
