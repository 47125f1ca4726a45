#include "article/metadata/place.h"

#include "article/metadata/names.h"
#include "article/metadata/outlet.h"
#include "article/metadata/phrase.h"
#include "article/metadata/province.h"
#include "article/words.h"
#include "base/ascii.h"
#include "text/syllable/utf8.h"

enum {
	DATELINE_MAX = 120, /* bytes before and with its date */
	AGENCY_MAX = 120,   /* bytes up to its closing bracket */
	OUTLET_MAX = 60,    /* bytes of one behind a date */
	PLACE_WORDS_MAX = 6,
	TOWN_WORDS_MAX = 4
};

static const char *const day_words[] = {
	"ngày", "sáng", "trưa", "chiều", "tối", "đêm", "hôm", "nay", "qua", "rạng"};
static const char *const city_words[] = {"tp", "phố"};
/* the last word before a place's own name */
static const char *const kind_words[] = {
	"tỉnh", "phố", "tp", "huyện", "quận", "xã", "tx", "trấn", "tt", "đô"};
/* "thành phố", "thị xã", "thị trấn": a phố alone is a street, a xã a village */
static const char *const first_words[] = {"thành", "thị"};
static const char *const second_words[] = {"phố", "xã", "trấn"};
static const char *const town_words[] = {"huyện", "tp", "quận", "tx", "tỉnh"};

static bool is_dash(struct str s, size_t at)
{
	struct str rest = str_slice(s, at, s.len);
	return str_starts_with(rest, STR("-")) || str_starts_with(rest, STR("–")) ||
	       str_starts_with(rest, STR("—"));
}

/* Whether NAME begins by saying what it is: "TP. Vinh", "Thị xã Ba Đồn". */
static bool says_its_kind(struct str name)
{
	struct word w;
	size_t at = 0;
	if (!words_next(name, &at, &w))
		return false;
	return WORDS_IS(&w, town_words) ||
	       (WORDS_IS(&w, first_words) && words_next(name, &at, &w) &&
		       WORDS_IS(&w, second_words));
}

/* Ông Lò Duy; Nguyễn Văn A, unless a province begins so: Lâm Đồng. */
static bool is_person(struct str name)
{
	static const char *const titles[] = {"ông", "bà", "anh", "chị", "cô", "chú", "bác", "em",
		"đồng", "gs", "pgs", "ts", "ths", "bs", "ks", "ls", "nsnd", "nsưt", "đ"};
	enum { NAME_WORDS_MIN = 3 };
	struct word first;
	struct province_match m;
	size_t at = 0;
	if (!words_next(name, &at, &first))
		return false;
	if (province_read(name, &first, &m) || says_its_kind(name))
		return false;
	return words_count(name) >= NAME_WORDS_MIN && !WORDS_IS(&first, kind_words) &&
	       (WORDS_IS(&first, titles) || name_is_surname(&first));
}

/* NAME without what stands in brackets at its end: "Sốp Cộp (Sơn La)". */
static struct str without_bracket(struct str name)
{
	const char *open = name.len > 0 ? memchr(name.ptr, '(', name.len) : NULL;
	return open && name.ptr[name.len - 1] == ')'
		       ? words_trim(str_make(name.ptr, (size_t)(open - name.ptr)))
		       : name;
}

/* Whether all words of PLACE have a capital, or say what it is (tỉnh, TP.), and nobody is
   called so. */
static bool is_place_name(struct str place)
{
	/* "Theo AFP, ngày 5/3" */
	static const char *const openings[] = {
		"theo", "vào", "trong", "tại", "từ", "nguồn", "ngay"};
	place = without_bracket(place);
	if (is_person(place))
		return false;
	struct word w;
	size_t count = 0;
	for (size_t i = 0; i < place.len; i++) {
		if (place.ptr[i] == '\0' || strchr("():;|\"0123456789", place.ptr[i]))
			return false;
	}
	for (size_t at = 0; words_next(place, &at, &w); count++) {
		if (count == PLACE_WORDS_MAX)
			return false;
		if (!w.capitalised && !WORDS_IS(&w, kind_words))
			return count > 0 && province_begun(place);
		if (count == 0 && WORDS_IS(&w, openings))
			return false;
	}
	return count > 0;
}

/* HEAD without the weekday that it ends with: "Thứ Ba", "Chủ nhật". */
static struct str without_weekday(struct str head)
{
	static const char *const ordinal[] = {"thứ"}, *const lord[] = {"chủ"},
				 *const days[] = {"hai", "ba", "tư", "năm", "sáu", "bảy", "2", "3",
					 "4", "5", "6", "7"},
				 *const sun[] = {"nhật"};
	struct word last, before;
	if (!words_before(head, head.len, &last) || !words_before(head, last.start, &before))
		return head;
	bool weekday = (WORDS_IS(&before, ordinal) && WORDS_IS(&last, days)) ||
		       (WORDS_IS(&before, lord) && WORDS_IS(&last, sun));
	return weekday ? words_trim(str_slice(head, 0, before.start)) : head;
}

/* HEAD without the time of day that it ends with: "hồi 14 giờ", "lúc 8 giờ 30 phút". */
static struct str without_clock(struct str head)
{
	static const char *const words[] = {"giờ", "phút", "hồi", "lúc", "h"};
	struct word w;
	struct str rest = head;
	bool clock = false;
	while (words_before(rest, rest.len, &w)) {
		bool told = WORDS_IS(&w, words);
		if (!told && !ascii_is_digit(w.raw.ptr[0]))
			break;
		clock |= told;
		rest = words_trim(str_slice(rest, 0, w.start));
	}
	return clock ? rest : head;
}

/* What stands before the date, without "ngày", the time of day, the weekday and the
   comma. A dash there sets
   off an outlet, "Quân đội Nhân dân Online - Chiều 9/5", more often than a place. */
static struct str place_before(struct str head, bool *comma)
{
	struct word w;
	*comma = false;
	for (size_t len = head.len + 1; head.len < len;) {
		len = head.len;
		while (words_before(head, head.len, &w) && WORDS_IS(&w, day_words))
			head.len = w.start;
		head = without_clock(words_trim(head));
		if (str_ends_with(head, STR(","))) {
			*comma = true;
			head.len--;
		}
		head = without_weekday(words_trim(head));
	}
	return head;
}

/* Where a dash between spaces divides what M takes for a range of days, "27/3/2018 – Ngày 26/3";
   else 0. */
static size_t spaced_dash(struct str text, const struct date_match *m)
{
	for (size_t at = m->start; m->earlier_count > 0 && at < m->end; at++) {
		if (is_dash(text, at) && words_space(text, at - 1) > 0)
			return at;
	}
	return 0;
}

/* The first date of a text, which ends at a dash between spaces: what follows is the text. */
static bool first_date(struct str head, struct date_match *m)
{
	struct date_finder f;
	date_finder_start(&f, head);
	if (!date_finder_next(&f, m))
		return false;
	size_t dash = spaced_dash(head, m);
	if (dash > 0 && m->earlier[0].day != 0 && m->earlier[0].year != 0) {
		date_finder_start(&f, str_slice(head, 0, dash));
		return date_finder_next(&f, m);
	}
	return true;
}

/* The bracket before END that nothing closes, from START on; else END. */
static size_t open_bracket(struct str text, size_t start, size_t end)
{
	size_t at = end;
	while (at > start && text.ptr[at - 1] != '(' && text.ptr[at - 1] != ')')
		at--;
	return at > start && text.ptr[at - 1] == '(' ? at - 1 : end;
}

/* The end of the bracket that a date stands in, behind which AT is: a time of day or an outlet may
   follow it. */
static size_t close_bracket(struct str text, size_t at)
{
	struct str rest = utf8_cut(str_slice(text, at, text.len), OUTLET_MAX);
	const char *close = rest.len > 0 ? memchr(rest.ptr, ')', rest.len) : NULL;
	if (!close)
		return 0;
	struct str between = words_trim(str_slice(rest, 0, (size_t)(close - rest.ptr)));
	if (str_starts_with(between, STR(",")) || str_starts_with(between, STR("-")))
		between = words_trim(str_slice(between, 1, between.len));
	enum name_kind kind = name_kind_of(between);
	bool good = kind == NAME_NOBODY || kind == NAME_OUTLET;
	return good ? at + (size_t)(close - rest.ptr) + 1 : 0;
}

/* The place in TEXT before its date, which begins at AT and stands in the bracket that OPEN is at:
   "Hà Nội (TTXVN 27/3)", "TTXVN (Hà Nội 27/3)"; "Hà Nội (27/3)" where that is all, since somebody's
   name may be set so, or an event's. False where something else does. */
static bool place_by_bracket(
	struct str text, size_t start, size_t open, size_t at, struct dateline *out)
{
	bool comma;
	struct str before = words_trim(str_slice(text, start, open));
	struct str within = place_before(str_slice(text, open + 1, at), &comma);
	enum name_kind kind = name_kind_of(within);
	bool reversed = outlet_is(before);
	bool alone = kind == NAME_NOBODY && words_skip_space(text, out->end) == text.len;
	out->place = reversed ? within : before;
	return (reversed || kind == NAME_OUTLET ||
		       (alone && (province_begun(before) || says_its_kind(before)))) &&
	       is_place_name(out->place);
}

/* Whether HEAD has a figure, and a sign that sets a dateline off: seen at once. */
static bool may_be_dated(struct str head)
{
	bool sign = false, figure = false;
	for (size_t at = 0; at < head.len && !(sign && figure); at++) {
		char c = head.ptr[at];
		figure |= ascii_is_digit(c);
		sign |= c == ',' || c == '(' || c == '-' || c == '\xE2';
	}
	return sign && figure;
}

/* Where what was sent begins: behind an agency's name in brackets, "(TTXVN) Huế, 27/3", "(TTXVN) –
   Huế, 27/3"; START where there is none. */
static size_t behind_agency(struct str text, size_t start)
{
	struct str rest = utf8_cut(str_slice(text, start, text.len), OUTLET_MAX);
	const char *close =
		str_starts_with(rest, STR("(")) ? memchr(rest.ptr, ')', rest.len) : NULL;
	size_t inside = close ? (size_t)(close - rest.ptr) : 0;
	if (!close || !outlet_is(words_trim(str_slice(rest, 1, inside))))
		return start;
	size_t at = words_skip_space(text, start + inside + 1);
	if (is_dash(text, at))
		at = words_skip_space(text, at + (str_at(text, at) == '-' ? 1 : STR("–").len));
	return at;
}

bool dateline_read(struct str text, struct dateline *out)
{
	struct date_match m;
	*out = (struct dateline){0};
	struct str head = utf8_cut(text, DATELINE_MAX);
	if (!may_be_dated(head) || !first_date(head, &m) || m.date.day == 0)
		return false;
	size_t start = behind_agency(text, words_skip_space(text, 0));
	size_t open = open_bracket(text, start, m.start);
	size_t close = open < m.start ? close_bracket(text, m.end) : 0;
	bool comma;
	out->date = m.date;
	out->end = close > 0 ? close : m.end;
	if (open > start && open < m.start)
		return close > 0 && place_by_bracket(text, start, open, m.start, out);
	out->place =
		place_before(str_slice(text, open < m.start ? open + 1 : start, m.start), &comma);
	bool marked = close > 0 || is_dash(text, words_skip_space(text, m.end));
	if (out->place.len > 0 && !((comma || marked) && is_place_name(out->place)))
		return false;
	if (name_kind_of(out->place) == NAME_OUTLET) /* "(TTXVN, 27/3)" */
		out->place = STR("");
	return out->place.len > 0 || marked;
}

/* The place and outlet of an opening's parts, "Sơn La, 27/3/2018" before the bracket and "TTXVN" in
   it, or the reverse. */
static bool read_opening(struct str before, struct str inside, struct agency *out)
{
	struct date_match m;
	struct date_finder f;
	struct dateline dated;
	bool comma;
	date_finder_start(&f, inside);
	if (date_finder_next(&f, &m))
		inside = words_trim(place_before(str_slice(inside, 0, m.start), &comma));
	if (outlet_is(before)) {
		*out = (struct agency){.place = inside, .outlet = before};
		return true;
	}
	out->place =
		dateline_read(before, &dated) && dated.end == before.len ? dated.place : before;
	bool placed = before.len == 0 && province_is(inside);
	out->outlet = placed ? STR("") : inside;
	out->place = placed ? inside : out->place;
	return placed || outlet_is(inside);
}

bool agency_read(struct str text, struct agency *out)
{
	size_t start = words_skip_space(text, 0);
	struct str head = utf8_cut(str_slice(text, start, text.len), AGENCY_MAX);
	const char *open = head.len > 0 ? memchr(head.ptr, '(', head.len) : NULL;
	size_t at = open ? (size_t)(open - head.ptr) : head.len;
	const char *close = open ? memchr(open, ')', head.len - at) : NULL;
	if (!close)
		return false;
	size_t end = (size_t)(close - head.ptr);
	struct str before = words_trim(str_slice(head, 0, at));
	if (!read_opening(before, words_trim(str_slice(head, at + 1, end)), out))
		return false;
	end = words_skip_space(head, end + 1);
	bool marked = is_dash(head, end) || str_at(head, end) == ':';
	bool good = out->place.len == 0 || is_place_name(out->place);
	return (before.len == 0 && out->outlet.len > 0) || (marked && good);
}

/* A capital before a place's name makes it part of another name, unless it stands
   there for another reason: an acronym, the word for a province, the first word. */
static bool belongs_to_name(struct str text, const struct word *before)
{
	struct spelling s;
	if (!before->capitalised || WORDS_IS(before, kind_words))
		return false;
	spelling_of(before->raw, &s);
	if (s.flags & TOKEN_CAPITALS)
		return false;
	return words_skip_space(text, 0) != before->start || name_is_surname(before);
}

/* The first places that a text names, and how far we are. */
struct scan {
	struct str text;
	struct word before, earlier; /* the last two words; empty at the beginning */
	const char *province;
	struct str town;
};

static bool is_province(const struct scan *s, const struct word *w, const struct province_match *m)
{
	static const char *const outlet_words[] = {"báo", "đài", "cổng"}; /* Báo Nghệ An */
	bool first = s->before.raw.len == 0;
	if (!first && !w->broken && WORDS_IS(&s->before, outlet_words))
		return false;
	if (!m->province || (m->only_as_city && (first || !WORDS_IS(&s->before, city_words))))
		return false;
	return first || w->broken || !belongs_to_name(s->text, &s->before);
}

/* Does a word for a city, district or town stand before W: huyện, TP., thị xã? In a
   text all in capitals nothing says where the name ends. */
static bool is_town(const struct scan *s, const struct word *w)
{
	const struct word *kind = &s->before;
	bool figure = ascii_is_digit(w->raw.ptr[0]);
	if (kind->raw.len == 0 || figure || (kind->capitalised && s->earlier.capitalised))
		return false;
	if (w->broken && s->text.ptr[kind->end] != '.')
		return false;
	return WORDS_IS(kind, town_words) ||
	       (WORDS_IS(kind, second_words) && s->earlier.raw.len > 0 &&
		       WORDS_IS(&s->earlier, first_words));
}

/* Whether the name of COUNT words from FIRST on, which ends at END, goes on in TEXT with the word
   NEXT behind it, small letters or not: "Đồng bằng sông Cửu Long", "Đông Nam bộ", "Hưng yên". */
static bool goes_on(
	struct str text, const struct word *first, int count, size_t end, const struct word *next)
{
	/* of towns and what else is called so: quận Cam, TP Vinh; all other names are longer */
	static const char *const single[] = {
		"vinh", "huế", "cam", "mỹ", "nga", "pháp", "đức", "anh", "nhật", "ý", "úc"};
	static const char *const longer[] = {"đồng bằng sông cửu long", "đồng bằng sông hồng",
		"đồng bằng bắc bộ", "đồng bằng nam bộ", "bắc trung bộ", "nam trung bộ",
		"đông nam bộ", "tây nam bộ", "duyên hải miền trung", "duyên hải nam trung bộ",
		"duyên hải bắc trung bộ", "trung du miền núi", "trung du và miền núi",
		"miền núi phía bắc", "hồ chí minh"};
	struct phrase p;
	if (next->broken)
		return false;
	if (next->capitalised)
		return true;
	if (count == 1)
		return spelling_is_syllable(first->raw) && !WORDS_IS(first, single);
	phrase_read(text, first->start, &p);
	size_t words = PHRASE_BEGINS(&p, longer);
	return words > 0 && p.ends[words - 1] > end;
}

/* Empty where FIRST begins something longer. */
static struct str read_town(struct str text, const struct word *first)
{
	struct word w;
	size_t end = first->end, at = end;
	int count = 1;
	bool more = words_next(text, &at, &w);
	for (; more && count < TOWN_WORDS_MAX && w.capitalised && !w.broken; count++) {
		end = w.end;
		more = words_next(text, &at, &w);
	}
	bool part = more && goes_on(text, first, count, end, &w);
	return part ? STR("") : str_slice(text, first->start, end);
}

/* Reads TEXT as far as its first province. */
static struct scan scan_places(struct str text)
{
	struct scan s = {.text = text, .town = {"", 0}};
	struct province_match m;
	struct word w;
	for (size_t at = 0; words_next(text, &at, &w); s.earlier = s.before, s.before = w) {
		if (!w.capitalised)
			continue;
		if (s.town.len == 0 && is_town(&s, &w))
			s.town = read_town(text, &w);
		if (!province_read(text, &w, &m))
			continue;
		if (is_province(&s, &w, &m)) {
			s.province = m.province;
			break;
		}
		at = m.end;
	}
	return s;
}

/* "TP. Pleiku", "thị xã Sông Công": the name alone */
static struct str without_kind(struct str place)
{
	struct word w;
	for (size_t at = 0; words_next(place, &at, &w);) {
		if (!WORDS_IS(&w, kind_words) && !WORDS_IS(&w, first_words))
			return str_slice(place, w.start, place.len);
	}
	return place;
}

static struct article_field guess(struct str place)
{
	return (struct article_field){place, place.len > 0 ? PROVENANCE_GUESS : PROVENANCE_NONE};
}

struct str place_usual(struct arena *memory, struct str written)
{
	const char *province = scan_places(written).province;
	if (!province)
		province = province_begun(written);
	return province ? str_from_c(province) : words_tidy(memory, without_kind(written));
}

struct article_field place_find(struct arena *memory, struct str title, struct str lead)
{
	struct dateline line;
	if (dateline_read(lead, &line) && line.place.len > 0) {
		return (struct article_field){place_usual(memory, line.place), PROVENANCE_TEXT};
	}
	struct agency agency;
	if (agency_read(lead, &agency) && agency.place.len > 0)
		return (struct article_field){place_usual(memory, agency.place), PROVENANCE_TEXT};
	struct scan in_title = scan_places(title);
	if (in_title.province)
		return guess(str_from_c(in_title.province));
	struct scan in_lead = scan_places(lead);
	if (in_lead.province)
		return guess(str_from_c(in_lead.province));
	return guess(words_tidy(memory, in_title.town.len > 0 ? in_title.town : in_lead.town));
}

const char *place_of_issuer(struct str issuer)
{
	struct province_match m;
	struct word w;
	const char *last = NULL;
	for (size_t at = 0; words_next(issuer, &at, &w);) {
		if (w.capitalised && province_read(issuer, &w, &m)) {
			last = m.province ? m.province : last;
			at = m.end;
		}
	}
	return last;
}
