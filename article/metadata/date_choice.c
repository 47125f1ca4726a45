#include "article/metadata/date_choice.h"

#include "article/metadata/deictic.h"
#include "article/metadata/place.h"
#include "article/words.h"
#include "base/ascii.h"
#include "text/date/read.h"

enum {
	MONTHS_BACK = 2,
	HALF_YEAR = 6,    /* months */
	EDGE_BLOCKS = 3,  /* at the beginning and the end, whose date lines are read */
	FRAME_LINES = 24, /* of a block of the frame */
	DATE_LINE_BYTES = 96
};

/* ---- What the address or the path says ---- */

struct frame {
	struct date date; /* as far as it says */
	enum provenance provenance;
};

static struct frame frame_of(const struct date_clues *clues)
{
	struct date url = date_of_url(clues->url);
	struct date path = date_of_path(clues->path);
	if (url.year != 0 && date_exactness(url) >= date_exactness(path))
		return (struct frame){url, PROVENANCE_URL};
	return (struct frame){path, path.year ? PROVENANCE_PATH : PROVENANCE_NONE};
}

static int months_of(struct date d)
{
	return d.year * 12 + d.month;
}

/* Gives D the year of F, where it has none. Returns false when it finds none. */
static bool complete_year(const struct frame *f, struct date *d)
{
	if (d->year == 0 && f->date.year != 0) {
		d->year = f->date.year;
		if (f->date.month != 0 && months_of(*d) - months_of(f->date) > HALF_YEAR)
			d->year--;
	}
	return d->year != 0 && date_is_valid(*d);
}

static bool agrees(const struct frame *f, struct date d)
{
	if (f->date.month == 0)
		return d.year == f->date.year;
	if (f->date.day != 0 && date_compare(d, f->date) > 0)
		return false;
	int back = months_of(f->date) - months_of(d);
	return back >= 0 && back <= MONTHS_BACK;
}

/* ---- Lines that are nothing but a date ---- */

/* Whether TEXT has only figures, signs and the words that date lines have beside a date. */
static bool has_date_words_only(struct str text)
{
	static const char *const words[] = {"ngày", "thứ", "hai", "ba", "tư", "năm", "sáu", "bảy",
		"chủ", "nhật", "lúc", "giờ", "phút", "cập", "đăng", "xuất", "bản", "gmt", "am",
		"pm", "h", "g", "sáng", "chiều", "tối", "trưa"};
	struct word w;
	for (size_t at = 0; words_next(text, &at, &w);) {
		if (!ascii_is_digit(w.raw.ptr[0]) && !WORDS_IS(&w, words))
			return false;
	}
	return true;
}

bool date_line_read(struct str line, struct date *out)
{
	struct date_finder f;
	struct date_match m;
	struct dateline dated;
	line = words_trim(line);
	if (line.len == 0 || line.len > DATE_LINE_BYTES)
		return false;
	if (dateline_read(line, &dated) && dated.end == line.len) {
		*out = dated.date;
		return out->year != 0;
	}
	date_finder_start(&f, line);
	if (!date_finder_next(&f, &m) || m.date.day == 0 || m.date.year == 0 || m.earlier_count > 0)
		return false;
	*out = m.date;
	return has_date_words_only(str_slice(line, 0, m.start)) &&
	       has_date_words_only(str_slice(line, m.end, line.len));
}

static bool find_date_line(const struct date_clues *clues, struct date *out)
{
	for (size_t i = 0; i < clues->block_count; i++) {
		const struct article_block *b = &clues->blocks[i];
		bool edge = i <= EDGE_BLOCKS || i + EDGE_BLOCKS >= clues->block_count;
		struct str rest = b->text, line;
		if (b->zone == ZONE_TITLE ||
			!(edge || b->zone == ZONE_BYLINE || b->zone == ZONE_FRAME))
			continue;
		/* a line of a paragraph begins and ends anywhere */
		bool lines = b->zone == ZONE_FRAME || b->zone == ZONE_BYLINE;
		if (!lines) {
			if (date_line_read(b->text, out))
				return true;
			continue;
		}
		for (int n = 0; n < FRAME_LINES && str_split(&rest, '\n', &line); n++) {
			if (date_line_read(line, out))
				return true;
		}
	}
	return false;
}

/* ---- Days that the lead places near its own ---- */

static int newest_year(struct str text)
{
	struct date_finder f;
	struct date_match m;
	int newest = 0;
	date_finder_start(&f, text);
	while (date_finder_next(&f, &m)) {
		if (m.date.year > newest)
			newest = m.date.year;
	}
	return newest;
}

/* Where no address or path tells the year, "Sáng 17/6/1983" begins a memoir, and "sáng nay
   27/3/2018" a report: unless a later year is named, too. */
static bool is_own_year(const struct date_clues *clues, const struct deictic *d)
{
	return d->sure && newest_year(clues->title) <= d->date.year &&
	       newest_year(clues->lead) <= d->date.year;
}

static bool find_near(const struct date_clues *clues, const struct frame *f, struct deictic *out)
{
	struct deictic_finder finder;
	deictic_start(&finder, clues->lead);
	while (deictic_next(&finder, out)) {
		if (complete_year(f, &out->date) &&
			(f->date.year ? agrees(f, out->date) : is_own_year(clues, out)))
			return true;
	}
	return false;
}

/* ---- The choice ---- */

static struct date_choice chosen(struct date d, enum provenance from, enum confidence confidence)
{
	return (struct date_choice){d, from, confidence};
}

bool date_set(struct article *a, struct date_choice choice)
{
	char text[DATE_TEXT_SIZE];
	struct str value = arena_str(&a->memory, str_from_c(date_format(choice.date, text)));
	a->date = (struct article_field){value, choice.provenance};
	a->date_confidence = choice.confidence;
	return value.ptr != NULL;
}

struct date_choice date_choose(const struct date_clues *clues)
{
	struct frame frame = frame_of(clues);
	struct dateline line;
	struct date date;
	struct deictic near;
	bool dated = dateline_read(clues->lead, &line);
	if (dated && line.date.year != 0)
		return chosen(line.date, PROVENANCE_TEXT, CONFIDENCE_HIGH);
	if (find_date_line(clues, &date))
		return chosen(date, PROVENANCE_TEXT, CONFIDENCE_HIGH);
	if (dated && complete_year(&frame, &line.date) && agrees(&frame, line.date))
		return chosen(line.date, PROVENANCE_TEXT, CONFIDENCE_MEDIUM);
	if (frame.date.day != 0)
		return chosen(frame.date, frame.provenance, CONFIDENCE_MEDIUM);
	if (find_near(clues, &frame, &near))
		return chosen(
			near.date, PROVENANCE_TEXT, near.sure ? CONFIDENCE_MEDIUM : CONFIDENCE_LOW);
	return chosen(frame.date, frame.provenance,
		frame.provenance == PROVENANCE_NONE ? CONFIDENCE_NONE : CONFIDENCE_LOW);
}
