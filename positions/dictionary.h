/* The terms of a file of positions, and where the payload of each stands.
 *
 * An entry is: bytes that the term shares with the one before 1 (0 for the first of a group),
 * bytes that follow 1, these, size of its payload as a number of seven bits a byte. The groups
 * say, for each GROUP_TERMS terms, where the payload of the first begins, 8 bytes, and where its
 * entry does, from the beginning of the dictionary, 4. */
#ifndef POSITIONS_DICTIONARY_H
#define POSITIONS_DICTIONARY_H

#include "positions/file.h"

/* Looks TERM up: *FOUND, and then *OUT, where its payload stands. ERROR_CORRUPT. */
bool dictionary_find(struct positions_file *f, struct str term, bool *found, struct extent *out,
	struct error *err);

/* A walk through all terms in their order; {0} is the beginning. */
struct dictionary_walk {
	uint64_t done; /* terms given */
	uint64_t entry, payload;
	char term[TERM_BYTES_MAX];
	size_t len;
};

/* The next: its term in W, good until the next call, and *OUT; *MORE is false at the end. */
bool dictionary_next(struct positions_file *f, struct dictionary_walk *w, bool *more,
	struct extent *out, struct error *err);

#endif
