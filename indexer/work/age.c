#include "indexer/work/age.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SECOND_NS = 1000000000 };

static unsigned days_of(char unit)
{
	return unit == 'd' ? 1 : unit == 'm' ? 30 : unit == 'y' ? 365 : 0;
}

bool age_read(const char *text, uint32_t *days)
{
	char *end;
	*days = 0;
	if (strcmp(text, "none") == 0)
		return true;
	if (text[0] < '0' || text[0] > '9')
		return false;
	unsigned long n = strtoul(text, &end, 10); /* what is too large is ULONG_MAX */
	unsigned unit = *end ? days_of(*end) : 0;
	if (n == 0 || unit == 0 || end[1] != '\0' || n > AGE_DAYS_MAX / unit)
		return false;
	*days = (uint32_t)(n * unit);
	return true;
}

bool age_since(const char *text, int64_t *ns)
{
	struct tm day = {.tm_isdst = -1};
	const char *end = strptime(text, "%Y-%m-%d", &day);
	time_t at = end && *end == '\0' ? mktime(&day) : (time_t)-1;
	bool told = at != (time_t)-1 && at >= INT64_MIN / SECOND_NS && at <= INT64_MAX / SECOND_NS;
	*ns = told ? (int64_t)at * SECOND_NS : 0;
	return told;
}
