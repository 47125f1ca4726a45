#include "archive/record.h"
#include "query/answer/every.h"
#include "query/json/json.h"
#include "query/json/print_json.h"
#include "query/respond/operations.h"

/* A part ends when its articles' texts have so many bytes, whatever their number. */
enum { PART_BYTES = 8 << 20 };

struct part {
	const struct json_frame *frame;
	struct json_builder builder;
	const struct answer *answer;
	json_t *articles;
	size_t most, count, bytes;
};

static bool begin(void *context, const struct answer *a, struct error *err)
{
	struct part *p = context;
	(void)err;
	p->answer = a;
	return true;
}

static size_t text_bytes(const struct record *r)
{
	size_t sum = r->title.len;
	for (size_t i = 0; i < r->block_count; i++)
		sum += r->blocks[i].text.len;
	return sum;
}

static bool add_article(void *context, const struct record *r, bool *enough, struct error *err)
{
	struct part *p = context;
	const struct json_shown shown = {.answer = p->answer, .record = r};
	json_add(&p->builder, p->articles, json_article(&p->builder, &shown, p->frame));
	p->count++;
	p->bytes += text_bytes(r);
	*enough = p->count == p->most || p->bytes >= PART_BYTES;
	return !p->builder.failed || error_set_memory(err);
}

static void print_part(struct responding *x, struct part *p, const struct answer *a)
{
	json_t *root = json_begin(&p->builder, &x->frame);
	json_t *export = json_object();
	size_t after = x->request->settings.offset + p->count;
	json_put_archive(&p->builder, root, a);
	if (answer_is_partial(a))
		json_put(&p->builder, root, "partial", json_true());
	json_put(&p->builder, export, "query", json_query(&p->builder, a));
	json_put(&p->builder, export, "articles", json_integer((json_int_t)a->full.value));
	if (a->counts_folded)
		json_put(&p->builder, export, "groups", json_integer((json_int_t)a->folded.value));
	json_put(&p->builder, export, "offset",
		json_integer((json_int_t)x->request->settings.offset));
	json_put(&p->builder, export, "next",
		p->count > 0 && after < answer_listed(a).value ? json_integer((json_int_t)after)
							       : json_null());
	json_put(&p->builder, export, "warnings", json_warnings(&p->builder, a));
	json_put(&p->builder, root, "export", export);
	json_put(&p->builder, root, "list", json_incref(p->articles));
	json_end(x->json, &p->builder, root);
}

bool respond_export(struct responding *x)
{
	const struct search_settings *settings = &x->request->settings;
	struct part p = {.frame = &x->frame, .articles = json_array(), .most = settings->limit};
	const struct every_visitor v = {&p, begin, add_article, NULL, settings->offset};
	struct answer answer;
	bool ok = p.articles || error_set_memory(x->err);
	ok = ok && every_article(x->search, x->request->q, settings, &v, &answer, x->err, &x->at);
	if (ok) {
		print_part(x, &p, &answer);
		x->found = answer.full.value > 0;
		answer_free(&answer);
	}
	json_decref(p.articles);
	return ok;
}
