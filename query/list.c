#include "query/list.h"

#include "base/lang.h"
#include "printing/print.h"
#include "query/answer/every.h"
#include "query/articles/writer.h"

#include <errno.h>

struct list {
	struct search *search;
	const struct options *options;
	struct list_result *result;
	struct writer writer;
	struct buf line;
	uint64_t number; /* of the line, from 1 */
	bool too_long;
};

static bool begin(void *context, const struct answer *a, struct error *err)
{
	struct list *l = context;
	for (size_t i = 0; i < a->warning_count; i++)
		print_err(SAY("tracuu: dòng %llu: %.*s\n", "tracuu: line %llu: %.*s\n"),
			(unsigned long long)l->number, STR_ARG(a->warnings[i].typed));
	return writer_begin(&l->writer, a, err) &&
	       (a->full.value > 0 || writer_add_nothing(&l->writer, err));
}

static bool add(void *context, const struct record *r, bool *enough, struct error *err)
{
	struct list *l = context;
	(void)enough;
	return writer_add(&l->writer, r, err);
}

static void end_early(void *context, const struct error *err)
{
	struct list *l = context;
	struct error unwritten;
	writer_add_problem(&l->writer, err, &unwritten);
}

/* Reads a line, without its end; what is past the ceiling is dropped. False at the end. */
static bool read_line(struct list *l, FILE *in)
{
	buf_reset(&l->line);
	l->too_long = false;
	int c = getc_unlocked(in);
	if (c == EOF)
		return false;
	for (; c != EOF && c != '\n'; c = getc_unlocked(in)) {
		if (l->line.len < LIST_MAX_LINE)
			buf_push(&l->line, (char)c);
		else
			l->too_long = true;
	}
	l->number++;
	return true;
}

static void refuse(struct list *l, const char *why)
{
	l->result->failed++;
	print_err(SAY("tracuu: dòng %llu: %s\n", "tracuu: line %llu: %s\n"),
		(unsigned long long)l->number, why);
}

static bool run_line(struct list *l, struct str line, struct error *err)
{
	const struct every_visitor v = {l, begin, add, end_early, 0};
	struct answer answer;
	struct error unread;
	struct str query = line;
	size_t at;
	str_split(&query, '\t', &l->writer.name);
	query = query.ptr ? str_trim(query) : l->writer.name;
	uint64_t before = l->writer.written;
	if (!every_article(l->search, query, &l->options->settings, &v, &answer, &unread, &at)) {
		refuse(l, unread.message);
		return !l->writer.out.failed || error_set_memory(err);
	}
	l->result->found += l->writer.written > before;
	bool ok = writer_flush(&l->writer, err);
	answer_free(&answer);
	return ok;
}

static bool run_lines(struct list *l, FILE *in, struct error *err)
{
	while (read_line(l, in)) {
		struct str text = str_trim(buf_str(&l->line));
		if (l->line.failed)
			return error_set_memory(err);
		if (l->too_long)
			refuse(l, SAY("quá dài", "too long"));
		else if (text.len > 0 && text.ptr[0] != '#' && !run_line(l, text, err))
			return false;
	}
	if (ferror(in))
		return error_set_system(
			err, errno, "%s", SAY("không đọc được danh sách", "can't read the list"));
	return print_flush() || error_set_system(err, errno, "%s",
					SAY("không ghi được kết quả", "can't write the answer"));
}

bool list_run(struct search *s, const struct options *o, FILE *in, struct list_result *result,
	struct error *err)
{
	struct list l = {.search = s,
		.options = o,
		.result = result,
		.writer = {.format = o->format, .named = true}};
	*result = (struct list_result){0};
	bool ok = run_lines(&l, in, err);
	writer_free(&l.writer);
	buf_free(&l.line);
	return ok;
}
