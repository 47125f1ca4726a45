#include "query/print.h"

#include "archive/record.h"
#include "base/ascii.h"
#include "base/lang.h"
#include "printing/clean.h"
#include "printing/print.h"
#include "query/ranking/features.h"
#include "query/reading/chars.h"
#include "query/reading/dates.h"
#include "query/terminal.h"

#include <math.h>
#include <stdio.h>

static const struct style title_style = {
	PRINT_BOLD, PRINT_PLAIN, PRINT_HIT, PRINT_PLAIN PRINT_BOLD};
static const struct style text_style = {"", "", PRINT_HIT, PRINT_PLAIN};
static const struct style meta_style = {PRINT_GREEN, PRINT_PLAIN, "", ""};
static const struct style path_style = {PRINT_DIM, PRINT_PLAIN, "", ""};
static const struct style warning_style = {PRINT_YELLOW, PRINT_PLAIN, "", ""};
static const struct style plain;

enum { INDENT = 5 }; /* of a hit, beyond its rank */

static struct wrap wrap_at(const struct text_look *look, const struct style *style, size_t indent)
{
	return (struct wrap){
		.width = look->columns,
		.indent = indent,
		.column = indent,
		.style = look->color ? *style : plain,
	};
}

static void put_indent(struct buf *out, size_t columns)
{
	for (size_t i = 0; i < columns; i++)
		buf_push(out, ' ');
}

/* TEXT as lines of their own. */
static void put_lines(struct buf *out, struct str text, const struct text_look *look,
	const struct style *style, size_t indent)
{
	if (text.len == 0)
		return;
	struct wrap wrap = wrap_at(look, style, indent);
	put_indent(out, indent);
	terminal_wrap(out, text, &wrap);
	buf_push(out, '\n');
}

/* "trang 3: ". The columns that it takes. */
static size_t put_page(struct buf *out, uint32_t page, const struct text_look *look)
{
	char text[32];
	if (page == 0)
		return 0;
	int columns = snprintf(text, sizeof text, SAY("trang %u: ", "page %u: "), page);
	buf_append_c(out, look->color ? path_style.on : "");
	buf_append_c(out, text);
	buf_append_c(out, look->color ? path_style.off : "");
	return (size_t)columns;
}

static void put_pieces(struct buf *out, const struct pieces *p, const struct text_look *look,
	const struct style *style)
{
	struct wrap wrap = wrap_at(look, style, INDENT);
	put_indent(out, INDENT);
	wrap.column += put_page(out, p->page, look);
	terminal_wrap_pieces(out, p, &wrap);
	buf_push(out, '\n');
}

/* N with its thousands grouped. */
static void put_count(struct buf *out, uint64_t n)
{
	char digits[32];
	int len = snprintf(digits, sizeof digits, "%llu", (unsigned long long)n);
	for (int i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			buf_append_c(out, SAY(".", ","));
		buf_push(out, digits[i]);
	}
}

static void put_milliseconds(struct buf *out, double ms)
{
	unsigned tenths = (unsigned)(ms * 10 + 0.5);
	buf_printf(out, SAY("%u,%u ms", "%u.%u ms"), tenths / 10, tenths % 10);
}

/* FIELD behind what META holds already. */
static void add_meta(struct buf *meta, struct str field)
{
	if (field.len == 0)
		return;
	if (meta->len > 0)
		buf_append_c(meta, " · ");
	buf_append(meta, field);
}

/* What is known of an article beside its text. */
struct meta {
	struct str date, date_confidence, place, source;
	const struct str *authors;
	size_t author_count;
	struct str kind, number, issuer; /* of a document */
};

static void put_meta(
	struct buf *out, const struct meta *m, const struct text_look *look, size_t indent)
{
	struct buf meta = BUF_INIT;
	dates_append(&meta, m->date, m->date_confidence);
	add_meta(&meta, m->place);
	for (size_t i = 0; i < m->author_count; i++) {
		if (i == 0)
			add_meta(&meta, m->authors[i]);
		else
			buf_printf(&meta, ", %.*s", STR_ARG(m->authors[i]));
	}
	add_meta(&meta, m->source);
	put_lines(out, buf_str(&meta), look, &meta_style, indent);
	out->failed |= meta.failed;
	buf_reset(&meta);
	add_meta(&meta, m->kind);
	if (m->number.len > 0) {
		add_meta(&meta, str_from_c(SAY("số ", "no. ")));
		buf_append(&meta, m->number);
	}
	add_meta(&meta, m->issuer);
	put_lines(out, buf_str(&meta), look, &meta_style, indent);
	out->failed |= meta.failed;
	buf_free(&meta);
}

static void put_missing(struct buf *out, const struct hit *h, const struct text_look *look)
{
	if (h->missing_count == 0)
		return;
	struct buf line = BUF_INIT;
	buf_append_c(&line, SAY("không có: ", "without: "));
	for (size_t i = 0; i < h->missing_count; i++) {
		buf_append_c(&line, i > 0 ? ", " : "");
		buf_append(&line, h->missing[i]);
	}
	put_lines(out, buf_str(&line), look, &warning_style, INDENT);
	out->failed |= line.failed;
	buf_free(&line);
}

/* Where the article is: its file, and its id where many share a file. */
static void put_place(struct buf *out, const struct hit *h, const struct text_look *look)
{
	struct buf line = BUF_INIT;
	buf_append(&line, h->path);
	if (!str_ends_with(h->path, h->id))
		add_meta(&line, h->id);
	put_lines(out, buf_str(&line), look, &path_style, INDENT);
	out->failed |= line.failed;
	buf_free(&line);
}

/* What ranked the hit, most first: "12,3 = từ 5,1 + cặp từ liền nhau 3,2 …". */
static void put_features(struct buf *out, const struct hit *h, const struct text_look *look)
{
	if (!h->features)
		return;
	struct buf line = BUF_INIT;
	buf_printf(&line, SAY("điểm %.2f", "score %.2f"), h->score);
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
		buf_printf(&line, " · %s %+.2f", feature_words(best),
			h->weights[best] * h->features[best]);
	}
	put_lines(out, buf_str(&line), look, &meta_style, INDENT);
	out->failed |= line.failed;
	buf_free(&line);
}

/* How the words were read: "lut: lụt, lút (3.21)". */
static void put_explanation(
	struct buf *out, const struct explanation *e, const struct text_look *look)
{
	if (!e->ranking)
		return;
	struct buf line = BUF_INIT;
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
		buf_printf(&line, SAY(" (hiếm %.2f)", " (rarity %.2f)"), w->rarity);
	}
	put_lines(out, buf_str(&line), look, &meta_style, 0);
	out->failed |= line.failed;
	buf_free(&line);
}

static void put_hit(struct buf *out, const struct hit *h, const struct text_look *look)
{
	char rank[24];
	int width = snprintf(rank, sizeof rank, "%3zu. ", h->rank);
	struct wrap wrap = wrap_at(look, &title_style, INDENT);
	wrap.column = (size_t)width;
	buf_append_c(out, rank);
	if (h->title.count > 0)
		terminal_wrap_pieces(out, &h->title, &wrap);
	else
		terminal_wrap(out, STR("—"), &wrap);
	buf_push(out, '\n');
	const struct meta meta = {h->date, h->date_confidence, h->place, h->source, h->authors,
		h->author_count, h->kind, h->number, h->issuer};
	put_meta(out, &meta, look, INDENT);
	for (size_t i = 0; i < h->snippet_count; i++)
		put_pieces(out, &h->snippets[i], look, &text_style);
	put_missing(out, h, look);
	put_features(out, h, look);
	put_place(out, h, look);
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
	put_count(out, t.value);
}

/* "2 bài đủ từ; 79.014 bài chỉ khớp một phần". */
static void put_totals(struct buf *out, const struct answer *a)
{
	bool together = a->is_similar || a->total.value == a->full.value;
	const struct answer_total *first = together ? &a->total : &a->full;
	put_total(out, *first, 0);
	buf_append_c(
		out, SAY(" bài", first->value == 1 && first->exact ? " article" : " articles"));
	if (together)
		return;
	buf_append_c(out, SAY(" đủ từ", " with all words"));
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
	put_lines(out, buf_str(&line), look, &path_style, 0);
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
	put_lines(out, buf_str(&line), look, &path_style, 0);
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
	if (a->total.value > 0) {
		put_lines(out,
			str_from_c(SAY("Trang này vượt quá kết quả cuối; hãy giảm --offset.",
				"This page lies behind the last result; lower --offset.")),
			look, &plain, 0);
		return;
	}
	put_lines(out,
		str_from_c(
			has_warning(a, WARNING_UNKNOWN_WORDS)
				? SAY("Hãy xem lại chính tả, hoặc bớt từ lạ.",
					  "Check the spelling, or leave rare words out.")
				: SAY("Hãy bớt từ, hoặc nới khoảng ngày nếu có.",
					  "Use fewer words, or widen the dates if you gave any.")),
		look, &plain, 0);
	if (contains(a->read_as, "\""))
		put_lines(out,
			str_from_c(SAY("Bỏ ngoặc kép thì các từ không cần đứng liền nhau.",
				"Without quotes the words need not stand together.")),
			look, &plain, 0);
	if (!ascii_is_all(a->text))
		put_lines(out,
			str_from_c(
				SAY("Gõ không dấu, hoặc --diacritics=ignore, để tìm mọi cách viết.",
					"Type without marks, or use --diacritics=ignore, to find "
					"any spelling.")),
			look, &plain, 0);
}

void print_text_answer(struct buf *out, const struct answer *a, const struct text_look *look)
{
	put_header(out, a, look);
	for (size_t i = 0; i < a->warning_count; i++)
		put_lines(out, a->warnings[i].message, look, &warning_style, 0);
	put_suggestions(
		out, a, SUGGESTION_SPELLING, SAY("Có phải bạn tìm: ", "Did you mean: "), look);
	put_suggestions(out, a, SUGGESTION_READING, SAY("Cũng có thể là: ", "Or perhaps: "), look);
	put_explanation(out, &a->explanation, look);
	for (size_t i = 0; i < a->hit_count; i++) {
		buf_push(out, '\n');
		put_hit(out, &a->hits[i], look);
	}
	if (a->hit_count == 0)
		put_hints(out, a, look);
}

/* What the article was decoded from; nothing for UTF-8. */
static void put_encodings(struct buf *out, const struct record *r, const struct text_look *look)
{
	if (r->encodings.len == 0)
		return;
	struct buf line = BUF_INIT;
	buf_append_c(&line, SAY("giải mã từ ", "decoded from "));
	buf_append(&line, r->encodings);
	put_lines(out, buf_str(&line), look, &path_style, 0);
	out->failed |= line.failed;
	buf_free(&line);
}

/* Where the date was read, if its format did not give it. */
static void put_date_source(struct buf *out, const struct record *r, const struct text_look *look)
{
	const char *line = "";
	struct str from = r->origins[RECORD_DATE];
	if (str_eq(from, STR("text")))
		line = dates_is_guess(r->date_confidence)
			       ? SAY("ngày đoán theo chữ trong bài", "date guessed from the text")
			       : SAY("ngày đọc trong bài", "date read in the text");
	else if (str_eq(from, STR("page")))
		line = SAY("ngày theo lời trang hay tệp tự khai",
			"date as the page or file says of itself");
	else if (str_eq(from, STR("url")))
		line = SAY("ngày đoán theo địa chỉ trang", "date guessed from the page's address");
	else if (str_eq(from, STR("path")))
		line = SAY("ngày đoán theo tên tệp", "date guessed from the file's name");
	put_lines(out, str_from_c(line), look, &path_style, 0);
}

static const char *field_label(enum record_field f)
{
	switch (f) {
	case RECORD_TITLE:
		return SAY("tiêu đề", "title");
	case RECORD_LEAD:
		return SAY("sa-pô", "lead");
	case RECORD_BODY:
		return SAY("thân bài", "body");
	case RECORD_CAPTIONS:
		return SAY("chú thích ảnh", "captions");
	case RECORD_AUTHORS:
		return SAY("tác giả", "authors");
	case RECORD_DATE:
		return SAY("ngày", "date");
	case RECORD_PLACE:
		return SAY("nơi", "place");
	case RECORD_ISSUER:
		return SAY("cơ quan ban hành", "issuing body");
	case RECORD_NUMBER:
		return SAY("số hiệu", "document number");
	case RECORD_KIND:
		return SAY("loại văn bản", "kind of document");
	case RECORD_SOURCE:
		return SAY("nguồn", "source");
	case RECORD_URL:
		return SAY("địa chỉ trang", "address");
	case RECORD_IMAGE:
		return SAY("ảnh", "image");
	case RECORD_FIELD_COUNT:
		break;
	}
	return "";
}

/* "đọc trong bài: tiêu đề, tác giả": the fields whose origin is FROM, but for the date, which
   has a line of its own. */
static void put_origin(struct buf *out, const struct record *r, const char *from, const char *label,
	const struct text_look *look)
{
	struct buf line = BUF_INIT;
	for (enum record_field f = 0; f < RECORD_FIELD_COUNT; f++) {
		if (f == RECORD_DATE || !str_eq(r->origins[f], str_from_c(from)))
			continue;
		buf_append_c(&line, line.len > 0 ? ", " : label);
		buf_append_c(&line, field_label(f));
	}
	put_lines(out, buf_str(&line), look, &path_style, 0);
	out->failed |= line.failed;
	buf_free(&line);
}

static void put_origins(struct buf *out, const struct record *r, const struct text_look *look)
{
	put_origin(out, r, "given", SAY("cho sẵn: ", "given: "), look);
	put_origin(out, r, "text", SAY("đọc trong bài: ", "read in the text: "), look);
	put_origin(out, r, "page",
		SAY("theo lời trang hay tệp tự khai: ", "as the page or file says of itself: "),
		look);
	put_origin(out, r, "url", SAY("theo địa chỉ trang: ", "from the page's address: "), look);
	put_origin(out, r, "path", SAY("theo tên tệp: ", "from the file's name: "), look);
	put_origin(out, r, "guess", SAY("đoán: ", "guessed: "), look);
}

/* An address or path, with what it is before it; nothing where there is none. */
static void put_address(
	struct buf *out, const char *label, struct str address, const struct text_look *look)
{
	struct buf line = BUF_INIT;
	buf_append_c(&line, address.len > 0 ? label : "");
	buf_append(&line, address);
	put_lines(out, buf_str(&line), look, &path_style, 0);
	out->failed |= line.failed;
	buf_free(&line);
}

/* Where the file goes on to a page, from BEFORE. */
static void put_page_line(
	struct buf *out, uint32_t page, uint32_t before, const struct text_look *look)
{
	char text[32];
	if (page == 0 || page == before)
		return;
	snprintf(text, sizeof text, SAY("— trang %u —", "— page %u —"), page);
	buf_push(out, '\n');
	put_lines(out, str_from_c(text), look, &path_style, 0);
}

void print_text_article(struct buf *out, const struct record *r, const struct text_look *look)
{
	put_lines(out, r->title, look, &title_style, 0);
	const struct meta meta = {r->date, r->date_confidence, r->place, r->source, r->authors,
		r->author_count, r->kind, r->number, r->issuer};
	put_meta(out, &meta, look, 0);
	put_date_source(out, r, look);
	put_origins(out, r, look);
	put_address(out, "", r->path, look);
	put_address(out, "", r->url, look);
	put_address(out, SAY("ảnh: ", "image: "), r->image, look);
	put_encodings(out, r, look);
	uint32_t page = 0;
	for (size_t i = 0; i < r->block_count; i++) {
		const struct record_block *b = &r->blocks[i];
		if (b->zone == ZONE_TITLE)
			continue;
		put_page_line(out, b->page, page, look);
		page = b->page;
		buf_push(out, '\n');
		put_lines(out, b->text, look, b->zone == ZONE_LEAD ? &title_style : &plain,
			b->zone == ZONE_LEAD || b->zone == ZONE_BODY ? 0 : 2 * INDENT);
	}
}

void print_ids(struct buf *out, const struct answer *a)
{
	for (size_t i = 0; i < a->hit_count; i++) {
		clean_append(out, a->hits[i].id);
		buf_push(out, '\n');
	}
}
