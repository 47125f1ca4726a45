#include "base/lang.h"
#include "query/json/print_json.h"
#include "query/respond/respond.h"
#include "query/serve/server.h"

#include <stdlib.h>

/* Takes J out of its client's count, and frees it. */
static void finish(struct job *j)
{
	if (j->client)
		j->client->jobs--;
	buf_free(&j->line);
	request_free(&j->request);
	free(j);
}

static void fail(struct job *j, enum error_code code, const char *message)
{
	struct error err;
	struct buf answer = BUF_INIT;
	error_set(&err, code, "%s", message);
	respond_error(&j->request, &err, &answer);
	if (j->client && !answer.failed)
		client_send(j->client, buf_str(&answer));
	else if (j->client)
		j->client->ended = true;
	buf_free(&answer);
	finish(j);
}

void job_fail(struct job *j, enum error_code code, const char *vi, const char *en)
{
	if (j->request.language != REQUEST_ANY_LANGUAGE)
		lang_set_here(j->request.language == REQUEST_VIETNAMESE);
	fail(j, code, SAY(vi, en));
	lang_leave_here();
}

void job_answer(struct job *j, struct str answer)
{
	if (j->cancelled) {
		job_fail(j, ERROR_STOPPED, "yêu cầu đã bị hủy", "the request was cancelled");
		return;
	}
	if (j->client)
		client_send(j->client, answer);
	finish(j);
}

/* ---- The queue ---- */

static void append(struct server *s, struct job *j)
{
	*s->last = j;
	s->last = &j->next;
	s->queued++;
}

/* Takes *AT out. */
static struct job *take_out(struct server *s, struct job **at)
{
	struct job *j = *at;
	*at = j->next;
	if (!j->next)
		s->last = at;
	j->next = NULL;
	s->queued--;
	return j;
}

void jobs_dispatch(struct server *s)
{
	struct job **at = &s->first;
	while (*at) {
		struct job *j = *at;
		if (!client_takes_answers(j->client)) {
			at = &j->next;
			continue;
		}
		if (!pool_give(s, j))
			return;
		take_out(s, at);
	}
}

void jobs_expire(struct server *s)
{
	while (s->first && s->now_ms - s->first->since_ms > SERVE_WAIT_SECONDS * 1000)
		job_fail(take_out(s, &s->first), ERROR_BUSY,
			"yêu cầu chờ quá lâu mà chưa tới lượt; hãy thử lại sau",
			"the request waited too long for its turn; try again later");
}

void jobs_drop(struct server *s, const struct client *c)
{
	struct job **at = &s->first;
	while (*at) {
		if ((*at)->client != c) {
			at = &(*at)->next;
			continue;
		}
		finish(take_out(s, at));
	}
	for (size_t i = 0; i < s->pool.room; i++) {
		struct job *j = s->pool.workers[i].job;
		if (j && j->client == c) {
			pool_cancel(s, j);
			j->client->jobs--;
			j->client = NULL;
		}
	}
}

/* ---- Cancelling ---- */

static bool is_target(const struct job *j, const struct client *c, const json_t *id)
{
	return j->client == c && j->request.id && !j->cancelled && json_equal(j->request.id, id);
}

static bool cancel(struct server *s, const struct client *c, const json_t *id)
{
	for (struct job **at = &s->first; *at; at = &(*at)->next) {
		if (!is_target(*at, c, id))
			continue;
		job_fail(take_out(s, at), ERROR_STOPPED, "yêu cầu đã bị hủy",
			"the request was cancelled");
		return true;
	}
	for (size_t i = 0; i < s->pool.room; i++) {
		struct job *j = s->pool.workers[i].job;
		if (!j || !is_target(j, c, id))
			continue;
		j->cancelled = true;
		pool_cancel(s, j);
		return true;
	}
	return false;
}

static void answer_cancel(struct server *s, struct job *j)
{
	struct buf answer = BUF_INIT;
	bool cancelled = cancel(s, j->client, j->request.target);
	print_json_cancelled(&answer, cancelled, &(struct json_frame){.id = j->request.id});
	client_send(j->client, buf_str(&answer));
	buf_free(&answer);
	finish(j);
}

/* ---- Arriving ---- */

void job_take(struct server *s, struct client *c)
{
	struct error err;
	struct job *j = calloc(1, sizeof *j);
	if (!j || !buf_append(&j->line, buf_str(&c->line)) || !buf_push(&j->line, '\n')) {
		c->ended = true; /* for want of memory even to say so */
		free(j);
		return;
	}
	/* Whatever is wrong with it, a worker says, as everywhere. */
	bool ok = request_read(buf_str(&c->line), &s->options->usual, &j->request, &err);
	lang_leave_here();
	j->client = c;
	j->since_ms = s->now_ms;
	c->jobs++;
	if (ok && j->request.op == REQUEST_CANCEL)
		answer_cancel(s, j);
	else if (s->queued >= SERVE_QUEUE)
		job_fail(j, ERROR_BUSY, "đang có quá nhiều yêu cầu; hãy thử lại sau giây lát",
			"there are too many requests at once; try again in a moment");
	else
		append(s, j);
}
