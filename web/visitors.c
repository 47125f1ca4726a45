#include "web/visitors.h"

#include "base/hash.h"

#include <stdlib.h>

enum { SLOTS = 4096, BURST_SECONDS = 10, A_REQUEST = 1000 /* thousandths of one */ };

struct slot {
	int64_t left; /* of what may come at a time, in thousandths of a request, at MS */
	int64_t ms;
	unsigned at_once;
};

struct visitors {
	struct visitor_limits limits;
	uint32_t seed;
	struct slot slots[SLOTS];
};

struct visitors *visitors_new(struct visitor_limits limits)
{
	struct visitors *v = calloc(1, sizeof *v);
	if (!v)
		return NULL;
	v->limits = limits;
	v->seed = hash_seed();
	for (size_t i = 0; i < SLOTS; i++)
		v->slots[i].left = (int64_t)limits.per_second * BURST_SECONDS * A_REQUEST;
	return v;
}

void visitors_free(struct visitors *v)
{
	free(v);
}

/* One a millisecond is a thousandth of one a second, so that no time is lost by rounding. */
static void refill(struct slot *s, unsigned per_second, int64_t now_ms)
{
	int64_t most = (int64_t)per_second * BURST_SECONDS * A_REQUEST;
	int64_t since = now_ms - s->ms;
	s->ms = now_ms;
	if (since >= BURST_SECONDS * 1000)
		s->left = most;
	else if (since > 0)
		s->left += since * per_second;
	s->left = s->left < most ? s->left : most;
}

enum admission visitors_enter(
	struct visitors *v, const struct in6_addr *address, int64_t now_ms, uint32_t *slot)
{
	size_t len = IN6_IS_ADDR_V4MAPPED(address) ? sizeof *address : sizeof *address / 2;
	*slot = hash_str(v->seed, str_make((const char *)address->s6_addr, len)) % SLOTS;
	struct slot *s = &v->slots[*slot];
	if (v->limits.at_once > 0 && s->at_once >= v->limits.at_once)
		return TOO_MANY_AT_ONCE;
	if (v->limits.per_second > 0) {
		refill(s, v->limits.per_second, now_ms);
		if (s->left < A_REQUEST)
			return TOO_FAST;
		s->left -= A_REQUEST;
	}
	s->at_once++;
	return ADMITTED;
}

void visitors_leave(struct visitors *v, uint32_t slot)
{
	v->slots[slot].at_once--;
}
