#include "query/respond/last_run.h"

#include "archive/folder.h"
#include "base/file.h"
#include "base/moment.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { REPORT_MAX_BYTES = 64 << 20, LEFT_OUT_TOLD = 200 };

/* Lines that tell of something that is not in the archive begin with one of these, the weightiest
   first. */
#define ACTION "{\"action\":\""
static const char *const left_out[] = {"lost\"", "skipped\"", "known\"", "purged\"", "ignored\""};

enum { KINDS = sizeof left_out / sizeof *left_out };

/* ---- Lines ---- */

static void copy_member(json_t *from, const char *name, json_t *to)
{
	json_t *value = json_object_get(from, name);
	if (value)
		json_object_set(to, name, value);
}

/* Of a line what a reader understands: not what another program wrote beside it. */
static void add_left_out(json_t *list, struct str text)
{
	static const char *const members[] = {
		"action", "path", "line", "type", "count", "example", "why", "hint"};
	json_t *line = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, NULL);
	json_t *told = json_object();
	for (size_t i = 0; i < sizeof members / sizeof *members; i++)
		copy_member(line, members[i], told);
	if (json_is_object(line))
		json_array_append(list, told);
	json_decref(told);
	json_decref(line);
}

/* The first lines of a kind, and how many there are. */
struct kind {
	struct str lines[LEFT_OUT_TOLD];
	size_t count;
};

static void sort_line(struct str line, struct kind kinds[KINDS])
{
	struct str rest = str_slice(line, sizeof ACTION - 1, line.len);
	for (size_t i = 0; str_starts_with(line, STR(ACTION)) && i < KINDS; i++) {
		if (!str_starts_with(rest, str_from_c(left_out[i])))
			continue;
		if (kinds[i].count < LEFT_OUT_TOLD)
			kinds[i].lines[kinds[i].count] = line;
		kinds[i].count++;
		return;
	}
}

/* Adds what REPORT tells of things left out to LIST, as far as there is room; the others are
 *MORE. */
static void take_lines(struct str report, json_t *list, json_int_t *more)
{
	struct kind kinds[KINDS] = {0};
	struct str line;
	while (str_split(&report, '\n', &line))
		sort_line(line, kinds);
	for (size_t i = 0; i < KINDS; i++) {
		size_t room = LEFT_OUT_TOLD - json_array_size(list);
		size_t told = kinds[i].count < room ? kinds[i].count : room;
		for (size_t k = 0; k < told; k++)
			add_left_out(list, kinds[i].lines[k]);
		*more += (json_int_t)(kinds[i].count - told);
	}
}

/* ---- The whole ---- */

static struct str last_line(struct str report)
{
	report = str_trim(report);
	return str_after_last(report, '\n');
}

static json_t *load(struct str line, const char *action)
{
	json_t *value = json_loadb(line.ptr, line.len, JSON_REJECT_DUPLICATES, NULL);
	const char *is = json_string_value(json_object_get(value, "action"));
	if (is && strcmp(is, action) == 0)
		return value;
	json_decref(value);
	return NULL;
}

static json_t *text_or_null(json_t *line, const char *name)
{
	json_t *value = json_object_get(line, name);
	return json_is_string(value) ? json_incref(value) : json_null();
}

/* A report without its last line is of a run that was ended, or is not yet done. */
static json_t *make(struct str report)
{
	json_int_t more = 0;
	json_t *list = json_array(), *out = json_object();
	json_t *first = load(str_slice(report, 0, str_find(report, STR("\n"), 0)), "run");
	json_t *summary = load(last_line(report), "summary");
	json_t *result = json_object_get(summary, "result");
	json_t *counts = json_object_get(summary, "counts");
	take_lines(report, list, &more);
	json_object_set_new(out, "result",
		json_is_string(result) ? json_incref(result) : json_string("unknown"));
	copy_member(first, "lang", out);
	json_object_set_new(out, "started", text_or_null(first, "started"));
	json_object_set_new(out, "finished", text_or_null(summary, "finished"));
	json_object_set_new(
		out, "counts", json_is_object(counts) ? json_incref(counts) : json_object());
	json_object_set_new(out, "left_out", list);
	json_object_set_new(out, "left_out_more", json_integer(more));
	json_decref(first);
	json_decref(summary);
	return out;
}

static char *report_path(const char *archive)
{
	return folder_path(archive, "last-report.jsonl");
}

json_t *last_run_read(const char *archive)
{
	struct buf report = BUF_INIT;
	struct error ignored;
	char *path = report_path(archive);
	bool ok = path && file_read(AT_FDCWD, path, REPORT_MAX_BYTES, &report, &ignored);
	json_t *out = ok ? make(buf_str(&report)) : NULL;
	buf_free(&report);
	free(path);
	return out;
}

int64_t last_run_written(const char *archive)
{
	struct stat st;
	char *path = report_path(archive);
	int64_t written = path && stat(path, &st) == 0 ? moment_ns(&st.st_mtim) : 0;
	free(path);
	return written;
}
