/* tracuu-reader: reads files for tracuu-index, confined (article/worker). */
#include "base/lang.h"
#include "indexer/reader/formats.h"

int main(void)
{
	lang_init();
	return worker_serve(reader_formats, reader_format_count);
}
