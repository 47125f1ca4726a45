#include "article/metadata/document_kind.h"

#include "base/ascii.h"
#include "text/date/find.h"
#include "text/syllable/utf8.h"

enum {
	NUMBER_MAX = 40, /* bytes */
	ISSUER_WORDS = 14,
	DATE_MAX = 60 /* bytes behind a number or a body that a date is looked for in */
};

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

/* ---- Numbers ---- */

static bool is_code(char c)
{
	return ascii_is_digit(c) || ascii_is_letter(c) || c == '/' || c == '-' || c == '.' ||
	       c == '&' || ((unsigned char)c & 0x80);
}

/* Whether two capitals or more stand at AT, perhaps behind signs. */
static bool is_acronym_at(struct str s, size_t at)
{
	struct spelling spelled;
	struct word w;
	if (!words_next(s, &at, &w))
		return false;
	spelling_of(w.raw, &spelled);
	return spelled.flags & TOKEN_CAPITALS;
}

struct str document_number_at(struct str s, size_t at)
{
	size_t end = at, limit = at + utf8_cut(str_slice(s, at, s.len), NUMBER_MAX).len;
	for (;;) {
		size_t next = end;
		while (next < limit && is_code(s.ptr[next]) && words_space(s, next) == 0)
			next++;
		if (next == end)
			break;
		end = next;
		while (next < limit && s.ptr[next] == ' ')
			next++;
		char sign = next < limit ? s.ptr[next] : '\0';
		bool slash = sign == '/' || s.ptr[end - 1] == '/';
		bool dash = sign == '-' || s.ptr[end - 1] == '-';
		/* not what follows it in a squeezed line: "12/TB-UBND - Cao Bằng" */
		if (!slash && !(dash && is_acronym_at(s, next)))
			break;
		end = next;
	}
	return words_trim(str_slice(s, at, end));
}

/* ---- Whose it is ---- */

/* The body whose name begins at *AT of S, which is moved behind it. */
static struct str issuer_at(struct str s, size_t *at)
{
	static const char *const ends[] = {"số", "ngày", "về", "quy", "hướng", "ban", "sửa", "v"};
	struct word w;
	size_t next = *at, start = s.len, end = *at;
	for (size_t i = 0; i < ISSUER_WORDS && words_next(s, &next, &w); i++) {
		bool new_line = memchr(s.ptr + end, '\n', w.start - end) != NULL;
		if (i > 0 && (new_line || w.broken || WORDS_IS(&w, ends)))
			break;
		start = i == 0 ? w.start : start;
		end = w.end;
	}
	*at = end;
	return start < end ? str_slice(s, start, end) : STR("");
}

/* The day that stands at AT. */
static bool day_at(struct str s, size_t *at, struct date *date)
{
	enum { NEAR = 8 }; /* bytes */
	struct date_finder f;
	struct date_match m;
	struct str behind = str_slice(s, *at, s.len);
	date_finder_start(&f, utf8_cut(behind, DATE_MAX));
	if (!date_finder_next(&f, &m) || m.start > NEAR || m.date.day == 0 || m.date.year == 0)
		return false;
	*date = m.date;
	*at += m.end;
	return true;
}

bool document_origin_read(struct str s, size_t at, struct document_origin *out)
{
	static const char *const of[] = {"của"}, *const number[] = {"số"};
	struct word w;
	*out = (struct document_origin){0};
	for (size_t next = at; words_next(s, &next, &w); next = at) {
		if (WORDS_IS(&w, of) && out->issuer.len == 0) {
			at = next;
			out->issuer = issuer_at(s, &at);
		} else if (WORDS_IS(&w, number) && out->number.len == 0) {
			while (str_at(s, next) == ':' || words_space(s, next) > 0)
				next++;
			out->number = document_number_at(s, next);
			at = next + out->number.len;
		} else if (out->date.year != 0 || !day_at(s, &at, &out->date)) {
			break;
		}
	}
	bool number_told = out->number.len > 0 && ascii_is_digit(out->number.ptr[0]) &&
			   memchr(out->number.ptr, '/', out->number.len);
	return number_told && (out->issuer.len > 0 || out->date.year != 0);
}
