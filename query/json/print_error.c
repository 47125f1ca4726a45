#include "base/lang.h"
#include "query/json/json.h"
#include "query/json/print_json.h"
#include "query/reading/place.h"

/* Whose it is to mend. */
enum fault {
	FAULT_REQUEST, /* of a program that asks: what is asked for makes no sense */
	FAULT_QUERY,   /* of who typed it */
	FAULT_ARTICLE, /* there is none of that id */
	FAULT_LOAD,    /* of nobody: too much at once */
	FAULT_CANCEL,  /* it was asked for */
	FAULT_ARCHIVE, /* of who keeps it */
	FAULT_SERVER   /* ours */
};

static const char *const fault_names[] = {
	[FAULT_REQUEST] = "request",
	[FAULT_QUERY] = "query",
	[FAULT_ARTICLE] = "article",
	[FAULT_LOAD] = "load",
	[FAULT_CANCEL] = "cancel",
	[FAULT_ARCHIVE] = "archive",
	[FAULT_SERVER] = "server",
};

/* RETRY: asked again it may be answered. */
static const struct {
	const char *name;
	enum fault fault;
	bool retry;
} codes[] = {
	[ERROR_NONE] = {"none", FAULT_SERVER, false},
	[ERROR_USAGE] = {"usage", FAULT_REQUEST, false},
	[ERROR_INPUT] = {"input", FAULT_QUERY, false},
	[ERROR_NOT_FOUND] = {"not_found", FAULT_ARTICLE, false},
	[ERROR_IO] = {"io", FAULT_ARCHIVE, true},
	[ERROR_NO_SPACE] = {"no_space", FAULT_ARCHIVE, false},
	[ERROR_MEMORY] = {"memory", FAULT_SERVER, true},
	[ERROR_LIMIT] = {"limit", FAULT_QUERY, false},
	[ERROR_LOCKED] = {"locked", FAULT_ARCHIVE, true},
	[ERROR_CORRUPT] = {"corrupt", FAULT_ARCHIVE, false},
	[ERROR_VERSION] = {"version", FAULT_ARCHIVE, false},
	[ERROR_HELD] = {"held", FAULT_ARCHIVE, false},
	[ERROR_STOPPED] = {"stopped", FAULT_CANCEL, false},
	[ERROR_BUSY] = {"overloaded", FAULT_LOAD, true},
	[ERROR_LOST] = {"lost", FAULT_SERVER, true},
	[ERROR_INTERNAL] = {"internal", FAULT_SERVER, false},
};

static enum fault fault_of(const struct json_failure *f)
{
	enum fault fault = codes[f->err->code].fault;
	if (f->of_archive)
		return FAULT_ARCHIVE;
	/* No query was read that could be at fault. */
	return f->of_request && fault == FAULT_QUERY ? FAULT_REQUEST : fault;
}

bool json_failure_is_private(const struct json_failure *f)
{
	return fault_of(f) == FAULT_ARCHIVE;
}

static const char *message_of(const struct json_failure *f)
{
	if (!json_failure_is_private(f))
		return f->err->message;
	return SAY("kho không đọc được; người giữ kho xem nhật ký để biết vì sao",
		"the archive can't be read; its keeper finds the reason in the log");
}

void print_json_error(struct buf *out, const struct json_failure *f, const struct json_frame *frame)
{
	struct json_builder b = {false};
	json_t *root = json_begin(&b, frame);
	json_t *error = json_object();
	json_put(&b, error, "code", json_string(codes[f->err->code].name));
	json_put(&b, error, "fault", json_string(fault_names[fault_of(f)]));
	json_put(&b, error, "retryable", json_boolean(codes[f->err->code].retry));
	json_put(&b, error, "message", json_text(str_from_c(message_of(f))));
	json_put(&b, error, "at",
		f->at == QUERY_NO_PLACE ? json_null() : json_integer((json_int_t)f->at));
	json_put(&b, error, "option", f->option ? json_text(str_from_c(f->option)) : json_null());
	json_put(&b, root, "error", error);
	json_end(out, &b, root);
}
