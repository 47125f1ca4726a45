#include "article/metadata/deictic.h"

#include "article/metadata/place.h"
#include "article/words.h"

enum {
	NEAR_BYTES = 400,  /* of the text that are looked at: two sentences */
	OUTLET_BYTES = 60, /* before a dash or a parenthesis */
	PART_BYTES =
		120, /* where a part of the day stands nearer the beginning, it is the article's */
	BEFORE_BYTES = 40, /* that may say that the day is to come */
	COMING_WORDS = 16, /* likewise, behind the date */
};

static const char *const part_words[] = {"sáng", "trưa", "chiều", "tối", "đêm", "khuya", "sớm"};
static const char *const shift_words[] = {"nay", "qua", "kia"};
static const char *const day_words[] = {"ngày", "hôm"};
/* "từ sáng 15/3", "đến ngày 1/7": how long it lasts; "vào": when something else was or will be */
static const char *const limit_words[] = {
	"đến", "tới", "hết", "trước", "từ", "kể", "sau", "vào", "cách"};
/* "ngày 15/3 vừa qua" */
static const char *const past_words[] = {"vừa"};
static const char *const coming_words[] = {"tới", "sẽ", "sắp", "kiến"};

void deictic_start(struct deictic_finder *f, struct str text)
{
	f->text = str_slice(text, 0, text.len < NEAR_BYTES ? text.len : NEAR_BYTES);
	date_finder_start(&f->dates, f->text);
}

/* What stands before a date, from its end on. */
struct lead_in {
	size_t start; /* byte where it begins */
	bool shifted; /* by nay, qua */
	bool part;    /* by a part of the day */
	bool day;     /* by ngày */
};

/* The last word before AT, perhaps behind a comma or an opening parenthesis. */
static bool word_across(struct str text, size_t at, struct word *w, bool *across)
{
	struct str head = words_trim(str_slice(text, 0, at));
	size_t end = (size_t)(head.ptr + head.len - text.ptr);
	*across = head.len > 0 && (head.ptr[head.len - 1] == '(' || head.ptr[head.len - 1] == ',');
	return words_before(text, *across ? end - 1 : end, w);
}

static bool is_shifted(struct str text, const struct word *shift)
{
	struct word w;
	return WORDS_IS(shift, shift_words) && words_before(text, shift->start, &w) &&
	       (WORDS_IS(&w, part_words) || WORDS_IS(&w, day_words));
}

static struct lead_in lead_in_before(struct str text, size_t at)
{
	struct lead_in l = {.start = at};
	struct word w;
	bool across = false;
	if (!word_across(text, at, &w, &across))
		return l;
	if (!across && WORDS_IS(&w, day_words)) {
		l.day = true;
		l.start = w.start;
		if (!word_across(text, w.start, &w, &across))
			return l;
	}
	l.shifted = is_shifted(text, &w);
	l.part = !across && WORDS_IS(&w, part_words);
	if (l.shifted || l.part)
		l.start = w.start;
	return l;
}

static bool has_word(struct str text, size_t max, const char *const *table, size_t count)
{
	struct word w;
	size_t at = 0;
	for (size_t i = 0; i < max && words_next(text, &at, &w); i++) {
		bool ends_sentence = w.start > 0 && w.capitalised && w.broken;
		if (ends_sentence && memchr(text.ptr, '.', w.start))
			return false;
		if (words_is_one_of(&w, table, count))
			return true;
	}
	return false;
}

#define HAS_WORD(text, max, table) has_word(text, max, table, sizeof(table) / sizeof *(table))

/* Whether the words on either side of [START, END) say that the day is to come, is past, or
   limits something. */
static bool is_elsewhen(struct str text, size_t start, size_t end)
{
	struct word w;
	size_t from = start > BEFORE_BYTES ? start - BEFORE_BYTES : 0;
	size_t at = end;
	if (words_before(text, start, &w) && WORDS_IS(&w, limit_words))
		return true;
	if (words_next(text, &at, &w) && WORDS_IS(&w, past_words))
		return true;
	return HAS_WORD(str_slice(text, end, text.len), COMING_WORDS, coming_words) ||
	       HAS_WORD(str_slice(text, from, start), COMING_WORDS, coming_words);
}

/* Whether TEXT begins with what starts at START, or has only its outlet before it. */
static bool is_opening(struct str text, size_t start)
{
	static const struct str ends[] = {
		{"-", 1}, {"–", 3}, {"—", 3}, {")", 1}, {":", 1}, {"|", 1}};
	struct str head = words_trim(str_slice(text, 0, start));
	if (head.len > OUTLET_BYTES)
		return false;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		if (str_ends_with(head, ends[i]))
			return true;
	}
	return head.len == 0;
}

bool deictic_next(struct deictic_finder *f, struct deictic *out)
{
	struct date_match m;
	while (date_finder_next(&f->dates, &m)) {
		if (m.earlier_count > 0 || m.date.day == 0)
			continue;
		struct lead_in l = lead_in_before(f->text, m.start);
		/* Reports of the day leave out its year: with it, "Ngày 2/9/1945" is of the past,
		   but right behind an agency's name. */
		struct agency agency;
		bool opens = l.day && !l.part && is_opening(f->text, l.start);
		bool sent = opens && agency_read(f->text, &agency);
		bool near = l.part ? l.start <= PART_BYTES : opens && (m.date.year == 0 || sent);
		if (!l.shifted && (!near || is_elsewhen(f->text, l.start, m.end)))
			continue;
		*out = (struct deictic){m.date, sent, l.shifted};
		return true;
	}
	return false;
}
