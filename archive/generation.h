/* Generations: the states of an archive, numbered 1, 2, …, each a folder that is
 * never changed once published. The indexer holds the archive's lock during every
 * call that changes something. */
#ifndef ARCHIVE_GENERATION_H
#define ARCHIVE_GENERATION_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

enum {
	GENERATION_NAME = 7 /* six digits and a NUL */
};

/* 42 → "000042" */
void generation_name(uint32_t number, char out[GENERATION_NAME]);

/* ARCHIVE/generations/NUMBER, owned by the caller; NULL when out of memory. */
char *generation_path(const char *archive, uint32_t number);

/* The number of the published generation into *NUMBER. ERROR_NOT_FOUND when
   ARCHIVE is no archive or none was published yet; ERROR_CORRUPT when "current"
   is not what we write, or is missing beside generations. */
bool generation_current(const char *archive, uint32_t *number, struct error *err);

struct generation_list {
	uint32_t *numbers; /* ascending, owned */
	size_t count;
};

/* The generations that are there, published or not. None at all is no error. */
bool generation_list_read(const char *archive, struct generation_list *out, struct error *err);
void generation_list_free(struct generation_list *list);

/* Makes ARCHIVE a place for generations and removes what a crashed run left. That something of it
   can't be removed is no failure: LEFTOVER says so. */
bool generation_prepare(const char *archive, struct error *leftover, struct error *err);

/* A generation under construction. */
struct generation_draft {
	const char *archive; /* borrowed */
	uint32_t number;     /* that it will have */
	char *path;          /* of its folder, owned */
};

bool generation_begin(const char *archive, struct generation_draft *out, struct error *err);

/* Of the generation NUMBER, which must not be there: for copies of archives. */
bool generation_begin_as(
	const char *archive, uint32_t number, struct generation_draft *out, struct error *err);

/* Removes the draft. Safe to call after a failed begin or publish. */
void generation_abandon(struct generation_draft *draft);

/* Makes the draft the published generation. Its files must have been synced.
   Frees the draft on success. */
bool generation_publish(struct generation_draft *draft, struct error *err);

/* Points "current" at the generation NUMBER with one rename. */
bool generation_point(const char *archive, uint32_t number, struct error *err);

/* Removes one that is not published. Which go, indexer/keeping/ knows. */
bool generation_remove(const char *archive, uint32_t number, struct error *err);

#endif
