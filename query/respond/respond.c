#include "query/respond/respond.h"

#include "archive/manifest.h"
#include "archive/record.h"
#include "base/lang.h"
#include "printing/escape.h"
#include "query/history/history.h"
#include "query/json/path_map.h"
#include "query/json/print_json.h"
#include "query/respond/operations.h"
#include "query/respond/state.h"
#include "query/showing/cite.h"
#include "query/showing/marked.h"

/* ---- Operations ---- */

/* ANSWER, which is freed. */
static bool print_hits(struct responding *x, struct answer *answer)
{
	bool counts = x->request->settings.counts;
	x->found = counts ? answer->full.value > 0 : answer->hit_count > 0;
	print_json_answer(x->json, answer, &x->frame);
	answer_free(answer);
	return true;
}

static bool do_search(struct responding *x)
{
	struct answer answer;
	const struct request *q = x->request;
	return search_run(x->search, q->q, &q->settings, &answer, x->err, &x->at) &&
	       print_hits(x, &answer);
}

static struct article_asked asked_article(const struct responding *x)
{
	return (struct article_asked){x->request->article, x->request->archive};
}

static bool do_similar(struct responding *x)
{
	struct answer answer;
	return search_similar(
		       x->search, asked_article(x), &x->request->settings, &answer, x->err) &&
	       print_hits(x, &answer);
}

static bool do_show(struct responding *x)
{
	struct record record;
	bool renamed;
	const struct request *q = x->request;
	struct answer answer = search_answer(x->search);
	struct marked marked = {.blocks = NULL};
	struct buf citation = BUF_INIT;
	if (!search_article(x->search, asked_article(x), &record, &renamed, x->err))
		return false;
	answer.of = search_part(x->search);
	if (q->q.ptr &&
		!marked_make(x->search, q->q, q->settings.diacritics, &record, &marked, x->err))
		return false;
	cite_append(&citation, &record);
	const struct json_shown shown = {.answer = &answer,
		.record = &record,
		.citation = str_trim(buf_str(&citation)),
		.was = renamed ? q->article : STR(""),
		.versions = history_count(x->search, record.id),
		.pieces = q->q.ptr ? marked.blocks : NULL};
	print_json_article(x->json, &shown, &x->frame);
	marked_free(&marked);
	x->json->failed |= citation.failed;
	buf_free(&citation);
	x->found = true;
	return true;
}

static bool do_history(struct responding *x)
{
	struct history history;
	struct answer answer = search_answer(x->search);
	x->found = history_tell(x->search, asked_article(x), &history, x->err);
	answer.of = x->found ? search_part(x->search) : NULL;
	if (x->found)
		print_json_history(x->json, &answer, &history,
			history.renamed ? x->request->article : STR(""), &x->frame);
	history_free(&history);
	return x->found;
}

static bool do_analyse(struct responding *x)
{
	struct analysis analysis;
	const struct request *q = x->request;
	if (!analysis_make(q->q, q->settings.diacritics, &analysis, x->err))
		return false;
	print_json_analysis(x->json, &analysis, &x->frame);
	analysis_free(&analysis);
	x->found = true;
	return true;
}

/* Of several archives what holds for all: the last made, and the lexicon that all have. */
static bool do_status(struct responding *x)
{
	const struct archives *as = &x->search->archives;
	const struct answer answer = search_answer(x->search);
	uint64_t state;
	const struct responder *r = x->responder;
	if (!state_of(x->search, &r->usual, r->paths, r->version, &state))
		return error_set_memory(x->err);
	struct json_status status = {.answer = &answer,
		.version = r->version,
		.state = state,
		.last_run = answer_is_of_several(&answer) ? NULL : r->last_run,
		.has_lexicon = true};
	for (size_t i = 0; i < as->count; i++) {
		const struct manifest *m = as->parts[i].archive.manifest;
		status.created = m->created > status.created ? m->created : status.created;
		status.text_bytes += m->text_bytes;
		status.is_former |= manifest_is_former(m);
		status.has_lexicon &= as->parts[i].archive.lexicon != NULL;
	}
	print_json_status(x->json, &status, &x->frame);
	x->found = true;
	return true;
}

/* Nothing else is being answered meanwhile: a server knows better (query/serve). */
static bool do_cancel(struct responding *x)
{
	print_json_cancelled(x->json, false, &x->frame);
	return true;
}

bool respond_asked(const struct responder *r, const struct request *q, struct buf *json,
	bool *found, struct error *err, size_t *at)
{
	static bool (*const operations[])(struct responding *) = {
		[REQUEST_SEARCH] = do_search,
		[REQUEST_SHOW] = do_show,
		[REQUEST_HISTORY] = do_history,
		[REQUEST_SIMILAR] = do_similar,
		[REQUEST_SUGGEST] = respond_suggest,
		[REQUEST_ANALYSE] = do_analyse,
		[REQUEST_EXPORT] = respond_export,
		[REQUEST_STATUS] = do_status,
		[REQUEST_CANCEL] = do_cancel,
	};
	struct responding x = {.search = r->search,
		.responder = r,
		.request = q,
		.frame = {.query_id = q->query_id,
			.id = q->id,
			.settings = &q->settings,
			.paths = r->paths},
		.json = json,
		.err = err,
		.at = QUERY_NO_PLACE};
	bool ok = operations[q->op](&x);
	*found = ok && x.found;
	*at = x.at;
	return ok && (!json->failed || error_set_memory(err));
}

/* ---- All of them ---- */

/* No longer than whoever answers allows. */
static void limit_time(struct request *q, uint32_t most)
{
	uint32_t *ms = &q->settings.timeout_ms;
	if (!q->timeout_told || (most > 0 && (*ms == 0 || *ms > most)))
		*ms = most;
}

static enum responded outcome(bool ok, bool found, const struct error *err)
{
	if (ok)
		return found ? RESPONDED_FOUND : RESPONDED_NOTHING;
	switch (err->code) {
	case ERROR_NOT_FOUND:
		return RESPONDED_NOTHING;
	case ERROR_USAGE:
	case ERROR_INPUT:
	case ERROR_LIMIT:
		return RESPONDED_REFUSED;
	default:
		return RESPONDED_FAILED;
	}
}

/* In the place of an answer. */
static void print_failure(const struct responder *r, const struct request *q,
	const struct json_failure *f, struct buf *json)
{
	const struct json_frame frame = {.id = q->id, .query_id = q->query_id};
	if (json_failure_is_private(f) && r->log)
		r->log(r->context, f->err->message);
	buf_reset(json);
	print_json_error(json, f, &frame);
}

static void append_line(struct buf *out, struct buf *json)
{
	escape_json(out, buf_str(json));
	out->failed |= json->failed;
	buf_free(json);
}

enum responded respond_request(const struct responder *r, const struct request *q,
	const struct error *unread, struct buf *out)
{
	struct error err;
	struct buf json = BUF_INIT;
	size_t at = QUERY_NO_PLACE;
	bool found = false;
	if (unread)
		err = *unread;
	bool ok = !unread && respond_asked(r, q, &json, &found, &err, &at);
	if (!ok)
		print_failure(r, q,
			&(struct json_failure){
				.err = &err, .at = at, .option = q->bad, .of_request = unread},
			&json);
	append_line(out, &json);
	return outcome(ok, found, &err);
}

enum responded respond(const struct responder *r, struct str line, struct buf *out)
{
	struct request q;
	struct error err;
	bool read = request_read(line, &r->usual, &q, &err);
	limit_time(&q, r->usual.timeout_ms);
	enum responded how = respond_request(r, &q, read ? NULL : &err, out);
	lang_leave_here();
	request_free(&q);
	return how;
}

void respond_error(const struct request *request, const struct error *err, struct buf *out)
{
	const struct json_failure f = {.err = err, .at = QUERY_NO_PLACE};
	struct buf json = BUF_INIT;
	print_json_error(&json, &f, &(struct json_frame){.id = request->id});
	append_line(out, &json);
}
