/* What has to be asked for a page, and what was answered. */
#ifndef WEB_PAGE_PLAN_H
#define WEB_PAGE_PLAN_H

#include "base/error.h"
#include "web/request/route.h"

enum {
	PAGE_PARTS = 3,
	/* Unless the address says otherwise. */
	PAGE_HITS = 20,
	PAGE_HITS_QUICK = 10
};

/* Requests that a page is made of. */
enum page_part {
	PART_MAIN,      /* what it is about */
	PART_SIMILAR,   /* of an article: others like it */
	PART_NEIGHBOURS /* of a hit: those before and behind it */
};

struct page {
	const struct target *target; /* borrowed: the address */
	enum route route;
	struct str id;                  /* of the article; borrowed */
	struct asked asked[PAGE_PARTS]; /* .request is NULL: not needed */
	json_t *answers[PAGE_PARTS];    /* owned; NULL: it did not come */
	unsigned status;                /* of HTTP */
	bool retryable;                 /* what failed may be asked again */
};

/* Whether ROUTE is meant as a page: always, where there is nothing else; else if ACCEPT, the
   header, which may be NULL, names text/html. */
bool page_is_meant(enum route route, const char *accept);

/* Finds out what has to be asked, in LANGUAGE. T, whose route is ROUTE, outlives OUT. ERROR_USAGE,
 * ERROR_LIMIT: a parameter can't be. Free with page_free either way. */
bool page_plan(const struct target *t, enum route route, struct str id, const char *language,
	struct page *out, struct error *err);
void page_free(struct page *p);

/* Takes LINE, the answer to PART. False where that is none. */
bool page_take(struct page *p, enum page_part part, struct str line);

/* The parameter NAME of the address, a number of at most 10,000; 0: there is none, or it is no
 * such. */
unsigned long page_number(const struct page *p, const char *name);

/* The rank that the address of an article gives it, from 1; 0: none. */
unsigned long page_rank(const struct page *p);

/* Whether it is for who still types: view=hits. */
bool page_is_quick(const struct page *p);

/* Whether nothing is looked for. */
bool page_is_home(const struct page *p);

#endif
