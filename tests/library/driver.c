/* What a host does with libtracuu, for tests/library.py: every line says what did not hold.
 *
 *     library_driver members ARCHIVE
 *     library_driver threads ARCHIVE < requests     one a line; all threads have the same answers
 *     library_driver reload ARCHIVE                 a line: reloads; threads ask meanwhile
 *     library_driver cut ARCHIVE                    a line: asks what was open before
 *     library_driver open ARCHIVE                   the error's code and messages */
#include <locale.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu.h>

enum { THREADS = 8, REQUESTS = 512, STACK = 256 << 10 };

static atomic_int failures;

#define CHECK(condition)                                                                           \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			printf("%d: %s\n", __LINE__, #condition);                                  \
			failures++;                                                                \
		}                                                                                  \
	} while (0)

static char *requests[REQUESTS];
static size_t request_count;

static void read_requests(void)
{
	char line[4096];
	while (request_count < REQUESTS && fgets(line, sizeof line, stdin)) {
		line[strcspn(line, "\n")] = '\0';
		requests[request_count++] = strdup(line);
	}
}

/* "took_ms":1.234 is made 0, in place. */
static const char *without_time(char *json)
{
	char *at = strstr(json, "\"took_ms\":");
	if (at) {
		at += strlen("\"took_ms\":");
		size_t len = strspn(at, "0123456789.e-");
		memmove(at, at + len, strlen(at + len) + 1);
	}
	return json;
}

static char *answer_to(struct tracuu_handle *h, const char *request)
{
	struct tracuu_answer *r = tracuu_ask(h, request, TRACUU_WHOLE);
	size_t length;
	char *json = strdup(tracuu_answer_json(r, &length));
	CHECK(strlen(json) == length && json[0] == '{' && json[length - 1] == '}');
	without_time(json);
	tracuu_answer_free(r);
	return json;
}

static struct tracuu_archive *open_or_exit(const char *path)
{
	struct tracuu_error *e;
	/* No machine is so slow, nor any checker, that a clock would end a request. */
	const struct tracuu_options patient = {.size = sizeof patient, .timeout_ms = 600000};
	struct tracuu_archive *a = tracuu_open(path, &patient, &e);
	if (!a) {
		printf("%s\n", tracuu_error_message(e, "en"));
		exit(EXIT_FAILURE);
	}
	return a;
}

static struct tracuu_handle *handle_or_exit(struct tracuu_archive *a)
{
	struct tracuu_error *e;
	struct tracuu_handle *h = tracuu_handle_open(a, &e);
	if (!h) {
		printf("%s\n", tracuu_error_message(e, "en"));
		exit(EXIT_FAILURE);
	}
	return h;
}

static void start_all(pthread_t *threads, void *(*body)(void *), void *context)
{
	pthread_attr_t small;
	pthread_attr_init(&small);
#ifndef UNDER_SANITIZER
	pthread_attr_setstacksize(&small, STACK);
#endif
	for (int i = 0; i < THREADS; i++)
		CHECK(pthread_create(&threads[i], &small, body, context) == 0);
	pthread_attr_destroy(&small);
}

static void join_all(const pthread_t *threads)
{
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
}

/* ---- Members ---- */

static void check_members(struct tracuu_handle *h)
{
	struct tracuu_answer *r = tracuu_ask(h, "{\"q\":\"lũ lụt\",\"id\":\"a/b\"}", TRACUU_WHOLE);
	struct tracuu_hit hit;
	bool marked = false, any = false;
	CHECK(tracuu_answer_outcome(r) == TRACUU_FOUND);
	CHECK(tracuu_kind(r, "") == TRACUU_OBJECT && tracuu_kind(r, "/hits") == TRACUU_ARRAY);
	CHECK(tracuu_integer(r, "/format") == 1 && tracuu_real(r, "/took_ms") >= 0);
	CHECK(strcmp(tracuu_text(r, "/id"), "a/b") == 0);
	CHECK(tracuu_count(r, "/hits") > 0 && tracuu_count(r, "/total") > 1);
	CHECK(tracuu_kind(r, "/page/previous") == TRACUU_NULL);
	CHECK(tracuu_real(r, "/hits/0/score") > 0);
	CHECK(tracuu_integer(r, "/hits/0/score") == (int64_t)tracuu_real(r, "/hits/0/score"));
	static const char *const nowhere[] = {"x", "/", "/hits/", "/hits/00", "/hits/-1",
		"/hits/1x", "/hits/999999", "/hits/99999999999999999999999", "/~", "/~2",
		"/hits/0/title/0/text/x"};
	for (size_t i = 0; i < sizeof nowhere / sizeof *nowhere; i++)
		CHECK(tracuu_kind(r, nowhere[i]) == TRACUU_NONE && !tracuu_text(r, nowhere[i]));
	for (size_t i = 0; tracuu_hit(r, i, &hit, sizeof hit); i++) {
		char place[64];
		CHECK(hit.rank == i + 1 && hit.title && hit.id && hit.snippets > 0);
		snprintf(place, sizeof place, "/hits/%zu/id", i);
		CHECK(strcmp(tracuu_text(r, place), hit.id) == 0);
		for (size_t k = 0; tracuu_piece(r, i, 0, k, &marked); k++)
			any |= marked;
	}
	CHECK(any && !tracuu_hit(r, tracuu_count(r, "/hits"), &hit, sizeof hit));
	/* A host of an older header has a shorter struct, one of a newer header a longer one. */
	struct {
		struct tracuu_hit hit;
		char more[32];
	} longer;
	memset(&longer, 1, sizeof longer);
	CHECK(tracuu_hit(r, 0, &longer.hit, sizeof longer) && longer.more[0] == 0);
	memset(&hit, 0, sizeof hit);
	CHECK(tracuu_hit(r, 0, &hit, offsetof(struct tracuu_hit, id)) && hit.rank == 1 && !hit.id);
	tracuu_answer_free(r);
}

static void check_errors(struct tracuu_archive *a, struct tracuu_handle *h)
{
	static const struct {
		const char *request, *code, *fault;
		enum tracuu_outcome outcome;
	} cases[] = {
		{"", "input", "request", TRACUU_REFUSED},
		{"[]", "input", "request", TRACUU_REFUSED},
		{"{\"q\":\"x\",\"limit\":0}", "usage", "request", TRACUU_REFUSED},
		{"{\"q\":\"\"}", "input", "query", TRACUU_REFUSED},
		{"{\"op\":\"show\",\"article\":\"-\"}", "not_found", "article", TRACUU_NOTHING},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct tracuu_answer *r = tracuu_ask(h, cases[i].request, TRACUU_WHOLE);
		CHECK(strcmp(tracuu_text(r, "/error/code"), cases[i].code) == 0);
		CHECK(strcmp(tracuu_text(r, "/error/fault"), cases[i].fault) == 0);
		CHECK(!tracuu_boolean(r, "/error/retryable"));
		CHECK(tracuu_answer_outcome(r) == cases[i].outcome);
		tracuu_answer_free(r);
	}
	/* Nobody asks: nothing is ended. */
	tracuu_cancel(h);
	struct tracuu_answer *r =
		tracuu_ask(h, "{\"q\":\"zzyzx\"} beyond", strlen("{\"q\":\"zzyzx\"}"));
	CHECK(tracuu_answer_outcome(r) == TRACUU_NOTHING && tracuu_count(r, "/hits") == 0);
	tracuu_answer_free(r);
	CHECK(tracuu_answer_outcome(NULL) == TRACUU_FAILED && !tracuu_answer_json(NULL, NULL));
	CHECK(tracuu_count(NULL, "") == 0 && tracuu_kind(NULL, "") == TRACUU_NONE);
	CHECK(tracuu_reload(a, NULL) == TRACUU_RELOAD_SAME);
	tracuu_answer_free(NULL);
	tracuu_handle_close(NULL);
	tracuu_close(NULL);
	tracuu_error_free(NULL);
}

static void check_options(const char *path)
{
	static const char *const maps[] = {"/=https://example.vn/", NULL}, *const bad[] = {
										   "x", NULL};
	struct tracuu_options english = {
		.size = sizeof english, .language = "en", .path_map = maps};
	const struct tracuu_options wrong[] = {
		{.size = sizeof *wrong, .language = "fr"},
		{.size = sizeof *wrong, .timeout_ms = UINT32_MAX},
		{.size = sizeof *wrong, .path_map = bad},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct tracuu_error *e = NULL;
		CHECK(!tracuu_open(path, &wrong[i], &e));
		CHECK(tracuu_error_code(e) == TRACUU_ERROR_USAGE);
		CHECK(strcmp(tracuu_error_message(e, "vi"), tracuu_error_message(e, "en")) != 0);
		tracuu_error_free(e);
	}
	/* What is behind its size is not looked at. */
	struct tracuu_options former = {.size = offsetof(struct tracuu_options, timeout_ms),
		.language = "vi",
		.timeout_ms = UINT32_MAX};
	struct tracuu_archive *a = tracuu_open(path, &former, NULL);
	CHECK(a);
	tracuu_close(a);
	a = tracuu_open(path, &english, NULL);
	struct tracuu_handle *h = handle_or_exit(a);
	tracuu_close(a); /* the handle goes on */
	struct tracuu_answer *r = tracuu_ask(h, "{\"q\":\"\"}", TRACUU_WHOLE);
	CHECK(strstr(tracuu_text(r, "/error/message"), "the query is empty"));
	tracuu_answer_free(r);
	r = tracuu_ask(h, "{\"q\":\"\",\"lang\":\"vi\"}", TRACUU_WHOLE);
	CHECK(!strstr(tracuu_text(r, "/error/message"), "the query is empty"));
	tracuu_answer_free(r);
	r = tracuu_ask(h, "{\"q\":\"lũ\"}", TRACUU_WHOLE);
	const char *original = tracuu_text(r, "/hits/0/original");
	CHECK(original && strncmp(original, "https://example.vn/", 19) == 0);
	tracuu_answer_free(r);
	tracuu_handle_close(h);
}

static void members(const char *path)
{
	locale_t before = uselocale((locale_t)0);
	struct tracuu_archive *a = open_or_exit(path);
	struct tracuu_handle *h = handle_or_exit(a);
	check_members(h);
	check_errors(a, h);
	check_options(path);
	CHECK(uselocale((locale_t)0) == before);
	tracuu_handle_close(h);
	tracuu_close(a);
}

/* ---- Threads ---- */

static struct {
	struct tracuu_archive *archive;
	char *expected[REQUESTS];
	struct tracuu_handle *cancelled;
	atomic_bool is_over;
} shared;

static void *ask_all(void *unused)
{
	struct tracuu_handle *h = handle_or_exit(shared.archive);
	for (size_t i = 0; i < request_count; i++) {
		char *json = answer_to(h, requests[i]);
		CHECK(strcmp(json, shared.expected[i]) == 0);
		free(json);
	}
	tracuu_handle_close(h);
	return unused;
}

static void *cancel_all(void *unused)
{
	while (!atomic_load(&shared.is_over))
		tracuu_cancel(shared.cancelled);
	return unused;
}

/* A handle that somebody ends again and again: each answer is whole, or says so. */
static void ask_cancelled(void)
{
	pthread_t canceller;
	size_t stopped = 0;
	shared.cancelled = handle_or_exit(shared.archive);
	CHECK(pthread_create(&canceller, NULL, cancel_all, NULL) == 0);
	for (size_t round = 0; round < 100 || (stopped == 0 && round < 100000); round++) {
		struct tracuu_answer *r = tracuu_ask(shared.cancelled,
			"{\"q\":\"quang tri lu lut mien trung\",\"id\":7}", TRACUU_WHOLE);
		const char *code = tracuu_text(r, "/error/code");
		CHECK(tracuu_integer(r, "/id") == 7);
		CHECK(code ? strcmp(code, "stopped") == 0 : tracuu_count(r, "/hits") > 0);
		stopped += code != NULL;
		tracuu_answer_free(r);
	}
	CHECK(stopped > 0);
	atomic_store(&shared.is_over, true);
	pthread_join(canceller, NULL);
	tracuu_handle_close(shared.cancelled);
}

static void threads(const char *path)
{
	pthread_t all[THREADS];
	read_requests();
	shared.archive = open_or_exit(path);
	struct tracuu_handle *h = handle_or_exit(shared.archive);
	for (size_t i = 0; i < request_count; i++)
		shared.expected[i] = answer_to(h, requests[i]);
	start_all(all, ask_all, NULL);
	ask_cancelled();
	join_all(all);
	for (size_t i = 0; i < request_count; i++) {
		free(shared.expected[i]);
		free(requests[i]);
	}
	tracuu_handle_close(h);
	tracuu_close(shared.archive);
}

/* ---- Generations ---- */

static void *ask_on(void *unused)
{
	struct tracuu_handle *h = handle_or_exit(shared.archive);
	int64_t last = 0;
	while (!atomic_load(&shared.is_over)) {
		struct tracuu_answer *r = tracuu_ask(h, "{\"q\":\"quảng trị\"}", TRACUU_WHOLE);
		const char *generation = tracuu_text(r, "/generation");
		CHECK(generation && tracuu_answer_outcome(r) == TRACUU_FOUND);
		int64_t number = generation ? strtoll(generation, NULL, 10) : 0;
		CHECK(number >= last);
		last = number;
		tracuu_answer_free(r);
	}
	tracuu_handle_close(h);
	return unused;
}

static void reload(const char *path)
{
	pthread_t all[THREADS];
	char line[16];
	shared.archive = open_or_exit(path);
	start_all(all, ask_on, NULL);
	while (fgets(line, sizeof line, stdin)) {
		struct tracuu_error *e = NULL;
		printf("%d\n", (int)tracuu_reload(shared.archive, &e));
		fflush(stdout);
		tracuu_error_free(e);
	}
	atomic_store(&shared.is_over, true);
	join_all(all);
	tracuu_close(shared.archive);
}

/* ---- Damage ---- */

/* Whatever becomes of files that are open, there is an answer. */
static void cut(const char *path)
{
	static const char *const asked[] = {"{\"q\":\"quang tri\"}", "{\"q\":\"\\\"lũ lụt\\\"\"}",
		"{\"q\":\"lũ NEAR/5 lụt\"}", "{\"q\":\"tham*\",\"facets\":[\"year\"]}",
		"{\"op\":\"suggest\",\"q\":\"xu dung\"}", "{\"op\":\"export\",\"q\":\"lũ\"}",
		"{\"op\":\"status\"}",
		"{\"q\":\"mưa\",\"duplicates\":\"fold\",\"sort\":\"newest\"}"};
	char line[16];
	struct tracuu_archive *a = open_or_exit(path);
	struct tracuu_handle *h = handle_or_exit(a);
	printf("open\n");
	fflush(stdout);
	if (!fgets(line, sizeof line, stdin))
		exit(EXIT_FAILURE);
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
		free(answer_to(h, asked[i]));
	tracuu_handle_close(h);
	tracuu_close(a);
}

static void open_alone(const char *path)
{
	struct tracuu_error *e = NULL;
	struct tracuu_archive *a = tracuu_open(path, NULL, &e);
	if (a) {
		printf("open\n");
		tracuu_close(a);
		return;
	}
	printf("%d\n%s\n%s\n", (int)tracuu_error_code(e), tracuu_error_message(e, "vi"),
		tracuu_error_message(e, "en"));
	tracuu_error_free(e);
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*run)(const char *path);
	} tasks[] = {{"members", members}, {"threads", threads}, {"reload", reload}, {"cut", cut},
		{"open", open_alone}};
	for (size_t i = 0; argc == 3 && i < sizeof tasks / sizeof *tasks; i++) {
		if (strcmp(argv[1], tasks[i].name) == 0)
			tasks[i].run(argv[2]);
	}
	return argc == 3 && failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
