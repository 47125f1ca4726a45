#include "article/metadata/names.h"

#include "article/metadata/label.h"
#include "article/metadata/outlet.h"
#include "article/metadata/phrase.h"
#include "base/ascii.h"

enum { NAME_WORDS_MAX = 6 };

/* the family names of nine in ten Vietnamese */
static const char *const surnames[] = {"nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan",
	"vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô", "dương", "lý", "đào", "đoàn", "vương",
	"trịnh", "trương", "đinh", "lâm", "phùng", "mai", "tô", "hà", "tạ", "đồng", "lương", "văn",
	"thị"};

static const char *const nobodies[] = {"null", "none", "nil", "nan", "n a", "na", "undefined",
	"unknown", "anonymous", "admin", "administrator", "không", "không rõ", "không có",
	"chưa rõ", "khuyết danh", "đang cập nhật", "n a n", "thứ hai", "thứ ba", "thứ tư",
	"thứ năm", "thứ sáu", "thứ bảy", "chủ nhật"};

static const char *const reporters[] = {"pv", "p v", "ctv", "btv", "bbt", "tttn", "nhóm pv",
	"nhóm phóng viên", "phóng viên", "nhóm ctv", "tổ pv", "nhóm tác giả", "nhóm pv btv",
	"ban biên tập", "tòa soạn", "cộng tác viên", "nhóm bạn đọc", "bạn đọc"};

static const char *const bodies[] = {"công ty", "tổng công ty", "tập đoàn", "ngân hàng", "sở",
	"ban", "phòng", "văn phòng", "trung tâm", "hội", "hội đồng", "hđnd", "ủy ban", "ubnd",
	"trường", "viện", "cục", "tổng cục", "chi cục", "bộ", "đoàn", "liên đoàn", "hiệp hội",
	"quỹ", "nhóm", "tổ", "câu lạc bộ", "clb", "bệnh viện", "đại học", "học viện", "tòa án",
	"công an", "bch", "btc", "bql", "thanh tra", "chi nhánh", "nhà xuất bản", "nxb", "khoa",
	"xí nghiệp", "hợp tác xã", "htx", "cổng", "đội", "vụ", "cơ quan", "doanh nghiệp", "nhà máy",
	"đảng ủy", "tỉnh ủy", "thành ủy", "huyện ủy", "mặt trận", "ctcp", "cty", "công đoàn",
	"liên minh", "tạp chí", "đảng bộ", "chi bộ", "bảo tàng", "thư viện", "kho bạc", "hải quan",
	"bộ chỉ huy", "quân khu", "báo"};

static const char *const roles[] = {"giám đốc", "phó giám đốc", "tổng giám đốc",
	"phó tổng giám đốc", "chủ tịch", "phó chủ tịch", "bí thư", "phó bí thư", "trưởng",
	"phó trưởng", "quyền trưởng", "phó phòng", "trưởng phòng", "trưởng ban", "chánh",
	"phó chánh", "bộ trưởng", "thứ trưởng", "vụ trưởng", "vụ phó", "cục trưởng", "cục phó",
	"tổng cục trưởng", "viện trưởng", "hiệu trưởng", "hiệu phó", "phó hiệu trưởng",
	"tổng biên tập", "phó tổng biên tập", "thư ký", "người phát ngôn", "phát ngôn viên",
	"chuyên gia", "chuyên viên", "giảng viên", "giáo viên", "nguyên", "ủy viên", "đại biểu",
	"thành viên", "đồng sáng lập", "nhà sáng lập", "quyền", "kt chủ tịch", "tm", "tl", "tuq",
	"kt", "nghiên cứu viên", "nghiên cứu sinh", "cố vấn", "đại sứ", "tham tán", "ceo",
	"thủ tướng", "phó thủ tướng", "chủ nhiệm", "phó chủ nhiệm", "tổng thư ký", "kế toán",
	"phó viện trưởng", "phó vụ trưởng", "phó cục trưởng", "trưởng khoa", "cán bộ"};

bool name_is_surname(const struct word *w)
{
	return WORDS_IS(w, surnames);
}

bool name_is_shouted(struct str text)
{
	struct word w;
	size_t count = 0;
	for (size_t at = 0; words_next(text, &at, &w); count++) {
		struct spelling s;
		spelling_of(w.raw, &s);
		if (!(s.flags & TOKEN_CAPITALS) && words_length(w.raw) > 1) /* "Y TẾ" */
			return false;
	}
	return count > 1;
}

/* The number of words of a name, each with a capital; 0 if it is no name. */
static size_t count_words(struct str name)
{
	struct word w;
	size_t count = 0;
	for (size_t i = 0; i < name.len; i++) {
		if (name.ptr[i] != '\0' && strchr("0123456789:@()[]{}\"!?*=<>_%\\", name.ptr[i]))
			return 0;
	}
	for (size_t at = 0; words_next(name, &at, &w); count++) {
		if (!w.capitalised || count == NAME_WORDS_MAX)
			return 0;
	}
	return str_ends_with(name, STR(".")) ? 0 : count;
}

static bool has_letter(struct str s)
{
	struct word w;
	for (size_t at = 0; words_next(s, &at, &w);) {
		if (!ascii_is_digit(w.raw.ptr[0]))
			return true;
	}
	return false;
}

/* A piece of the line that says when a page was made: "Cập nhật 14", "08:15 GMT". */
static bool is_of_a_date(struct str name, const struct phrase *p)
{
	static const char *const words[] = {"ngày", "cập nhật", "đăng", "lúc", "hồi", "xuất bản",
		"lượt xem", "số lượt xem", "thứ", "giờ"};
	return ascii_has_digit(name) &&
	       (ascii_is_digit(name.ptr[0]) || PHRASE_BEGINS(p, words) > 0);
}

enum name_kind name_kind_of(struct str name)
{
	struct phrase p;
	phrase_read(name, 0, &p);
	if (p.count > 0 && outlet_is(name)) /* 24h */
		return NAME_OUTLET;
	if (p.count == 0 || !has_letter(name) || PHRASE_IS(&p, nobodies) ||
		is_of_a_date(name, &p) || memchr(name.ptr, '@', name.len))
		return NAME_NOBODY;
	if (PHRASE_IS(&p, reporters))
		return NAME_REPORTER;
	size_t words = count_words(name);
	bool plain = words > 0 && !name_is_shouted(name);
	if (!plain && PHRASE_BEGINS(&p, roles) > 0)
		return NAME_ROLE;
	if (!plain && PHRASE_BEGINS(&p, bodies) > 0)
		return NAME_BODY;
	return words == 0 ? NAME_OTHER : words == 1 ? NAME_PEN : NAME_PERSON;
}

/* ---- Dividing ---- */

static bool is_shouted_word(struct str s)
{
	struct spelling spelled;
	spelling_of(s, &spelled);
	return spelled.flags & TOKEN_CAPITALS;
}

/* The letters that touch the hyphen at AT of S are of acronyms: PT-TH. */
static bool joins_acronyms(struct str s, size_t at)
{
	enum { NEAR = 24 /* bytes */ };
	struct word left, right;
	size_t from = at, next = at + 1;
	size_t to = next;
	while (from > 0 && at - from < NEAR)
		from--;
	while (from < at && ((unsigned char)s.ptr[from] & 0xC0) == 0x80)
		from++;
	while (to < s.len && (to - at < NEAR || ((unsigned char)s.ptr[to] & 0xC0) == 0x80))
		to++;
	return words_before(str_slice(s, from, at), at - from, &left) &&
	       words_next(str_slice(s, 0, to), &next, &right) && is_shouted_word(left.raw) &&
	       is_shouted_word(right.raw);
}

/* Whether a space stands between the words that follow AT, up to the next hyphen. */
static bool is_spaced_behind(struct str s, size_t at)
{
	for (at = words_skip_space(s, at); at < s.len && s.ptr[at] != '-'; at++) {
		size_t end = words_skip_space(s, at);
		if (end > at)
			return end < s.len && s.ptr[end] != '-';
	}
	return false;
}

/* In "Bùi Toàn-Hoàng Ly" the hyphen stands between names, in "Ly-Hoàng" within one. SPACED:
   what is before it has a space. */
static bool hyphen_separates(struct str s, size_t at, bool spaced)
{
	bool before =
		at > 0 && (words_space(s, at - 1) > 0 || (at > 1 && words_space(s, at - 2) == 2));
	if (before && words_space(s, at + 1) > 0)
		return true;
	return spaced && is_spaced_behind(s, at + 1) && (before || !joins_acronyms(s, at));
}

/* The length of " và" before another word, 0 if that does not stand at AT. */
static size_t and_at(struct str s, size_t at)
{
	static const struct str forms[] = {STR_INIT("và"), STR_INIT("va\u0300"), STR_INIT("VÀ")};
	size_t space = words_space(s, at);
	if (space == 0)
		return 0;
	struct str rest = str_slice(s, at + space, s.len);
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		if (str_starts_with(rest, forms[i]) && words_space(rest, forms[i].len) > 0)
			return space + forms[i].len;
	}
	return 0;
}

/* The length of what separates two names at AT, 0 if nothing does. */
static size_t separator(struct str s, size_t at, bool spaced)
{
	if (s.ptr[at] != '\0' && strchr(",;&/|\n", s.ptr[at]))
		return 1;
	if (s.ptr[at] == '+') /* Vietnam+ */
		return at + 1 < s.len && s.ptr[at + 1] != '/' && s.ptr[at + 1] != ')';
	struct str rest = str_slice(s, at, s.len);
	if (str_starts_with(rest, STR("–")) || str_starts_with(rest, STR("—")))
		return STR("–").len;
	if (s.ptr[at] == '-')
		return hyphen_separates(s, at, spaced);
	return and_at(s, at);
}

/* "(…)" at the beginning of *REST. */
static bool take_aside(struct str *rest, struct name *out)
{
	const char *close = memchr(rest->ptr, ')', rest->len);
	size_t end = close ? (size_t)(close - rest->ptr) : rest->len;
	*out = (struct name){.text = words_trim(str_slice(*rest, 1, end)), .aside = true};
	*rest = str_slice(*rest, close ? end + 1 : end, rest->len);
	return true;
}

static bool take_piece(struct str *rest, struct name *out)
{
	bool spaced = false, seen = false;
	if (!rest->ptr)
		return false;
	*rest = words_trim(*rest);
	if (rest->len > 0 && rest->ptr[0] == '(')
		return take_aside(rest, out);
	for (size_t at = 0; at < rest->len; at++) {
		size_t len = rest->ptr[at] == '(' ? 0 : separator(*rest, at, spaced);
		if (len > 0 || rest->ptr[at] == '(') {
			*out = (struct name){.text = words_trim(str_slice(*rest, 0, at))};
			*rest = str_slice(*rest, at + len, rest->len);
			return true;
		}
		bool space = words_space(*rest, at) > 0;
		spaced |= space && seen;
		seen |= !space;
	}
	*out = (struct name){.text = words_trim(*rest)};
	rest->ptr = NULL;
	return true;
}

/* Whether a name in the words of a body or a role, "Sở Văn hóa, Thể thao", is somebody's. */
static bool is_certainly_somebody(const struct name *n)
{
	static const char *const degrees[] = {
		"gs", "pgs", "ts", "tskh", "ths", "cn", "bs", "ks", "kts", "ls", "nsnd", "nsưt"};
	struct word w;
	size_t at = 0;
	if (n->kind == NAME_REPORTER)
		return true;
	if (n->kind == NAME_OUTLET) /* not the tourism of "Sở Văn hóa, Thể thao và Du lịch" */
		return count_words(n->text) > 0;
	if (n->kind != NAME_PERSON)
		return false;
	while (words_next(n->text, &at, &w)) {
		if (!WORDS_IS(&w, degrees))
			return name_is_surname(&w);
	}
	return false;
}

/* Whether a sign stands between two names that no name has inside. */
static bool is_divided(const char *end, const char *next)
{
	struct str between = str_make(end, (size_t)(next - end));
	return memchr(between.ptr, ';', between.len) || memchr(between.ptr, '|', between.len) ||
	       memchr(between.ptr, '\n', between.len);
}

static void classify(struct name *n)
{
	if (!n->aside)
		n->text = words_trim(label_strip(n->text));
	n->kind = name_kind_of(n->text);
}

/* An outlet's name may have & and và in it, and dashes: all of a short *REST. */
static bool take_outlet(struct str *rest, struct name *out)
{
	enum { OUTLET_BYTES = 120 };
	struct str all = rest->ptr ? words_trim(*rest) : STR("");
	if (all.len == 0 || all.len > OUTLET_BYTES || all.ptr[0] == '(' || !outlet_is(all))
		return false;
	*out = (struct name){.text = all, .kind = NAME_OUTLET};
	rest->ptr = NULL;
	return true;
}

bool names_next(struct str *rest, struct name *out)
{
	struct name next;
	struct str after;
	if (take_outlet(rest, out))
		return true;
	if (!take_piece(rest, out))
		return false;
	classify(out);
	if (out->aside || (out->kind != NAME_BODY && out->kind != NAME_ROLE))
		return true;
	const char *start = out->text.ptr;
	for (;;) {
		after = *rest;
		if (!take_piece(&after, &next) || next.aside || next.text.len == 0)
			return true;
		struct str end = next.text;
		classify(&next);
		if (is_divided(out->text.ptr + out->text.len, end.ptr) ||
			is_certainly_somebody(&next))
			return true;
		out->text = str_make(start, (size_t)(end.ptr + end.len - start));
		*rest = after;
	}
}
