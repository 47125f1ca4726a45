/* Descriptors sent from one process to another, over a socket between them. */
#ifndef WEB_PASS_H
#define WEB_PASS_H

#include <stdbool.h>

/* Sends FD, which stays open here, over SOCKET. False with errno. */
bool pass_send(int socket, int fd);

/* What was sent next; -1 where nothing was yet; *GONE: and nothing will be. Does not wait. */
int pass_receive(int socket, bool *gone);

#endif
