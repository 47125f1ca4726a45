/* Text a screen at a time. */
#ifndef QUERY_SHOWING_PAGER_H
#define QUERY_SHOWING_PAGER_H

#include "base/str.h"

#include <stddef.h>

/* Shows TEXT, which was made for the terminal that standard output is, in the program that PAGER
   names, else less, without a shell; a text that fits the screen, or where there is no such
   program, is written as it is. With LINE above 1 that line is on the first screen. */
void pager_show(struct str text, size_t line);

#endif
