#include "article/worker/client.h"

#include "article/readers/formats.h"
#include "article/readers/kinds.h"
#include "article/worker/parcel.h"
#include "article/worker/process.h"
#include "base/lang.h"
#include "base/moment.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

struct client {
	struct process *process; /* NULL: it is no more */
	enum article_kind kind;
	struct unused_keys *unused; /* borrowed; NULL: not counted */
	struct buf text;            /* of what is said, either way */
	struct error failed;        /* to be told by the next step */
	bool stepping;              /* the next step was asked for already */
	enum ceiling ceiling;
	bool ended;
};

bool worker_is_installed(enum article_kind kind)
{
	const char *program = article_kind_program(kind);
	return !program || process_is_installed(program);
}

bool worker_say_missing(enum article_kind kind, struct error *err)
{
	return error_set(err, ERROR_NOT_FOUND,
		SAY("chưa có bộ đọc %s; cài gói %s",
			"the reader of %s is not installed; install the package %s"),
		article_kind_name(kind), article_kind_program(kind));
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

static struct client *ahead_take(const struct article_file *file);

/* What is WANTED was asked for; false with the reason, be it the reader's own or what became of
   it. */
static bool hear(struct client *c, enum wire_kind wanted, struct error *err)
{
	enum wire_kind got;
	if (!process_hear(c->process, wanted, &got, &c->text))
		return fail_ended(c, err);
	if (got == wanted)
		return true;
	if (!parcel_take_error(buf_str(&c->text), err)) {
		process_condemn(c->process);
		fail_ended(c, err);
	}
	return false;
}

static bool ask(struct client *c, enum wire_kind kind, enum wire_kind wanted, struct error *err)
{
	if (!process_tell(c->process, kind, buf_str(&c->text), -1))
		return fail_ended(c, err);
	return hear(c, wanted, err);
}

static void client_free(struct client *c)
{
	process_give_back(c->process);
	buf_free(&c->text);
	free(c);
}

/* Has the file opened there, and its first step taken, without waiting for either. */
static struct client *client_begin(const struct article_file *file, struct error *err)
{
	struct client *c = calloc(1, sizeof *c);
	if (!c || !parcel_put_file(&c->text, file)) {
		free(c);
		error_set_memory(err);
		return NULL;
	}
	c->kind = file->format.kind;
	c->process = process_take(article_kind_program(c->kind), err);
	if (!c->process) {
		client_free(c);
		return NULL;
	}
	/* That it is no more is found when it is heard. */
	if (process_tell(c->process, WIRE_OPEN, buf_str(&c->text), file->fd))
		process_tell(c->process, WIRE_NEXT, STR(""), -1);
	c->stepping = true;
	return c;
}

/* A file that can't be opened there is one that can't be read: that is told by the first step, with
   the ceiling that there may be. */
static void *client_open(const struct article_file *file, struct error *err)
{
	struct client *c = ahead_take(file);
	if (!c)
		c = client_begin(file, err);
	if (!c)
		return NULL;
	c->unused = file->unused;
	if (!hear(c, WIRE_OPENED, &c->failed) && c->process) {
		/* Nor is there a first step. */
		struct error ignored;
		hear(c, WIRE_STEP, &ignored);
		c->stepping = false;
	}
	return c;
}

/* Keys that were not used are told at the end. */
static void take_unused(struct client *c)
{
	struct error err;
	buf_reset(&c->text);
	if (!ask(c, WIRE_CLOSE, WIRE_CLOSED, &err))
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
	bool stepping = c->stepping;
	c->stepping = false;
	if (!(stepping ? hear(c, WIRE_STEP, &c->failed) : ask(c, WIRE_NEXT, WIRE_STEP, &c->failed)))
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
	if (!ask(c, WIRE_MEMBER, WIRE_BYTES, err))
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
	struct error ignored;
	if (c->process && c->stepping)
		hear(c, WIRE_STEP, &ignored);
	if (c->process)
		take_unused(c);
	client_free(c);
}

const struct reader_ops worker_reader_ops = {
	client_open, client_next, client_ceiling, client_close, client_member};

/* ---- Ahead ---- */

enum { AHEAD_MAX = 64 };

/* Files that are being read before anybody asked for them, by what they are. */
static struct ahead {
	struct client *client; /* NULL: none */
	struct stat file;
	char *path; /* owned, of it: what is read in it, a date, depends on that */
	uint64_t ticket;
} ahead[AHEAD_MAX];

static bool is_same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
	       moment_ns(&a->st_mtim) == moment_ns(&b->st_mtim) &&
	       moment_ns(&a->st_ctim) == moment_ns(&b->st_ctim);
}

/* What reads FILE already, if it is as it was when that began. */
static struct client *ahead_take(const struct article_file *file)
{
	struct stat st;
	for (size_t i = 0; i < AHEAD_MAX; i++) {
		struct client *c = ahead[i].client;
		if (!c || c->kind != file->format.kind || fstat(file->fd, &st) != 0 ||
			!is_same_file(&ahead[i].file, &st) ||
			strcmp(ahead[i].path, file->path) != 0)
			continue;
		free(ahead[i].path);
		ahead[i] = (struct ahead){0};
		return c;
	}
	return NULL;
}

bool worker_read_ahead(const struct article_file *file, uint64_t ticket)
{
	struct error err;
	size_t i = 0;
	while (i < AHEAD_MAX && ahead[i].client)
		i++;
	if (i == AHEAD_MAX || !article_kind_program(file->format.kind) ||
		fstat(file->fd, &ahead[i].file) != 0)
		return false;
	ahead[i].ticket = ticket;
	ahead[i].path = strdup(file->path);
	ahead[i].client = ahead[i].path ? client_begin(file, &err) : NULL;
	if (!ahead[i].client)
		free(ahead[i].path);
	return ahead[i].client != NULL;
}

void worker_drop_ahead(uint64_t ticket)
{
	for (size_t i = 0; i < AHEAD_MAX; i++) {
		struct client *c = ahead[i].client;
		if (!c || ahead[i].ticket > ticket)
			continue;
		process_condemn(c->process);
		client_free(c);
		free(ahead[i].path);
		ahead[i] = (struct ahead){0};
	}
}
