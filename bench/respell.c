/* bench-respell LEXICON LINES... : how well misspelt words are noticed.
 *
 * From each file of text, a line each, windows of two to five words are drawn with a
 * fixed seed. Each is asked about as it stands, where any proposal is needless, and with
 * one of its syllables replaced by a slip of it (text/syllable/slip.h), where the window itself is
 * the right proposal. Prints: file, windows, % with a needless proposal, slips, % whose
 * first proposal is right, % with a wrong one; milliseconds a query. */
#include "query/reading/respell.h"
#include "base/buf.h"
#include "base/mapping.h"
#include "text/syllable/slip.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { LINE_WORDS = 200, MIN_WINDOW = 2, MAX_WINDOW = 5 };

struct tally {
	unsigned long windows, needless, slips, right, wrong;
	double seconds;
};

struct bench {
	struct lexicon *lexicon;
	struct tokenizer *tokenizer;
	struct arena memory;
	struct tally tally;
};

static double cpu_seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A linear congruential generator (Knuth's MMIX constants): the same draws anywhere. */
static unsigned draw(unsigned below)
{
	static unsigned long long state = 20180327;
	state = state * 6364136223846793005U + 1442695040888963407U;
	return (unsigned)(state >> 33) % below;
}

/* The WORDS with one blank between them. */
static struct str join(struct bench *b, const struct str *words, size_t count)
{
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buf_push(&out, ' ');
		buf_append(&out, words[i]);
	}
	struct str text = arena_str(&b->memory, buf_str(&out));
	buf_free(&out);
	if (!text.ptr)
		exit(EXIT_FAILURE);
	return text;
}

/* What is proposed for TEXT; empty: nothing. */
static struct str propose(struct bench *b, struct str text)
{
	struct query q;
	struct error err;
	size_t at;
	const struct str *words;
	if (!query_parse(text, b->tokenizer, &q, &err, &at))
		return STR("");
	double start = cpu_seconds();
	if (!respell(&q, b->lexicon, RESPELL_FOUND, &words))
		exit(EXIT_FAILURE);
	b->tally.seconds += cpu_seconds() - start;
	struct str out = words ? arena_str(&b->memory, query_spell(&q, words)) : STR("");
	query_free(&q);
	return out;
}

static void measure(struct bench *b, struct str *words, size_t count)
{
	struct slip slips[SLIP_MAX];
	struct str right = join(b, words, count);
	size_t at = draw((unsigned)count);
	size_t found = slips_of(words[at], slips);
	b->tally.windows++;
	b->tally.needless += propose(b, right).len > 0;
	if (found == 0)
		return;
	const struct slip *slip = &slips[draw((unsigned)found)];
	struct str kept = words[at];
	words[at] = str_make(slip->exact, slip->exact_len);
	struct str proposed = propose(b, join(b, words, count));
	words[at] = kept;
	b->tally.slips++;
	b->tally.right += str_eq(proposed, right);
	b->tally.wrong += proposed.len > 0 && !str_eq(proposed, right);
}

static void measure_line(struct bench *b, struct str text)
{
	struct str words[LINE_WORDS];
	size_t count = 0;
	struct token token;
	arena_reset(&b->memory);
	tokenizer_start(b->tokenizer, text);
	while (count < LINE_WORDS && tokenizer_next(b->tokenizer, &token)) {
		if (token.kind != TOKEN_SYLLABLE || (token.flags & TOKEN_BREAK))
			break;
		words[count++] = arena_str(&b->memory, token.exact);
	}
	size_t window = MIN_WINDOW + draw(MAX_WINDOW - MIN_WINDOW + 1);
	if (count >= window)
		measure(b, words + draw((unsigned)(count - window + 1)), window);
}

static double percent(unsigned long part, unsigned long whole)
{
	return whole > 0 ? 100.0 * (double)part / (double)whole : 0;
}

static bool measure_file(struct bench *b, const char *path, struct error *err)
{
	struct mapping file;
	struct str text;
	if (!mapping_open(&file, path, err))
		return false;
	struct str rest = file.bytes;
	b->tally = (struct tally){0};
	while (str_split(&rest, '\n', &text))
		measure_line(b, text);
	const struct tally *t = &b->tally;
	printf("%s\t%lu\t%.2f\t%lu\t%.2f\t%.2f\t%.3f\n", path, t->windows,
		percent(t->needless, t->windows), t->slips, percent(t->right, t->slips),
		percent(t->wrong, t->slips),
		t->windows > 0 ? t->seconds * 1e3 / (double)(t->windows + t->slips) : 0);
	mapping_close(&file);
	return true;
}

int main(int argc, char **argv)
{
	struct error err = {0};
	if (argc < 3) {
		fputs("usage: bench-respell LEXICON LINES...\n", stderr);
		return 2;
	}
	struct bench b = {.lexicon = lexicon_open(argv[1], &err), .tokenizer = tokenizer_new()};
	bool ok = b.lexicon && b.tokenizer;
	puts("lines of\tqueries\tneedless %\tslips\tright %\twrong %\tms a query");
	for (int i = 2; ok && i < argc; i++)
		ok = measure_file(&b, argv[i], &err);
	if (!ok)
		fprintf(stderr, "bench-respell: %s\n", err.message);
	arena_free(&b.memory);
	tokenizer_free(b.tokenizer);
	lexicon_close(b.lexicon);
	return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
