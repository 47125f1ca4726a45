/* tracuu-reader-ocr: reads scans for tracuu-index, confined (article/worker). */
#include "base/lang.h"
#include "indexer/reader/ocr/formats.h"

#include <stdlib.h>
#include <unistd.h>

/* Tesseract's OpenMP reads how many threads there may be before main: one, since a confined process
   can't start any. */
static void begin_again(char **arguments)
{
	static const char limit[] = "OMP_THREAD_LIMIT";
	const char *threads = getenv(limit);
	if (threads && threads[0] == '1' && threads[1] == '\0')
		return;
	if (setenv(limit, "1", 1) == 0)
		execv("/proc/self/exe", arguments);
}

int main(int count, char **arguments)
{
	(void)count;
	begin_again(arguments);
	lang_init();
	return worker_serve(reader_ocr_formats, reader_ocr_format_count);
}
