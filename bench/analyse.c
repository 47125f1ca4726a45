/* bench-analyse ARTICLES.text
 *
 * Text to tokens, exact and folded, on one core. Prints: tracuu, megabytes (10^6) a
 * second of CPU, tokens. */
#include "base/mapping.h"
#include "text/token/token.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double cpu_seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	struct mapping text;
	struct error err;
	if (argc != 2 || !mapping_open(&text, argv[1], &err)) {
		fprintf(stderr, "bench-analyse: %s\n",
			argc == 2 ? err.message : "one file, please");
		return EXIT_FAILURE;
	}
	struct tokenizer *tokenizer = tokenizer_new();
	if (!tokenizer)
		return EXIT_FAILURE;

	double start = cpu_seconds();
	struct str rest = text.bytes, article;
	size_t tokens = 0, spelt = 0;
	while (str_split(&rest, '\0', &article)) {
		struct token token;
		tokenizer_start(tokenizer, article);
		while (tokenizer_next(tokenizer, &token)) {
			tokens++;
			spelt += token.exact.len + token.folded.len;
		}
	}
	double seconds = cpu_seconds() - start;

	printf("tracuu\t%.1f\t%zu\n", (double)text.bytes.len / 1e6 / seconds, tokens);
	tokenizer_free(tokenizer);
	mapping_close(&text);
	return spelt > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
