/* The connections of visitors: how long each may take, and whether who waits is still there. */
#ifndef WEB_LINKS_H
#define WEB_LINKS_H

#include <stdbool.h>
#include <stdint.h>

enum {
	LINKS_LOOK_MS = 100, /* between two looks at who left */
	LINKS_HALF_MS = 1000 /* that who sends nothing more is waited for: it may still read */
};

/* A connection, and when it must have done what it is at. */
struct link {
	struct link *next, *previous;
	int fd;
	int64_t until_ms;
	int64_t half_ms;              /* when it was seen to send nothing more; 0: it was not */
	void (*leave)(void *context); /* who waits is gone; NULL: nobody waits, or it was told */
	void *context;
};

struct links {
	struct link ring; /* begins and ends here */
	int64_t looked_ms;
};

void links_init(struct links *l);

/* NULL when out of memory. */
struct link *links_add(struct links *l, int fd, int64_t until_ms);
void links_remove(struct link *link);

/* Who waits at LINK for an answer is looked after: LEAVE is called, once, if it is gone. */
void links_wait(struct link *link, void (*leave)(void *context), void *context);
void links_done(struct link *link);

/* Ends those that are slow, byte by byte or not, and tells who left. */
void links_tend(struct links *l, int64_t now_ms);

#endif
