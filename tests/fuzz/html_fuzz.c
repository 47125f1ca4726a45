/* Any bytes as a page. */
#include "article/readers/html/html.h"
#include "fuzz/reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	check_reading(&html_reader_ops, ARTICLE_HTML, data, size);
	return 0;
}
