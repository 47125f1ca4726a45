#include "text/house/in_use.h"

#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>

/* Adds the one at PATH, which is taken, if there is one. */
static bool add(struct dictionaries *out, char *path)
{
	struct dictionary *d = &out->items[out->count];
	struct error err;
	struct house *h = house_new();
	bool read = h && path && house_read(h, path, &err);
	if (h && path && (read || err.code != ERROR_NOT_FOUND)) {
		*d = (struct dictionary){.path = path,
			.groups = house_group_count(h),
			.problems = read ? house_problem_count(h) : 1};
		snprintf(d->problem, sizeof d->problem, "%.511s",
			read ? house_problem(h) : err.message);
		out->count++;
		path = NULL;
	}
	free(path);
	house_free(h);
	return h != NULL;
}

bool dictionaries_read(struct dictionaries *out, const char *path)
{
	struct buf own = BUF_INIT;
	*out = (struct dictionaries){.count = 0};
	if (!buf_printf(&own, "%s/" HOUSE_FILE, path))
		return false;
	return add(out, own.ptr) && add(out, house_own_path());
}

void dictionaries_free(struct dictionaries *d)
{
	for (size_t i = 0; i < d->count; i++)
		free(d->items[i].path);
	d->count = 0;
}
