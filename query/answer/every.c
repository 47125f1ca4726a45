#include "query/answer/every.h"

#include "archive/record.h"
#include "archive/schema.h"
#include "base/lang.h"
#include "base/mapping.h"
#include "query/answer/allowance.h"
#include "query/answer/folding.h"
#include "query/answer/opened.h"
#include "query/answer/run.h"
#include "query/answer/stored.h"
#include "query/answer/understood.h"
#include "query/answer/warnings.h"
#include "xapianc/set.h"

#include <stdlib.h>
#include <string.h>

/* More than any export takes, and a hundred times of it can be counted. */
static const uint64_t all_work = UINT64_C(1) << 56;

/* An article's number; the last day that it may be of, all zero: it has no date; and what of equals
   tells which comes first. */
struct dated {
	char day[SLOT_DATE_SIZE];
	char order[SLOT_ORDER_SIZE];
	uint32_t docid;
};

struct list {
	struct dated *items; /* owned */
	size_t count;
};

static bool add(void *context, uint32_t docid)
{
	struct list *l = context;
	l->items[l->count++] = (struct dated){.docid = docid};
	return true;
}

static int by_docid(const void *a, const void *b)
{
	const struct dated *x = a;
	const struct dated *y = b;
	return (x->docid > y->docid) - (x->docid < y->docid);
}

static struct dated *find(const struct list *l, uint32_t docid)
{
	const struct dated wanted = {.docid = docid};
	return bsearch(&wanted, l->items, l->count, sizeof *l->items, by_docid);
}

static bool set_day(void *context, uint32_t docid, struct str value)
{
	struct dated *d = find(context, docid);
	if (d && value.len == sizeof d->day)
		memcpy(d->day, value.ptr, sizeof d->day);
	return true;
}

static bool set_order(void *context, uint32_t docid, struct str value)
{
	struct dated *d = find(context, docid);
	if (d && value.len == sizeof d->order)
		memcpy(d->order, value.ptr, sizeof d->order);
	return true;
}

static int by_order(const struct dated *x, const struct dated *y)
{
	int order = memcmp(x->order, y->order, sizeof x->order);
	return order ? order : by_docid(x, y);
}

static int newest_first(const void *a, const void *b)
{
	const struct dated *x = a;
	const struct dated *y = b;
	int days = memcmp(y->day, x->day, SLOT_DATE_SIZE);
	return days ? days : by_order(x, y);
}

static int oldest_first(const void *a, const void *b)
{
	const struct dated *x = a;
	const struct dated *y = b;
	bool unknown = x->day[0] == '\0', other = y->day[0] == '\0';
	if (unknown != other)
		return unknown ? 1 : -1;
	int days = memcmp(x->day, y->day, SLOT_DATE_SIZE);
	return days ? days : by_order(x, y);
}

static bool list_all(struct run *run, struct list *out)
{
	const struct xc_set *set = run->found.set;
	out->items = calloc(xc_set_total(set).count + 1, sizeof *out->items);
	if (!out->items)
		return error_set_memory(run->err);
	xc_set_each(set, add, out);
	qsort(out->items, out->count, sizeof *out->items, by_docid);
	struct xc_db *db = run->search->archives.db;
	if (!xc_set_each_value(set, db, SLOT_DATE_LAST, set_day, out, run->err) ||
		!xc_set_each_value(set, db, SLOT_ORDER, set_order, out, run->err))
		return false;
	qsort(out->items, out->count, sizeof *out->items,
		run->settings->sort == SORT_OLDEST ? oldest_first : newest_first);
	return true;
}

static bool ended_early(struct run *run)
{
	return error_set(run->err, ERROR_LIMIT, "%s",
		SAY("hết thời gian, nên chưa xuất hết; hãy hỏi ngắn hơn, hoặc cho thêm thời gian",
			"the time ran out before all was written; ask for less, or give it more "
			"time"));
}

/* Of several archives some can't be read: what V has is not all, though it has what there is. */
static void tell_missing(struct run *run, const struct every_visitor *v)
{
	struct error problem;
	if (run->answer->missing_count == 0 || !v->early)
		return;
	error_set(&problem, ERROR_IO,
		SAY("chưa xuất hết: không đọc được kho “%s”", "not all: archive %s can't be read"),
		run->search->archives.missing[0].name);
	v->early(v->context, &problem);
}

static bool visit_all(struct run *run, const struct list *list, const struct every_visitor *v)
{
	struct record record;
	bool enough = false;
	for (size_t i = v->offset; i < list->count && !enough; i++) {
		if (budget_is_over(&run->search->budget))
			return ended_early(run);
		if (!stored_read(run->search, list->items[i].docid, &record, run->err) ||
			!mapping_check(run->err))
			return false;
		run->answer->of = search_part(run->search);
		if (!v->article(v->context, &record, &enough, run->err))
			return false;
	}
	return true;
}

static bool tell(struct run *run)
{
	struct answer *a = run->answer;
	struct str text = query_spell(
		&run->query, run->reading.line_count > 0 ? run->reading.lines[0].words : NULL);
	a->read_as = arena_str(&a->memory, text);
	a->full = (struct answer_total){run->found.full.count, run->found.full.exact};
	a->full.exact &= !answer_lacks_articles(a);
	a->total = a->full;
	if (!text.ptr || !a->read_as.ptr ||
		!folding_note(run->search, run->settings, &run->found, a))
		return error_set_memory(run->err);
	return narrowing_tell(&run->narrowing, a, run->err) &&
	       warnings_add(a, &run->query, &run->found, &run->search->archives, run->err) &&
	       understood_warn(run);
}

bool every_article(struct search *s, struct str text, const struct search_settings *settings,
	const struct every_visitor *v, struct answer *out, struct error *err, size_t *at)
{
	struct search_settings all = *settings;
	struct run run = {.search = s, .settings = &all, .answer = out, .err = err};
	struct list list = {NULL, 0};
	*out = search_answer(s);
	all.counts = true;
	allowance_start(&s->budget, &s->archives, all_work, settings->timeout_ms);
	bool ok = folding_start(s, settings, err) && run_read_query(&run, text, at);
	if (ok) {
		*at = QUERY_NO_PLACE;
		ok = run_find(&run) && tell(&run) && v->begin(v->context, out, err);
		bool begun = ok;
		ok = ok && list_all(&run, &list) && visit_all(&run, &list, v);
		out->of = NULL;
		if (begun && !ok && v->early)
			v->early(v->context, err);
		if (ok)
			tell_missing(&run, v);
		query_free(&run.query);
		run_forget(&run);
	}
	free(list.items);
	if (!ok)
		answer_free(out);
	return ok;
}
