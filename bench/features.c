/* Prints what stage 2 sees: for each query on standard input (query id, tab, query), and
 * each article that is re-ranked for it, a line: its grade, 0 if it is not relevant, and its
 * features.
 *
 * bench-features ARCHIVE QRELS < QUERIES
 * bench-features ARCHIVE --times < QUERIES
 * bench-features --names
 *
 * Each stage of a query, as it is ranked by itself, begins with a line "# id". QRELS: a line
 * for each relevant article, query id, tab, article id, tab, grade. --times prints a line for each
 * query instead: its id, and the milliseconds of stage 1 and of stage 2, the best of TIMES rounds.
 * --names prints the features' names, a line each. */
#include "archive/schema.h"
#include "query/answer/search.h"
#include "query/expansion/expand.h"
#include "query/ranking/rank.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { TIMES = 3, SHOWN = 10 };

struct judgement {
	struct str topic, article;
	int grade;
};

static char *qrels;
static struct judgement *judgements; /* by topic */
static size_t judgement_count;
static struct search opened;

static void give_up(const struct error *err)
{
	fprintf(stderr, "bench-features: %s\n", err->message);
	exit(3);
}

static int compare_topics(const void *a, const void *b)
{
	const struct judgement *x = a;
	const struct judgement *y = b;
	return str_compare(x->topic, y->topic);
}

/* Grades of FOUND's hits for the query ID, into GRADES. */
static void grade_hits(struct str id, const struct found *found, int *grades)
{
	struct error err;
	struct buf term = BUF_INIT;
	struct judgement wanted = {.topic = id};
	const struct judgement *end = judgements + judgement_count;
	const struct judgement *at = judgement_count ? bsearch(&wanted, judgements, judgement_count,
							       sizeof *judgements, compare_topics)
						     : NULL;
	while (at && at > judgements && str_eq(at[-1].topic, id))
		at--;
	for (; at && at < end && str_eq(at->topic, id); at++) {
		uint32_t docid;
		if (!schema_term(&term, PREFIX_ID, at->article) ||
			!xc_db_find(opened.archives.db, buf_str(&term), &docid, &err))
			give_up(&err);
		for (size_t i = 0; i < found->hit_count; i++)
			if (found->hits[i].docid == docid)
				grades[i] = at->grade;
	}
	buf_free(&term);
}

static void print_found(struct str id, const struct found *found)
{
	int *grades = calloc(found->hit_count + 1, sizeof *grades);
	if (!grades)
		exit(3);
	grade_hits(id, found, grades);
	for (size_t i = 0; i < found->hit_count; i++) {
		const struct found_hit *hit = &found->hits[i];
		if (i == 0 || hit->stage != found->hits[i - 1].stage)
			printf("# %.*s\n", STR_ARG(id));
		if (!hit->reranked)
			continue;
		printf("%d", grades[i]);
		for (int f = 0; f < FEATURE_COUNT; f++)
			printf(" %.5g", hit->features[f]);
		putchar('\n');
	}
	free(grades);
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
		!readings_make(query, DIACRITICS_AUTO, opened.archives.lexicon, &reading, &err) ||
		!expand_query(query, DIACRITICS_AUTO, opened.archives.lexicon, &err))
		give_up(&err);
	struct rank_request request = {
		.match = {.db = opened.archives.db,
			.places = opened.archives.places,
			.query = query,
			.readings = &reading.forgiving,
			.strict = &reading.strict,
			.likeliest = &reading.likeliest,
			.limit = limit},
		.lexicon = opened.archives.lexicon,
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

static bool add_judgement(struct str line)
{
	static size_t room;
	struct judgement j;
	struct str rest = line;
	str_split(&rest, '\t', &j.topic);
	str_split(&rest, '\t', &j.article);
	if (!rest.ptr || rest.len == 0)
		return true;
	j.grade = rest.ptr[0] - '0';
	if (judgement_count == room) {
		room = room ? 2 * room : 1024;
		struct judgement *grown = reallocarray(judgements, room, sizeof *grown);
		if (!grown)
			return false;
		judgements = grown;
	}
	judgements[judgement_count++] = j;
	return true;
}

static bool read_qrels(const char *path)
{
	size_t size = 0;
	FILE *in = fopen(path, "re");
	if (!in)
		return false;
	ssize_t got = getdelim(&qrels, &size, '\0', in);
	bool ok = got > 0 && !ferror(in);
	fclose(in);
	struct str rest = str_make(qrels, ok ? (size_t)got : 0);
	while (ok && rest.ptr && rest.len > 0) {
		struct str line;
		str_split(&rest, '\n', &line);
		ok = add_judgement(line);
	}
	qsort(judgements, judgement_count, sizeof *judgements, compare_topics);
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
	free(judgements);
	free(qrels);
	search_close(&opened);
	return 0;
}
