#include "query/front.h"

#include "query/answering.h"
#include "query/article.h"
#include "query/serve/serve.h"
#include "query/showing/opening.h"
#include "sandbox/aside.h"

#include <unistd.h>

static int answer_aside(void *context, int notes)
{
	struct program *p = context;
	p->aside = true;
	if (dup2(notes, STDOUT_FILENO) < 0)
		return EXIT_FAILED;
	return answering_run(p);
}

int front_run(struct program *p)
{
	enum { MOST = 256 << 20 };
	struct buf out = {.ceiling = MOST};
	int status = EXIT_FAILED;
	bool ok = aside_run(answer_aside, p, &out, &status, &p->err);
	if (ok && status == EXIT_FOUND && p->options.task == TASK_OPEN)
		ok = opening_open(buf_str(&out), &p->err);
	else if (ok && status == EXIT_FOUND)
		article_page(buf_str(&out));
	else if (ok)
		aside_write(STDOUT_FILENO, buf_str(&out));
	buf_free(&out);
	if (!ok)
		return program_fail_to_find(p);
	return status;
}

int front_serve(struct program *p)
{
	struct serve_options *o = &p->options.serving;
	bool ok = program_archives(p, &o->archives);
	o->usual = p->options.settings;
	o->paths = &p->options.paths;
	o->version = p->version;
	ok = ok && serve_run(o, &p->err);
	return ok ? EXIT_FOUND : program_fail(p);
}
