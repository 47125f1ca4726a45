/* Who keeps the door: starts the process that speaks with visitors (web/door.h) and the server of
 * requests, gives the one a connection to the other, and starts anew what ends. It reads nothing of
 * what either says but that the server is ready. */
#ifndef WEB_KEEPER_H
#define WEB_KEEPER_H

#include "base/error.h"
#include "web/options.h"

/* Keeps it until SIGTERM or SIGINT comes and what was asked is answered. False, with ERR filled,
   where it can't begin. */
bool keeper_run(const struct web_options *options, struct error *err);

#endif
