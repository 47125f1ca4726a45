#include "article/input/ceiling.h"

#include "base/lang.h"

const char *ceiling_why(uint32_t number)
{
	switch (number & 0xFF) {
	case CEILING_SIZE:
		return SAY("tệp lớn hơn mức cho một bài; hãy chia ra từng bài",
			"the file is larger than an article may be; divide it into its articles");
	case CEILING_HOLES:
		return SAY("phần lớn tệp chưa hề được ghi (tệp thưa), nên không đọc; hãy chép lại "
			   "từ bản gốc",
			"most of the file was never written (it is sparse), so it is not read; "
			"copy it again from its origin");
	case CEILING_RATIO:
		return SAY("tệp nén bung ra hơn 100 lần, chặt hơn văn bản có thể nén, nên không "
			   "đọc tiếp; nếu đúng là bài, hãy giải nén sẵn",
			"the packed file becomes more than 100 times as large, which text does "
			"not, so it is not read on; if it holds articles, unpack it");
	case CEILING_NOTHING:
		return SAY("256 MiB liền không có bài nào, nên không đọc tiếp; hãy bỏ phần thừa",
			"no article in 256 MiB, so it is not read on; take out what is none");
	case CEILING_BROKEN:
		return SAY("có hơn 1.000 chỗ hỏng, nhiều hơn số bài đọc được, nên không đọc tiếp; "
			   "hãy xuất lại tệp",
			"more than 1000 records can't be read, and more than can, so it is not "
			"read on; export it again");
	case CEILING_MEMBERS:
		return SAY("gói có hơn một triệu tệp, nên không đọc tiếp; hãy chia ra",
			"more than a million files are packed in it, so it is not read on; divide "
			"it");
	case CEILING_READER:
		return SAY(
			"bộ đọc gặp lỗi hoặc chạy quá lâu với tệp này, nên không đọc lại cho tới "
			"khi tệp hay bộ đọc thay đổi",
			"its reader crashed or hung at this file, so it is not read again until "
			"the file or the reader changes");
	default:
		return SAY("tệp vượt một giới hạn", "the file is beyond a limit");
	}
}

bool ceiling_set(enum ceiling c, struct error *err)
{
	return error_set(err, ERROR_LIMIT, "%s", ceiling_why(c));
}
