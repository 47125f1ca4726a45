/* Real articles, written out as plain text in five layouts and read again.
 *
 *   layouts NEWS.jsonl.xz [ARTICLES]
 *
 * The layouts are plain; with a byline; with a dateline; as a document with letterhead and
 * signature block; and wrapped, with kickers and a byline. Each in many forms, one after the
 * other. Exits with 1 unless title, lead and body are right in 99 of 100, and nothing else is
 * said of an article but what the layout put there: no other date, author or source. */
#include "article/metadata/layout.h"
#include "article/metadata/metadata.h"
#include "article/metadata/outlet.h"
#include "article/readers/reader.h"
#include "article/words.h"
#include "base/buf.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum layout { PLAIN, BYLINE, DATELINE, LETTERHEAD, WRAPPED, LAYOUTS };

static const char *const names[LAYOUTS] = {"plain", "byline", "dateline", "letterhead", "wrapped"};

/* What an article is, and what the layout adds to it. */
struct facts {
	struct str title, lead, body;
	const char *author, *source, *date, *number; /* NULL: none */
	bool shows_date;                             /* the lead tells a day of its own */
};

struct counts {
	size_t articles, title, lead, body, date, author, source,
		number; /* all but the first: wrong */
};

#define COUNT(table) (sizeof(table) / sizeof *(table))
#define CHOOSE(table, i) (&(table)[(i) % COUNT(table)])

static const struct {
	const char *line, *author, *source;
	bool below_title;
} bylines[] = {
	{"Bùi Toàn – Hoàng Ly", "Bùi Toàn; Hoàng Ly", NULL, false},
	{"Tin, ảnh: Bùi Toàn", "Bùi Toàn", NULL, false},
	{"Bài và ảnh: Hoàng Thị Ly", "Hoàng Thị Ly", NULL, false},
	{"Bùi Toàn (tổng hợp)", "Bùi Toàn", NULL, false},
	{"Bùi Toàn (t/h)", "Bùi Toàn", NULL, false},
	{"PV", "PV", NULL, false},
	{"CTV Bùi Toàn", "Bùi Toàn", NULL, false},
	{"Bùi Toàn/VOV", "Bùi Toàn", "VOV", false},
	{"BÙI TOÀN", "BÙI TOÀN", NULL, false},
	{"Bùi Toàn.", "Bùi Toàn", NULL, false},
	{"Theo TTXVN", NULL, "TTXVN", false},
	{"Theo Thanh Niên", NULL, "Thanh Niên", false},
	{"Nguồn: Báo Nhân Dân", NULL, "Báo Nhân Dân", false},
	{"Thanh Niên", NULL, "Thanh Niên", false},
	{"(Theo Vietnam+)", NULL, "Vietnam+", false},
	{"Bùi Toàn", "Bùi Toàn", NULL, true},
	{"BÙI TOÀN - HOÀNG LY", "BÙI TOÀN; HOÀNG LY", NULL, true},
	{"Bùi Toàn\n\nBản quyền thuộc về Báo Sơn La\nĐiện thoại: 0212 3852 123", "Bùi Toàn", NULL,
		false},
	{"                                                  Bùi Toàn", "Bùi Toàn", NULL, false},
	{"                                                  Thuận", "Thuận", NULL, false},
};

static const struct {
	const char *line, *date, *source;
} datelines[] = {
	{"Cao Bằng, ngày 5/3/2017 – ", "2017-03-05", NULL},
	{"Hà Nội, ngày 5 tháng 3 năm 2017 – ", "2017-03-05", NULL},
	{"(Huế, 05-3-2017) ", "2017-03-05", NULL},
	{"TP. Pleiku, 5.3.2017: ", "2017-03-05", NULL},
	{"Thứ Năm, 5/3/2017 – ", "2017-03-05", NULL},
	{"(TTXVN, 5/3/2017) ", "2017-03-05", "TTXVN"},
	{"Hà Nội (TTXVN 5/3/2017) – ", "2017-03-05", "TTXVN"},
};

static const struct {
	const char *head, *foot;
} letterheads[] = {
	{"UBND TỈNH SƠN LA\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
	 "Số: 12/TCBC-UBND\nSơn La, ngày 5 tháng 3 năm 2017\n\nTHÔNG CÁO BÁO CHÍ\n\n",
		"\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLò Duy\n"},
	{"     UBND TỈNH SƠN LA          CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
	 "          SỞ Y TẾ                   Độc lập – Tự do – Hạnh phúc\n"
	 "          -------                   ---------------------------\n"
	 "Số: 12/TCBC-UBND              Sơn La, ngày 05 tháng 3 năm 2017\n\n"
	 "                         THÔNG CÁO BÁO CHÍ\n\n",
		"\n\n                                        GIÁM ĐỐC\n\n"
		"                                        Lò Duy\n"},
	{"UBND TỈNH SƠN LA CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
	 "Số: 12/TCBC-UBND Sơn La, ngày 5 tháng 3 năm 2017 THÔNG CÁO BÁO CHÍ\n\n",
		"\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)\nLò Duy\n"},
	{"BỘ Y TẾ\n\nSố 12/TCBC-UBND\n\nHà Nội, ngày 5/3/2017\n\nTHÔNG CÁO BÁO CHÍ\n\n", ""},
};

static const char *const kickers[] = {"", "THÔNG CÁO BÁO CHÍ\n\n", "Thời sự\n", "=====\n\n",
	"Trang chủ > Thời sự > Chính trị\n\n", "TIN NÓNG\n\n"};

/* ---- Writing ---- */

/* Breaks TEXT at spaces, so that no line is longer than COLUMNS where a word allows it. */
static void put_wrapped(struct buf *out, struct str text, size_t columns)
{
	struct str word;
	size_t column = 0;
	while (str_split(&text, ' ', &word)) {
		size_t length = words_length(word);
		if (word.len == 0)
			continue;
		if (column > 0 && column + 1 + length > columns) {
			buf_push(out, '\n');
			column = 0;
		}
		if (column > 0)
			buf_push(out, ' ');
		buf_append(out, word);
		column += length + (column > 0);
	}
}

static void put(struct buf *out, struct str text, size_t columns)
{
	if (columns > 0)
		put_wrapped(out, text, columns);
	else
		buf_append(out, text);
	buf_append_c(out, "\n\n");
}

static void put_article(struct buf *out, const struct facts *f, const char *dateline,
	const char *below, size_t columns)
{
	struct buf lead = BUF_INIT;
	put(out, f->title, columns);
	if (below)
		buf_printf(out, "%s\n\n", below);
	buf_append_c(&lead, dateline);
	buf_append(&lead, f->lead);
	put(out, buf_str(&lead), columns);
	put(out, f->body, columns);
	buf_free(&lead);
}

static void write_layout(enum layout layout, size_t i, struct facts *f, struct buf *out)
{
	buf_reset(out);
	switch (layout) {
	case PLAIN:
		put_article(out, f, "", NULL, 0);
		break;
	case BYLINE:
	case WRAPPED: {
		size_t columns = layout == WRAPPED ? 60 + i % 36 : 0;
		f->author = CHOOSE(bylines, i)->author;
		f->source = CHOOSE(bylines, i)->source;
		bool below = CHOOSE(bylines, i)->below_title;
		if (layout == WRAPPED)
			buf_append_c(out, *CHOOSE(kickers, i / COUNT(bylines)));
		put_article(out, f, "", below ? CHOOSE(bylines, i)->line : NULL, columns);
		if (!below)
			buf_append_c(out, CHOOSE(bylines, i)->line);
		break;
	}
	case DATELINE:
		f->date = CHOOSE(datelines, i)->date;
		f->source = CHOOSE(datelines, i)->source;
		put_article(out, f, CHOOSE(datelines, i)->line, NULL, 0);
		break;
	case LETTERHEAD:
		f->date = "2017-03-05";
		f->number = "12/TCBC-UBND";
		buf_append_c(out, CHOOSE(letterheads, i)->head);
		put_article(out, f, "", NULL, i % 3 == 0 ? 80 : 0);
		buf_append_c(out, CHOOSE(letterheads, i)->foot);
		break;
	case LAYOUTS:
		break;
	}
}

/* ---- Reading ---- */

/* The words of A's blocks of ZONE, a space between. */
static void put_zone(const struct article *a, enum zone zone, struct buf *out)
{
	for (size_t i = 0; i < a->block_count; i++) {
		struct arena memory = ARENA_INIT;
		if (a->blocks[i].zone == zone) {
			buf_append_c(out, out->len > 0 ? " " : "");
			buf_append(out, words_tidy(&memory, a->blocks[i].text));
		}
		arena_free(&memory);
	}
}

/* With LAYOUTS_TELL in the environment, what was read instead of what. */
static void tell(const char *what, enum layout layout, struct str got, struct str wanted)
{
	enum { SHOWN = 160 };
	if (getenv("LAYOUTS_TELL"))
		fprintf(stderr, "%s: %s: [%.*s] not [%.*s]\n", names[layout], what,
			got.len < SHOWN ? (int)got.len : SHOWN, got.ptr,
			wanted.len < SHOWN ? (int)wanted.len : SHOWN, wanted.ptr);
}

/* The same but for runs of white space; BEFORE stands before WANTED. */
static size_t differs(
	const char *what, enum layout layout, struct str got, const char *before, struct str wanted)
{
	struct arena memory = ARENA_INIT;
	struct buf whole = BUF_INIT;
	buf_append_c(&whole, before);
	buf_append(&whole, wanted);
	bool equal = str_eq(words_tidy(&memory, got), words_tidy(&memory, buf_str(&whole)));
	if (!equal)
		tell(what, layout, got, buf_str(&whole));
	arena_free(&memory);
	buf_free(&whole);
	return !equal;
}

static size_t check_zone(const struct article *a, enum layout layout, enum zone zone,
	const char *before, struct str wanted)
{
	struct buf got = BUF_INIT;
	put_zone(a, zone, &got);
	size_t wrong = differs(zone_name(zone), layout, buf_str(&got), before, wanted);
	buf_free(&got);
	return wrong;
}

static size_t check_authors(const struct article *a, enum layout layout, const char *wanted)
{
	struct buf got = BUF_INIT;
	for (size_t i = 0; i < a->author_count; i++) {
		buf_append_c(&got, i > 0 ? "; " : "");
		buf_append(&got, a->authors[i].value);
	}
	size_t wrong = differs("authors", layout, buf_str(&got), wanted ? wanted : "", STR(""));
	buf_free(&got);
	return wrong;
}

static void check(enum layout layout, const struct article *a, const struct facts *f, size_t i,
	struct counts *c)
{
	const char *before = layout == DATELINE ? CHOOSE(datelines, i)->line : "";
	c->articles++;
	c->title += check_zone(a, layout, ZONE_TITLE, "", f->title);
	c->lead += check_zone(a, layout, ZONE_LEAD, before, f->lead);
	c->body += check_zone(a, layout, ZONE_BODY, "", f->body);
	if (f->date || !f->shows_date)
		c->date += differs("date", layout, a->date.value, f->date ? f->date : "", STR(""));
	c->author += check_authors(a, layout, f->author);
	c->source +=
		differs("source", layout, a->source.value, f->source ? f->source : "", STR(""));
	c->number +=
		differs("number", layout, a->number.value, f->number ? f->number : "", STR(""));
}

static void read_back(struct str text, struct article *out)
{
	struct error err;
	*out = (struct article){.memory = ARENA_INIT};
	if (!layout_read(out, text, &(struct layout_known){0}, &err) ||
		!metadata_complete(out, STR("a.txt"), &err)) {
		fprintf(stderr, "%s\n", err.message);
		exit(1);
	}
}

static struct str block_of(const struct article *a, enum zone zone)
{
	for (size_t i = 0; i < a->block_count; i++) {
		if (a->blocks[i].zone == zone)
			return a->blocks[i].text;
	}
	return STR("");
}

static void check_article(const struct article *news, size_t i, struct counts counts[LAYOUTS])
{
	struct buf text = BUF_INIT;
	struct article a;
	for (enum layout layout = 0; layout < LAYOUTS; layout++) {
		struct facts f = {.title = block_of(news, ZONE_TITLE),
			.lead = block_of(news, ZONE_LEAD),
			.body = block_of(news, ZONE_BODY),
			.shows_date = news->date.value.len > 0};
		write_layout(layout, i, &f, &text);
		read_back(buf_str(&text), &a);
		check(layout, &a, &f, i, &counts[layout]);
		article_free(&a);
	}
	buf_free(&text);
}

static bool report(const struct counts counts[LAYOUTS])
{
	bool good = true;
	printf("%-10s %9s %7s %7s %7s %7s %7s %7s %7s\n", "wrong in", "articles", "title", "lead",
		"body", "date", "author", "source", "number");
	for (enum layout l = 0; l < LAYOUTS; l++) {
		const struct counts *c = &counts[l];
		size_t most = c->articles / 100;
		printf("%-10s %9zu %7zu %7zu %7zu %7zu %7zu %7zu %7zu\n", names[l], c->articles,
			c->title, c->lead, c->body, c->date, c->author, c->source, c->number);
		good &= c->articles > 0 && c->title <= most && c->lead <= most && c->body <= most &&
			c->author <= most && c->source <= most && c->number <= most;
		good &= c->date <= (l == DATELINE || l == LETTERHEAD ? most : 0);
	}
	return good;
}

int main(int argc, char **argv)
{
	struct counts counts[LAYOUTS] = {0};
	struct error err;
	struct article_problem *problem = malloc(sizeof *problem);
	size_t wanted = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
	int fd = argc > 1 ? open(argv[1], O_RDONLY | O_CLOEXEC) : -1;
	struct article_file file = {.fd = fd, .path = "news.jsonl"};
	file.format = article_format_of(argc > 1 ? argv[1] : "");
	struct article_reader *r = fd >= 0 ? article_reader_open(&file, &err) : NULL;
	struct article news;
	if (!r || !problem)
		return 2;
	for (size_t i = 0; wanted == 0 || i < wanted; i++) {
		enum article_step step = article_reader_next(r, &news, problem);
		if (step == ARTICLE_END || step == ARTICLE_BROKEN)
			break;
		if (step != ARTICLE_READ)
			continue;
		if (block_of(&news, ZONE_LEAD).len > 0 && block_of(&news, ZONE_BODY).len > 0)
			check_article(&news, i, counts);
		article_free(&news);
	}
	article_reader_close(r);
	close(fd);
	free(problem);
	return report(counts) ? 0 : 1;
}
