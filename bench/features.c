/* Prints what stage 2 sees: for each query on standard input (query id, tab, query), and
 * each article that is re-ranked for it, a line: 1 if it is relevant, else 0, and its
 * features.
 *
 * bench-features ARCHIVE QRELS < QUERIES
 * bench-features --names
 *
 * Each query begins with a line "# id". QRELS: a line for each relevant article, query
 * id, tab, article id. --names prints the features' names, a line each. */
#include "archive/schema.h"
#include "query/rank.h"
#include "query/search.h"

#include <stdio.h>
#include <stdlib.h>

enum { QRELS_MAX = 16 << 20, MAX_RELEVANT = 64 };

static char *qrels;
static struct search opened;

static void give_up(const struct error *err)
{
	fprintf(stderr, "bench-features: %s\n", err->message);
	exit(3);
}

/* The documents that are relevant to TOPIC, into OUT. */
static size_t relevant_to(struct str topic, uint32_t out[MAX_RELEVANT])
{
	struct error err;
	struct buf term = BUF_INIT;
	struct str rest = str_from_c(qrels);
	size_t count = 0;
	while (rest.ptr && count < MAX_RELEVANT) {
		struct str line;
		struct str id;
		str_split(&rest, '\n', &line);
		str_split(&line, '\t', &id);
		if (!line.ptr || !str_eq(id, topic))
			continue;
		if (!schema_term(&term, PREFIX_ID, line) ||
			!xc_db_find(opened.archive.db, buf_str(&term), &out[count], &err))
			give_up(&err);
		count += out[count] != 0;
	}
	buf_free(&term);
	return count;
}

static void print_found(struct str id, const struct found *found)
{
	uint32_t relevant[MAX_RELEVANT];
	size_t count = relevant_to(id, relevant);
	printf("# %.*s\n", STR_ARG(id));
	for (size_t i = 0; i < found->hit_count; i++) {
		const struct found_hit *hit = &found->hits[i];
		int wanted = 0;
		for (size_t k = 0; k < count; k++)
			wanted |= relevant[k] == hit->docid;
		printf("%d", wanted);
		for (int f = 0; f < FEATURE_COUNT; f++)
			printf(" %.5g", hit->features[f]);
		putchar('\n');
	}
}

static void answer(struct str id, struct str text)
{
	struct error err;
	struct arena memory = ARENA_INIT;
	struct query query;
	struct query_reading reading;
	struct columns columns;
	struct found found;
	struct date_range dates = {.from = ""};
	size_t at;
	if (!query_parse(text, opened.tokenizer, &query, &err, &at) ||
		!readings_make(&query, DIACRITICS_AUTO, opened.archive.lexicon, &reading, &err))
		give_up(&err);
	struct rank_request request = {
		.match = {.db = opened.archive.db,
			.query = &query,
			.readings = &reading.forgiving,
			.strict = &reading.strict,
			.limit = RERANK_WINDOW},
		.lexicon = opened.archive.lexicon,
		.dates = &dates,
	};
	if (!rank_run(&request, &memory, &columns, &found, &err))
		give_up(&err);
	print_found(id, &found);
	arena_free(&memory);
	query_free(&query);
}

static bool read_qrels(const char *path)
{
	FILE *in = fopen(path, "re");
	qrels = calloc(1, QRELS_MAX);
	if (!in || !qrels)
		return false;
	bool ok = fread(qrels, 1, QRELS_MAX - 1, in) > 0 && !ferror(in);
	fclose(in);
	return ok;
}

static int print_names(void)
{
	for (enum feature f = 0; f < FEATURE_COUNT; f++)
		puts(feature_name(f));
	return 0;
}

int main(int argc, char **argv)
{
	struct error err;
	char *line = NULL;
	size_t room = 0;
	if (argc == 2 && strcmp(argv[1], "--names") == 0)
		return print_names();
	if (argc != 3)
		return 2;
	if (!read_qrels(argv[2])) {
		perror(argv[2]);
		return 3;
	}
	if (!search_open(argv[1], &opened, &err))
		give_up(&err);
	ssize_t got;
	while ((got = getline(&line, &room, stdin)) > 0) {
		struct str id;
		struct str text = str_make(line, (size_t)got - (line[got - 1] == '\n'));
		str_split(&text, '\t', &id);
		if (text.ptr)
			answer(id, text);
	}
	free(line);
	free(qrels);
	search_close(&opened);
	return 0;
}
