#include "library/own.h"

#include "base/lang.h"
#include "query/request/request.h"
#include "query/request/settings.h"
#include "query/respond/last_run.h"

#include <stdlib.h>
#include <string.h>

struct opening {
	struct tracuu_archive *archive;
	struct tracuu_handle *handle;
};

/* Opens what the archive has open now. */
static bool open_search(struct tracuu_handle *h, struct search *out, struct error *err)
{
	struct tracuu_archive *a = h->archive;
	pthread_mutex_lock(&a->mutex);
	bool ok = search_open_again(&a->search, out, err);
	if (ok)
		h->number = atomic_load(&a->number);
	pthread_mutex_unlock(&a->mutex);
	if (ok) {
		json_decref(h->last_run);
		/* What the run met is for who sees all. */
		h->last_run = a->as ? NULL : last_run_read(a->path);
	}
	return ok;
}

static bool open_handle(void *context, struct error *err)
{
	struct opening *x = context;
	struct tracuu_handle *h = calloc(1, sizeof *h);
	if (!h)
		return error_set_memory(err);
	h->archive = x->archive;
	if (!open_search(h, &h->search, err)) {
		free(h);
		return false;
	}
	pthread_mutex_init(&h->mutex, NULL);
	x->handle = h;
	return true;
}

struct tracuu_handle *tracuu_handle_open(struct tracuu_archive *a, struct tracuu_error **error)
{
	struct opening x = {.archive = a};
	if (!library_try(open_handle, &x, error))
		return NULL;
	pthread_mutex_lock(&a->mutex);
	a->users++;
	pthread_mutex_unlock(&a->mutex);
	return x.handle;
}

void tracuu_handle_close(struct tracuu_handle *h)
{
	if (!h)
		return;
	search_close(&h->search);
	json_decref(h->last_run);
	archive_leave(h->archive);
	pthread_mutex_destroy(&h->mutex);
	free(h);
}

/* Takes up the generation that was opened since; where that fails, the one at hand stays. */
static void renew(struct tracuu_handle *h)
{
	struct search next;
	struct error err;
	if (h->number == atomic_load(&h->archive->number))
		return;
	if (open_search(h, &next, &err)) {
		search_close(&h->search);
		h->search = next;
	} else if (h->archive->log) {
		h->archive->log(h->archive->context, err.message);
	}
}

/* ---- Asking ---- */

static void set_asked(struct tracuu_handle *h, bool is_asked)
{
	pthread_mutex_lock(&h->mutex);
	h->is_asked = is_asked;
	if (is_asked)
		h->is_cancelled = false;
	pthread_mutex_unlock(&h->mutex);
}

void tracuu_cancel(struct tracuu_handle *h)
{
	pthread_mutex_lock(&h->mutex);
	if (h->is_asked) {
		h->is_cancelled = true;
		budget_stop(&h->search.budget);
	}
	pthread_mutex_unlock(&h->mutex);
}

static struct search_settings usual(const struct tracuu_archive *a)
{
	struct search_settings s = settings_default();
	s.timeout_ms = a->timeout_ms;
	return s;
}

/* In the place of the answer to a request that was cancelled. */
static enum tracuu_outcome answer_cancelled(
	const struct search_settings *settings, struct str request, struct buf *out)
{
	struct request r;
	struct error err;
	request_read(request, settings, &r, &err);
	error_set(&err, ERROR_STOPPED, "%s", SAY("yêu cầu đã bị hủy", "the request was cancelled"));
	buf_reset(out);
	respond_error(&r, &err, out);
	request_free(&r);
	return TRACUU_FAILED;
}

static enum tracuu_outcome answer(struct tracuu_handle *h, struct str request, struct buf *out)
{
	const struct tracuu_archive *a = h->archive;
	struct responder r = {.search = &h->search,
		.usual = usual(a),
		.paths = &a->paths,
		.version = TRACUU_VERSION,
		.last_run = h->last_run,
		.log = a->log,
		.context = a->context};
	enum tracuu_outcome outcome = (enum tracuu_outcome)respond(&r, request, out);
	set_asked(h, false);
	/* Nobody else sets it now. */
	if (h->is_cancelled) {
		lang_set_here(a->vietnamese);
		outcome = answer_cancelled(&r.usual, request, out);
	}
	return outcome;
}

struct tracuu_answer *tracuu_ask(struct tracuu_handle *h, const char *request, size_t length)
{
	struct tracuu_answer *r = calloc(1, sizeof *r);
	if (!r)
		return NULL;
	locale_t before = library_enter(h->archive->vietnamese);
	renew(h);
	set_asked(h, true);
	size_t len = length == TRACUU_WHOLE ? strlen(request) : length;
	r->outcome = answer(h, str_make(request, len), &r->json);
	library_leave(before);
	if (!r->json.failed && r->json.len > 0) {
		r->json.ptr[--r->json.len] = '\0'; /* in the place of the end of its line */
		return r;
	}
	tracuu_answer_free(r);
	return NULL;
}
