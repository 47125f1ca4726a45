/* Where visitors come in. */
#ifndef WEB_LISTEN_H
#define WEB_LISTEN_H

#include "base/error.h"

enum { LISTEN_NAME = 80 };

/* A socket that listens at WHERE, "ADDRESS:PORT" with an address in figures, of version 6 in
   brackets; port 0: any that is free. NAME: "http://" and where it is. -1 with ERR filled. */
int listen_open(const char *where, char name[LISTEN_NAME], struct error *err);

#endif
