#include "article/article.h"

const char *provenance_name(enum provenance p)
{
	switch (p) {
	case PROVENANCE_GIVEN:
		return "given";
	case PROVENANCE_TEXT:
		return "text";
	case PROVENANCE_PATH:
		return "path";
	case PROVENANCE_NONE:
		break;
	}
	return "";
}

void article_free(struct article *a)
{
	arena_free(&a->memory);
	*a = (struct article){.memory = ARENA_INIT};
}
