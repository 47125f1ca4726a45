#include "query/interactive/views.h"

#include "base/lang.h"
#include "printing/clean.h"
#include "printing/print.h"
#include "query/interactive/asking.h"
#include "query/interactive/head.h"
#include "query/interactive/hit.h"
#include "query/interactive/keys.h"
#include "query/interactive/screen.h"
#include "query/interactive/session.h"
#include "query/terminal/print_lines.h"

enum { ROWS_FEW = 24 /* fewer than that: one passage of each hit */ };

/* A line across the screen. */
static void draw_bar(size_t row, struct str text)
{
	struct buf line = BUF_INIT;
	buf_append_c(&line, SCREEN_BAR);
	buf_append(&line, text);
	size_t column = terminal_width_of(text);
	for (; column < screen_columns(); column++)
		buf_push(&line, ' ');
	screen_put(row, 0, screen_columns(), buf_str(&line));
	buf_free(&line);
}

static const char *hints(const struct session *s)
{
	switch (s->focus) {
	case FOCUS_LINE:
		return SAY("F1 trợ giúp · ↓ vào danh sách · Tab gợi ý · F2 lọc · F3 xếp · F4 ngày "
			   "· Ctrl-C thoát",
			"F1 help · ↓ to the list · Tab suggest · F2 filter · F3 sort · F4 dates · "
			"Ctrl-C leave");
	case FOCUS_LIST:
		return SAY("? trợ giúp · Enter đọc · Esc gõ tiếp · f lọc · s xếp · d ngày · o mở · "
			   "c dẫn nguồn · m giống · q thoát",
			"? help · Enter read · Esc type · f filter · s sort · d dates · o open · "
			"c cite · m similar · q leave");
	case FOCUS_READER:
		return SAY("? trợ giúp · n/p đánh dấu · →/← bài · o mở · c dẫn nguồn · m giống · q "
			   "về",
			"? help · n/p marks · →/← articles · o open · c cite · m similar · q back");
	case FOCUS_OFFERS:
		return SAY("Tab gợi ý khác · Enter chọn · Esc đóng",
			"Tab another · Enter take · Esc close");
	case FOCUS_FILTERS:
		return SAY("↑↓ giá trị · →/← trường · Enter chọn hoặc bỏ · Esc đóng",
			"↑↓ values · →/← fields · Enter add or remove · Esc close");
	case FOCUS_DATE:
		return SAY("3/2018 · 2015-2018 · 7 ngày qua · Enter lọc · để trống: mọi ngày · Esc "
			   "thôi",
			"2018-03 · 2015-2018 · last 7 days · Enter filter · empty: any date · Esc "
			"cancel");
	case FOCUS_CITE:
		return SAY("phím bất kỳ: đóng", "any key: close");
	case FOCUS_HELP:
		return SAY("↑↓ Space cuộn · q về", "↑↓ Space scroll · q back");
	}
	return "";
}

/* "2/14 · 35 %": where in the article. */
static void append_progress(const struct session *s, struct buf *out)
{
	const struct reader *r = &s->reader;
	size_t rows = screen_text_rows(), last = r->paper.count > rows ? r->paper.count - rows : 0;
	if (r->mark_count > 0)
		buf_printf(out, SAY("dấu %zu/%zu · ", "mark %zu/%zu · "),
			r->mark < r->mark_count ? r->mark + 1 : 0, r->mark_count);
	buf_printf(out, "%zu %% · ", last ? r->top * 100 / last : 100);
}

/* The hints that have room behind what OUT holds, whole. */
static void append_hints(const struct session *s, struct buf *out)
{
	struct str rest = str_from_c(hints(s));
	size_t used = terminal_width_of(buf_str(out));
	for (bool first = true; rest.len > 0; first = false) {
		size_t end = str_find(rest, STR(" · "), 0);
		struct str hint = str_slice(rest, 0, end);
		used += terminal_width_of(hint) + (first ? 0 : 3);
		if (used > screen_columns())
			return;
		buf_append_c(out, first ? "" : " · ");
		buf_append(out, hint);
		rest = end < rest.len ? str_slice(rest, end + sizeof " · " - 1, rest.len) : STR("");
	}
}

static void draw_foot(const struct session *s)
{
	struct buf line = BUF_INIT;
	size_t row = screen_rows() > 0 ? screen_rows() - 1 : 0;
	if (s->notice.len > 0) {
		buf_append_c(&line, PRINT_YELLOW);
		clean_append(&line, buf_str(&s->notice));
		screen_put(row, 0, screen_columns(), buf_str(&line));
	} else {
		if (s->focus == FOCUS_READER)
			append_progress(s, &line);
		append_hints(s, &line);
		draw_bar(row, buf_str(&line));
	}
	buf_free(&line);
}

/* Draws PAPER from line TOP on between the rows FROM and END. */
static void draw_paper(const struct paper *paper, size_t top, size_t from, size_t end)
{
	for (size_t row = from; row < end; row++)
		paper_draw(paper, top + row - from, row, 0, screen_columns());
}

/* ---- The list ---- */

/* The lines of hit I. */
static void make_hit(const struct session *s, size_t i, struct paper *out)
{
	paper_clear(out);
	bool typing = s->focus == FOCUS_LINE || s->focus == FOCUS_OFFERS;
	const struct hit_look look = {.columns = screen_text_columns(),
		.passages = screen_rows() < ROWS_FEW ? 1 : SIZE_MAX,
		.here = i == s->found.selected && !typing,
		.like = s->wish.like,
		.unfolded = s->wish.unfolded};
	hit_append(&out->text, found_hit(&s->found, i), &look);
	paper_cut(out);
}

/* How many hits from TOP on have room in ROWS. */
static size_t hits_that_fit(const struct session *s, size_t top, size_t rows)
{
	struct paper paper = {.count = 0};
	size_t used = 0, i = top;
	for (; i < found_count(&s->found); i++) {
		make_hit(s, i, &paper);
		used += paper.count;
		if (used > rows)
			break;
		used++;
	}
	paper_free(&paper);
	return i - top;
}

static size_t list_rows(const struct session *s)
{
	size_t above = head_rows(s) + 1;
	return screen_rows() > above ? screen_rows() - above : 0;
}

size_t views_hits_on_screen(const struct session *s)
{
	size_t fit = hits_that_fit(s, s->found.top, list_rows(s));
	return fit > 0 ? fit : 1;
}

/* Has the selected hit on the screen, whole where it fits. */
static void scroll_list(struct session *s, size_t rows)
{
	struct found *f = &s->found;
	if (f->selected < f->top)
		f->top = f->selected;
	/* From far away: begin near. */
	if (f->selected > f->top + rows)
		f->top = f->selected - rows;
	while (f->top < f->selected && f->selected >= f->top + hits_that_fit(s, f->top, rows))
		f->top++;
}

static void draw_nothing(const struct session *s, size_t row)
{
	struct paper paper = {.count = 0};
	const struct text_look look = {.columns = screen_text_columns(), .color = true};
	const json_t *error = json_object_get(s->found.answer, "error");
	const char *none =
		s->found.answer ? SAY("Không có bài nào. Thử: bớt từ, bỏ bộ lọc (F2), Tab để xem "
				      "gợi ý.",
					  "No articles. Try fewer words, remove filters (F2), or "
					  "Tab for suggestions.")
				: "";
	if (error)
		lines_put(&paper.text, str_from_c(found_text(error, "message")), &look,
			&lines_warning, 0);
	else
		lines_put(&paper.text, str_from_c(none), &look, &lines_plain, 0);
	paper_cut(&paper);
	draw_paper(&paper, 0, row, screen_rows() - 1);
	paper_free(&paper);
}

static void draw_list(struct session *s, size_t row)
{
	struct paper paper = {.count = 0};
	size_t end = screen_rows() - 1;
	if (found_count(&s->found) == 0) {
		draw_nothing(s, row);
		return;
	}
	scroll_list(s, end - row);
	for (size_t i = s->found.top; i < found_count(&s->found) && row < end; i++) {
		make_hit(s, i, &paper);
		for (size_t line = 0; line < paper.count && row < end; line++)
			paper_draw(&paper, line, row++, 0, screen_columns());
		row++;
	}
	paper_free(&paper);
}

/* ---- What is chosen from ---- */

static void append_item(struct buf *out, const struct menu_item *item, bool here)
{
	bool heading = item->kind == MENU_HEADING;
	buf_append_c(out, heading ? PRINT_GREEN : here ? SCREEN_BAR "▶ " : "  ");
	clean_append(out, item->label);
	if (item->note.len > 0) {
		buf_append_c(out, here ? "  " : "  " PRINT_DIM);
		clean_append(out, item->note);
	}
	buf_append_c(out, here ? " " PRINT_PLAIN : PRINT_PLAIN);
}

static void draw_menu(struct menu *m, size_t row, size_t end)
{
	size_t rows = end > row ? end - row : 1;
	struct buf line = BUF_INIT;
	if (m->selected < m->top)
		m->top = m->selected;
	if (m->selected >= m->top + rows)
		m->top = m->selected - rows + 1;
	/* The heading above what is selected is seen as well. */
	if (m->top > 0 && m->top == m->selected && m->items[m->top - 1].kind == MENU_HEADING)
		m->top--;
	for (size_t i = m->top; i < m->count && row < end; i++, row++) {
		buf_reset(&line);
		append_item(&line, &m->items[i], i == m->selected);
		screen_put(row, 0, screen_columns(), buf_str(&line));
	}
	buf_free(&line);
}

/* ---- All of it ---- */

static void draw_reader(struct session *s)
{
	struct buf line = BUF_INIT;
	if (!reader_fit(&s->reader, screen_text_columns(), screen_text_rows()))
		return;
	const json_t *hit = found_selected(&s->found);
	const char *id = found_text(s->reader.article, "id");
	if (hit && str_eq(str_from_c(found_text(hit, "id")), str_from_c(id)))
		buf_printf(&line, "%zu · ", s->found.selected + 1);
	clean_append(&line, str_from_c(found_text(s->reader.article, "title")));
	draw_bar(0, buf_str(&line));
	draw_paper(&s->reader.paper, s->reader.top, 1, screen_rows() - 1);
	buf_free(&line);
}

static void draw_help(struct session *s)
{
	struct paper paper = {.count = 0};
	size_t rows = screen_text_rows();
	keys_append_help(&paper.text, screen_text_columns());
	paper_cut(&paper);
	size_t last = paper.count > rows ? paper.count - rows : 0;
	s->help_top = s->help_top < last ? s->help_top : last;
	draw_bar(0, str_from_c(SAY("Các phím", "Keys")));
	draw_paper(&paper, s->help_top, 1, screen_rows() - 1);
	paper_free(&paper);
}

static void draw_citation(const struct session *s)
{
	struct paper paper = {.count = 0};
	const struct text_look look = {.columns = screen_text_columns(), .color = true};
	draw_bar(
		0, str_from_c(SAY("Dẫn nguồn (in ra khi thoát)", "Citation (printed on leaving)")));
	lines_put(&paper.text, buf_str(&s->citation), &look, &lines_plain, 0);
	paper_cut(&paper);
	draw_paper(&paper, 0, 2, screen_rows() - 1);
	paper_free(&paper);
}

static void draw_search(struct session *s)
{
	size_t row = head_draw(s);
	if (s->focus == FOCUS_OFFERS) {
		size_t end = row + s->menu.count < screen_rows() - 1 ? row + s->menu.count
								     : screen_rows() - 1;
		draw_menu(&s->menu, row, end);
		row = end + 1;
	}
	if (s->focus == FOCUS_FILTERS)
		draw_menu(&s->menu, row, screen_rows() - 1);
	else if (row < screen_rows() - 1)
		draw_list(s, row);
}

void views_draw(struct session *s)
{
	enum { ROWS_MIN = 5, COLUMNS_MIN = 20 };
	screen_clear();
	if (screen_rows() < ROWS_MIN || screen_columns() < COLUMNS_MIN) {
		screen_put(0, 0, screen_columns(), STR("↔ ↕ ?"));
		screen_show();
		return;
	}
	switch (s->focus) {
	case FOCUS_READER:
		draw_reader(s);
		break;
	case FOCUS_HELP:
		draw_help(s);
		break;
	case FOCUS_CITE:
		draw_citation(s);
		break;
	default:
		draw_search(s);
		break;
	}
	draw_foot(s);
	screen_show();
}
