#include "query/program.h"

#include "base/lang.h"
#include "printing/print.h"
#include "query/json/print_json.h"
#include "query/options/config.h"

#include <errno.h>
#include <stdlib.h>

static int exit_status(const struct error *err)
{
	switch (err->code) {
	case ERROR_USAGE:
	case ERROR_INPUT:
	case ERROR_LIMIT:
		return EXIT_USAGE;
	default:
		return EXIT_FAILED;
	}
}

int program_fail(struct program *p)
{
	print_err("tracuu: %s\n", p->err.message);
	if (p->options.format == FORMAT_JSON) {
		buf_reset(&p->out);
		struct json_failure f = {.err = &p->err,
			.at = p->at,
			.option = p->options.bad,
			.of_archive = p->is_unopened};
		print_json_error(&p->out, &f, &(struct json_frame){0});
		print_json(buf_str(&p->out));
	}
	return exit_status(&p->err);
}

int program_fail_to_find(struct program *p)
{
	bool missing = p->err.code == ERROR_NOT_FOUND;
	int status = program_fail(p);
	return missing ? EXIT_NOTHING : status;
}

int program_finish(struct program *p, int status)
{
	if (p->out.failed) {
		error_set_memory(&p->err);
		return program_fail(p);
	}
	struct str s = buf_str(&p->out);
	if ((p->options.format == FORMAT_JSON ? print_json(s) : print_text(s)) && print_flush())
		return status;
	error_set_system(
		&p->err, errno, "%s", SAY("không ghi được kết quả", "can't write the answer"));
	p->options.format = FORMAT_TEXT;
	return program_fail(p);
}

char *program_archive_path(struct program *p)
{
	const char *named = p->options.archive;
	struct str last = p->by_rank && !named ? p->last.path : STR("");
	if (!named && last.len == 0)
		return archive_default_path(&p->err);
	char *path = named ? strdup(named) : strndup(last.ptr, last.len);
	if (!path)
		error_set_memory(&p->err);
	return path;
}

bool program_open_archive(struct program *p)
{
	char *path = program_archive_path(p);
	bool ok = path && search_open(path, &p->search, &p->err);
	p->is_unopened = path && !ok;
	if (ok)
		config_add_dictionary(&p->search);
	if (ok && p->last_answer >= 0)
		p->path = realpath(path, NULL);
	free(path);
	return ok && (!p->by_rank || last_check_archive(&p->last, &p->search.archive, &p->err));
}
