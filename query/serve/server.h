/* What the parts of a server share. Private to query/serve. */
#ifndef QUERY_SERVE_SERVER_H
#define QUERY_SERVE_SERVER_H

#include "base/buf.h"
#include "query/request/request.h"
#include "query/serve/options.h"

#include <poll.h>
#include <sys/types.h>

enum {
	LINE_MAX_BYTES = REQUEST_MAX_BYTES + 1, /* that are kept of a line: one too many is told */
	ANSWER_MAX_BYTES = 128 << 20,
	UNSENT_MAX_BYTES = 1 << 20 /* of answers that a client does not take: it gets no more */
};

struct cluster;

/* A request that was read and is not answered. */
struct job {
	struct job *next; /* in the queue */
	struct client *client;
	struct buf line;
	struct request request; /* as far as it can be read */
	int64_t since_ms;       /* when it was read */
	bool cancelled;
};

struct client {
	int in, out; /* the same for a socket; -1: closed */
	bool is_socket;
	bool ended;      /* nothing more comes */
	struct buf read; /* lines that came */
	size_t taken;    /* bytes of it */
	struct buf line; /* the one that is taken at the moment */
	struct buf unsent;
	size_t sent; /* of it */
	size_t jobs;
	struct pollfd *poll_in, *poll_out; /* of the pass at hand; NULL: not looked at */
};

enum worker_state { WORKER_FREE, WORKER_STARTING, WORKER_IDLE, WORKER_BUSY };

/* What is published of each archive that is served: the generation, 0: none; since when there is
   what an audience sees of it; when the report of the first one's last run was written, as that is
   the one told. No byte of it is padding. */
struct served {
	uint32_t generation[ARCHIVES_MAX];
	int64_t from[ARCHIVES_MAX];
	int64_t report;
};

struct worker {
	enum worker_state state;
	pid_t pid;
	int fd;               /* a socket to it */
	struct served served; /* when it was started */
	bool retiring;        /* goes after the answer that it is at */
	struct job *job;
	int64_t deadline_ms; /* of the job, or of its start; 0: none */
	struct buf answer;
	struct pollfd *poll;
};

struct pool {
	struct worker *workers; /* owned: twice as many as answer, for those of a new generation */
	size_t room, wanted;
	bool is_ready;        /* some worker was */
	struct served served; /* that is answered from */
	struct buf told;      /* of archives that are missing, the last time; owned */
	int64_t retry_ms;     /* when workers may be started again */
	unsigned failures;    /* in a row */
};

struct server {
	const struct serve_options *options;
	struct cluster *cluster; /* whose file one of the archives is, owned; NULL: none is */
	struct pool pool;
	struct client *clients[SERVE_CLIENTS_MAX];
	size_t client_count;
	struct job *first, **last; /* the queue */
	size_t queued;
	int listening, signals; /* -1: none */
	bool listens_for_systemd;
	bool draining; /* nothing more is read */
	int64_t now_ms, looked_ms;
	struct error *err; /* why it can't go on */
	bool is_over;
};

/* ---- jobs.c: requests on their way ---- */

/* Takes the line that C sent. */
void job_take(struct server *s, struct client *c);

/* Hands what waits to workers that are idle. */
void jobs_dispatch(struct server *s);

/* Takes J's ANSWER, one line, to its client, and frees J. */
void job_answer(struct job *j, struct str answer);

/* The same with an error, in the language of its request. */
void job_fail(struct job *j, enum error_code code, const char *vi, const char *en);

/* Those that waited too long. */
void jobs_expire(struct server *s);

/* Forgets those of C, which is gone. */
void jobs_drop(struct server *s, const struct client *c);

/* ---- clients.c ---- */

/* A client that is read from IN and written to by OUT; false where there are too many. */
bool client_add(struct server *s, int in, int out, bool is_socket);
void client_send(struct client *c, struct str bytes);
bool client_takes_answers(const struct client *c);
size_t clients_poll(struct server *s, struct pollfd *fds);
void clients_serve(struct server *s);
void clients_free(struct server *s);

/* ---- pool.c: the workers ---- */

bool pool_open(struct server *s);
void pool_close(struct server *s);

/* Gives J to a worker that is idle; false where none is. */
bool pool_give(struct server *s, struct job *j);
void pool_cancel(struct server *s, const struct job *j);
bool pool_is_busy(const struct server *s);

/* Starts what is missing, ends what hangs, looks whether there is a new generation. */
void pool_tend(struct server *s);
size_t pool_poll(struct server *s, struct pollfd *fds);
void pool_serve(struct server *s);

/* ---- worker.c: in a worker ---- */

/* Answers what comes by the socket FD, after a line that says that it is ready, "+" and what is
   wrong with those archives that it does without, or "!" and why it can't. Does not return. */
_Noreturn void worker_run(const struct serve_options *options, int fd);

/* ---- listen.c ---- */

/* Opens the socket that the options name, or finds the one that systemd passed; *FD is -1 where
   there is neither. */
bool listen_open(struct server *s);
void listen_close(struct server *s);

#endif
