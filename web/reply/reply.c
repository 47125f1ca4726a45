#include "web/reply/reply.h"

#include "base/lang.h"
#include "web/reply/feed.h"

#define TYPE_JSON "application/json; charset=utf-8"
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
	r->type = TYPE_JSON;
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

static bool put_line(struct reply *r, struct str line)
{
	return buf_append(&r->body, line) && buf_push(&r->body, '\n');
}

/* Tells requests apart, whoever sent them. */
static bool put_etag(struct reply *r, const struct verdict *v, const struct asked *a)
{
	struct buf request = BUF_INIT;
	buf_append_c(&request, route_name(a->route));
	asked_line(a, 0, &request);
	bool ok = !request.failed && verdict_etag(v, buf_str(&request), r->etag);
	buf_free(&request);
	return ok;
}

static bool fill(struct reply *r, const struct asked *a, struct str line,
	const struct reply_place *place, const struct verdict *v)
{
	bool feed = a->route == ROUTE_FEED && v->status == 200;
	r->status = v->status;
	r->retryable = v->retryable;
	r->type = feed ? TYPE_ATOM : TYPE_JSON;
	if (!(feed ? put_feed(r, v->answer, place) : put_line(r, line)))
		return false;
	if (!v->lasts || !put_etag(r, v, a))
		r->etag[0] = '\0';
	return true;
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
