/* Whether there is a terminal that can be drawn on. */
#ifndef QUERY_INTERACTIVE_TERMINFO_H
#define QUERY_INTERACTIVE_TERMINFO_H

#include "base/error.h"

/* Whether standard input and output are one; else ERROR_USAGE with what to do. */
bool terminfo_check(struct error *err);

#endif
