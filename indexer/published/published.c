#include "indexer/published/published.h"
#include "archive/generation.h"
#include "archive/manifest_file.h"

#include <stdlib.h>

bool published_open(struct published *p, const char *archive, struct error *err)
{
	uint32_t number;
	return generation_current(archive, &number, err) &&
	       published_open_number(p, archive, number, err);
}

bool published_open_number(
	struct published *p, const char *archive, uint32_t number, struct error *err)
{
	*p = (struct published){.number = number, .manifest = MANIFEST_INIT};
	p->folder = generation_path(archive, p->number);
	bool ok = p->folder ? manifest_read_number(p->folder, p->number, &p->manifest, err)
			    : error_set_memory(err);
	if (!ok)
		published_close(p);
	return ok;
}

void published_close(struct published *p)
{
	manifest_free(&p->manifest);
	free(p->folder);
	p->folder = NULL;
}
