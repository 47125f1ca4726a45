#include "query/answer/search.h"

#include "archive/record.h"
#include "base/lang.h"
#include "base/mapping.h"
#include "query/answer/allowance.h"
#include "query/answer/broken.h"
#include "query/answer/facets.h"
#include "query/answer/folding.h"
#include "query/answer/run.h"
#include "query/answer/stored.h"
#include "query/answer/understood.h"
#include "query/answer/warnings.h"
#include "query/decoding/decoding.h"
#include "query/expansion/expand.h"
#include "query/hints/hints.h"
#include "query/lookup/lookup.h"
#include "query/ranking/clock.h"
#include "query/ranking/rank.h"
#include "query/ranking/share.h"
#include "query/ranking/similar.h"
#include "query/ranking/weights.h"
#include "query/reading/chars.h"
#include "query/reading/respell.h"
#include "xapianc/set.h"

#include <string.h>

static void start_budget(struct search *s, const struct search_settings *settings)
{
	uint64_t usual = allowance_work(s->archives.article_count, settings->limit);
	allowance_start(&s->budget, &s->archives, settings->work ? settings->work : usual,
		settings->timeout_ms);
}

static bool explain_query(struct run *run)
{
	struct answer *a = run->answer;
	if (!run->settings->explain)
		return true;
	struct buf tree = BUF_INIT;
	query_append_tree(&run->query, &tree);
	a->explanation.tree = arena_str(&a->memory, buf_str(&tree));
	bool told = !tree.failed && a->explanation.tree.ptr;
	buf_free(&tree);
	if (!told)
		return error_set_memory(run->err);
	a->explanation.ranking =
		run->columns.count > 0 ? "two-stage"
		: run->settings->sort == SORT_RELEVANCE && run->settings->ranking == RANKING_BM25
			? "bm25"
			: "date";
	return explain_words(&run->query, &run->columns, &a->memory, &a->explanation) ||
	       error_set_memory(run->err);
}

/* Tells what else than the words themselves was looked for. */
static bool add_also(struct run *run)
{
	struct answer *a = run->answer;
	const struct expansions *x = run->query.expansions;
	size_t count = x ? x->count : 0;
	a->also = arena_array(&a->memory, count * EXPAND_MAX_OTHERS + 1, sizeof *a->also);
	if (!a->also)
		return error_set_memory(run->err);
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < x->items[i].other_count; k++) {
			struct str text = arena_str(&a->memory, x->items[i].others[k].text);
			if (!text.ptr)
				return error_set_memory(run->err);
			a->also[a->also_count++] = text;
		}
	}
	return true;
}

/* Q with the spellings WORDS, NULL: as typed; in Q's memory. */
static bool spell(struct query *q, const struct str *words, struct str *out, struct error *err)
{
	*out = query_spell(q, words);
	return out->ptr || error_set_memory(err);
}

/* The likeliest spelling of each word; NULL: as typed. */
static const struct str *read_as(const struct run *run)
{
	return run->reading.line_count > 0 ? run->reading.lines[0].words : NULL;
}

void run_forget(struct run *run)
{
	narrowing_free(&run->narrowing);
	xc_set_free(run->found.set);
	run->found.set = NULL;
	xc_set_free(run->condition);
	run->condition = NULL;
}

/* Finds the articles that the condition of the query holds for. */
static bool find_condition(struct run *run)
{
	struct search *s = run->search;
	const struct plan_request plan = {
		.db = s->archives.db, .query = &run->query, .forgiving = &run->reading.forgiving};
	const struct condition_request request = {.plan = &plan,
		.places = s->archives.places,
		.tokenizer = s->tokenizer,
		.budget = &s->budget,
		.filters = run->settings->filters,
		.filter_count = run->settings->filter_count};
	if (!run->query.condition && !narrowing_is_stored(run->settings))
		return true;
	budget_share(&s->budget, SHARE_CONDITION);
	run->condition = condition_select(&request, &run->notes, run->err);
	return run->condition != NULL;
}

bool run_read_words(struct run *run, enum diacritics expansions)
{
	struct query *q = &run->query;
	const struct archives *as = &run->search->archives;
	q->house = run->search->house;
	return readings_make(q, run->settings->diacritics, as->lexicon, &run->reading, run->err) &&
	       expand_query(q, expansions, as->lexicon, run->err) &&
	       prefixes_expand(as->db, as->lexicon, q, &run->reading, &run->prefixes, run->err);
}

bool run_find(struct run *run)
{
	const struct search_settings *settings = run->settings;
	const struct archives *archives = &run->search->archives;
	bool plain = settings->ranking == RANKING_BM25;
	if (!run_read_words(run, plain ? DIACRITICS_EXACT : settings->diacritics))
		return false;
	run_forget(run);
	if (!narrowing_make(run->search, settings, &run->query, &run->narrowing, run->err))
		return false;
	understood_keep(run);
	if (!find_condition(run))
		return false;
	struct rank_request request = {
		.match = {.db = archives->db,
			.places = archives->places,
			.query = &run->query,
			.readings = &run->reading.forgiving,
			.strict = &run->reading.strict,
			.likeliest = &run->reading.likeliest,
			.limit = folding_limit(run->search, settings),
			.offset = settings->offset,
			.is_partial = run->condition && run->notes.is_partial,
			.selects = settings->facet_count > 0,
			.fold = folding_of(run->search, settings),
			.folds_set = settings->duplicates == DUPLICATES_FOLDED,
			.only_full = run->only_full,
			.bounds = settings->quick && settings->facet_count == 0,
			.budget = &run->search->budget},
		.lexicon = archives->lexicon,
		.dates = &run->narrowing.dates,
		.filter = &run->narrowing.filter,
		.condition = run->condition,
		.sort = settings->sort,
		.plain = plain,
		.unlike = run->unlike,
	};
	if (settings->counts)
		return rank_select(&request, &run->found, run->err);
	return rank_run(&request, &run->answer->memory, &run->columns, &run->found, run->err);
}

/* ---- Other queries that may be meant ---- */

/* The quotes of a headline that was pasted are often not to be found in its article. Of
   a long line for which nothing else is found, they are taken as punctuation. */
static bool loosen(struct run *run)
{
	size_t at;
	struct query loose;
	if (run->found.some.count > 0 || run->found.is_partial || run->query.unbound ||
		run->query.condition || query_loose_words(&run->query) <= RANK_LONG_WORDS)
		return true;
	if (!query_parse_unbound(run->query.text, run->search->tokenizer, &loose, run->err, &at))
		return false;
	if (!loose.unbound) {
		query_free(&loose);
		return true;
	}
	loose.notes = run->query.notes;
	loose.notes.unclosed = QUERY_NO_PLACE;
	query_free(&run->query);
	run->query = loose;
	return run_find(run);
}

/* Longer queries are not checked for slips: it would take longer than to answer them. */
enum { MAX_RESPELT_WORDS = 32 };

static bool suggest_readings(struct run *run)
{
	if (run->query.pasted)
		return true;
	for (size_t i = 1; i < run->reading.line_count; i++) {
		const struct line_reading *line = &run->reading.lines[i];
		struct str text;
		if (line->probability < restore_worth_offering)
			break;
		if (!spell(&run->query, line->words, &text, run->err))
			return false;
		if (!answer_suggest(run->answer, SUGGESTION_READING, text))
			return error_set_memory(run->err);
	}
	return true;
}

/* Searches for TEXT in place of a query that no article has all the words of; takes the
   answer if some article has all of TEXT's. */
static bool try_instead(struct run *run, struct str text)
{
	struct run other = {.search = run->search,
		.settings = run->settings,
		.answer = run->answer,
		.respelt = true,
		.only_full = run->only_full,
		.err = run->err};
	size_t at;
	if (!query_parse(text, run->search->tokenizer, &other.query, run->err, &at))
		return false;
	bool ok = run_find(&other);
	if (ok && other.found.full.count > 0 && !other.found.is_partial) {
		ok = answer_warn(run->answer, WARNING_RESPELT,
			SAY("không bài nào có đủ “%.*s”; đây là kết quả của “%.*s”",
				"no article has all of “%.*s”; these are for “%.*s”"),
			STR_ARG(run->query.text), STR_ARG(text));
		other.query.notes = run->query.notes;
		query_free(&run->query);
		run_forget(run);
		*run = other;
		return ok || error_set_memory(run->err);
	}
	query_free(&other.query);
	run_forget(&other);
	return ok;
}

/* The query with a word spelt otherwise in *OUT; empty where it is best as it is. */
static bool doubt(struct run *run, enum respell_doubt how, struct str *out)
{
	const struct str *words;
	*out = STR("");
	if (!respell(&run->query, run->search->archives.lexicon, how, &words))
		return error_set_memory(run->err);
	return !words || spell(&run->query, words, out, run->err);
}

/* Whether a word is misspelt: says so, or, where nothing was found, searches for what was
   meant. */
static bool check_spelling(struct run *run)
{
	struct str text;
	if (!run->search->archives.lexicon || run->settings->diacritics != DIACRITICS_AUTO ||
		run->query.word_count > MAX_RESPELT_WORDS || run->found.is_partial)
		return true;
	if (run->found.full.count == 0) {
		if (!doubt(run, RESPELL_NOTHING, &text) ||
			(text.len > 0 && !try_instead(run, text)))
			return false;
		if (run->found.full.count > 0)
			return true;
	}
	if (!doubt(run, RESPELL_FOUND, &text))
		return false;
	return text.len == 0 || answer_suggest(run->answer, SUGGESTION_SPELLING, text) ||
	       error_set_memory(run->err);
}

static bool count_facets(struct run *run)
{
	struct answer *a = run->answer;
	const struct search_settings *s = run->settings;
	a->facets = arena_array(&a->memory, s->facet_count + 1, sizeof *a->facets);
	bool ok = a->facets || error_set_memory(run->err);
	budget_share(&run->search->budget, SHARE_COUNTING);
	for (size_t i = 0; ok && i < s->facet_count; i++) {
		ok = facet_count(run->search->archives.db, run->found.set, run->search->tokenizer,
			&s->facets[i], &a->memory, &a->facets[i], run->err);
		a->facets[i].counts_groups = a->counts_folded;
		a->facets[i].is_exact &=
			!budget_is_over(&run->search->budget) && !answer_lacks_articles(a);
		a->facet_count += ok;
	}
	return ok;
}

static bool find_all(struct run *run)
{
	return run_find(run) && loosen(run) && check_spelling(run);
}

/* What has all the words, else of what may have been meant, else what has some: the last takes
   longest, and who still types mostly means none of it. */
static bool find_quickly(struct run *run)
{
	run->only_full = true;
	if (!run_find(run) || !check_spelling(run))
		return false;
	run->only_full = false;
	return run->found.full.count > 0 || run->found.is_partial || (run_find(run) && loosen(run));
}

static bool answer_query(struct run *run)
{
	struct answer *a = run->answer;
	struct str text;
	if (!(run->settings->quick ? find_quickly(run) : find_all(run)) ||
		!spell(&run->query, read_as(run), &text, run->err))
		return false;
	a->read_as = arena_str(&a->memory, text);
	a->total = (struct answer_total){run->found.some.count, run->found.some.exact};
	a->is_quick = run->settings->quick && run->settings->facet_count == 0;
	a->full = (struct answer_total){run->found.full.count, run->found.full.exact};
	a->undated = (struct answer_total){run->found.undated.count, run->found.undated.exact};
	if (!folding_note(run->search, run->settings, &run->found, a))
		return error_set_memory(run->err);
	a->dates_asked = date_range_limits(&run->narrowing.dates);
	a->is_similar = run->unlike != NULL;
	if (!a->read_as.ptr)
		return error_set_memory(run->err);
	if (!count_facets(run) || !narrowing_tell(&run->narrowing, a, run->err) || !add_also(run) ||
		!explain_query(run) || !understood_suggest(run) || !suggest_readings(run) ||
		!run_fill_hits(run))
		return false;
	answer_end(a, &run->search->budget);
	return warnings_add(a, &run->query, &run->found, &run->search->archives, run->err) &&
	       understood_warn(run);
}

bool run_read_query(struct run *run, struct str text, size_t *at)
{
	struct search *s = run->search;
	struct answer *a = run->answer;
	bool ok;
	if (run->settings->diacritics == DIACRITICS_EXACT) {
		ok = query_parse(text, s->tokenizer, &run->query, run->err, at);
	} else {
		struct known known = {.lexicon = s->archives.lexicon, .db = s->archives.db};
		ok = decoding_parse(text, s->tokenizer, &known, &a->memory, &run->query,
			&a->decoding, run->err, at);
		buf_free(&known.term);
	}
	if (!ok)
		return false;
	ok = hints_add(text, &a->decoding, &a->memory, &run->query) || error_set_memory(run->err);
	if (!ok || (run->settings->strict &&
			   !understood_check(text, &run->query.notes, run->err, at))) {
		query_free(&run->query);
		return false;
	}
	a->text = arena_str(&a->memory, text);
	return true;
}

static bool run_query(struct run *run, struct str text, size_t *at)
{
	struct timespec start;
	clock_gettime(CLOCK_MONOTONIC, &start);
	*run->answer = search_answer(run->search);
	if (!run_read_query(run, text, at)) {
		answer_free(run->answer);
		return false;
	}
	*at = QUERY_NO_PLACE;
	bool ok = answer_query(run) && mapping_check(run->err);
	query_free(&run->query);
	run_forget(run);
	run->answer->took_ms = milliseconds_since(&start);
	if (!ok)
		answer_free(run->answer);
	return ok;
}

static bool run_once(struct search *s, struct str text, const struct search_settings *settings,
	struct answer *out, struct error *err, size_t *at)
{
	struct run run = {.search = s, .settings = settings, .answer = out, .err = err};
	start_budget(s, settings);
	bool ok = folding_start(s, settings, err) && run_query(&run, text, at);
	/* What a damaged lexicon told may be anything: once more without it. */
	if (!archives_drop_lexicon(&s->archives))
		return ok;
	if (ok)
		answer_free(out);
	run = (struct run){.search = s, .settings = settings, .answer = out, .err = err};
	start_budget(s, settings);
	return run_query(&run, text, at);
}

/* A query that is tried. */
struct trial {
	struct str text;
	const struct search_settings *settings;
};

static bool try_query(void *context, struct search *s, struct error *err)
{
	const struct trial *t = context;
	struct answer answer;
	size_t at;
	bool ok = run_once(s, t->text, t->settings, &answer, err, &at);
	if (ok)
		answer_free(&answer);
	return ok;
}

bool search_run(struct search *s, struct str text, const struct search_settings *settings,
	struct answer *out, struct error *err, size_t *at)
{
	struct trial trial = {text, settings};
	if (!search_renew(s, false, err))
		return false;
	bool ok = run_once(s, text, settings, out, err, at);
	if (!ok && err->code == ERROR_IO && search_renew(s, true, err))
		ok = run_once(s, text, settings, out, err, at);
	return ok || (broken_leave(s, try_query, &trial, err) &&
			     run_once(s, text, settings, out, err, at));
}

/* That the id is one in several archives. */
static bool refuse_namesakes(const struct lookup *l, struct str id, struct error *err)
{
	return error_set(err, ERROR_USAGE,
		SAY("“%.*s” là mã bài trong nhiều kho: %s, %s; hãy chỉ rõ một kho",
			"“%.*s” is an id in several archives, %s and %s; name one archive"),
		STR_ARG(id), l->part->name, l->other->name);
}

/* As lookup_article; that there is none, or more than one, is an error. */
static bool find_article(
	struct search *s, struct article_asked asked, struct lookup *out, struct error *err)
{
	struct str id = asked.id;
	if (!lookup_article(&s->archives, asked, out, err))
		return false;
	if (out->other)
		return refuse_namesakes(out, id, err);
	if (out->docid != 0)
		return true;
	return error_set(err, ERROR_NOT_FOUND,
		SAY("kho không có bài “%.*s”: bài đã được gỡ, hoặc mang mã khác; hãy tìm lại bài "
		    "ấy",
			"the archive has no article “%.*s”: it was removed, or has another id; "
			"search for it again"),
		STR_ARG(id));
}

bool search_article(struct search *s, struct article_asked asked, struct record *out, bool *renamed,
	struct error *err)
{
	struct lookup l = {0};
	bool ok = find_article(s, asked, &l, err) && stored_read(s, l.docid, out, err) &&
		  mapping_check(err);
	*renamed = l.renamed;
	return ok;
}

/* Answers a query for articles like the one that L found. */
static bool run_similar(struct run *run, const struct lookup *l, struct str id)
{
	struct search *s = run->search;
	struct record record;
	struct buf words = BUF_INIT;
	size_t at;
	bool ok = stored_read(s, l->docid, &record, run->err) &&
		  similar_words(&record, s->archives.db, s->tokenizer, &words, run->err);
	if (ok && words.len == 0)
		ok = error_set(run->err, ERROR_NOT_FOUND,
			SAY("bài “%.*s” không có từ nào chung với bài khác",
				"the article “%.*s” shares no word with another"),
			STR_ARG(id));
	ok = ok && run_query(run, buf_str(&words), &at);
	buf_free(&words);
	return ok;
}

bool search_similar(struct search *s, struct article_asked asked,
	const struct search_settings *settings, struct answer *out, struct error *err)
{
	struct search_settings exact = *settings;
	struct lookup l = {0};
	exact.diacritics = DIACRITICS_EXACT;
	start_budget(s, settings);
	struct run run = {.search = s, .settings = &exact, .answer = out, .err = err};
	bool ok = folding_start(s, settings, err) && find_article(s, asked, &l, err);
	run.unlike = ok ? folding_like(s, l.docid, err) : NULL;
	ok = run.unlike && run_similar(&run, &l, asked.id);
	xc_set_free(run.unlike);
	return ok;
}
