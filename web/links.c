#include "web/links.h"

#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>

void links_init(struct links *l)
{
	*l = (struct links){.looked_ms = 0};
	l->ring.next = l->ring.previous = &l->ring;
}

struct link *links_add(struct links *l, int fd, int64_t until_ms)
{
	struct link *link = calloc(1, sizeof *link);
	if (!link)
		return NULL;
	*link = (struct link){
		.next = l->ring.next, .previous = &l->ring, .fd = fd, .until_ms = until_ms};
	link->next->previous = link;
	l->ring.next = link;
	return link;
}

void links_remove(struct link *link)
{
	link->next->previous = link->previous;
	link->previous->next = link->next;
	free(link);
}

void links_wait(struct link *link, void (*leave)(void *context), void *context)
{
	link->leave = leave;
	link->context = context;
	link->half_ms = 0;
}

void links_done(struct link *link)
{
	link->leave = NULL;
}

/* Who has closed both ways is gone; who sends nothing more perhaps. */
static void look_at(struct link *link, int64_t now_ms)
{
	struct pollfd p = {.fd = link->fd, .events = POLLRDHUP};
	if (poll(&p, 1, 0) != 1)
		return;
	if (link->half_ms == 0)
		link->half_ms = now_ms;
	if (!(p.revents & (POLLERR | POLLHUP)) && now_ms - link->half_ms < LINKS_HALF_MS)
		return;
	void (*leave)(void *context) = link->leave;
	link->leave = NULL;
	leave(link->context);
}

void links_tend(struct links *l, int64_t now_ms)
{
	bool looks = now_ms - l->looked_ms >= LINKS_LOOK_MS;
	if (looks)
		l->looked_ms = now_ms;
	for (struct link *link = l->ring.next; link != &l->ring; link = link->next) {
		if (link->until_ms <= now_ms)
			shutdown(link->fd, SHUT_RDWR);
		if (looks && link->leave)
			look_at(link, now_ms);
	}
}
