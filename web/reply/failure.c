#include "web/reply/failure.h"

#include "printing/escape.h"

#include <jansson.h>
#include <stdlib.h>

static const struct {
	const char *code, *fault;
	unsigned status;
	bool retryable;
} rows[] = {
	[FAILURE_REQUEST] = {"usage", "request", 400, false},
	[FAILURE_NO_PAGE] = {"not_found", "request", 404, false},
	[FAILURE_METHOD] = {"usage", "request", 405, false},
	[FAILURE_TOO_LONG] = {"limit", "query", 414, false},
	[FAILURE_HOST] = {"usage", "request", 421, false},
	[FAILURE_TOO_MANY] = {"overloaded", "load", 429, true},
	[FAILURE_OVERLOADED] = {"overloaded", "load", 503, true},
	[FAILURE_LOST] = {"lost", "server", 503, true},
	[FAILURE_INTERNAL] = {"internal", "server", 500, false},
};

unsigned failure_status(enum failure f)
{
	return rows[f].status;
}

bool failure_is_retryable(enum failure f)
{
	return rows[f].retryable;
}

enum failure failure_of(const struct error *err)
{
	switch (err->code) {
	case ERROR_NOT_FOUND:
		return FAILURE_NO_PAGE;
	case ERROR_LIMIT:
		return FAILURE_TOO_LONG;
	case ERROR_USAGE:
	case ERROR_INPUT:
		return FAILURE_REQUEST;
	default:
		return FAILURE_INTERNAL;
	}
}

void failure_append(struct buf *out, enum failure f, const char *message, const char *option)
{
	json_t *root = json_pack("{s:i, s:{s:s, s:s, s:b, s:s, s:n, s:s?}}", "format", 1, "error",
		"code", rows[f].code, "fault", rows[f].fault, "retryable", (int)rows[f].retryable,
		"message", message, "at", "option", option);
	char *text = json_dumps(root, JSON_COMPACT);
	if (text)
		escape_json(out, str_from_c(text));
	else
		out->failed = true;
	buf_push(out, '\n');
	free(text);
	json_decref(root);
}
