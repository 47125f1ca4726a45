/* Any bytes as a file of Word of before 2007: what comes out is valid UTF-8. */
#include "article/readers/container/summary.h"
#include "article/readers/office/doc.h"
#include "fuzz/office.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error err;
	struct flow flow;
	struct cfb file;
	flow_init(&flow, TEXT_MAX);
	bool ok = cfb_open(&file, str_make((const char *)data, size), &err);
	if (ok) {
		summary_read(&file, &flow.properties[FLOW_TITLE], &flow.properties[FLOW_AUTHOR]);
		ok = doc_read(&file, &flow, &err);
	}
	cfb_close(&file);
	check_flow(&flow, ok, &err);
	return 0;
}
