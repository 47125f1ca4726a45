/* What a server is told, and what it holds to. */
#ifndef QUERY_SERVE_OPTIONS_H
#define QUERY_SERVE_OPTIONS_H

#include "base/error.h"
#include "query/answer/session.h"

struct path_map;

enum {
	SERVE_WORKERS_MAX = 256,
	SERVE_CLIENTS_MAX = 256,
	SERVE_QUEUE = 256,      /* requests that wait for a worker, of all clients */
	SERVE_CLIENT_JOBS = 64, /* of one client that are not answered: then nothing more is read */
	SERVE_WAIT_SECONDS = 30, /* that one waits for a worker, at most */
	SERVE_GRACE_SECONDS = 5  /* past its time that one may be answered, before it is a hang */
};

struct serve_options {
	struct archive_paths archives;
	const char *socket;   /* path; NULL: standard input and output, or what systemd passes */
	unsigned socket_mode; /* 0: for its owner alone */
	size_t workers;       /* 0: as many as there are processors */
	struct search_settings usual;
	const struct path_map *paths;
	const char *version;
};

/* What the options of a server are called, without their dashes; whether NAME is one. */
bool serve_has_option(const char *name);

/* Reads ARG, which O borrows, as the value of the option NAME. ERROR_USAGE. */
bool serve_read_option(
	struct serve_options *o, const char *name, const char *arg, struct error *err);

/* That none of them was given, as nothing is served: else ERROR_USAGE. */
bool serve_check_unused(const struct serve_options *o, struct error *err);

#endif
