#include "query/articles/writer.h"

#include "archive/record.h"
#include "base/lang.h"
#include "printing/cell.h"
#include "printing/clean.h"
#include "printing/print.h"
#include "query/answer/answer.h"
#include "query/json/ninjs.h"
#include "query/json/print_json.h"
#include "sandbox/limits.h"
#include "text/date/read.h"

#include <errno.h>
#include <stdio.h>

/* Printed at once; so often the process may go on computing. */
enum { CHUNK = 64 << 10 };

bool writer_flush(struct writer *w, struct error *err)
{
	if (w->out.failed || w->cell.failed)
		return error_set_memory(err);
	bool ok = print_json(buf_str(&w->out));
	buf_reset(&w->out);
	limits_renew();
	return ok || error_set_system(err, errno, "%s",
			     SAY("không ghi được kết quả", "can't write the answer"));
}

/* ---- Tables ---- */

enum { HEADS = 19, COUNT_BYTES = 24 };

static const char *const heads[HEADS] = {"id", "date", "title", "lead", "authors", "place",
	"source", "issuer", "number", "kind", "url", "path", "query", "archive", "generation",
	"articles", "groups", "date_precision", "date_confidence"};

/* One cell of a row, on one line. */
static void put_cell(struct writer *w, struct str text, bool first)
{
	bool tabs = w->format == FORMAT_TSV;
	buf_reset(&w->cell);
	if (cell_is_formula(text))
		buf_push(&w->cell, '\'');
	clean_append(&w->cell, text);
	if (!first)
		buf_push(&w->out, tabs ? '\t' : ',');
	struct str s = buf_str(&w->cell);
	if (tabs || !(memchr(s.ptr, ',', s.len) || memchr(s.ptr, '"', s.len))) {
		buf_append(&w->out, s);
		return;
	}
	buf_push(&w->out, '"');
	cell_append_quoted(&w->out, s);
	buf_push(&w->out, '"');
}

static void put_cells(struct writer *w, const struct str cells[HEADS])
{
	if (w->named)
		put_cell(w, w->name, true);
	for (size_t i = 0; i < HEADS; i++)
		put_cell(w, cells[i], i == 0 && !w->named);
	buf_push(&w->out, '\n');
}

static void put_heads(struct writer *w)
{
	struct str cells[HEADS];
	/* Without it programs for tables take the bytes for another encoding. */
	if (w->format == FORMAT_CSV)
		buf_append_c(&w->out, "\xEF\xBB\xBF");
	for (size_t i = 0; i < HEADS; i++)
		cells[i] = str_from_c(heads[i]);
	struct str name = w->name;
	w->name = STR("name");
	put_cells(w, cells);
	w->name = name;
}

static struct str lead_of(const struct record *r)
{
	for (size_t i = 0; i < r->block_count; i++) {
		if (r->blocks[i].zone == ZONE_LEAD)
			return r->blocks[i].text;
	}
	return STR("");
}

static struct str count_of(uint64_t n, char out[COUNT_BYTES])
{
	snprintf(out, COUNT_BYTES, "%llu", (unsigned long long)n);
	return str_from_c(out);
}

static const char *precision_of(struct str date)
{
	struct date d = {0, 0, 0};
	date_parse(date, &d);
	return date_precision(d);
}

/* Each row says what it is an answer to, and of how many: a table is cut up, and passed on in
   parts. */
static void put_row(struct writer *w, const struct record *r, struct str authors)
{
	const struct answer *a = w->answer;
	char articles[COUNT_BYTES], groups[COUNT_BYTES];
	const struct str cells[HEADS] = {r->id, r->date, r->title, lead_of(r), authors, r->place,
		r->source, r->issuer, r->number, r->kind, r->url, r->path, a->text,
		str_from_c(answer_archive(a)), str_from_c(answer_generation(a)),
		count_of(w->news ? w->news->articles : a->full.value, articles),
		a->counts_folded ? count_of(a->folded.value, groups) : STR(""),
		str_from_c(precision_of(r->date)), r->date_confidence};
	put_cells(w, cells);
}

static void put_article(struct writer *w, const struct record *r)
{
	struct buf authors = BUF_INIT;
	for (size_t i = 0; i < r->author_count; i++) {
		buf_append_c(&authors, i > 0 ? "; " : "");
		buf_append(&authors, r->authors[i]);
	}
	put_row(w, r, buf_str(&authors));
	w->out.failed |= authors.failed;
	buf_free(&authors);
}

/* ---- All formats ---- */

static void put_json(struct writer *w, const struct record *r)
{
	const struct json_shown shown = {.answer = w->answer, .record = r};
	print_json_article(&w->out, &shown, &(struct json_frame){.paths = w->paths});
}

bool writer_begin(struct writer *w, const struct answer *a, struct error *err)
{
	bool first = !w->begun;
	w->answer = a;
	w->begun = true;
	switch (w->format) {
	case FORMAT_JSONL:
		print_json_export(&w->out, a, w->news);
		break;
	case FORMAT_NINJS:
		ninjs_append_export(&w->out, a, w->news, NULL);
		break;
	case FORMAT_CSV:
	case FORMAT_TSV:
		if (first)
			put_heads(w);
		break;
	default:
		break;
	}
	return writer_flush(w, err);
}

bool writer_add(struct writer *w, const struct record *r, struct error *err)
{
	switch (w->format) {
	case FORMAT_JSONL:
		put_json(w, r);
		break;
	case FORMAT_NINJS:
		ninjs_append_article(&w->out, w->answer, r);
		break;
	case FORMAT_CSV:
	case FORMAT_TSV:
		put_article(w, r);
		break;
	default:
		clean_append(&w->out, r->id);
		buf_push(&w->out, '\n');
		break;
	}
	w->written++;
	return w->out.len < CHUNK || writer_flush(w, err);
}

bool writer_add_nothing(struct writer *w, struct error *err)
{
	static const struct record none = {.id = {"", 0}};
	if (w->format == FORMAT_CSV || w->format == FORMAT_TSV)
		put_row(w, &none, STR(""));
	return w->out.len < CHUNK || writer_flush(w, err);
}

bool writer_add_problem(struct writer *w, const struct error *problem, struct error *err)
{
	struct buf text = BUF_INIT;
	buf_printf(&text, SAY("CHƯA ĐỦ: %s", "NOT ALL: %s"), problem->message);
	struct record row = {.title = buf_str(&text)};
	if (w->format == FORMAT_NINJS && w->answer)
		ninjs_append_export(&w->out, w->answer, w->news, problem->message);
	else if (w->format == FORMAT_JSONL)
		print_json_error(&w->out,
			&(struct json_failure){.err = problem, .at = QUERY_NO_PLACE},
			&(struct json_frame){0});
	else if (w->answer && (w->format == FORMAT_CSV || w->format == FORMAT_TSV))
		put_row(w, &row, STR(""));
	w->out.failed |= text.failed;
	bool ok = writer_flush(w, err);
	buf_free(&text);
	return ok;
}

void writer_free(struct writer *w)
{
	buf_free(&w->out);
	buf_free(&w->cell);
}
