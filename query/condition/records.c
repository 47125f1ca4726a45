#include "query/condition/records.h"

#include "xapianc/served.h"

#include <stdlib.h>

/* What a record costs of the budget; records of other machines that are fetched together. */
enum { BYTES_A_UNIT = 16, FETCHED_AT_ONCE = 64 };

struct keeper {
	const struct condition_request *request;
	struct xc_set *set;
	records_holds *holds;
	void *context;
	uint32_t *docids; /* of the set, where they are on other machines; owned */
	size_t count, done, fetched;
	struct buf bytes;
	struct arena memory; /* of the record at hand */
	struct error *err;
	bool ok;
};

static bool note(void *context, uint32_t docid)
{
	struct keeper *k = context;
	k->docids[k->count++] = docid;
	return true;
}

static bool fetch_ahead_begin(struct keeper *k)
{
	if (!xc_db_is_served(k->request->plan->db))
		return true;
	k->docids = calloc(xc_set_total(k->set).count + 1, sizeof *k->docids);
	if (!k->docids)
		return error_set_memory(k->err);
	xc_set_each(k->set, note, k);
	return true;
}

/* Fetches the records that come next, if that of the one at hand is not there yet. */
static bool fetch_ahead(struct keeper *k)
{
	if (!k->docids || k->done++ < k->fetched)
		return true;
	size_t left = k->count - k->fetched;
	size_t n = left < FETCHED_AT_ONCE ? left : FETCHED_AT_ONCE;
	const uint32_t *from = k->docids + k->fetched;
	k->fetched += n;
	return xc_db_fetch(k->request->plan->db, from, n, k->err);
}

static bool visit(void *context, uint32_t docid)
{
	struct keeper *k = context;
	struct budget *budget = k->request->budget;
	struct record record;
	if (budget_is_over(budget)) {
		xc_set_remove(k->set, docid);
		return true;
	}
	buf_reset(&k->bytes);
	arena_reset(&k->memory);
	k->ok = fetch_ahead(k) && xc_db_data(k->request->plan->db, docid, &k->bytes, k->err) &&
		record_decode(buf_str(&k->bytes), &k->memory, &record, k->err);
	budget_take(budget, k->bytes.len / BYTES_A_UNIT + 1);
	if (k->ok && !k->holds(k->context, &record))
		xc_set_remove(k->set, docid);
	return k->ok;
}

bool records_keep(const struct condition_request *request, struct xc_set *set, records_holds *holds,
	void *context, struct error *err)
{
	struct keeper k = {.request = request,
		.set = set,
		.holds = holds,
		.context = context,
		.err = err,
		.ok = true};
	k.ok = fetch_ahead_begin(&k);
	if (k.ok)
		xc_set_each(set, visit, &k);
	free(k.docids);
	buf_free(&k.bytes);
	arena_free(&k.memory);
	return k.ok;
}
