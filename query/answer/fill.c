/* What is shown of each article that was found. */
#include "archive/record.h"
#include "query/answer/folding.h"
#include "query/answer/opened.h"
#include "query/answer/reasons.h"
#include "query/answer/run.h"
#include "query/answer/stored.h"
#include "query/lookup/lookup.h"
#include "query/ranking/share.h"
#include "query/ranking/weights.h"
#include "xapianc/served.h"

#include <string.h>

static bool explain_hit(struct run *run, const struct found_hit *from, struct hit *hit)
{
	if (!run->settings->explain)
		return true;
	bool by_date = run->settings->sort != SORT_RELEVANCE && !run->unlike;
	if (!from->reranked)
		return reasons_tell(from, by_date, &run->answer->memory, hit);
	double *copy = arena_array(&run->answer->memory, FEATURE_COUNT, sizeof *copy);
	if (copy)
		memcpy(copy, from->features, FEATURE_COUNT * sizeof *copy);
	hit->features = copy;
	hit->weights = feature_weights(run->columns.is_short);
	return copy && reasons_tell(from, false, &run->answer->memory, hit);
}

/* HIT is from PART. */
static bool find_file(struct run *run, const struct archive_part *part, struct hit *hit)
{
	struct buf file = BUF_INIT;
	bool ok = lookup_file(part->archive.manifest, hit->path, &file);
	hit->file = arena_str(&run->answer->memory, buf_str(&file));
	ok = ok && !file.failed && hit->file.ptr;
	buf_free(&file);
	return ok;
}

static bool fill_hit(
	struct run *run, struct snippet_maker *maker, const struct found_hit *from, struct hit *hit)
{
	struct arena *memory = &run->answer->memory;
	struct record record;
	if (!stored_read(run->search, from->docid, &record, run->err))
		return false;
	hit->score = from->score;
	hit->stage = stage_name(from->stage);
	hit->missing = from->missing;
	hit->missing_at = from->missing_at;
	hit->missing_count = from->missing_count;
	bool ok = hit_copy_fields(hit, &record, memory) && explain_hit(run, from, hit) &&
		  find_file(run, archives_part_of(&run->search->archives, from->docid), hit);
	hit->part = search_part(run->search);
	if (ok && !run->settings->only_ids)
		ok = snippet_title(maker, record.title, memory, &hit->title) &&
		     snippet_cut(maker, &record, run->settings->snippets, memory, hit->snippets,
			     &hit->snippet_count);
	if (ok && !run->settings->only_ids &&
		!folding_tell(run->search, from->docid, memory, hit, run->err))
		return false;
	return ok || error_set_memory(run->err);
}

/* What shows the words in the hits: by the strict reading, by the forgiving one. */
struct markers {
	struct marker *strict, *forgiving;
};

/* By the strict reading, but for the words that are FORGIVEN. */
static struct marker *forgiving_marker(struct run *run, const bool *forgiven)
{
	struct query *q = &run->query;
	struct readings mixed = run->reading.strict;
	struct readings *kept = arena_alloc(&q->memory, sizeof *kept);
	mixed.of = arena_array(&q->memory, q->word_count, sizeof *mixed.of);
	if (!kept || !mixed.of)
		return NULL;
	for (size_t i = 0; i < q->word_count; i++) {
		mixed.of[i] =
			forgiven[i] ? run->reading.forgiving.of[i] : run->reading.strict.of[i];
		mixed.of[i].unit = run->reading.strict.of[i].unit;
	}
	*kept = mixed;
	return marker_new(q, kept);
}

static struct marker *marker_of(
	struct run *run, const struct markers *all, const struct found_hit *hit)
{
	if (hit->forgiven)
		return forgiving_marker(run, hit->forgiven);
	return hit->stage == STAGE_FORGIVING ? all->forgiving : all->strict;
}

/* Reads what is stored on other machines at once. */
static bool fetch_records(struct run *run)
{
	uint32_t docids[SEARCH_LIMIT_MAX];
	size_t n = 0;
	for (size_t i = 0; i < run->found.hit_count && n < SEARCH_LIMIT_MAX; i++)
		docids[n++] = run->found.hits[i].docid;
	return xc_db_fetch(run->search->archives.db, docids, n, run->err);
}

bool run_fill_hits(struct run *run)
{
	struct answer *a = run->answer;
	a->hits = arena_array(&a->memory, run->found.hit_count + 1, sizeof *a->hits);
	struct markers all = {.forgiving = marker_new(&run->query, &run->reading.forgiving)};
	all.strict = run->reading.strict.of ? marker_new(&run->query, &run->reading.strict)
					    : all.forgiving;
	struct snippet_maker maker = {
		.tokenizer = run->search->tokenizer,
		.marks = run->search->marks,
		.budget = &run->search->budget,
	};
	if (!a->hits || !all.forgiving || !all.strict)
		return error_set_memory(run->err);
	bool ok = fetch_records(run);
	budget_share(maker.budget, SHARE_SHOWING);
	/* One is shown in any case: somebody who gets nothing learns nothing. */
	for (size_t i = 0;
		ok && i < run->found.hit_count && (i == 0 || !budget_is_over(maker.budget)); i++) {
		a->hits[i].rank = run->settings->offset + i + 1;
		maker.marker = marker_of(run, &all, &run->found.hits[i]);
		ok = maker.marker ? fill_hit(run, &maker, &run->found.hits[i], &a->hits[i])
				  : error_set_memory(run->err);
		a->hit_count += ok;
	}
	run->search->marks = maker.marks;
	return ok;
}
