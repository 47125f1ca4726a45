#include "indexer/run/plain.h"
#include "text/encoding/decode.h"

void plain_text(struct buf *out, struct str name)
{
	while (name.len > 0) {
		size_t valid = utf8_valid_prefix(name);
		buf_append(out, str_slice(name, 0, valid));
		name = str_slice(name, valid, name.len);
		if (name.len == 0)
			break;
		buf_append_c(out, "\xEF\xBF\xBD");
		name = str_slice(name, 1, name.len);
	}
}
