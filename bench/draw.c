/* bench-draw ARTICLES.text QUERIES
 *
 * Draws queries from the text itself, the same on every machine, and prints a line
 * for each: id, kind, words, with tabs between. A third are phrases of two
 * syllables, a third "any" and a third "all" of three to six; each is a run of words
 * that stand side by side in some article, with single spaces between them. */
#include "base/mapping.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { MAX_WORDS = 6 };

/* Knuth's MMIX generator; its low bits are poor, so only the high ones are used. */
static uint64_t state = 2017;

static size_t draw_below(size_t limit)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (size_t)((state >> 33) * (uint64_t)limit >> 31);
}

/* ASCII letters, and every character from U+00C0 to U+03FF (lead bytes C3 to CF) and
   from U+1E00 to U+1EFF: the alphabet, its combining marks and little else. Anything
   else ends a run. Returns the bytes of the letter at AT, or 0. */
static size_t letter_at(struct str text, size_t at)
{
	if (at >= text.len)
		return 0;
	unsigned char c = (unsigned char)text.ptr[at];
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
		return 1;
	if (c >= 0xc3 && c <= 0xcf && at + 1 < text.len)
		return 2;
	if (c == 0xe1 && at + 2 < text.len) {
		unsigned char second = (unsigned char)text.ptr[at + 1];
		return second >= 0xb8 && second <= 0xbb ? 3 : 0;
	}
	return 0;
}

/* Words that some engine would read as an operator. */
static bool is_operator(struct str word)
{
	static const char *const operators[] = {"AND", "OR", "NOT", "XOR", "NEAR", "ADJ"};
	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
		if (str_eq(word, str_from_c(operators[i])))
			return true;
	}
	return false;
}

/* The run of COUNT words at AT, or an empty slice if they do not all stand there. */
static struct str run_at(struct str text, size_t at, size_t count)
{
	size_t start = at;
	for (size_t words = 0; words < count; words++) {
		if (words > 0 && (at >= text.len || text.ptr[at++] != ' '))
			return str_make(NULL, 0);
		size_t word = at, len;
		while ((len = letter_at(text, at)) > 0)
			at += len;
		if (at == word || is_operator(str_slice(text, word, at)))
			return str_make(NULL, 0);
	}
	bool whole = at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\n');
	return whole ? str_slice(text, start, at) : str_make(NULL, 0);
}

static struct str draw_run(struct str text, size_t count)
{
	enum { TRIES = 100000 };
	for (int i = 0; i < TRIES; i++) {
		size_t at = draw_below(text.len);
		while (at < text.len && text.ptr[at] != ' ' && text.ptr[at] != '\0')
			at++;
		struct str run =
			at + 1 < text.len ? run_at(text, at + 1, count) : str_make(NULL, 0);
		if (run.len > 0)
			return run;
	}
	fputs("bench-draw: this text has too few words side by side\n", stderr);
	exit(EXIT_FAILURE);
}

int main(int argc, char **argv)
{
	static const char *const kinds[] = {"phrase", "any", "all"};
	struct mapping text;
	struct error err;
	long queries = argc == 3 ? strtol(argv[2], NULL, 10) : 0;
	if (queries <= 0) {
		fputs("usage: bench-draw ARTICLES.text QUERIES\n", stderr);
		return 2;
	}
	if (!mapping_open(&text, argv[1], &err)) {
		fprintf(stderr, "bench-draw: %s\n", err.message);
		return EXIT_FAILURE;
	}
	for (long i = 0; i < queries; i++) {
		size_t count = i % 3 == 0 ? 2 : 3 + draw_below(MAX_WORDS - 2);
		struct str run = draw_run(text.bytes, count);
		printf("%s-%ld\t%s\t%.*s\n", kinds[i % 3], i, kinds[i % 3], STR_ARG(run));
	}
	mapping_close(&text);
	return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
