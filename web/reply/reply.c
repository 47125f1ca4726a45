#include "web/reply/reply.h"

#include "base/lang.h"
#include "web/reply/feed.h"
#include "web/reply/member.h"
#include "web/reply/table.h"
#include "web/request/headers.h"

#include <string.h>

#define TYPE_JSON "application/json; charset=utf-8"
#define TYPE_JSONL "application/jsonl; charset=utf-8"
#define TYPE_CSV "text/csv; charset=utf-8; header=present"
#define TYPE_HTML "text/html; charset=utf-8"
#define TYPE_ATOM "application/atom+xml; charset=utf-8"

void reply_free(struct reply *r)
{
	buf_free(&r->body);
	r->status = 0;
}

void reply_fail(struct reply *r, enum failure f, const char *message, const char *option)
{
	buf_reset(&r->body);
	r->status = failure_status(f);
	r->kind = REPLY_DATA;
	r->type = TYPE_JSON;
	r->name = NULL;
	r->next = 0;
	r->retryable = failure_is_retryable(f);
	r->etag[0] = '\0';
	failure_append(&r->body, f, message, option);
	if (r->body.failed)
		buf_reset(&r->body);
}

static bool put_feed(struct reply *r, json_t *answer, const struct reply_place *place)
{
	struct buf self = BUF_INIT;
	buf_append_c(&self, place->base);
	buf_append(&self, place->self);
	const struct feed_place feed = {.base = place->base, .self = buf_str(&self)};
	bool ok = feed_append(&r->body, answer, &feed) && !self.failed;
	buf_free(&self);
	return ok;
}

/* Archive and generation, which all parts of a file are to be of. */
static bool tell_made_of(const struct verdict *v, char out[VERDICT_ETAG])
{
	struct buf both = BUF_INIT;
	buf_printf(
		&both, "%s %s", v->archive ? v->archive : "", v->generation ? v->generation : "");
	bool ok = !both.failed;
	if (ok)
		verdict_etag_of(buf_str(&both), out);
	buf_free(&both);
	return ok;
}

static bool put_file(struct reply *r, const struct asked *a, const struct verdict *v, bool is_first)
{
	const struct table_part part = {a->route == ROUTE_CSV, is_first, a->whole};
	char made_of[VERDICT_ETAG];
	r->kind = REPLY_FILE;
	r->next = a->whole ? table_next(v->answer) : 0;
	if (!tell_made_of(v, made_of) || (!is_first && strcmp(made_of, r->made_of) != 0))
		return false;
	memcpy(r->made_of, made_of, sizeof made_of);
	return table_append(&r->body, v->answer, part);
}

static bool put_line(struct reply *r, struct str line)
{
	return buf_append(&r->body, line) && buf_push(&r->body, '\n');
}

/* Tells requests apart, whoever sent them, and what is made of their answers. A status has none: a
   run of the indexer that publishes nothing is told in it, too. */
static bool put_etag(struct reply *r, const struct verdict *v, const struct asked *a,
	const struct reply_place *place)
{
	struct buf request = BUF_INIT;
	buf_printf(&request, "%s %s " TRACUU_VERSION " %s ", route_name(a->route), place->base,
		place->state);
	asked_line(a, 0, &request);
	bool ok = a->route != ROUTE_STATUS && place->state[0] && !request.failed &&
		  verdict_etag(v, buf_str(&request), r->etag);
	buf_free(&request);
	return ok;
}

static bool put_body(struct reply *r, const struct asked *a, struct str line,
	const struct reply_place *place, const struct verdict *v)
{
	switch (v->status == 200 ? a->route : ROUTE_NONE) {
	case ROUTE_FEED:
		r->type = TYPE_ATOM;
		return put_feed(r, v->answer, place);
	case ROUTE_CSV:
		r->type = TYPE_CSV;
		r->name = "tracuu.csv";
		return put_file(r, a, v, true);
	case ROUTE_JSONL:
		r->type = TYPE_JSONL;
		r->name = "tracuu.jsonl";
		return put_file(r, a, v, true);
	default:
		r->type = TYPE_JSON;
		return put_line(r, line);
	}
}

static bool fill(struct reply *r, const struct asked *a, struct str line,
	const struct reply_place *place, const struct verdict *v)
{
	r->status = v->status;
	r->retryable = v->retryable;
	if (!put_body(r, a, line, place, v))
		return false;
	if (!v->lasts || r->next > 0 || !put_etag(r, v, a, place))
		r->etag[0] = '\0';
	return true;
}

void reply_page(struct reply *r, unsigned status, bool lasts)
{
	r->kind = REPLY_PAGE;
	r->status = status;
	r->type = TYPE_HTML;
	r->etag[0] = '\0';
	if (lasts)
		verdict_etag_of(buf_str(&r->body), r->etag);
}

void reply_answer(
	struct reply *r, const struct asked *a, struct str line, const struct reply_place *place)
{
	struct verdict v;
	buf_reset(&r->body);
	if (!verdict_read(line, &v) || !fill(r, a, line, place, &v))
		reply_fail(r, FAILURE_INTERNAL,
			SAY("không đọc được câu trả lời của máy chủ",
				"the server's answer can't be read"),
			NULL);
	verdict_free(&v);
}

void reply_go_on(struct reply *r, const struct asked *a, struct str line)
{
	struct verdict v;
	buf_reset(&r->body);
	bool ok = verdict_read(line, &v) && v.status == 200 && put_file(r, a, &v, false);
	verdict_free(&v);
	if (!ok)
		reply_break_off(r, a,
			SAY("kho đã đổi hoặc máy chủ đang bận trong lúc xuất; hãy tải lại",
				"the archive changed, or the server was busy, meanwhile; export "
				"again"));
}

void reply_break_off(struct reply *r, const struct asked *a, const char *message)
{
	buf_reset(&r->body);
	r->next = 0;
	table_append_problem(&r->body, a->route == ROUTE_CSV, message);
}

/* ---- What a visitor has already ---- */

bool reply_is_named(const char *if_none_match)
{
	return if_none_match && strchr(if_none_match, '"');
}

static void take_state(const json_t *answer, char out[REPLY_STATE])
{
	struct str state = member_text(json_object_get(answer, "status"), "state");
	if (state.len == 0 || state.len >= REPLY_STATE)
		return;
	memcpy(out, state.ptr, state.len);
	out[state.len] = '\0';
}

bool reply_unchanged(struct reply *r, const struct asked *a, struct str line,
	const char *if_none_match, const struct reply_place *place, char state[REPLY_STATE])
{
	struct verdict v;
	bool read = verdict_read(line, &v);
	if (read)
		take_state(v.answer, state);
	bool same = read && v.lasts && put_etag(r, &v, a, place) &&
		    headers_match(if_none_match, r->etag);
	verdict_free(&v);
	if (same)
		r->status = 304;
	else
		r->etag[0] = '\0';
	return same;
}
