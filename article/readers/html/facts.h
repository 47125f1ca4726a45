/* What a page says of itself to machines: JSON-LD, OpenGraph, meta, link, title. */
#ifndef ARTICLE_READERS_HTML_FACTS_H
#define ARTICLE_READERS_HTML_FACTS_H

#include "article/readers/html/tree.h"

enum { FACTS_DATES = 4, FACTS_AUTHORS = 8 };

/* All as written, in the page's encoding; empty: there is none. */
struct html_facts {
	struct str headline; /* of JSON-LD's article */
	struct str body;     /* likewise, its whole text */
	struct str og_title;
	struct str title;              /* <title> */
	struct str description;        /* the longest of those that it has */
	struct str dates[FACTS_DATES]; /* of publication, the most trustworthy first */
	struct str marked;             /* a time of the class "published", as hAtom has it */
	bool marked_twice;             /* several such say different days: others' times, too */
	struct str authors[FACTS_AUTHORS];
	size_t author_count;
	struct str meta_author; /* often the newspaper */
	struct str site, publisher, section;
	struct str canonical, og_url, ld_url;
	struct str image;
	struct str refresh; /* where a page that is none sends its readers */
	bool is_article;    /* it says that it is one */
	bool is_listing;    /* or that it is a list or a front page */
};

/* Reads what TREE and SOURCE say; in MEMORY where it isn't theirs. False when out of memory. */
bool html_facts_read(struct html_facts *f, struct arena *memory, const struct html_tree *tree,
	const struct html_source *source);

/* Adds what the scripts of JSON-LD in SOURCE say. False when out of memory. */
bool linked_data_read(struct html_facts *f, struct arena *memory, const struct html_source *source);

#endif
