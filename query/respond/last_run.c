#include "query/respond/last_run.h"

#include "archive/folder.h"
#include "base/file.h"
#include "base/moment.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A longer line is none of ours. */
enum { LINE_MAX_BYTES = 1 << 20, LEFT_OUT_TOLD = 200 };

/* What lines tell of that is not in the archive, the weightiest first. */
static const char *const actions[] = {"lost", "skipped", "known", "purged", "ignored"};
enum { ACTIONS = sizeof actions / sizeof *actions };

struct report {
	FILE *file;
	char *room; /* for one line; owned */
};

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

/* Which of ACTIONS the line is about; ACTIONS: another. */
static size_t action_of(struct str line)
{
	static const struct str head = STR_INIT("{\"action\":\"");
	size_t i = 0;
	if (!str_starts_with(line, head))
		return ACTIONS;
	line = str_slice(line, head.len, line.len);
	line = str_slice(line, 0, str_find(line, STR("\""), 0));
	while (i < ACTIONS && !str_eq(line, str_from_c(actions[i])))
		i++;
	return i;
}

/* Adds to LIST all that was left out, as far as there is room; how many lines more there are. */
static json_int_t take_lines(struct report *r, json_t *list)
{
	json_t *of[ACTIONS];
	json_int_t count = 0;
	for (size_t i = 0; i < ACTIONS; i++)
		of[i] = json_array();
	rewind(r->file);
	while (fgets(r->room, LINE_MAX_BYTES, r->file)) {
		struct str line = str_from_c(r->room);
		size_t i = action_of(line);
		count += i < ACTIONS;
		if (i < ACTIONS && json_array_size(of[i]) < LEFT_OUT_TOLD)
			add_left_out(of[i], line);
	}
	for (size_t i = 0; i < ACTIONS; i++) {
		for (size_t k = 0; k < json_array_size(of[i]); k++) {
			if (json_array_size(list) < LEFT_OUT_TOLD)
				json_array_append(list, json_array_get(of[i], k));
		}
		json_decref(of[i]);
	}
	return count - (json_int_t)json_array_size(list);
}

/* Whether a run that counted so left something out: of most it is known without reading a line for
   each of their articles. */
static bool left_out(const json_t *counts)
{
	bool any = !json_is_object(counts);
	for (size_t i = 0; i < ACTIONS; i++)
		any |= json_integer_value(json_object_get(counts, actions[i])) > 0;
	return any;
}

/* ---- The whole ---- */

static struct str first_line(struct report *r)
{
	bool ok = fgets(r->room, LINE_MAX_BYTES, r->file);
	return ok ? str_from_c(r->room) : STR("");
}

static struct str last_line(struct report *r)
{
	if (fseek(r->file, -LINE_MAX_BYTES, SEEK_END) != 0)
		rewind(r->file);
	size_t len = fread(r->room, 1, LINE_MAX_BYTES, r->file);
	return str_after_last(str_trim(str_make(r->room, len)), '\n');
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
static json_t *make(struct report *r)
{
	json_t *list = json_array(), *out = json_object();
	json_t *first = load(first_line(r), "run");
	json_t *summary = load(last_line(r), "summary");
	json_t *result = json_object_get(summary, "result");
	json_t *counts = json_object_get(summary, "counts");
	json_int_t more = left_out(counts) ? take_lines(r, list) : 0;
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
	struct stat st;
	struct error ignored;
	struct report r = {.room = malloc(LINE_MAX_BYTES)};
	char *path = report_path(archive);
	int fd = path && r.room ? file_open(AT_FDCWD, path, 0, &st, &ignored) : -1;
	r.file = fd >= 0 ? fdopen(fd, "r") : NULL;
	json_t *out = r.file ? make(&r) : NULL;
	if (r.file)
		fclose(r.file);
	else if (fd >= 0)
		close(fd);
	free(r.room);
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
