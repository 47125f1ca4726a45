#include "article/readers/html/region.h"

#include "article/metadata/page.h"
#include "article/metadata/phrase.h"
#include "base/ascii.h"

enum {
	PARAGRAPH_MIN = 50, /* bytes of what is a paragraph for its length alone */
	SENTENCE_MIN = 25,  /* of what ends a sentence */
	WEIGHT_MAX = 500,   /* of one paragraph */
	LINK_LETTERS = 15,  /* of a headline */
	TEXT_MIN = 150,     /* of a text, however much readers said to it */
	GAP_MAX = 3         /* short lines between parts of a text */
};

struct finder {
	const struct html_lines *lines;
	uint32_t *good; /* of each node: letters of paragraphs in it */
	double *scores; /* of each node: likewise, the more the closer */
	bool *around;   /* of each node */
};

bool html_is_linked(const struct html_line *line)
{
	return line->chars >= LINK_LETTERS && 5 * line->linked >= 4 * line->chars;
}

static uint32_t weight_of(const struct html_line *line)
{
	bool text = line->chars >= PARAGRAPH_MIN ||
		    (line->chars >= SENTENCE_MIN && page_ends_sentence(line->text));
	if (!text || 3 * line->linked > line->chars || (line->hints & HINT_CAPTION) || line->h1)
		return 0;
	uint32_t own = line->chars - line->linked;
	return own < WEIGHT_MAX ? own : WEIGHT_MAX;
}

/* Less of what stands right below a headline that links to another page: it is of that one. */
static uint32_t weight_at(const struct html_lines *l, size_t i)
{
	enum { NEAR = 2, TEASER_MAX = 350, LESS = 5 };
	uint32_t weight = weight_of(&l->lines[i]);
	for (size_t back = 1; back <= NEAR && back <= i; back++) {
		if (html_is_linked(&l->lines[i - back]))
			return l->lines[i].chars <= TEASER_MAX ? weight / LESS : weight;
		if (weight_of(&l->lines[i - back]) > 0)
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

/* "Bình luận (3)", "Tin cùng chuyên mục": what stands below belongs to no text. */
static bool is_end(const struct html_line *line)
{
	static const char *const ends[] = {"bình luận", "ý kiến bạn đọc", "ý kiến của bạn",
		"gửi bình luận", "phản hồi", "tin liên quan", "bài liên quan",
		"tin cùng chuyên mục", "cùng chuyên mục", "tin khác", "các tin khác", "tin mới hơn",
		"tin cũ hơn", "các tin đã đưa", "các tin liên quan", "tin bài liên quan",
		"bài viết liên quan", "bài cùng chuyên mục", "các bài viết khác", "bài viết khác",
		"tin tức khác", "những tin mới hơn", "những tin cũ hơn", "viết bình luận",
		"các tin mới hơn", "các tin cũ hơn", "có thể bạn quan tâm", "tin đọc nhiều",
		"đọc nhiều nhất", "các bài khác", "bài khác", "tin cùng loại",
		"những bài viết liên quan", "để lại một bình luận", "trả lời", "comments",
		"leave a reply", "related posts"};
	struct phrase p;
	if (line->chars > 40 || page_ends_sentence(line->text)) {
		if (!str_ends_with(line->text, STR(":")) || line->chars > 40)
			return false;
	}
	phrase_read(line->text, 0, &p);
	size_t words = PHRASE_BEGINS(&p, ends);
	return words > 0 && (p.whole || p.count == words || line->chars < 30);
}

/* Lines behind END that go on with the text: paragraphs, few short lines between. */
static size_t extend(const struct finder *f, const struct html_region *r, size_t end)
{
	size_t last = end;
	for (size_t i = end; i < f->lines->count && i - last <= GAP_MAX; i++) {
		const struct html_line *line = &f->lines->lines[i];
		if (r->around[i])
			continue;
		if (html_is_linked(line) || is_end(line) || line->h1)
			break;
		if (weight_of(line) > 0)
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

/* Below a heading of that sort within the text only what is a text again is of it: paragraphs
   without links between them. */
static void cut_end(const struct html_lines *l, struct html_region *r)
{
	size_t good = 0;
	for (size_t i = r->first; i < r->end; i++)
		good += weight_of(&l->lines[i]) > 0;
	size_t seen = 0;
	for (size_t i = r->first; i < r->end; i++) {
		seen += weight_of(&l->lines[i]) > 0;
		if (seen > 0 && 2 * seen >= good && !r->around[i] && is_end(&l->lines[i])) {
			r->end = i;
			return;
		}
	}
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
		if (weight_of(line) == 0)
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
	set_lines(&f, out, find_root(&f));
	cut_end(l, out);
	out->end = extend(&f, out, out->end);
	count(l, out);
	return true;
}
