#include "query/showing/cite.h"

#include "archive/record.h"
#include "base/lang.h"
#include "query/reading/dates.h"

static void add(struct buf *out, struct str field)
{
	if (field.len == 0)
		return;
	buf_append_c(out, out->len > 0 ? ", " : "");
	buf_append(out, field);
}

void cite_append(struct buf *out, const struct record *r)
{
	struct buf line = BUF_INIT, date = BUF_INIT;
	if (r->title.len > 0)
		buf_printf(&line, "“%.*s”", STR_ARG(r->title));
	add(&line, r->kind);
	if (r->number.len > 0)
		buf_printf(&line, SAY(" số %.*s", " no. %.*s"), STR_ARG(r->number));
	add(&line, r->issuer);
	add(&line, r->source);
	dates_append(&date, r->date, r->date_confidence);
	if (dates_is_guess(r->date_confidence))
		buf_append_c(&date, SAY(" (ngày đoán)", " (date guessed)"));
	add(&line, buf_str(&date));
	add(&line, r->place);
	for (size_t i = 0; i < r->author_count; i++)
		add(&line, r->authors[i]);
	add(&line, r->url);
	buf_append(out, buf_str(&line));
	buf_push(out, '\n');
	out->failed |= line.failed || date.failed;
	buf_free(&line);
	buf_free(&date);
}
