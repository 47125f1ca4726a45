#include "base/moment.h"
#include "base/lang.h"
#include "web/page/view.h"

#include <stdio.h>
#include <time.h>

enum { VIETNAM_SECONDS = 7 * 3600 };

void view_moment(struct view *v, struct str moment)
{
	char text[MOMENT_SIZE], shown[64];
	struct tm tm;
	if (moment.len >= sizeof text)
		return;
	memcpy(text, moment.ptr, moment.len);
	text[moment.len] = '\0';
	int64_t seconds = moment_read(text);
	time_t there = (time_t)seconds + VIETNAM_SECONDS;
	if (seconds <= 0 || !gmtime_r(&there, &tm))
		return;
	const int day = tm.tm_mday, month = tm.tm_mon + 1, year = tm.tm_year + 1900;
	if (lang_is_vietnamese())
		snprintf(shown, sizeof shown, "%02d:%02d ngày %d/%d/%d", tm.tm_hour, tm.tm_min, day,
			month, year);
	else
		snprintf(shown, sizeof shown, "%d-%02d-%02d %02d:%02d", year, month, day,
			tm.tm_hour, tm.tm_min);
	html_open(&v->html, "time");
	html_attr(&v->html, "datetime", moment);
	html_say(&v->html, shown);
	html_close(&v->html);
}
