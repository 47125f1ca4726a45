/* The lists of a .docx that Word counts: numbering.xml. */
#ifndef ARTICLE_READERS_OFFICE_DOCX_NUMBERS_H
#define ARTICLE_READERS_OFFICE_DOCX_NUMBERS_H

#include "article/readers/container/package.h"
#include "article/readers/office/numbers.h"
#include "base/arena.h"

enum { DOCX_LISTS_MAX = 4096 };

/* A kind of list, which several lists may go on counting. */
struct docx_list {
	uint32_t id;
	struct number_list list;
	struct str styles[NUMBER_LEVELS]; /* of paragraphs that are of that level */
	struct str own_style;             /* of lists, which it is the definition of; empty: none */
	struct str of_style; /* likewise, which has its levels and counts in its place */
};

/* A list of the document. */
struct docx_number {
	uint32_t id;
	struct docx_list *list;         /* NULL: there is none such */
	uint32_t starts[NUMBER_LEVELS]; /* where it begins anew, one more; 0: it goes on */
};

struct docx_numbers {
	struct arena *memory;
	struct docx_list *lists;
	struct docx_number *numbers;
	size_t list_count, number_count;
	bool failed;
	/* while it is read */
	struct docx_list *list;
	struct docx_number *number;
	unsigned level; /* NUMBER_LEVELS: none */
};

/* False on failure; without such a member there are no lists. */
bool docx_numbers_read(struct docx_numbers *n, struct package *p, const char *member,
	struct arena *memory, struct error *err);

/* Counts on in list ID, for a paragraph of LEVEL, or of that which STYLE is of in it: appends its
   number to OUT. The level, or NULL: there is no such list. */
const struct number_level *docx_numbers_next(
	struct docx_numbers *n, uint32_t id, unsigned level, struct str style, struct buf *out);

#endif
