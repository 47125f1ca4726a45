/* bench-restore LEXICON LINES... : how well marks are restored.
 *
 * LINES are files of text with its marks, a line each. Of each file it prints, for the
 * lines of odd and of even number: lines, syllables, the share of syllables restored
 * rightly when all marks of a line are taken away, and of lines of which all are; then
 * queries of two neighbouring syllables drawn from the lines, with a fixed seed, and in how
 * many of them the right reading of the two alone comes first, and is among the first three;
 * the same of those that stand so no less often than chance would have it, and of those that
 * belong together (words and names, as somebody would type them, not "là một"): that stand
 * so at least ten times as often; milliseconds a line.
 * Then, of the lines cut to some lengths: file, half, syllables, windows; beside how many of them
 * no other reading is offered, and how many of these are right; how many are offered beside each
 * of the others, and in how many of those one of all is right. */
#include "query/reading/restore.h"
#include "base/mapping.h"
#include "text/token/token.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MAX_WORDS = 200, PAIR_EVERY = 40, MAX_PAIRS = 20000 };

/* Of pairs that stand together at least so many times as often as by chance. */
static const double bonds[] = {0, 1, 10};
enum { BONDS = sizeof bonds / sizeof *bonds };

/* Lines of the archive are cut to so many syllables, to see what is offered for what length. */
static const unsigned lengths[] = {2, 4, 8, 16};
enum { LENGTHS = sizeof lengths / sizeof *lengths, WINDOW_EVERY = 8, MAX_WINDOWS = 4000 };

struct tally {
	unsigned long lines, syllables, right, whole;
	struct {
		unsigned long pairs, first, third;
	} of[BONDS];
	struct {
		unsigned long windows, sure, right_sure, offered, right_offered;
	} at[LENGTHS];
	double seconds;
};

struct line {
	struct restore_word words[MAX_WORDS];
	struct str want[MAX_WORDS];
	bool syllable[MAX_WORDS];
	size_t count;
};

static double cpu_seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A linear congruential generator (Knuth's MMIX constants): the same draws anywhere. */
static unsigned next_random(void)
{
	static unsigned long long state = 20180327;
	state = state * 6364136223846793005U + 1442695040888963407U;
	return (unsigned)(state >> 33);
}

/* Reads TEXT into OUT, its marks taken away. */
static void read_line(struct tokenizer *t, struct str text, struct arena *memory, struct line *out)
{
	struct token token;
	out->count = 0;
	tokenizer_start(t, text);
	while (out->count < MAX_WORDS && tokenizer_next(t, &token)) {
		struct str folded = arena_str(memory, token.folded);
		out->words[out->count] = (struct restore_word){.exact = folded,
			.folded = folded,
			.flags = token.flags & TOKEN_BREAK,
			.fixed = token_is_figures(token.kind)};
		out->want[out->count] = arena_str(memory, token.exact);
		out->syllable[out->count] = token.kind == TOKEN_SYLLABLE;
		out->count++;
	}
}

static void measure_line(const struct lexicon *lexicon, const struct line *line,
	struct arena *memory, struct tally *tally)
{
	struct restoration found;
	double start = cpu_seconds();
	if (!restore_run(lexicon, line->words, line->count, false, memory, &found))
		exit(EXIT_FAILURE);
	tally->seconds += cpu_seconds() - start;
	tally->lines++;
	bool whole = true;
	for (size_t i = 0; i < line->count; i++) {
		bool right = str_eq(found.lines[0].words[i], line->want[i]);
		tally->syllables += line->syllable[i];
		tally->right += line->syllable[i] && right;
		whole = whole && (right || !line->syllable[i]);
	}
	tally->whole += whole;
}

/* The word EXACT by number; false: the archive doesn't know it. */
static bool find_word(
	const struct lexicon *l, struct str exact, struct str folded, struct lexicon_group *out)
{
	struct lexicon_group group = lexicon_group(l, folded);
	for (uint32_t i = 0; i < group.count; i++) {
		*out = (struct lexicon_group){group.first + i, 1};
		if (str_eq(lexicon_word(l, out->first).exact, exact))
			return true;
	}
	return false;
}

/* How many times as often as by chance the words at AT and after it stand together. */
static double bond(const struct lexicon *l, const struct line *line, size_t at)
{
	struct lexicon_group left, right;
	uint64_t together;
	if (!find_word(l, line->want[at], line->words[at].folded, &left) ||
		!find_word(l, line->want[at + 1], line->words[at + 1].folded, &right))
		return 0;
	lexicon_pairs(l, left.first, right, &together);
	double chance = (double)lexicon_word(l, left.first).count *
			(double)lexicon_word(l, right.first).count / (double)lexicon_running(l);
	return (double)together / chance;
}

static void measure_pair(const struct lexicon *lexicon, const struct line *line, size_t at,
	struct arena *memory, struct tally *tally)
{
	struct restoration found;
	struct restore_word words[2] = {line->words[at], line->words[at + 1]};
	words[0].flags = 0;
	if (!restore_run(lexicon, words, 2, false, memory, &found))
		exit(EXIT_FAILURE);
	size_t rank = 0;
	while (rank < found.line_count &&
		!(str_eq(found.lines[rank].words[0], line->want[at]) &&
			str_eq(found.lines[rank].words[1], line->want[at + 1])))
		rank++;
	double strength = bond(lexicon, line, at);
	for (size_t i = 0; i < BONDS && strength >= bonds[i]; i++) {
		tally->of[i].pairs++;
		tally->of[i].first += rank == 0 && found.line_count > 0;
		tally->of[i].third += rank < found.line_count;
	}
}

static void measure_pairs(const struct lexicon *lexicon, const struct line *line,
	struct arena *memory, struct tally *tally)
{
	for (size_t i = 0; i + 1 < line->count; i++) {
		if (next_random() % PAIR_EVERY == 0 && tally->of[0].pairs < MAX_PAIRS &&
			line->syllable[i] && line->syllable[i + 1] &&
			!(line->words[i + 1].flags & TOKEN_BREAK))
			measure_pair(lexicon, line, i, memory, tally);
	}
}

/* Whether reading RANK of the words from AT on is the right one. */
static bool is_right(const struct line *line, size_t at, size_t count, const struct str *words)
{
	size_t i = 0;
	while (i < count && (!line->syllable[at + i] || str_eq(words[i], line->want[at + i])))
		i++;
	return i == count;
}

/* How many lines are offered beside the best. */
static size_t count_offered(const struct restoration *found)
{
	size_t count = 0;
	while (count + 1 < found->line_count &&
		found->lines[count + 1].probability >= restore_worth_offering)
		count++;
	return count;
}

static void measure_window(const struct lexicon *lexicon, const struct line *line, size_t at,
	size_t length, struct arena *memory, struct tally *tally)
{
	struct restoration found;
	size_t count = lengths[length];
	struct restore_word words[MAX_WORDS];
	memcpy(words, line->words + at, count * sizeof *words);
	words[0].flags = 0;
	if (!restore_run(lexicon, words, count, false, memory, &found))
		exit(EXIT_FAILURE);
	size_t offered = count_offered(&found);
	bool right = false;
	for (size_t i = 0; i <= offered; i++)
		right |= is_right(line, at, count, found.lines[i].words);
	tally->at[length].windows++;
	tally->at[length].sure += offered == 0;
	tally->at[length].right_sure += offered == 0 && right;
	tally->at[length].offered += offered;
	tally->at[length].right_offered += offered > 0 && right;
}

static void measure_windows(const struct lexicon *lexicon, const struct line *line,
	struct arena *memory, struct tally *tally)
{
	for (size_t length = 0; length < LENGTHS; length++) {
		for (size_t at = 0; at + lengths[length] <= line->count; at += lengths[length]) {
			if (next_random() % WINDOW_EVERY == 0 &&
				tally->at[length].windows < MAX_WINDOWS)
				measure_window(lexicon, line, at, length, memory, tally);
		}
	}
}

static double percent(unsigned long part, unsigned long whole)
{
	return whole > 0 ? 100.0 * (double)part / (double)whole : 0;
}

static void print(const char *path, const char *half, const struct tally *t)
{
	printf("%s\t%s\t%lu\t%lu\t%.2f\t%.2f", path, half, t->lines, t->syllables,
		percent(t->right, t->syllables), percent(t->whole, t->lines));
	for (size_t i = 0; i < BONDS; i++)
		printf("\t%lu\t%.2f\t%.2f", t->of[i].pairs, percent(t->of[i].first, t->of[i].pairs),
			percent(t->of[i].third, t->of[i].pairs));
	printf("\t%.3f\n", t->lines > 0 ? t->seconds * 1e3 / (double)t->lines : 0);
}

/* Of each length: windows; of those without another reading offered, how many, and right in how
   many; of the others, how many are offered, and one of all is right in how many. */
static void print_offers(const char *path, const char *half, const struct tally *t)
{
	for (size_t i = 0; i < LENGTHS; i++) {
		unsigned long unsure = t->at[i].windows - t->at[i].sure;
		printf("%s\t%s\t%u\t%lu\t%.2f\t%.2f\t%.2f\t%.2f\n", path, half, lengths[i],
			t->at[i].windows, percent(t->at[i].sure, t->at[i].windows),
			percent(t->at[i].right_sure, t->at[i].sure),
			unsure > 0 ? (double)t->at[i].offered / (double)unsure : 0,
			percent(t->at[i].right_offered, unsure));
	}
}

static bool measure_file(const struct lexicon *lexicon, const char *path, struct error *err)
{
	struct mapping file;
	struct tokenizer *t = tokenizer_new();
	if (!t || !mapping_open(&file, path, err))
		return false;
	struct tally halves[2] = {{0}, {0}};
	struct arena memory = ARENA_INIT;
	struct line line;
	struct str rest = file.bytes;
	struct str text;
	for (size_t number = 1; str_split(&rest, '\n', &text); number++) {
		arena_reset(&memory);
		read_line(t, text, &memory, &line);
		if (line.count == 0)
			continue;
		measure_line(lexicon, &line, &memory, &halves[number % 2]);
		measure_pairs(lexicon, &line, &memory, &halves[number % 2]);
		measure_windows(lexicon, &line, &memory, &halves[number % 2]);
	}
	print(path, "odd", &halves[1]);
	print(path, "even", &halves[0]);
	print_offers(path, "odd", &halves[1]);
	print_offers(path, "even", &halves[0]);
	arena_free(&memory);
	mapping_close(&file);
	tokenizer_free(t);
	return true;
}

int main(int argc, char **argv)
{
	struct error err = {0};
	if (argc < 3) {
		fputs("usage: bench-restore LEXICON LINES...\n", stderr);
		return 2;
	}
	struct lexicon *lexicon = lexicon_open(argv[1], &err);
	bool ok = lexicon != NULL;
	puts("lines of\thalf\tlines\tsyllables\tright %\twhole %\tany neighbours\tfirst %\tfirst "
	     "three %\t"
	     "not by chance\tfirst %\tfirst three %\tbound pairs\tfirst %\tfirst three %\t"
	     "ms a line");
	for (int i = 2; ok && i < argc; i++)
		ok = measure_file(lexicon, argv[i], &err);
	if (!ok)
		fprintf(stderr, "bench-restore: %s\n", err.message);
	lexicon_close(lexicon);
	return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
