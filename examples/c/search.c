/* Searches by libtracuu: the hits of a query, with what matched marked.
 *
 *     cc search.c $(pkg-config --cflags --libs tracuu) -o search
 *     ./search /srv/archive 'lũ lụt quảng trị' */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu.h>

static void fail(struct tracuu_error *e)
{
	fprintf(stderr, "search: %s\n", tracuu_error_message(e, "vi"));
	tracuu_error_free(e);
	exit(EXIT_FAILURE);
}

/* {"q":"…"}: in a string of JSON quotes, backslashes and control characters are escaped. */
static char *request_of(const char *query)
{
	char *request = malloc(6 * strlen(query) + 16);
	char *p = request;
	if (!request) {
		fprintf(stderr, "search: out of memory\n");
		exit(EXIT_FAILURE);
	}
	p += sprintf(p, "{\"q\":\"");
	for (; *query; query++) {
		unsigned char c = (unsigned char)*query;
		if (c < ' ' || c == '"' || c == '\\')
			p += sprintf(p, "\\u%04x", c);
		else
			*p++ = (char)c;
	}
	strcpy(p, "\"}");
	return request;
}

static void print_snippet(struct tracuu_answer *r, size_t hit, size_t snippet)
{
	const char *text;
	bool marked;
	printf("   ");
	for (size_t k = 0; (text = tracuu_piece(r, hit, snippet, k, &marked)); k++)
		printf(marked ? "[%s]" : "%s", text);
	printf("\n");
}

static void print_hits(struct tracuu_answer *r)
{
	struct tracuu_hit hit;
	for (size_t i = 0; tracuu_hit(r, i, &hit, sizeof hit); i++) {
		printf("%zu. %s (%s)\n", hit.rank, hit.title ? hit.title : hit.id,
			hit.date ? hit.date : "?");
		for (size_t j = 0; j < hit.snippets; j++)
			print_snippet(r, i, j);
	}
	for (size_t i = 0; i < tracuu_count(r, "/warnings"); i++) {
		char place[64];
		snprintf(place, sizeof place, "/warnings/%zu/message", i);
		fprintf(stderr, "search: %s\n", tracuu_text(r, place));
	}
}

int main(int argc, char **argv)
{
	struct tracuu_error *e;
	if (argc != 3) {
		fprintf(stderr, "usage: search ARCHIVE QUERY\n");
		return 2;
	}
	struct tracuu_archive *archive = tracuu_open(argv[1], NULL, &e);
	if (!archive)
		fail(e);
	struct tracuu_handle *handle = tracuu_handle_open(archive, &e);
	if (!handle)
		fail(e);
	char *request = request_of(argv[2]);
	struct tracuu_answer *answer = tracuu_ask(handle, request, TRACUU_WHOLE);
	enum tracuu_outcome outcome = tracuu_answer_outcome(answer);
	if (tracuu_kind(answer, "") == TRACUU_NONE) {
		fprintf(stderr, "search: out of memory\n");
		outcome = TRACUU_FAILED;
	} else if (tracuu_kind(answer, "/error") == TRACUU_OBJECT) {
		fprintf(stderr, "search: %s\n", tracuu_text(answer, "/error/message"));
	} else {
		print_hits(answer);
	}
	tracuu_answer_free(answer);
	free(request);
	tracuu_handle_close(handle);
	tracuu_close(archive);
	return (int)outcome;
}
