#include "library/own.h"

#include "base/lang.h"

#include <stdlib.h>
#include <string.h>

struct tracuu_error {
	enum error_code code;
	struct error vi, en;
};

#define SAME(theirs, ours) _Static_assert((int)(theirs) == (int)(ours), "one number for both")
SAME(TRACUU_ERROR_USAGE, ERROR_USAGE);
SAME(TRACUU_ERROR_INPUT, ERROR_INPUT);
SAME(TRACUU_ERROR_NOT_FOUND, ERROR_NOT_FOUND);
SAME(TRACUU_ERROR_IO, ERROR_IO);
SAME(TRACUU_ERROR_NO_SPACE, ERROR_NO_SPACE);
SAME(TRACUU_ERROR_MEMORY, ERROR_MEMORY);
SAME(TRACUU_ERROR_LIMIT, ERROR_LIMIT);
SAME(TRACUU_ERROR_LOCKED, ERROR_LOCKED);
SAME(TRACUU_ERROR_CORRUPT, ERROR_CORRUPT);
SAME(TRACUU_ERROR_VERSION, ERROR_VERSION);
SAME(TRACUU_ERROR_HELD, ERROR_HELD);
SAME(TRACUU_ERROR_STOPPED, ERROR_STOPPED);
SAME(TRACUU_ERROR_OVERLOADED, ERROR_BUSY);
SAME(TRACUU_ERROR_LOST, ERROR_LOST);
SAME(TRACUU_ERROR_INTERNAL, ERROR_INTERNAL);

/* Where there is no memory for another. Never freed, nor changed. */
static struct tracuu_error no_memory = {.code = ERROR_MEMORY,
	.vi = {.code = ERROR_MEMORY, .message = "hết bộ nhớ"},
	.en = {.code = ERROR_MEMORY, .message = "out of memory"}};

static bool attempt(library_attempt *a, void *context, bool vietnamese, struct error *err)
{
	locale_t before = library_enter(vietnamese);
	bool ok = a(context, err);
	library_leave(before);
	return ok;
}

bool library_try(library_attempt *a, void *context, struct tracuu_error **out)
{
	struct error vi, en;
	if (attempt(a, context, true, &vi) || attempt(a, context, false, &en))
		return true;
	if (!out)
		return false;
	*out = malloc(sizeof **out);
	if (*out)
		**out = (struct tracuu_error){en.code, vi, en};
	else
		*out = &no_memory;
	return false;
}

enum tracuu_code tracuu_error_code(const struct tracuu_error *e)
{
	return (enum tracuu_code)e->code;
}

const char *tracuu_error_message(const struct tracuu_error *e, const char *language)
{
	return language && strcmp(language, "vi") == 0 ? e->vi.message : e->en.message;
}

void tracuu_error_free(struct tracuu_error *e)
{
	if (e != &no_memory)
		free(e);
}
