#include "web/exchange.h"

#include "base/lang.h"
#include "web/reply/opensearch.h"
#include "web/request/headers.h"
#include "web/static/static.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

struct exchange *exchange_new(struct exchange_place *place, const char *raw)
{
	struct exchange *e = calloc(1, sizeof *e);
	if (!e)
		return NULL;
	e->place = place;
	e->since_ms = place->now_ms;
	e->language = "vi";
	e->asked.route = ROUTE_NONE;
	/* One byte too many is told. */
	e->raw.ceiling = TARGET_MAX_BYTES + 1;
	size_t len = strnlen(raw, TARGET_MAX_BYTES + 1);
	if (buf_append(&e->raw, str_make(raw, len)))
		return e;
	free(e);
	return NULL;
}

void exchange_free(struct exchange *e)
{
	if (e->admitted)
		visitors_leave(e->place->visitors, e->slot);
	page_free(&e->page);
	asked_free(&e->asked);
	target_free(&e->target);
	reply_free(&e->reply);
	buf_free(&e->raw);
	free(e);
}

static void fail_by(struct exchange *e, enum failure f, const char *message)
{
	reply_fail(&e->reply, f, message, e->asked.bad[0] ? e->asked.bad : NULL);
	if (!e->by_page)
		return;
	buf_reset(&e->reply.body);
	if (page_append_failure(&e->reply.body, message))
		reply_page(&e->reply, failure_status(f), false);
}

static void fail(struct exchange *e, enum failure f, const char *vi, const char *en)
{
	fail_by(e, f, SAY(vi, en));
}

/* ---- Whether it is let in ---- */

static bool is_reading(const char *method)
{
	return strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
}

static bool check(struct exchange *e, const struct exchange_visitor *v)
{
	const char *ours = e->place->options->host[0] ? e->place->options->host : NULL;
	if (!is_reading(v->method))
		fail(e, FAILURE_METHOD, "ở đây chỉ có GET và HEAD", "there is GET and HEAD alone");
	else if (v->malformed)
		fail(e, FAILURE_REQUEST, "phần đầu của yêu cầu sai dạng",
			"the head of the request is malformed");
	else if (v->sends_body)
		fail(e, FAILURE_REQUEST, "yêu cầu GET không có thân", "a GET has no body");
	else if (!headers_host_is_ours(v->host, ours))
		fail(e, FAILURE_HOST,
			"tên máy trong địa chỉ không phải là của trang này; người giữ máy chủ đặt "
			"tên "
			"ấy bằng --url",
			"the host of the address is none of this door; who keeps it names it by "
			"--url");
	else
		return true;
	return false;
}

/* For whom it is asked: who connected, or whom a proxy that is trusted names. */
static struct in6_addr who(const struct exchange *e, const struct exchange_visitor *v)
{
	struct in6_addr out = v->address;
	struct str named = e->place->options->forwarded ? headers_forwarded_for(v->forwarded_for)
							: str_make(NULL, 0);
	char text[INET6_ADDRSTRLEN + 7];
	if (named.len == 0 || named.len >= INET6_ADDRSTRLEN)
		return out;
	bool four = str_find(named, STR(":"), 0) == named.len;
	size_t len = four ? strlen(strcpy(text, "::ffff:")) : 0;
	memcpy(text + len, named.ptr, named.len);
	text[len + named.len] = '\0';
	if (inet_pton(AF_INET6, text, &out) != 1)
		out = v->address;
	return out;
}

static bool admit(struct exchange *e, const struct exchange_visitor *v)
{
	struct in6_addr address = who(e, v);
	switch (visitors_enter(e->place->visitors, &address, e->place->now_ms, &e->slot)) {
	case ADMITTED:
		e->admitted = true;
		return true;
	case TOO_MANY_AT_ONCE:
		fail(e, FAILURE_TOO_MANY, "quá nhiều câu hỏi một lúc; hãy chờ các câu trước",
			"too many requests at once; wait for those before");
		return false;
	case TOO_FAST:
		break;
	}
	fail(e, FAILURE_TOO_MANY, "quá nhiều câu hỏi mỗi giây; hãy thử lại sau giây lát",
		"too many requests a second; try again in a moment");
	return false;
}

/* ---- What is asked ---- */

static void speak(const struct exchange *e)
{
	lang_set_here(strcmp(e->language, "vi") == 0);
}

/* The address itself may say in which language. */
static void choose_language(struct exchange *e)
{
	struct str lang = target_value(&e->target, "lang");
	if (str_eq(lang, STR("vi")))
		e->language = "vi";
	else if (str_eq(lang, STR("en")))
		e->language = "en";
	speak(e);
}

static bool read_page(struct exchange *e, enum route route, struct str id, struct error *err)
{
	e->asked.route = route;
	if (e->asked.route == ROUTE_NONE)
		return error_set(err, ERROR_NOT_FOUND, "%s",
			SAY("không có trang này", "there is no such page"));
	return page_plan(&e->target, e->asked.route, id, e->language, &e->page, err);
}

static bool read(struct exchange *e, const struct exchange_visitor *v)
{
	struct error err;
	struct str id;
	bool ok = target_read(buf_str(&e->raw), &e->target, &err);
	choose_language(e);
	enum route route = route_find(e->target.path, &id);
	e->by_page = page_is_meant(route, v->accept);
	if (ok)
		ok = e->by_page ? read_page(e, route, id, &err)
				: asked_read(&e->target, e->language, &e->asked, &err);
	if (!ok)
		fail_by(e, failure_of(&err), err.message);
	return ok;
}

/* ---- What is answered ---- */

static struct reply_place place_of(const struct exchange *e)
{
	return (struct reply_place){
		.base = e->place->base, .self = buf_str(&e->raw), .state = e->state};
}

static void answer(struct exchange *e, struct str line)
{
	const struct reply_place place = place_of(e);
	reply_answer(&e->reply, &e->asked, line, &place);
}

/* Every part is there that comes. */
static void answer_by_page(struct exchange *e)
{
	const struct page *p = &e->page;
	buf_reset(&e->reply.body);
	if (page_append(&e->reply.body, p)) {
		reply_page(&e->reply, p->status, p->status == 200);
		e->reply.retryable = p->retryable;
	} else {
		fail(e, FAILURE_INTERNAL, "hết bộ nhớ", "memory is out");
	}
}

static void fail_for(struct exchange *e, enum peer_outcome outcome)
{
	if (outcome == PEER_TOO_LARGE)
		fail(e, FAILURE_INTERNAL, "câu trả lời quá lớn; hãy hỏi ít hơn một lúc",
			"the answer is too large; ask for less at once");
	else
		fail(e, FAILURE_LOST, "máy chủ tìm kiếm vừa dừng hoặc đang bận; hãy thử lại",
			"the search server has just ended, or is busy; try again");
}

static void finish(struct exchange *e)
{
	lang_leave_here();
	e->waits = false;
	e->done(e);
}

static void take(void *context, enum peer_outcome outcome, struct str line)
{
	struct exchange *e = context;
	speak(e);
	if (outcome == PEER_ANSWERED)
		answer(e, line);
	else
		fail_for(e, outcome);
	finish(e);
}

/* A part that does not come is left out, but that which the page is about. */
static void take_part(void *context, enum peer_outcome outcome, struct str line)
{
	struct exchange_part *part = context;
	struct exchange *e = part->exchange;
	part->id = 0;
	bool ok = outcome == PEER_ANSWERED && page_take(&e->page, part->part, line);
	speak(e);
	if (!ok && part->part == PART_MAIN)
		fail_for(e, outcome);
	if (--e->pending == 0) {
		if (e->reply.status == 0)
			answer_by_page(e);
		finish(e);
	}
	lang_leave_here();
}

/* Asks A, so that DONE is going to be called; its number, or 0, where it failed. */
static uint64_t ask_one(struct exchange *e, const struct asked *a, peer_done *done, void *context)
{
	struct exchange_place *p = e->place;
	struct buf line = BUF_INIT;
	/* What it is when the answer is there may be what a later one says. */
	memcpy(e->state, p->state, sizeof e->state);
	uint64_t id = peer_next_id(p->peer);
	bool ok = false;
	if (id > 0)
		asked_line(a, id, &line);
	if (id == 0)
		fail(e, FAILURE_OVERLOADED, "đang có quá nhiều câu hỏi; hãy thử lại sau giây lát",
			"there are too many requests at once; try again in a moment");
	else if (line.len > TARGET_MAX_BYTES)
		fail(e, FAILURE_TOO_LONG, "câu hỏi dài quá 64 KiB",
			"the request is longer than 64 KiB");
	else if (line.failed || !peer_ask(p->peer, id, buf_str(&line), p->now_ms, done, context))
		fail(e, FAILURE_INTERNAL, "hết bộ nhớ", "memory is out");
	else
		ok = true;
	buf_free(&line);
	return ok ? id : 0;
}

static void set_waiting(struct exchange *e, uint64_t id)
{
	e->waits = id > 0;
	e->id = id;
}

static void ask(struct exchange *e)
{
	set_waiting(e, ask_one(e, &e->asked, take, e));
}

static void ask_for_page(struct exchange *e)
{
	for (unsigned i = 0; i < PAGE_PARTS && e->reply.status == 0; i++) {
		struct exchange_part *part = &e->parts[i];
		*part = (struct exchange_part){.exchange = e, .part = (enum page_part)i};
		if (!e->page.asked[i].request)
			continue;
		part->id = ask_one(e, &e->page.asked[i], take_part, part);
		e->pending += part->id > 0;
	}
	e->waits = e->pending > 0;
	if (!e->waits && e->reply.status == 0)
		answer_by_page(e);
}

static void break_off(struct exchange *e)
{
	reply_break_off(&e->reply, &e->asked,
		SAY("máy chủ tìm kiếm vừa dừng hoặc đang bận; hãy tải lại",
			"the search server has just ended, or is busy; export again"));
}

static void take_more(void *context, enum peer_outcome outcome, struct str line)
{
	struct exchange *e = context;
	speak(e);
	if (outcome == PEER_ANSWERED)
		reply_go_on(&e->reply, &e->asked, line);
	else
		break_off(e);
	finish(e);
}

void exchange_go_on(struct exchange *e)
{
	struct reply begun = e->reply;
	speak(e);
	buf_reset(&e->reply.body);
	if (asked_set_offset(&e->asked, (uint64_t)begun.next))
		set_waiting(e, ask_one(e, &e->asked, take_more, e));
	if (!e->waits) {
		begun.body = e->reply.body;
		e->reply = begun; /* what is sent already stays what it was */
		break_off(e);
	}
	lang_leave_here();
}

static void answer_static(struct exchange *e)
{
	struct str rest;
	struct reply *r = &e->reply;
	route_find(e->target.path, &rest);
	const struct static_file *file = static_find(rest);
	if (!file) {
		fail(e, FAILURE_NO_PAGE, "không có trang này", "there is no such page");
		return;
	}
	r->kind = REPLY_PART;
	r->type = file->type;
	buf_append(&r->body, file->bytes);
	verdict_etag_of(file->bytes, r->etag);
}

/* ---- Whether it is still what a visitor has ---- */

/* What the server says of itself is known from then on. */
static void take_status(void *context, enum peer_outcome outcome, struct str line)
{
	struct exchange *e = context;
	if (outcome != PEER_ANSWERED || e->left) {
		take(e, outcome == PEER_ANSWERED ? PEER_LOST : outcome, line);
		return;
	}
	e->waits = false;
	speak(e);
	const struct reply_place place = place_of(e);
	bool same = reply_unchanged(&e->reply, &e->asked, line, e->if_none_match, &place, e->state);
	memcpy(e->place->state, e->state, sizeof e->state);
	if (!same)
		ask(e);
	lang_leave_here();
	if (!e->waits)
		e->done(e);
}

static bool needs_status(const struct exchange *e)
{
	return !e->place->state[0] || reply_is_named(e->if_none_match);
}

/* Asks for the status alone, which takes no search. */
static void ask_status(struct exchange *e)
{
	uint64_t id = peer_next_id(e->place->peer);
	if (id > 0 && peer_ask_status(e->place->peer, id, e->place->now_ms, take_status, e))
		set_waiting(e, id);
	else
		ask(e); /* which says what is wrong, if it still is */
}

void exchange_leave(struct exchange *e)
{
	if (!e->waits)
		return;
	e->left = true;
	if (!e->by_page)
		peer_cancel(e->place->peer, e->id);
	for (size_t i = 0; e->by_page && i < PAGE_PARTS; i++) {
		if (e->parts[i].id > 0)
			peer_cancel(e->place->peer, e->parts[i].id);
	}
}

static void answer_itself(struct exchange *e)
{
	struct reply *r = &e->reply;
	r->status = 200;
	if (e->asked.route == ROUTE_STATIC) {
		answer_static(e);
	} else if (e->asked.route == ROUTE_METRICS) {
		r->type = "text/plain; version=0.0.4; charset=utf-8";
		counts_append(&r->body, e->place->counts);
	} else {
		r->type = "application/opensearchdescription+xml; charset=utf-8";
		opensearch_append(&r->body, e->place->base);
	}
	if (r->body.failed)
		fail(e, FAILURE_INTERNAL, "hết bộ nhớ", "memory is out");
}

void exchange_begin(struct exchange *e, const struct exchange_visitor *v)
{
	e->language = headers_language(v->accept_language);
	speak(e);
	e->if_none_match = v->if_none_match;
	e->by_page = v->accept && strstr(v->accept, "text/html");
	if (check(e, v) && admit(e, v) && read(e, v)) {
		if (e->by_page)
			ask_for_page(e);
		else if (!e->asked.request)
			answer_itself(e);
		else if (needs_status(e))
			ask_status(e);
		else
			ask(e);
	}
	lang_leave_here();
}
