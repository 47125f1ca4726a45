#include "query/showing/passages.h"

#include "archive/record.h"
#include "query/answer/run.h"

#include <stdlib.h>

struct passages {
	struct run run;
	struct answer answer; /* of how the query was read */
	struct arena memory;  /* what the last hit points to */
	struct search_settings settings;
	struct snippet_maker maker;
};

static bool make_marker(struct passages *p, struct error *err)
{
	if (!run_read_words(&p->run, p->settings.diacritics))
		return false;
	p->maker.marker = marker_new(&p->run.query, &p->run.reading.forgiving);
	return p->maker.marker || error_set_memory(err);
}

struct passages *passages_open(struct search *s, struct str text,
	const struct search_settings *settings, struct error *err)
{
	size_t at;
	struct passages *p = calloc(1, sizeof *p);
	if (!p) {
		error_set_memory(err);
		return NULL;
	}
	p->settings = *settings;
	p->maker.tokenizer = s->tokenizer;
	p->run = (struct run){
		.search = s, .settings = &p->settings, .answer = &p->answer, .err = err};
	if (run_read_query(&p->run, text, &at) && make_marker(p, err))
		return p;
	passages_close(p);
	return NULL;
}

void passages_close(struct passages *p)
{
	if (!p)
		return;
	query_free(&p->run.query);
	answer_free(&p->answer);
	arena_free(&p->memory);
	snippet_maker_free(&p->maker);
	free(p);
}

bool passages_hit(struct passages *p, const struct record *r, struct hit *out)
{
	struct arena *memory = &p->memory;
	*out = (struct hit){0};
	arena_reset(memory);
	return hit_copy_fields(out, r, memory) &&
	       snippet_title(&p->maker, r->title, memory, &out->title) &&
	       snippet_cut(&p->maker, r, SNIPPET_MAX, memory, out->snippets, &out->snippet_count);
}
