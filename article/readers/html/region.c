#include "article/readers/html/region.h"

#include "article/metadata/page.h"
#include "article/metadata/phrase.h"
#include "article/readers/html/teasers.h"
#include "article/readers/html/weight.h"
#include "base/ascii.h"

enum {
	TEXT_MIN = 150, /* of a text, however much readers said to it */
	GAP_MAX = 3     /* short lines between parts of a text */
};

struct finder {
	const struct html_lines *lines;
	uint32_t *good; /* of each node: letters of paragraphs in it */
	double *scores; /* of each node: likewise, the more the closer */
	bool *around;   /* of each node */
};

/* Less of what stands right below a headline that links to another page: it is of that one. */
static uint32_t weight_at(const struct html_lines *l, size_t i)
{
	enum { NEAR = 2, TEASER_MAX = 350, LESS = 5 };
	uint32_t weight = html_weight(&l->lines[i]);
	for (size_t back = 1; back <= NEAR && back <= i; back++) {
		if (html_is_linked(&l->lines[i - back]))
			return l->lines[i].chars <= TEASER_MAX ? weight / LESS : weight;
		if (html_weight(&l->lines[i - back]) > 0)
			break;
	}
	return weight;
}

/* ---- What stands around ---- */

static void sum_good(struct finder *f)
{
	const struct html_tree *t = f->lines->tree;
	for (size_t i = 0; i < f->lines->count; i++)
		f->good[f->lines->lines[i].node] += weight_at(f->lines, i);
	for (uint32_t i = t->count; i-- > 1;)
		f->good[t->nodes[i].parent] += f->good[i];
}

/* What is called so, unless most of the page is in it; of what readers say, unless all is. */
static void mark_around(struct finder *f)
{
	const struct html_tree *t = f->lines->tree;
	for (uint32_t i = 1; i < t->count; i++) {
		bool named =
			(f->lines->hints[i] & HINT_AROUND) || t->nodes[i].element == HTML_ASIDE;
		bool remarks = (f->lines->hints[i] & HINT_REMARKS) != 0;
		uint64_t good = f->good[i], other = f->good[0] - f->good[i];
		f->around[i] = f->around[t->nodes[i].parent] ||
			       (named && (good < other || (remarks && other >= TEXT_MIN)));
	}
}

/* ---- The text ---- */

/* The node where the paragraphs are closest together. */
static uint32_t find_root(struct finder *f)
{
	const double nearness = 0.7, called = 1.2;
	const struct html_tree *t = f->lines->tree;
	uint32_t best = 0;
	double most = 0;
	for (size_t i = 0; i < f->lines->count; i++) {
		const struct html_line *line = &f->lines->lines[i];
		if (!f->around[line->node])
			f->scores[line->node] += weight_at(f->lines, i);
	}
	for (uint32_t i = t->count; i-- > 0;) {
		if (t->nodes[i].element == HTML_TEXT)
			continue;
		if (f->lines->hints[i] & HINT_BODY)
			f->scores[i] *= called;
		if (f->scores[i] > most) {
			most = f->scores[i];
			best = i;
		}
		if (i > 0)
			f->scores[t->nodes[i].parent] += nearness * f->scores[i];
	}
	return best;
}

/* "Ý kiến (3)": what stands below was said by readers. */
static bool is_remarks(const struct html_line *line)
{
	static const char *const remarks[] = {"bình luận", "ý kiến", "thảo luận", "phản hồi",
		"nhận xét", "góp ý", "hỏi đáp", "comments", "hiển thị bình luận", "bạn đọc"};
	enum { REST = 2 /* words: "bạn đọc", "của bạn" */ };
	struct phrase p;
	if (line->chars > 30 || page_ends_sentence(line->text))
		return false;
	phrase_read(line->text, 0, &p);
	size_t words = PHRASE_BEGINS(&p, remarks);
	return words > 0 && (p.whole || p.count <= words + REST);
}

/* "Tin cùng chuyên mục": what stands below belongs to no text. */
static bool is_end(const struct html_line *line)
{
	static const char *const ends[] = {"ý kiến bạn đọc", "ý kiến của bạn", "gửi bình luận",
		"tin liên quan", "bài liên quan", "bài tiếp theo", "bạn đã đọc hết",
		"đăng ký để đọc", "đăng nhập để đọc", "đăng nhập để xem", "bạn cần đăng nhập",
		"bạn cần đăng ký", "nội dung dành riêng", "tin cùng chuyên mục", "cùng chuyên mục",
		"tin khác", "các tin khác", "tin mới hơn", "tin cũ hơn", "các tin đã đưa",
		"các tin liên quan", "tin bài liên quan", "bài viết liên quan",
		"bài cùng chuyên mục", "các bài viết khác", "bài viết khác", "tin tức khác",
		"những tin mới hơn", "những tin cũ hơn", "viết bình luận", "các tin mới hơn",
		"các tin cũ hơn", "có thể bạn quan tâm", "tin đọc nhiều", "đọc nhiều nhất",
		"các bài khác", "bài khác", "tin cùng loại", "những bài viết liên quan",
		"để lại một bình luận", "trả lời", "leave a reply", "related posts"};
	struct phrase p;
	if (line->chars > 40 || page_ends_sentence(line->text)) {
		if (!str_ends_with(line->text, STR(":")) || line->chars > 40)
			return false;
	}
	phrase_read(line->text, 0, &p);
	size_t words = PHRASE_BEGINS(&p, ends);
	return words > 0 && (p.whole || p.count == words || line->chars < 30);
}

/* "Về Công ty …", "Liên hệ báo chí:": what a release for the press ends with, often below a rule.
 */
static bool is_about(const struct html_line *line)
{
	static const char *const words[] = {"về", "giới thiệu về", "đôi nét về", "vài nét về",
		"liên hệ", "thông tin liên hệ", "mọi chi tiết", "mọi thông tin", "about",
		"press contact", "media contact"};
	enum { CHARS = 80, WORDS = 3 };
	struct phrase p;
	if (line->chars > CHARS || line->linked > 0)
		return false;
	phrase_read_few(line->text, 0, WORDS, &p);
	return PHRASE_BEGINS(&p, words) > 0;
}

/* "© Báo …", "Bản quyền thuộc …", a rule with little below it: the foot of a page. REST is the
   weight of what follows, with LINE, SEEN of what stands above. */
static bool is_imprint(const struct html_line *line, uint64_t seen, uint64_t rest)
{
	static const char *const feet[] = {"bản quyền", "copyright", "giấy phép số",
		"giấy phép xuất bản", "xem tốt nhất", "tổng biên tập", "designed by", "powered by",
		"thiết kế bởi", "phát triển bởi", "đơn vị chủ quản", "cơ quan chủ quản", "tòa soạn",
		"trụ sở tòa soạn", "địa chỉ tòa soạn", "vận hành bởi"};
	enum { LITTLE = 4, WORDS = 4 };
	struct phrase p;
	if (LITTLE * rest > seen)
		return false;
	if ((line->ruled && !is_about(line)) || str_starts_with(line->text, STR("©")))
		return true;
	phrase_read_few(line->text, 0, WORDS, &p);
	return PHRASE_BEGINS(&p, feet) > 0;
}

/* Lines behind END that go on with the text: paragraphs, sentences beside its last one and captions
   in the part that it stands in, few short lines between. */
static size_t extend(const struct finder *f, const struct html_region *r, size_t end)
{
	const struct html_node *nodes = f->lines->tree->nodes;
	uint32_t parent = end > 0 ? nodes[f->lines->lines[end - 1].node].parent : 0;
	size_t last = end;
	for (size_t i = end; i < f->lines->count && i - last <= GAP_MAX; i++) {
		const struct html_line *line = &f->lines->lines[i];
		if (r->around[i])
			continue;
		if (html_is_linked(line) || is_end(line) || is_remarks(line) || line->h1 ||
			is_imprint(line, 0, 0))
			break;
		bool beside = nodes[line->node].parent == parent;
		bool caption = (line->hints & HINT_CAPTION) && line->linked == 0 &&
			       line->node < nodes[parent].end;
		if (html_weight(line) > 0 || caption || (beside && page_ends_sentence(line->text)))
			last = i + 1;
	}
	return last;
}

static void set_lines(const struct finder *f, struct html_region *r, uint32_t root)
{
	const struct html_lines *l = f->lines;
	uint32_t root_end = l->tree->nodes[root].end;
	r->first = r->end = l->count;
	for (size_t i = 0; i < l->count; i++) {
		r->around[i] = f->around[l->lines[i].node];
		if (l->lines[i].node < root || l->lines[i].node >= root_end)
			continue;
		r->first = r->first == l->count ? i : r->first;
		r->end = i + 1;
	}
}

/* Whether LINE is a heading of the same sort as FIRST: of one more article in the page. */
static bool is_next(
	const struct html_lines *l, const struct html_line *first, const struct html_line *line)
{
	const struct html_tree *t = l->tree;
	struct str of_first = html_value(&t->nodes[first->node], HTML_CLASS);
	struct str of_line = html_value(&t->nodes[line->node], HTML_CLASS);
	return line->h1 && first->h1 && line->node != first->node && of_first.len > 0 &&
	       str_eq(of_first, of_line);
}

/* The last main heading above the text of R; NULL: there is none. */
static const struct html_line *last_heading(const struct html_lines *l, const struct html_region *r)
{
	const struct html_line *found = NULL;
	for (size_t i = 0; i < r->end; i++) {
		if (i >= r->first && html_weight(&l->lines[i]) > 0)
			break;
		if (l->lines[i].h1 && !r->around[i])
			found = &l->lines[i];
	}
	return found;
}

/* The end of the text where readers speak, or the next article begins: the text may be shorter. */
static size_t end_of_first(const struct html_lines *l, const struct html_region *r)
{
	const struct html_line *heading = last_heading(l, r);
	uint64_t seen = 0;
	for (size_t i = r->first; i < r->end; i++) {
		const struct html_line *line = &l->lines[i];
		seen += html_weight(line);
		if (seen >= TEXT_MIN && !r->around[i] &&
			(is_remarks(line) || (heading && is_next(l, heading, line))))
			return i;
	}
	return r->end;
}

/* Whether the text that ends with line BEFORE goes on behind line AT: with paragraphs that stand
   where that one does and, unless line AT is in a box of its own, not below links. */
static bool goes_on(
	const struct html_lines *l, const struct html_region *r, size_t before, size_t at)
{
	const struct html_node *nodes = l->tree->nodes;
	uint32_t parent = nodes[l->lines[before].node].parent;
	bool boxed = nodes[l->lines[at].node].parent != parent;
	for (size_t i = at + 1; i < r->end; i++) {
		const struct html_line *line = &l->lines[i];
		uint32_t weight = html_weight(line);
		if (weight > 0 && (boxed || weight_at(l, i) == weight) && !r->around[i] &&
			nodes[line->node].parent == parent)
			return true;
	}
	return false;
}

/* Below a heading of these sorts within the text only what is a text again is of it: paragraphs
   without links between them. False where nothing was cut off. */
static bool cut_end(const struct html_lines *l, struct html_region *r)
{
	uint64_t all = 0, seen = 0;
	size_t last = r->first;
	r->end = end_of_first(l, r);
	for (size_t i = r->first; i < r->end; i++)
		all += html_weight(&l->lines[i]);
	for (size_t i = r->first; i < r->end; i++) {
		const struct html_line *line = &l->lines[i];
		last = html_weight(line) > 0 ? i : last;
		seen += html_weight(line);
		if (seen == 0 || r->around[i] || 2 * seen < all)
			continue;
		if (is_imprint(line, seen, all - seen + html_weight(line))) {
			r->end = i;
			return true;
		}
		if (!is_end(line))
			continue;
		if (goes_on(l, r, last, i)) {
			r->around[i] = true;
			continue;
		}
		r->end = i;
		return true;
	}
	return false;
}

static bool is_figures(struct str text)
{
	bool figure = false;
	for (size_t i = 0; i < text.len; i++) {
		if (ascii_is_letter(text.ptr[i]) || (unsigned char)text.ptr[i] >= 0x80)
			return false;
		figure |= ascii_is_digit(text.ptr[i]);
	}
	return figure;
}

static void count(const struct html_lines *l, struct html_region *r)
{
	enum { NEAR = 3 };
	size_t since = NEAR;
	for (size_t i = 0; i < l->count; i++) {
		const struct html_line *line = &l->lines[i];
		bool linked = html_is_linked(line), inside = i >= r->first && i < r->end;
		r->links += linked;
		since = linked ? 0 : since + 1;
		if (!inside || r->around[i])
			continue;
		r->figures += is_figures(line->text);
		if (html_weight(line) == 0)
			continue;
		r->paragraphs++;
		r->chars += line->chars - line->linked;
		r->links_between += since < NEAR;
		since = NEAR;
	}
}

bool html_region_find(struct html_region *out, struct arena *memory, const struct html_lines *l)
{
	struct finder f = {.lines = l};
	*out = (struct html_region){0};
	f.good = arena_array(memory, l->tree->count, sizeof *f.good);
	f.scores = arena_array(memory, l->tree->count, sizeof *f.scores);
	f.around = arena_array(memory, l->tree->count, sizeof *f.around);
	out->around = arena_array(memory, l->count + 1, sizeof *out->around);
	if (!f.good || !f.scores || !f.around || !out->around)
		return false;
	sum_good(&f);
	mark_around(&f);
	uint32_t root = find_root(&f);
	set_lines(&f, out, root);
	if (!cut_end(l, out))
		out->end = extend(&f, out, out->end);
	if (!html_teasers_mark(out->around, out->first, out->end, memory, l, root))
		return false;
	count(l, out);
	return true;
}
