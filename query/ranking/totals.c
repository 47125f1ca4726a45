#include "query/ranking/totals.h"

#include "archive/groups/groups.h"
#include "archive/several/archives.h"
#include "query/ranking/fold.h"
#include "query/ranking/share.h"

struct totals {
	const struct match_request *request;
	const struct totals_known *known;
	struct arena *memory;
	struct found *out;
	struct error *err;
};

static bool count(struct totals *t, const struct xc_query *query, struct xc_total *out)
{
	return xc_count(t->request->db, query, MATCH_COUNTED, out, t->err);
}

/* ---- Exactly, as far as MATCH_COUNTED ---- */

/* All with every word; the set tells its number. */
static bool select_full(struct totals *t)
{
	t->out->set = xc_select(t->request->db, t->request->plan->full, t->err);
	if (t->out->set)
		t->out->full = xc_set_total(t->out->set);
	return t->out->set != NULL;
}

static bool count_full(struct totals *t)
{
	const struct totals_known *k = t->known;
	if (t->request->selects || t->request->fold)
		return select_full(t);
	bool is_told = k->told.exact || k->told.count > 0;
	t->out->full = is_told ? k->told : k->listed;
	/* What was listed tells only where it tells the same to every page. */
	if (is_told || (k->listed.exact && k->listed.count < MATCH_COUNTED && !t->out->is_partial))
		return true;
	return count(t, t->request->plan->full, &t->out->full);
}

static bool count_all(struct totals *t)
{
	const struct plan *plan = t->request->plan;
	struct found *out = t->out;
	if (!count_full(t) || (plan->undated && !count(t, plan->undated, &out->undated)))
		return false;
	if (t->request->fold)
		found_fold(t->request, out);
	out->some = out->full;
	if (!plan->any || out->only_full)
		return true;
	if (!count(t, plan->any, &out->some))
		return false;
	if (out->some.count < out->full.count)
		out->some.count = out->full.count;
	return true;
}

/* ---- What is known ---- */

/* Fills DOCIDS with the groups of what is listed, if it is not NULL; how many these are. */
static size_t list_groups(const struct totals *t, uint32_t *docids)
{
	const struct fold *fold = t->request->fold;
	size_t count = 0;
	for (size_t i = 0; i < t->out->hit_count; i++) {
		struct group_member m;
		if (!fold_find(fold, t->out->hits[i].docid, &m))
			continue;
		uint32_t size = archives_group_size(fold->archives, m.group);
		for (uint32_t k = 0; docids && k < size; k++)
			archives_group_at(fold->archives, m.group, k, &docids[count + k]);
		count += size;
	}
	return count;
}

static struct xc_matches *match_full_of(struct totals *t, const struct xc_set *all, size_t most)
{
	const struct match_request *r = t->request;
	struct xc_query *those = xc_query_filter(
		xc_query_copy(r->plan->full, t->err), xc_query_set(r->db, all, t->err), t->err);
	struct xc_match_options options = plan_options(&plan_bm25);
	options.boolean = true;
	options.limit = options.check_at_least = (uint32_t)most;
	struct xc_matches *found = those ? xc_match(r->db, those, &options, t->err) : NULL;
	xc_query_free(those);
	return found;
}

/* Of the groups of what is listed, the articles with every word are the set: by these it is told
   who is shown. */
static bool select_groups(struct totals *t)
{
	size_t count = list_groups(t, NULL), full = 0;
	uint32_t *docids = arena_array(t->memory, count + 1, sizeof *docids);
	if (!docids)
		return error_set_memory(t->err);
	list_groups(t, docids);
	struct xc_set *all = xc_set_of(t->request->db, docids, count, t->err);
	struct xc_matches *found = all && count > 0 ? match_full_of(t, all, count) : NULL;
	if (found) {
		for (; full < found->count; full++)
			docids[full] = found->hits[full].docid;
	}
	if (found || (all && count == 0))
		t->out->set = xc_set_of(t->request->db, docids, full, t->err);
	xc_matches_free(found);
	xc_set_free(all);
	return t->out->set != NULL;
}

/* Where any word will do, listing tells nothing of those that have all. */
static bool has_stage_any(const struct plan *plan)
{
	return plan->stage_count > 0 && plan->stages[0].kind == STAGE_ANY;
}

static bool bound_all(struct totals *t)
{
	const struct totals_known *k = t->known;
	struct found *out = t->out;
	if (t->request->fold && !select_groups(t))
		return false;
	if (has_stage_any(t->request->plan) && !count(t, t->request->plan->full, &out->full))
		return false;
	if (!has_stage_any(t->request->plan))
		out->full = k->told.exact ? k->told : k->listed;
	if (!out->full.exact && out->full.count < k->least)
		out->full.count = k->least;
	out->some = out->full;
	out->some.exact &= !t->request->plan->any;
	if (!out->only_full && k->of_any > out->some.count)
		out->some.count = k->of_any;
	return true;
}

/* ---- Both ---- */

/* Of what is nearly the same, what is shown is what it is to be. By date it stays what was met
   first, so that the list goes by the dates that it shows, unless some is preferred. */
static void show_folded(struct totals *t)
{
	const struct match_request *r = t->request;
	for (size_t i = 0; i < t->out->hit_count; i++) {
		struct found_hit *hit = &t->out->hits[i];
		if (!r->plan->by_date || r->fold->preferred)
			hit->docid = fold_shown(r->fold, hit->docid, t->out->set);
	}
}

static void raise(struct xc_total *total, uint64_t least)
{
	total->count = total->count > least ? total->count : least;
	total->exact = false;
}

/* Of what the budget did not last for, totals are bounds: no less than what was listed. */
static void bound_partial(struct totals *t)
{
	struct found *out = t->out;
	const struct totals_known *k = t->known;
	out->is_partial |= t->request->is_partial || budget_is_over(t->request->budget);
	if (!out->is_partial)
		return;
	raise(&out->full, k->listed.count);
	raise(&out->folded, 0);
	raise(&out->some, k->of_any > out->full.count ? k->of_any : out->full.count);
	raise(&out->undated, 0);
}

bool totals_tell(const struct match_request *request, const struct totals_known *known,
	struct arena *memory, struct found *out, struct error *err)
{
	struct totals t = {
		.request = request, .known = known, .memory = memory, .out = out, .err = err};
	budget_share(request->budget, SHARE_COUNTING);
	bool ok = request->bounds ? bound_all(&t) : count_all(&t);
	if (ok && request->fold)
		show_folded(&t);
	bound_partial(&t);
	return ok;
}
