#include "query/answer/broken.h"

#include "query/answer/opened.h"

static bool is_of_archive(const struct error *err)
{
	return err->code == ERROR_CORRUPT || err->code == ERROR_IO;
}

/* Whether part I alone fails, and WHY. */
static bool fails_alone(
	struct search *s, size_t i, broken_try *try, void *context, struct error *why)
{
	struct archives all = s->archives;
	bool fails = !archives_view(&all, i, &s->archives, why) || !try(context, s, why);
	archives_end_view(&all, &s->archives);
	s->archives = all;
	return fails && is_of_archive(why);
}

bool broken_leave(struct search *s, broken_try *try, void *context, struct error *err)
{
	struct error why[ARCHIVES_MAX];
	bool fails[ARCHIVES_MAX];
	size_t count = s->archives.count, broken = 0;
	if (count < 2 || !is_of_archive(err))
		return false;
	for (size_t i = 0; i < count; i++) {
		fails[i] = fails_alone(s, i, try, context, &why[i]);
		broken += fails[i];
	}
	if (broken == 0 || broken == count)
		return false;
	for (size_t i = count; i-- > 0;) {
		if (fails[i] && !search_leave(s, i, &why[i], err))
			return false;
	}
	return true;
}
