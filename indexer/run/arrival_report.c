#include "indexer/run/arrival_report.h"
#include "base/lang.h"

#include <stdio.h>

static void report_article(struct report *report, enum report_action action, const struct record *r,
	uint64_t line, const char *why)
{
	struct report_line entry = {
		.action = action, .id = r->id, .path = r->path, .line = line, .why = why};
	report_add(report, &entry);
}

static void report_repair(struct report *report, const struct article *a, const struct record *r)
{
	char why[128];
	snprintf(why, sizeof why,
		SAY("%zu chỗ không phải UTF-8 hợp lệ, đã được thay bằng U+FFFD",
			"%zu sequences that were not valid UTF-8 were replaced by U+FFFD"),
		a->repaired);
	report_article(report, REPORT_REPAIRED, r, a->line, why);
}

/* Below this, somebody should look whether it reads well. */
static const double UNSURE = 0.75;

static void report_decoding(struct report *report, const struct article *a, const struct record *r)
{
	char why[256];
	if (a->told)
		snprintf(why, sizeof why,
			SAY("giải mã từ %.*s, theo --encoding",
				"decoded from %.*s, as --encoding says"),
			STR_ARG(r->encodings));
	else
		snprintf(why, sizeof why,
			a->confidence < UNSURE
				? SAY("giải mã từ %.*s, độ tin cậy chỉ %d%%; hãy xem lại, nếu sai "
				      "thì dùng --encoding",
					  "decoded from %.*s, only %d %% sure; look at it, and use "
					  "--encoding if it is wrong")
				: SAY("giải mã từ %.*s, độ tin cậy %d%%",
					  "decoded from %.*s, %d %% sure"),
			STR_ARG(r->encodings), (int)(a->confidence * 100));
	struct report_line entry = {.action = REPORT_DECODED,
		.id = r->id,
		.path = r->path,
		.line = a->line,
		.why = why,
		.encodings = r->encodings,
		.confidence = a->confidence};
	report_add(report, &entry);
}

/* That no date took the place of one that is stated. */
static void report_undated(struct report *report, const struct article *a, const struct record *r)
{
	enum { SHOWN_MAX = 100 };
	char why[512];
	struct str shown = a->unread_date;
	if (shown.len > SHOWN_MAX)
		shown.len = SHOWN_MAX;
	snprintf(why, sizeof why,
		SAY("không hiểu ngày “%.*s”; bài không có ngày",
			"the date \"%.*s\" is not understood; the article has none"),
		STR_ARG(shown));
	report_article(report, REPORT_UNDATED, r, a->line, why);
}

static void count_lacks(struct report_lacks *lacks, const struct record *r)
{
	bool body = false;
	for (size_t i = 0; i < r->block_count && !body; i++)
		body = r->blocks[i].zone == ZONE_LEAD || r->blocks[i].zone == ZONE_BODY;
	lacks->date += r->date.len == 0;
	lacks->author += r->author_count == 0;
	lacks->body += !body;
}

void arrival_report_move(
	struct report *report, const struct record *r, struct str was, uint64_t line)
{
	struct report_line entry = {
		.action = REPORT_MOVED, .id = r->id, .was = was, .path = r->path, .line = line};
	report_add(report, &entry);
}

void arrival_report(struct report *report, const struct article *a, const struct record *r,
	bool known, struct report_lacks *lacks)
{
	report_article(report, known ? REPORT_CHANGED : REPORT_ADDED, r, a->line, NULL);
	count_lacks(lacks, r);
	if (r->encodings.len > 0)
		report_decoding(report, a, r);
	if (a->repaired > 0)
		report_repair(report, a, r);
	if (a->unread_date.len > 0)
		report_undated(report, a, r);
}

void arrival_report_hidden(struct report *report, const struct article *a, const struct guard *g,
	const struct record *r)
{
	enum { SHOWN_MAX = 100 };
	char why[768];
	struct str label = a->visibility.len > 0 ? a->visibility : g->visibility;
	struct str embargo = a->embargo.len > 0 ? a->embargo : g->embargo;
	label.len = label.len > SHOWN_MAX ? SHOWN_MAX : label.len;
	embargo.len = embargo.len > SHOWN_MAX ? SHOWN_MAX : embargo.len;
	snprintf(why, sizeof why,
		SAY("không hiểu ai được xem bài (visibility “%.*s”, embargo_until “%.*s”); không "
		    "người xem nào (--as) thấy bài này, cho đến khi sửa lại",
			"who may see it is not understood (visibility \"%.*s\", embargo_until "
			"\"%.*s\"); no audience (--as) sees it until that is mended"),
		STR_ARG(label), STR_ARG(embargo));
	report_article(report, REPORT_HIDDEN, r, a->line, why);
}
