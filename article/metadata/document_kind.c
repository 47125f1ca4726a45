#include "article/metadata/document_kind.h"

#include "base/ascii.h"

static const struct {
	const char *written; /* in canonical spelling */
	const char *name;
} kinds[] = {
	{"thông cáo báo chí", "Thông cáo báo chí"},
	{"thông tin báo chí", "Thông tin báo chí"},
	{"tin báo chí", "Tin báo chí"},
	{"thông cáo chung", "Thông cáo chung"},
	{"thông cáo", "Thông cáo"},
	{"thông báo kết luận", "Thông báo kết luận"},
	{"thông báo", "Thông báo"},
	{"quyết định", "Quyết định"},
	{"kế hoạch", "Kế hoạch"},
	{"báo cáo nhanh", "Báo cáo nhanh"},
	{"báo cáo", "Báo cáo"},
	{"công văn", "Công văn"},
	{"công điện khẩn", "Công điện"},
	{"công điện", "Công điện"},
	{"chỉ thị", "Chỉ thị"},
	{"nghị quyết", "Nghị quyết"},
	{"nghị định", "Nghị định"},
	{"thông tư liên tịch", "Thông tư liên tịch"},
	{"thông tư", "Thông tư"},
	{"tờ trình", "Tờ trình"},
	{"giấy mời", "Giấy mời"},
	{"giấy triệu tập", "Giấy triệu tập"},
	{"kết luận thanh tra", "Kết luận thanh tra"},
	{"kết luận", "Kết luận"},
	{"hướng dẫn", "Hướng dẫn"},
	{"chương trình", "Chương trình"},
	{"biên bản", "Biên bản"},
	{"công bố", "Công bố"},
	{"lời kêu gọi", "Lời kêu gọi"},
	{"thư kêu gọi", "Thư kêu gọi"},
	{"thư ngỏ", "Thư ngỏ"},
	{"thư mời", "Thư mời"},
	{"thư khen", "Thư khen"},
	{"thư chúc mừng", "Thư chúc mừng"},
	{"thư chúc tết", "Thư chúc Tết"},
	{"quy chế", "Quy chế"},
	{"quy định", "Quy định"},
	{"đề án", "Đề án"},
	{"phương án", "Phương án"},
	{"lệnh", "Lệnh"},
	{"luật", "Luật"},
	{"pháp lệnh", "Pháp lệnh"},
	{"tuyên bố chung", "Tuyên bố chung"},
	{"tuyên bố", "Tuyên bố"},
	{"thông điệp", "Thông điệp"},
	{"bản tin", "Bản tin"},
	{"thể lệ", "Thể lệ"},
	{"đính chính", "Đính chính"},
	{"thông tin", "Thông tin"},
};

const char *document_kind_at(const struct phrase *p, size_t *end)
{
	size_t most = 0;
	const char *name = NULL;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		size_t words = phrase_begins(p, &kinds[i].written, 1);
		if (words > most) {
			most = words;
			name = kinds[i].name;
			*end = p->ends[words - 1];
		}
	}
	return name;
}

const char *document_kind_of(const struct phrase *p)
{
	size_t end = 0;
	const char *kind = document_kind_at(p, &end);
	return kind && p->whole && end == p->ends[p->count - 1] ? kind : NULL;
}

bool document_kind_is_for_press(const char *kind)
{
	static const char *const press[] = {
		"Thông cáo báo chí", "Thông tin báo chí", "Tin báo chí", "Bản tin"};
	for (size_t i = 0; kind && i < sizeof press / sizeof *press; i++) {
		if (strcmp(kind, press[i]) == 0)
			return true;
	}
	return false;
}

const char *document_kind_counted(struct str line)
{
	static const char *const words[] = {"số", "ngày", "tháng", "năm", "quý", "tuần", "kỳ"};
	enum { KIND_WORDS = 4 };
	struct phrase p;
	struct word w;
	size_t at = 0;
	phrase_read_few(line, 0, KIND_WORDS, &p);
	const char *kind = document_kind_at(&p, &at);
	if (!document_kind_is_for_press(kind))
		return NULL;
	while (words_next(line, &at, &w)) {
		if (!ascii_is_digit(w.raw.ptr[0]) && !WORDS_IS(&w, words))
			return NULL;
	}
	return kind;
}
