/* Any bytes as a pack of files: what its members are called, and their bytes. */
#include "article/readers/pack/pack.h"
#include "fuzz/reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool warm;
	warm = warm || pack_warm_up();
	check_reading(&pack_reader_ops, ARTICLE_PACK, data, size);
	return 0;
}
