#include "positions/check.h"
#include "positions/list.h"

#include <string.h>

static bool check_list(struct positions_list *l, struct error *err)
{
	uint64_t documents = 0;
	for (uint64_t least = 1; least <= l->file->documents; least = (uint64_t)l->document + 1) {
		if (!positions_list_seek(l, (uint32_t)least, err))
			return false;
		if (l->document == 0)
			break;
		documents++;
		if (!positions_list_read(l, 0, NULL, err))
			return false;
	}
	return documents == l->documents || positions_file_fail(l->file, err);
}

bool positions_check(struct positions_file *f, struct error *err)
{
	char before[TERM_BYTES_MAX];
	size_t len = 0;
	bool more;
	struct extent payload;
	struct positions_list list;
	struct dictionary_walk w = {0};
	for (;;) {
		if (!dictionary_next(f, &w, &more, &payload, err))
			return false;
		if (!more)
			return true;
		if (w.done > 1 && str_compare(str_make(before, len), str_make(w.term, w.len)) >= 0)
			return positions_file_fail(f, err);
		memcpy(before, w.term, w.len);
		len = w.len;
		if (!positions_list_open_at(&list, f, &payload, err) || !check_list(&list, err))
			return false;
	}
}
