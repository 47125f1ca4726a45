#include "indexer/published/choice.h"
#include "archive/generation.h"
#include "base/lang.h"

#include <stdlib.h>

/* The newest of the generations from LEAST to MOST; 0: there is none. */
static bool newest(const char *archive, unsigned long least, unsigned long most, uint32_t *number,
	struct error *err)
{
	struct generation_list list;
	if (!generation_list_read(archive, &list, err))
		return false;
	*number = 0;
	for (size_t i = 0; i < list.count; i++) {
		if (list.numbers[i] >= least && list.numbers[i] <= most)
			*number = list.numbers[i];
	}
	generation_list_free(&list);
	return true;
}

bool choice_read(const char *archive, const char *text, uint32_t *number, struct error *err)
{
	char *end;
	unsigned long wanted = strtoul(text, &end, 10);
	bool valid = *text >= '0' && *text <= '9' && *end == '\0';
	*number = 0;
	if (valid && !newest(archive, wanted, wanted, number, err))
		return false;
	return *number > 0 ||
	       error_set(err, ERROR_NOT_FOUND,
		       SAY("kho “%s” không có phiên bản chỉ mục ấy; \"tracuu-index generations\" "
			   "liệt kê các phiên bản",
			       "the archive %s has no such generation; \"tracuu-index "
			       "generations\" lists them"),
		       archive);
}

bool choice_before(const char *archive, uint32_t *number, struct error *err)
{
	uint32_t current;
	struct error ignored;
	bool told = generation_current(archive, &current, &ignored) && current > 0;
	if (!newest(archive, 1, told ? current - 1 : UINT32_MAX, number, err))
		return false;
	return *number > 0 ||
	       error_set(err, ERROR_NOT_FOUND,
		       SAY("kho “%s” không có phiên bản nào trước phiên bản đang dùng",
			       "the archive %s has no generation before the published one"),
		       archive);
}
