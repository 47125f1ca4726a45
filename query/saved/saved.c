#include "query/saved/saved.h"

#include "base/file.h"
#include "base/folders.h"
#include "base/lang.h"
#include "base/moment.h"
#include "printing/clean.h"
#include "query/reading/fields.h"
#include "text/encoding/shown.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define ENDING ".conf"

/* ---- Names ---- */

bool saved_check_name(const char *name, struct error *err)
{
	struct str s = str_from_c(name);
	struct buf shown = BUF_INIT, composed = BUF_INIT;
	bool ok = (shown_append(&shown, s) && shown_compose(&composed, s)) || error_set_memory(err);
	if (ok)
		ok = (s.len > 0 && s.len <= SAVED_NAME_BYTES && str_eq(buf_str(&shown), s) &&
			     str_eq(buf_str(&composed), s) && str_find(s, STR("/"), 0) == s.len &&
			     s.ptr[0] != '.' && s.ptr[0] != '-') ||
		     error_set(err, ERROR_USAGE,
			     SAY("“%s” không làm tên được: tên là chữ, số, khoảng trắng, dài nhất "
				 "%d byte, không có “/”, không bắt đầu bằng “.” hay “-”",
				     "“%s” is no name: one has letters, figures and blanks, at "
				     "most %d bytes, no “/”, and no “.” or “-” at its beginning"),
			     name, SAVED_NAME_BYTES);
	buf_free(&shown);
	buf_free(&composed);
	return ok;
}

static char *path_of(enum folders_kind kind, const char *folder, const char *name,
	const char *ending, struct error *err)
{
	struct buf below = BUF_INIT;
	if (!saved_check_name(name, err))
		return NULL;
	buf_printf(&below, "%s/%s%s", folder, name, ending);
	char *path = below.failed ? NULL : folders_path(kind, below.ptr, err);
	if (below.failed)
		error_set_memory(err);
	buf_free(&below);
	return path;
}

static char *search_path(const char *name, struct error *err)
{
	return path_of(FOLDERS_DATA, "tracuu-searches", name, ENDING, err);
}

char *saved_seen_path(const char *name, const char *kind, struct error *err)
{
	struct buf ending = BUF_INIT;
	char *path = NULL;
	if (buf_printf(&ending, "%s%s", kind ? "." : "", kind ? kind : ""))
		path = path_of(FOLDERS_STATE, "tracuu/seen", name, buf_str(&ending).ptr, err);
	else
		error_set_memory(err);
	buf_free(&ending);
	return path;
}

/* ---- Writing ---- */

static void put(struct buf *out, const char *key, struct str value)
{
	buf_printf(out, "%s = \"", key);
	clean_append(out, value);
	buf_append_c(out, "\"\n");
}

static void put_c(struct buf *out, const char *key, const char *value)
{
	if (value && *value)
		put(out, key, str_from_c(value));
}

/* A day of the date slots, 20180327. */
static void put_day(struct buf *out, const char *key, const char *day)
{
	if (day[0])
		buf_printf(out, "%s = \"%.4s-%.2s-%.2s\"\n", key, day, day + 4, day + 6);
}

static void put_settings(struct buf *out, const struct search_settings *s)
{
	if (s->diacritics != DIACRITICS_AUTO)
		put_c(out, "diacritics", diacritics_name(s->diacritics));
	put_day(out, "from", s->dates.from);
	put_day(out, "to", s->dates.to);
	for (size_t i = 0; i < s->filter_count; i++) {
		struct buf filter = BUF_INIT;
		buf_printf(&filter, "%s:%.*s", field_name(s->filters[i].field),
			STR_ARG(s->filters[i].value));
		put(out, "filter", buf_str(&filter));
		out->failed |= filter.failed;
		buf_free(&filter);
	}
}

/* "--from=2018-01-01", with a blank before all but the first. */
static void put_option(struct buf *out, const char *name, struct str value)
{
	buf_printf(out, "%s--%s=%.*s", out->len > 0 ? " " : "", name, STR_ARG(value));
}

static void put_day_option(struct buf *out, const char *name, const char *day)
{
	struct buf value = BUF_INIT;
	if (day[0] && buf_printf(&value, "%.4s-%.2s-%.2s", day, day + 4, day + 6))
		put_option(out, name, buf_str(&value));
	out->failed |= value.failed;
	buf_free(&value);
}

void saved_append_options(struct buf *out, const struct search_settings *s)
{
	if (s->diacritics != DIACRITICS_AUTO)
		put_option(out, "diacritics", str_from_c(diacritics_name(s->diacritics)));
	put_day_option(out, "from", s->dates.from);
	put_day_option(out, "to", s->dates.to);
	for (size_t i = 0; i < s->filter_count; i++) {
		struct buf filter = BUF_INIT;
		buf_printf(&filter, "%s:%.*s", field_name(s->filters[i].field),
			STR_ARG(s->filters[i].value));
		put_option(out, "filter", buf_str(&filter));
		out->failed |= filter.failed;
		buf_free(&filter);
	}
}

bool saved_write(const char *name, const struct saved *s, struct error *err)
{
	struct buf text = {.ceiling = CONF_MAX_BYTES};
	char moment[MOMENT_SIZE];
	char *path = search_path(name, err);
	if (!path)
		return false;
	moment_write((int64_t)time(NULL), moment);
	buf_printf(&text, "grammar = \"%d\"\n", SAVED_GRAMMAR);
	put_c(&text, "query", s->query);
	put_c(&text, "note", s->note);
	for (size_t i = 0; i < s->archives.count; i++)
		put_c(&text, "archive", s->archives.list[i]);
	if (s->archives.as)
		put_c(&text, "as", s->archives.as);
	put_c(&text, "saved", moment);
	put_settings(&text, &s->settings);
	bool ok = text.failed ? error_set(err, ERROR_LIMIT,
					SAY("“%s” quá dài để lưu: nhiều nhất %d byte",
						"“%s” is too long to be kept: at most %d bytes"),
					name, CONF_MAX_BYTES)
			      : folders_make(path, err) && file_replace(path, buf_str(&text), err);
	buf_free(&text);
	free(path);
	return ok;
}

/* ---- Reading ---- */

bool saved_exists(const char *name, bool *exists, struct error *err)
{
	char *path = search_path(name, err);
	*exists = path && faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
	bool ok = path != NULL;
	free(path);
	return ok;
}

static bool take(struct saved *s, struct setting_reader *r, const struct conf_entry *e)
{
	const struct {
		const char *key, **to;
	} texts[] = {{"query", &s->query}, {"note", &s->note}, {"saved", &s->moment},
		{"as", &s->archives.as}};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (strcmp(texts[i].key, e->key) == 0) {
			*texts[i].to = e->value;
			return true;
		}
	}
	if (strcmp(e->key, "archive") == 0)
		return archive_paths_add(&s->archives, e->value, 0) ||
		       error_set(r->err, ERROR_INPUT,
			       SAY("nhiều nhất %d kho một lần", "at most %d archives at once"),
			       ARCHIVES_MAX);
	if (strcmp(e->key, "grammar") == 0) {
		s->grammar = (unsigned)strtoul(e->value, NULL, 10);
		return true;
	}
	const struct setting *setting = setting_of_option(e->key);
	bool known =
		setting && (strcmp(e->key, "filter") == 0 || strcmp(e->key, "from") == 0 ||
				   strcmp(e->key, "to") == 0 || strcmp(e->key, "diacritics") == 0);
	return known ? setting_read(r, setting, e->value)
		     : error_set(r->err, ERROR_INPUT,
			       SAY("không có mục “%s”", "there is no such key as “%s”"), e->key);
}

static bool take_all(struct saved *s, struct error *err)
{
	struct setting_reader r = {.out = &s->settings, .err = err, .is_option = true};
	for (size_t i = 0; i < s->file.count; i++) {
		if (!take(s, &r, &s->file.entries[i]))
			return conf_blame(&s->file, &s->file.entries[i], err);
	}
	if (!s->query)
		return error_set(err, ERROR_INPUT,
			SAY("%s: thiếu câu tìm kiếm (query)", "%s: the query is missing"),
			s->file.name);
	if (s->grammar >= 1 && s->grammar <= SAVED_GRAMMAR)
		return settings_check(&r);
	return error_set(err, ERROR_VERSION,
		SAY("%s viết theo ngữ pháp %u, chương trình này đọc được đến %d; hãy cập nhật "
		    "tracuu",
			"%s is written in grammar %u, this program reads up to %d; update tracuu"),
		s->file.name, s->grammar, SAVED_GRAMMAR);
}

bool saved_parse(struct str text, const char *name, struct saved *out, struct error *err)
{
	*out = (struct saved){.settings = settings_default()};
	return conf_parse(text, name, &out->file, err) && take_all(out, err);
}

static bool not_found(const char *name, struct error *err)
{
	return error_set(err, ERROR_NOT_FOUND,
		SAY("chưa lưu tìm kiếm nào tên “%s”; xem: tracuu --saved",
			"no search is saved as “%s”; see tracuu --saved"),
		name);
}

bool saved_read(const char *name, struct saved *out, struct error *err)
{
	*out = (struct saved){.settings = settings_default()};
	char *path = search_path(name, err);
	bool ok = path && conf_read(path, &out->file, err);
	free(path);
	if (!ok && err->code == ERROR_NOT_FOUND)
		return not_found(name, err);
	return ok && take_all(out, err);
}

void saved_free(struct saved *s)
{
	conf_free(&s->file);
}

bool saved_remove(const char *name, struct error *err)
{
	static const char *const kinds[] = {NULL, "added", "published", "changed"};
	char *path = search_path(name, err);
	if (!path)
		return false;
	bool ok = unlink(path) == 0;
	if (!ok && errno == ENOENT)
		not_found(name, err);
	else if (!ok)
		error_set_system(err, errno, SAY("không xóa được “%s”", "can't remove “%s”"), name);
	free(path);
	for (size_t i = 0; ok && i < sizeof kinds / sizeof *kinds; i++) {
		char *seen = saved_seen_path(name, kinds[i], err);
		if (seen)
			unlink(seen);
		free(seen);
	}
	return ok;
}

/* ---- Listing ---- */

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Adds the name of the file ENTRY, if it is one of ours. */
static bool add_name(struct saved_names *out, const char *entry)
{
	struct error err;
	struct str file = str_from_c(entry);
	if (!str_ends_with(file, STR(ENDING)) || out->count == SAVED_MOST)
		return true;
	char *name = strndup(file.ptr, file.len - sizeof ENDING + 1);
	if (!name || !saved_check_name(name, &err)) {
		bool ok = name != NULL;
		free(name);
		return ok;
	}
	out->items[out->count++] = name;
	return true;
}

bool saved_list(struct saved_names *out, struct error *err)
{
	*out = (struct saved_names){calloc(SAVED_MOST, sizeof *out->items), 0};
	char *path = folders_path(FOLDERS_DATA, "tracuu-searches", err);
	if (!path || !out->items) {
		free(path);
		return out->items ? false : error_set_memory(err);
	}
	DIR *folder = opendir(path);
	bool ok = folder || errno == ENOENT ||
		  error_set_system(err, errno, SAY("không đọc được “%s”", "can't read %s"), path);
	struct dirent *entry;
	while (ok && folder && (entry = readdir(folder)))
		ok = add_name(out, entry->d_name) || error_set_memory(err);
	if (folder)
		closedir(folder);
	free(path);
	qsort(out->items, out->count, sizeof *out->items, by_name);
	return ok;
}

void saved_names_free(struct saved_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->items[i]);
	free(names->items);
	*names = (struct saved_names){0};
}
