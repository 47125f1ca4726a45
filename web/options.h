/* What the door is told. */
#ifndef WEB_OPTIONS_H
#define WEB_OPTIONS_H

#include "base/error.h"
#include "web/visitors.h"

struct web_options {
	const char *listen; /* ADDRESS:PORT */
	const char *socket; /* of a server that runs already; NULL: one is started */
	char **server;      /* further arguments for the one that is started, ended by NULL */
	const char *url;    /* by which it is known; NULL: where it listens */
	char host[256];     /* of URL; "" */
	bool forwarded;     /* a proxy in front of it says for whom it asks */
	struct visitor_limits limits;
	bool help, version;
};

/* Reads the command line, of which OUT borrows. ERROR_USAGE. */
bool web_options_read(int argc, char **argv, struct web_options *out, struct error *err);

#endif
