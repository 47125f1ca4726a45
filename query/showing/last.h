/* The last answer in a terminal: which article its n-th hit is. It lies in the state folder of who
 * asked, a file for each terminal, whose lines a person can read:
 *
 *     tracuu-answer 2
 *     session 4711:88123       the session that the terminal belonged to
 *     archive 0f3a…            the id of the archive, or of several
 *     path /srv/tin            where it lay; of several one after the other
 *     diacritics 0
 *     query lũ lụt
 *     hit 1 0f3a… 2018/lu-lut.txt
 *     …
 *     end 10                   how many: without it the file is not whole
 *
 * The process that answers writes it in place, as it is confined by then; what was not written in
 * whole is no answer, and costs no more than that. */
#ifndef QUERY_SHOWING_LAST_H
#define QUERY_SHOWING_LAST_H

#include "base/buf.h"
#include "base/error.h"
#include "query/lookup/lookup.h"

struct answer;

enum { LAST_RANK_DIGITS = 5, LAST_BYTES_MAX = 4 << 20 };

/* Opens, emptied, the file for the answers of this terminal; -1 where there is no terminal, or the
   file can't be had: an answer is worth more than its notes. */
int last_open(void);

/* Whether the program was started from a terminal, so that there may be a last answer. */
bool last_is_possible(void);

/* Writes A, which ARCHIVES gave, to FD, which is closed. */
void last_write(int fd, const struct archives *archives, int diacritics, const struct answer *a);

/* A hit of the last answer. */
struct last_hit {
	struct buf file; /* owns what follows */
	struct str archive, query;
	struct archive_paths archives;
	struct article_asked hit;
	int diacritics;
};

/* Whether TEXT is the number of a hit, not an id; it is in *RANK then. */
bool last_is_rank(const char *text, size_t *rank);

/* Finds hit RANK. ERROR_NOT_FOUND with what is the matter: nothing was asked in this terminal, by
   another session only, or that answer had no such hit. */
bool last_find(size_t rank, struct last_hit *out, struct error *err);

/* Whether the archive that H is in is one of AS; else ERROR_NOT_FOUND. */
bool last_check_archive(const struct last_hit *h, const struct archives *as, struct error *err);

void last_free(struct last_hit *h);

/* The same in the text that OUT's file holds, for SESSION, or any where it is empty. */
bool last_find_in(struct last_hit *out, struct str session, size_t rank, struct error *err);

#endif
