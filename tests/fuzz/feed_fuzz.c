/* Any bytes as RSS or Atom. */
#include "article/readers/feed/feed.h"
#include "fuzz/reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	check_reading(&feed_reader_ops, ARTICLE_FEED, data, size);
	return 0;
}
