#include "indexer/grouping/occasion.h"

#include "base/checksum.h"
#include "text/date/read.h"

static uint64_t name_of(struct str name)
{
	return name.len > 0 ? checksum_of(name) : 0;
}

/* What is between "://" and the path. */
static struct str host_of(struct str url)
{
	size_t start = str_find(url, STR("://"), 0);
	if (start == url.len)
		return STR("");
	start += 3;
	return str_slice(url, start, str_find(url, STR("/"), start));
}

struct occasion occasion_of(const struct record *r)
{
	struct date date;
	struct occasion o = {.outlet = name_of(r->source.len > 0 ? r->source : r->issuer),
		.host = name_of(host_of(r->url))};
	if (!str_eq(r->date_confidence, STR("low")) && date_parse(r->date, &date)) {
		o.first = date_number(date_first_day(date));
		o.last = date_number(date_last_day(date));
	}
	return o;
}

unsigned long occasion_days(const struct occasion *a, const struct occasion *b)
{
	if (a->last == 0 || b->last == 0)
		return 0;
	if (a->last < b->first)
		return (unsigned long)(b->first - a->last);
	return b->last < a->first ? (unsigned long)(a->first - b->last) : 0;
}

bool occasion_may_be_of_one(const struct occasion *a, const struct occasion *b)
{
	bool both = a->outlet != 0 && b->outlet != 0;
	return !both || a->outlet == b->outlet || (a->host != 0 && a->host == b->host);
}
