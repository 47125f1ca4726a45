#include "query/options_values.h"

#include "base/lang.h"
#include "query/answer/facets.h"
#include "query/options_table.h"
#include "query/reading/dates.h"
#include "query/reading/filters.h"

/* The value of an option that takes one of a few words. */
struct choice {
	const char *name;
	int value;
};

static bool choose(struct option_reader *r, const char *option, const char *text,
	const struct choice *choices, size_t count, int *out)
{
	struct buf names = BUF_INIT;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(choices[i].name, text) == 0) {
			*out = choices[i].value;
			buf_free(&names);
			return true;
		}
		buf_printf(&names, "%s%s", i > 0 ? ", " : "", choices[i].name);
	}
	error_set(r->err, ERROR_USAGE,
		SAY("--%s: không có lựa chọn “%s”; hãy dùng: %s",
			"--%s: there is no choice “%s”; use one of: %s"),
		option, text, buf_str(&names).ptr);
	buf_free(&names);
	return false;
}

#define CHOOSE(r, option, text, choices, out)                                                      \
	choose(r, option, text, choices, sizeof(choices) / sizeof *(choices), out)

bool option_read_number(struct option_reader *r, const char *option, const char *text, size_t min,
	size_t max, size_t *out)
{
	size_t value = 0;
	size_t i = 0;
	while (text[i] >= '0' && text[i] <= '9' && value <= max)
		value = 10 * value + (size_t)(text[i++] - '0');
	if (i == 0 || text[i] != '\0' || value < min || value > max)
		return error_set(r->err, ERROR_USAGE,
			SAY("--%s: “%s” không phải là số từ %zu đến %zu",
				"--%s: “%s” is not a number from %zu to %zu"),
			option, text, min, max);
	*out = value;
	return true;
}

bool option_read_timeout(struct option_reader *r, const char *text)
{
	size_t ms = 0;
	if (!option_read_number(r, "timeout-ms", text, 0, SEARCH_TIMEOUT_MAX, &ms))
		return false;
	r->out->settings.timeout_ms = (uint32_t)ms;
	r->timeout_told = true;
	return true;
}

bool option_read_date(
	struct option_reader *r, const char *option, const char *text, bool end, char out[9])
{
	if (dates_read(str_from_c(text), end, out))
		return true;
	return error_set(r->err, ERROR_USAGE,
		SAY("--%s: “%s” không phải là một ngày, tháng, quý hay năm; hãy viết 27/3/2018, 27 "
		    "tháng 3 năm 2018, tháng 3/2018, quý 1/2018 hoặc 2018; ngày đầu ở --from, ngày "
		    "cuối ở --to",
			"--%s: “%s” is not one day, month, quarter or year; write 2018-03-27, "
			"27/3/2018, 2018-03, quý 1/2018 or 2018; the first in --from, the last in "
			"--to"),
		option, text);
}

bool option_read_filter(struct option_reader *r, const char *text)
{
	struct search_settings *s = &r->out->settings;
	struct query_filter filter;
	if (!filter_read(str_from_c(text), &filter))
		return error_set(r->err, ERROR_USAGE,
			SAY("--filter: “%s” không phải là TRƯỜNG:GIÁ-TRỊ; ví dụ: --filter "
			    "\"author:Nguyễn Hưng\"; các trường: author, place, source, issuer, "
			    "kind, number",
				"--filter: “%s” is not FIELD:VALUE; for example: --filter "
				"\"author:Nguyễn Hưng\"; the fields are author, place, source, "
				"issuer, kind, number"),
			text);
	return filters_add(s->filters, &s->filter_count, filter) ||
	       error_set(r->err, ERROR_USAGE,
		       SAY("--filter: nhiều nhất %d lần", "--filter: at most %d times"),
		       QUERY_MAX_FILTERS);
}

/* Twice the same counts once: an answer has one of each. */
static bool add_facet(struct option_reader *r, struct facet_wanted facet)
{
	struct search_settings *s = &r->out->settings;
	for (size_t i = 0; i < s->facet_count; i++) {
		struct facet_wanted *f = &s->facets[i];
		if (f->is_ordered == facet.is_ordered && (f->is_ordered || f->by == facet.by)) {
			*f = facet;
			return true;
		}
	}
	if (s->facet_count < FACETS_MAX) {
		s->facets[s->facet_count++] = facet;
		return true;
	}
	return error_set(r->err, ERROR_USAGE,
		SAY("--facet, --timeline: nhiều nhất %d lần",
			"--facet, --timeline: at most %d times"),
		FACETS_MAX);
}

bool option_read_facet(struct option_reader *r, const char *text)
{
	struct str whole = str_from_c(text);
	size_t colon = str_find(whole, STR(":"), 0);
	struct facet_wanted facet = {facet_of(str_slice(whole, 0, colon)), FACET_VALUES, false};
	if (facet.by == FACET_BY_NONE)
		return error_set(r->err, ERROR_USAGE,
			SAY("--facet: không đếm theo “%s” được; hãy dùng: author, place, source, "
			    "issuer, kind, year, month, day, sau đó có thể thêm :N",
				"--facet: nothing is counted by “%s”; use one of: author, place, "
				"source, issuer, kind, year, month, day, perhaps with :N behind"),
			text);
	return (colon == whole.len || option_read_number(r, "facet", text + colon + 1, 1,
					      FACET_VALUES_MAX, &facet.most)) &&
	       add_facet(r, facet);
}

bool option_read_timeline(struct option_reader *r, const char *text)
{
	struct facet_wanted facet = {facet_of(str_from_c(text)), 0, true};
	if (!facet_is_time(facet.by) || facet.by == FACET_BY_NONE)
		return error_set(r->err, ERROR_USAGE,
			SAY("--timeline: không có mức “%s”; hãy dùng: year, month, day",
				"--timeline: there is no unit “%s”; use one of: year, month, day"),
			text);
	return add_facet(r, facet);
}

bool option_read_choice(struct option_reader *r, int key, const char *arg)
{
	static const struct choice formats[] = {{"text", FORMAT_TEXT}, {"json", FORMAT_JSON},
		{"ids", FORMAT_IDS}, {"jsonl", FORMAT_JSONL}, {"csv", FORMAT_CSV},
		{"tsv", FORMAT_TSV}};
	static const struct choice sorts[] = {
		{"relevance", SORT_RELEVANCE}, {"newest", SORT_NEWEST}, {"oldest", SORT_OLDEST}};
	static const struct choice rankings[] = {
		{"two-stage", RANKING_TWO_STAGE}, {"bm25", RANKING_BM25}};
	static const struct choice diacritics[] = {{"auto", DIACRITICS_AUTO},
		{"exact", DIACRITICS_EXACT}, {"ignore", DIACRITICS_IGNORE}};
	static const struct choice colors[] = {
		{"auto", COLOR_AUTO}, {"always", COLOR_ALWAYS}, {"never", COLOR_NEVER}};
	struct options *o = r->out;
	int value = 0;
	switch (key) {
	case KEY_FORMAT:
		if (!CHOOSE(r, "format", arg, formats, &value))
			return false;
		o->format = (enum format)value;
		return true;
	case KEY_SORT:
		if (!CHOOSE(r, "sort", arg, sorts, &value))
			return false;
		o->settings.sort = (enum sort)value;
		return true;
	case KEY_RANKING:
		if (!CHOOSE(r, "ranking", arg, rankings, &value))
			return false;
		o->settings.ranking = (enum ranking)value;
		return true;
	case KEY_DIACRITICS:
		if (!CHOOSE(r, "diacritics", arg, diacritics, &value))
			return false;
		o->settings.diacritics = (enum diacritics)value;
		return true;
	default:
		if (!CHOOSE(r, "color", arg, colors, &value))
			return false;
		o->color = (enum color)value;
		return true;
	}
}
