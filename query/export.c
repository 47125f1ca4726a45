#include "query/export.h"

#include "base/lang.h"
#include "printing/print.h"
#include "query/answer/every.h"
#include "query/terminal/print.h"

#include <errno.h>

static bool begin(void *context, const struct answer *a, struct error *err)
{
	print_warnings(a);
	return writer_begin(context, a, err);
}

static bool write_article(void *context, const struct record *r, bool *enough, struct error *err)
{
	(void)enough;
	return writer_add(context, r, err);
}

/* What was begun says that it is not whole. */
static void end_early(void *context, const struct error *err)
{
	struct error unwritten;
	if (writer_add_problem(context, err, &unwritten))
		print_flush();
}

bool export_run(struct search *s, struct str text, const struct search_settings *settings,
	struct writer *w, struct error *err, size_t *at)
{
	const struct every_visitor v = {w, begin, write_article, end_early, 0};
	struct answer answer;
	if (!every_article(s, text, settings, &v, &answer, err, at))
		return false;
	bool ok = writer_flush(w, err);
	if (ok && !print_flush())
		ok = error_set_system(
			err, errno, "%s", SAY("không ghi được kết quả", "can't write the answer"));
	answer_free(&answer);
	return ok;
}
