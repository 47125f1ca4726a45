#include "query/terminal/print.h"

#include "base/ascii.h"
#include "base/lang.h"
#include "printing/clean.h"
#include "printing/print.h"
#include "query/answer/session.h"
#include "query/lookup/link.h"
#include "query/ranking/features.h"
#include "query/reading/chars.h"
#include "query/terminal/print_lines.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* "trang 3: ". The columns that it takes. */
static size_t put_page(struct buf *out, uint32_t page, const struct text_look *look)
{
	char text[32];
	if (page == 0)
		return 0;
	int columns = snprintf(text, sizeof text, SAY("trang %u: ", "page %u: "), page);
	buf_append_c(out, look->color ? lines_path.on : "");
	buf_append_c(out, text);
	buf_append_c(out, look->color ? lines_path.off : "");
	return (size_t)columns;
}

static void put_pieces(struct buf *out, const struct pieces *p, const struct text_look *look,
	const struct style *style)
{
	struct wrap wrap = lines_wrap(look, style, LINES_INDENT);
	lines_indent(out, LINES_INDENT);
	wrap.column += put_page(out, p->page, look);
	terminal_wrap_pieces(out, p, &wrap);
	buf_push(out, '\n');
}

static void put_milliseconds(struct buf *out, double ms)
{
	unsigned tenths = (unsigned)(ms * 10 + 0.5);
	buf_printf(out, SAY("%u,%u ms", "%u.%u ms"), tenths / 10, tenths % 10);
}

/* The words as they were typed: those that stood side by side are read as one. */
static void put_missing(struct buf *out, const struct hit *h, const struct text_look *look)
{
	if (h->missing_count == 0)
		return;
	struct buf line = BUF_INIT;
	buf_append_c(&line, SAY("thiếu: ", "without: "));
	for (size_t i = 0; i < h->missing_count; i++) {
		bool follows =
			i > 0 && h->missing_at && h->missing_at[i] == h->missing_at[i - 1] + 1;
		buf_append_c(&line, follows ? " " : i > 0 ? ", " : "");
		buf_append(&line, h->missing[i]);
	}
	lines_put(out, buf_str(&line), look, &lines_warning, LINES_INDENT);
	out->failed |= line.failed;
	buf_free(&line);
}

/* RFC 3986, 3.3: what a path has as it is. */
static bool is_plain(char c)
{
	return ascii_is_letter(c) || ascii_is_digit(c) || (c && strchr("-._~/", c));
}

static void begin_file_link(struct buf *out, struct str file, const struct text_look *look)
{
	if (!look->host || file.len == 0)
		return;
	buf_printf(out, PRINT_LINK "file://%s", look->host);
	for (size_t i = 0; i < file.len; i++)
		buf_printf(out, is_plain(file.ptr[i]) ? "%c" : "%%%02X",
			(unsigned)(unsigned char)file.ptr[i]);
	buf_append_c(out, PRINT_LINKED);
}

static void begin_page_link(struct buf *out, struct str url, const struct text_look *look)
{
	if (!look->host || !link_is_web(url))
		return;
	buf_append_c(out, PRINT_LINK);
	buf_append(out, url);
	buf_append_c(out, PRINT_LINKED);
}

static void end_link(struct buf *out, bool begun)
{
	buf_append_c(out, begun ? PRINT_LINK_END : "");
}

/* Whether the id is LABEL:FILE, and the path ends in LABEL/FILE: it would say the same twice. */
static bool is_path_again(const struct hit *h)
{
	size_t colon = str_find(h->id, STR(":"), 0);
	size_t len = h->id.len;
	if (colon == len || h->path.len < len)
		return false;
	struct str end = str_slice(h->path, h->path.len - len, h->path.len);
	return end.ptr[colon] == '/' &&
	       str_eq(str_slice(h->id, 0, colon), str_slice(end, 0, colon)) &&
	       str_ends_with(end, str_slice(h->id, colon + 1, len)) &&
	       (h->path.len == len || end.ptr[-1] == '/');
}

/* Where the article is: its file, and its id where many share a file. */
static void put_place(struct buf *out, const struct hit *h, const struct text_look *look)
{
	struct buf line = BUF_INIT;
	buf_append(&line, h->path);
	if (!str_ends_with(h->path, h->id) && !is_path_again(h))
		lines_add(&line, h->id);
	if (h->ocr)
		lines_add(&line, str_from_c(SAY("đọc bằng OCR", "read by OCR")));
	struct wrap wrap = lines_wrap(look, &lines_path, LINES_INDENT);
	lines_indent(out, LINES_INDENT);
	size_t before = out->len;
	begin_file_link(out, h->file, look);
	bool is_link = out->len > before;
	terminal_wrap(out, buf_str(&line), &wrap);
	end_link(out, is_link);
	buf_push(out, '\n');
	out->failed |= line.failed;
	buf_free(&line);
}

/* What ranked the hit, most first: "12,3 = từ 5,1 + cặp từ liền nhau 3,2 …". */
static void put_features(struct buf *out, const struct hit *h, const struct text_look *look)
{
	if (!h->features)
		return;
	struct buf line = BUF_INIT;
	buf_append_c(&line, SAY("điểm ", "score "));
	lines_hundredths(&line, h->score, false);
	bool done[FEATURE_COUNT] = {false};
	for (;;) {
		enum feature best = FEATURE_COUNT;
		double most = 0.005; /* less is shown as nothing */
		for (enum feature f = 0; f < FEATURE_COUNT; f++) {
			double gives = h->weights[f] * h->features[f];
			if (!done[f] && fabs(gives) > most) {
				best = f;
				most = fabs(gives);
			}
		}
		if (best == FEATURE_COUNT)
			break;
		done[best] = true;
		buf_printf(&line, " · %s ", feature_words(best));
		lines_hundredths(&line, h->weights[best] * h->features[best], true);
	}
	lines_put(out, buf_str(&line), look, &lines_meta, LINES_INDENT);
	out->failed |= line.failed;
	buf_free(&line);
}

/* How the words were read: "lut: lụt, lút (độ hiếm 3,21)". */
static void put_explanation(
	struct buf *out, const struct explanation *e, const struct text_look *look)
{
	if (!e->ranking)
		return;
	struct buf line = BUF_INIT;
	buf_append_c(&line, SAY("đọc là: ", "read as: "));
	buf_append(&line, e->tree);
	lines_put(out, buf_str(&line), look, &lines_meta, 0);
	out->failed |= line.failed;
	buf_reset(&line);
	buf_printf(&line, SAY("xếp hạng: %s", "ranking: %s"), e->ranking);
	for (size_t i = 0; i < e->word_count; i++) {
		const struct explained_word *w = &e->words[i];
		buf_append_c(&line, " · ");
		buf_append(&line, w->text);
		for (size_t k = 0; k < w->spelling_count; k++) {
			if (w->spelling_count == 1 && str_eq(w->text, w->spellings[0]))
				break;
			buf_append_c(&line, k > 0 ? ", " : ": ");
			buf_append(&line, w->spellings[k]);
		}
		buf_append_c(&line, SAY(" (độ hiếm ", " (rarity "));
		lines_hundredths(&line, w->rarity, false);
		buf_push(&line, ')');
	}
	lines_put(out, buf_str(&line), look, &lines_meta, 0);
	out->failed |= line.failed;
	buf_free(&line);
}

/* "và 4 bài giống hệt, gần giống: …": where else it stands. */
static void put_duplicates(struct buf *out, const struct hit *h, const struct text_look *look)
{
	enum { NAMED = 4 };
	if (h->duplicate_count == 0)
		return;
	struct buf line = BUF_INIT;
	bool one = h->duplicate_count == 1;
	buf_append_c(&line, SAY("và ", "and "));
	lines_count(&line, h->duplicate_count);
	buf_append_c(&line, SAY(" bài giống hệt hoặc gần giống: ",
				    one ? " article that is the same or nearly so: "
					: " articles that are the same or nearly so: "));
	for (size_t i = 0; i < h->duplicates_told && i < NAMED; i++) {
		buf_append_c(&line, i > 0 ? ", " : "");
		buf_append(&line, h->duplicates[i].id);
	}
	buf_append_c(&line, h->duplicate_count > NAMED ? " …" : "");
	lines_put(out, buf_str(&line), look, &lines_path, LINES_INDENT);
	out->failed |= line.failed;
	buf_free(&line);
}

void print_text_hit(struct buf *out, const struct hit *h, const struct text_look *look)
{
	char rank[24];
	int width = snprintf(rank, sizeof rank, "%3zu. ", h->rank);
	struct wrap wrap = lines_wrap(look, &lines_title, LINES_INDENT);
	wrap.column = (size_t)width;
	buf_append_c(out, rank);
	size_t before = out->len;
	begin_page_link(out, h->url, look);
	bool is_link = out->len > before;
	if (h->title.count > 0)
		terminal_wrap_pieces(out, &h->title, &wrap);
	else
		terminal_wrap(out, STR("—"), &wrap);
	end_link(out, is_link);
	buf_push(out, '\n');
	const struct meta meta = {h->date, h->date_confidence, h->place, h->source, h->authors,
		h->author_count, h->kind, h->number, h->issuer};
	lines_put_meta(out, &meta, look, LINES_INDENT);
	for (size_t i = 0; i < h->snippet_count; i++)
		put_pieces(out, &h->snippets[i], look, &lines_text);
	put_missing(out, h, look);
	lines_put(out, h->why, look, &lines_meta, LINES_INDENT);
	put_features(out, h, look);
	put_place(out, h, look);
	put_duplicates(out, h, look);
}

/* T less LESS articles. */
static void put_total(struct buf *out, struct answer_total t, uint64_t less)
{
	t.value -= less;
	/* The least known total is an odd number: who reads "at least 10,010" wonders why. */
	if (!t.exact) {
		buf_append_c(out, SAY("ít nhất ", "at least "));
		t.value -= t.value > 1000 ? t.value % 1000 : 0;
	}
	lines_count(out, t.value);
}

/* "; gộp bài gần giống còn 97": what those of A that have every word are without others that are
   nearly the same. */
static void put_folded(struct buf *out, const struct answer *a)
{
	if (!a->is_folded || !a->full.exact || a->folded.value == a->full.value)
		return;
	buf_append_c(out, SAY(", gộp bài gần giống còn ", ", without near-duplicates "));
	lines_count(out, a->folded.value);
}

/* "2 bài đủ từ; 79.014 bài chỉ khớp một phần". */
static void put_totals(struct buf *out, const struct answer *a)
{
	bool together = a->is_similar || a->total.value == a->full.value;
	const struct answer_total *first = together ? &a->total : &a->full;
	put_total(out, *first, 0);
	buf_append_c(
		out, SAY(" bài", first->value == 1 && first->exact ? " article" : " articles"));
	if (together) {
		put_folded(out, a);
		return;
	}
	buf_append_c(out, SAY(" đủ từ", " with all words"));
	put_folded(out, a);
	if (!a->full.exact)
		return;
	buf_append_c(out, "; ");
	put_total(out, a->total, a->full.value);
	buf_append_c(out, SAY(" bài chỉ khớp một phần", " with some"));
}

static void put_header(struct buf *out, const struct answer *a, const struct text_look *look)
{
	struct buf line = BUF_INIT;
	put_totals(&line, a);
	buf_append_c(&line, " · ");
	buf_append(&line, a->read_as);
	buf_append_c(&line, " · ");
	put_milliseconds(&line, a->took_ms);
	lines_put(out, buf_str(&line), look, &lines_path, 0);
	out->failed |= line.failed;
	buf_free(&line);
}

/* One line for all suggestions of KIND, after HEAD. */
static void put_suggestions(struct buf *out, const struct answer *a, enum suggestion_kind kind,
	const char *head, const struct text_look *look)
{
	struct buf line = BUF_INIT;
	for (size_t i = 0; i < a->suggestion_count; i++) {
		if (a->suggestions[i].kind != kind)
			continue;
		buf_append_c(&line, line.len > 0 ? ", " : head);
		buf_append(&line, a->suggestions[i].text);
	}
	if (line.len > 0)
		buf_push(&line, '?');
	lines_put(out, buf_str(&line), look, &lines_path, 0);
	out->failed |= line.failed;
	buf_free(&line);
}

static bool has_warning(const struct answer *a, enum warning_code code)
{
	for (size_t i = 0; i < a->warning_count; i++) {
		if (a->warnings[i].code == code)
			return true;
	}
	return false;
}

static bool contains(struct str s, const char *text)
{
	return str_find(s, str_from_c(text), 0) < s.len;
}

/* What to try when nothing was found. */
static void put_hints(struct buf *out, const struct answer *a, const struct text_look *look)
{
	if (a->partial != BUDGET_LASTS) {
		lines_put(out,
			str_from_c(SAY("Chưa kịp tìm tới bài nào của trang này.",
				"The search ended before it came to an article of this page.")),
			look, &lines_plain, 0);
		return;
	}
	if (a->total.value > 0) {
		lines_put(out,
			str_from_c(SAY("Trang này vượt quá kết quả cuối; hãy giảm --offset.",
				"This page lies behind the last result; lower --offset.")),
			look, &lines_plain, 0);
		return;
	}
	bool unknown_value = has_warning(a, WARNING_UNKNOWN_VALUE);
	lines_put(out,
		str_from_c(has_warning(a, WARNING_UNKNOWN_WORDS)
				   ? SAY("Hãy xem lại chính tả, hoặc bớt từ lạ.",
					     "Check the spelling, or leave rare words out.")
			   : unknown_value
				   ? SAY("Hãy xem lại giá trị ấy, hoặc bỏ điều kiện lọc.",
					     "Check that value, or leave the filter out.")
				   : SAY("Hãy bớt từ, hoặc nới khoảng ngày nếu có.",
					     "Use fewer words, or widen the dates if you gave "
					     "any.")),
		look, &lines_plain, 0);
	if (contains(a->read_as, "\""))
		lines_put(out,
			str_from_c(SAY("Bỏ ngoặc kép thì các từ không cần đứng liền nhau.",
				"Without quotes the words need not stand together.")),
			look, &lines_plain, 0);
	if (!ascii_is_all(a->text) && !unknown_value)
		lines_put(out,
			str_from_c(
				SAY("Gõ không dấu, hoặc --diacritics=ignore, để tìm mọi cách viết.",
					"Type without marks, or use --diacritics=ignore, to find "
					"any spelling.")),
			look, &lines_plain, 0);
}

/* That there are more than the LIMIT of a page, and how to get them. */
static void put_more(
	struct buf *out, const struct answer *a, size_t limit, const struct text_look *look)
{
	size_t last = a->hit_count > 0 ? a->hits[a->hit_count - 1].rank : 0;
	bool some = a->hit_count == limit && (!a->total.exact || a->total.value > last);
	if (!(a->is_folded ? a->goes_on : some) || last > SEARCH_OFFSET_MAX)
		return;
	struct buf line = BUF_INIT;
	buf_printf(
		&line, SAY("Còn nữa; xem tiếp: thêm -o %zu", "There are more: add -o %zu"), last);
	buf_push(out, '\n');
	lines_put(out, buf_str(&line), look, &lines_path, 0);
	out->failed |= line.failed;
	buf_free(&line);
}

void print_text_answer(
	struct buf *out, const struct answer *a, size_t limit, const struct text_look *look)
{
	put_header(out, a, look);
	for (size_t i = 0; i < a->warning_count; i++)
		lines_put(out, a->warnings[i].typed, look, &lines_warning, 0);
	put_suggestions(
		out, a, SUGGESTION_SYNTAX, SAY("Có phải bạn tìm: ", "Did you mean: "), look);
	put_suggestions(
		out, a, SUGGESTION_SPELLING, SAY("Có phải bạn tìm: ", "Did you mean: "), look);
	put_suggestions(out, a, SUGGESTION_READING, SAY("Cũng có thể là: ", "Or perhaps: "), look);
	put_explanation(out, &a->explanation, look);
	print_text_facets(out, a, look);
	for (size_t i = 0; i < a->hit_count; i++) {
		buf_push(out, '\n');
		print_text_hit(out, &a->hits[i], look);
	}
	if (a->hit_count == 0)
		put_hints(out, a, look);
	put_more(out, a, limit, look);
}

void print_warnings(const struct answer *a)
{
	for (size_t i = 0; i < a->warning_count; i++)
		print_err("tracuu: %.*s\n", STR_ARG(a->warnings[i].typed));
}

void print_text_count(struct buf *out, const struct answer *a, const struct text_look *look)
{
	print_warnings(a);
	const struct answer_total *t = a->counts_folded ? &a->folded : &a->full;
	buf_printf(out, "%s%llu\n", t->exact ? "" : ">=", (unsigned long long)t->value);
	print_text_facets(out, a, look);
}

void print_ids(struct buf *out, const struct answer *a)
{
	print_warnings(a);
	for (size_t i = 0; i < a->hit_count; i++) {
		clean_append(out, a->hits[i].id);
		buf_push(out, '\n');
	}
}
