#include "article/metadata/province.h"

#include "article/metadata/phrase.h"

enum { WORDS_MAX = 4 };

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
	{"hà nội mới", NULL, false}, /* a newspaper */
	{"hà nội", "Hà Nội", false},
	{"hà tĩnh", "Hà Tĩnh", false},
	{"hải dương", "Hải Dương", false},
	{"hải phòng", "Hải Phòng", false},
	{"hậu giang", "Hậu Giang", false},
	{"hòa bình", "Hòa Bình", false},
	{"hồ chí minh", "TP. Hồ Chí Minh", true},
	{"tphcm", "TP. Hồ Chí Minh", false},
	{"hcm", "TP. Hồ Chí Minh", false},
	{"sài gòn giải phóng", NULL, false}, /* newspapers */
	{"sài gòn tiếp thị", NULL, false},
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
	/* of before 1997 and 2008 */
	{"bắc thái", "Bắc Thái", false},
	{"hà bắc", "Hà Bắc", false},
	{"hà tây", "Hà Tây", false},
	{"hải hưng", "Hải Hưng", false},
	{"nghệ tĩnh", "Nghệ Tĩnh", false},
	{"sông bé", "Sông Bé", false},
	{"thuận hải", "Thuận Hải", false},
	{"vĩnh phú", "Vĩnh Phú", false},
};

enum { NAME_COUNT = sizeof names / sizeof *names };

bool province_is(struct str name)
{
	struct word first;
	struct province_match m;
	size_t at = 0;
	return words_next(name, &at, &first) && province_read(name, &first, &m) && m.province &&
	       m.end == name.len;
}

const char *province_begun(struct str name)
{
	struct phrase p;
	struct word first;
	size_t at = 0;
	if (!words_next(name, &at, &first) || !first.capitalised)
		return NULL;
	phrase_read_few(name, 0, WORDS_MAX, &p);
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (names[i].province && phrase_is(&p, &names[i].written, 1))
			return names[i].province;
	}
	return NULL;
}

const char *province_name(size_t i)
{
	return i < NAME_COUNT ? names[i].written : NULL;
}

static bool begins_name(const struct phrase *p)
{
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (names[i].written[0] == p->text[0] &&
			strncmp(names[i].written, p->text, p->lengths[0]) == 0)
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

/* The words of TEXT from FIRST on that may be one name: capitals, nothing but spaces and
   dashes between. */
static size_t read_capitals(struct str text, const struct word *first)
{
	struct word w;
	size_t end = first->end;
	for (size_t at = end, count = 1; count < WORDS_MAX && words_next(text, &at, &w); count++) {
		if (!w.capitalised || w.broken)
			break;
		end = w.end;
	}
	return end;
}

bool province_read(struct str text, const struct word *first, struct province_match *out)
{
	struct phrase p;
	if (!may_begin_name(text, first))
		return false;
	/* Spelling costs most: the other words only where the first is a province's. */
	phrase_read(str_slice(text, 0, first->end), first->start, &p);
	if (p.count == 0 || !begins_name(&p))
		return false;
	phrase_read(str_slice(text, 0, read_capitals(text, first)), first->start, &p);
	for (size_t count = p.count; count > 0; count--) {
		struct str name = str_make(p.text, p.lengths[count - 1]);
		for (size_t i = 0; i < NAME_COUNT; i++) {
			if (names[i].written[0] != name.ptr[0] ||
				!str_eq(name, str_from_c(names[i].written)))
				continue;
			*out = (struct province_match){
				names[i].province, names[i].only_as_city, p.ends[count - 1]};
			return true;
		}
	}
	return false;
}
