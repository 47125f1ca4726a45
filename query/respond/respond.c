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

static bool do_search(struct responding *x)
{
	struct answer answer;
	struct str text = str_from_c(x->request.q);
	if (!search_run(x->search, text, &x->request.settings, &answer, &x->err, &x->at))
		return false;
	x->found = answer.hit_count > 0 || answer.full.value > 0;
	print_json_answer(&x->json, &answer, &x->frame);
	answer_free(&answer);
	return true;
}

static struct article_asked asked_article(const struct responding *x)
{
	const char *archive = x->request.archive;
	return (struct article_asked){
		str_from_c(x->request.article), archive ? str_from_c(archive) : STR("")};
}

static bool do_similar(struct responding *x)
{
	struct answer answer;
	if (!search_similar(x->search, asked_article(x), &x->request.settings, &answer, &x->err))
		return false;
	x->found = answer.hit_count > 0;
	print_json_answer(&x->json, &answer, &x->frame);
	answer_free(&answer);
	return true;
}

static bool do_show(struct responding *x)
{
	struct record record;
	bool renamed;
	struct str asked = str_from_c(x->request.article);
	struct answer answer = search_answer(x->search);
	struct marked marked = {.blocks = NULL};
	struct buf citation = BUF_INIT;
	if (!search_article(x->search, asked_article(x), &record, &renamed, &x->err))
		return false;
	answer.of = search_part(x->search);
	if (x->request.q && !marked_make(x->search, str_from_c(x->request.q),
				    x->request.settings.diacritics, &record, &marked, &x->err))
		return false;
	cite_append(&citation, &record);
	const struct json_shown shown = {.answer = &answer,
		.record = &record,
		.citation = str_trim(buf_str(&citation)),
		.was = renamed ? asked : str_make("", 0),
		.versions = history_count(x->search, record.id),
		.pieces = x->request.q ? marked.blocks : NULL};
	print_json_article(&x->json, &shown, &x->frame);
	marked_free(&marked);
	x->json.failed |= citation.failed;
	buf_free(&citation);
	x->found = true;
	return true;
}

static bool do_history(struct responding *x)
{
	struct history history;
	struct str asked = str_from_c(x->request.article);
	struct answer answer = search_answer(x->search);
	x->found = history_tell(x->search, asked_article(x), &history, &x->err);
	answer.of = x->found ? search_part(x->search) : NULL;
	if (x->found)
		print_json_history(&x->json, &answer, &history,
			history.renamed ? asked : str_make("", 0), &x->frame);
	history_free(&history);
	return x->found;
}

static bool do_analyse(struct responding *x)
{
	struct analysis analysis;
	struct str text = str_from_c(x->request.q);
	if (!analysis_make(text, x->request.settings.diacritics, &analysis, &x->err))
		return false;
	print_json_analysis(&x->json, &analysis, &x->frame);
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
		return error_set_memory(&x->err);
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
	print_json_status(&x->json, &status, &x->frame);
	x->found = true;
	return true;
}

/* Nothing else is being answered meanwhile: a server knows better (query/serve). */
static bool do_cancel(struct responding *x)
{
	print_json_cancelled(&x->json, false, &x->frame);
	return true;
}

static bool carry_out(struct responding *x)
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
	return operations[x->request.op](x);
}

/* ---- All of them ---- */

/* No longer than whoever answers allows. */
static void limit_time(struct request *q, uint32_t most)
{
	uint32_t *ms = &q->settings.timeout_ms;
	if (!q->timeout_told || (most > 0 && (*ms == 0 || *ms > most)))
		*ms = most;
}

static void print_failure(struct responding *x, const struct responder *r)
{
	const struct json_failure f = {
		.err = &x->err, .at = x->at, .option = x->request.bad, .of_request = !x->read};
	if (json_failure_is_private(&f) && r->log)
		r->log(r->context, x->err.message);
	buf_reset(&x->json);
	print_json_error(&x->json, &f, &x->frame);
}

static enum responded outcome(const struct responding *x, bool ok)
{
	if (ok)
		return x->found ? RESPONDED_FOUND : RESPONDED_NOTHING;
	switch (x->err.code) {
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

enum responded respond(struct responder *r, struct str line, struct buf *out)
{
	struct responding x = {.search = r->search, .responder = r, .at = QUERY_NO_PLACE};
	bool ok = x.read = request_read(line, &r->usual, &x.request, &x.err);
	x.frame = (struct json_frame){
		.id = x.request.id, .settings = &x.request.settings, .paths = r->paths};
	limit_time(&x.request, r->usual.timeout_ms);
	ok = ok && carry_out(&x);
	if (ok && x.json.failed)
		ok = error_set_memory(&x.err);
	if (!ok)
		print_failure(&x, r);
	escape_json(out, buf_str(&x.json));
	out->failed |= x.json.failed;
	lang_leave_here();
	buf_free(&x.json);
	request_free(&x.request);
	return outcome(&x, ok);
}

void respond_error(const struct request *request, const struct error *err, struct buf *out)
{
	const struct json_failure f = {.err = err, .at = QUERY_NO_PLACE};
	const struct json_frame frame = {.id = request->id};
	struct buf json = BUF_INIT;
	print_json_error(&json, &f, &frame);
	escape_json(out, buf_str(&json));
	out->failed |= json.failed;
	buf_free(&json);
}
