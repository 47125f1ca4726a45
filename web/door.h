/* The process that speaks with visitors. It holds the socket where they come in, one to the server
 * of requests, one to who keeps it, and nothing else; and gives up the rest before it lets anybody
 * in (sandbox/confine.h). */
#ifndef WEB_DOOR_H
#define WEB_DOOR_H

#include "web/options.h"

enum { DOOR_DRAIN_SECONDS = 30 };

/* Asks the keeper by a byte over CONTROL for a connection to the server of requests, whenever there
   is none, and gets it there (web/pass.h). When CONTROL ends, what was asked is answered, and the
   process ends: does not return. BASE is the address that the door is known by. */
_Noreturn void door_run(
	const struct web_options *options, const char *base, int listening, int control);

#endif
