#include "query/program.h"

#include "base/lang.h"
#include "printing/print.h"
#include "query/json/print_json.h"
#include "query/options/config.h"
#include "query/request/request.h"
#include "query/respond/respond.h"

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

int program_respond(struct program *p, const struct request *q)
{
	bool found;
	const struct responder r = {.search = &p->search,
		.usual = p->options.settings,
		.paths = &p->options.paths,
		.version = p->version};
	if (respond_asked(&r, q, &p->out, &found, &p->err, &p->at))
		return program_finish(p, found ? EXIT_FOUND : EXIT_NOTHING);
	return q->article.ptr ? program_fail_to_find(p) : program_fail(p);
}

bool program_archives(struct program *p, struct archive_paths *out)
{
	*out = p->options.archives;
	if (out->count > 0)
		return true;
	if (p->by_rank && p->last.archives.count > 0) {
		*out = p->last.archives;
		out->as = p->options.archives.as;
		return true;
	}
	if (!p->default_path)
		p->default_path = archive_default_path(&p->err);
	return p->default_path && archive_paths_add(out, p->default_path, 0);
}

bool program_open_archive(struct program *p)
{
	struct archive_paths paths;
	bool told = program_archives(p, &paths);
	bool ok = told && search_open_all(paths.list, paths.count, paths.as, &p->search, &p->err);
	const struct archives *as = &p->search.archives;
	p->is_unopened = told && !ok;
	if (!ok)
		return false;
	for (size_t i = 0; i < as->missing_count; i++)
		print_err("tracuu: %s\n", as->missing[i].why.message);
	config_add_dictionary(&p->search);
	return !p->by_rank || last_check_archive(&p->last, as, &p->err);
}
