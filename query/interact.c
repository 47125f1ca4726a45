/* Of tracuu-interactive. */
#include "query/interact.h"

#include "query/front.h"
#include "query/interactive/interactive.h"

static int serve_interactive(void *context)
{
	struct program *p = context;
	p->options.serving.workers = 1;
	return front_serve(p);
}

/* As --open does it, of a hit that a screen shows. */
static void open_shown(void *context, struct str id, struct str archive)
{
	struct program *p = context;
	p->options.task = TASK_OPEN;
	p->options.subject = "";
	p->by_rank = true;
	p->last.hit = (struct article_asked){id, archive};
	p->err = (struct error){.code = ERROR_NONE};
	front_run(p);
}

int interact(struct program *p)
{
	const struct host host = {
		.query = buf_str(&p->options.words),
		.color = p->look.color,
		.unfolded = p->options.settings.duplicates == DUPLICATES_SHOWN,
		.serve = serve_interactive,
		.open = open_shown,
		.context = p,
	};
	int status;
	return interactive_run(&host, &status, &p->err) ? status : program_fail(p);
}
