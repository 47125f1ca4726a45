#include "article/metadata/letterhead.h"

#include "article/metadata/date_choice.h"
#include "article/metadata/document_kind.h"
#include "article/metadata/names.h"
#include "article/metadata/phrase.h"
#include "article/metadata/piece.h"
#include "article/metadata/place.h"
#include "article/metadata/subject.h"
#include "base/ascii.h"
#include "text/date/find.h"
#include "text/syllable/utf8.h"

enum {
	HEAD_MAX = 2000, /* bytes that are looked at */
	DATED_MAX = 120, /* bytes of place and date */
	BODY_WORDS = 14, /* of an issuing body's name, a line */
};

static const char *const mottos[] = {"cộng hòa xã hội chủ nghĩa việt nam",
	"độc lập tự do hạnh phúc", "đảng cộng sản việt nam", "chxhcn việt nam",
	"đoàn tncs hồ chí minh"};

/* Narrow columns break them. */
static const char *const motto_begins[] = {"cộng hòa xã hội chủ nghĩa việt",
	"cộng hòa xã hội chủ nghĩa", "cộng hòa xã hội chủ", "cộng hòa xã hội", "độc lập tự do",
	"độc lập tự"};
static const char *const motto_ends[] = {"nam", "việt nam", "nghĩa việt nam", "chủ nghĩa việt nam",
	"hạnh phúc", "do hạnh phúc", "phúc"};

/* Words that an issuing body's name begins with. */
static const char *const bodies[] = {"ủy ban", "ubnd", "ubmttq", "bộ", "sở", "hội đồng", "hđnd",
	"công an", "cục", "tổng cục", "chi cục", "ban", "văn phòng", "thành ủy", "tỉnh ủy",
	"huyện ủy", "quận ủy", "thị ủy", "đảng ủy", "đảng bộ", "công ty", "tổng công ty",
	"tập đoàn", "ngân hàng", "trường", "bệnh viện", "tòa án", "viện", "liên đoàn", "hội",
	"đoàn", "mặt trận", "trung tâm", "phòng", "quân khu", "bộ chỉ huy", "bảo hiểm", "kho bạc",
	"hải quan", "thanh tra", "đài", "báo", "chính phủ", "thủ tướng", "quốc hội",
	"chủ tịch nước", "đại học", "học viện", "kiểm toán", "thông tấn xã", "điện lực", "thuế",
	"vụ", "tổ", "ubmt", "hiệp hội", "liên hiệp", "liên minh", "quỹ", "nhà xuất bản", "bch",
	"bđbp", "bộ đội", "vietnam", "tct", "ctcp", "cty", "đội", "trạm", "khu", "cơ quan",
	"tổng liên đoàn", "chi nhánh", "bưu điện", "nhà máy", "xí nghiệp", "hợp tác xã"};

/* What one body's name above or behind another's begins with, where all is in one line. */
static const char *const lower_bodies[] = {"sở", "cục", "chi cục", "tổng cục", "vụ", "văn phòng",
	"trung tâm", "bệnh viện", "trường", "chi nhánh", "thanh tra", "phòng giáo dục",
	"phòng nội vụ", "phòng tài chính", "phòng văn hóa", "phòng y tế", "ban quản lý",
	"ban chỉ đạo", "ban tuyên giáo", "ban tổ chức"};

static const char *const places[] = {"tỉnh", "thành phố", "tp", "huyện", "quận", "thị xã", "xã",
	"phường", "thị trấn", "đặc khu"};

static const char *const number_words[] = {"số", "số hiệu"};
/* Of what a parliament passes, where a colon follows: "Luật số: 12/2018/QH14". */
static const char *const act_numbers[] = {
	"luật số", "bộ luật số", "nghị quyết số", "pháp lệnh số", "lệnh số"};
static const char *const subjects[] = {"về việc", "v v", "về", "vv"};
static const char *const addresses[] = {"địa chỉ", "điện thoại", "đt", "tel", "fax", "email",
	"e mail", "website", "hotline", "trụ sở", "mã số thuế", "mst"};

/* ---- One piece after the other ---- */

struct scan {
	struct str text; /* the beginning, HEAD_MAX bytes */
	size_t at;
	size_t end;         /* of the piece that begins there */
	struct phrase here; /* its words */
	bool motto, body, dated, kind;
	bool press;   /* THÔNG CÁO BÁO CHÍ above all */
	bool written; /* the body with small letters */
	bool act;     /* its number is that of what a parliament passes */
	struct letterhead *out;
};

/* Of a rule between the lines: "-o0o-", "-0-", ":-". */
static bool is_in_rule(struct str s, size_t at)
{
	char before = at > 0 ? s.ptr[at - 1] : '\0', c = str_at(s, at), next = str_at(s, at + 1);
	if (c == ':')
		return next == '-';
	return c != '\0' && strchr("oO0&", c) && before != '\0' && strchr("-*=oO0", before) &&
	       next != '\0' && strchr("-*=oO0", next);
}

static size_t skip_blank(struct str s, size_t at)
{
	for (;;) {
		size_t space = words_space(s, at);
		if (space == 0 && is_in_rule(s, at))
			space = 1;
		if (space == 0 && at < s.len && strchr("-_*=~.", s.ptr[at]) && s.ptr[at] != '\0')
			space = 1;
		if (space == 0 && str_starts_with(str_slice(s, at, s.len), STR("–")))
			space = STR("–").len;
		if (space == 0 && str_starts_with(str_slice(s, at, s.len), STR("—")))
			space = STR("—").len;
		if (space == 0)
			return at;
		at += space;
	}
}

/* Where the words of TABLE end that the piece that S stands at begins with, or its beginning. */
static size_t table_here(const struct scan *s, const char *const *table, size_t count)
{
	size_t words = phrase_begins(&s->here, table, count);
	return words > 0 ? s->here.ends[words - 1] : s->at;
}

#define TABLE_HERE(s, table) table_here(s, table, sizeof(table) / sizeof *(table))

/* Goes on to the next piece. Returns false at the end. */
static bool next_piece(struct scan *s)
{
	s->at = skip_blank(s->text, s->at);
	s->end = piece_end(s->text, s->at);
	phrase_read(str_slice(s->text, 0, s->end), s->at, &s->here);
	return s->at < s->text.len;
}

/* Whether the piece is a motto's beginning or end, and nothing else. */
static bool is_broken_motto(const struct scan *s)
{
	return PHRASE_IS(&s->here, motto_begins) || (s->motto && PHRASE_IS(&s->here, motto_ends));
}

static bool read_motto(struct scan *s)
{
	size_t end = TABLE_HERE(s, mottos);
	if (end == s->at && is_broken_motto(s))
		end = s->end;
	if (end == s->at)
		return false;
	s->motto = true;
	s->at = end;
	return true;
}

/* "Số: 12/TB-UBND"; the figure may be left blank, to be written by hand. */
static bool read_number(struct scan *s)
{
	size_t end = TABLE_HERE(s, number_words);
	bool act = end == s->at;
	if (act)
		end = TABLE_HERE(s, act_numbers);
	if (end == s->at)
		return false;
	size_t sign = end;
	while (str_at(s->text, sign) == ' ')
		sign++;
	if (act && str_at(s->text, sign) != ':')
		return false;
	bool colon = str_at(s->text, sign) == ':' || str_at(s->text, end) == '.';
	size_t at = str_at(s->text, sign) == ':' ? sign + 1 : end + colon;
	while (str_at(s->text, at) == ' ' || str_at(s->text, at) == '.' ||
		words_space(s->text, at) == 2)
		at += words_space(s->text, at) == 2 ? 2 : 1;
	struct str code = document_number_at(s->text, at);
	bool figure = code.len > 0 && ascii_is_digit(code.ptr[0]);
	bool divided = code.len > 0 &&
		       (memchr(code.ptr, '/', code.len) || memchr(code.ptr, '-', code.len));
	if (!(colon && (figure || divided)) && !(figure && divided))
		return false;
	if (figure && s->out->number.len == 0)
		s->out->number = code;
	s->act |= act;
	s->at = at + code.len;
	return true;
}

static bool is_capitals(const struct word *w)
{
	struct spelling s;
	spelling_of(w->raw, &s);
	return (s.flags & TOKEN_CAPITALS) || (words_length(w->raw) == 1 && w->capitalised) ||
	       ascii_is_digit(w->raw.ptr[0]);
}

/* "Cao Bằng, ngày    tháng 3 năm 2018", whose day is to be written by hand. */
static bool is_blank_date(struct str piece)
{
	static const char *const day[] = {"ngày"}, *const month[] = {"tháng"};
	enum { PLACE_WORDS = 5 };
	struct word w;
	size_t at = 0, count = 0;
	while (words_next(piece, &at, &w) && w.capitalised && count < PLACE_WORDS)
		count++;
	return count > 0 && WORDS_IS(&w, day) && words_next(piece, &at, &w) && WORDS_IS(&w, month);
}

static bool read_dated(struct scan *s)
{
	struct dateline line;
	size_t end = s->end < s->at + DATED_MAX ? s->end : s->at + DATED_MAX;
	if (str_find(str_slice(s->text, s->at, end), STR(","), 0) == end - s->at)
		return false; /* seen at once */
	struct str piece = str_slice(s->text, s->at, end);
	bool read = dateline_read(piece, &line);
	if (!read && piece_line_end(s->text, s->at) > s->end) { /* "ngày  14   tháng 7" */
		end = piece_line_end(s->text, s->at);
		end = end < s->at + DATED_MAX ? end : s->at + DATED_MAX;
		piece = str_slice(s->text, s->at, end);
		read = dateline_read(piece, &line);
	}
	if (read && line.place.len > 0) {
		/* "Cao Bằng, ngày 27/3/2018 – Tin" is the dateline of an article */
		size_t behind = s->at + line.end, next = behind;
		struct word w;
		bool more = words_next(str_slice(s->text, 0, end), &next, &w);
		bool apart = more && words_space(s->text, behind) > 0 && !w.broken &&
			     is_capitals(&w) && s->text.ptr[w.start - 1] == ' ';
		if (piece.ptr[0] == '(' || (more && !apart))
			return false;
		s->out->place = line.place;
		s->out->date = line.date;
		s->at = behind;
	} else if (is_blank_date(str_slice(s->text, s->at, piece_line_end(s->text, s->at)))) {
		s->at = piece_line_end(s->text, s->at);
	} else {
		return false;
	}
	s->dated = true;
	return true;
}

/* ---- Issuing bodies ---- */

/* Whether a motto, a kind of document or a lower body begins with the word at AT. */
static bool ends_body(struct str s, size_t at)
{
	struct phrase p;
	size_t end;
	phrase_read(s, at, &p);
	return PHRASE_BEGINS(&p, mottos) > 0 || PHRASE_BEGINS(&p, lower_bodies) > 0 ||
	       document_kind_is_for_press(document_kind_at(&p, &end));
}

/* Whether the word at AT is the second syllable of another: "MÔI TRƯỜNG", "NỘI VỤ". */
static bool is_second(struct str s, size_t at)
{
	static const char *const compounds[] = {"môi trường", "thị trường", "hội trường",
		"nông trường", "lâm trường", "công trường", "nội vụ", "phục vụ", "dịch vụ",
		"nghiệp vụ", "nhiệm vụ", "cơ sở", "trụ sở", "công sở"};
	struct phrase p;
	phrase_read_few(s, at, 2, &p);
	return PHRASE_BEGINS(&p, compounds) > 0;
}

/* The end of a body's name in capitals from AT on. */
static size_t capitals_end(struct str s, size_t at)
{
	struct word w;
	size_t end = at, limit = piece_end(s, at), before = at;
	struct str piece = str_slice(s, 0, limit);
	for (size_t i = 0; i < BODY_WORDS && words_next(piece, &at, &w); before = w.start, i++) {
		if (!is_capitals(&w) ||
			(i > 1 && ends_body(piece, w.start) && !is_second(piece, before)))
			break;
		end = w.end;
	}
	return end;
}

/* Whether all that stands from AT to the end of its line is one body's name with small
   letters. */
static size_t written_end(struct str s, size_t at)
{
	size_t end = piece_end(s, at);
	struct str piece = words_trim(str_slice(s, at, end));
	bool good = words_count(piece) <= BODY_WORDS && piece.len > 0 &&
		    !strchr(".:;,!?", piece.ptr[piece.len - 1]);
	return good ? end : at;
}

static bool read_body(struct scan *s)
{
	if (s->dated)
		return false; /* what is below is its title */
	size_t named = TABLE_HERE(s, bodies);
	size_t placed = TABLE_HERE(s, places);
	bool goes_on = named == s->at && placed > s->at && s->body;
	if (named == s->at && !goes_on)
		return false;
	size_t end = capitals_end(s->text, s->at);
	bool first = !s->motto && s->out->number.len == 0;
	bool written = end < (goes_on ? placed : named);
	if (written)
		end = first ? written_end(s->text, s->at) : s->at;
	if (end == s->at)
		return false;
	struct str name = words_trim(str_slice(s->text, s->at, end));
	bool placed_now = goes_on && s->out->issuer.len > 0; /* ỦY BAN NHÂN DÂN / TỈNH CAO BẰNG */
	if (!placed_now)
		s->out->issuer = name;
	s->out->issuer_place = placed_now ? name : STR("");
	s->body = true;
	s->written |= written;
	s->at = end;
	return true;
}

/* THÔNG CÁO BÁO CHÍ above the number: what is below it is the headline. */
static bool read_press(struct scan *s)
{
	size_t end = 0;
	const char *kind = s->press ? NULL : document_kind_at(&s->here, &end);
	bool first = !s->motto && !s->body && !s->dated && s->out->number.len == 0;
	if (!first || !document_kind_is_for_press(kind))
		return false;
	bool alone = words_trim(str_slice(s->text, end, piece_end(s->text, end))).len == 0;
	if (!alone && TABLE_AT(s->text, end, number_words) == end)
		return false;
	s->out->kind = kind;
	s->press = true;
	s->at = end;
	return true;
}

static bool read_address(struct scan *s)
{
	if (TABLE_HERE(s, addresses) == s->at || !s->body)
		return false;
	s->at = s->end;
	return true;
}

/* Of an act: the parliament once more, and when it sat. */
static bool read_session(struct scan *s)
{
	static const char *const words[] = {
		"quốc hội nước", "quốc hội khóa", "khóa", "kỳ họp", "từ ngày", "đã được quốc hội"};
	if (!s->act || TABLE_HERE(s, words) == s->at)
		return false;
	s->at = piece_line_end(s->text, s->at);
	return true;
}

/* ---- The title ---- */

/* A kind of document in capitals, or alone in its line. */
static bool read_kind(const struct scan *s, size_t *end)
{
	const char *kind = document_kind_at(&s->here, end);
	if (!kind)
		return false;
	struct str written = str_slice(s->text, s->at, *end);
	struct str rest = words_trim(str_slice(s->text, *end, piece_end(s->text, *end)));
	struct word w;
	size_t at = 0;
	bool alone = !words_next(rest, &at, &w);
	bool shouted =
		name_is_shouted(written) || (is_capitals(&(struct word){.raw = written}) && alone);
	if (!shouted && !alone)
		return false;
	s->out->kind = kind;
	return true;
}

/* TITLE without the rule below it. */
static struct str without_rule(struct str title)
{
	struct str rest = title;
	while (rest.len > 0 && rest.ptr[rest.len - 1] != '\0' &&
		strchr("-_*=~", rest.ptr[rest.len - 1]))
		rest.len--;
	return rest.len + 2 < title.len ? words_trim(rest) : title;
}

/* Where what counts and dates a kind for the press ends, "SỐ 4 NGÀY 6/6/2025" behind END; END where
   something else stands there. */
static size_t pass_count(struct scan *s, size_t end)
{
	struct date_finder f;
	struct date_match m;
	size_t line = piece_line_end(s->text, end);
	struct str count = str_slice(s->text, end, line);
	if (!document_kind_counted(str_slice(s->text, s->at, line)))
		return end;
	date_finder_start(&f, count);
	if (date_finder_next(&f, &m) && m.date.day != 0 && m.date.year != 0 && !s->dated)
		s->out->date = m.date;
	return line;
}

/* Where the date line below a kind for the press ends, which ends at END; END where there is none.
 */
static size_t pass_date(struct scan *s, size_t end)
{
	struct dateline dated;
	size_t at = skip_blank(s->text, end), line = piece_line_end(s->text, at);
	if (s->dated || !date_line_read(str_slice(s->text, at, line), &dated))
		return end;
	s->out->place = dated.place;
	s->out->date = dated.date;
	return line;
}

/* The title from the kind on, which ends at END. */
static void read_title(struct scan *s, size_t end)
{
	struct letterhead *out = s->out;
	bool gap, press = document_kind_is_for_press(out->kind);
	if (press)
		end = pass_date(s, pass_count(s, end));
	size_t at = skip_blank(s->text, end);
	if (str_at(s->text, at) == ':')
		at = skip_blank(s->text, at + 1);
	piece_next_line(s->text, end, &gap);
	bool subject = at < s->text.len && !subject_is_over(s->text, at);
	bool needs = subject && subject_needs_kind(s->text, at, gap);
	if (subject && gap && !press && !needs)
		subject = subject_is_likely(s->text, at);
	size_t last = subject ? subject_end(s->text, at) : end;
	size_t first = subject && press && !needs ? at : s->at;
	out->title = without_rule(words_trim(str_slice(s->text, first, last)));
	s->at = first;
}

/* Behind a kind that nothing stands above, as collections of laws have it: whose it is, its number
   and date. */
static void read_origin(struct scan *s, size_t end)
{
	struct document_origin origin;
	if (s->motto || s->body || s->dated || !document_origin_read(s->text, end, &origin))
		return;
	s->out->issuer = origin.issuer;
	s->out->number = origin.number;
	s->out->date = origin.date;
}

static bool is_letterhead(const struct scan *s)
{
	bool number = s->out->number.len > 0;
	if (s->motto)
		return s->body || number || s->dated || s->kind;
	/* "Công an bắt nhóm trộm trâu" over a date is a headline. */
	bool body = s->body && !s->written;
	if (s->press)
		return number || (body && s->dated);
	return (number && (s->dated || body || s->kind)) || (body && s->dated) ||
	       (s->body && s->kind);
}

bool letterhead_read(struct str text, struct letterhead *out)
{
	struct scan s = {.text = utf8_cut(text, HEAD_MAX), .out = out};
	size_t end = 0, start = 0, subject = 0;
	*out = (struct letterhead){0};
	start = s.at = skip_blank(s.text, 0);
	while (next_piece(&s)) {
		if (read_motto(&s) || read_number(&s) || read_dated(&s) || read_press(&s))
			continue;
		s.kind = read_kind(&s, &end);
		if (s.kind)
			break;
		/* of a letter, below its number: what it is about */
		if (subject == 0 && out->number.len > 0 && TABLE_HERE(&s, subjects) > s.at) {
			subject = s.at;
			s.at = s.end;
			continue;
		}
		if (!read_session(&s) && !read_body(&s) && !read_address(&s))
			break;
	}
	if (s.kind && out->number.len == 0)
		read_origin(&s, end);
	if (!is_letterhead(&s))
		return false;
	if (s.kind)
		read_title(&s, end);
	else if (subject > 0)
		out->title = words_trim(str_slice(s.text, subject, piece_end(s.text, subject)));
	out->head = str_slice(text, start, s.at);
	return true;
}
