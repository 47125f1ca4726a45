#include "query/terminal/print_label.h"

#include "base/lang.h"

const char *print_label(enum record_field f)
{
	switch (f) {
	case RECORD_TITLE:
		return SAY("tiêu đề", "title");
	case RECORD_LEAD:
		return SAY("sa-pô", "lead");
	case RECORD_BODY:
		return SAY("thân bài", "body");
	case RECORD_CAPTIONS:
		return SAY("chú thích ảnh", "captions");
	case RECORD_AUTHORS:
		return SAY("tác giả", "authors");
	case RECORD_DATE:
		return SAY("ngày", "date");
	case RECORD_PLACE:
		return SAY("nơi", "place");
	case RECORD_ISSUER:
		return SAY("cơ quan ban hành", "issuing body");
	case RECORD_NUMBER:
		return SAY("số hiệu", "document number");
	case RECORD_KIND:
		return SAY("loại văn bản", "kind of document");
	case RECORD_SOURCE:
		return SAY("nguồn", "source");
	case RECORD_URL:
		return SAY("địa chỉ trang", "address");
	case RECORD_IMAGE:
		return SAY("ảnh", "image");
	case RECORD_FIELD_COUNT:
		break;
	}
	return "";
}
