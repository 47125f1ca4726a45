/* Any bytes as a request: read, or refused with a message that says why. Either way the answer
 * that its server can always give is one line of JSON, which echoes its id. */
#include "base/lang.h"
#include "fuzz/check.h"
#include "query/request/request.h"
#include "query/request/settings.h"
#include "query/respond/respond.h"
#include "text/encoding/decode.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_read(const struct request *r)
{
	CHECK(json_is_object(r->root) && !r->bad);
	CHECK(r->op != REQUEST_CANCEL || r->target);
	CHECK((r->op != REQUEST_SHOW && r->op != REQUEST_SIMILAR) || r->article.ptr);
	CHECK((r->op != REQUEST_SEARCH && r->op != REQUEST_EXPORT) || r->q.ptr);
	CHECK(!r->q.ptr || utf8_valid_prefix(r->q) == r->q.len);
}

static void check_refused(const struct request *r, const struct error *err)
{
	size_t len = strlen(err->message);
	CHECK(err->code == ERROR_INPUT || err->code == ERROR_USAGE || err->code == ERROR_LIMIT);
	CHECK(len > 0 && utf8_valid_prefix(str_make(err->message, len)) == len);
	CHECK(err->code != ERROR_USAGE || r->bad);
}

/* ERR as the answer to R. */
static void check_answer(const struct request *r, const struct error *err)
{
	struct buf out = BUF_INIT;
	respond_error(r, err, &out);
	CHECK(!out.failed && out.len > 1 && out.ptr[out.len - 1] == '\n');
	CHECK(memchr(out.ptr, '\n', out.len) == out.ptr + out.len - 1);
	json_t *answer = json_loadb(out.ptr, out.len, JSON_REJECT_DUPLICATES, NULL);
	CHECK(json_is_object(answer) && json_is_object(json_object_get(answer, "error")));
	CHECK(!r->id || json_equal(json_object_get(answer, "id"), r->id));
	json_decref(answer);
	buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct search_settings usual = settings_default();
	struct request r;
	struct error err = {0};
	if (request_read(str_make((const char *)data, size), &usual, &r, &err)) {
		check_read(&r);
		error_set(&err, ERROR_LIMIT, "%s", SAY("đang quá tải", "overloaded"));
	} else {
		check_refused(&r, &err);
	}
	check_answer(&r, &err);
	request_free(&r);
	lang_leave_here();
	return 0;
}
