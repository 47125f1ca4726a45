#include "article/readers/html/classes.h"

#include "base/ascii.h"

#include <strings.h>

enum { WORD_BYTES = 24 };

/* Words that stand alone. */
static const struct {
	unsigned hints;
	const char *words;
} whole[] = {
	{HINT_TITLE, " title headline tieude tieu tit heading tt subject ten newstitle titlenews "
		     "titledetail posttitle h1 "},
	{HINT_LEAD, " sapo sapoo lead lede desc description summary excerpt tomtat chapeau "
		    "standfirst intro trichyeu trichdan dan introtext shortintro hometext "
		    "newslead initcontent "},
	{HINT_AUTHOR, " author authors tacgia byline writer nguoiviet butdanh penname authorname "
		      "signature reporter "},
	{HINT_DATE, " date time datetime ngay published pubdate thoigian timestamp ngaydang "
		    "postdate publishdate createdate newsdate pdate posted updated datepublished "
		    "modified create "},
	{HINT_SOURCE, " source nguon nguontin sourcename "},
	{HINT_CAPTION, " caption chuthich figcaption imgcap photocaption imgdesc piccaption "
		       "chuthichanh imgnote "},
	{HINT_BODY,
		" article body content contents detail details entry post story noidung chitiet "
		"fck maincontent newscontent articlebody cms contentdetail newsdetail "
		"postcontent bodytext zoomtext fulltext ndtin noidungtin "},
	{HINT_AROUND,
		" comment comments cmt ykien related relate relates relation lienquan sidebar "
		"footer copyright share sharing social socials like cookie cookies banner banners "
		"ads ad adv advert advertisement quangcao qc menu nav navbar navigation breadcrumb "
		"breadcrumbs crumb crumbs popup modal newsletter tag tags tukhoa keywords "
		"pagination paging pager toolbar tool tools print rating vote voting facebook zalo "
		"twitter login search widget widgets docnhieu xemnhieu moinhat recommend "
		"recommended suggest readmore morenews othernews subscribe promo promotion "
		"tinkhac khac tinmoi tinlienquan binhluan lastest latest popular trending mostread "
		"mostview skip pathway navigationbar buttons poll survey thamdo lienket weblink "
		"topmenu mainmenu leftmenu rightmenu gotop backtotop hotline toc "},
};

/* Parts of words, long enough to mean nothing else. */
static const char *const parts[] = {"lienquan", "tinkhac", "binhluan", "quangcao", "docnhieu",
	"xemnhieu", "breadcrumb", "copyright", "newsletter", "sidebar", "comment", "cungchuyenmuc",
	"related", "tinmoi", "othernews", "baikhac", "camxuc", "danhgia", "bandoc", "thongke",
	"luotxem", "footer"};

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
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (strstr(padded, parts[i]))
			hints |= HINT_AROUND;
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

unsigned classes_hints(struct str names)
{
	char word[WORD_BYTES];
	unsigned hints = 0;
	size_t len;
	for (size_t at = 0; (len = next_word(names, true, &at, word)) > 0;)
		hints |= hints_of_word(word, len);
	for (size_t at = 0; (len = next_word(names, false, &at, word)) > 0;)
		hints |= hints_of_word(word, len);
	if (str_find(names, STR("location-stamp"), 0) < names.len ||
		str_find(names, STR("dateline"), 0) < names.len)
		hints |= HINT_PLACE;
	if (str_find(names, STR("text-right"), 0) < names.len)
		hints |= HINT_RIGHT;
	if (str_find(names, STR("text-center"), 0) < names.len)
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
	return hints;
}
