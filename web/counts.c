#include "web/counts.h"

static const unsigned statuses[COUNTS_STATUSES - 1] = {
	200, 304, 400, 404, 405, 414, 421, 429, 431, 500, 502, 503, 504};
static const int64_t bounds[COUNTS_TIMES] = {2, 5, 10, 25, 50, 100, 250, 500, 1000};

void counts_add(struct counts *c, enum route route, unsigned status, int64_t ms, size_t bytes)
{
	size_t s = 0, t = 0;
	while (s < COUNTS_STATUSES - 1 && statuses[s] != status)
		s++;
	while (t < COUNTS_TIMES && ms > bounds[t])
		t++;
	c->answers[route][s]++;
	c->times[t]++;
	c->milliseconds += ms > 0 ? (uint64_t)ms : 0;
	c->bytes += bytes;
}

static void put_head(struct buf *out, const char *name, const char *type, const char *help)
{
	buf_printf(
		out, "# HELP tracuu_web_%s %s\n# TYPE tracuu_web_%s %s\n", name, help, name, type);
}

static void put_one(
	struct buf *out, const char *name, const char *type, const char *help, uint64_t value)
{
	put_head(out, name, type, help);
	buf_printf(out, "tracuu_web_%s %llu\n", name, (unsigned long long)value);
}

static void put_answers(struct buf *out, const struct counts *c)
{
	put_head(out, "answers_total", "counter", "Answers, by what was asked and their status.");
	for (int r = 0; r <= ROUTE_NONE; r++) {
		for (size_t s = 0; s < COUNTS_STATUSES; s++) {
			if (c->answers[r][s] == 0)
				continue;
			buf_printf(out, "tracuu_web_answers_total{route=\"%s\",status=\"",
				route_name((enum route)r));
			if (s < COUNTS_STATUSES - 1)
				buf_printf(out, "%u", statuses[s]);
			else
				buf_append_c(out, "other");
			buf_printf(out, "\"} %llu\n", (unsigned long long)c->answers[r][s]);
		}
	}
}

static void put_times(struct buf *out, const struct counts *c)
{
	uint64_t count = 0;
	put_head(out, "answer_seconds", "histogram", "From a request to its answer.");
	for (size_t t = 0; t < COUNTS_TIMES; t++) {
		count += c->times[t];
		buf_printf(out, "tracuu_web_answer_seconds_bucket{le=\"%lld.%03lld\"} %llu\n",
			(long long)bounds[t] / 1000, (long long)bounds[t] % 1000,
			(unsigned long long)count);
	}
	count += c->times[COUNTS_TIMES];
	buf_printf(out,
		"tracuu_web_answer_seconds_bucket{le=\"+Inf\"} %llu\n"
		"tracuu_web_answer_seconds_sum %llu.%03llu\n"
		"tracuu_web_answer_seconds_count %llu\n",
		(unsigned long long)count, (unsigned long long)(c->milliseconds / 1000),
		(unsigned long long)(c->milliseconds % 1000), (unsigned long long)count);
}

void counts_append(struct buf *out, const struct counts *c)
{
	put_answers(out, c);
	put_times(out, c);
	put_one(out, "body_bytes_total", "counter", "Bytes of bodies, as they were sent.",
		c->bytes);
	put_one(out, "servers_total", "counter",
		"How often a server of requests was found or started.", c->connected);
	put_one(out, "connections", "gauge", "Connections that are open.", c->connections);
	put_one(out, "requests", "gauge", "Requests that are being answered.", c->running);
}
