/* What the archive teaches about its own language: every word it holds, how often, the
 * spellings behind each folded form, and which words stand side by side. One
 * memory-mapped, versioned, checksummed file in the generation.
 *
 * Nothing is trusted but what was checked: a damaged file gives wrong words or counts,
 * never a read outside of it. */
#ifndef ARCHIVE_LEXICON_H
#define ARCHIVE_LEXICON_H

#include "base/error.h"
#include "base/str.h"

#include <stdint.h>

/* Words that stand for many: a break, which is where a line begins or ends or more than white
   space stands between words; anything with a figure. They have neighbours as words have. */
#define LEXICON_BREAK "."
#define LEXICON_FIGURES "0"

/* An acronym that articles explain is a word, too, with what it stands for behind this
   sign: "antq=an ninh tổ quốc". So often at least they must explain it alike. */
#define LEXICON_DEFINES '='
enum { LEXICON_DEFINED_LEAST = 3 };

struct lexicon; /* may be shared by threads: it is never changed, but for one of several lexicons */

/* NULL on failure: ERROR_NOT_FOUND, ERROR_CORRUPT, ERROR_VERSION. Reads only the header. */
struct lexicon *lexicon_open(const char *path, struct error *err);

/* Likewise of BYTES, which must outlive it; PATH is named in errors. */
struct lexicon *lexicon_open_bytes(struct str bytes, const char *path, struct error *err);

void lexicon_close(struct lexicon *l);

/* Between two queries: what is of several lexicons may number words anew from then on. */
void lexicon_rest(const struct lexicon *l);

/* Whether all of it that was looked at so far is what was written: each page is held against its
   checksum when it is first looked at. Where it is not, nothing that it told can be relied on. */
bool lexicon_is_whole(const struct lexicon *l);

/* Reads all of it: ERROR_CORRUPT where words are out of order, or a pair or a string
   points outside. */
bool lexicon_check(const struct lexicon *l, const char *path, struct error *err);

struct lexicon_word {
	struct str exact; /* lives as long as the lexicon */
	uint64_t count;   /* occurrences in the archive */
};

/* Words by number: those of one folded form, most frequent first. */
struct lexicon_group {
	uint32_t first, count;
};

enum { LEXICON_MAX_GROUP = 64 };

/* The spellings whose folded form is FOLDED, at most LEXICON_MAX_GROUP. */
struct lexicon_group lexicon_group(const struct lexicon *l, struct str folded);

/* All words whose folded forms begin with BEGINNING, however many, in their order. */
struct lexicon_group lexicon_starting(const struct lexicon *l, struct str beginning);

/* Word number I, with an empty spelling where the file is damaged. */
struct lexicon_word lexicon_word(const struct lexicon *l, uint32_t i);

/* Its folded form. */
struct str lexicon_folded(const struct lexicon *l, uint32_t i);

/* What it leaves out, since learning all of it would have taken more memory than there was: words,
   and pairs of words and runs of three, that the archive has less often than so. 0: none. */
struct lexicon_least {
	uint16_t words, counts;
};
struct lexicon_least lexicon_least(const struct lexicon *l);

/* The times that something must be there to be learned. */
static inline int lexicon_learned_from(uint16_t least)
{
	return least > 0 ? least : 1;
}

/* Running words of the archive, not counting figures and breaks. */
uint64_t lexicon_running(const struct lexicon *l);

/* The sum of the tempered counts (archive/smoothing.h) of all words; of the pairs of word LEFT, at
 * least 1. */
double lexicon_tempered_words(const struct lexicon *l);
double lexicon_tempered_pairs(const struct lexicon *l, uint32_t left);

/* Different words that follow word LEFT. */
uint32_t lexicon_followers(const struct lexicon *l, uint32_t left);

/* How often each word of RIGHT follows word LEFT, in one sentence: RIGHT.count numbers
   into OUT. */
void lexicon_pairs(
	const struct lexicon *l, uint32_t left, struct lexicon_group right, uint64_t *out);

/* In what share of these both words begin with a capital, as those of names do, roughly:
   RIGHT.count numbers into OUT. */
void lexicon_capitals(
	const struct lexicon *l, uint32_t left, struct lexicon_group right, double *out);

/* Two words in a row, what follows which is told in part: where it is not what the two last
   of the three would let expect. */
struct lexicon_context {
	uint64_t count; /* of the two words, at least 1 */
	double rest;    /* what the runs that are told leave of all, at most 1 */

	uint32_t middle, first, end; /* for lexicon_runs */
};

/* That of LEFT and RIGHT. False where nothing is told. */
bool lexicon_context(
	const struct lexicon *l, uint32_t left, uint32_t right, struct lexicon_context *out);

/* How often each word of RIGHT follows the two of CONTEXT: RIGHT.count numbers into OUT; 0: not
   told. */
void lexicon_runs(const struct lexicon *l, const struct lexicon_context *context,
	struct lexicon_group right, uint64_t *out);

/* The spellings whose folded form is FOLDED, most frequent first: at most MAX of
   them into OUT. Returns how many were written. */
static inline size_t lexicon_spellings(
	const struct lexicon *l, struct str folded, struct lexicon_word *out, size_t max)
{
	struct lexicon_group g = lexicon_group(l, folded);
	size_t found = 0;
	for (; found < g.count && found < max; found++)
		out[found] = lexicon_word(l, g.first + (uint32_t)found);
	return found;
}

/* The number of that word of GROUP which is written EXACT. False: the archive doesn't know it. */
static inline bool lexicon_find(
	const struct lexicon *l, struct lexicon_group group, struct str exact, uint32_t *out)
{
	*out = 0;
	for (uint32_t i = group.first; i < group.first + group.count; i++) {
		if (str_eq(lexicon_word(l, i).exact, exact)) {
			*out = i;
			return true;
		}
	}
	return false;
}

/* Occurrences of EXACT, whose folded form is FOLDED; 0: the archive doesn't know it. */
static inline uint64_t lexicon_count(const struct lexicon *l, struct str exact, struct str folded)
{
	uint32_t i;
	return lexicon_find(l, lexicon_group(l, folded), exact, &i) ? lexicon_word(l, i).count : 0;
}

struct lexicon_builder; /* collects words, in any order, then their pairs */

struct lexicon_builder *lexicon_builder_new(void); /* NULL: out of memory */
void lexicon_builder_free(struct lexicon_builder *b);

/* Adds COUNT occurrences of EXACT, which was not added before. Copies both strings,
   which have at most TOKEN_MAX_BYTES of text/token/token.h: ERROR_LIMIT otherwise. */
bool lexicon_builder_add(struct lexicon_builder *b, struct str exact, struct str folded,
	uint64_t count, struct error *err);

/* The same of EXACT that is an acronym with what it stands for, and FOLDED likewise without
   marks. It takes two numbers. */
bool lexicon_builder_define(struct lexicon_builder *b, struct str exact, struct str folded,
	uint64_t count, struct error *err);

/* Ends the words. Then the pairs of each left word may be added, in any order of left
   words, once each. */
bool lexicon_builder_number(struct lexicon_builder *b, struct error *err);

struct lexicon_follower {
	uint32_t word; /* as it was added, counted from 0 */
	uint32_t count;
	uint32_t capitals; /* of a pair: how often both words begin with a capital */
};

/* Of the word that was added as number LEFT. Sorts FOLLOWERS. */
bool lexicon_builder_pairs(struct lexicon_builder *b, uint32_t left,
	const struct lexicon_follower *followers, size_t count, struct error *err);

/* Once for each RIGHT among the pairs of LEFT, before or after these, but not among the runs of
   another left word: what follows the two. Sorts FOLLOWERS. */
bool lexicon_builder_runs(struct lexicon_builder *b, uint32_t left, uint32_t right,
	const struct lexicon_follower *followers, size_t count, struct error *err);

/* What is in it so far, and the bytes of memory that a builder takes with so much in it until it is
   written. */
struct lexicon_contents {
	uint64_t words, string_bytes, pairs, contexts, runs;
};
struct lexicon_contents lexicon_builder_contents(const struct lexicon_builder *b);
uint64_t lexicon_builder_memory(const struct lexicon_contents *c);

/* Lets the lexicon say that what is LEAST was not added. */
void lexicon_builder_leave_out(struct lexicon_builder *b, struct lexicon_least least);
struct lexicon_least lexicon_builder_least(const struct lexicon_builder *b);

/* Writes the lexicon to the file PATH, not synced. Only those runs that tell more than their
   pairs do. Then B may only be freed. */
bool lexicon_builder_write(struct lexicon_builder *b, const char *path, struct error *err);

/* What answers in the place of a file: several lexicons as one (archive/several/). Each as the
   function above that is called so. */
struct lexicon_joint {
	struct lexicon_group (*group)(struct lexicon_joint *j, struct str folded);
	struct lexicon_group (*starting)(struct lexicon_joint *j, struct str beginning);
	struct lexicon_word (*word)(struct lexicon_joint *j, uint32_t i);
	struct str (*folded)(struct lexicon_joint *j, uint32_t i);
	uint64_t (*running)(struct lexicon_joint *j);
	double (*tempered_words)(struct lexicon_joint *j);
	double (*tempered_pairs)(struct lexicon_joint *j, uint32_t left);
	uint32_t (*followers)(struct lexicon_joint *j, uint32_t left);
	void (*pairs)(
		struct lexicon_joint *j, uint32_t left, struct lexicon_group right, uint64_t *out);
	void (*capitals)(
		struct lexicon_joint *j, uint32_t left, struct lexicon_group right, double *out);
	bool (*context)(struct lexicon_joint *j, uint32_t left, uint32_t right,
		struct lexicon_context *out);
	void (*runs)(struct lexicon_joint *j, const struct lexicon_context *context,
		struct lexicon_group right, uint64_t *out);
	void (*rest)(struct lexicon_joint *j);
	bool (*is_whole)(struct lexicon_joint *j);
	void (*close)(struct lexicon_joint *j);
};

/* The lexicon for which JOINT answers, which is closed with it. NULL when out of memory: then JOINT
   is still the caller's. */
struct lexicon *lexicon_of_joint(struct lexicon_joint *joint);

#endif
