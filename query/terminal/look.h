/* How text is to look on the terminal at hand. */
#ifndef QUERY_TERMINAL_LOOK_H
#define QUERY_TERMINAL_LOOK_H

#include <stdbool.h>
#include <stddef.h>

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct text_look {
	size_t columns; /* of the terminal */
	bool color;
	const char *host; /* of this machine, for links to its files; NULL: no links */
};

/* How it is to look on standard output. */
struct text_look look_of(enum color color);

#endif
