#include "article/metadata/head.h"

#include "article/metadata/byline.h"
#include "article/metadata/date_choice.h"
#include "article/metadata/document_kind.h"
#include "article/metadata/names.h"
#include "article/metadata/outlet.h"
#include "article/metadata/phrase.h"
#include "base/ascii.h"

enum {
	TITLE_MAX = 300, /* characters */
	TITLE_LINES = 3,
	KICKER_LINES = 8, /* before a title */
	BELOW_LINES = 4,  /* that may be a byline below it */
	KICKER_MAX = 120, /* characters */
	COLUMN_MAX = 48,  /* likewise, of a column's name, an outlet or a kind of document */
};

/* Names of columns and what else stands above headlines. */
static const char *const kickers[] = {"thời sự", "chính trị", "xã hội", "kinh tế", "thế giới",
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

static const char *const address_words[] = {"địa chỉ", "điện thoại", "đt", "tel", "fax", "email",
	"e mail", "website", "hotline", "trụ sở"};

/* "ĐT: …", "Địa chỉ: …" */
static bool is_address(struct str line, const struct phrase *p)
{
	size_t words = PHRASE_BEGINS(p, address_words);
	return words > 0 && (page_is_contact(line) || str_at(line, p->ends[words - 1]) == ':');
}

/* "Trang chủ > Thời sự", "Thời sự | Chính trị": columns with signs between. */
static bool is_trail(struct str line)
{
	static const struct str signs[] = {
		STR_INIT(">"), STR_INIT("»"), STR_INIT("›"), STR_INIT("|")};
	struct phrase p;
	bool divided = false;
	for (size_t i = 0; i < sizeof signs / sizeof *signs && !divided; i++)
		divided = str_find(line, signs[i], 1) < line.len;
	if (!divided)
		return false;
	phrase_read(line, 0, &p);
	return PHRASE_BEGINS(&p, kickers) > 0;
}

/* Whether a text follows the line below AT: of two lines the first is the title. */
static bool has_text_below(const struct page *p, size_t at)
{
	enum { LINES = 4 };
	for (size_t i = at + 2; i < p->count && i < at + LINES; i++) {
		if (p->lines[i].after_gap || p->lines[i].length > PAGE_COLUMNS)
			return true;
	}
	return at + LINES < p->count;
}

/* The name of a column or an outlet, where a text follows. */
static bool is_column(
	const struct page *p, size_t at, const struct phrase *words, struct head_facts *facts)
{
	const struct page_line *line = &p->lines[at];
	if (!has_text_below(p, at))
		return false;
	if (is_trail(line->text) || (line->length <= COLUMN_MAX && PHRASE_IS(words, kickers)))
		return true;
	bool outlet = line->length <= COLUMN_MAX && outlet_is(line->text);
	if (outlet && facts->outlet.len == 0)
		facts->outlet = line->text;
	return outlet;
}

static bool is_kicker(const struct page *p, size_t at, struct head_facts *facts)
{
	const struct page_line *line = &p->lines[at];
	struct phrase words;
	struct date date;
	bool divided = memchr(line->text.ptr, ':', line->text.len) || ascii_has_digit(line->text) ||
		       is_trail(line->text);
	if (line->length > KICKER_MAX || (line->length > COLUMN_MAX && !divided))
		return false;
	phrase_read(line->text, 0, &words);
	const char *document = document_kind_of(&words);
	if (document_kind_is_for_press(document)) {
		facts->kind = document;
		return true;
	}
	return (ascii_has_digit(line->text) && date_line_read(line->text, &date)) ||
	       is_address(line->text, &words) || is_column(p, at, &words, facts);
}

/* The first line that may be the title: kickers before it are told. Never the last one. */
static size_t skip_kickers(struct page *p, struct head_facts *facts)
{
	size_t at = 0;
	while (at < p->count && p->lines[at].told)
		at++;
	for (size_t first = at; at + 1 < p->count && at < first + KICKER_LINES; at++) {
		struct page_line *line = &p->lines[at];
		if (!line->rule && !is_kicker(p, at, facts))
			break;
		page_tell(line, ZONE_FRAME);
	}
	return at;
}

static bool is_below(const struct page_line *line)
{
	struct date date;
	if (line->length > PAGE_COLUMNS)
		return false;
	enum byline_kind kind = byline_kind_of(line->text);
	return kind == BYLINE_LABELLED || kind == BYLINE_NAMES || kind == BYLINE_DATED ||
	       outlet_is(line->text) || date_line_read(line->text, &date);
}

/* Whether line AT goes on with the title that the one before it began, though it may look like a
   name: it is in capitals like that, or was wrapped. */
static bool continues(const struct page *p, size_t at)
{
	const struct page_line *line = &p->lines[at];
	if (line->after_gap || line->rule || byline_kind_of(line->text) == BYLINE_LABELLED)
		return false;
	return (name_is_shouted(line->text) && name_is_shouted(line[-1].text)) ||
	       (p->wrapped && page_is_full(p, at - 1));
}

/* Whether lines AT to END, which were not wrapped, are a title together: none is as long as a
   paragraph, or a sentence of it. */
static bool is_broken_title(const struct page *p, size_t at, size_t end)
{
	for (; at < end; at++) {
		const struct page_line *line = &p->lines[at];
		bool sentence = at + 1 < end ? page_ends_sentence(line->text)
					     : str_ends_with(line->text, STR("."));
		if (line->length > PAGE_COLUMNS || page_is_table_row(line->text) || sentence)
			return false;
	}
	return true;
}

/* The number of lines from AT on that are the title together: they stand alone. */
static size_t title_lines(const struct page *p, size_t at)
{
	size_t end = at + 1, wrapped = at + 1;
	while (end < p->count && end - at <= TITLE_LINES && !p->lines[end].after_gap &&
		!p->lines[end].rule && (continues(p, end) || !is_below(&p->lines[end])))
		end++;
	while (wrapped < end && continues(p, wrapped))
		wrapped++;
	bool alone = end < p->count && end - at <= TITLE_LINES;
	if (!alone)
		return 1;
	return p->wrapped && wrapped == end ? end - at : is_broken_title(p, at, end) ? end - at : 1;
}

static size_t mark_title(struct page *p, struct head_facts *facts)
{
	size_t at = 0;
	while (at < p->count && !(p->lines[at].told && p->lines[at].zone == ZONE_TITLE))
		at++;
	if (at < p->count) {
		while (at < p->count && p->lines[at].told)
			at++;
		return at;
	}
	at = skip_kickers(p, facts);
	if (at == p->count || p->lines[at].length > TITLE_MAX || p->lines[at].rule)
		return at;
	for (size_t end = at + title_lines(p, at); at < end; at++)
		page_tell(&p->lines[at], ZONE_TITLE);
	return at;
}

/* "Kính gửi: Các trạm y tế", of a letter */
static bool is_addressee(const struct page_line *line)
{
	static const char *const words[] = {"kính gửi"};
	struct phrase p;
	if ((line->text.ptr[0] | 0x20) != 'k') /* seen at once */
		return false;
	phrase_read(line->text, 0, &p);
	return PHRASE_BEGINS(&p, words) > 0 && str_at(line->text, p.ends[1]) == ':';
}

/* Bylines and dates that stand below the title, with more below them; to whom a letter is. */
static void mark_below(struct page *p, size_t at)
{
	for (size_t first = at; at + 1 < p->count && at < first + BELOW_LINES; at++) {
		struct page_line *line = &p->lines[at];
		bool frame = line->rule || is_addressee(line);
		if (line->told || (!frame && !is_below(line)))
			break;
		page_tell(line, frame ? ZONE_FRAME : ZONE_BYLINE);
	}
}

void head_mark(struct page *p, struct head_facts *facts)
{
	*facts = (struct head_facts){0};
	mark_below(p, mark_title(p, facts));
}
