#include "article/metadata/province.h"

enum { NAME_SIZE = 48, WORDS_MAX = 4 };

static const struct {
	const char *written; /* in canonical spelling, a space between words */
	const char *province;
	bool only_as_city;
} names[] = {
	{"an giang", "An Giang", false},
	{"bà rịa vũng tàu", "Bà Rịa - Vũng Tàu", false},
	{"bà rịa", "Bà Rịa - Vũng Tàu", false},
	{"vũng tàu", "Bà Rịa - Vũng Tàu", false},
	{"bạc liêu", "Bạc Liêu", false},
	{"bắc giang", "Bắc Giang", false},
	{"bắc kạn", "Bắc Kạn", false},
	{"bắc cạn", "Bắc Kạn", false},
	{"bắc ninh", "Bắc Ninh", false},
	{"bến tre", "Bến Tre", false},
	{"bình dương", "Bình Dương", false},
	{"bình định", "Bình Định", false},
	{"bình phước", "Bình Phước", false},
	{"bình thuận", "Bình Thuận", false},
	{"cà mau", "Cà Mau", false},
	{"cao bằng", "Cao Bằng", false},
	{"cần thơ", "Cần Thơ", false},
	{"đà nẵng", "Đà Nẵng", false},
	{"đắk lắk", "Đắk Lắk", false},
	{"đắc lắc", "Đắk Lắk", false},
	{"đăk lăk", "Đắk Lắk", false},
	{"đắk nông", "Đắk Nông", false},
	{"đắc nông", "Đắk Nông", false},
	{"đăk nông", "Đắk Nông", false},
	{"điện biên phủ", "Điện Biên", false},
	{"điện biên", "Điện Biên", false},
	{"đồng nai", "Đồng Nai", false},
	{"đồng tháp", "Đồng Tháp", false},
	{"gia lai", "Gia Lai", false},
	{"hà giang", "Hà Giang", false},
	{"hà nam", "Hà Nam", false},
	{"hà nội", "Hà Nội", false},
	{"hà tĩnh", "Hà Tĩnh", false},
	{"hải dương", "Hải Dương", false},
	{"hải phòng", "Hải Phòng", false},
	{"hậu giang", "Hậu Giang", false},
	{"hòa bình", "Hòa Bình", false},
	{"hồ chí minh", "TP. Hồ Chí Minh", true},
	{"tphcm", "TP. Hồ Chí Minh", false},
	{"hcm", "TP. Hồ Chí Minh", false},
	{"sài gòn", "TP. Hồ Chí Minh", false},
	{"hưng yên", "Hưng Yên", false},
	{"khánh hòa", "Khánh Hòa", false},
	{"kiên giang", "Kiên Giang", false},
	{"kon tum", "Kon Tum", false},
	{"kontum", "Kon Tum", false},
	{"lai châu", "Lai Châu", false},
	{"lạng sơn", "Lạng Sơn", false},
	{"lào cai", "Lào Cai", false},
	{"lâm đồng", "Lâm Đồng", false},
	{"long an", "Long An", false},
	{"nam định", "Nam Định", false},
	{"nghệ an", "Nghệ An", false},
	{"ninh bình", "Ninh Bình", false},
	{"ninh thuận", "Ninh Thuận", false},
	{"phú thọ", "Phú Thọ", false},
	{"phú yên", "Phú Yên", false},
	{"quảng bình", "Quảng Bình", false},
	{"quảng nam", "Quảng Nam", false},
	{"quảng ngãi", "Quảng Ngãi", false},
	{"quảng ninh", "Quảng Ninh", false},
	{"quảng trị", "Quảng Trị", false},
	{"sóc trăng", "Sóc Trăng", false},
	{"sơn la", "Sơn La", false},
	{"tây ninh", "Tây Ninh", false},
	{"thái bình dương", NULL, false}, /* the Pacific */
	{"thái bình", "Thái Bình", false},
	{"thái nguyên", "Thái Nguyên", false},
	{"thanh hóa", "Thanh Hóa", false},
	{"thừa thiên huế", "Thừa Thiên Huế", false},
	{"huế", "Huế", false},
	{"tiền giang", "Tiền Giang", false},
	{"trà vinh", "Trà Vinh", false},
	{"tuyên quang", "Tuyên Quang", false},
	{"vĩnh long", "Vĩnh Long", false},
	{"vĩnh phúc", "Vĩnh Phúc", false},
	{"yên bái", "Yên Bái", false},
};

enum { NAME_COUNT = sizeof names / sizeof *names };

const char *province_name(size_t i)
{
	return i < NAME_COUNT ? names[i].written : NULL;
}

/* The first words of a text, as far as they may be a name. */
struct reading {
	char text[NAME_SIZE];
	size_t lengths[WORDS_MAX]; /* of the text's first word, its first two, … */
	size_t ends[WORDS_MAX];    /* where they end in the source */
	size_t count;
};

static bool add_word(struct reading *r, const struct word *w)
{
	struct spelling s;
	size_t len = r->count > 0 ? r->lengths[r->count - 1] + 1 : 0;
	spelling_of(w->raw, &s);
	if (s.exact_len == 0 || len + s.exact_len > NAME_SIZE)
		return false;
	if (len > 0)
		r->text[len - 1] = ' ';
	memcpy(r->text + len, s.exact, s.exact_len);
	r->lengths[r->count] = len + s.exact_len;
	r->ends[r->count++] = w->end;
	return true;
}

static bool begins_name(const struct reading *r)
{
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (names[i].written[0] == r->text[0] &&
			strncmp(names[i].written, r->text, r->lengths[0]) == 0)
			return true;
	}
	return false;
}

/* Most capitals only begin a sentence: seen at once, without spelling a word. */
static bool may_begin_name(struct str text, const struct word *first)
{
	static const char *const single[] = {"huế", "hcm", "tphcm", "kontum"};
	struct word w;
	size_t at = first->end;
	return (words_next(text, &at, &w) && w.capitalised && !w.broken) || WORDS_IS(first, single);
}

bool province_read(struct str text, const struct word *first, struct province_match *out)
{
	struct reading r = {.count = 0};
	struct word w;
	if (!may_begin_name(text, first) || !add_word(&r, first) || !begins_name(&r))
		return false;
	for (size_t at = first->end; r.count < WORDS_MAX && words_next(text, &at, &w);) {
		if (!w.capitalised || w.broken || !add_word(&r, &w))
			break;
	}
	for (size_t count = r.count; count > 0; count--) {
		struct str name = str_make(r.text, r.lengths[count - 1]);
		for (size_t i = 0; i < NAME_COUNT; i++) {
			if (!str_eq(name, str_from_c(names[i].written)))
				continue;
			*out = (struct province_match){
				names[i].province, names[i].only_as_city, r.ends[count - 1]};
			return true;
		}
	}
	return false;
}
