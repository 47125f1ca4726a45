#include "query/answer/answer.h"
#include "query/answer/facets.h"
#include "query/json/json.h"

json_t *json_filters(struct json_builder *b, const struct answer *a)
{
	json_t *all = json_array();
	for (size_t i = 0; i < a->filter_count; i++) {
		json_t *filter = json_object();
		json_put(b, filter, "field", json_string(field_name(a->filters[i].field)));
		json_put(b, filter, "value", json_text(a->filters[i].value));
		if (a->filters[i].excluded)
			json_put(b, filter, "excluded", json_true());
		json_add(b, all, filter);
	}
	return all;
}

/* Of time, what a value is is a date. */
static json_t *values_value(struct json_builder *b, const struct facet *f)
{
	json_t *all = json_array();
	for (size_t i = 0; i < f->count; i++) {
		json_t *value = json_object();
		json_put(b, value, f->wanted.is_ordered ? "date" : "value",
			json_text(f->values[i].value));
		json_put(b, value, "count", json_integer((json_int_t)f->values[i].count));
		json_add(b, all, value);
	}
	return all;
}

static json_t *facet_value(struct json_builder *b, const struct facet *f)
{
	json_t *value = json_object();
	if (f->wanted.is_ordered)
		json_put(b, value, "unit", json_string(facet_name(f->wanted.by)));
	json_put(b, value, "values", values_value(b, f));
	json_put(b, value, "counts", json_string(f->counts_groups ? "groups" : "articles"));
	json_put(b, value, "distinct", json_integer((json_int_t)f->distinct));
	json_put(b, value, "without", json_integer((json_int_t)f->without));
	json_put(b, value, "relation", json_string(f->is_exact ? "eq" : "gte"));
	return value;
}

json_t *json_facets(struct json_builder *b, const struct answer *a)
{
	json_t *all = json_object();
	for (size_t i = 0; i < a->facet_count; i++) {
		const struct facet *f = &a->facets[i];
		if (!f->wanted.is_ordered)
			json_put(b, all, facet_name(f->wanted.by), facet_value(b, f));
	}
	return all;
}

void json_put_timelines(struct json_builder *b, json_t *root, const struct answer *a)
{
	for (size_t i = 0; i < a->facet_count; i++) {
		if (a->facets[i].wanted.is_ordered)
			json_put(b, root, "timeline", facet_value(b, &a->facets[i]));
	}
}
