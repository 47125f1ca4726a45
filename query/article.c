#include "query/article.h"

#include "archive/record.h"
#include "base/lang.h"
#include "printing/print.h"
#include "query/history/history.h"
#include "query/showing/cite.h"
#include "query/showing/last.h"
#include "query/showing/marked.h"
#include "query/showing/opening.h"
#include "query/showing/pager.h"
#include "query/terminal/print.h"
#include "query/terminal/print_lines.h"

#include <stdio.h>

/* ---- Which article ---- */

/* The file of an article was renamed: whoever kept its old id may want the new one. */
static void say_renamed(struct str old, struct str now)
{
	print_err(SAY("tracuu: “%.*s” nay là “%.*s”\n", "tracuu: “%.*s” is now “%.*s”\n"),
		STR_ARG(old), STR_ARG(now));
}

/* That another article has the number of the hit as its id: both may be meant. */
static void say_namesake(struct search *s, const struct article_task *task)
{
	struct record other;
	struct error err;
	bool renamed;
	struct str id = str_from_c(task->number);
	if (task->hit &&
		search_article(s, (struct article_asked){id, STR("")}, &other, &renamed, &err) &&
		!str_eq(other.id, task->asked))
		print_err(SAY("tracuu: đây là kết quả số %s; bài có mã “%s” thì viết id:%s\n",
				  "tracuu: this is hit %s; for the article whose id is “%s” write "
				  "id:%s\n"),
			task->number, task->number, task->number);
}

static bool find(struct search *s, const struct article_task *task, struct article_asked *asked,
	struct record *out, bool *renamed, struct error *err)
{
	static const struct str prefix = STR_INIT("id:");
	struct error other;
	*asked = task->hit ? task->hit->hit : (struct article_asked){task->asked, STR("")};
	if (search_article(s, *asked, out, renamed, err))
		return true;
	if (task->hit || err->code != ERROR_NOT_FOUND || !str_starts_with(asked->id, prefix))
		return false;
	asked->id = str_slice(asked->id, prefix.len, asked->id.len);
	if (search_article(s, *asked, out, renamed, &other))
		return true;
	if (other.code != ERROR_NOT_FOUND)
		*err = other;
	return false;
}

bool article_find(struct search *s, const struct article_task *task, struct article_asked *asked,
	struct record *record, struct error *err)
{
	bool renamed;
	say_namesake(s, task);
	if (!find(s, task, asked, record, &renamed, err))
		return false;
	if (renamed)
		say_renamed(task->asked, record->id);
	return true;
}

/* ---- What is shown ---- */

/* "Kết quả số 3 của “lũ lụt”". */
static void put_head(struct buf *out, const struct article_task *task)
{
	struct buf line = BUF_INIT;
	if (!task->hit || task->hit->query.len == 0)
		return;
	buf_printf(&line, SAY("kết quả số %s của “%.*s”", "hit %s of “%.*s”"), task->number,
		STR_ARG(task->hit->query));
	lines_put(out, buf_str(&line), task->look, &lines_path, 0);
	buf_push(out, '\n');
	out->failed |= line.failed;
	buf_free(&line);
}

/* The line of TEXT, from 1, that its first hit is in; 1 if there is none. */
static size_t line_of_hit(struct str text)
{
	size_t end = str_find(text, STR(PRINT_HIT), 0), line = 1;
	if (end == text.len)
		return 1;
	for (size_t i = 0; i < end; i++)
		line += text.ptr[i] == '\n';
	return line;
}

static void strip_styles(struct buf *text)
{
	size_t kept = 0;
	for (size_t i = 0; i < text->len; i++) {
		if (text->ptr[i] < *PRINT_PLAIN || text->ptr[i] > *PRINT_HIT)
			text->ptr[kept++] = text->ptr[i];
	}
	text->len = kept;
}

/* That the article said something else before. */
static void put_history(struct buf *out, const struct search *s, const struct record *r,
	const struct text_look *look)
{
	char line[128];
	int64_t count = history_count(s, r->id);
	if (count == 0)
		return;
	snprintf(line, sizeof line,
		SAY("bài đã bị sửa ở nguồn, kho giữ %lld bản cũ: --history",
			"changed in its source; earlier versions that are kept: %lld (--history)"),
		(long long)count);
	const char *unread =
		SAY("không biết kho có giữ bản cũ của bài này hay không, vì chỗ ghi đã hỏng; người "
		    "giữ kho cần chạy \"tracuu-index repair\"",
			"whether earlier versions of it are kept is not known, since the archive "
			"is damaged: its keeper should run \"tracuu-index repair\"");
	buf_push(out, '\n');
	lines_put(
		out, str_from_c(count == HISTORY_UNREAD ? unread : line), look, &lines_warning, 0);
}

/* In colours first, as they tell where the hits are. */
static bool show(struct search *s, const struct article_task *task, const struct record *r,
	struct buf *out, struct error *err)
{
	struct marked marked = {.blocks = NULL};
	struct buf text = BUF_INIT;
	const struct text_look look = {.columns = task->look->columns, .color = true};
	bool marks = task->hit && task->hit->query.len > 0;
	if (marks && !marked_make(s, task->hit->query, (enum diacritics)task->hit->diacritics, r,
			     &marked, err))
		return false;
	struct article_task coloured = *task;
	coloured.look = &look;
	put_head(&text, &coloured);
	print_text_article(&text, r, marks ? &marked : NULL, &look);
	put_history(&text, s, r, &look);
	if (task->numbered)
		buf_printf(out, "%zu\n", line_of_hit(buf_str(&text)));
	if (!task->look->color && !text.failed)
		strip_styles(&text);
	buf_append(out, buf_str(&text));
	out->failed |= text.failed;
	buf_free(&text);
	marked_free(&marked);
	return true;
}

static bool tell_history(struct search *s, const struct article_task *task,
	struct article_asked asked, struct buf *out, struct error *err)
{
	struct history history;
	bool ok = history_tell(s, asked, &history, err);
	if (ok)
		print_text_history(out, &history, task->look);
	history_free(&history);
	return ok;
}

bool article_tell(struct search *s, const struct article_task *task, struct article_asked asked,
	const struct record *record, struct buf *out, struct error *err)
{
	switch (task->task) {
	case TASK_HISTORY:
		return tell_history(s, task, asked, out, err);
	case TASK_OPEN:
		return opening_find(&search_archive(s)->archive, record, out, err);
	case TASK_CITE:
		cite_append(out, record);
		return true;
	default:
		return show(s, task, record, out, err);
	}
}

void article_page(struct str numbered)
{
	struct str number;
	size_t line = 0;
	str_split(&numbered, '\n', &number);
	for (size_t i = 0; i < number.len && number.ptr[i] >= '0' && number.ptr[i] <= '9'; i++)
		line = line < (1 << 24) ? 10 * line + (size_t)(number.ptr[i] - '0') : line;
	pager_show(numbered.ptr ? numbered : STR(""), line);
}
