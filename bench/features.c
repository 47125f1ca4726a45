/* Prints what stage 2 sees: for each query on standard input (query id, tab, query), and
 * each article that is re-ranked for it, a line: 1 if it is relevant, else 0, and its
 * features.
 *
 * bench-features ARCHIVE QRELS < QUERIES
 * bench-features ARCHIVE --times < QUERIES
 * bench-features --names
 *
 * Each query begins with a line "# id". QRELS: a line for each relevant article, query
 * id, tab, article id. --times prints a line for each query instead: its id, and the
 * milliseconds of stage 1 and of stage 2, the best of TIMES rounds. --names prints the
 * features' names, a line each. */
#include "archive/schema.h"
#include "query/answer/search.h"
#include "query/expansion/expand.h"
#include "query/ranking/rank.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { QRELS_MAX = 16 << 20, MAX_RELEVANT = 64, TIMES = 3, SHOWN = 10 };

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

/* Finds what TEXT finds; the words looked for, and OUT, live in QUERY and MEMORY. */
static void find(
	struct str text, size_t limit, struct query *query, struct arena *memory, struct found *out)
{
	struct error err;
	struct query_reading reading;
	struct columns columns;
	struct date_range dates = {.from = ""};
	size_t at;
	if (!query_parse(text, opened.tokenizer, query, &err, &at) ||
		!readings_make(query, DIACRITICS_AUTO, opened.archive.lexicon, &reading, &err) ||
		!expand_query(query, DIACRITICS_AUTO, opened.archive.lexicon, &err))
		give_up(&err);
	struct rank_request request = {
		.match = {.db = opened.archive.db,
			.places = opened.archive.places,
			.query = query,
			.readings = &reading.forgiving,
			.strict = &reading.strict,
			.limit = limit},
		.lexicon = opened.archive.lexicon,
		.dates = &dates,
	};
	if (!rank_run(&request, memory, &columns, out, &err))
		give_up(&err);
}

static void answer(struct str id, struct str text)
{
	struct arena memory = ARENA_INIT;
	struct query query;
	struct found found;
	find(text, RERANK_WINDOW, &query, &memory, &found);
	print_found(id, &found);
	arena_free(&memory);
	query_free(&query);
}

static void take_times(struct str id, struct str text)
{
	double match = HUGE_VAL;
	double rerank = HUGE_VAL;
	for (int i = 0; i < TIMES; i++) {
		struct arena memory = ARENA_INIT;
		struct query query;
		struct found found;
		find(text, SHOWN, &query, &memory, &found);
		match = fmin(match, found.match_ms);
		rerank = fmin(rerank, found.rerank_ms);
		arena_free(&memory);
		query_free(&query);
	}
	printf("%.*s\t%.4f\t%.4f\n", STR_ARG(id), match, rerank);
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
	bool times = strcmp(argv[2], "--times") == 0;
	if (!times && !read_qrels(argv[2])) {
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
			(times ? take_times : answer)(id, text);
	}
	free(line);
	free(qrels);
	search_close(&opened);
	return 0;
}
