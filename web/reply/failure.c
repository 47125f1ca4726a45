#include "web/reply/failure.h"

#include "printing/escape.h"

#include <jansson.h>
#include <stdlib.h>

static const struct {
	unsigned status;
	const char *code, *fault;
	bool retryable;
} rows[] = {
	[FAILURE_REQUEST] = {400, "usage", "request", false},
	[FAILURE_NO_PAGE] = {404, "not_found", "request", false},
	[FAILURE_METHOD] = {405, "usage", "request", false},
	[FAILURE_TOO_LONG] = {414, "limit", "query", false},
	[FAILURE_HOST] = {421, "usage", "request", false},
	[FAILURE_TOO_MANY] = {429, "overloaded", "load", true},
	[FAILURE_OVERLOADED] = {503, "overloaded", "load", true},
	[FAILURE_LOST] = {503, "lost", "server", true},
	[FAILURE_INTERNAL] = {500, "internal", "server", false},
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
