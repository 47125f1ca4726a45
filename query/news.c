#include "query/news.h"

#include "archive/record.h"
#include "archive/schema.h"
#include "base/file.h"
#include "base/folders.h"
#include "base/lang.h"
#include "base/moment.h"
#include "printing/clean.h"
#include "printing/feed.h"
#include "printing/print.h"
#include "query/answer/every.h"
#include "query/articles/writer.h"
#include "query/json/print_json.h"
#include "query/reading/dates.h"
#include "query/saved/atom.h"
#include "query/saved/mail.h"
#include "query/showing/passages.h"
#include "query/terminal/print.h"
#include "query/terminal/print_lines.h"
#include "sandbox/aside.h"
#include "sandbox/limits.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
	MOST_LISTED = 1000, /* in a text, feed or mail; tables have all */
	MAIL_COLUMNS = 72,
	NOTES_AT_ONCE = 64 << 10,
	RENEW_EVERY = 256 /* articles */
};

/* ---- What is asked ---- */

static const char *kind_of(const struct options *o)
{
	static const char *const kinds[] = {[NEW_BY_ADDED] = "added",
		[NEW_BY_PUBLISHED] = "published",
		[NEW_BY_CHANGED] = "changed"};
	return kinds[o->new_by];
}

/* What changes how a search that stays the same is read. */
static void reading_of(char out[32])
{
	snprintf(out, 32, "%d.%d", SAVED_GRAMMAR, ANALYSIS_VERSION);
}

/* What was seen when news of this kind were asked for, else when the search was saved. */
static bool read_seen(struct news_task *n, struct error *err)
{
	const char *const kinds[] = {kind_of(n->options), NULL};
	for (size_t i = 0; i < 2; i++) {
		char *path = saved_seen_path(n->name, kinds[i], err);
		bool ok = path && seen_read(path, &n->seen, err);
		free(path);
		if (ok)
			return true;
		if (!path || err->code != ERROR_NOT_FOUND)
			return false;
	}
	return true;
}

/* What was seen of the search of that name would be lost with it. */
static bool check_is_free(const char *name, struct error *err)
{
	bool exists;
	if (!saved_exists(name, &exists, err))
		return false;
	return !exists ||
	       error_set(err, ERROR_USAGE,
		       SAY("đã có tìm kiếm tên “%s” (xem: tracuu --saved); hãy chọn tên "
			   "khác, hoặc bỏ nó trước: tracuu --forget=%s",
			       "a search is saved as “%s” already (see tracuu --saved); take "
			       "another name, or remove it first: tracuu --forget=%s"),
		       name, name);
}

/* Where the archives lie that O names, without links: it may be asked from elsewhere. */
static bool note_archives(struct news_task *n, const struct options *o, struct error *err)
{
	for (size_t i = 0; i < o->archives.count; i++) {
		const char *path = o->archives.list[i];
		n->real[i] = realpath(path, NULL);
		if (!n->real[i])
			n->real[i] = strdup(path);
		if (!n->real[i])
			return error_set_memory(err);
		archive_paths_add(&n->saved.archives, n->real[i], 0);
	}
	return true;
}

bool news_prepare(struct news_task *n, const struct options *o, struct error *err)
{
	*n = (struct news_task){.name = o->subject, .options = o, .first = o->task == TASK_SAVE};
	if (!n->first)
		return saved_read(n->name, &n->saved, err) && read_seen(n, err);
	n->saved = (struct saved){
		.query = buf_str(&o->words).ptr, .note = o->note, .settings = o->settings};
	n->saved.archives.as = o->archives.as;
	return note_archives(n, o, err) && check_is_free(n->name, err);
}

void news_free(struct news_task *n)
{
	for (size_t i = 0; i < ARCHIVES_MAX; i++)
		free(n->real[i]);
	saved_free(&n->saved);
	seen_free(&n->seen);
}

/* ---- What is new ---- */

struct news {
	struct news_task *task;
	struct search_settings settings;
	const struct answer *answer;
	struct passages *passages;
	struct writer writer;
	struct json_news told; /* by WRITER */
	struct buf body;       /* what is shown of it, for people */
	struct buf notes;      /* not yet written */
	int to;
	char moment[MOMENT_SIZE];
	uint64_t seen, passed; /* articles, the first and the second time */
};

static bool writes_records(enum format format)
{
	return writer_is_for(format) || format == FORMAT_IDS;
}

static bool flush_notes(struct news *n, struct error *err)
{
	if (n->notes.failed)
		return error_set_memory(err);
	bool ok = aside_write(n->to, buf_str(&n->notes));
	buf_reset(&n->notes);
	return ok || error_set_system(err, errno, "%s",
			     SAY("không ghi nhớ được kết quả", "can't note the answer"));
}

/* That the search, or how the archive is read, is not what it was: articles may be new for that. */
static void warn_of_reading(const struct news *n)
{
	char reading[32];
	reading_of(reading);
	if (n->task->seen.reading.len > 0 && !str_eq(n->task->seen.reading, str_from_c(reading)))
		print_err(SAY("tracuu: cách hiểu câu tìm kiếm đã đổi từ lần trước; bài mới khớp có "
			      "thể là vì thế\n",
			"tracuu: queries are read otherwise than the last time; what is new may "
			"match for that\n"));
}

static bool begin(void *context, const struct answer *a, struct error *err)
{
	struct news *n = context;
	enum format format = n->task->options->format;
	char reading[32];
	reading_of(reading);
	n->answer = a;
	print_warnings(a);
	if (a->full.value > SEEN_MOST)
		return error_set(err, ERROR_LIMIT,
			SAY("“%s” khớp %llu bài, quá nhiều để theo dõi (tối đa %d); hãy thêm từ",
				"“%s” matches %llu articles, too many to follow (at most %d); add "
				"words"),
			n->task->name, (unsigned long long)a->full.value, SEEN_MOST);
	warn_of_reading(n);
	seen_append_head(&n->notes, a, reading);
	if (format == FORMAT_ATOM)
		feed_append_head(
			&n->body, str_from_c(n->task->name), a->archive, n->moment, STR(""));
	return true;
}

/* Whether an article that is SEEN_AS is news; DATE as records have it, of any precision. */
static bool is_news(const struct news *n, enum seen_as seen_as, struct str date)
{
	char last[9];
	switch (n->task->options->new_by) {
	case NEW_BY_CHANGED:
		return seen_as == SEEN_CHANGED;
	case NEW_BY_PUBLISHED:
		return seen_as == SEEN_ADDED && dates_read(date, true, last) &&
		       strcmp(last, n->task->seen.day) >= 0;
	default:
		return seen_as == SEEN_ADDED;
	}
}

static bool show(struct news *n, const struct record *r)
{
	const struct text_look look = {.columns = MAIL_COLUMNS};
	struct hit hit;
	if (n->task->found > MOST_LISTED)
		return true;
	if (!passages_hit(n->passages, r, &hit))
		return false;
	hit.rank = n->task->found;
	if (n->task->options->format == FORMAT_ATOM) {
		atom_append_hit(&n->body, answer_archive(n->answer), &hit, n->moment);
		return true;
	}
	buf_push(&n->body, '\n');
	print_text_hit(&n->body, &hit, &look);
	if (hit.url.len > 0)
		lines_put(&n->body, hit.url, &look, &lines_path, LINES_INDENT);
	return true;
}

static bool see(void *context, const struct record *r, bool *enough, struct error *err)
{
	struct news *n = context;
	struct seen_row row;
	(void)enough;
	if (++n->seen % RENEW_EVERY == 0)
		limits_renew();
	if (!seen_row_of(r, &row))
		return error_set_memory(err);
	seen_append_row(&n->notes, &row);
	if (n->notes.len >= NOTES_AT_ONCE && !flush_notes(n, err))
		return false;
	if (n->task->first || !is_news(n, seen_look(&n->task->seen, &row), r->date))
		return true;
	n->task->found++;
	return writes_records(n->task->options->format) || show(n, r) || error_set_memory(err);
}

static void end_early(void *context, const struct error *err)
{
	struct news *n = context;
	struct error unwritten;
	if (!n->task->first && writes_records(n->task->options->format) &&
		writer_add_problem(&n->writer, err, &unwritten))
		print_flush();
}

/* A moment as files have it, in local time: "8:30 ngày 14/3/2026". */
static void put_moment(struct buf *out, struct str moment)
{
	char text[MOMENT_SIZE];
	struct tm t;
	snprintf(text, sizeof text, "%.*s", STR_ARG(moment));
	time_t at = (time_t)moment_read(text);
	if (at == 0 || !localtime_r(&at, &t))
		buf_append(out, moment);
	else if (lang_is_vietnamese())
		buf_printf(out, "%d:%02d ngày %d/%d/%d", t.tm_hour, t.tm_min, t.tm_mday,
			t.tm_mon + 1, t.tm_year + 1900);
	else
		buf_printf(out, "%d-%02d-%02d %02d:%02d", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday,
			t.tm_hour, t.tm_min);
}

/* "3 bài mới của “lũ”, kể từ 8:30 ngày 14/3/2026". */
static void put_count(const struct news *n, struct buf *out)
{
	lines_count(out, n->task->found);
	buf_printf(out,
		n->task->options->new_by == NEW_BY_CHANGED
			? SAY(" bài đã thay đổi của “%s”", " changed for “%s”")
			: SAY(" bài mới của “%s”", " new for “%s”"),
		n->task->name);
	if (n->task->seen.moment.len > 0) {
		buf_append_c(out, SAY(", kể từ ", ", since "));
		put_moment(out, n->task->seen.moment);
	}
}

static void put_rest(const struct news *n, struct buf *out)
{
	if (n->task->found <= MOST_LISTED)
		return;
	buf_append_c(out, "\n");
	buf_printf(out,
		SAY("… và %llu bài nữa: --format=csv có đủ\n", "… and %llu more: --format=csv has "
							       "them all\n"),
		(unsigned long long)(n->task->found - MOST_LISTED));
}

/* What people read: nothing where there is no news, but a feed is one. */
static bool print_news(struct news *n, struct error *err)
{
	struct buf out = BUF_INIT, count = BUF_INIT;
	enum format format = n->task->options->format;
	put_count(n, &count);
	if (format == FORMAT_ATOM) {
		buf_append(&out, buf_str(&n->body));
		feed_append_end(&out);
	} else if (n->task->found > 0) {
		if (format == FORMAT_MAIL)
			mail_append_head(&out, buf_str(&count));
		buf_append(&out, buf_str(&count));
		buf_push(&out, '\n');
		buf_append(&out, buf_str(&n->body));
		put_rest(n, &out);
	}
	bool ok = out.failed || count.failed || n->body.failed ? error_set_memory(err) : true;
	if (ok && !print_text(buf_str(&out)))
		ok = error_set_system(
			err, errno, "%s", SAY("không ghi được kết quả", "can't write the answer"));
	buf_free(&out);
	buf_free(&count);
	return ok;
}

static bool begin_records(void *context, const struct answer *a, struct error *err)
{
	struct news *n = context;
	return writer_begin(&n->writer, a, err);
}

static bool write_record(void *context, const struct record *r, bool *enough, struct error *err)
{
	struct news *n = context;
	struct seen_row row;
	if (++n->passed % RENEW_EVERY == 0)
		limits_renew();
	if (!seen_row_of(r, &row))
		return error_set_memory(err);
	if (!is_news(n, seen_look(&n->task->seen, &row), r->date))
		return true;
	*enough = n->writer.written + 1 == n->task->found;
	return writer_add(&n->writer, r, err);
}

/* What is written for programs says first how much is new: that was counted, and is read again. */
static bool write_records(struct news *n, struct search *s, struct error *err)
{
	struct str query = str_from_c(n->task->saved.query);
	const struct every_visitor v = {n, begin_records, write_record, end_early, 0};
	struct answer again;
	size_t at;
	n->told = (struct json_news){.name = n->task->name,
		.by = kind_of(n->task->options),
		.since = n->task->seen.moment,
		.articles = n->task->found};
	n->writer.news = &n->told;
	if (n->task->found == 0)
		return writer_begin(&n->writer, n->answer, err) && writer_flush(&n->writer, err);
	if (!every_article(s, query, &n->settings, &v, &again, err, &at))
		return false;
	bool ok = writer_flush(&n->writer, err);
	answer_free(&again);
	return ok;
}

static bool finish(struct news *n, struct search *s, struct error *err)
{
	bool ok = true;
	if (!n->task->first)
		ok = writes_records(n->task->options->format) ? write_records(n, s, err)
							      : print_news(n, err);
	if (ok && !print_flush())
		ok = error_set_system(
			err, errno, "%s", SAY("không ghi được kết quả", "can't write the answer"));
	seen_append_end(&n->notes, n->seen);
	return ok && flush_notes(n, err);
}

bool news_run(struct news_task *task, struct search *s, int notes, struct error *err, size_t *at)
{
	struct str query = str_from_c(task->saved.query);
	struct answer answer;
	struct news n = {.task = task, .settings = task->saved.settings, .to = notes};
	n.settings.timeout_ms = task->options->settings.timeout_ms;
	n.writer = (struct writer){
		.format = task->options->format, .named = true, .name = str_from_c(task->name)};
	const struct every_visitor v = {&n, begin, see, end_early, 0};
	moment_write((int64_t)time(NULL), n.moment);
	n.passages = passages_open(s, query, &n.settings, err);
	if (!n.passages)
		return false;
	bool ok = every_article(s, query, &n.settings, &v, &answer, err, at);
	if (ok) {
		ok = finish(&n, s, err);
		answer_free(&answer);
	}
	passages_close(n.passages);
	writer_free(&n.writer);
	buf_free(&n.body);
	buf_free(&n.notes);
	return ok;
}

/* ---- What is kept ---- */

static bool keep_seen(const struct news_task *n, struct str notes, struct error *err)
{
	char *path = saved_seen_path(n->name, n->first ? NULL : kind_of(n->options), err);
	bool ok = path && folders_make(path, err) && file_replace(path, notes, err);
	free(path);
	return ok;
}

bool news_keep(struct news_task *n, struct str notes, struct error *err)
{
	if (!seen_is_whole(notes))
		return error_set(err, ERROR_INTERNAL, "%s",
			SAY("những gì đã thấy không được ghi lại đủ; lần sau chúng vẫn là mới",
				"what was seen was not told in whole; it is new the next time"));
	if (!n->first)
		return n->options->peek || keep_seen(n, notes, err);
	return keep_seen(n, notes, err) && saved_write(n->name, &n->saved, err);
}

/* NAME, the search, what it is kept to, its note; WRONG instead, where it can't be read. */
static void put_saved(struct buf *out, const char *name, const struct saved *s, const char *wrong)
{
	struct buf line = BUF_INIT, options = BUF_INIT;
	if (!wrong)
		saved_append_options(&options, &s->settings);
	lines_add(&line, str_from_c(name));
	lines_add(&line, str_from_c(wrong ? wrong : s->query));
	lines_add(&line, buf_str(&options));
	lines_add(&line, str_from_c(!wrong && s->note ? s->note : ""));
	clean_append(out, buf_str(&line));
	buf_push(out, '\n');
	out->failed |= line.failed || options.failed;
	buf_free(&line);
	buf_free(&options);
}

bool news_append_kept(struct buf *out, const struct news_task *n)
{
	buf_append_c(out, SAY("đã lưu: ", "saved: "));
	put_saved(out, n->name, &n->saved, NULL);
	return !out->failed;
}

static void list_one(struct buf *out, const char *name)
{
	struct saved s;
	struct error unread;
	bool ok = saved_read(name, &s, &unread);
	put_saved(out, name, &s, ok ? NULL : unread.message);
	saved_free(&s);
}

bool news_list(struct buf *out, struct error *err)
{
	struct saved_names names;
	bool ok = saved_list(&names, err);
	for (size_t i = 0; ok && i < names.count; i++)
		list_one(out, names.items[i]);
	saved_names_free(&names);
	return ok;
}
