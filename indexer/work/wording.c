#include "indexer/work/wording.h"
#include "base/lang.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

const char *wording_count(uint64_t n, char out[WORDING_SIZE])
{
	char digits[24];
	int len = snprintf(digits, sizeof digits, "%" PRIu64, n);
	char *to = out;
	for (int i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			*to++ = *SAY(".", ",");
		*to++ = digits[i];
	}
	*to = '\0';
	return out;
}

const char *wording_tenths(uint64_t tenths, char out[WORDING_SIZE])
{
	snprintf(out, WORDING_SIZE, "%" PRIu64 "%s%" PRIu64, tenths / 10, SAY(",", "."),
		tenths % 10);
	return out;
}

static const char *count_of(uint64_t n, const char *vietnamese, const char *one, const char *many,
	char out[WORDING_SIZE])
{
	char number[WORDING_SIZE];
	snprintf(out, WORDING_SIZE, "%.30s %.16s", wording_count(n, number),
		SAY(vietnamese, n == 1 ? one : many));
	return out;
}

const char *wording_articles(uint64_t n, char out[WORDING_SIZE])
{
	return count_of(n, "bài", "article", "articles", out);
}

const char *wording_files(uint64_t n, char out[WORDING_SIZE])
{
	return count_of(n, "tệp", "file", "files", out);
}

const char *wording_texts(uint64_t n, char out[WORDING_SIZE])
{
	return count_of(n, "bản", "text", "texts", out);
}

const char *wording_kinds(uint64_t n, char out[WORDING_SIZE])
{
	return count_of(n, "loại", "kind", "kinds", out);
}

const char *wording_bytes(uint64_t n, char out[WORDING_SIZE])
{
	static const char *const units[] = {"kB", "MB", "GB", "TB"};
	if (n < 1000) {
		snprintf(out, WORDING_SIZE, "%" PRIu64 " B", n);
		return out;
	}
	size_t unit = 0;
	uint64_t scale = 1000;
	while (n / scale >= 1000 && unit + 1 < sizeof units / sizeof *units) {
		scale *= 1000;
		unit++;
	}
	char number[WORDING_SIZE];
	snprintf(out, WORDING_SIZE, "%.24s %s", wording_tenths(n / (scale / 10), number),
		units[unit]);
	return out;
}

const char *wording_duration(double seconds, char out[WORDING_SIZE])
{
	if (seconds < 60) {
		char number[WORDING_SIZE];
		snprintf(out, WORDING_SIZE, "%.24s s",
			wording_tenths((uint64_t)(seconds * 10 + .5), number));
		return out;
	}
	unsigned long whole = (unsigned long)seconds;
	if (whole < 3600)
		snprintf(out, WORDING_SIZE, "%lu:%02lu", whole / 60, whole % 60);
	else
		snprintf(out, WORDING_SIZE, "%lu:%02lu:%02lu", whole / 3600, whole / 60 % 60,
			whole % 60);
	return out;
}

const char *wording_time(int64_t seconds_since_1970, char out[WORDING_SIZE])
{
	struct tm local;
	time_t at = (time_t)seconds_since_1970;
	if (!localtime_r(&at, &local) ||
		strftime(out, WORDING_SIZE, SAY("%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S"),
			&local) == 0)
		snprintf(out, WORDING_SIZE, "?");
	return out;
}
