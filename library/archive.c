#include "library/own.h"

#include "archive/manifest.h"
#include "base/lang.h"
#include "base/mapping.h"
#include "cluster/cluster.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TIMEOUT = 500 };

const char *tracuu_version(void)
{
	return TRACUU_VERSION;
}

locale_t library_enter(bool vietnamese)
{
	lang_set_here(vietnamese);
	/* Of "C" there is one, which is made of nothing and never freed. */
	return uselocale(newlocale(LC_ALL_MASK, "C", (locale_t)0));
}

void library_leave(locale_t before)
{
	uselocale(before);
	lang_leave_here();
}

/* ---- Options ---- */

/* Those that are there of what was given. */
static struct tracuu_options options_of(const struct tracuu_options *given)
{
	struct tracuu_options o = {0};
	if (given)
		memcpy(&o, given, given->size < sizeof o ? given->size : sizeof o);
	return o;
}

static bool take_language(struct tracuu_archive *a, const char *language, struct error *err)
{
	a->vietnamese = !language || strcmp(language, "vi") == 0;
	return a->vietnamese || strcmp(language, "en") == 0 ||
	       error_set(err, ERROR_USAGE,
		       SAY("language phải là \"vi\" hoặc \"en\", không phải “%s”",
			       "language must be \"vi\" or \"en\", not “%s”"),
		       language);
}

static bool take_timeout(struct tracuu_archive *a, uint32_t ms, struct error *err)
{
	a->timeout_ms = ms > 0 ? ms : TIMEOUT;
	return ms <= SEARCH_TIMEOUT_MAX ||
	       error_set(err, ERROR_USAGE,
		       SAY("timeout_ms không được quá %d", "timeout_ms must be at most %d"),
		       SEARCH_TIMEOUT_MAX);
}

static bool take_paths(struct tracuu_archive *a, const char *const *given, struct error *err)
{
	size_t n = 0;
	while (given && n <= PATH_MAP_MAX && given[n])
		n++;
	a->path_texts = calloc(n + 1, sizeof *a->path_texts);
	if (!a->path_texts)
		return error_set_memory(err);
	for (size_t i = 0; i < n; i++) {
		a->path_texts[i] = strdup(given[i]);
		if (!a->path_texts[i])
			return error_set_memory(err);
		if (!path_map_add(&a->paths, a->path_texts[i], err))
			return false;
	}
	return true;
}

/* ---- Opening ---- */

static void free_archive(struct tracuu_archive *a)
{
	search_close(&a->search);
	for (size_t i = 0; a->path_texts && a->path_texts[i]; i++)
		free(a->path_texts[i]);
	free(a->path_texts);
	free(a->path);
	free(a->as);
	pthread_mutex_destroy(&a->mutex);
	free(a);
}

void archive_leave(struct tracuu_archive *a)
{
	pthread_mutex_lock(&a->mutex);
	bool is_last = --a->users == 0;
	pthread_mutex_unlock(&a->mutex);
	if (is_last)
		free_archive(a);
}

/* Of a cluster, of which all is seen, what changes with its mirrors. */
static bool find_seen(const struct tracuu_archive *a, struct archive_seen *seen, struct error *err)
{
	if (!cluster_is_file(a->path))
		return view_find(a->path, a->as, time(NULL), seen, err);
	struct cluster *c = cluster_read(a->path, err);
	if (!c)
		return false;
	*seen = (struct archive_seen){.generation = cluster_generation(c)};
	cluster_free(c);
	return true;
}

/* What is seen now is looked at first: that something else is by the time it is open, the next look
   tells. */
static bool open_published(
	struct tracuu_archive *a, struct search *out, struct archive_seen *seen, struct error *err)
{
	const char *path = a->path;
	return find_seen(a, seen, err) && search_open_all(&path, 1, a->as, out, err);
}

struct opening {
	const char *path;
	struct tracuu_options options;
	struct tracuu_archive *out;
};

static bool open_archive(void *context, struct error *err)
{
	struct opening *x = context;
	const struct tracuu_options *o = &x->options;
	struct tracuu_archive *a = calloc(1, sizeof *a);
	if (!a)
		return error_set_memory(err);
	pthread_mutex_init(&a->mutex, NULL);
	a->users = 1;
	a->log = o->log;
	a->context = o->context;
	atomic_store(&a->number, 1);
	bool ok = take_language(a, o->language, err) && take_timeout(a, o->timeout_ms, err) &&
		  take_paths(a, o->path_map, err);
	if (ok) {
		a->path = x->path ? strdup(x->path) : archive_default_path(err);
		ok = a->path || (x->path && error_set_memory(err));
	}
	if (ok && o->as) {
		a->as = strdup(o->as);
		ok = a->as || error_set_memory(err);
	}
	if (ok && open_published(a, &a->search, &a->seen, err)) {
		x->out = a;
		return true;
	}
	free_archive(a);
	return false;
}

struct tracuu_archive *tracuu_open(
	const char *path, const struct tracuu_options *options, struct tracuu_error **error)
{
	struct opening x = {.path = path, .options = options_of(options)};
	mapping_copy();
	return library_try(open_archive, &x, error) ? x.out : NULL;
}

void tracuu_close(struct tracuu_archive *a)
{
	if (a)
		archive_leave(a);
}

/* ---- Another generation ---- */

struct reloading {
	struct tracuu_archive *archive;
	bool is_new;
};

static bool reload(void *context, struct error *err)
{
	struct reloading *x = context;
	struct tracuu_archive *a = x->archive;
	struct search next;
	struct archive_seen now;
	x->is_new = false;
	if (!find_seen(a, &now, err))
		return false;
	if (now.generation == a->seen.generation && now.view == a->seen.view)
		return true;
	if (!open_published(a, &next, &now, err))
		return false;
	search_close(&a->search);
	a->search = next;
	a->seen = now;
	atomic_fetch_add(&a->number, 1);
	x->is_new = true;
	return true;
}

enum tracuu_reload tracuu_reload(struct tracuu_archive *a, struct tracuu_error **error)
{
	struct reloading x = {.archive = a};
	pthread_mutex_lock(&a->mutex);
	bool ok = library_try(reload, &x, error);
	pthread_mutex_unlock(&a->mutex);
	return !ok ? TRACUU_RELOAD_FAILED : x.is_new ? TRACUU_RELOAD_NEW : TRACUU_RELOAD_SAME;
}
