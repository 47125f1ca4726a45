#include "article/worker/client.h"

#include "article/readers/formats.h"
#include "article/readers/kinds.h"
#include "article/worker/parcel.h"
#include "article/worker/process.h"
#include "base/lang.h"

#include <stdio.h>
#include <stdlib.h>

struct client {
	struct process *process; /* NULL: it is no more */
	enum article_kind kind;
	struct unused_keys *unused; /* borrowed; NULL: not counted */
	struct buf text;            /* of what is said, either way */
	struct error failed;        /* to be told by the next step */
	enum ceiling ceiling;
	bool ended;
};

bool worker_is_installed(enum article_kind kind)
{
	const char *program = article_kind_program(kind);
	return !program || process_is_installed(program);
}

/* Says in ERR what became of the process, and that the file is not to be tried again where it is
   the file that did it. */
static bool fail_ended(struct client *c, struct error *err)
{
	int detail;
	const char *name = article_kind_name(c->kind);
	enum process_end end = process_ended(c->process, &detail);
	process_give_back(c->process);
	c->process = NULL;
	c->ended = true;
	c->ceiling = end == PROCESS_STARVED ? CEILING_NONE : ceiling_of_reader();
	switch (end) {
	case PROCESS_HUNG:
		return error_set(err, ERROR_LIMIT,
			SAY("bộ đọc %s chạy quá %d giây với tệp này nên bị dừng",
				"the reader of %s took more than %d seconds for this file and was "
				"ended"),
			name, PROCESS_ANSWER_MS / 1000);
	case PROCESS_STARVED:
		return error_set(err, ERROR_LIMIT,
			SAY("máy quá bận, bộ đọc %s không kịp đọc tệp này; lần chạy sau sẽ đọc lại",
				"the machine is too busy for the reader of %s to read this file; "
				"the next run will try again"),
			name);
	case PROCESS_CRASHED:
		return error_set(err, ERROR_INPUT,
			detail ? SAY("bộ đọc %s gặp lỗi khi đọc tệp này (tín hiệu %d)",
					 "the reader of %s failed at this file (signal %d)")
			       : SAY("bộ đọc %s bỏ dở tệp này",
					 "the reader of %s gave this file up"),
			name, detail);
	case PROCESS_LIVES:
	case PROCESS_LIED:
		break;
	}
	return error_set(err, ERROR_INPUT,
		SAY("bộ đọc %s trả lời sai khi đọc tệp này",
			"the reader of %s answered wrongly about this file"),
		name);
}

/* Asks for what is WANTED; false with the reason, be it the reader's own or what became of it. */
static bool ask(
	struct client *c, enum wire_kind kind, int passed, enum wire_kind wanted, struct error *err)
{
	enum wire_kind got;
	if (!process_ask(c->process, kind, buf_str(&c->text), passed, wanted, &got, &c->text))
		return fail_ended(c, err);
	if (got == wanted)
		return true;
	if (!parcel_take_error(buf_str(&c->text), err)) {
		process_condemn(c->process);
		fail_ended(c, err);
	}
	return false;
}

static bool open_there(struct client *c, const struct article_file *file, struct error *err)
{
	buf_reset(&c->text);
	if (!parcel_put_file(&c->text, file))
		return error_set_memory(err);
	return ask(c, WIRE_OPEN, file->fd, WIRE_OPENED, err);
}

static void client_free(struct client *c)
{
	process_give_back(c->process);
	buf_free(&c->text);
	free(c);
}

/* A file that can't be opened there is one that can't be read: that is told by the first step, with
   the ceiling that there may be. */
static void *client_open(const struct article_file *file, struct error *err)
{
	struct client *c = calloc(1, sizeof *c);
	if (!c) {
		error_set_memory(err);
		return NULL;
	}
	c->kind = file->format.kind;
	c->unused = file->unused;
	c->process = process_take(article_kind_program(c->kind), err);
	if (c->process) {
		open_there(c, file, &c->failed);
		return c;
	}
	client_free(c);
	return NULL;
}

/* Keys that were not used are told at the end. */
static void take_unused(struct client *c)
{
	struct error err;
	buf_reset(&c->text);
	if (!ask(c, WIRE_CLOSE, -1, WIRE_CLOSED, &err))
		return;
	if (!parcel_take_unused(buf_str(&c->text), c->unused))
		process_condemn(c->process);
	process_give_back(c->process);
	c->process = NULL;
}

static enum article_step break_off(struct client *c, struct article_problem *p)
{
	p->error = c->failed;
	c->failed = (struct error){0};
	c->ended = true;
	return ARTICLE_BROKEN;
}

static enum article_step client_next(void *state, struct article *out, struct article_problem *p)
{
	struct client *c = state;
	struct parcel_step step;
	if (c->failed.code != ERROR_NONE)
		return break_off(c, p);
	if (c->ended)
		return ARTICLE_END;
	buf_reset(&c->text);
	if (!ask(c, WIRE_NEXT, -1, WIRE_STEP, &c->failed))
		return break_off(c, p);
	if (!parcel_take_step(buf_str(&c->text), &step, out, p)) {
		process_condemn(c->process);
		fail_ended(c, &c->failed);
		article_free(out);
		*p = (struct article_problem){0};
		return break_off(c, p);
	}
	c->ceiling = step.ceiling;
	c->ended = step.step == ARTICLE_END || step.step == ARTICLE_BROKEN ||
		   step.step == ARTICLE_FOREIGN;
	if (c->ended)
		take_unused(c);
	return step.step;
}

static ssize_t client_member(void *state, char *out, size_t size, struct error *err)
{
	struct client *c = state;
	if (!c->process)
		return 0;
	buf_reset(&c->text);
	if (!buf_append_u32(&c->text, (uint32_t)(size < UINT32_MAX ? size : UINT32_MAX)))
		return error_set_memory(err) ? 0 : -1;
	if (!ask(c, WIRE_MEMBER, -1, WIRE_BYTES, err))
		return -1;
	if (c->text.len > size) {
		process_condemn(c->process);
		fail_ended(c, err);
		return -1;
	}
	memcpy(out, c->text.ptr, c->text.len);
	return (ssize_t)c->text.len;
}

static enum ceiling client_ceiling(const void *state)
{
	const struct client *c = state;
	return c->ceiling;
}

static void client_close(void *state)
{
	struct client *c = state;
	if (c->process)
		take_unused(c);
	client_free(c);
}

const struct reader_ops worker_reader_ops = {
	client_open, client_next, client_ceiling, client_close, client_member};
