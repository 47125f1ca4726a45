#include "article/metadata/date_choice.h"

#include "article/metadata/deictic.h"
#include "article/metadata/document_kind.h"
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

/* Where the last word of TEXT ends that is no figure and none of those that date lines have beside
   a date; 0: there is none. */
static size_t other_words_end(struct str text)
{
	static const char *const words[] = {"ngày", "thứ", "hai", "ba", "tư", "năm", "sáu", "bảy",
		"chủ", "nhật", "lúc", "giờ", "phút", "cập", "đăng", "xuất", "bản", "gmt", "am",
		"pm", "h", "g", "sáng", "chiều", "tối", "trưa"};
	struct word w;
	size_t end = 0;
	for (size_t at = 0; words_next(text, &at, &w);) {
		if (!ascii_is_digit(w.raw.ptr[0]) && !WORDS_IS(&w, words))
			end = w.end;
	}
	return end;
}

/* Words of date lines, and no further date. */
static bool ends_date_line(struct str rest)
{
	struct date_finder f;
	struct date_match m;
	date_finder_start(&f, rest);
	return other_words_end(rest) == 0 && !date_finder_next(&f, &m);
}

/* Whether LINE is nothing but a date with its year and words that date lines have. */
static bool read_bare(struct str line, struct date *out)
{
	struct date_finder f;
	struct date_match m;
	date_finder_start(&f, line);
	if (!date_finder_next(&f, &m) || m.date.day == 0 || m.date.year == 0 || m.earlier_count > 0)
		return false;
	*out = m.date;
	return other_words_end(str_slice(line, 0, m.start)) == 0 &&
	       ends_date_line(str_slice(line, m.end, line.len));
}

/* Whether LINE has the figures of a day with its year: seen at once. */
static bool may_have_day(struct str line)
{
	enum { FIGURES = 4 };
	size_t figures = 0;
	for (size_t at = 0; at < line.len && figures < FIGURES; at++)
		figures += ascii_is_digit(line.ptr[at]);
	return figures == FIGURES;
}

bool date_line_read(struct str line, struct dateline *out)
{
	line = words_trim(line);
	*out = (struct dateline){0};
	if (line.len > DATE_LINE_BYTES || !may_have_day(line))
		return false;
	if (dateline_read(line, out) && ends_date_line(str_slice(line, out->end, line.len)))
		return out->date.year != 0;
	out->place = STR("");
	out->end = line.len;
	return read_bare(line, &out->date);
}

struct str date_line_head(struct str line)
{
	struct date_finder f;
	struct date_match m;
	if (!may_have_day(line))
		return line;
	date_finder_start(&f, line);
	if (!date_finder_next(&f, &m) || m.date.day == 0 || m.date.year == 0 ||
		m.earlier_count > 0 || !ends_date_line(str_slice(line, m.end, line.len)))
		return line;
	return str_slice(line, 0, other_words_end(str_slice(line, 0, m.start)));
}

/* The first day with its year in LINE, a byline, whatever else is in it. */
static bool find_stamp(struct str line, struct dateline *out)
{
	struct date_finder f;
	struct date_match m;
	date_finder_start(&f, line);
	while (date_finder_next(&f, &m)) {
		if (m.date.day == 0 || m.date.year == 0 || m.earlier_count > 0)
			continue;
		*out = (struct dateline){.place = STR(""), .date = m.date, .end = m.end};
		return true;
	}
	return false;
}

static bool read_block(const struct article_block *b, struct dateline *out)
{
	struct str rest = b->text, line;
	/* a line of a paragraph begins and ends anywhere */
	if (b->zone != ZONE_FRAME && b->zone != ZONE_BYLINE)
		return date_line_read(b->text, out);
	for (int n = 0; n < FRAME_LINES && words_line(&rest, &line); n++) {
		if (!may_have_day(line))
			continue;
		bool stamped = b->zone == ZONE_BYLINE || document_kind_counted(line);
		if (date_line_read(line, out) || (stamped && find_stamp(line, out)))
			return true;
	}
	return false;
}

/* The sign at AT that divides a masthead; its length, 0: there is none. */
static size_t masthead_sign(struct str line, size_t at)
{
	static const struct str signs[] = {STR_INIT(" - "), STR_INIT(" – "), STR_INIT(" — "),
		STR_INIT("|"), STR_INIT("·"), STR_INIT("•")};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (str_starts_with(str_slice(line, at, line.len), signs[i]))
			return signs[i].len;
	}
	return 0;
}

struct str date_masthead_piece(struct str *rest)
{
	struct str line = *rest;
	for (size_t at = 0; at < line.len; at++) {
		size_t len = masthead_sign(line, at);
		if (len == 0)
			continue;
		*rest = str_slice(line, at + len, line.len);
		return words_trim(str_slice(line, 0, at));
	}
	rest->ptr = NULL;
	return words_trim(line);
}

/* "Báo Duyên Hải – Số 1204 – Thứ Năm 21/3/2019": the day of the issue, where nothing else dates an
   article of it. */
static bool find_masthead(const struct date_clues *clues, struct dateline *out)
{
	for (size_t i = 0; i < clues->block_count && i < FRAME_LINES; i++) {
		const struct article_block *b = &clues->blocks[i];
		if (b->zone != ZONE_FRAME || b->text.len > 2 * DATE_LINE_BYTES ||
			!may_have_day(b->text))
			continue;
		for (struct str rest = b->text; rest.ptr;) {
			if (date_line_read(date_masthead_piece(&rest), out))
				return true;
		}
	}
	return false;
}

bool date_line_find(const struct date_clues *clues, struct dateline *out)
{
	for (size_t i = 0; i < clues->block_count; i++) {
		const struct article_block *b = &clues->blocks[i];
		bool edge = i <= EDGE_BLOCKS || i + EDGE_BLOCKS >= clues->block_count;
		bool apart = b->zone == ZONE_BYLINE || b->zone == ZONE_FRAME;
		if (b->zone != ZONE_TITLE && (edge || apart) && read_block(b, out))
			return true;
	}
	return find_masthead(clues, out);
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
   27/3/2018" a report, as what an agency sent does: unless a later year is named, too. */
static bool is_own_year(const struct date_clues *clues, const struct deictic *d)
{
	return (d->sure || d->agency) && newest_year(clues->title) <= d->date.year &&
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
	struct dateline line, own;
	struct deictic near;
	bool dated = dateline_read(clues->lead, &line);
	if (dated && line.date.year != 0)
		return chosen(line.date, PROVENANCE_TEXT, CONFIDENCE_HIGH);
	if (date_line_find(clues, &own))
		return chosen(own.date, PROVENANCE_TEXT, CONFIDENCE_HIGH);
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
