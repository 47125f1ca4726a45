#include "printing/markup.h"

#include "printing/clean.h"

static const char *entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void markup_append(struct buf *out, struct str text)
{
	struct buf clean = BUF_INIT;
	clean_append(&clean, text);
	for (size_t i = 0; i < clean.len; i++) {
		const char *name = entity(clean.ptr[i]);
		if (name)
			buf_append_c(out, name);
		else
			buf_push(out, clean.ptr[i]);
	}
	out->failed |= clean.failed;
	buf_free(&clean);
}
