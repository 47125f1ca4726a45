/* How much one visitor may ask for: requests at once, and by the second. A visitor is an address;
 * of version 6 the half of it that a network has. Addresses share what one may where they fall into
 * one slot of a table that nobody outside can predict: so nothing grows, however many come. */
#ifndef WEB_VISITORS_H
#define WEB_VISITORS_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>

struct visitor_limits {
	unsigned at_once;    /* requests that are not answered; 0: any number */
	unsigned per_second; /* 0: any number; ten times as many may come at a time */
};

struct visitors;

/* NULL: no memory. */
struct visitors *visitors_new(struct visitor_limits limits);
void visitors_free(struct visitors *v);

enum admission { ADMITTED, TOO_MANY_AT_ONCE, TOO_FAST };

/* Lets one more request of ADDRESS in, whose slot is *SLOT then, to be left by visitors_leave when
   it is answered. NOW is in milliseconds, of a clock that never goes back. */
enum admission visitors_enter(
	struct visitors *v, const struct in6_addr *address, int64_t now_ms, uint32_t *slot);
void visitors_leave(struct visitors *v, uint32_t slot);

#endif
