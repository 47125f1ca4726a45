/* What targets share that read office files by code of our own. */
#ifndef FUZZ_OFFICE_H
#define FUZZ_OFFICE_H

#include "article/readers/office/flow.h"
#include "base/error.h"
#include "fuzz/check.h"
#include "text/syllable/utf8.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TEXT_MAX = 1 << 20 };

/* What F has, which was read if OK, and failed for a reason otherwise. Frees it. */
static inline void check_flow(struct flow *f, bool ok, const struct error *err)
{
	CHECK(ok || (err->code != ERROR_NONE && err->message[0]));
	flow_end(f);
	for (int i = 0; i < FLOW_PARTS; i++) {
		struct str text = buf_str(&f->parts[i].text);
		CHECK(text.len <= TEXT_MAX && utf8_valid_prefix(text) == text.len);
	}
	for (int i = 0; i < FLOW_PROPERTIES; i++) {
		struct str text = buf_str(&f->properties[i]);
		CHECK(utf8_valid_prefix(text) == text.len);
	}
	CHECK(f->heading_at + f->heading_len <= f->parts[FLOW_BODY].text.len);
	flow_free(f);
}

#endif
