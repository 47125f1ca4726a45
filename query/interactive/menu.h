/* Things to choose one of: lines with what each stands for. */
#ifndef QUERY_INTERACTIVE_MENU_H
#define QUERY_INTERACTIVE_MENU_H

#include "base/arena.h"

#include <jansson.h>

enum { MENU_MAX = 256 };

enum menu_kind {
	MENU_HEADING, /* can't be chosen */
	MENU_QUERY,   /* VALUE is to be asked */
	MENU_TITLE,   /* the article VALUE is to be opened */
	MENU_ADD,     /* the filter FIELD:VALUE is to be added */
	MENU_REMOVE,  /* filter NUMBER is to be removed */
	MENU_ANY_DATE /* the date is */
};

struct menu_item {
	enum menu_kind kind;
	struct str label; /* as it is shown, not cleaned */
	struct str note;  /* behind it */
	const char *field, *value;
	size_t number;
};

struct menu {
	struct arena memory; /* that the items' texts are in */
	struct menu_item items[MENU_MAX];
	size_t count;
	size_t selected, top;
};

void menu_free(struct menu *m);
void menu_clear(struct menu *m);

/* Adds an item, whose texts are copied; what has no room is left out. */
struct menu_item *menu_add(struct menu *m, enum menu_kind kind, const char *label, const char *note,
	const char *value);

/* Goes to the next item that can be chosen, STEP 1 or -1 further, round the ends. */
void menu_go(struct menu *m, int step);

/* Goes to the first item of the next section, or the one before. */
void menu_go_section(struct menu *m, int step);

/* What is selected; NULL: nothing can be. */
const struct menu_item *menu_selected(const struct menu *m);

#endif
