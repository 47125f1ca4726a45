/* tracuu-reader-pdf: reads PDF for tracuu-index, confined (article/worker). */
#include "base/lang.h"
#include "indexer/reader/pdf/formats.h"

int main(void)
{
	lang_init();
	return worker_serve(reader_pdf_formats, reader_pdf_format_count);
}
