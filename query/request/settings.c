#include "query/request/settings.h"

#include "base/lang.h"
#include "query/answer/facets.h"
#include "query/answer/snippet.h"
#include "query/reading/dates.h"
#include "query/reading/filters.h"

#include <string.h>

static const char *dashes(const struct setting_reader *r)
{
	return r->is_option ? "--" : "";
}

static const char *name(const struct setting_reader *r)
{
	return r->is_option ? r->at->option : r->at->member;
}

bool choice_read(const char *before, const char *called, const char *text,
	const struct choice *choices, size_t count, int *out, struct error *err)
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
	error_set(err, ERROR_USAGE,
		SAY("%s%s: không có lựa chọn “%s”; hãy dùng: %s",
			"%s%s: there is no choice “%s”; use one of: %s"),
		before, called, text, buf_str(&names).ptr);
	buf_free(&names);
	return false;
}

bool setting_number(const char *before, const char *called, const char *text, size_t min,
	size_t max, size_t *out, struct error *err)
{
	size_t value = 0;
	size_t i = 0;
	while (text[i] >= '0' && text[i] <= '9' && value <= max)
		value = 10 * value + (size_t)(text[i++] - '0');
	if (i == 0 || text[i] != '\0' || value < min || value > max)
		return error_set(err, ERROR_USAGE,
			SAY("%s%s: “%s” không phải là số từ %zu đến %zu",
				"%s%s: “%s” is not a number from %zu to %zu"),
			before, called, text, min, max);
	*out = value;
	return true;
}

/* ---- Values ---- */

static bool read_number(
	struct setting_reader *r, const char *text, size_t min, size_t max, size_t *out)
{
	return setting_number(dashes(r), name(r), text, min, max, out, r->err);
}

static bool read_limit(struct setting_reader *r, const char *text)
{
	return read_number(r, text, 1, SEARCH_LIMIT_MAX, &r->out->limit);
}

static bool read_offset(struct setting_reader *r, const char *text)
{
	size_t most = r->offset_max > 0 ? r->offset_max : SEARCH_OFFSET_MAX;
	return read_number(r, text, 0, most, &r->out->offset);
}

static bool read_timeout(struct setting_reader *r, const char *text)
{
	size_t ms = 0;
	if (!read_number(r, text, 0, SEARCH_TIMEOUT_MAX, &ms))
		return false;
	r->out->timeout_ms = (uint32_t)ms;
	r->timeout_told = true;
	return true;
}

/* The first day of TEXT, with END the last. */
static bool read_date(struct setting_reader *r, const char *text, bool end, char out[9])
{
	if (dates_read(str_from_c(text), end, out))
		return true;
	return error_set(r->err, ERROR_USAGE,
		SAY("%s%s: “%s” không phải là một ngày, tháng, quý hay năm; hãy viết 27/3/2018, 27 "
		    "tháng 3 năm 2018, tháng 3/2018, quý 1/2018 hoặc 2018; ngày đầu ở %sfrom, "
		    "ngày cuối ở %sto",
			"%s%s: “%s” is not one day, month, quarter or year; write 2018-03-27, "
			"27/3/2018, 2018-03, quý 1/2018 or 2018; the first in %sfrom, the last in "
			"%sto"),
		dashes(r), name(r), text, dashes(r), dashes(r));
}

static bool read_from(struct setting_reader *r, const char *text)
{
	return read_date(r, text, false, r->out->dates.from);
}

static bool read_to(struct setting_reader *r, const char *text)
{
	return read_date(r, text, true, r->out->dates.to);
}

/* Both ends at once. */
static bool read_period(struct setting_reader *r, const char *text)
{
	return dates_read_span(str_trim(str_from_c(text)), &r->out->dates) ||
	       error_set(r->err, ERROR_USAGE,
		       SAY("%s%s: “%s” không phải là ngày, tháng, quý, năm hay khoảng giữa hai "
			   "ngày; hãy viết 27/3/2018, 3/2018, \"quý 1/2018\", 2015-2018, \"từ "
			   "1/1/2018 đến 31/3/2018\", \"7 ngày qua\"",
			       "%s%s: “%s” is not a day, month, quarter, year or what lies between "
			       "two; write 2018-03-27, 3/2018, \"quý 1/2018\", 2015-2018, \"from "
			       "2018-01-01 to 2018-03-31\", \"last 7 days\""),
		       dashes(r), name(r), text);
}

static bool read_filter(struct setting_reader *r, const char *text)
{
	struct search_settings *s = r->out;
	struct query_filter filter;
	if (!filter_read(str_from_c(text), &filter))
		return error_set(r->err, ERROR_USAGE,
			SAY("%s%s: “%s” không phải là TRƯỜNG:GIÁ-TRỊ; ví dụ: \"author:Nguyễn "
			    "Hưng\"; các trường: author, place, source, issuer, kind, "
			    "number, url, filetype",
				"%s%s: “%s” is not FIELD:VALUE; for example: \"author:Nguyễn "
				"Hưng\"; the fields are author, place, source, issuer, kind, "
				"number, url, filetype"),
			dashes(r), name(r), text);
	return filters_add(s->filters, &s->filter_count, filter) ||
	       error_set(r->err, ERROR_USAGE,
		       SAY("%s%s: nhiều nhất %d lần", "%s%s: at most %d times"), dashes(r), name(r),
		       QUERY_MAX_FILTERS);
}

/* Twice the same counts once: an answer has one of each. */
static bool add_facet(struct setting_reader *r, struct facet_wanted facet)
{
	struct search_settings *s = r->out;
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
		SAY("%s%s: nhiều nhất %d lần", "%s%s: at most %d times"), dashes(r), name(r),
		FACETS_MAX);
}

static bool read_facet(struct setting_reader *r, const char *text)
{
	struct str whole = str_from_c(text);
	size_t colon = str_find(whole, STR(":"), 0);
	struct facet_wanted facet = {facet_of(str_slice(whole, 0, colon)), FACET_VALUES, false};
	if (facet.by == FACET_BY_NONE)
		return error_set(r->err, ERROR_USAGE,
			SAY("%s%s: không đếm theo “%s” được; hãy dùng: author, place, source, "
			    "issuer, kind, year, month, day, sau đó có thể thêm :N",
				"%s%s: nothing is counted by “%s”; use one of: author, place, "
				"source, issuer, kind, year, month, day, perhaps with :N behind"),
			dashes(r), name(r), text);
	return (colon == whole.len ||
		       read_number(r, text + colon + 1, 1, FACET_VALUES_MAX, &facet.most)) &&
	       add_facet(r, facet);
}

static bool read_timeline(struct setting_reader *r, const char *text)
{
	struct facet_wanted facet = {facet_of(str_from_c(text)), 0, true};
	if (!facet_is_time(facet.by) || facet.by == FACET_BY_NONE)
		return error_set(r->err, ERROR_USAGE,
			SAY("%s%s: không có mức “%s”; hãy dùng: year, month, day",
				"%s%s: there is no unit “%s”; use one of: year, month, day"),
			dashes(r), name(r), text);
	return add_facet(r, facet);
}

static bool read_count(struct setting_reader *r, const char *text)
{
	(void)text;
	r->out->counts = true;
	return true;
}

static bool read_explain(struct setting_reader *r, const char *text)
{
	(void)text;
	r->out->explain = true;
	return true;
}

static bool read_strict(struct setting_reader *r, const char *text)
{
	(void)text;
	r->out->strict = true;
	return true;
}

/* ---- Words ---- */

static const struct choice sorts[] = {{"relevance", SORT_RELEVANCE}, {"newest", SORT_NEWEST},
	{"oldest", SORT_OLDEST}, {"mới", SORT_NEWEST}, {"cũ", SORT_OLDEST}, {"moi", SORT_NEWEST},
	{"cu", SORT_OLDEST}};
static const struct choice rankings[] = {{"two-stage", RANKING_TWO_STAGE}, {"bm25", RANKING_BM25}};
static const struct choice marks[] = {
	{"auto", DIACRITICS_AUTO}, {"exact", DIACRITICS_EXACT}, {"ignore", DIACRITICS_IGNORE}};
static const struct choice duplicates[] = {{"show", DUPLICATES_SHOWN}, {"fold", DUPLICATES_FOLDED}};

#define COUNT(choices) (sizeof(choices) / sizeof *(choices))

static bool choose(struct setting_reader *r, const char *text, const struct choice *choices,
	size_t count, int *value)
{
	return choice_read(dashes(r), name(r), text, choices, count, value, r->err);
}

static bool read_sort(struct setting_reader *r, const char *text)
{
	int value = (int)r->out->sort;
	bool ok = choose(r, text, sorts, COUNT(sorts), &value);
	r->out->sort = (enum sort)value;
	return ok;
}

static bool read_ranking(struct setting_reader *r, const char *text)
{
	int value = (int)r->out->ranking;
	bool ok = choose(r, text, rankings, COUNT(rankings), &value);
	r->out->ranking = (enum ranking)value;
	return ok;
}

static bool read_diacritics(struct setting_reader *r, const char *text)
{
	int value = (int)r->out->diacritics;
	bool ok = choose(r, text, marks, COUNT(marks), &value);
	r->out->diacritics = (enum diacritics)value;
	return ok;
}

const struct choice *setting_choices(const char *option, size_t *count)
{
	const struct {
		const char *option;
		const struct choice *choices;
		size_t count;
	} all[] = {{"sort", sorts, COUNT(sorts)}, {"ranking", rankings, COUNT(rankings)},
		{"diacritics", marks, COUNT(marks)}, {"duplicates", duplicates, COUNT(duplicates)}};
	for (size_t i = 0; i < COUNT(all); i++) {
		*count = all[i].count;
		if (strcmp(all[i].option, option) == 0)
			return all[i].choices;
	}
	return NULL;
}

static bool read_duplicates(struct setting_reader *r, const char *text)
{
	int value = (int)r->out->duplicates;
	bool ok = choose(r, text, duplicates, COUNT(duplicates), &value);
	r->out->duplicates = (enum duplicates)value;
	r->duplicates_told = true;
	return ok;
}

static bool read_prefer(struct setting_reader *r, const char *text)
{
	r->out->prefer = str_from_c(text);
	return true;
}

static const char *name_of(const struct choice *choices, size_t count, int value)
{
	for (size_t i = 0; i < count; i++) {
		if (choices[i].value == value)
			return choices[i].name;
	}
	return "";
}

const char *sort_name(enum sort sort)
{
	return name_of(sorts, COUNT(sorts), (int)sort);
}

const char *ranking_name(enum ranking ranking)
{
	return name_of(rankings, COUNT(rankings), (int)ranking);
}

const char *diacritics_name(enum diacritics diacritics)
{
	return name_of(marks, COUNT(marks), (int)diacritics);
}

/* ---- The table ---- */

const struct setting setting_table[] = {
	{"limit", "limit", SETTING_NUMBER, read_limit},
	{"offset", "offset", SETTING_NUMBER, read_offset},
	{"sort", "sort", SETTING_WORD, read_sort},
	{"ranking", "ranking", SETTING_WORD, read_ranking},
	{"from", "from", SETTING_WORD, read_from},
	{"to", "to", SETTING_WORD, read_to},
	{"date", "date", SETTING_WORD, read_period},
	{"filter", "filters", SETTING_WORDS, read_filter},
	{"facet", "facets", SETTING_WORDS, read_facet},
	{"timeline", "timeline", SETTING_WORD, read_timeline},
	{"count", "count", SETTING_FLAG, read_count},
	{"diacritics", "diacritics", SETTING_WORD, read_diacritics},
	{"duplicates", "duplicates", SETTING_WORD, read_duplicates},
	{"prefer", "prefer", SETTING_WORD, read_prefer},
	{"explain", "explain", SETTING_FLAG, read_explain},
	{"strict", "strict", SETTING_FLAG, read_strict},
	{"timeout-ms", "timeout_ms", SETTING_NUMBER, read_timeout},
};

const size_t setting_count = COUNT(setting_table);

const struct setting *setting_of_option(const char *option)
{
	for (size_t i = 0; i < setting_count; i++) {
		if (strcmp(setting_table[i].option, option) == 0)
			return &setting_table[i];
	}
	return NULL;
}

const struct setting *setting_of_member(const char *member)
{
	for (size_t i = 0; i < setting_count; i++) {
		if (strcmp(setting_table[i].member, member) == 0)
			return &setting_table[i];
	}
	return NULL;
}

struct search_settings settings_default(void)
{
	return (struct search_settings){.limit = SEARCH_LIMIT_DEFAULT, .snippets = SNIPPET_MAX};
}

bool setting_read(struct setting_reader *r, const struct setting *s, const char *text)
{
	r->at = s;
	return s->read(r, text);
}

bool settings_check(struct setting_reader *r)
{
	const struct date_range *d = &r->out->dates;
	if (!d->from[0] || !d->to[0] || strcmp(d->from, d->to) <= 0)
		return true;
	r->at = setting_of_option("from");
	return error_set(r->err, ERROR_USAGE,
		SAY("%sfrom muộn hơn %sto: không có ngày nào ở giữa",
			"%sfrom is after %sto: there is no day between them"),
		dashes(r), dashes(r));
}
