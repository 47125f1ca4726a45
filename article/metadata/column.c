#include "article/metadata/column.h"

static const char *const columns[] = {"thời sự", "chính trị", "xã hội", "kinh tế", "thế giới",
	"văn hóa", "giáo dục", "y tế", "sức khỏe", "pháp luật", "thể thao", "giải trí", "du lịch",
	"khoa học", "công nghệ", "đời sống", "bạn đọc", "quốc tế", "trong nước", "kinh doanh",
	"chính trị xã hội", "văn hóa xã hội", "kinh tế xã hội", "an ninh quốc phòng",
	"quốc phòng an ninh", "quốc phòng", "tin tức", "tin nóng", "tin nhanh", "tin vắn",
	"tin mới", "tin mới nhất", "tin trong tỉnh", "tin địa phương", "tin hoạt động", "hoạt động",
	"phóng sự", "ký sự", "xã luận", "bình luận", "góc nhìn", "chuyên mục", "điểm tin", "nóng",
	"độc quyền", "sự kiện", "tiêu điểm", "tin bài", "tin ảnh", "video", "ảnh", "infographic",
	"longform", "emagazine", "megastory", "trang chủ", "tin tức sự kiện", "tin sự kiện",
	"press release", "media release", "for immediate release", "breaking news", "exclusive",
	"khoa học công nghệ", "văn hóa văn nghệ", "phóng sự ảnh", "phóng sự điều tra",
	"chuyện hôm nay", "vấn đề hôm nay", "thông tin cần biết", "người tốt việc tốt",
	"môi trường", "nông nghiệp", "bất động sản", "tài chính", "giao thông", "quảng cáo",
	"thông tin tuyên truyền", "tin thời sự", "tin tức thời sự", "phỏng vấn", "trao đổi",
	"nghiên cứu trao đổi", "bài viết", "chuyên đề"};

size_t column_begins(const struct phrase *p)
{
	return PHRASE_BEGINS(p, columns);
}

bool column_is(const struct phrase *p)
{
	return PHRASE_IS(p, columns);
}
