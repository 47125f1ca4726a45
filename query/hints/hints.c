#include "query/hints/hints.h"

#include "query/hints/names.h"
#include "query/hints/operators.h"
#include "query/hints/periods.h"
#include "query/hints/values.h"
#include "query/reading/prose.h"

/* Whether Q was typed, by a person, as a query. */
static bool is_typed(struct query *q)
{
	return !q->pasted && !q->prose && !prose_is(q);
}

bool hints_add(struct str typed, const struct decoding *d, struct arena *memory, struct query *q)
{
	struct looking l = {.typed = typed, .decoding = d, .memory = memory, .query = q};
	struct filters filters;
	struct buf rest = BUF_INIT;
	if (!is_typed(q))
		return true;
	bool ok = filters_take(q, q->text, &filters, &rest);
	buf_free(&rest);
	if (!ok)
		return false;
	if (!lexer_read(q->text, filters.places, filters.count, &l.items))
		return true;
	for (size_t i = 0; i < l.items.count; i++) {
		operators_look(&l, i);
		names_look(&l, i);
		if (l.items.list[i].kind == ITEM_FILTER)
			values_look(&l, i, &filters.list[l.items.list[i].number]);
	}
	periods_look(&l);
	return !l.failed;
}
