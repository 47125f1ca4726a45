#include "indexer/report/last_run.h"
#include "archive/folder.h"
#include "base/moment.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A longer first or last line is none of ours. */
enum { LONGEST_LINE = 1 << 20 };

/* The object that begins at byte AT of FILE; NULL: none. */
static json_t *object_at(FILE *file, long at)
{
	char *line = malloc(LONGEST_LINE);
	json_t *out = NULL;
	if (line && fseek(file, at, SEEK_SET) == 0 && fgets(line, LONGEST_LINE, file))
		out = json_loads(line, JSON_REJECT_DUPLICATES, NULL);
	free(line);
	return out;
}

/* Where the last line begins; -1: FILE can't be read. */
static long last_line(FILE *file)
{
	if (fseek(file, 0, SEEK_END) != 0)
		return -1;
	long at = ftell(file) - 1; /* of its line end */
	for (long steps = 0; at > 0 && steps < LONGEST_LINE; at--, steps++) {
		if (fseek(file, at - 1, SEEK_SET) != 0)
			return -1;
		if (getc(file) == '\n')
			break;
	}
	return at;
}

/* By json_unpack alone: json-c, which reads articles, has a json_object_get of its own. */
static void read_head(json_t *head, struct last_run *out)
{
	const char *action = "", *started = "";
	if (json_unpack(head, "{s:s, s:s}", "action", &action, "started", &started) != 0)
		return;
	out->there = strcmp(action, "run") == 0;
	out->started = moment_read(started);
}

static void read_summary(json_t *summary, struct last_run *out)
{
	const char *action, *result, *finished, *why = "";
	json_int_t skipped = 0;
	if (json_unpack(summary, "{s:s, s:s, s:s, s?s, s?{s?I}}", "action", &action, "result",
		    &result, "finished", &finished, "why", &why, "counts", "skipped",
		    &skipped) != 0 ||
		strcmp(action, "summary") != 0)
		return;
	out->finished = moment_read(finished);
	out->skipped = skipped > 0 ? (uint64_t)skipped : 0;
	snprintf(out->result, sizeof out->result, "%s", result);
	snprintf(out->why, sizeof out->why, "%s", why);
}

FILE *last_report_open(const char *archive)
{
	struct stat st;
	char *path = folder_path(archive, "last-report.jsonl");
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) : -1;
	int number = path ? errno : ENOMEM;
	FILE *file = NULL;
	free(path);
	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		file = fdopen(fd, "r");
	else if (fd >= 0)
		number = EINVAL;
	if (fd >= 0 && !file)
		close(fd);
	errno = number;
	return file;
}

void last_run_read(const char *archive, struct last_run *out)
{
	*out = (struct last_run){0};
	FILE *file = last_report_open(archive);
	if (!file)
		return;
	json_t *head = object_at(file, 0);
	json_t *summary = object_at(file, last_line(file));
	read_head(head, out);
	read_summary(summary, out);
	json_decref(head);
	json_decref(summary);
	fclose(file);
}
