#include "indexer/choice.h"
#include "archive/generation.h"
#include "base/lang.h"

#include <stdlib.h>

/* The newest of the generations from LEAST to MOST. */
static bool newest(const char *archive, unsigned long least, unsigned long most, uint32_t *number,
	struct error *err)
{
	struct generation_list list;
	if (!generation_list_read(archive, &list, err))
		return false;
	*number = 0;
	bool any = least == 1;
	for (size_t i = 0; i < list.count; i++) {
		if (list.numbers[i] >= least && list.numbers[i] <= most)
			*number = list.numbers[i];
	}
	generation_list_free(&list);
	if (*number == 0 && any)
		return error_set(err, ERROR_NOT_FOUND,
			SAY("kho %s không có bản nào trước bản đang công bố",
				"the archive %s has no generation before the published one"),
			archive);
	return *number > 0 ||
	       error_set(err, ERROR_NOT_FOUND,
		       SAY("kho %s không có bản như vậy; \"tracuu-index generations\" liệt kê các "
			   "bản",
			       "the archive %s has no such generation; \"tracuu-index "
			       "generations\" "
			       "lists them"),
		       archive);
}

bool choice_read(const char *archive, const char *text, uint32_t *number, struct error *err)
{
	char *end;
	unsigned long wanted = strtoul(text, &end, 10);
	bool valid = *text >= '0' && *text <= '9' && *end == '\0' && wanted > 0;
	return newest(archive, wanted, valid ? wanted : 0, number, err);
}

bool choice_before(const char *archive, uint32_t *number, struct error *err)
{
	uint32_t current;
	struct error ignored;
	bool told = generation_current(archive, &current, &ignored) && current > 0;
	return newest(archive, 1, told ? current - 1 : UINT32_MAX, number, err);
}
