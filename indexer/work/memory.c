#include "indexer/work/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <strings.h>

enum {
	ARTICLE_SHARE = 15, /* the memory for each byte of an article */
	ARTICLE_MOST = 32 << 20,
	READ_TIMES = 4,
	UNPACK_OF_16 = 3,
	UNPACK_MOST = 256 << 20,
	OWN = 32 << 20,        /* tables, the ledger's pages, code: measured */
	OF_A_WORKER = 8 << 20, /* its tables, and what malloc keeps for it: measured */
	BATCHES = 4            /* that are in memory at once, where they are as large as may be */
};

struct memory_plan memory_divide(uint64_t memory, unsigned workers)
{
	struct memory_plan plan;
	uint64_t article = memory / ARTICLE_SHARE, unpack = memory / 16 * UNPACK_OF_16;
	plan.article = (size_t)(article < ARTICLE_MOST ? article : ARTICLE_MOST);
	plan.unpack = (size_t)(unpack < UNPACK_MOST ? unpack : UNPACK_MOST);
	uint64_t rest = memory - OWN - plan.unpack - READ_TIMES * (uint64_t)plan.article;
	uint64_t most = rest / (2 * OF_A_WORKER);
	plan.workers = most < workers ? (unsigned)most : workers;
	plan.workers = plan.workers > 0 ? plan.workers : 1;
	plan.jobs = (size_t)(rest - (uint64_t)OF_A_WORKER * plan.workers);
	plan.batch = (size_t)(rest / BATCHES);
	plan.words = (size_t)(memory - OWN - memory / 16);
	return plan;
}

uint64_t memory_for(uint64_t memory, unsigned workers, uint64_t need)
{
	enum { STEP = 100 * 1000 * 1000 };
	memory -= memory % STEP;
	do
		memory += STEP;
	while (memory_divide(memory, workers).jobs < need);
	return memory;
}

bool memory_read(const char *text, uint64_t *memory)
{
	static const struct {
		const char *name;
		uint64_t bytes;
	} units[] = {{"", 1}, {"B", 1}, {"K", 1000}, {"KB", 1000}, {"KiB", 1 << 10}, {"M", 1000000},
		{"MB", 1000000}, {"MiB", 1 << 20}, {"G", 1000000000}, {"GB", 1000000000},
		{"GiB", 1 << 30}, {"T", 1000000000000}, {"TB", 1000000000000}};
	char *end;
	errno = 0;
	unsigned long long number = strtoull(text, &end, 10);
	if (errno != 0 || end == text || *text == '-')
		return false;
	end += *end == ' ';
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (strcasecmp(end, units[i].name) != 0 || number > INT64_MAX / units[i].bytes)
			continue;
		*memory = number * units[i].bytes;
		return *memory >= MEMORY_MIN;
	}
	return false;
}
