/* Any bytes as the records of a file of Excel of before 2007, and as those of PowerPoint: what
 * comes out is valid UTF-8. */
#include "article/readers/office/slides.h"
#include "article/readers/office/xls.h"
#include "fuzz/office.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error err;
	struct flow flow;
	struct str records = str_make((const char *)data, size);
	flow_init(&flow, TEXT_MAX);
	bool ok = xls_read(records, &flow, &err);
	check_flow(&flow, ok, &err);
	flow_init(&flow, TEXT_MAX);
	ppt_read(records, &flow);
	check_flow(&flow, true, &err);
	return 0;
}
