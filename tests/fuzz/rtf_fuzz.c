/* Any bytes as RTF: what comes out is valid UTF-8. */
#include "article/readers/office/rtf.h"
#include "fuzz/office.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error err;
	struct flow flow;
	flow_init(&flow, TEXT_MAX);
	bool ok = rtf_read(str_make((const char *)data, size), &flow, &err);
	check_flow(&flow, ok, &err);
	return 0;
}
