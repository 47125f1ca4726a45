#include "query/answer/narrowing.h"

#include "base/lang.h"
#include "query/reading/filters.h"

#include <string.h>

/* Reads what S has instead, nơi:"hà nội"; false where S is of another kind. */
static bool read_offer(const struct syntax_stray *s, struct query_filter *out)
{
	if (s->kind != STRAY_WORDS || !filter_read(s->instead, out))
		return false;
	out->value = str_slice(out->value, 1, out->value.len - 1);
	out->offered = true;
	return true;
}

bool narrowing_make(struct search *s, const struct search_settings *settings, const struct query *q,
	struct narrowing *out, struct error *err)
{
	*out = (struct narrowing){.dates = settings->dates};
	date_range_meet(&out->dates, &q->dates);
	for (size_t i = 0; i < settings->filter_count; i++) {
		if (field_is_stored(settings->filters[i].field))
			continue;
		out->list[out->count] = settings->filters[i];
		out->list[out->count++].beside = true;
	}
	memcpy(out->list + out->count, q->filters, q->filter_count * sizeof *out->list);
	out->count += q->filter_count;
	size_t count = out->count;
	for (size_t i = 0; i < q->notes.stray_count; i++)
		count += read_offer(&q->notes.strays[i], &out->list[count]);
	bool ok = filter_make(
		s->archives.db, s->tokenizer, out->list, count, &out->filter, out->unknown, err);
	for (size_t i = 0, next = out->count; ok && i < q->notes.stray_count; i++) {
		if (q->notes.strays[i].kind == STRAY_WORDS)
			out->has_offered[i] = next < count && !out->unknown[next++];
	}
	memset(out->unknown + out->count, 0, (count - out->count) * sizeof *out->unknown);
	for (size_t i = 0; i < settings->filter_count; i++) {
		if (field_is_stored(settings->filters[i].field))
			out->list[out->count++] = settings->filters[i];
	}
	return ok;
}

bool narrowing_is_stored(const struct search_settings *settings)
{
	for (size_t i = 0; i < settings->filter_count; i++) {
		if (field_is_stored(settings->filters[i].field))
			return true;
	}
	return false;
}

void narrowing_free(struct narrowing *n)
{
	filter_free(&n->filter);
}

static bool warn(struct answer *a, const struct query_filter *f)
{
	/* There are no facets of numbers. */
	bool has_facet = f->field < FIELD_BY_NUMBER;
	return answer_warn(a, WARNING_UNKNOWN_VALUE,
		       SAY("kho không có %s nào là “%.*s”", "the archive has no %s “%.*s”"),
		       field_words(f->field), STR_ARG(f->value)) &&
	       answer_warn_of(a, &f->value, 1) &&
	       (!has_facet || answer_warn_typed(a,
				      SAY("--facet %s liệt kê những gì có",
					      "--facet %s lists what there is"),
				      field_name(f->field)));
}

bool narrowing_tell(const struct narrowing *n, struct answer *a, struct error *err)
{
	a->filters = arena_array(&a->memory, n->count + 1, sizeof *a->filters);
	if (!a->filters)
		return error_set_memory(err);
	for (size_t i = 0; i < n->count; i++) {
		struct query_filter copy = n->list[i];
		copy.value = arena_str(&a->memory, copy.value);
		a->filters[a->filter_count++] = copy;
		if (!copy.value.ptr || (n->unknown[i] && !warn(a, &copy)))
			return error_set_memory(err);
	}
	return true;
}
