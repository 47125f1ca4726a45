/* Calls that fill a struct error, in tests. */
#ifndef UNIT_WORKS_H
#define UNIT_WORKS_H

#include "base/error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct error err;

/* Of a call that has to work: shows why it did not. */
#define WORKS(call)                                                                                \
	do {                                                                                       \
		if (!(call))                                                                       \
			fail_msg("%s: %s", #call, err.message);                                    \
	} while (0)

#endif
