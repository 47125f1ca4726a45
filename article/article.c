#include "article/article.h"

const char *provenance_name(enum provenance p)
{
	switch (p) {
	case PROVENANCE_GIVEN:
		return "given";
	case PROVENANCE_TEXT:
		return "text";
	case PROVENANCE_PAGE:
		return "page";
	case PROVENANCE_URL:
		return "url";
	case PROVENANCE_PATH:
		return "path";
	case PROVENANCE_GUESS:
		return "guess";
	case PROVENANCE_NONE:
		break;
	}
	return "";
}

const char *confidence_name(enum confidence c)
{
	switch (c) {
	case CONFIDENCE_LOW:
		return "low";
	case CONFIDENCE_MEDIUM:
		return "medium";
	case CONFIDENCE_HIGH:
		return "high";
	case CONFIDENCE_NONE:
		break;
	}
	return "";
}

void article_free(struct article *a)
{
	arena_free(&a->memory);
	*a = (struct article){.memory = ARENA_INIT};
}
