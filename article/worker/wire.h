/* Messages between tracuu-index and a reader, over a socket that both hold an end of.
 *
 * A message is the length of what follows (4 bytes, little-endian), a byte that says what it is,
 * and its text. Neither end trusts the other: a length is believed up to WIRE_MAX. */
#ifndef ARTICLE_WORKER_WIRE_H
#define ARTICLE_WORKER_WIRE_H

#include "base/buf.h"

#include <stdint.h>

enum {
	WIRE_MAX = 96 << 20, /* bytes of a message: an article with all that is known of it */
	WIRE_VERSION = 2     /* raised with any change of what is sent */
};

/* What messages are, to a reader and from it. */
enum wire_kind {
	WIRE_HELLO = 'h', /* from it, first: its version, how it is confined */
	WIRE_OPEN = 'o',  /* a file, with its descriptor */
	WIRE_NEXT = 'n',
	WIRE_MEMBER = 'm', /* for bytes of the member: how many at most */
	WIRE_CLOSE = 'c',
	WIRE_OPENED = 'O', /* answers, in the order of what they answer */
	WIRE_FAILED = 'F',
	WIRE_STEP = 'N',
	WIRE_BYTES = 'M',
	WIRE_CLOSED = 'C'
};

enum wire_step { WIRE_DONE, WIRE_ENDED, WIRE_LATE, WIRE_BROKEN };

/* Sends KIND with TEXT, and the descriptor PASSED unless that is -1. DEADLINE: milliseconds of
   wire_now, 0: none. */
enum wire_step wire_send(
	int socket, enum wire_kind kind, struct str text, int passed, int64_t deadline);

/* Receives one message: its text replaces what OUT held, a descriptor sent with it is *PASSED
   (NULL: there must be none), else -1. WIRE_ENDED: the other end is gone. WIRE_BROKEN: it sent what
   is no message, or there is no memory for it. */
enum wire_step wire_receive(
	int socket, enum wire_kind *kind, struct buf *out, int *passed, int64_t deadline);

/* Milliseconds of a clock that never goes back. */
int64_t wire_now(void);

#endif
