#include "base/moment.h"

#define FORM "%Y-%m-%dT%H:%M:%SZ"

bool moment_write(int64_t seconds, char out[MOMENT_SIZE])
{
	struct tm utc;
	time_t time = (time_t)seconds;
	*out = '\0';
	return gmtime_r(&time, &utc) && strftime(out, MOMENT_SIZE, FORM, &utc) > 0;
}

int64_t moment_read(const char *text)
{
	struct tm utc = {0};
	const char *end = strptime(text, FORM, &utc);
	return end && *end == '\0' ? timegm(&utc) : 0;
}
