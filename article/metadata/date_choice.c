#include "article/metadata/date_choice.h"

#include "article/metadata/place.h"
#include "article/words.h"

enum { MONTHS_BACK = 2 };

/* "từ ngày 1/7", "đến hết năm 2030": how long it lasts; "sinh năm 1990": whose age it is */
static const char *const limit_words[] = {
	"đến", "tới", "hết", "trước", "từ", "kể", "sau", "sinh", "sn"};
static const char *const unit_words[] = {"ngày", "tháng", "năm", "cuối", "đầu", "sáng", "hôm"};
static const char *const counting_words[] = {"tính"};

static bool is_limit(struct str text, size_t start)
{
	struct word w;
	if (!words_before(text, start, &w))
		return false;
	for (int i = 0; i < 3 && WORDS_IS(&w, unit_words); i++) {
		if (!words_before(text, w.start, &w))
			return false;
	}
	if (!WORDS_IS(&w, limit_words))
		return false;
	/* "tính đến ngày 19/10" is the day of the report */
	return !words_before(text, w.start, &w) || !WORDS_IS(&w, counting_words);
}

static int newest_year(struct str text)
{
	struct date_finder f;
	struct date_match m;
	int newest = 0;
	date_finder_start(&f, text);
	while (date_finder_next(&f, &m)) {
		if (m.date.year > newest && !is_limit(text, m.start))
			newest = m.date.year;
	}
	return newest;
}

struct choice {
	struct date path;
	int text_year; /* where the path has none: the newest that title or lead name */
};

static int months_of(struct date d)
{
	return d.year * 12 + d.month;
}

static bool complete_year(const struct choice *c, struct date *d)
{
	if (d->year == 0 && c->path.year == 0) {
		d->year = c->text_year;
	} else if (d->year == 0) {
		d->year = c->path.year;
		if (c->path.month != 0 && months_of(*d) - months_of(c->path) > 6)
			d->year--;
	}
	return d->year != 0 && d->day != 0 && date_is_valid(*d);
}

static bool agrees(const struct choice *c, struct date d)
{
	if (c->path.year == 0)
		return d.year >= c->text_year - 1;
	if (c->path.month == 0)
		return d.year == c->path.year;
	if (c->path.day != 0 && date_compare(d, c->path) > 0)
		return false;
	int back = months_of(c->path) - months_of(d);
	return back >= 0 && back <= MONTHS_BACK;
}

/* A dateline with its year is believed against any path. */
static bool choose_stated(const struct choice *c, struct date stated, struct date *out)
{
	*out = stated;
	bool has_year = stated.year != 0;
	return complete_year(c, out) && (has_year || agrees(c, *out));
}

static bool choose_byline(const struct choice *c, const struct date_clues *clues, struct date *out)
{
	for (size_t i = 0; i < clues->block_count; i++) {
		struct date_finder f;
		struct date_match m;
		if (clues->blocks[i].zone != ZONE_BYLINE)
			continue;
		date_finder_start(&f, clues->blocks[i].text);
		while (date_finder_next(&f, &m)) {
			if (choose_stated(c, m.date, out))
				return true;
		}
	}
	return false;
}

static bool choose_named(const struct choice *c, struct str text, struct date *out)
{
	struct date_finder f;
	struct date_match m;
	date_finder_start(&f, text);
	while (date_finder_next(&f, &m)) {
		*out = m.date;
		if (complete_year(c, out) && agrees(c, *out) && !is_limit(text, m.start))
			return true;
	}
	return false;
}

enum provenance date_choose(const struct date_clues *clues, struct date *out)
{
	struct choice c = {.path = date_of_path(clues->path)};
	struct dateline line;
	if (c.path.year == 0)
		c.text_year = newest_year(clues->title);
	if (c.path.year == 0 && c.text_year == 0)
		c.text_year = newest_year(clues->lead);
	if (dateline_read(clues->lead, &line) && choose_stated(&c, line.date, out))
		return PROVENANCE_TEXT;
	if (choose_byline(&c, clues, out) || choose_named(&c, clues->lead, out) ||
		choose_named(&c, clues->title, out))
		return PROVENANCE_TEXT;
	*out = c.path;
	return c.path.year != 0 ? PROVENANCE_PATH : PROVENANCE_NONE;
}
