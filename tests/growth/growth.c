/* Hostile articles and queries, one pattern said over and over, at sizes that double: what each
 * costs has to grow with its size, and no faster.
 *
 *   growth SIZE            runs every case at SIZE, twice and four times that, under callgrind:
 *                          a dump for each, named "case|size", which tests/growth/growth.py reads
 *   growth --time SIZE     says what each takes by the clock of the processor, and its growth
 *   growth --run CASE SIZE runs one case, for a profiler
 */
#include "article/given/unused.h"
#include "article/readers/reader.h"
#include "base/buf.h"
#include "fuzz/check.h"
#include "query/reading/parse.h"
#include "text/token/token.h"
#include "text/variant/variant.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>
#include <valgrind/callgrind.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const char *const patterns[] = {"-", "–", "- ", ". ", ", ", ".", ",", "…", "\"", "“", "”",
	"'", "(", ")", "[", "{", "<", "</p>", "<a ", "&amp;", "&", "/", "\\", ":", ";", "|", "*",
	"_", "#", "@", "=", "==\\n", "%20", "7", "7.", "7,", "7 ", "1/", "1-", "12/3/2018 ",
	"ngày 3 ", "tháng 3/", "năm 2018, ", "từ 3 đến ", "3h ", "a", "A", "a ", "A ", "A.", "a-",
	"a/", "a@", "ă", "Ă", "e\xCC\x82\xCC\x81", "\xCC\x81", "\xCC\xA3", " ", "\t", "\xC2\xA0",
	"\xE2\x80\x8B", "Ảnh: ", "Theo ", "Nguồn: ", "Số: ", "PV ", "Bài và ảnh: ", "(TTXVN) ",
	"Hà Nội, ", "Hà Nội (TTXVN) - ", "UBND ", "THÔNG BÁO ", "TP. ", "TP.HCM ", "Nguyễn Văn A, ",
	"và ", "tổ quốc ", "to quoc ", "toor ", "http://a.vn/", "a.vn ", "a@b.vn ", "12/TB-UBND ",
	"U.23 ", "Nơi nhận: ", "Kính gửi: ", "CỘNG HÒA ", "Độc lập ", "\xC3",
	"\xC3\xA1\xC2\xBA\xC2\xA5", "\\\\u0041", "\xF0\x9F\x98\x80", "x=1\xC2\xB2 "};

/* Where the pattern stands: in a text file, in an object, in a query. */
enum shape {
	ALL, /* the file is nothing else */
	HEAD,
	FOOT,
	LINES, /* each on a line of its own */
	PARAGRAPHS,
	TITLE,
	AUTHOR,
	DATE,
	BODY,
	OTHERS, /* what else a source gives */
	QUERY,
	SHAPES
};

static const char *const shape_names[] = {"all", "head", "foot", "lines", "paragraphs", "title",
	"author", "date", "body", "others", "query"};

enum { QUERY_MOST = 16 << 10 };

static void repeat(struct buf *out, const char *pattern, const char *between, size_t size)
{
	size_t end = out->len + size;
	while (out->len < end) {
		buf_append_c(out, pattern);
		buf_append_c(out, between);
	}
}

/* A string of JSON; patterns have no escapes of theirs but those that they mean. */
static void member(struct buf *out, const char *key, const char *pattern, size_t size)
{
	struct buf text = BUF_INIT;
	repeat(&text, pattern, "", size);
	buf_printf(out, ",\"%s\":\"", key);
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"' || (text.ptr[i] == '\\' && pattern[1] == '\0'))
			buf_push(out, '\\');
		buf_push(out, text.ptr[i] == '\t' ? ' ' : text.ptr[i]);
	}
	buf_push(out, '"');
	buf_free(&text);
}

#define PARAGRAPH                                                                                                    \
	"Hà Nội, ngày 3 tháng 4 – Một đoạn văn như mọi đoạn khác, kể chuyện hôm qua trong " \
	"làng.\n\n"

static void make(struct buf *out, enum shape shape, const char *pattern, size_t size)
{
	static const char *const keys[] = {
		"place", "source", "url", "number", "kind", "issuer", "lead", "image", "khac"};
	switch (shape) {
	case HEAD:
		repeat(out, pattern, "", size);
		buf_append_c(out, "\n\nMột tựa bài\n\n" PARAGRAPH PARAGRAPH);
		break;
	case FOOT:
		buf_append_c(out, "Một tựa bài\n\n" PARAGRAPH PARAGRAPH);
		repeat(out, pattern, "", size);
		break;
	case LINES:
		buf_append_c(out, "Một tựa bài\n\n");
		repeat(out, pattern, "\n", size);
		break;
	case PARAGRAPHS:
		repeat(out, pattern, "\n\n", size);
		break;
	case TITLE:
	case AUTHOR:
	case DATE:
	case BODY:
		buf_append_c(out, "{\"id\":\"1\"");
		member(out, shape_names[shape], pattern, size);
		buf_append_c(out, shape == BODY ? "}\n" : ",\"body\":\"Một đoạn văn.\"}\n");
		break;
	case OTHERS:
		buf_append_c(out, "{\"id\":\"1\",\"title\":\"Một tựa bài\"");
		for (size_t i = 0; i < COUNT(keys); i++)
			member(out, keys[i], pattern, size / COUNT(keys));
		buf_append_c(out, ",\"body\":\"Một đoạn văn.\"}\n");
		break;
	default:
		repeat(out, pattern, "", size);
		break;
	}
	CHECK(!out->failed);
}

/* What is not the same over and over: each one differs from all before. */
struct listing {
	const char *name;
	enum article_kind kind;
	const char *before, *each, *after; /* EACH has a word of letters where %s is */
};

static const struct listing listings[] = {
	{"authors", ARTICLE_JSON, "{\"id\":\"1\",\"body\":\"Bài.\",\"authors\":[\"Lê An\"",
		",\"Nguyễn %s\"", "]}\n"},
	{"author", ARTICLE_JSON, "{\"id\":\"1\",\"body\":\"Bài.\",\"author\":\"Lê An",
		", Nguyễn %s", "\"}\n"},
	{"objects", ARTICLE_JSON, "{\"id\":\"1\",\"body\":\"Bài.\",\"authors\":[{\"name\":\"An\"}",
		",{\"name\":\"Nguyễn %s\"}", "]}\n"},
	{"keys", ARTICLE_JSON, "{\"id\":\"1\",\"body\":\"Bài.\"", ",\"khoa%s\":\"chữ\"", "}\n"},
	{"keys of many", ARTICLE_JSON, "", "{\"title\":\"Bài\",\"khoa%s\":\"chữ\"}\n", ""},
	{"paragraphs", ARTICLE_JSON, "{\"id\":\"1\",\"body\":[\"Bài.\"", ",\"Đoạn %s.\"", "]}\n"},
	{"blocks", ARTICLE_JSON, "{\"id\":\"1\",\"body\":[{\"type\":\"p\",\"text\":\"Bài.\"}",
		",{\"type\":\"image\",\"caption\":\"Ảnh %s\"}", "]}\n"},
	{"depth", ARTICLE_JSON, "{\"id\":\"1\",\"body\":\"Bài.\",\"x\":", "[\"%s\",", "\n"},
	{"columns", ARTICLE_CSV, "title,body", ",cot%s", "\nBài,Đoạn\n"},
	{"rows", ARTICLE_CSV, "title,body,author\n", "Bài,Đoạn,Lê %s\n", ""},
	{"headers", ARTICLE_TEXT, "", "Khoa%s: chữ\n", "\nBài.\n"},
	{"front matter", ARTICLE_MARKDOWN, "---\n", "khoa%s: chữ\n", "---\n\nBài.\n"},
	{"bylines", ARTICLE_TEXT, "Một tựa bài\n\nMột đoạn văn.\n\n", "Nguyễn %s\n", ""},
	{"captions", ARTICLE_TEXT, "Một tựa bài\n\nMột đoạn văn.\n\n", "Ảnh: Lê %s.\n\n", ""},
	{"dates", ARTICLE_TEXT, "Một tựa bài\n\n", "Hà Nội, ngày 3 tháng 4 năm 2018 – %s. ", "\n"},
	{"footnotes", ARTICLE_MARKDOWN, "# Bài\n\n", "[%s][1] ![x](y) `a` **b\n", "\n[1]: x\n"},
	{"acronyms", ARTICLE_TEXT, "Một tựa bài\n\n", "Liên Hợp %s (LH%s) ", "\n"},
	{"markup", ARTICLE_JSON, "{\"id\":\"1\",\"body\":\"", "<p class=%s><b", "\"}\n"},
	{"opened", ARTICLE_JSON, "{\"id\":\"1\",\"body\":\"", "<%s>", "\"}\n"},
	{"names", ARTICLE_TEXT, "", "Nguyễn %s, Trần %s – ", "\n"},
};

/* NUMBER as a word: Ab, Ac … */
static void name_number(size_t number, char out[16])
{
	size_t len = 0;
	out[len++] = 'A';
	do
		out[len++] = (char)('b' + number % 24);
	while ((number /= 24) > 0 && len < 15);
	out[len] = '\0';
}

static void make_listing(struct buf *out, const struct listing *l, size_t size)
{
	buf_append_c(out, l->before);
	for (size_t i = 0; out->len < size; i++) {
		char name[16];
		name_number(i, name);
		for (const char *at = l->each; *at; at++) {
			bool here = at[0] == '%' && at[1] == 's';
			at += here;
			if (here)
				buf_append_c(out, name);
			else
				buf_push(out, *at);
		}
	}
	buf_append_c(out, l->after);
	CHECK(!out->failed);
}

static struct tokenizer *tokenizer;

static void analyse(const struct article *a)
{
	struct token token;
	for (size_t i = 0; i < a->block_count; i++) {
		tokenizer_start_document(tokenizer, a->blocks[i].text);
		while (tokenizer_next(tokenizer, &token))
			;
	}
}

static void read_article(struct str bytes, enum article_kind kind)
{
	static struct unused_keys unused;
	struct error err;
	struct article a;
	static struct article_problem problem;
	enum article_step step;
	int fd = memfd_create("growth", MFD_CLOEXEC);
	CHECK(fd >= 0 && write(fd, bytes.ptr, bytes.len) == (ssize_t)bytes.len &&
		lseek(fd, 0, SEEK_SET) == 0);
	struct article_file file = {.fd = fd,
		.format = {kind, PACKING_NONE},
		.path = "2018/03/a",
		.encoding = ENCODING_DETECT,
		.unused = &unused};
	struct article_reader *r = article_reader_open(&file, &err);
	CHECK(r);
	while ((step = article_reader_next(r, &a, &problem)) == ARTICLE_READ ||
		step == ARTICLE_SKIPPED) {
		if (step != ARTICLE_READ)
			continue;
		analyse(&a);
		article_free(&a);
	}
	article_reader_close(r);
	close(fd);
}

static void run(enum shape shape, struct str bytes)
{
	static struct query q;
	struct error err;
	size_t at;
	if (shape == QUERY)
		query_parse(bytes, tokenizer, &q, &err, &at);
	else
		read_article(bytes, shape >= TITLE ? ARTICLE_JSON : ARTICLE_TEXT);
}

enum { REPEATED = COUNT(patterns) * SHAPES, CASES = REPEATED + COUNT(listings) };

static void run_case(size_t number, size_t size)
{
	struct buf bytes = BUF_INIT;
	enum shape shape = (enum shape)(number % SHAPES);
	if (number >= REPEATED) {
		const struct listing *l = &listings[number - REPEATED];
		make_listing(&bytes, l, size);
		CALLGRIND_ZERO_STATS;
		read_article(buf_str(&bytes), l->kind);
	} else {
		make(&bytes, shape, patterns[number / SHAPES], size);
		CALLGRIND_ZERO_STATS;
		if (shape != QUERY || bytes.len <= QUERY_MOST)
			run(shape, buf_str(&bytes));
	}
	buf_free(&bytes);
}

/* "17:title -": what is said of case NUMBER. */
static void name_case(size_t number, char out[128])
{
	if (number >= REPEATED)
		snprintf(out, 128, "%zu:list of %s", number, listings[number - REPEATED].name);
	else
		snprintf(out, 128, "%zu:%s \"%s\"", number, shape_names[number % SHAPES],
			patterns[number / SHAPES]);
}

static void dump(size_t number, size_t size)
{
	char name[128];
	char whole[160];
	run_case(number, size);
	name_case(number, name);
	snprintf(whole, sizeof whole, "%s|%zu", name, size);
	CALLGRIND_DUMP_STATS_AT(whole);
}

static double seconds_of(size_t number, size_t size)
{
	struct timespec from;
	struct timespec to;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	run_case(number, size);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	return (double)(to.tv_sec - from.tv_sec) + 1e-9 * (double)(to.tv_nsec - from.tv_nsec);
}

static void say_times(size_t number, size_t size)
{
	double once = seconds_of(number, size);
	double twice = seconds_of(number, 2 * size);
	double four = seconds_of(number, 4 * size);
	char name[128];
	name_case(number, name);
	printf("%5.2f %5.2f %9.6f %s\n", twice / once, four / twice, four, name);
}

int main(int argc, char **argv)
{
	bool timed = argc == 3 && strcmp(argv[1], "--time") == 0;
	size_t size = argc > 1 ? strtoul(argv[argc - 1], NULL, 10) : 0;
	if (size == 0) {
		fprintf(stderr, "growth: the beginning of growth.c says how\n");
		return 2;
	}
	tokenizer = tokenizer_new();
	CHECK(tokenizer);
	if (argc == 4) {
		run_case(strtoul(argv[2], NULL, 10), size);
		return 0;
	}
	for (size_t i = 0; i < SHAPES; i++) /* what is made once */
		run_case(i, 100);
	for (size_t i = 0; i < CASES; i++) {
		for (size_t k = 1; !timed && k <= 4; k *= 2)
			dump(i, k * size);
		if (timed)
			say_times(i, size);
	}
	tokenizer_free(tokenizer);
	return 0;
}
