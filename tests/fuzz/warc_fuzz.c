/* Any bytes as what a crawler kept. */
#include "article/readers/pack/warc.h"
#include "fuzz/reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	check_reading(&warc_reader_ops, ARTICLE_WARC, data, size);
	return 0;
}
