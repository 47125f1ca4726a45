/* report: what the last run did, a line each, for people or as a table. */
#include "base/buf.h"
#include "base/lang.h"
#include "indexer/commands.h"
#include "indexer/options.h"
#include "indexer/report/last_run.h"
#include "indexer/report/report.h"
#include "printing/cell.h"
#include "printing/print.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

/* The members of a line, as docs/formats.md has them, that a table has columns for. */
static const char *const columns[] = {"action", "path", "line", "id", "was", "count", "type", "key",
	"example", "confidence", "result", "generation", "why", "hint"};

enum { COLUMNS = sizeof columns / sizeof *columns };

/* By json_unpack alone: json-c, which reads articles, has a json_object_get of its own. */
static void value_of(json_t *line, const char *member, struct buf *out)
{
	const char *text;
	json_int_t whole;
	double part;
	buf_reset(out);
	if (json_unpack(line, "{s:s}", member, &text) == 0)
		buf_append_c(out, text);
	else if (json_unpack(line, "{s:I}", member, &whole) == 0)
		buf_printf(out, "%lld", (long long)whole);
	else if (json_unpack(line, "{s:f}", member, &part) == 0)
		buf_printf(out, "%.3f", part);
}

/* Tells VISIT the figures of the summary, if LINE is that. */
static void each_figure(json_t *line, void (*visit)(const char *name, json_int_t figure))
{
	static const char *const totals[] = {"articles", "unchanged"};
	json_int_t figure;
	json_t *counts = NULL;
	if (json_unpack(line, "{s:o}", "counts", &counts) != 0)
		return;
	for (size_t i = 0; i < sizeof totals / sizeof *totals; i++) {
		if (json_unpack(line, "{s:I}", totals[i], &figure) == 0)
			visit(totals[i], figure);
	}
	for (unsigned i = 0; i < REPORT_COUNT; i++) {
		const char *name = report_action_name((enum report_action)i);
		if (json_unpack(counts, "{s:I}", name, &figure) == 0)
			visit(name, figure);
	}
}

/* ---- As a table: RFC 4180 ---- */

static void print_cell(struct str value, bool first)
{
	struct buf cell = BUF_INIT;
	cell_append_quoted(&cell, value);
	print_out("%s\"%s%.*s\"", first ? "" : ",", cell_is_formula(value) ? "'" : "",
		STR_ARG(buf_str(&cell)));
	buf_free(&cell);
}

/* Spreadsheets tell UTF-8 by the mark at the beginning. */
static void print_head(void)
{
	print_out("\xEF\xBB\xBF");
	for (size_t i = 0; i < COLUMNS; i++)
		print_cell(str_from_c(columns[i]), i == 0);
	print_out("\r\n");
}

/* A figure of the summary, in columns that other lines have. */
static void print_figure(const char *name, json_int_t figure)
{
	char number[24];
	snprintf(number, sizeof number, "%lld", (long long)figure);
	for (size_t i = 0; i < COLUMNS; i++) {
		const char *cell = strcmp(columns[i], "action") == 0  ? "summary"
				   : strcmp(columns[i], "key") == 0   ? name
				   : strcmp(columns[i], "count") == 0 ? number
								      : "";
		print_cell(str_from_c(cell), i == 0);
	}
	print_out("\r\n");
}

static void print_row(json_t *line, struct buf *room)
{
	for (size_t i = 0; i < COLUMNS; i++) {
		value_of(line, columns[i], room);
		print_cell(buf_str(room), i == 0);
	}
	print_out("\r\n");
	each_figure(line, print_figure);
}

/* ---- For people ---- */

/* The members that a line of text has, in this order, each behind what stands here. */
static const struct {
	const char *before, *member;
} pieces[] = {{"", "action"}, {"  ", "path"}, {":", "line"}, {"  ", "type"}, {"  × ", "count"},
	{"  ", "key"}, {"  ", "id"}, {" ← ", "was"}, {"  ", "result"}, {"  ", "generation"},
	{"  ", "why"}};

/* What a run did and how it ended, as people say it in Vietnamese. */
static const struct {
	const char *name, *vietnamese;
} words[] = {{"run", "lần chạy"}, {"summary", "tổng kết"}, {"articles", "số bài"},
	{"unchanged", "không đổi"}, {"added", "thêm"}, {"changed", "đổi"}, {"removed", "gỡ"},
	{"skipped", "bỏ qua"}, {"repaired", "phục hồi"}, {"decoded", "chuyển mã"},
	{"ignored", "không xét"}, {"moved", "đổi chỗ"}, {"shared", "trùng"},
	{"undated", "không đọc được ngày"}, {"unused", "không dùng"}, {"known", "đã biết"},
	{"purged", "xóa hẳn"}, {"lost", "mất"}, {"hidden", "bị giấu"},
	{"published", "đã đưa vào dùng"}, {"held", "đã giữ lại"}, {"trial", "chạy thử"},
	{"failed", "gặp lỗi"}};

static const char *word_for(const char *name)
{
	for (size_t i = 0; lang_is_vietnamese() && i < sizeof words / sizeof *words; i++) {
		if (strcmp(words[i].name, name) == 0)
			return words[i].vietnamese;
	}
	return name;
}

static void print_named(const char *name, json_int_t figure)
{
	print_out("  %s %lld", word_for(name), (long long)figure);
}

static void print_line(json_t *line, struct buf *room)
{
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		value_of(line, pieces[i].member, room);
		bool said = strcmp(pieces[i].member, "action") == 0 ||
			    strcmp(pieces[i].member, "result") == 0;
		if (room->len > 0)
			print_out("%s%s", pieces[i].before,
				said ? word_for(buf_str(room).ptr) : buf_str(room).ptr);
	}
	each_figure(line, print_named);
	print_out("\n");
}

/* ---- */

/* A line of ours is not so long, whatever files are called. */
enum { LINE_MOST = 4 << 20 };

static bool fail_long(const char *archive, struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("“%s/last-report.jsonl” bị hỏng: có dòng quá dài; lần chạy sau sẽ ghi lại",
			"%s/last-report.jsonl is damaged: a line of it is too long; the next run "
			"writes another"),
		archive);
}

/* Reads the next line into TEXT, of LINE_MOST bytes and one. *MORE is false at the end. False: it
   is longer. */
static bool next_line(FILE *file, char *text, bool *more)
{
	text[LINE_MOST] = '\n'; /* where the NUL comes if it is full */
	*more = fgets(text, LINE_MOST + 1, file) != NULL;
	return !*more || text[LINE_MOST] != '\0' || text[LINE_MOST - 1] == '\n';
}

static bool print_all(FILE *file, const struct options *options, struct error *err)
{
	bool more;
	bool short_enough = true;
	struct buf room = BUF_INIT;
	char *text = malloc(LINE_MOST + 1);
	if (!text)
		return error_set_memory(err);
	if (options->csv)
		print_head();
	while (!room.failed && (short_enough = next_line(file, text, &more)) && more) {
		json_t *line = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
		if (line && options->csv)
			print_row(line, &room);
		else if (line)
			print_line(line, &room);
		json_decref(line);
	}
	bool ok = room.failed     ? error_set_memory(err)
		  : !short_enough ? fail_long(options->archive, err)
				  : true;
	buf_free(&room);
	free(text);
	return ok;
}

int cmd_report(const struct options *options)
{
	struct error err = {0};
	FILE *file = last_report_open(options->archive);
	bool ok = file ? print_all(file, options, &err)
		       : error_set_system(&err, errno,
				 SAY("không đọc được báo cáo của kho “%s”",
					 "cannot read the report of the archive %s"),
				 options->archive);
	if (file)
		fclose(file);
	return ok ? EXIT_DONE : command_fail(&err);
}
