/* Any bytes as a mail, a folder of mails, a page that was saved as mail: the first byte says which.
 */
#include "article/readers/mail/mail.h"
#include "fuzz/reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum article_kind kinds[] = {ARTICLE_MAIL, ARTICLE_MBOX, ARTICLE_MHT};
	static bool warm;
	if (size < 1)
		return 0;
	warm = warm || mail_warm_up();
	check_reading(&mail_reader_ops, kinds[data[0] % 3], data + 1, size - 1);
	return 0;
}
