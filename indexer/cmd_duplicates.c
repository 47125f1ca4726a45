#include "archive/record.h"
#include "base/lang.h"
#include "indexer/commands.h"
#include "indexer/json.h"
#include "indexer/options.h"
#include "indexer/published/duplicates.h"
#include "text/date/shown.h"

struct telling {
	bool json;
	bool failed; /* out of memory */
};

static json_t *object_of(const struct duplicate *d)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:b}", "id", json_of_text(d->id), "title",
		json_of_text(d->record.title), "source", json_of_text(d->record.source), "date",
		json_of_text(d->record.date), "identical", d->identical);
}

static bool print_json_group(const struct duplicate *articles, size_t count)
{
	json_t *list = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, object_of(&articles[i]));
	return json_print_line(json_pack("{s:o}", "articles", list));
}

static void print_date(struct str date)
{
	struct buf shown = BUF_INIT;
	date_show(&shown, date);
	print_text(buf_str(&shown));
	buf_free(&shown);
}

static void print_group(const struct duplicate *articles, size_t count)
{
	print_out(SAY("%zu bài: ", "%zu articles: "), count);
	print_text(articles[0].record.title);
	print_out("\n");
	for (size_t i = 0; i < count; i++) {
		print_out("  %c ", i == 0 ? '*' : articles[i].identical ? '=' : '~');
		print_text(articles[i].id);
		print_out("  ");
		print_date(articles[i].record.date);
		print_out("  ");
		print_text(articles[i].record.source);
		print_out("\n");
	}
}

static bool tell(void *context, const struct duplicate *articles, size_t count)
{
	struct telling *t = context;
	if (!t->json)
		print_group(articles, count);
	else
		t->failed = !print_json_group(articles, count);
	return !t->failed;
}

int cmd_duplicates(const struct options *options)
{
	struct published published;
	struct telling telling = {.json = options->json};
	struct error err = {0};
	if (!published_open(&published, options->archive, &err))
		return command_fail(&err);
	bool ok = duplicates_each(&published, tell, &telling, &err);
	if (ok && telling.failed)
		ok = error_set_memory(&err);
	published_close(&published);
	return ok ? EXIT_DONE : command_fail(&err);
}
