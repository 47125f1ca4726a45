#include "archive/generation.h"
#include "archive/folder.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/str.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NUMBER_MAX = 999999 };

/* Folders that begin with a dot are being built or being removed. */
#define DRAFT_PREFIX ".building-"
#define DOOMED_PREFIX ".removing-"

void generation_name(uint32_t number, char out[GENERATION_NAME])
{
	snprintf(out, GENERATION_NAME, "%06u", number % (NUMBER_MAX + 1));
}

/* 0: NAME is not the name of a generation. */
static uint32_t number_of(const char *name)
{
	uint32_t number = 0;
	if (strlen(name) != GENERATION_NAME - 1)
		return 0;
	for (const char *at = name; *at; at++) {
		if (*at < '0' || *at > '9')
			return 0;
		number = number * 10 + (uint32_t)(*at - '0');
	}
	return number;
}

static char *path_of(const char *archive, const char *prefix, uint32_t number)
{
	char *out;
	char name[GENERATION_NAME];
	generation_name(number, name);
	return asprintf(&out, "%s/generations/%s%s", archive, prefix, name) < 0 ? NULL : out;
}

char *generation_path(const char *archive, uint32_t number)
{
	return path_of(archive, "", number);
}

/* A first run that was killed may have left its generation, the first; more than that was
   published. */
static bool had_some(const char *archive)
{
	struct generation_list all;
	struct error ignored;
	if (!generation_list_read(archive, &all, &ignored))
		return false;
	bool had = all.count > 0 && all.numbers[all.count - 1] > 1;
	generation_list_free(&all);
	return had;
}

static bool fail_none(const char *archive, struct error *err)
{
	if (had_some(archive))
		return error_set(err, ERROR_CORRUPT,
			SAY("“%s” có các phiên bản chỉ mục, nhưng thiếu liên kết \"current\"; hãy "
			    "chạy \"tracuu-index repair\"",
				"%s has generations, but its link \"current\" is missing; run "
				"\"tracuu-index repair\""),
			archive);
	return error_set(err, ERROR_NOT_FOUND,
		SAY("không có kho tra cứu ở “%s”; hãy tạo bằng: tracuu-index update --archive %s "
		    "THƯ_MỤC",
			"there is no archive at %s; make one with: tracuu-index update --archive "
			"%s FOLDER"),
		archive, archive);
}

bool generation_current(const char *archive, uint32_t *number, struct error *err)
{
	char target[64];
	*number = 0;
	char *path = folder_path(archive, "current");
	if (!path)
		return error_set_memory(err);
	ssize_t len = readlink(path, target, sizeof target - 1);
	int reason = errno;
	free(path);
	if (len < 0 && (reason == ENOENT || reason == ENOTDIR))
		return fail_none(archive, err);
	if (len < 0 && reason != EINVAL)
		return error_set_system(err, reason,
			SAY("không đọc được “%s/current”", "cannot read %s/current"), archive);
	struct str prefix = STR("generations/");
	if (len > 0) {
		target[len] = '\0';
		if (str_starts_with(str_from_c(target), prefix))
			*number = number_of(target + prefix.len);
	}
	if (*number == 0)
		return error_set(err, ERROR_CORRUPT,
			SAY("“%s/current” không dẫn tới phiên bản chỉ mục nào; hãy chạy "
			    "\"tracuu-index repair\"",
				"%s/current points at no generation; run \"tracuu-index "
				"repair\""),
			archive);
	return true;
}

static int by_number(const void *a, const void *b)
{
	const uint32_t *x = a;
	const uint32_t *y = b;
	return (*x > *y) - (*x < *y);
}

/* That a draft had, whose remains could not be removed. 0: NAME is none's. */
static uint32_t number_of_draft(const char *name)
{
	struct str s = str_from_c(name), prefix = STR(DRAFT_PREFIX);
	return str_starts_with(s, prefix) ? number_of(name + prefix.len) : 0;
}

static bool add_number(struct generation_list *list, uint32_t number)
{
	uint32_t *numbers = reallocarray(list->numbers, list->count + 1, sizeof *numbers);
	if (!numbers)
		return false;
	list->numbers = numbers;
	numbers[list->count++] = number;
	return true;
}

/* The numbers that OF finds in the names of ARCHIVE/generations. */
static bool list_numbers(const char *archive, uint32_t (*of)(const char *name),
	struct generation_list *out, struct error *err)
{
	*out = (struct generation_list){0};
	char *path = folder_path(archive, "generations");
	if (!path)
		return error_set_memory(err);
	DIR *dir = opendir(path);
	bool ok = true;
	if (!dir && errno != ENOENT)
		ok = error_set_system(
			err, errno, SAY("không đọc được “%s”", "cannot read %s"), path);
	const struct dirent *entry;
	while (ok && dir && (entry = readdir(dir)) != NULL) {
		uint32_t number = of(entry->d_name);
		if (number > 0 && !add_number(out, number))
			ok = error_set_memory(err);
	}
	if (dir)
		closedir(dir);
	free(path);
	if (ok && out->count > 1)
		qsort(out->numbers, out->count, sizeof *out->numbers, by_number);
	if (!ok)
		generation_list_free(out);
	return ok;
}

bool generation_list_read(const char *archive, struct generation_list *out, struct error *err)
{
	return list_numbers(archive, number_of, out, err);
}

void generation_list_free(struct generation_list *list)
{
	free(list->numbers);
	*list = (struct generation_list){0};
}

static bool is_leftover(const char *name)
{
	struct str s = str_from_c(name);
	return str_starts_with(s, STR(DRAFT_PREFIX)) || str_starts_with(s, STR(DOOMED_PREFIX));
}

/* One that can't be removed costs its space, and no run. A link in the place of the folder would
   have us write and remove elsewhere. */
static bool remove_leftovers(const char *path, struct error *leftover, struct error *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	if (!dir) {
		error_set_system(err, errno == ELOOP ? ENOTDIR : errno,
			SAY("không đọc được “%s”", "cannot read %s"), path);
		if (fd >= 0)
			close(fd);
		return false;
	}
	bool ok = true;
	const struct dirent *entry;
	while (ok && (entry = readdir(dir)) != NULL) {
		if (!is_leftover(entry->d_name))
			continue;
		char *doomed = folder_path(path, entry->d_name);
		ok = doomed || error_set_memory(err);
		if (ok)
			folder_remove(doomed, leftover);
		free(doomed);
	}
	closedir(dir);
	return ok;
}

bool generation_prepare(const char *archive, struct error *leftover, struct error *err)
{
	char *path = folder_path(archive, "generations");
	if (!path)
		return error_set_memory(err);
	bool ok = folder_make(path, err) && remove_leftovers(path, leftover, err);
	free(path);
	return ok;
}

static bool raise_above(
	const char *archive, uint32_t (*of)(const char *name), uint32_t *number, struct error *err)
{
	struct generation_list list;
	if (!list_numbers(archive, of, &list, err))
		return false;
	if (list.count > 0 && list.numbers[list.count - 1] >= *number)
		*number = list.numbers[list.count - 1] + 1;
	generation_list_free(&list);
	return true;
}

/* One more than any number that is or was in use, so that none means two things. */
static bool next_number(const char *archive, uint32_t *number, struct error *err)
{
	struct error ignored;
	uint32_t current = 0;
	generation_current(archive, &current, &ignored);
	*number = current + 1;
	if (!raise_above(archive, number_of, number, err) ||
		!raise_above(archive, number_of_draft, number, err))
		return false;
	if (*number > NUMBER_MAX)
		return error_set(err, ERROR_LIMIT,
			SAY("kho “%s” đã dùng hết số thứ tự của các phiên bản chỉ mục; hãy lập kho "
			    "mới",
				"the archive %s has run out of generation numbers; start a new "
				"one"),
			archive);
	return true;
}

bool generation_begin(const char *archive, struct generation_draft *out, struct error *err)
{
	uint32_t number;
	*out = (struct generation_draft){.archive = archive};
	return next_number(archive, &number, err) && generation_begin_as(archive, number, out, err);
}

bool generation_begin_as(
	const char *archive, uint32_t number, struct generation_draft *out, struct error *err)
{
	*out = (struct generation_draft){.archive = archive, .number = number};
	out->path = path_of(archive, DRAFT_PREFIX, out->number);
	if (!out->path)
		return error_set_memory(err);
	return folder_make_new(out->path, err);
}

void generation_abandon(struct generation_draft *draft)
{
	struct error ignored;
	uint32_t current = 0;
	/* A publication may fail after the rename that counts: then it stays. What
	   can't be removed now is removed by the next run. */
	bool published =
		generation_current(draft->archive, &current, &ignored) && current == draft->number;
	if (draft->path && !published)
		folder_remove(draft->path, &ignored);
	free(draft->path);
	draft->path = NULL;
}

static bool fail_publish(struct error *err, int number, const char *archive)
{
	return error_set_system(err, number,
		SAY("không đưa được phiên bản chỉ mục mới của kho “%s” vào dùng",
			"cannot publish in the archive %s"),
		archive);
}

bool generation_point(const char *archive, uint32_t number, struct error *err)
{
	char target[32];
	char name[GENERATION_NAME];
	generation_name(number, name);
	snprintf(target, sizeof target, "generations/%s", name);
	char *current = folder_path(archive, "current");
	char *fresh = folder_path(archive, "current.new");
	bool ok = current && fresh;
	if (!ok)
		error_set_memory(err);
	else if ((unlink(fresh) != 0 && errno != ENOENT) || symlink(target, fresh) != 0 ||
		 rename(fresh, current) != 0)
		ok = fail_publish(err, errno, archive);
	free(current);
	free(fresh);
	return ok && file_sync_folder(archive, err);
}

bool generation_publish(struct generation_draft *draft, struct error *err)
{
	char *home = folder_path(draft->archive, "generations");
	char *path = generation_path(draft->archive, draft->number);
	bool ok = home && path;
	if (!ok)
		error_set_memory(err);
	else if (!file_sync_folder(draft->path, err))
		ok = false;
	else if (rename(draft->path, path) != 0)
		ok = fail_publish(err, errno, draft->archive);
	if (ok) {
		free(draft->path);
		draft->path = path;
		path = NULL;
		ok = file_sync_folder(home, err) &&
		     generation_point(draft->archive, draft->number, err);
	}
	free(home);
	free(path);
	if (ok) {
		free(draft->path);
		draft->path = NULL;
	}
	return ok;
}

/* Under its new name it is no generation any more, should removing it fail midway. */
bool generation_remove(const char *archive, uint32_t number, struct error *err)
{
	char *path = generation_path(archive, number);
	char *doomed = path_of(archive, DOOMED_PREFIX, number);
	bool ok = path && doomed;
	if (!ok)
		error_set_memory(err);
	else if (rename(path, doomed) != 0)
		ok = error_set_system(
			err, errno, SAY("không xóa được “%s”", "cannot remove %s"), path);
	else
		ok = folder_remove(doomed, err);
	free(path);
	free(doomed);
	return ok;
}
