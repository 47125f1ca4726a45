#include "article/metadata/foot.h"

#include "article/metadata/byline.h"
#include "article/metadata/names.h"
#include "article/metadata/phrase.h"

enum {
	RIGHT_INDENT = 40, /* columns: the right half of the page */
	BYLINE_LINES = 3,
	BYLINE_SEARCH = 8, /* lines from the end */
	BYLINE_MAX = 80,   /* characters of one that only its place tells */
	SIGNATURE_LINES = 30,
	FOOT_LINES = 15,
	FOOT_MAX = 200 /* characters of a line */
};

/* ---- Signature blocks ---- */

static const char *const on_behalf[] = {
	"tm", "t m", "kt", "k t", "tl", "t l", "tuq", "t uq", "q", "tm ubnd", "thay mặt"};
static const char *const offices[] = {"chủ tịch", "phó chủ tịch", "giám đốc", "phó giám đốc",
	"tổng giám đốc", "phó tổng giám đốc", "bí thư", "phó bí thư", "bộ trưởng", "thứ trưởng",
	"chánh văn phòng", "phó chánh văn phòng", "cục trưởng", "phó cục trưởng", "vụ trưởng",
	"phó vụ trưởng", "tổng cục trưởng", "thủ tướng", "phó thủ tướng", "hiệu trưởng",
	"phó hiệu trưởng", "viện trưởng", "trưởng ban", "phó trưởng ban", "trưởng phòng",
	"phó trưởng phòng", "thủ trưởng đơn vị", "thủ trưởng cơ quan", "người phát ngôn",
	"chánh thanh tra", "chánh án", "viện trưởng viện", "tổng biên tập", "chủ nhiệm",
	"phó chủ nhiệm", "trưởng đoàn", "đại diện", "người đại diện", "tổng thư ký", "đội trưởng",
	"trạm trưởng", "chi cục trưởng", "phó chi cục trưởng", "chủ tịch hội đồng quản trị",
	"kế toán trưởng", "người ký", "chỉ huy trưởng", "chính ủy", "tư lệnh", "thống đốc"};
static const char *const signs[] = {"nơi nhận", "đã ký", "ký tên", "ký và ghi rõ",
	"ký tên đóng dấu", "ký ghi rõ", "đã kí", "kính báo", "trân trọng kính mời"};

/* Whether PIECE begins as one of SIGNS does, or has no small letter of ASCII: seen at once. */
static bool may_sign(struct str piece)
{
	bool small = false;
	for (size_t at = 0; at < piece.len && !small; at++)
		small = piece.ptr[at] >= 'a' && piece.ptr[at] <= 'z';
	return piece.len > 0 && (!small || strchr("NnKkTt(\xC4", piece.ptr[0]));
}

/* Whether PIECE, a column of a line, is one that only signatures have. */
static bool signs_piece(struct str piece)
{
	enum { WORDS = 6 };
	struct phrase p;
	piece = words_trim(piece);
	if (!may_sign(piece))
		return false;
	phrase_read_few(piece, 0, WORDS, &p);
	if (p.count == 0)
		return false;
	if (PHRASE_BEGINS(&p, signs) > 0)
		return true;
	char behind = str_at(piece, p.ends[0]);
	if (!name_is_shouted(piece))
		return false;
	return (PHRASE_BEGINS(&p, on_behalf) > 0 && (behind == '.' || behind == '/')) ||
	       PHRASE_IS(&p, offices);
}

static bool signs_line(struct str line)
{
	size_t start = 0, run = 0;
	for (size_t at = 0; at < line.len; at++) {
		run = line.ptr[at] == ' ' || line.ptr[at] == '\t' ? run + 1 : 0;
		if (run != 3 && line.ptr[at] != '\t')
			continue;
		if (signs_piece(str_slice(line, start, at)))
			return true;
		start = at;
	}
	return signs_piece(str_slice(line, start, line.len));
}

/* All lines from the first that only signatures have; a place and date right before it belong to
   it. A long line is of a text, and so is what is above it. */
static void mark_signature(struct page *p)
{
	size_t first = p->count;
	for (size_t back = 1; back <= SIGNATURE_LINES && back < p->count; back++) {
		const struct page_line *line = &p->lines[p->count - back];
		if (line->told || line->length > FOOT_MAX)
			break;
		if (signs_line(line->text))
			first = p->count - back;
	}
	if (first == p->count)
		return;
	struct page_line *before = &p->lines[first - 1];
	if (!before->told && byline_kind_of(before->text) == BYLINE_DATED)
		page_tell(before, ZONE_FRAME);
	for (size_t i = first; i < p->count; i++) {
		bool byline = byline_kind_of(p->lines[i].text) == BYLINE_LABELLED;
		page_tell(&p->lines[i], byline ? ZONE_BYLINE : ZONE_FRAME);
	}
}

/* ---- The foot of a page ---- */

static const char *const feet[] = {"bản quyền", "từ khóa", "tags", "tag", "chia sẻ", "bình luận",
	"in bài", "gửi email", "xem thêm", "tin liên quan", "bài liên quan", "tin cùng chuyên mục",
	"tin khác", "các tin khác", "ghi rõ nguồn", "vui lòng ghi rõ", "giấy phép", "gpxb",
	"chịu trách nhiệm", "thích", "like", "share", "print", "copyright", "all rights reserved",
	"đánh giá bài viết", "lượt xem", "số lượt xem", "quay lại", "về đầu trang", "trở về",
	"tin mới hơn", "tin cũ hơn", "theo dõi chúng tôi", "đọc thêm", "cơ quan chủ quản",
	"địa chỉ tòa soạn", "tòa soạn", "đường dây nóng", "bấm để", "mời bạn đọc", "© ",
	"tin đã đưa", "các bài đã đưa", "gửi bình luận", "ý kiến bạn đọc", "in trang", "lưu bài"};

static bool is_foot(const struct page_line *line)
{
	enum { WORDS = 4 };
	struct phrase p;
	if (line->length > FOOT_MAX)
		return false;
	if (line->rule || str_starts_with(line->text, STR("©")) ||
		str_starts_with(line->text, STR("(c)")) || str_starts_with(line->text, STR("® ")))
		return true;
	phrase_read_few(line->text, 0, WORDS, &p);
	return PHRASE_BEGINS(&p, feet) > 0 && !page_is_table_row(line->text);
}

/* Marks the foot from its first line on, as far as it can be seen from the end: between its lines
   addresses may stand, not a text. Returns the number of lines that are left. */
static size_t mark_foot(struct page *p)
{
	size_t end = p->count;
	while (end > 0 && p->lines[end - 1].told)
		end--;
	size_t first = end;
	for (size_t at = end; at > 1 && end - at < FOOT_LINES; at--) {
		const struct page_line *line = &p->lines[at - 1];
		if (line->told || line->length > FOOT_MAX ||
			!(is_foot(line) || page_is_contact(line->text)))
			break;
		if (is_foot(line))
			first = at - 1;
	}
	for (size_t i = first; i < end; i++)
		page_tell(&p->lines[i], ZONE_FRAME);
	return first;
}

/* ---- Bylines ---- */

/* Whether what stands at AT begins anew: below an empty line, the end of a sentence, or the place
   and day that somebody signs at. */
static bool is_apart(const struct page *p, size_t at)
{
	const struct page_line *line = &p->lines[at], *before = line - 1;
	return line->after_gap || (!p->wrapped && page_ends_sentence(before->text)) ||
	       before->length > PAGE_COLUMNS || byline_kind_of(before->text) == BYLINE_DATED;
}

/* LAST: nothing stands below LINE but bylines and a foot. */
static bool is_byline(const struct page *p, size_t at, bool last)
{
	const struct page_line *line = &p->lines[at];
	bool deep = line->indent >= PAGE_DEEP;
	bool apart = is_apart(p, at);
	switch (byline_kind_of(line->text)) {
	case BYLINE_LABELLED:
		return deep || apart || !p->wrapped;
	case BYLINE_NAMES:
		return deep || (last && apart && !page_is_table_row(line->text));
	case BYLINE_DATED:
		return deep || (last && (p->paragraphs ? apart : line->after_gap) &&
				       !page_is_table_row(line->text));
	case BYLINE_PEN_NAME:
		return deep;
	case BYLINE_NONE:
		break;
	}
	return line->indent >= RIGHT_INDENT && last && line->length <= BYLINE_MAX && !line->rule &&
	       !page_ends_sentence(line->text) && !page_is_table_row(line->text) &&
	       !page_is_contact(line->text) && !memchr(line->text.ptr, ':', line->text.len);
}

static void mark_byline(struct page *p, size_t end)
{
	size_t found = 0;
	for (size_t back = 1; back < end && back <= BYLINE_SEARCH; back++) {
		struct page_line *line = &p->lines[end - back];
		if (line->told || found == BYLINE_LINES)
			return;
		if (is_byline(p, end - back, back == 1 || found > 0)) {
			page_tell(line, ZONE_BYLINE);
			found++;
		} else if (found > 0 || line->length > PAGE_COLUMNS ||
			   !page_is_contact(line->text)) {
			return;
		}
	}
}

void foot_mark(struct page *p)
{
	mark_signature(p);
	mark_byline(p, mark_foot(p));
}
