#include "printing/cell.h"

#include <string.h>

bool cell_is_formula(struct str value)
{
	return value.len > 0 && strchr("=+-@\t\r", *value.ptr);
}

void cell_append_quoted(struct buf *out, struct str value)
{
	for (size_t i = 0; i < value.len; i++) {
		if (value.ptr[i] == '"')
			buf_push(out, '"');
		buf_push(out, value.ptr[i]);
	}
}
