#include "article/readers/html/classes.h"

#include "base/ascii.h"

#include <strings.h>

enum { WORD_BYTES = 24, NAME_BYTES = 64 };

/* Words that stand alone. */
static const struct {
	unsigned hints;
	const char *words;
} whole[] = {
	{HINT_TITLE, " title headline tieude tieu tit heading tt subject ten newstitle titlenews "
		     "titledetail posttitle h1 "},
	{HINT_LEAD, " sapo sapoo lead lede desc description summary excerpt tomtat chapeau "
		    "standfirst intro trichyeu trichdan dan introtext shortintro hometext "
		    "newslead mota initcontent abstract phead chappeau chapo tomluoc teaser "},
	{HINT_AUTHOR, " author authors tacgia byline writer nguoiviet butdanh penname authorname "
		      "signature reporter username "},
	{HINT_DATE, " date time datetime ngay published pubdate thoigian timestamp ngaydang "
		    "postdate publishdate createdate newsdate pdate posted updated datepublished "
		    "modified modifydate modifieddate create submitted meta "},
	{HINT_SOURCE, " source nguon nguontin sourcename "},
	{HINT_CAPTION, " caption chuthich figcaption imgcap photocaption imgdesc piccaption "
		       "chuthichanh imgnote "},
	{HINT_BODY,
		" article body content contents detail details entry post story noidung chitiet "
		"fck maincontent newscontent articlebody cms contentdetail newsdetail "
		"postcontent bodytext zoomtext fulltext ndtin noidungtin "},
	{HINT_AROUND | HINT_REMARKS, " comment comments cmt ykien binhluan feedback "},
	{HINT_AROUND,
		" related relate relates relation lienquan sidebar "
		"footer copyright share sharing social socials like cookie cookies banner banners "
		"ads ad adv advert advertisement quangcao qc menu nav navbar navigation breadcrumb "
		"breadcrumbs crumb crumbs popup modal newsletter tag tags tukhoa keywords "
		"pagination paging pager toolbar tool tools print rating vote voting facebook zalo "
		"twitter login search docnhieu xemnhieu moinhat recommend "
		"recommended suggest readmore morenews othernews subscribe promo promotion "
		"tinkhac khac tinmoi tinlienquan binhluan lastest latest popular trending mostread "
		"mostview skip pathway navigationbar buttons poll survey thamdo lienket weblink "
		"topmenu mainmenu leftmenu rightmenu gotop backtotop hotline toc overlay "
		"stars bio "},
};

/* Parts of names, whatever signs stand in them, long enough to mean nothing else. */
static const struct {
	unsigned hints;
	const char *part;
} parts[] = {{HINT_AROUND, "lienquan"}, {HINT_AROUND, "tinkhac"},
	{HINT_AROUND | HINT_REMARKS, "binhluan"}, {HINT_AROUND, "quangcao"},
	{HINT_AROUND, "docnhieu"}, {HINT_AROUND, "xemnhieu"}, {HINT_AROUND, "breadcrumb"},
	{HINT_AROUND, "copyright"}, {HINT_AROUND, "newsletter"}, {HINT_AROUND, "sidebar"},
	{HINT_AROUND | HINT_REMARKS, "comment"}, {HINT_AROUND, "cungchuyenmuc"},
	{HINT_AROUND, "related"}, {HINT_AROUND, "tinmoi"}, {HINT_AROUND, "othernews"},
	{HINT_AROUND, "baikhac"}, {HINT_AROUND, "camxuc"}, {HINT_AROUND, "danhgia"},
	{HINT_AROUND, "bandoc"}, {HINT_AROUND, "thongke"}, {HINT_AROUND, "luotxem"},
	{HINT_AROUND, "footer"}, {HINT_AROUND, "widgetarea"}, {HINT_AROUND, "authorbox"},
	{HINT_AROUND, "authordesc"}, {HINT_AROUND, "aboutauthor"}, {HINT_AROUND, "calltoaction"},
	{HINT_AROUND | HINT_REMARKS, "thaoluan"}, {HINT_LEAD, "tomtat"}, {HINT_LEAD, "trichdan"},
	{HINT_AUTHOR, "tacgia"}, {HINT_AUTHOR, "nameuid"}, {HINT_AUTHOR, "nguoiviet"},
	{HINT_AUTHOR, "butdanh"}, {HINT_CAPTION, "chuthich"}, {HINT_DATE, "ngaydang"},
	{HINT_DATE, "thoigian"}, {HINT_SOURCE, "nguontin"}, {HINT_TITLE, "tieude"}};

static unsigned hints_of_word(const char *word, size_t len)
{
	char padded[WORD_BYTES + 3];
	unsigned hints = 0;
	padded[0] = ' ';
	memcpy(padded + 1, word, len);
	padded[len + 1] = ' ';
	padded[len + 2] = '\0';
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
		if (strstr(whole[i].words, padded))
			hints |= whole[i].hints;
	}
	return hints;
}

/* NAME without what is no letter. */
static unsigned hints_of_name(struct str name)
{
	char letters[NAME_BYTES + 1];
	unsigned hints = 0;
	size_t len = 0;
	for (size_t i = 0; i < name.len && len < NAME_BYTES; i++) {
		if (ascii_is_letter(name.ptr[i]))
			letters[len++] = ascii_lower(name.ptr[i]);
	}
	letters[len] = '\0';
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (strstr(letters, parts[i].part))
			hints |= parts[i].hints;
	}
	return hints;
}

/* Moves *AT behind the next word of NAMES, which is written to WORD in small letters; 0 where
   there is none. A longer one is cut off. DIVIDED: at capitals, too. */
static size_t next_word(struct str names, bool divided, size_t *at, char word[WORD_BYTES])
{
	size_t len = 0, i = *at;
	while (i < names.len && !ascii_is_letter(names.ptr[i]))
		i++;
	for (; i < names.len && ascii_is_letter(names.ptr[i]); i++) {
		bool capital = ascii_is_capital(names.ptr[i]);
		if (divided && capital && len > 0 && !ascii_is_capital(names.ptr[i - 1]))
			break;
		if (len < WORD_BYTES)
			word[len++] = ascii_lower(names.ptr[i]);
	}
	*at = i;
	return len;
}

/* "d-none d-md-block", "hidden lg:flex": it is shown on large screens. */
static bool shows(struct str names)
{
	static const struct str shown[] = {STR_INIT("block"), STR_INIT("flex"), STR_INIT("inline")};
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		size_t at = str_find(names, shown[i], 0);
		if (at > 0 && at < names.len && strchr("-:", names.ptr[at - 1]))
			return true;
	}
	return false;
}

/* Whether NAME, one of NAMES, is one by which style sheets hide what only machines that read aloud
   are to find, or nobody. */
static bool hides(struct str names, struct str name)
{
	static const struct str hidden[] = {STR_INIT("hidden"), STR_INIT("sr-only"),
		STR_INIT("visually-hidden"), STR_INIT("visuallyhidden"), STR_INIT("sf-hidden"),
		STR_INIT("screen-reader-text"), STR_INIT("element-invisible"), STR_INIT("ng-hide"),
		STR_INIT("uk-hidden"), STR_INIT("is-hidden"), STR_INIT("d-none")};
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
		if (str_eq(name, hidden[i]))
			return !shows(names);
	}
	return false;
}

unsigned classes_hints(struct str names)
{
	struct str rest = names, name;
	char word[WORD_BYTES];
	unsigned hints = 0;
	size_t len;
	for (size_t at = 0; (len = next_word(names, true, &at, word)) > 0;)
		hints |= hints_of_word(word, len);
	for (size_t at = 0; (len = next_word(names, false, &at, word)) > 0;)
		hints |= hints_of_word(word, len);
	while (rest.len > 0 && str_split(&rest, ' ', &name))
		hints |= hints_of_name(name) | (hides(names, name) ? HINT_HIDDEN : 0);
	if (str_find(names, STR("location-stamp"), 0) < names.len ||
		str_find(names, STR("dateline"), 0) < names.len)
		hints |= HINT_PLACE;
	if (str_find(names, STR("text-right"), 0) < names.len ||
		str_find(names, STR("rteright"), 0) < names.len)
		hints |= HINT_RIGHT;
	if (str_find(names, STR("text-center"), 0) < names.len ||
		str_find(names, STR("rtecenter"), 0) < names.len)
		hints |= HINT_CENTRE;
	return hints;
}

/* Whether STYLE has WORDS, whatever spaces stand between. */
static bool says(struct str style, const char *words)
{
	for (size_t start = 0; start < style.len; start++) {
		size_t at = start, i = 0;
		for (; at < style.len && words[i]; at++) {
			if (ascii_lower(style.ptr[at]) == words[i])
				i++;
			else if (style.ptr[at] != ' ')
				break;
		}
		if (!words[i])
			return true;
	}
	return false;
}

/* Whether STYLE sets letters as large as those of headings: "font-size: 18pt". */
static bool is_large(struct str style)
{
	enum { POINTS = 15, PIXELS = 20 };
	size_t at = str_find(style, STR("font-size:"), 0);
	unsigned size = 0;
	if (at == style.len)
		return false;
	at += STR("font-size:").len;
	while (str_at(style, at) == ' ')
		at++;
	for (; ascii_is_digit(str_at(style, at)) && size < 1000; at++)
		size = 10 * size + (unsigned)(style.ptr[at] - '0');
	if (str_at(style, at) == '.')
		at++;
	while (ascii_is_digit(str_at(style, at)))
		at++;
	struct str unit = str_slice(style, at, style.len);
	return (size >= POINTS && str_starts_with(unit, STR("pt"))) ||
	       (size >= PIXELS && str_starts_with(unit, STR("px")));
}

unsigned classes_style_hints(struct str style)
{
	unsigned hints = 0;
	if (style.len == 0)
		return 0;
	if (says(style, "display:none") || says(style, "visibility:hidden"))
		hints |= HINT_HIDDEN;
	if (says(style, "text-align:right"))
		hints |= HINT_RIGHT;
	if (says(style, "text-align:center"))
		hints |= HINT_CENTRE;
	if (is_large(style))
		hints |= HINT_LARGE;
	return hints;
}
