#include "article/readers/html/verdict.h"

#include "base/lang.h"

enum {
	LINKS_MANY = 8, /* headlines of a list */
	LINKS_SOME = 4,
	TEXT_SHORT = 250, /* letters: of a text among so many links it is none */
	SAID_SHORT = 100, /* where the page says that it is an article, or no link is among it */
	TAGS_MANY = 60,   /* of a page that was made for more than its text */
	FIGURES_MANY = 20,
	WORDS_MIN = 12 /* letters of a page that has any text */
};

static bool is_front_page(const struct html_facts *f)
{
	struct str url = f->canonical.len > 0 ? f->canonical : f->og_url;
	return url.len > 0 && html_is_site(url);
}

static bool fail_list(const struct html_region *r, struct error *err)
{
	return error_set(err, ERROR_INPUT,
		SAY("trang danh mục hay trang chủ: %zu tiêu đề có liên kết, không phải một bài; "
		    "hãy "
		    "lưu từng bài",
			"a front page or list of headlines: %zu of them link elsewhere, and it is "
			"no article; save the articles themselves"),
		r->links);
}

static bool fail_frames(struct error *err)
{
	return error_set(err, ERROR_INPUT,
		SAY("trang chỉ là bộ khung (frameset), bài nằm ở các tệp khác",
			"a set of frames: the text is in other files"));
}

static bool fail_text(struct error *err)
{
	return error_set(err, ERROR_INPUT,
		SAY("trang không có bài: chỉ có trình đơn, biểu mẫu hay bảng số liệu",
			"a page without an article: menus, forms or tables of figures"));
}

/* Letters that are no links, wherever they stand. */
static size_t count_plain(const struct html_lines *l)
{
	size_t count = 0;
	for (size_t i = 0; i < l->count; i++)
		count += l->lines[i].chars - l->lines[i].linked;
	return count;
}

bool html_is_article(const struct html_facts *f, const struct html_tree *t,
	const struct html_lines *l, const struct html_region *r, const struct html_title *title,
	struct error *err)
{
	size_t plain = count_plain(l);
	if (t->framed && plain < TEXT_SHORT)
		return fail_frames(err);
	if (plain < WORDS_MIN)
		return r->links >= LINKS_SOME ? fail_list(r, err) : fail_text(err);
	bool said = (f->is_article || title->told) && !is_front_page(f);
	bool listed = r->links >= LINKS_SOME && 2 * r->links_between >= r->paragraphs &&
		      r->links_between > 1;
	bool all_listed =
		listed && 4 * r->links_between >= 3 * r->paragraphs && r->links >= LINKS_MANY;
	if ((listed && !said) || all_listed || (is_front_page(f) && r->links >= LINKS_MANY))
		return fail_list(r, err);
	bool figures = r->figures >= FIGURES_MANY && r->figures > 2 * r->paragraphs;
	if (!said && (figures || (t->count > TAGS_MANY && r->chars < SAID_SHORT &&
					 r->links < LINKS_SOME)))
		return fail_text(err);
	bool apart = r->links_between == 0 && r->paragraphs > 0;
	if (r->links >= LINKS_MANY && r->chars < (said || apart ? SAID_SHORT : TEXT_SHORT))
		return r->paragraphs == 0 && r->links < 2 * LINKS_MANY ? fail_text(err)
								       : fail_list(r, err);
	return true;
}
