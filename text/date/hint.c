#include "text/date/hint.h"

/* "ngay" is it without marks, as queries are typed */
static const char *const day_words[] = {
	"ngày", "ngay", "sáng", "trưa", "chiều", "tối", "đêm", "khuya", "sớm", "hôm"};
static const char *const month_words[] = {"tháng", "thang"};
static const char *const quarter_words[] = {"quý", "quy"};
static const char *const from_words[] = {
	"từ", "tu", "đến", "tới", "hết", "vào", "trước", "sau", "dịp", "lễ"};
/* mùng 5/5, rằm 15/7; âm lịch 10/3 is told by its two words */
static const char *const lunar_words[] = {"mồng", "mùng", "rằm", "âl"};
/* số 27/3/18, ngõ 5/7: parts of a house number */
static const char *const place_words[] = {
	"số", "nhà", "ngõ", "ngách", "hẻm", "kiệt", "kiốt", "tổ", "thửa", "lô", "bản"};
/* "mỗi ngày 2-3 lần", "hằng năm 2000 tấn" */
static const char *const each_words[] = {"mỗi", "một", "hàng", "hằng"};
/* whose hàng is a thing: "khách hàng ngày 15/3" */
static const char *const before_goods[] = {
	"khách", "ngân", "cửa", "nhà", "bán", "mua", "giao", "mặt", "đơn", "xuất", "nhập"};
/* hôm nay, chiều qua */
static const char *const shift_words[] = {"nay", "qua", "kia", "mai"};
/* after thứ */
static const char *const weekdays[] = {"hai", "ba", "tư", "năm", "sáu", "bảy"};

bool hint_is_day_word(const struct scan_word *w)
{
	return SCAN_IS(w, day_words);
}

bool hint_is_month_word(const struct scan_word *w)
{
	return SCAN_IS(w, month_words);
}

bool hint_is_quarter_word(const struct scan_word *w)
{
	return SCAN_IS(w, quarter_words);
}

/* Whether the word before AT says that what is there comes again and again. */
bool hint_is_each(struct str t, size_t at)
{
	struct scan_word w, before;
	size_t start = scan_word_before(t, scan_spaces_back(t, at), &w);
	if (!SCAN_IS(&w, each_words))
		return false;
	if (strcmp(w.exact, "hàng") != 0)
		return true;
	scan_word_before(t, scan_spaces_back(t, start), &before);
	return !SCAN_IS(&before, before_goods);
}

/* thứ Ba, thứ 3, Chủ nhật, hôm qua, vừa qua: LAST is their second word, which starts at AT. */
static bool is_named_day(struct str t, size_t at, const struct scan_word *last)
{
	struct scan_word before;
	scan_word_before(t, scan_spaces_back(t, at), &before);
	if (SCAN_IS(last, shift_words)) {
		bool nowadays =
			strcmp(last->exact, "nay") == 0 && strcmp(before.exact, "ngày") == 0;
		bool lately = strcmp(last->exact, "qua") == 0 && strcmp(before.exact, "vừa") == 0;
		return lately || (SCAN_IS(&before, day_words) && !nowadays);
	}
	if (SCAN_IS(last, weekdays))
		return strcmp(before.exact, "thứ") == 0;
	return strcmp(last->exact, "nhật") == 0 && strcmp(before.exact, "chủ") == 0;
}

static bool is_numbered_weekday(struct str t, size_t end)
{
	struct scan_word before;
	if (end == 0 || t.ptr[end - 1] < '2' || t.ptr[end - 1] > '7')
		return false;
	scan_word_before(t, scan_spaces_back(t, end - 1), &before);
	return strcmp(before.exact, "thứ") == 0;
}

static bool is_lunar_calendar(struct str t, const struct scan_word *w, size_t start)
{
	struct scan_word before;
	if (strcmp(w->exact, "lịch") != 0)
		return false;
	scan_word_before(t, scan_spaces_back(t, start), &before);
	return strcmp(before.exact, "âm") == 0;
}

/* What the word W, which starts at START, says of the number right behind it. */
static enum hint hint_of(struct str t, const struct scan_word *w, size_t start)
{
	struct scan_word before;
	bool year = strcmp(w->exact, "năm") == 0;
	if (hint_is_month_word(w))
		return HINT_MONTH;
	if (year || hint_is_day_word(w)) {
		if (hint_is_each(t, start))
			return HINT_NONE;
		scan_word_before(t, scan_spaces_back(t, start), &before);
		if (strcmp(before.exact, "rằm") == 0)
			return HINT_LUNAR;
		if (!year)
			return HINT_DAY;
	}
	if (is_named_day(t, start, w))
		return HINT_DAY;
	if (SCAN_IS(w, from_words))
		return HINT_FROM;
	if (SCAN_IS(w, lunar_words) || is_lunar_calendar(t, w, start))
		return HINT_LUNAR;
	if (SCAN_IS(w, place_words))
		return HINT_PLACE;
	return year ? HINT_YEAR : HINT_NONE;
}

/* Behind a sign: "hôm qua (26/3)", "thứ Ba, 27/3", "ngày: 27/3". */
static enum hint hint_across(struct str t, const struct scan_word *w, size_t start, char mark)
{
	if (is_named_day(t, start, w))
		return HINT_DAY;
	/* "Ban đêm, 3/4 số hộ mất điện" */
	bool day = mark != ',' && hint_is_day_word(w) && !hint_is_each(t, start);
	return day ? HINT_DAY : HINT_NONE;
}

/* Where the figures of the day end that stands in a list before AT, behind which are a sign or
   "và"; AT where none does. */
static size_t listed_before(struct str t, size_t at)
{
	static const char *const joints[] = {"và", "va", "đến", "tới"};
	struct scan_word w;
	size_t end = scan_spaces_back(t, at);
	size_t start = scan_word_before(t, end, &w);
	if (SCAN_IS(&w, joints))
		end = scan_spaces_back(t, start);
	else if (end > 0 && (t.ptr[end - 1] == ',' || t.ptr[end - 1] == '-'))
		end = scan_spaces_back(t, end - 1);
	else
		return at;
	return end > 0 && scan_is_digit(t, end - 1) ? end : at;
}

/* Whether the number at AT is of a list of lunar days: mồng 5, 6 và 7 tháng 2. */
static bool is_listed_lunar(struct str t, size_t at)
{
	enum { LONGEST = 4 };
	struct scan_word w;
	for (int i = 0; i < LONGEST; i++) {
		size_t end = listed_before(t, at);
		if (end == at)
			return false;
		at = end;
		while (at > 0 && end - at < 2 && scan_is_digit(t, at - 1))
			at--;
		scan_word_before(t, scan_spaces_back(t, at), &w);
		if (SCAN_IS(&w, lunar_words))
			return true;
	}
	return false;
}

enum hint hint_before(struct str t, size_t at)
{
	struct scan_word w;
	size_t end = scan_spaces_back(t, at);
	char mark = end > 0 ? t.ptr[end - 1] : '\0';
	bool punctuated = mark == '(' || mark == ',' || mark == ':';
	if (punctuated)
		end = scan_spaces_back(t, end - 1);
	size_t start = scan_word_before(t, end, &w);
	enum hint hint = HINT_NONE;
	if (start == end)
		hint = is_numbered_weekday(t, end) ? HINT_DAY : HINT_NONE;
	else
		hint = punctuated ? hint_across(t, &w, start, mark) : hint_of(t, &w, start);
	return hint == HINT_NONE && is_listed_lunar(t, at) ? HINT_LUNAR : hint;
}

/* "năm Đinh Dậu": a year of the lunar calendar, which begins at AT. */
static bool is_lunar_year(struct str t, size_t at)
{
	static const char *const stems[] = {
		"giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý"};
	static const char *const branches[] = {"tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ",
		"mùi", "thân", "dậu", "tuất", "hợi"};
	struct scan_word w;
	size_t end = scan_word(t, at, &w);
	if (strcmp(w.exact, "năm") != 0)
		return false;
	end = scan_word(t, scan_spaces(t, end), &w);
	if (!SCAN_IS(&w, stems))
		return false;
	scan_word(t, scan_spaces(t, end), &w);
	return SCAN_IS(&w, branches);
}

bool hint_is_lunar(struct str t, size_t end)
{
	static const char *const signs[] = {"âl", "al"};
	struct scan_word w, next;
	size_t at = scan_spaces(t, end);
	if (str_at(t, at) == '(' || str_at(t, at) == ',')
		at = scan_spaces(t, at + 1);
	size_t after = scan_word(t, at, &w);
	if (SCAN_IS(&w, signs) || is_lunar_year(t, at))
		return true;
	scan_word(t, scan_spaces(t, after), &next);
	/* not "âm thanh" */
	return strcmp(w.exact, "âm") == 0 &&
	       (next.exact[0] == '\0' || strcmp(next.exact, "lịch") == 0);
}
