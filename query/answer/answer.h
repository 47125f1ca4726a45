/* The answer to a query, ready to be printed. */
#ifndef QUERY_ANSWER_ANSWER_H
#define QUERY_ANSWER_ANSWER_H

#include "base/budget.h"
#include "query/answer/explain.h"
#include "query/answer/facet.h"
#include "query/answer/snippet.h"
#include "query/decoding/decoded.h"
#include "query/reading/query.h"

struct record;

/* Why a hit stands where it does. */
enum reason {
	REASON_WORDS,     /* that it has so many of */
	REASON_TITLE_ROW, /* in a row in the title */
	REASON_TITLE,
	REASON_ROW,  /* in a row in the text */
	REASON_NEAR, /* a few words apart */
	REASON_EARLY,
	REASON_PASSAGE,  /* all in one */
	REASON_MISSING,  /* against it */
	REASON_SPELLING, /* likewise: a word in a less likely one */
	REASON_COUNTED,  /* by how rare and how frequent its words are alone */
	REASON_DATE,
	REASON_COUNT
};

/* An article that is nearly the same as a hit. */
struct duplicate {
	struct str id, title, date, source;
	bool identical; /* word by word */
};

/* Of more, the number alone is told. */
enum { DUPLICATES_TOLD = 10 };

/* One of several archives that are searched as one. */
struct answer_part {
	const char *name;                 /* that people know it by */
	const char *archive, *generation; /* NULL: it can't be read */
	uint64_t articles;                /* in it */
};

struct hit {
	const struct answer_part *part; /* the archive that it is from; NULL: there is but one */
	size_t rank;                    /* from 1, counted over all pages */
	double score;
	const char *stage; /* of the plan that lists it: scores fall within one (plan.h) */
	struct str id, path;
	struct str file; /* its file or the pack that it is in, from the root; empty: not known */
	struct pieces title;
	struct pieces snippets[SNIPPET_MAX];
	size_t snippet_count;
	bool ocr;                                      /* some of it was read from pictures */
	struct str date, date_source, date_confidence; /* empty: not known */
	struct str *authors;
	size_t author_count;
	struct str place, source, issuer, number, kind, url, image; /* empty: not known */
	struct str *missing;      /* words of the query that the article does not have */
	const size_t *missing_at; /* which clause of the query each is, rising; NULL: not told */
	size_t missing_count;
	struct duplicate *duplicates; /* the earliest DUPLICATES_TOLD */
	size_t duplicates_told, duplicate_count;
	const double *features; /* FEATURE_COUNT, of what was re-ranked for --explain; or NULL */
	const double *weights;  /* theirs */
	struct str why; /* likewise in words, of every hit (query/answer/reasons.h); empty: not
			   asked for */
	enum reason reasons[REASON_COUNT];
	size_t reason_count;
};

/* Copies what HIT shows of R beside its passages to MEMORY. False when out of memory. */
bool hit_copy_fields(struct hit *hit, const struct record *r, struct arena *memory);

enum warning_code {
	WARNING_DECODED,        /* some of the query was decoded before it was read */
	WARNING_SOME_WORDS,     /* not all of the words match in the last hits, or in any */
	WARNING_UNKNOWN_WORDS,  /* words that no article has */
	WARNING_UNCLOSED_QUOTE, /* read as closed at the end */
	WARNING_UNBOUND_QUOTES, /* quotes and minus signs bind nothing */
	WARNING_LEXICON,        /* the archive's lexicon can't be read */
	WARNING_UNDATED,        /* what has no date is left out where dates are asked for */
	WARNING_SIGNS,          /* what means something to other programs was left out */
	WARNING_EXCLUDED,       /* what was left out for a minus */
	WARNING_FULL_ONLY,      /* sorted by date: what has only some of the words is not listed */
	WARNING_WORK_LIMIT,     /* partial, the same whenever it is asked */
	WARNING_TIME_LIMIT,     /* partial, perhaps whole the next time */
	WARNING_RESPELT,        /* nothing had the words as typed: others were searched for */
	WARNING_UNKNOWN_VALUE,  /* a filter's, that no article has */
	WARNING_UNREAD_FILTER,  /* a filter whose value can't be read, or leaves no day */
	WARNING_UNKNOWN_FIELD,  /* before a colon, as if it were one */
	WARNING_MAYBE_OPERATOR, /* a word that was perhaps meant as one */
	WARNING_MAYBE_DATES,    /* words that were perhaps meant as a filter */
	WARNING_MAYBE_VALUE,    /* words that were perhaps meant as a part of its value */
	WARNING_OPERATOR_AS_WORD, /* an operator stands where it can't be one */
	WARNING_PREFIX_LIMIT,     /* more words begin so than are looked for */
	WARNING_NO_ENDS,          /* the archive does not tell where sentences and zones end */
	WARNING_FORMER,           /* the archive is of a former version, until it is rebuilt */
	WARNING_ARCHIVE_MISSING,  /* of several archives, some can't be read */
	WARNING_SHARD_MISSING     /* machines that serve shards of archives can't be reached */
};

struct warning {
	enum warning_code code;
	struct str message; /* in the user's language; names no option of a command line */
	struct str typed;   /* the same for who types commands: with the options that help */
	bool is_private;    /* it may name files of this machine */

	/* What it speaks of, for programs. */
	const struct str *words;
	size_t word_count; /* 0: of none */
	bool has_count;
	uint64_t count; /* articles */
	bool has_place;
	size_t at; /* byte of the query */
};

/* "some_words" … */
const char *warning_name(enum warning_code code);

enum suggestion_kind {
	SUGGESTION_READING,  /* another reading of words typed without marks */
	SUGGESTION_SPELLING, /* "did you mean": a word was perhaps misspelt */
	SUGGESTION_SYNTAX    /* likewise: an operator, a field or days were typed otherwise */
};

/* A query that may be asked instead. */
struct suggestion {
	enum suggestion_kind kind;
	struct str text;
};

/* "reading" … */
const char *suggestion_name(enum suggestion_kind kind);

enum { ANSWER_MAX_WARNINGS = 20, ANSWER_MAX_SUGGESTIONS = 3 };

/* A number of articles, the same for every page. */
struct answer_total {
	uint64_t value;
	bool exact; /* else there may be more */
};

struct answer {
	struct arena memory;             /* owns everything below */
	const char *archive;             /* the id of the archive that answered */
	const char *generation;          /* its generation */
	uint64_t articles;               /* in it */
	const struct answer_part *parts; /* of that archive, where it is several; those that can't
					    be read last */
	size_t part_count, missing_count;
	size_t missing_shards;        /* of the parts */
	const struct answer_part *of; /* an article's that is told of; NULL: all of them */
	double took_ms;
	struct str text;          /* the query as typed */
	struct str read_as;       /* in canonical spelling */
	struct decoding decoding; /* of parts of the query */
	struct str *also;         /* other ways to write it that were looked for, too */
	size_t also_count;
	struct query_filter *filters; /* that it was kept to, by query or settings */
	size_t filter_count;
	struct explanation explanation;
	enum budget_end partial;     /* why it was ended early: totals are bounds */
	struct answer_total total;   /* articles with all words or some: all pages together */
	struct answer_total full;    /* of them, those with all */
	bool is_quick;               /* totals are what is known without counting */
	bool is_folded;              /* of what is nearly the same, one hit stands for all, */
	bool counts_folded;          /* and facets and exports count it as one */
	bool goes_on;                /* if so, there are hits behind these */
	struct answer_total folded;  /* FULL so, told if IS_FOLDED */
	bool is_similar;             /* they are like another, whose words need not be theirs */
	bool dates_asked;            /* a range of dates is: it leaves out what has none */
	struct answer_total undated; /* articles with every word but no date */
	struct facet *facets;
	size_t facet_count;
	struct hit *hits;
	size_t hit_count;
	struct suggestion suggestions[ANSWER_MAX_SUGGESTIONS];
	size_t suggestion_count;
	struct warning warnings[ANSWER_MAX_WARNINGS];
	size_t warning_count;
	bool is_full_of_warnings; /* one more was left out */
};

/* Whether A is of several archives, be it that all but one are missing. */
static inline bool answer_is_of_several(const struct answer *a)
{
	return a->part_count + a->missing_count > 1;
}

/* The archive that A tells of at the moment, or all of them, and likewise. */
static inline const char *answer_archive(const struct answer *a)
{
	return a->of ? a->of->archive : a->archive;
}

static inline const char *answer_generation(const struct answer *a)
{
	return a->of ? a->of->generation : a->generation;
}

/* Whether A was ended before its page of LIMIT hits was full: what else stands there, and so where
   the next page begins, is not known. */
static inline bool answer_is_cut(const struct answer *a, size_t limit)
{
	return a->partial != BUDGET_LASTS && a->hit_count < limit;
}

/* Whether articles can't be reached. */
static inline bool answer_lacks_articles(const struct answer *a)
{
	return a->missing_count > 0 || a->missing_shards > 0;
}

/* Whether there may be more than A tells. */
static inline bool answer_is_partial(const struct answer *a)
{
	return a->partial != BUDGET_LASTS || answer_lacks_articles(a);
}

/* What an export of A lists, and how many there are of it: articles, or groups of them. */
static inline struct answer_total answer_listed(const struct answer *a)
{
	return a->counts_folded ? a->folded : a->full;
}

void answer_free(struct answer *a);

/* Notes what the query took of its budget; where that did not last, all that is told are bounds. */
void answer_end(struct answer *a, const struct budget *budget);

/* Adds a suggestion; copies TEXT. False when out of memory. */
bool answer_suggest(struct answer *a, enum suggestion_kind kind, struct str text);

/* The warning that was added last, to add to; NULL: it was one too many. */
struct warning *answer_last_warning(struct answer *a);

/* Gives the last warning the COUNT WORDS, which are copied. False when out of memory. */
bool answer_warn_of(struct answer *a, const struct str *words, size_t count);

/* Adds a warning whose message is in A's memory. False when out of memory. */
bool answer_warn(struct answer *a, enum warning_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Adds behind what the last warning says to who types commands which option helps. Others, such as
   readers of a page, have none. False when out of memory. */
bool answer_warn_typed(struct answer *a, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
