#include "query/export.h"

#include "archive/record.h"
#include "base/lang.h"
#include "printing/cell.h"
#include "printing/clean.h"
#include "printing/print.h"
#include "query/answer/every.h"
#include "query/json/print_json.h"
#include "sandbox/limits.h"

#include <errno.h>

/* Printed at once; so often the process may go on computing. */
enum { CHUNK = 64 << 10 };

struct export
{
	enum format format;
	const struct answer *answer;
	struct buf out;  /* not yet printed */
	struct buf cell; /* scratch */
	struct export_result *result;
};

static bool flush(struct export *e, struct error *err)
{
	if (e->out.failed || e->cell.failed)
		return error_set_memory(err);
	bool ok = print_json(buf_str(&e->out));
	buf_reset(&e->out);
	limits_renew();
	return ok || error_set_system(err, errno, "%s",
			     SAY("không ghi được kết quả", "can't write the answer"));
}

/* ---- Tables ---- */

/* One cell of a row, on one line. */
static void put_cell(struct export *e, struct str text, bool first)
{
	bool tabs = e->format == FORMAT_TSV;
	buf_reset(&e->cell);
	if (cell_is_formula(text))
		buf_push(&e->cell, '\'');
	clean_append(&e->cell, text);
	if (!first)
		buf_push(&e->out, tabs ? '\t' : ',');
	struct str s = buf_str(&e->cell);
	if (tabs || !(memchr(s.ptr, ',', s.len) || memchr(s.ptr, '"', s.len))) {
		buf_append(&e->out, s);
		return;
	}
	buf_push(&e->out, '"');
	cell_append_quoted(&e->out, s);
	buf_push(&e->out, '"');
}

static struct str lead_of(const struct record *r)
{
	for (size_t i = 0; i < r->block_count; i++) {
		if (r->blocks[i].zone == ZONE_LEAD)
			return r->blocks[i].text;
	}
	return STR("");
}

/* Each row says what it is an answer to: a table is cut up, and passed on in parts. */
static void put_row(struct export *e, const struct record *r)
{
	struct buf authors = BUF_INIT;
	for (size_t i = 0; i < r->author_count; i++) {
		buf_append_c(&authors, i > 0 ? "; " : "");
		buf_append(&authors, r->authors[i]);
	}
	const struct str cells[] = {r->id, r->date, r->title, lead_of(r), buf_str(&authors),
		r->place, r->source, r->issuer, r->number, r->kind, r->url, r->path,
		e->answer->text, str_from_c(e->answer->archive), str_from_c(e->answer->generation)};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		put_cell(e, cells[i], i == 0);
	buf_push(&e->out, '\n');
	e->out.failed |= authors.failed;
	buf_free(&authors);
}

static void put_heads(struct export *e)
{
	static const char *const heads[] = {"id", "date", "title", "lead", "authors", "place",
		"source", "issuer", "number", "kind", "url", "path", "query", "archive",
		"generation"};
	/* Without it programs for tables take the bytes for another encoding. */
	if (e->format == FORMAT_CSV)
		buf_append_c(&e->out, "\xEF\xBB\xBF");
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		put_cell(e, str_from_c(heads[i]), i == 0);
	buf_push(&e->out, '\n');
}

/* ---- All formats ---- */

static bool begin(void *context, const struct answer *a, struct error *err)
{
	struct export *e = context;
	e->answer = a;
	for (size_t i = 0; i < a->warning_count; i++)
		print_err("tracuu: %.*s\n", STR_ARG(a->warnings[i].message));
	if (e->format == FORMAT_JSONL)
		print_json_export(&e->out, a);
	else if (e->format != FORMAT_IDS)
		put_heads(e);
	return flush(e, err);
}

static bool write_article(void *context, const struct record *r, struct error *err)
{
	struct export *e = context;
	if (e->format == FORMAT_JSONL) {
		print_json_article(&e->out, r, str_make("", 0), e->answer->generation);
	} else if (e->format == FORMAT_IDS) {
		clean_append(&e->out, r->id);
		buf_push(&e->out, '\n');
	} else {
		put_row(e, r);
	}
	e->result->written++;
	return e->out.len < CHUNK || flush(e, err);
}

bool export_run(struct search *s, struct str text, const struct search_settings *settings,
	enum format format, struct export_result *result, struct error *err, size_t *at)
{
	struct export e = {.format = format, .result = result};
	const struct every_visitor v = {&e, begin, write_article};
	struct answer answer;
	*result = (struct export_result){0};
	bool ok = every_article(s, text, settings, &v, &answer, err, at);
	if (ok)
		answer_free(&answer);
	struct error unwritten;
	bool written = flush(&e, ok ? err : &unwritten) && print_flush();
	buf_free(&e.out);
	buf_free(&e.cell);
	return ok && (written || err->code != ERROR_NONE ||
			     error_set_system(err, errno, "%s",
				     SAY("không ghi được kết quả", "can't write the answer")));
}
