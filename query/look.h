/* How text is to look on the terminal at hand. */
#ifndef QUERY_LOOK_H
#define QUERY_LOOK_H

#include <stdbool.h>
#include <stddef.h>

struct text_look {
	size_t columns; /* of the terminal */
	bool color;
};

#endif
