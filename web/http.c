#include "web/http.h"

#include "base/lang.h"
#include "web/exchange.h"
#include "web/links.h"
#include "web/reply/gzip.h"
#include "web/request/headers.h"

#include <errno.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PACKED_LEAST = 512 }; /* bytes from which on it is worth it */

struct http {
	struct MHD_Daemon *daemon;
	struct exchange_place place;
	struct links links;
	bool drains;
};

/* A request, as the library knows it. */
struct call {
	struct http *http;
	struct exchange *exchange;
	struct MHD_Connection *connection;
	enum { CALL_NEW, CALL_READ, CALL_WAITS } state;
	size_t bytes; /* that are sent */
	size_t at;    /* in the body, of a reply that comes in parts */
	bool last;    /* of its connection */
};

/* ---- Connections ---- */

static void add_link(struct http *h, struct MHD_Connection *connection, void **context)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
	struct link *l = info ? links_add(&h->links, info->connect_fd,
					h->place.now_ms + HTTP_HEAD_SECONDS * 1000)
			      : NULL;
	*context = l;
	if (l)
		h->place.counts->connections++;
	else if (info)
		shutdown(info->connect_fd, SHUT_RDWR);
}

static void on_connection(void *context, struct MHD_Connection *connection, void **link,
	enum MHD_ConnectionNotificationCode code)
{
	struct http *h = context;
	struct link *l = *link;
	if (code == MHD_CONNECTION_NOTIFY_STARTED) {
		add_link(h, connection, link);
		return;
	}
	if (!l)
		return;
	links_remove(l);
	h->place.counts->connections--;
}

/* NULL: it could not be noted. */
static struct link *link_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	return info ? info->socket_context : NULL;
}

static void allow_until(struct http *h, struct MHD_Connection *connection, int seconds)
{
	struct link *l = link_of(connection);
	if (l)
		l->until_ms = h->place.now_ms + seconds * 1000;
}

/* ---- What is sent ---- */

static const struct {
	const char *name, *value;
} always[] = {
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Referrer-Policy", "no-referrer"},
	{"Vary", "Accept, Accept-Encoding, Accept-Language"},
	{"X-Content-Type-Options", "nosniff"},
	{"X-Frame-Options", "DENY"},
};

/* What a page may do: ask us, show what we have, and nothing that stands in it runs. */
#define POLICY_PAGE                                                                                \
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "                \
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
#define POLICY_DATA "default-src 'none'; frame-ancestors 'none'"

static const char *header(struct MHD_Connection *c, const char *name)
{
	return MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
}

static void add(struct MHD_Response *response, const char *name, const char *value)
{
	MHD_add_response_header(response, name, value);
}

static void wait_for_peer(struct call *c);

/* The next bytes of a reply that comes in parts. Nobody is asked for more of them than the visitor
   takes. */
static ssize_t read_body(void *context, uint64_t sent, char *out, size_t most)
{
	struct call *c = context;
	struct reply *r = &c->exchange->reply;
	(void)sent;
	if (c->at == r->body.len && r->next > 0) {
		c->at = 0;
		exchange_go_on(c->exchange);
		if (c->exchange->waits) {
			wait_for_peer(c);
			return 0;
		}
	}
	size_t left = r->body.len - c->at, n = left < most ? left : most;
	if (n == 0)
		return r->body.failed ? MHD_CONTENT_READER_END_WITH_ERROR
				      : MHD_CONTENT_READER_END_OF_STREAM;
	memcpy(out, r->body.ptr + c->at, n);
	c->at += n;
	c->bytes += n;
	allow_until(c->http, c->connection, HTTP_BODY_SECONDS);
	return (ssize_t)n;
}

static struct MHD_Response *make_parts(struct call *c)
{
	enum { BLOCK = 64 << 10 };
	return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, read_body, c, NULL);
}

/* The body, whose bytes the response owns from now on, packed where that is wanted. */
static struct MHD_Response *make_response(struct call *c, struct reply *r, bool empty)
{
	struct buf packed = BUF_INIT;
	bool pack = !empty && r->body.len >= PACKED_LEAST &&
		    headers_take_gzip(header(c->connection, "Accept-Encoding")) &&
		    gzip_append(&packed, buf_str(&r->body));
	struct buf *body = pack ? &packed : &r->body;
	c->bytes = empty ? 0 : body->len;
	struct MHD_Response *response = MHD_create_response_from_buffer(
		c->bytes, body->ptr, empty ? MHD_RESPMEM_PERSISTENT : MHD_RESPMEM_MUST_FREE);
	if (response && !empty)
		*body = BUF_INIT;
	if (response && pack)
		add(response, "Content-Encoding", "gzip");
	buf_free(&packed);
	return response;
}

static void add_by_kind(struct MHD_Response *response, const struct reply *r)
{
	char disposition[64];
	bool page = r->kind == REPLY_PAGE;
	add(response, "Content-Security-Policy", page ? POLICY_PAGE : POLICY_DATA);
	if (r->kind == REPLY_PART)
		add(response, "Cache-Control", "public, max-age=31536000, immutable");
	else
		add(response, "Cache-Control", r->etag[0] ? "no-cache" : "no-store");
	if (r->kind != REPLY_FILE)
		return;
	snprintf(disposition, sizeof disposition, "attachment; filename=\"%s\"", r->name);
	add(response, "Content-Disposition", disposition);
}

static enum MHD_Result send_reply(struct call *c)
{
	struct reply *r = &c->exchange->reply;
	bool same = r->etag[0] && headers_match(header(c->connection, "If-None-Match"), r->etag);
	r->status = same ? 304 : r->status;
	struct MHD_Response *response =
		r->next > 0 ? make_parts(c) : make_response(c, r, same || r->body.len == 0);
	if (!response)
		return MHD_NO;
	for (size_t i = 0; i < sizeof always / sizeof *always; i++)
		add(response, always[i].name, always[i].value);
	if (!same)
		add(response, "Content-Type", r->type);
	if (r->etag[0])
		add(response, "ETag", r->etag);
	add_by_kind(response, r);
	if (r->retryable)
		add(response, "Retry-After", "1");
	if (r->status == 405)
		add(response, "Allow", "GET, HEAD");
	if (c->http->drains || c->last)
		add(response, "Connection", "close");
	allow_until(c->http, c->connection, HTTP_BODY_SECONDS);
	enum MHD_Result result = MHD_queue_response(c->connection, r->status, response);
	MHD_destroy_response(response);
	return result;
}

/* ---- Requests ---- */

static struct in6_addr address_of(struct MHD_Connection *c)
{
	struct in6_addr out = IN6ADDR_LOOPBACK_INIT;
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(c, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	const struct sockaddr *a = info ? info->client_addr : NULL;
	if (a && a->sa_family == AF_INET6) {
		const struct sockaddr_in6 *six = (const void *)a;
		return six->sin6_addr;
	}
	if (a && a->sa_family == AF_INET) {
		const struct sockaddr_in *four = (const void *)a;
		out = (struct in6_addr){.s6_addr = {[10] = 0xff, [11] = 0xff}};
		memcpy(&out.s6_addr[12], &four->sin_addr, sizeof four->sin_addr);
	}
	return out;
}

static bool sends_body(struct MHD_Connection *c)
{
	return header(c, "Content-Length") || header(c, "Transfer-Encoding");
}

struct head {
	unsigned hosts;
	bool malformed;
};

/* A name is a token: RFC 9110, 5.6.2. */
static enum MHD_Result look_at_header(
	void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
	struct head *head = context;
	(void)kind, (void)value;
	head->hosts += strcasecmp(name, "Host") == 0;
	size_t len = strspn(name, "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz"
				  "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	head->malformed |= name[len] != '\0';
	return MHD_YES;
}

/* Whether a proxy in front of it may have read another request, or other requests, than these. */
static bool is_malformed(struct MHD_Connection *c)
{
	struct head head = {0};
	MHD_get_connection_values(c, MHD_HEADER_KIND, look_at_header, &head);
	return head.malformed || head.hosts > 1;
}

static void resume(struct exchange *e)
{
	struct call *c = e->context;
	struct link *l = link_of(c->connection);
	if (l)
		links_done(l);
	MHD_resume_connection(c->connection);
}

static void leave(void *context)
{
	struct call *c = context;
	exchange_leave(c->exchange);
}

static void wait_for_peer(struct call *c)
{
	struct link *l = link_of(c->connection);
	if (l)
		links_wait(l, leave, c);
	allow_until(c->http, c->connection, PEER_WAIT_SECONDS + HTTP_BODY_SECONDS);
	MHD_suspend_connection(c->connection);
}

static enum MHD_Result begin(struct call *c, const char *method)
{
	const struct exchange_visitor visitor = {.address = address_of(c->connection),
		.method = method,
		.host = header(c->connection, "Host"),
		.accept = header(c->connection, "Accept"),
		.accept_language = header(c->connection, "Accept-Language"),
		.forwarded_for = header(c->connection, "X-Forwarded-For"),
		.if_none_match = header(c->connection, "If-None-Match"),
		.sends_body = sends_body(c->connection),
		.malformed = c->last = is_malformed(c->connection)};
	c->exchange->done = resume;
	c->exchange->context = c;
	exchange_begin(c->exchange, &visitor);
	if (!c->exchange->waits)
		return send_reply(c);
	c->state = CALL_WAITS;
	wait_for_peer(c);
	return MHD_YES;
}

static void *on_address(void *context, const char *address, struct MHD_Connection *connection)
{
	struct http *h = context;
	struct call *c = calloc(1, sizeof *c);
	if (!c)
		return NULL;
	*c = (struct call){.http = h, .connection = connection};
	c->exchange = exchange_new(&h->place, address);
	if (c->exchange) {
		h->place.counts->running++;
		return c;
	}
	free(c);
	return NULL;
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url,
	const char *method, const char *version, const char *upload, size_t *upload_len,
	void **call)
{
	struct call *c = *call;
	(void)context, (void)connection, (void)url, (void)version, (void)upload;
	if (!c)
		return MHD_NO;
	switch (c->state) {
	case CALL_NEW:
		c->state = CALL_READ;
		/* What has a body is refused, and that not read. */
		return sends_body(connection) ? begin(c, method) : MHD_YES;
	case CALL_READ:
		*upload_len = 0;
		return begin(c, method);
	case CALL_WAITS:
		return send_reply(c);
	}
	return MHD_NO;
}

static void on_completed(void *context, struct MHD_Connection *connection, void **call,
	enum MHD_RequestTerminationCode code)
{
	struct http *h = context;
	struct call *c = *call;
	(void)code;
	*call = NULL;
	if (!c)
		return;
	const struct exchange *e = c->exchange;
	if (e->reply.status)
		counts_add(h->place.counts, e->asked.route, e->reply.status,
			h->place.now_ms - e->since_ms, c->bytes);
	allow_until(h, connection, HTTP_HEAD_SECONDS);
	exchange_free(c->exchange);
	free(c);
	h->place.counts->running--;
}

/* ---- The whole ---- */

static struct MHD_Daemon *start_daemon(struct http *h, int listening)
{
	return MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request,
		h, MHD_OPTION_LISTEN_SOCKET, listening, MHD_OPTION_CONNECTION_LIMIT,
		(unsigned)HTTP_CONNECTIONS, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
		/* Behind a proxy all come from it. */
		h->place.options->forwarded ? 0U : (unsigned)HTTP_CONNECTIONS / 2,
		MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
		(size_t)HTTP_HEAD_BYTES, MHD_OPTION_URI_LOG_CALLBACK, on_address, h,
		MHD_OPTION_NOTIFY_COMPLETED, on_completed, h, MHD_OPTION_NOTIFY_CONNECTION,
		on_connection, h, MHD_OPTION_END);
}

struct http *http_start(const struct web_options *options, const char *base, int listening,
	struct peer *peer, struct counts *counts, struct error *err)
{
	struct http *h = calloc(1, sizeof *h);
	if (!h) {
		error_set_memory(err);
		return NULL;
	}
	links_init(&h->links);
	h->place = (struct exchange_place){.options = options,
		.base = base,
		.peer = peer,
		.visitors = visitors_new(options->limits),
		.counts = counts};
	h->daemon = h->place.visitors ? start_daemon(h, listening) : NULL;
	if (h->daemon)
		return h;
	error_set_system(err, errno, "%s", SAY("không phục vụ HTTP được", "can't serve HTTP"));
	visitors_free(h->place.visitors);
	free(h);
	return NULL;
}

int http_fd(const struct http *h)
{
	const union MHD_DaemonInfo *info = MHD_get_daemon_info(h->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	return info ? info->epoll_fd : -1;
}

int http_timeout_ms(const struct http *h, int most_ms)
{
	MHD_UNSIGNED_LONG_LONG ms;
	if (MHD_get_timeout(h->daemon, &ms) != MHD_YES || ms > (MHD_UNSIGNED_LONG_LONG)most_ms)
		return most_ms;
	return (int)ms;
}

void http_forget(struct http *h)
{
	h->place.state[0] = '\0';
}

void http_run(struct http *h, int64_t now_ms)
{
	h->place.now_ms = now_ms;
	MHD_run(h->daemon);
	links_tend(&h->links, now_ms);
}

void http_drain(struct http *h)
{
	h->drains = true;
	MHD_socket listening = MHD_quiesce_daemon(h->daemon);
	if (listening != MHD_INVALID_SOCKET)
		close(listening);
}

bool http_is_idle(const struct http *h)
{
	return h->place.counts->running == 0;
}

void http_stop(struct http *h)
{
	MHD_stop_daemon(h->daemon);
	visitors_free(h->place.visitors);
	free(h);
}
