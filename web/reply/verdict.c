#include "web/reply/verdict.h"

#include <stdio.h>
#include <string.h>

/* A visitor's mistake, a missing article, what may be answered another time, all else. */
static unsigned status_of(const char *fault, bool retryable)
{
	if (strcmp(fault, "request") == 0 || strcmp(fault, "query") == 0)
		return 400;
	if (strcmp(fault, "article") == 0)
		return 404;
	return retryable ? 503 : 500;
}

static bool read_error(json_t *error, struct verdict *out)
{
	const char *fault = NULL;
	int retryable = 0;
	if (json_unpack(error, "{s:s, s:b}", "fault", &fault, "retryable", &retryable) != 0)
		return false;
	out->retryable = retryable;
	out->status = status_of(fault, out->retryable);
	return true;
}

bool verdict_read(struct str answer, struct verdict *out)
{
	json_t *error = NULL;
	int partial = 0;
	*out = (struct verdict){
		.answer = json_loadb(answer.ptr, answer.len, JSON_ALLOW_NUL, NULL), .status = 200};
	if (!out->answer ||
		json_unpack(out->answer, "{s?o, s?s, s?s, s?b}", "error", &error, "archive",
			&out->archive, "generation", &out->generation, "partial", &partial) != 0)
		return false;
	if (error)
		return read_error(error, out);
	out->lasts = !partial && out->archive && out->generation;
	return true;
}

void verdict_free(struct verdict *v)
{
	json_decref(v->answer);
	v->answer = NULL;
}

/* FNV-1a of 64 bits. */
static uint64_t hash(struct str s)
{
	uint64_t h = UINT64_C(14695981039346656037);
	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.ptr[i]) * UINT64_C(1099511628211);
	return h;
}

bool verdict_etag(const struct verdict *v, struct str request, char out[VERDICT_ETAG])
{
	if (!v->archive || !v->generation)
		return false;
	int len = snprintf(out, VERDICT_ETAG, "W/\"%.40s-%.16s-%016llx\"", v->archive,
		v->generation, (unsigned long long)hash(request));
	return len > 0 && len < VERDICT_ETAG && !strpbrk(out + 3, "/, \\");
}

void verdict_etag_of(struct str bytes, char out[VERDICT_ETAG])
{
	snprintf(out, VERDICT_ETAG, "W/\"%016llx\"", (unsigned long long)hash(bytes));
}
