#include "archive/lexicon.h"

#include "archive/lexicon_file.h"
#include "base/bytes.h"
#include "base/form.h"
#include "base/mapping.h"
#include "base/pages.h"

#include <stdlib.h>

struct lexicon {
	struct lexicon_joint *joint; /* what answers in its place; NULL: the file */
	struct mapping file;         /* nothing for a lexicon of somebody else's bytes */
	struct str words;            /* (word_count + 1) * LEXICON_WORD bytes */
	struct str pairs;            /* pair_count * LEXICON_PAIR bytes */
	struct str contexts;         /* (context_count + 1) * LEXICON_CONTEXT bytes */
	struct str runs;             /* run_count * LEXICON_RUN bytes */
	struct str strings;
	struct pages pages; /* all of these */
	uint32_t word_count;
	uint32_t pair_count;
	uint32_t context_count;
	uint32_t run_count;
	uint64_t running;
	uint64_t tempered;
	uint32_t least;
};

/* Cuts BYTES off the front of *FILE. */
static bool cut(struct str *file, uint64_t bytes, struct str *out)
{
	if (bytes > file->len)
		return false;
	*out = str_slice(*file, 0, (size_t)bytes);
	*file = str_slice(*file, (size_t)bytes, file->len);
	return true;
}

/* REST is the file, and then what is left of it behind all parts: their checksums. */
static bool read_sections(struct lexicon *l, struct str *rest)
{
	struct str header;
	struct str file = *rest;
	if (!cut(&file, LEXICON_HEADER, &header) ||
		bytes_u64(header.ptr + LEXICON_AT_CHECKSUM) !=
			lexicon_checksum(str_slice(header, 0, LEXICON_AT_CHECKSUM)))
		return false;
	uint64_t pairs = bytes_u64(header.ptr + LEXICON_AT_PAIRS);
	uint64_t runs = bytes_u64(header.ptr + LEXICON_AT_RUNS);
	l->word_count = bytes_u32(header.ptr + LEXICON_AT_WORDS);
	l->context_count = bytes_u32(header.ptr + LEXICON_AT_CONTEXTS);
	l->pair_count = (uint32_t)pairs;
	l->run_count = (uint32_t)runs;
	l->least = bytes_u32(header.ptr + LEXICON_AT_LEAST);
	l->running = bytes_u64(header.ptr + LEXICON_AT_RUNNING);
	l->tempered = bytes_u64(header.ptr + LEXICON_AT_TEMPERED);
	bool ok = pairs <= UINT32_MAX && runs <= UINT32_MAX &&
		  cut(&file, ((uint64_t)l->word_count + 1) * LEXICON_WORD, &l->words) &&
		  cut(&file, pairs * LEXICON_PAIR, &l->pairs) &&
		  cut(&file, ((uint64_t)l->context_count + 1) * LEXICON_CONTEXT, &l->contexts) &&
		  cut(&file, runs * LEXICON_RUN, &l->runs) &&
		  cut(&file, bytes_u64(header.ptr + LEXICON_AT_STRINGS), &l->strings);
	*rest = file;
	return ok;
}

static bool read_file(struct lexicon *l, struct str file, const char *path, struct error *err)
{
	if (!form_check(file, FORM_HEAD, LEXICON_MAGIC, LEXICON_VERSION, path, err))
		return false;
	struct str sums = file;
	if (!read_sections(l, &sums))
		return form_fail(path, err);
	struct str bytes = str_slice(file, 0, file.len - sums.len);
	if (sums.len != pages_count(bytes.len) * PAGES_SUM)
		return form_fail(path, err);
	return pages_open(&l->pages, bytes, sums) || error_set_memory(err);
}

struct lexicon *lexicon_open_bytes(struct str bytes, const char *path, struct error *err)
{
	struct lexicon *l = calloc(1, sizeof *l);
	if (l ? read_file(l, bytes, path, err) : error_set_memory(err))
		return l;
	lexicon_close(l);
	return NULL;
}

struct lexicon *lexicon_open(const char *path, struct error *err)
{
	struct mapping file = {0};
	if (!mapping_open(&file, path, err))
		return NULL;
	struct lexicon *l = lexicon_open_bytes(file.bytes, path, err);
	if (l)
		l->file = file;
	else
		mapping_close(&file);
	return l;
}

struct lexicon *lexicon_of_joint(struct lexicon_joint *joint)
{
	struct lexicon *l = calloc(1, sizeof *l);
	if (l)
		l->joint = joint;
	return l;
}

void lexicon_close(struct lexicon *l)
{
	if (!l)
		return;
	if (l->joint)
		l->joint->close(l->joint);
	mapping_close(&l->file);
	pages_close(&l->pages);
	free(l);
}

void lexicon_rest(const struct lexicon *l)
{
	if (l->joint)
		l->joint->rest(l->joint);
}

bool lexicon_is_whole(const struct lexicon *l)
{
	if (l->joint)
		return l->joint->is_whole(l->joint);
	return pages_are_whole(&l->pages);
}

struct entry {
	struct str folded, exact;
	uint64_t count;
};

/* Up to the one behind the last. */
static const char *word_at(const struct lexicon *l, size_t i)
{
	return pages_look(&l->pages, l->words.ptr + i * LEXICON_WORD, LEXICON_WORD);
}

/* Word I, which is below word_count; a damaged one reads as empty strings. */
static struct entry entry_at(const struct lexicon *l, size_t i)
{
	const char *word = word_at(l, i);
	uint64_t offset = bytes_u32(word);
	size_t folded = (unsigned char)word[4];
	size_t exact = (unsigned char)word[5];
	struct entry e = {STR(""), STR(""), bytes_u32(word + LEXICON_WORD_COUNT)};
	if (offset + folded + exact > l->strings.len || folded + exact == 0)
		return e;
	const char *text = pages_look(&l->pages, l->strings.ptr + offset, folded + exact);
	e.folded = str_make(text, folded);
	e.exact = str_make(text + folded, exact);
	return e;
}

/* The first word whose folded form is not before FOLDED. */
static uint32_t lower_bound(const struct lexicon *l, struct str folded)
{
	uint32_t low = 0;
	uint32_t high = l->word_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (str_compare(entry_at(l, middle).folded, folded) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct lexicon_group lexicon_group(const struct lexicon *l, struct str folded)
{
	if (l->joint)
		return l->joint->group(l->joint, folded);
	struct lexicon_group g = {.first = lower_bound(l, folded)};
	while (g.count < LEXICON_MAX_GROUP && g.first + g.count < l->word_count &&
		str_eq(entry_at(l, g.first + g.count).folded, folded))
		g.count++;
	return g;
}

struct lexicon_group lexicon_starting(const struct lexicon *l, struct str beginning)
{
	char after[LEXICON_MAX_WORD];
	if (l->joint)
		return l->joint->starting(l->joint, beginning);
	if (beginning.len == 0 || beginning.len > sizeof after)
		return (struct lexicon_group){0};
	memcpy(after, beginning.ptr, beginning.len);
	after[beginning.len - 1]++; /* UTF-8 has no byte FF */
	uint32_t first = lower_bound(l, beginning);
	uint32_t end = lower_bound(l, str_make(after, beginning.len));
	return (struct lexicon_group){first, end > first ? end - first : 0};
}

struct lexicon_word lexicon_word(const struct lexicon *l, uint32_t i)
{
	if (l->joint)
		return l->joint->word(l->joint, i);
	if (i >= l->word_count)
		return (struct lexicon_word){STR(""), 0};
	struct entry e = entry_at(l, i);
	return (struct lexicon_word){e.exact, e.count};
}

struct str lexicon_folded(const struct lexicon *l, uint32_t i)
{
	if (l->joint)
		return l->joint->folded(l->joint, i);
	return i < l->word_count ? entry_at(l, i).folded : STR("");
}

struct lexicon_least lexicon_least(const struct lexicon *l)
{
	return (struct lexicon_least){
		.words = (uint16_t)(l->least & UINT16_MAX), .counts = (uint16_t)(l->least >> 16)};
}

uint64_t lexicon_running(const struct lexicon *l)
{
	if (l->joint)
		return l->joint->running(l->joint);
	return l->running;
}

double lexicon_tempered_words(const struct lexicon *l)
{
	if (l->joint)
		return l->joint->tempered_words(l->joint);
	return l->tempered > 0 ? (double)l->tempered : 1;
}

double lexicon_tempered_pairs(const struct lexicon *l, uint32_t left)
{
	if (l->joint)
		return l->joint->tempered_pairs(l->joint, left);
	if (left >= l->word_count)
		return 1;
	const char *code = word_at(l, left) + LEXICON_WORD_TEMPERED;
	return lexicon_sum_decode((uint16_t)bytes_number(code, 2));
}

/* The pairs of word LEFT are those from *FIRST to before *END. */
static void pairs_of(const struct lexicon *l, uint32_t left, uint32_t *first, uint32_t *end)
{
	*first = 0;
	*end = 0;
	if (left >= l->word_count)
		return;
	uint64_t from = bytes_u32(word_at(l, left) + LEXICON_WORD_PAIRS);
	uint64_t to = bytes_u32(word_at(l, (size_t)left + 1) + LEXICON_WORD_PAIRS);
	if (from > to || to > l->pair_count)
		return;
	*first = (uint32_t)from;
	*end = (uint32_t)to;
}

uint32_t lexicon_followers(const struct lexicon *l, uint32_t left)
{
	if (l->joint)
		return l->joint->followers(l->joint, left);
	uint32_t first;
	uint32_t end;
	pairs_of(l, left, &first, &end);
	return end - first;
}

static const char *pair_at(const struct lexicon *l, uint32_t pair)
{
	return pages_look(&l->pages, l->pairs.ptr + (size_t)pair * LEXICON_PAIR, LEXICON_PAIR);
}

static uint32_t right_of(const struct lexicon *l, uint32_t pair)
{
	uint64_t number = bytes_number(pair_at(l, pair), 3);
	return (uint32_t)number & (LEXICON_PAIRED_WORDS - 1);
}

static double pair_capitals(const struct lexicon *l, uint32_t pair)
{
	uint64_t number = bytes_number(pair_at(l, pair), 3);
	return lexicon_capitals_decode((uint8_t)(number >> LEXICON_PAIR_CAPITALS));
}

static uint64_t pair_times(const struct lexicon *l, uint32_t pair)
{
	return lexicon_decode((uint8_t)pair_at(l, pair)[3]);
}

/* Of entry I of a table, a number that ascends with I. */
typedef uint32_t number_of(const struct lexicon *l, uint32_t i);

/* The first of the entries from LOW to before HIGH whose number is not before WANTED; HIGH
   where there is none. */
static inline uint32_t first_from(
	const struct lexicon *l, uint32_t low, uint32_t high, uint32_t wanted, number_of *number)
{
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (number(l, middle) < wanted)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The pairs of LEFT whose right word is one of RIGHT: those from *FIRST to before the end that
   is returned. */
static uint32_t pairs_with(
	const struct lexicon *l, uint32_t left, struct lexicon_group right, uint32_t *first)
{
	uint32_t end;
	pairs_of(l, left, first, &end);
	*first = first_from(l, *first, end, right.first, right_of);
	uint32_t i = *first;
	/* Out of order in a damaged file, one may be before the first of RIGHT. */
	while (i < end && right_of(l, i) >= right.first &&
		right_of(l, i) - right.first < right.count)
		i++;
	return i;
}

void lexicon_pairs(
	const struct lexicon *l, uint32_t left, struct lexicon_group right, uint64_t *out)
{
	if (l->joint) {
		l->joint->pairs(l->joint, left, right, out);
		return;
	}
	memset(out, 0, right.count * sizeof *out);
	uint32_t first;
	uint32_t end = pairs_with(l, left, right, &first);
	for (uint32_t i = first; i < end; i++)
		out[right_of(l, i) - right.first] = pair_times(l, i);
}

void lexicon_capitals(
	const struct lexicon *l, uint32_t left, struct lexicon_group right, double *out)
{
	if (l->joint) {
		l->joint->capitals(l->joint, left, right, out);
		return;
	}
	memset(out, 0, right.count * sizeof *out);
	uint32_t first;
	uint32_t end = pairs_with(l, left, right, &first);
	for (uint32_t i = first; i < end; i++)
		out[right_of(l, i) - right.first] = pair_capitals(l, i);
}

/* ---- Three words ---- */

static const char *context_at(const struct lexicon *l, uint32_t context)
{
	return pages_look(
		&l->pages, l->contexts.ptr + (size_t)context * LEXICON_CONTEXT, LEXICON_CONTEXT);
}

static uint32_t pair_of(const struct lexicon *l, uint32_t context)
{
	return bytes_u32(context_at(l, context));
}

/* The runs of CONTEXT end where those of the next one begin. */
static uint32_t first_run(const struct lexicon *l, uint32_t context)
{
	return bytes_u32(context_at(l, context) + LEXICON_CONTEXT_RUNS);
}

bool lexicon_context(
	const struct lexicon *l, uint32_t left, uint32_t right, struct lexicon_context *out)
{
	if (l->joint)
		return l->joint->context(l->joint, left, right, out);
	uint32_t first;
	uint32_t end;
	pairs_of(l, left, &first, &end);
	uint32_t pair = first_from(l, first, end, right, right_of);
	if (pair == end || right_of(l, pair) != right)
		return false;
	uint32_t context = first_from(l, 0, l->context_count, pair, pair_of);
	if (context == l->context_count || pair_of(l, context) != pair)
		return false;
	*out = (struct lexicon_context){.count = pair_times(l, pair),
		.rest = lexicon_share_decode((uint8_t)context_at(l, context)[LEXICON_CONTEXT_REST]),
		.middle = right,
		.first = first_run(l, context),
		.end = first_run(l, context + 1)};
	return out->first <= out->end && out->end <= l->run_count;
}

static const char *run_at(const struct lexicon *l, uint32_t run)
{
	return pages_look(&l->pages, l->runs.ptr + (size_t)run * LEXICON_RUN, LEXICON_RUN);
}

static uint32_t place_of(const struct lexicon *l, uint32_t run)
{
	return (uint32_t)bytes_number(run_at(l, run), 2);
}

void lexicon_runs(const struct lexicon *l, const struct lexicon_context *context,
	struct lexicon_group right, uint64_t *out)
{
	if (l->joint) {
		l->joint->runs(l->joint, context, right, out);
		return;
	}
	memset(out, 0, right.count * sizeof *out);
	uint32_t first;
	uint32_t end;
	pairs_of(l, context->middle, &first, &end);
	uint32_t from = first_from(l, first, end, right.first, right_of);
	for (uint32_t i = first_from(l, context->first, context->end, from - first, place_of);
		i < context->end; i++) {
		uint32_t place = place_of(l, i);
		if (place >= end - first)
			return;
		uint32_t word = right_of(l, first + place);
		if (word < right.first || word - right.first >= right.count)
			return;
		out[word - right.first] = lexicon_decode((uint8_t)run_at(l, i)[LEXICON_RUN - 1]);
	}
}

static bool is_word_sound(const struct lexicon *l, uint32_t i)
{
	struct entry e = entry_at(l, i);
	if (e.exact.len == 0)
		return false;
	if (i == 0)
		return bytes_u32(word_at(l, 0) + LEXICON_WORD_PAIRS) == 0;
	struct entry before = entry_at(l, i - 1);
	int order = str_compare(before.folded, e.folded);
	return order < 0 || (order == 0 && before.count >= e.count);
}

static bool are_pairs_sound(const struct lexicon *l, uint32_t left)
{
	uint64_t first = bytes_u32(word_at(l, left) + LEXICON_WORD_PAIRS);
	uint64_t end = bytes_u32(word_at(l, (size_t)left + 1) + LEXICON_WORD_PAIRS);
	if (first > end || end > l->pair_count)
		return false;
	for (uint32_t i = (uint32_t)first; i < end; i++) {
		if (right_of(l, i) >= l->word_count ||
			(i > first && right_of(l, i - 1) >= right_of(l, i)))
			return false;
	}
	return true;
}

/* Whether CONTEXT is after the one before, and its runs are in order and end pairs of its right
   word. */
static bool is_context_sound(const struct lexicon *l, uint32_t context)
{
	uint32_t begin = first_run(l, context);
	uint32_t end = first_run(l, context + 1);
	uint32_t pair = pair_of(l, context);
	if (pair >= l->pair_count || (context > 0 && pair_of(l, context - 1) >= pair) ||
		begin > end || end > l->run_count)
		return false;
	uint32_t places = lexicon_followers(l, right_of(l, pair));
	for (uint32_t i = begin; i < end; i++) {
		if (place_of(l, i) >= places || (i > begin && place_of(l, i - 1) >= place_of(l, i)))
			return false;
	}
	return true;
}

static bool are_contexts_sound(const struct lexicon *l)
{
	for (uint32_t i = 0; i < l->context_count; i++) {
		if (!is_context_sound(l, i))
			return false;
	}
	return first_run(l, 0) == 0 && first_run(l, l->context_count) == l->run_count;
}

bool lexicon_check(const struct lexicon *l, const char *path, struct error *err)
{
	for (uint32_t i = 0; i < l->word_count; i++) {
		if (!is_word_sound(l, i) || !are_pairs_sound(l, i))
			return form_fail(path, err);
	}
	const char *end = word_at(l, l->word_count);
	return (bytes_u32(end + LEXICON_WORD_PAIRS) == l->pair_count && are_contexts_sound(l) &&
		       lexicon_is_whole(l)) ||
	       form_fail(path, err);
}
