#include "query/condition/records.h"

/* What a record costs of the budget. */
enum { BYTES_A_UNIT = 16 };

struct keeper {
	const struct condition_request *request;
	struct xc_set *set;
	records_holds *holds;
	void *context;
	struct buf bytes;
	struct arena memory; /* of the record at hand */
	struct error *err;
	bool ok;
};

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
	k->ok = xc_db_data(k->request->plan->db, docid, &k->bytes, k->err) &&
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
	xc_set_each(set, visit, &k);
	buf_free(&k.bytes);
	arena_free(&k.memory);
	return k.ok;
}
