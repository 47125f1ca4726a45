#include "article/metadata/caption.h"

#include "article/metadata/phrase.h"
#include "base/ascii.h"

enum {
	CAPTION_MAX = 200,   /* characters of a line */
	CAPTION_LINES = 4,   /* without an empty one */
	CAPTION_BYTES = 600, /* of one that its form tells */
	CREDIT_BYTES = 90,   /* of what follows "Ảnh:" */
	CREDIT_WORDS = 8
};

static const char *const opening_words[] = {
	"ảnh", "hình", "hình ảnh", "chú thích ảnh", "nguồn ảnh", "nguồn hình", "nguồn hình ảnh"};
static const char *const whole[] = {"ảnh minh họa", "ảnh internet", "ảnh tư liệu", "ảnh tl",
	"ảnh cắt từ clip", "ảnh minh hoạ", "ảnh ttxvn", "hình minh họa", "ảnh chụp màn hình",
	"ảnh do nhân vật cung cấp", "ảnh đồ họa", "ảnh từ clip", "ảnh cắt từ video"};

/* "Ảnh: …", "Ảnh 1: …", "Hình 2. …" */
static bool opens_caption(struct str text)
{
	enum { WORDS = 3, BYTES = 48 };
	struct phrase p;
	struct str head = str_slice(text, 0, text.len < BYTES ? text.len : BYTES);
	if (head.len == 0 || !strchr("aAhHcCnN\xE1", head.ptr[0]) || /* seen at once */
		!(memchr(head.ptr, ':', head.len) || ascii_has_digit(head)))
		return false;
	phrase_read_few(text, 0, WORDS, &p);
	size_t words = PHRASE_BEGINS(&p, opening_words);
	if (words == 0)
		return false;
	size_t at = p.ends[words - 1];
	while (str_at(text, at) == ' ' || ascii_is_digit(str_at(text, at)))
		at++;
	bool figure = at > p.ends[words - 1] + 1;
	return str_at(text, at) == ':' || (figure && str_at(text, at) == '.');
}

/* The last "Ảnh" of TEXT, or its length. */
static size_t last_credit(struct str text)
{
	static const struct str words[] = {STR_INIT("Ảnh"), STR_INIT("ẢNH"), STR_INIT("Ảnh")};
	size_t from = text.len > CREDIT_BYTES ? text.len - CREDIT_BYTES : 0;
	size_t best = text.len;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		for (size_t at = str_find(text, words[i], from); at < text.len;
			at = str_find(text, words[i], at + 1))
			if (best == text.len || at > best)
				best = at;
	}
	return best;
}

/* Whether TEXT ends with whose picture it is: behind a sign, or all of it. */
static bool ends_with_credit(struct str text)
{
	struct phrase p;
	size_t credit = last_credit(text);
	if (credit == text.len)
		return false;
	struct str head = words_trim(str_slice(text, 0, credit));
	bool signed_off = head.len == 0 || strchr(".(-,;:!?/|[*\")", head.ptr[head.len - 1]) ||
			  str_ends_with(head, STR("–")) || str_ends_with(head, STR("”")) ||
			  str_ends_with(head, STR("…"));
	if (!signed_off)
		return false;
	phrase_read(text, credit, &p);
	if (PHRASE_IS(&p, whole))
		return true;
	size_t at = p.count > 0 ? p.ends[0] : credit;
	while (str_at(text, at) == ' ')
		at++;
	if (str_at(text, at) != ':')
		return false;
	struct str rest = words_trim(str_slice(text, at + 1, text.len));
	for (size_t i = 0; i + 1 < rest.len; i++) {
		if (rest.ptr[i] == '.' && rest.ptr[i + 1] == ' ' && i + 2 < rest.len && i > 3)
			return false; /* a sentence follows */
	}
	size_t count = words_count(rest);
	return count > 0 && count <= CREDIT_WORDS;
}

bool caption_is(struct str text)
{
	return text.len <= CAPTION_BYTES && (opens_caption(text) || ends_with_credit(text));
}

static bool looks_like_caption(const struct page_line *line)
{
	if (line->told || line->rule || line->indent < PAGE_DEEP || line->length > CAPTION_MAX ||
		page_is_table_row(line->text))
		return false;
	return !page_ends_sentence(line->text) || caption_is(line->text);
}

void caption_mark(struct page *p)
{
	for (size_t i = 0; i < p->count;) {
		size_t end = i;
		while (end < p->count && looks_like_caption(&p->lines[end]) &&
			(end == i || !p->lines[end].after_gap))
			end++;
		for (size_t j = i; j < end && end - i <= CAPTION_LINES; j++)
			page_tell(&p->lines[j], ZONE_CAPTION);
		i = end > i ? end : i + 1;
	}
}
