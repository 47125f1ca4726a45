#include "query/options/config.h"

#include "base/lang.h"
#include "printing/print.h"
#include "text/house/house.h"

#include <stdlib.h>

#ifndef TRACUU_CONFIG_FILE
#error "the build system says where the configuration is"
#endif

/* The options that may stand in a file: those that change what is found, or how it looks, for
   somebody who reads it. A program that reads it counts on the others. */
static const char *const names[] = {"archive", "as", "color", "diacritics", "filter", "lang",
	"limit", "ranking", "sort", "timeout-ms"};

static bool is_name(const char *key)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (strcmp(names[i], key) == 0)
			return true;
	}
	return false;
}

static bool refuse_name(const char *key, struct error *err)
{
	struct buf all = BUF_INIT;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		buf_printf(&all, "%s%s", i > 0 ? ", " : "", names[i]);
	error_set(err, ERROR_INPUT,
		SAY("không có khóa “%s”; các khóa: %s", "there is no key “%s”; there are: %s"), key,
		buf_str(&all).ptr);
	buf_free(&all);
	return false;
}

/* ---- Files ---- */

/* The file PATH as one more. That it is not there is an error where it is NAMED. */
static bool add_file(struct config *c, const char *path, bool named, struct error *err)
{
	struct conf *file = &c->files[c->count];
	if (conf_read(path, file, err)) {
		c->count++;
		return true;
	}
	conf_free(file);
	if (err->code != ERROR_NOT_FOUND || named)
		return false;
	err->code = ERROR_NONE;
	return true;
}

static bool add_own_file(struct config *c, struct error *err)
{
	const char *base = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");
	struct buf path = BUF_INIT;
	if (base && *base == '/')
		buf_printf(&path, "%s/tracuu/config", base);
	else if (home && *home)
		buf_printf(&path, "%s/.config/tracuu/config", home);
	bool ok = path.failed ? error_set_memory(err)
			      : path.len == 0 || add_file(c, path.ptr, false, err);
	buf_free(&path);
	return ok;
}

static bool add_files(struct config *c, struct error *err)
{
	const char *only = getenv("TRACUU_CONFIG");
	if (only)
		return *only == '\0' || add_file(c, only, true, err);
	return add_file(c, TRACUU_CONFIG_FILE, false, err) && add_own_file(c, err);
}

/* ---- Settings ---- */

/* VALUE with the user's folder in the place of "~"; NULL when out of memory. */
static const char *expand(struct config *c, const char *value)
{
	const char *home = getenv("HOME");
	if (strncmp(value, "~/", 2) != 0 || !home || c->archive_count == CONFIG_ARCHIVES)
		return value;
	struct buf path = BUF_INIT;
	buf_printf(&path, "%s%s", home, value + 1);
	if (path.failed)
		return NULL;
	return c->archives[c->archive_count++] = path.ptr;
}

/* What SECTION of all files says, "" for what is before the first. FOUND: there is one. */
static bool take_section(struct config *c, struct str section, bool *found, config_take *take,
	void *context, struct error *err)
{
	for (size_t f = 0; f < c->count; f++) {
		const struct config_place place = {
			.number = 1 + 2 * (unsigned)f + (section.len > 0),
			.in_profile = section.len > 0};
		for (size_t i = 0; i < c->files[f].count; i++) {
			const struct conf_entry *e = &c->files[f].entries[i];
			if (!str_eq(e->section, section))
				continue;
			*found = true;
			const char *value =
				strcmp(e->key, "archive") == 0 ? expand(c, e->value) : e->value;
			if (!value)
				return error_set_memory(err);
			if (!(is_name(e->key) ? take(context, e->key, value, &place, err)
					      : refuse_name(e->key, err)))
				return conf_blame(&c->files[f], e, err);
		}
	}
	return true;
}

static bool is_first_of_section(const struct config *c, size_t file, size_t entry)
{
	struct str section = c->files[file].entries[entry].section;
	for (size_t f = 0; f <= file; f++) {
		size_t end = f < file ? c->files[f].count : entry;
		for (size_t i = 0; i < end; i++) {
			if (str_eq(c->files[f].entries[i].section, section))
				return false;
		}
	}
	return section.len > 0;
}

void config_profiles(const struct config *c, struct buf *out)
{
	for (size_t f = 0; f < c->count; f++) {
		for (size_t i = 0; i < c->files[f].count; i++) {
			if (!is_first_of_section(c, f, i))
				continue;
			buf_append_c(out, out->len > 0 ? " " : "");
			buf_append(out, c->files[f].entries[i].section);
		}
	}
}

static bool refuse_profile(const struct config *c, const char *profile, struct error *err)
{
	struct buf all = BUF_INIT;
	config_profiles(c, &all);
	if (all.len == 0)
		error_set(err, ERROR_USAGE,
			SAY("không có cấu hình “%s”: hãy viết [%s] và archive = THƯ-MỤC vào "
			    "~/.config/tracuu/config",
				"there is no profile “%s”: write [%s] and archive = DIR into "
				"~/.config/tracuu/config"),
			profile, profile);
	else
		error_set(err, ERROR_USAGE,
			SAY("không có cấu hình “%s”; đang có: %s",
				"there is no profile “%s”; there are: %s"),
			profile, all.ptr);
	buf_free(&all);
	return false;
}

bool config_read(
	struct config *c, const char *profile, config_take *take, void *context, struct error *err)
{
	bool found = false;
	*c = (struct config){.count = 0};
	if (!add_files(c, err) || !take_section(c, STR(""), &found, take, context, err))
		return false;
	if (!profile)
		return true;
	found = false;
	return take_section(c, str_from_c(profile), &found, take, context, err) &&
	       ((found && *profile) || refuse_profile(c, profile, err));
}

void config_free(struct config *c)
{
	for (size_t i = 0; i < c->count; i++)
		conf_free(&c->files[i]);
	for (size_t i = 0; i < c->archive_count; i++)
		free(c->archives[i]);
	*c = (struct config){.count = 0};
}

void config_add_dictionary(struct search *s)
{
	struct error err;
	char *path = house_own_path();
	if (path && !search_add_dictionary(s, path, &err) && err.code != ERROR_NOT_FOUND)
		print_err("tracuu: %s\n", err.message);
	if (house_problem_count(s->house) > 0)
		print_err("tracuu: %s\n", house_problem(s->house));
	free(path);
}
