#include "query/interactive/acting.h"

#include "base/lang.h"
#include "query/interactive/asking.h"
#include "query/interactive/keys.h"
#include "query/interactive/screen.h"
#include "query/interactive/session.h"
#include "query/interactive/taking.h"
#include "query/interactive/typing.h"
#include "query/interactive/views.h"

/* ---- What is asked for in another way ---- */

static void wish_changed(struct session *s)
{
	s->changed = s->wish.like;
	ask_search(s);
}

static void sort(struct session *s)
{
	const json_t *settings = json_object_get(s->found.answer, "settings");
	const char *now = s->wish.sort ? s->wish.sort : found_text(settings, "sort");
	s->wish.sort = wish_next_sort(now);
	wish_changed(s);
}

static void undo_filter(struct session *s)
{
	size_t count = wish_filter_count(&s->wish);
	if (count > 0) {
		wish_remove_filter(&s->wish, count - 1);
	} else if (s->wish.date.len > 0) {
		wish_set_date(&s->wish, STR(""));
	} else {
		take_notice(s, SAY("không có bộ lọc nào để bỏ", "there is no filter to remove"));
		return;
	}
	wish_changed(s);
}

static void begin_date(struct session *s)
{
	editor_set(&s->date, buf_str(&s->wish.date));
	s->behind = s->focus;
	s->focus = FOCUS_DATE;
}

static void take_date(struct session *s)
{
	s->focus = s->behind;
	wish_set_date(&s->wish, buf_str(&s->date.text));
	wish_changed(s);
}

static void suggestion(struct session *s)
{
	const char *text = found_suggestion(&s->found, 0);
	if (text)
		typing_set(s, text, true);
	else
		take_notice(s, SAY("không có gợi ý nào", "there is nothing to suggest"));
}

/* ---- What is done with an article ---- */

/* The article that is meant: the one that is read, or the one that is selected. */
static json_t *meant(const struct session *s)
{
	return s->focus == FOCUS_READER ? s->reader.article : found_selected(&s->found);
}

static void open_original(struct session *s)
{
	const json_t *article = meant(s);
	const char *archive = found_text(article, "archive");
	if (!article)
		return;
	if (!*archive)
		archive = found_text(s->found.answer, "archive");
	screen_leave();
	s->host->open(s->host->context, str_from_c(found_text(article, "id")), str_from_c(archive));
	screen_resume();
	take_notice(s, SAY("đã mở bằng chương trình khác", "opened by another program"));
}

static void similar(struct session *s)
{
	json_t *article = meant(s);
	if (!article)
		return;
	if (s->wish.like) {
		json_decref(s->wish.like);
	} else {
		s->before = s->found;
		s->found = (struct found){.next = -1};
		s->changed = false;
	}
	s->wish.like = json_incref(article);
	s->focus = FOCUS_LIST;
	ask_search(s);
}

/* ---- Where somebody goes ---- */

static void select_hit(struct session *s, size_t i)
{
	size_t count = found_count(&s->found);
	if (count == 0)
		return;
	s->found.selected = i < count ? i : count - 1;
	ask_more(s);
}

static size_t step_back(size_t from, size_t by)
{
	return from > by ? from - by : 0;
}

static void read_neighbour(struct session *s, bool next)
{
	size_t selected = s->found.selected;
	if (next ? selected + 1 >= found_count(&s->found) : selected == 0) {
		take_notice(s, next ? SAY("đây là bài cuối", "this is the last article")
				    : SAY("đây là bài đầu", "this is the first article"));
		return;
	}
	select_hit(s, next ? selected + 1 : selected - 1);
	ask_article(s);
}

static void back_to_line(struct session *s)
{
	if (s->wish.like)
		typing_leave_like(s, true);
	else
		s->focus = FOCUS_LINE;
}

static void take_hit(struct session *s)
{
	if (ask_is_settled(s))
		ask_article(s);
	else
		s->open_found = true;
}

static void to_list(struct session *s)
{
	past_add(&s->past, buf_str(&s->line.text));
	if (s->due_ms != 0)
		ask_search(s);
	if (found_count(&s->found) > 0 || !ask_is_settled(s))
		s->focus = FOCUS_LIST;
}

static bool act_in_list(struct session *s, enum act act)
{
	size_t at = s->found.selected, page = views_hits_on_screen(s);
	switch (act) {
	case ACT_UP:
		if (at == 0)
			s->focus = FOCUS_LINE;
		select_hit(s, step_back(at, 1));
		return true;
	case ACT_DOWN:
		select_hit(s, at + 1);
		return true;
	case ACT_PAGE_UP:
		select_hit(s, step_back(at, page));
		return true;
	case ACT_PAGE_DOWN:
		select_hit(s, at + page);
		return true;
	case ACT_FIRST:
		select_hit(s, 0);
		return true;
	case ACT_LAST:
		select_hit(s, found_count(&s->found));
		return true;
	case ACT_TAKE:
		take_hit(s);
		return true;
	case ACT_LINE:
		back_to_line(s);
		return true;
	default:
		return false;
	}
}

static bool act_in_reader(struct session *s, enum act act)
{
	size_t rows = screen_text_rows();
	long page = rows > 2 ? (long)rows - 1 : 1;
	enum { FAR = 1 << 24 };
	switch (act) {
	case ACT_UP:
		reader_scroll(&s->reader, -1, rows);
		return true;
	case ACT_DOWN:
		reader_scroll(&s->reader, 1, rows);
		return true;
	case ACT_PAGE_UP:
		reader_scroll(&s->reader, -page, rows);
		return true;
	case ACT_PAGE_DOWN:
		reader_scroll(&s->reader, page, rows);
		return true;
	case ACT_FIRST:
		reader_scroll(&s->reader, -FAR, rows);
		return true;
	case ACT_LAST:
		reader_scroll(&s->reader, FAR, rows);
		return true;
	case ACT_NEXT_MARK:
		if (!reader_next(&s->reader, rows))
			take_notice(s, SAY("hết chỗ đánh dấu; →: bài sau",
					       "no more marks; →: the next article"));
		return true;
	case ACT_PREVIOUS_MARK:
		if (!reader_previous(&s->reader, rows))
			take_notice(s, SAY("đây là chỗ đánh dấu đầu", "this is the first mark"));
		return true;
	case ACT_NEXT_ARTICLE:
	case ACT_PREVIOUS_ARTICLE:
		read_neighbour(s, act == ACT_NEXT_ARTICLE);
		return true;
	case ACT_BACK:
		s->focus = found_count(&s->found) > 0 ? FOCUS_LIST : FOCUS_LINE;
		return true;
	default:
		return false;
	}
}

/* ---- What is chosen ---- */

static void take_filter(struct session *s)
{
	const struct menu_item *item = menu_selected(&s->menu);
	s->focus = s->behind;
	if (!item)
		return;
	if (item->kind == MENU_REMOVE)
		wish_remove_filter(&s->wish, item->number);
	else if (item->kind == MENU_ANY_DATE)
		wish_set_date(&s->wish, STR(""));
	else if (!wish_add_filter(&s->wish, item->field, item->value))
		take_notice(s, SAY("không thêm được bộ lọc nữa", "no more filters can be added"));
	wish_changed(s);
}

/* What was typed behind the cursor stays behind what is taken. */
static void take_offer(struct session *s)
{
	const struct menu_item *item = menu_selected(&s->menu);
	struct buf text = BUF_INIT;
	s->focus = FOCUS_LINE;
	if (item && item->kind == MENU_TITLE) {
		ask_article_of(s, item->value);
	} else if (item) {
		size_t cursor = s->line.cursor;
		buf_append_c(&text, item->value);
		size_t end = text.len;
		buf_append(&text, str_slice(buf_str(&s->line.text), cursor, s->line.text.len));
		if (!text.failed) {
			typing_set(s, text.ptr, true);
			s->line.cursor = end < s->line.text.len ? end : s->line.text.len;
		}
	}
	buf_free(&text);
}

static void scroll_menu(struct session *s, enum act act)
{
	struct menu *m = &s->menu;
	int step = act == ACT_UP || act == ACT_PAGE_UP ? -1 : 1;
	size_t times = act == ACT_UP || act == ACT_DOWN ? 1 : screen_text_rows();
	size_t last = m->count - 1;
	if (act == ACT_FIRST || act == ACT_LAST) {
		m->selected = act == ACT_FIRST ? last : 0;
		menu_go(m, act == ACT_FIRST ? 1 : -1);
		return;
	}
	for (size_t i = 0; i < times; i++) {
		size_t before = m->selected;
		menu_go(m, step);
		/* Screens stop at the ends, where lines go round. */
		if (times > 1 && (step > 0) != (m->selected > before)) {
			m->selected = before;
			return;
		}
	}
}

static bool act_in_menu(struct session *s, enum act act)
{
	switch (act) {
	case ACT_UP:
	case ACT_DOWN:
	case ACT_PAGE_UP:
	case ACT_PAGE_DOWN:
	case ACT_FIRST:
	case ACT_LAST:
		if (s->menu.count > 0)
			scroll_menu(s, act);
		return true;
	case ACT_NEXT_SECTION:
	case ACT_PREVIOUS_SECTION:
		menu_go_section(&s->menu, act == ACT_NEXT_SECTION ? 1 : -1);
		return true;
	case ACT_TAKE:
		if (s->focus == FOCUS_FILTERS)
			take_filter(s);
		else
			take_offer(s);
		return true;
	case ACT_BACK:
		s->focus = s->focus == FOCUS_FILTERS ? s->behind : FOCUS_LINE;
		return true;
	default:
		return false;
	}
}

static bool act_in_line(struct session *s, enum act act)
{
	if (act == ACT_LEAVE_OR_DELETE && s->focus == FOCUS_LINE && s->line.text.len == 0) {
		s->over = true;
		return true;
	}
	if (act == ACT_TAKE && s->focus == FOCUS_DATE)
		take_date(s);
	else if (act == ACT_TAKE)
		to_list(s);
	else if (act == ACT_BACK)
		s->focus = s->behind;
	else if (act == ACT_OFFERS)
		ask_suggest(s);
	else
		return typing_act(s, act);
	return true;
}

static bool act_in_help(struct session *s, enum act act)
{
	size_t rows = screen_text_rows();
	switch (act) {
	case ACT_UP:
		s->help_top = step_back(s->help_top, 1);
		return true;
	case ACT_DOWN:
		s->help_top++;
		return true;
	case ACT_PAGE_UP:
		s->help_top = step_back(s->help_top, rows);
		return true;
	case ACT_PAGE_DOWN:
		s->help_top += rows;
		return true;
	case ACT_FIRST:
		s->help_top = 0;
		return true;
	case ACT_LAST:
		s->help_top = (size_t)1 << 24;
		return true;
	case ACT_BACK:
		s->focus = s->behind;
		return true;
	default:
		return false;
	}
}

static bool act_where_it_is(struct session *s, enum act act)
{
	switch (s->focus) {
	case FOCUS_LINE:
	case FOCUS_DATE:
		return act_in_line(s, act);
	case FOCUS_LIST:
		return act_in_list(s, act);
	case FOCUS_READER:
		return act_in_reader(s, act);
	case FOCUS_OFFERS:
	case FOCUS_FILTERS:
		return act_in_menu(s, act);
	case FOCUS_HELP:
		return act_in_help(s, act);
	case FOCUS_CITE:
		return false;
	}
	return false;
}

static void help(struct session *s)
{
	bool covers = s->focus == FOCUS_FILTERS || s->focus == FOCUS_DATE || s->focus == FOCUS_CITE;
	if (!covers)
		s->behind = s->focus == FOCUS_OFFERS ? FOCUS_LINE : s->focus;
	s->focus = FOCUS_HELP;
	s->help_top = 0;
}

static void act_anywhere(struct session *s, enum act act)
{
	switch (act) {
	case ACT_LEAVE:
		s->over = true;
		break;
	case ACT_STOP:
		screen_stop();
		break;
	case ACT_HELP:
		help(s);
		break;
	case ACT_SORT:
		sort(s);
		break;
	case ACT_FILTERS:
		ask_count(s);
		break;
	case ACT_DATE:
		begin_date(s);
		break;
	case ACT_UNDO_FILTER:
		undo_filter(s);
		break;
	case ACT_UNFOLD:
		s->wish.unfolded = !s->wish.unfolded;
		wish_changed(s);
		break;
	case ACT_SUGGESTION:
		suggestion(s);
		break;
	case ACT_ORIGINAL:
		open_original(s);
		break;
	case ACT_CITE:
		if (meant(s))
			ask_citation(s, meant(s));
		break;
	case ACT_SIMILAR:
		similar(s);
		break;
	default:
		break;
	}
}

static bool is_line(const struct session *s)
{
	return s->focus == FOCUS_LINE || s->focus == FOCUS_DATE;
}

void act_on_key(struct session *s, int key)
{
	if (key == SCREEN_RESIZED || key == SCREEN_OTHER)
		return;
	buf_reset(&s->notice);
	if (key == SCREEN_PASTE || key == SCREEN_PASTED) {
		s->pasting = key == SCREEN_PASTE;
		if (s->pasting && !is_line(s))
			s->focus = FOCUS_LINE;
		return;
	}
	if (s->pasting) {
		if (key < 0x100)
			typing_byte(s, key);
		return;
	}
	enum act act = keys_act(s->focus, key);
	if (act == ACT_NONE && s->focus == FOCUS_CITE) {
		s->focus = s->behind;
		return;
	}
	if (act == ACT_NONE && s->focus == FOCUS_OFFERS) {
		s->focus = FOCUS_LINE;
		act = keys_act(s->focus, key);
	}
	if (act == ACT_NONE && is_line(s) && key < 0x100)
		typing_byte(s, key);
	else if (!act_where_it_is(s, act))
		act_anywhere(s, act);
}
