/* The lists of a Word document that Word counts. */
#ifndef ARTICLE_READERS_OFFICE_DOC_LISTS_H
#define ARTICLE_READERS_OFFICE_DOC_LISTS_H

#include "article/readers/office/doc_formats.h"
#include "article/readers/office/numbers.h"

enum { DOC_LISTS_MAX = 4096 };

/* A kind of list, which several lists may go on counting. */
struct doc_list {
	uint32_t id;
	struct number_list list;
};

struct doc_number {
	struct doc_list *list;          /* NULL: there is none such */
	uint32_t starts[NUMBER_LEVELS]; /* where it begins anew, one more; 0: it goes on */
};

struct doc_lists {
	struct doc_list *lists; /* by id */
	struct doc_number *numbers;
	size_t list_count, number_count;
};

/* Reads the kinds of lists KINDS, which their levels follow in TABLE from LEVELS on, and the lists
   NUMBERS, as the format has them. False when out of memory; what is damaged says nothing. */
bool doc_lists_read(struct doc_lists *l, struct str table, size_t levels, struct str kinds,
	struct str numbers, const struct doc_formats *formats, struct arena *memory);

/* Counts on in list NUMBER, from 1, for a paragraph of LEVEL: appends its number to OUT. The level,
   or NULL: there is no such list. */
const struct number_level *doc_lists_next(
	struct doc_lists *l, uint16_t number, unsigned level, struct buf *out);

#endif
