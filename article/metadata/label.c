#include "article/metadata/label.h"

#include "article/metadata/outlet.h"
#include "article/metadata/phrase.h"

enum { LABEL_MAX = 48 /* bytes of "Bài và ảnh:" */, OPENING_WORDS = 3 };

static const char *const label_words[] = {"tin", "bài", "ảnh", "và", "video", "clip", "viết",
	"thực", "hiện", "tác", "giả", "nhóm", "phóng", "viên", "pv", "ctv", "btv", "tổng", "hợp",
	"biên", "tập", "dịch", "người", "minh", "họa", "đồ", "nguồn", "theo", "ghi", "lược",
	"thuật", "sưu", "tầm", "cộng", "hình", "infographic", "graphic", "thơ", "nhạc", "by",
	"author", "source", "photo", "text", "bình", "luận", "đăng", "bởi"};
static const char *const source_words[] = {"nguồn", "theo", "source"};
static const char *const picture_words[] = {"ảnh", "hình", "photo"};
static const char *const text_words[] = {"tin", "bài", "viết", "tác", "giả", "thực", "hiện"};

/* Labels without a colon: a name must follow. */
static const char *const author_openings[] = {"bài và ảnh", "tin và ảnh", "tin ảnh", "bài ảnh",
	"tin bài", "tin bài ảnh", "tin bài và ảnh", "ảnh và bài", "pv", "ctv", "btv", "phóng viên",
	"cộng tác viên", "biên tập viên", "tác giả", "nhà báo", "người viết", "biên tập",
	"biên dịch", "lược dịch", "thực hiện", "bài viết", "by", "tổng hợp", "nhóm pv",
	"nhóm phóng viên", "bởi", "đăng bởi", "viết bởi", "được viết bởi", "được đăng bởi",
	"gửi bởi", "được gửi bởi"};
static const char *const source_openings[] = {
	"theo", "nguồn", "trích theo", "trích từ", "dẫn theo", "dẫn từ", "theo nguồn", "nguồn tin"};

/* "Theo TTXVN", "CTV Bùi Toàn". */
static enum label read_opening(struct str line, size_t *end)
{
	struct phrase p;
	struct word next;
	struct str head = str_slice(line, 0, line.len < 2 * LABEL_MAX ? line.len : 2 * LABEL_MAX);
	phrase_read_few(head, 0, OPENING_WORDS, &p);
	size_t from = PHRASE_BEGINS(&p, source_openings), by = PHRASE_BEGINS(&p, author_openings);
	size_t words = from > by ? from : by;
	size_t at = words > 0 ? p.ends[words - 1] : 0;
	*end = at;
	if (words == 0 || !words_next(head, &at, &next) || next.broken)
		return LABEL_NONE;
	bool named = next.capitalised || (from > by && outlet_is(str_slice(head, *end, head.len)));
	if (!named)
		return LABEL_NONE;
	return from > by ? LABEL_SOURCE : LABEL_AUTHOR;
}

/* What the words before a colon say that follows it. */
static enum label read_words(struct str head)
{
	struct word w;
	bool any = false, source = false, picture = false, text = false;
	for (size_t at = 0; words_next(head, &at, &w);) {
		if (!WORDS_IS(&w, label_words))
			return LABEL_NONE;
		any = true;
		source |= WORDS_IS(&w, source_words);
		picture |= WORDS_IS(&w, picture_words);
		text |= WORDS_IS(&w, text_words);
	}
	bool caption = picture && source; /* "Nguồn ảnh:" */
	return !any || caption    ? LABEL_NONE
	       : picture && !text ? LABEL_CREDIT
	       : source           ? LABEL_SOURCE
				  : LABEL_AUTHOR;
}

enum label label_read(struct str line, size_t *end)
{
	struct str head = str_slice(line, 0, line.len < LABEL_MAX ? line.len : LABEL_MAX);
	const char *colon = head.len ? memchr(head.ptr, ':', head.len) : NULL;
	*end = 0;
	if (!colon)
		return read_opening(line, end);
	head.len = (size_t)(colon - head.ptr);
	*end = head.len + 1;
	return read_words(head);
}

struct str label_strip(struct str text)
{
	size_t end;
	return label_read(text, &end) == LABEL_NONE ? text : str_slice(text, end, text.len);
}
