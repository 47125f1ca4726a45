#include "query/ranking/match.h"

#include "archive/groups/groups.h"
#include "archive/several/archives.h"
#include "query/ranking/clock.h"
#include "query/ranking/fold.h"
#include "query/ranking/missing.h"
#include "query/ranking/share.h"
#include "query/ranking/totals.h"
#include "query/ranking/unknown.h"
#include "query/ranking/weights.h"

#include <stdlib.h>
#include <string.h>

struct matcher {
	const struct match_request *request;
	struct arena *memory;
	struct found *out;

	/* The list so far: articles, and the docids of these and of those that they stand for,
	   KNOWN of them, the first SORTED ascending. */
	size_t listed, known, sorted, room;
	uint32_t *docids;
	struct totals_known full;

	size_t end;       /* of the page, in the list */
	size_t window;    /* articles that are re-ranked, of each stage or in all; 0: none */
	size_t ranked;    /* so many of them, in rows */
	uint32_t *groups; /* of the fold: when an article of it was met; NULL: there is none */
	uint32_t round;   /* of looking for what is new */

	double score;  /* of the last that was listed … */
	double weight; /* … which stage 1 gave what was re-ranked last; negative: nothing was */
	struct error *err;
};

static int compare_docids(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a;
	uint32_t y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static bool is_known(const struct matcher *m, uint32_t docid)
{
	return bsearch(&docid, m->docids, m->sorted, sizeof *m->docids, compare_docids) != NULL;
}

static bool make_room(struct matcher *m, size_t more)
{
	if (m->known + more <= m->room)
		return true;
	size_t room = 2 * m->room + more;
	uint32_t *grown = arena_array(m->memory, room, sizeof *grown);
	if (!grown)
		return error_set_memory(m->err);
	if (m->known > 0)
		memcpy(grown, m->docids, m->known * sizeof *grown);
	m->docids = grown;
	m->room = room;
	return true;
}

/* When an article of a group was met, if not in a round of looking. */
enum { NEVER, LISTED, FIRST_ROUND };

/* When one like DOCID was met; NULL: none is. */
static uint32_t *group_of(struct matcher *m, uint32_t docid)
{
	struct group_member member;
	return m->groups && fold_find(m->request->fold, docid, &member) ? &m->groups[member.group]
									: NULL;
}

/* Whether one like DOCID is listed, or was met in this round. */
static bool is_folded(struct matcher *m, uint32_t docid)
{
	uint32_t *met = group_of(m, docid);
	if (met && (*met == LISTED || *met == m->round))
		return true;
	if (met)
		*met = m->round;
	return false;
}

/* What is not listed yet of HITS[0..N), MOST at most; *COUNT of them. */
static struct ranked *find_new(
	struct matcher *m, const struct xc_hit *hits, size_t n, size_t most, size_t *count)
{
	struct ranked *new = arena_array(m->memory, n + 1, sizeof *new);
	*count = 0;
	if (!new || !make_room(m, n)) {
		error_set_memory(m->err);
		return NULL;
	}
	if (m->known > 0)
		qsort(m->docids, m->known, sizeof *m->docids, compare_docids);
	m->sorted = m->known;
	m->round++;
	for (size_t i = 0; i < n && *count < most; i++) {
		const struct xc_hit *hit = &hits[i];
		if (is_known(m, hit->docid))
			continue;
		if (is_folded(m, hit->docid))
			m->docids[m->known++] = hit->docid;
		else
			new[(*count)++] =
				(struct ranked){.docid = hit->docid, .score = hit->weight};
	}
	return new;
}

static void list(struct matcher *m, enum stage_kind stage, const struct ranked *from, bool reranked)
{
	size_t place = m->listed++;
	uint32_t *met = group_of(m, from->docid);
	m->docids[m->known++] = from->docid;
	if (met)
		*met = LISTED;
	m->score = from->score;
	if (place < m->request->offset || place >= m->end)
		return;
	struct found_hit *hit = &m->out->hits[m->out->hit_count++];
	*hit = (struct found_hit){.docid = from->docid,
		.stage = stage,
		.score = from->score,
		.reranked = reranked,
		.facts = from->facts};
	memcpy(hit->features, from->features, sizeof hit->features);
}

static struct xc_matches *run(
	struct matcher *m, const struct stage *stage, const struct xc_match_options *options)
{
	budget_share(m->request->budget, SHARE_MATCHING);
	struct timespec start;
	clock_gettime(CLOCK_MONOTONIC, &start);
	struct xc_matches *found = xc_match(m->request->db, stage->query, options, m->err);
	m->out->match_ms += milliseconds_since(&start);
	m->out->is_partial |= found && found->is_partial;
	return found;
}

/* The best LIMIT of STAGE. */
static struct xc_matches *run_window(struct matcher *m, const struct stage *stage, size_t limit)
{
	struct xc_match_options options = stage->options;
	options.limit = (uint32_t)limit;
	options.check_at_least = stage->counts ? MATCH_COUNTED : (uint32_t)limit;
	return run(m, stage, &options);
}

/* As many of STAGE as the page needs where up to BEFORE of them are known and may come first. No
   short cuts: those of Xapian lose an article now and then, and which one depends on how many are
   asked for. Behind the first WINDOW of them, what comes before the page is only left out, in
   whatever order. */
static struct xc_matches *run_to_page(
	struct matcher *m, const struct stage *stage, size_t before, size_t window)
{
	struct xc_match_options options = stage->options;
	size_t offset = m->request->offset;
	options.limit = (uint32_t)(m->end - m->listed + before);
	options.check_at_least = UINT32_MAX;
	options.loose_from = (uint32_t)window;
	options.loose_end = (uint32_t)(offset > m->listed ? offset - m->listed : 0);
	return run(m, stage, &options);
}

/* What is not re-ranked keeps its distances by stage 1, below what is. */
static void scale(struct matcher *m, struct ranked *items, size_t count)
{
	double score = m->score;
	double weight = feature_weights(m->request->columns->is_short)[FEATURE_BM25];
	double top = m->weight < 0 && count > 0 ? items[0].score : m->weight;
	for (size_t i = 0; i < count; i++) {
		double below = top > items[i].score ? top - items[i].score : 0;
		items[i].score = score - weight * below;
	}
}

/* Notes what FOUND tells of all that has every word. */
static void note_told(struct matcher *m, const struct xc_matches *found)
{
	/* Whether more are counted depends on the shards that they stand in. */
	if (found->total.lower >= MATCH_COUNTED)
		m->full.told = (struct xc_total){MATCH_COUNTED, false};
	else if (found->total.lower == found->total.upper)
		m->full.told = (struct xc_total){found->total.lower, true};
}

/* What has the words of a stage that wants all of them. */
static void note_least(struct matcher *m, const struct stage *stage, const struct xc_matches *found)
{
	bool wants_all = stage->kind != STAGE_SOME && stage->kind != STAGE_ANY;
	if (wants_all && found->total.lower > m->full.least)
		m->full.least = found->total.lower;
}

static const struct columns *columns_of(const struct matcher *m, const struct stage *stage)
{
	return stage->kind == STAGE_LIKELIEST ? m->request->likeliest_columns : m->request->columns;
}

/* Re-ranks ITEMS and lists them; as stage 1 has them where the budget does not last for it. */
static bool list_reranked(
	struct matcher *m, const struct stage *stage, struct ranked *items, size_t count)
{
	const struct match_request *r = m->request;
	bool whole;
	struct timespec start;
	clock_gettime(CLOCK_MONOTONIC, &start);
	budget_share(r->budget, SHARE_RERANKING);
	if (!rerank(r->db, r->places, columns_of(m, stage), items, count, &whole, m->err))
		return false;
	m->out->rerank_ms += milliseconds_since(&start);
	m->out->is_partial |= !whole;
	if (!whole) {
		m->weight = -1;
		scale(m, items, count);
	}
	for (size_t i = 0; i < count; i++)
		list(m, stage->kind, &items[i], whole);
	return true;
}

static bool has_window(const struct matcher *m, const struct stage *stage)
{
	return m->window > 0 && stage->options.sort == XC_BY_WEIGHT;
}

static size_t window_size(const struct matcher *m)
{
	return m->window > m->ranked + RERANK_WINDOW_MIN ? m->window - m->ranked
							 : RERANK_WINDOW_MIN;
}

/* Articles that are looked at for one that is listed, where what is nearly the same is folded. */
enum { FOLDED_TO_LISTED = 2 };

/* Of a stage, so many are looked at for the window. */
static size_t window_looks(const struct matcher *m)
{
	return m->groups ? FOLDED_TO_LISTED * window_size(m) : window_size(m);
}

/* Lists the best of STAGE, re-ranked: as many for every page, of the first of ALL if these are not
   NULL. *SIZE of them; *AT_END: it has no more. */
static bool list_window(struct matcher *m, const struct stage *stage, const struct xc_matches *all,
	size_t *size, bool *at_end)
{
	size_t window = window_size(m);
	size_t looks = window_looks(m);
	struct xc_matches *own = all ? NULL : run_window(m, stage, looks);
	const struct xc_matches *found = all ? all : own;
	if (!found)
		return false;
	if (stage->counts)
		note_told(m, found);
	note_least(m, stage, found);
	size_t count = found->count < looks ? found->count : looks;
	struct ranked *new = find_new(m, found->hits, count, window, size);
	*at_end = count < looks && *size < window;
	m->ranked += stage->kind <= STAGE_ROW ? *size : 0;
	double weight = count > 0 ? found->hits[count - 1].weight : 0;
	if (m->groups && *size > 0 && new)
		weight = new[*size - 1].score;
	xc_matches_free(own);
	if (!new || !list_reranked(m, stage, new, *size))
		return false;
	m->weight = weight;
	return true;
}

static void list_new(struct matcher *m, const struct stage *stage, struct ranked *new, size_t count)
{
	if (has_window(m, stage))
		scale(m, new, count);
	for (size_t i = 0; i < count && m->listed < m->end; i++)
		list(m, stage->kind, &new[i], false);
}

/* Lists more of STAGE, in the order of stage 1, up to the end of the page, of which BEFORE may be
   known; *SIZE: how many more there are, if *AT_END. */
static bool list_others(
	struct matcher *m, const struct stage *stage, size_t before, size_t *size, bool *at_end)
{
	size_t missing = m->end - m->listed;
	struct xc_matches *found = run_to_page(m, stage, before, 0);
	if (!found)
		return false;
	struct ranked *new = find_new(m, found->hits, found->count, found->count, size);
	*at_end = found->count < missing + before;
	bool is_all = *at_end || found->is_partial;
	xc_matches_free(found);
	if (!new)
		return false;
	/* Of what is folded nobody knows how much there is: twice as many are asked for. */
	if (*size < missing && !is_all && before < m->known)
		return list_others(
			m, stage, m->known + (m->groups ? missing + before : 0), size, at_end);
	list_new(m, stage, new, *size);
	return true;
}

/* The window of STAGE, then the others. */
static bool list_parts(
	struct matcher *m, const struct stage *stage, size_t *first, size_t *others, bool *at_end)
{
	size_t known = m->known;
	if (has_window(m, stage) && !list_window(m, stage, NULL, first, at_end))
		return false;
	if (*at_end || m->listed >= m->end)
		return true;
	/* By relevance, STAGE_SOME is what has not every word: none of what is listed before. */
	bool is_apart = has_window(m, stage) && stage->kind == STAGE_SOME;
	return list_others(m, stage, is_apart ? m->known - known : m->known, others, at_end);
}

/* As list_parts, for a page that begins behind the window of a stage that counts: all is asked for
   at once, and of no more than are counted the best are the window. */
static bool list_at_once(
	struct matcher *m, const struct stage *stage, size_t *first, size_t *others, bool *at_end)
{
	size_t wanted = m->end - m->listed + m->known;
	struct xc_matches *all = run_to_page(m, stage, m->known, window_looks(m));
	if (!all)
		return false;
	bool is_exact = !all->is_partial && all->total.upper < MATCH_COUNTED;
	bool ok = list_window(m, stage, is_exact ? all : NULL, first, at_end);
	if (ok && !*at_end) {
		struct ranked *new = find_new(m, all->hits, all->count, all->count, others);
		*at_end = all->count < wanted;
		ok = new != NULL;
		if (ok && m->groups && *others < m->end - m->listed && !*at_end)
			ok = list_others(m, stage, m->known, others, at_end);
		else if (ok)
			list_new(m, stage, new, *others);
	}
	xc_matches_free(all);
	return ok;
}

static bool list_stage(struct matcher *m, const struct stage *stage)
{
	bool at_end = false;
	size_t first = 0, others = 0, before = m->known - m->listed;
	bool is_deep = m->request->offset >= m->listed + window_looks(m);
	if (!(is_deep && stage->counts && has_window(m, stage)
			    ? list_at_once(m, stage, &first, &others, &at_end)
			    : list_parts(m, stage, &first, &others, &at_end)))
		return false;
	if (stage->kind != STAGE_SOME)
		m->full.listed.count += first + others + (m->known - m->listed - before);
	m->full.listed.exact &= stage->kind == STAGE_SOME || (stage->kind != STAGE_ANY && at_end);
	return true;
}

/* What no stage has listed. */
static bool list_rest(struct matcher *m)
{
	const struct plan *plan = m->request->plan;
	struct stage rest = {.kind = STAGE_SOME,
		.query = plan->any ? plan->any : plan->full,
		.options = plan_options(&plan_bm25)};
	size_t size;
	bool at_end;
	m->weight = -1;
	return list_others(m, &rest, m->known, &size, &at_end);
}

/* Lists STAGE, if it is wanted. */
static bool run_stage(struct matcher *m, const struct stage *stage)
{
	if (m->listed >= m->end && m->known >= m->request->plan->enough) {
		m->full.listed.exact &= stage->kind == STAGE_SOME;
		return true;
	}
	return (stage->kind == STAGE_SOME && m->out->only_full) || list_stage(m, stage);
}

static bool run_stages(struct matcher *m)
{
	const struct plan *plan = m->request->plan;
	for (size_t i = 0; i < plan->stage_count && !m->out->is_partial; i++) {
		m->out->only_full = m->request->only_full ||
				    (plan->by_date && plan->any && m->full.listed.count > 0);
		if (!run_stage(m, &plan->stages[i]))
			return false;
		if (plan->stages[i].kind == STAGE_ALL && m->known < plan->enough &&
			!m->out->is_partial) {
			m->out->too_few = true;
			return true;
		}
	}
	bool all = m->full.told.exact && !plan->any; /* the stage that counts went through all */
	all |= m->out->is_partial || m->out->only_full;
	return m->listed >= m->end || plan->by_date || all || list_rest(m);
}

bool match_run(const struct match_request *request, struct arena *memory, struct found *out,
	struct error *err)
{
	*out = (struct found){.hits = arena_array(memory, request->limit, sizeof *out->hits)};
	if (!out->hits)
		return error_set_memory(err);
	struct matcher m = {.request = request,
		.memory = memory,
		.out = out,
		.full = {.listed = {.exact = true}},
		.end = request->offset + request->limit,
		.round = FIRST_ROUND,
		.window = request->columns ? rerank_window(request->columns) : 0,
		.err = err};
	if (request->fold) {
		m.groups = arena_array(
			memory, (size_t)request->fold->archives->group_count + 1, sizeof *m.groups);
		if (!m.groups)
			return error_set_memory(err);
	}
	bool ok = run_stages(&m);
	if (ok && !out->too_few) {
		m.full.of_any = m.known;
		ok = totals_tell(request, &m.full, memory, out, err);
		ok = ok && missing_find(request, memory, out, err);
		if (ok && out->full.count == 0 && !out->is_partial)
			ok = unknown_find(request, memory, out, err);
	}
	return ok;
}
