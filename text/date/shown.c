#include "text/date/shown.h"

#include "base/lang.h"
#include "text/date/read.h"

void date_show(struct buf *out, struct str date)
{
	struct date d;
	if (!lang_is_vietnamese() || !date_parse(date, &d))
		buf_append(out, date);
	else if (d.day > 0)
		buf_printf(out, "%d/%d/%d", d.day, d.month, d.year);
	else if (d.month > 0)
		buf_printf(out, "%d/%d", d.month, d.year);
	else
		buf_printf(out, "%d", d.year);
}
