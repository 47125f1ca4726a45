/* Named styles of files of XML: fonts and what is hidden. */
#ifndef ARTICLE_READERS_OFFICE_STYLES_H
#define ARTICLE_READERS_OFFICE_STYLES_H

#include "article/readers/fonts.h"
#include "base/arena.h"

enum {
	STYLES_MAX = 10000, /* further ones say nothing */
	STYLE_DEPTH = 12    /* of styles based on others */
};

/* A font, where one is told. */
struct style_font {
	bool told;
	struct font font;
};

/* What the properties of a run, or of a style, say. */
struct style_looks {
	struct style_font ascii, other; /* of ASCII, and of all other characters */
	int8_t hidden;                  /* 0 or 1; -1: not told */
};

struct style {
	struct str id, base;
	bool title;
	bool centred;   /* itself; what it is based on may be */
	uint32_t list;  /* that its paragraphs are of, one more; 0: not told */
	uint32_t level; /* likewise */
	struct style_looks looks;
	size_t order; /* in the file: of several of one name the last counts */
};

struct styles {
	struct arena *memory;
	struct style *list; /* by id, once they are sorted */
	size_t count, capacity;
	size_t added; /* also those that others replaced */
	bool failed;  /* out of memory */
};

/* Adds a style, whose texts are copied; it holds until the next one is added. NULL: there are too
   many, or memory ran out. */
struct style *styles_add(struct styles *s, struct str id, struct str base);

/* A copy of TEXT that lives as long as S. */
struct str styles_keep(struct styles *s, struct str text);

/* To be called when all are there. */
void styles_sort(struct styles *s);

/* The style called ID; NULL. */
const struct style *style_of(const struct styles *s, struct str id);

/* Completes LOOKS by OTHERS, as far as it says nothing itself. */
void looks_complete(struct style_looks *looks, const struct style_looks *others);

/* The list that paragraphs of STYLE, which may be NULL, are of, one more; 0: none. *OF becomes the
   style that says so. */
uint32_t style_list(const struct styles *s, const struct style *style, const struct style **of);

/* And by those of STYLE, which may be NULL, and of what it is based on. */
void styles_add_looks(const struct styles *s, struct style_looks *looks, const struct style *style);

#endif
