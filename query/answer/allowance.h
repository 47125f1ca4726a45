/* What a query may take of the machine. */
#ifndef QUERY_ANSWER_ALLOWANCE_H
#define QUERY_ANSWER_ALLOWANCE_H

#include "archive/several/archives.h"
#include "base/budget.h"

/* Work (base/budget.h) of a query that asks for so many HITS of an archive of so many ARTICLES. */
uint64_t allowance_work(uint64_t articles, size_t hits);

/* Begins B, of so much WORK and time, for a query to A, which counts towards B from now on. */
void allowance_start(
	struct budget *b, const struct archives *as, uint64_t work, uint32_t timeout_ms);

#endif
