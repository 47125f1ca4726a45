/* Numbers as people read them, in the user's language: 35.440 or 35,440. */
#ifndef INDEXER_WORK_WORDING_H
#define INDEXER_WORK_WORDING_H

#include <stdint.h>

enum { WORDING_SIZE = 48 };

/* Each writes into OUT and returns it. */
const char *wording_count(uint64_t n, char out[WORDING_SIZE]);

/* "35.440 bài"; "1 article", "35,440 articles". */
const char *wording_articles(uint64_t n, char out[WORDING_SIZE]);
const char *wording_files(uint64_t n, char out[WORDING_SIZE]);
const char *wording_texts(uint64_t n, char out[WORDING_SIZE]); /* versions of articles */
const char *wording_kinds(uint64_t n, char out[WORDING_SIZE]);

const char *wording_bytes(uint64_t n, char out[WORDING_SIZE]);        /* 1.5 MB; powers of 1000 */
const char *wording_duration(double seconds, char out[WORDING_SIZE]); /* 0.4 s, 3:25, 1:02:03 */
const char *wording_time(int64_t seconds_since_1970, char out[WORDING_SIZE]); /* local time */

/* TENTHS / 10 with the language's decimal sign: 25 → 2.5 or 2,5. */
const char *wording_tenths(uint64_t tenths, char out[WORDING_SIZE]);

#endif
