#include "article/readers/html/fragment.h"

#include "article/metadata/caption.h"
#include "article/metadata/phrase.h"
#include "article/readers/html/region.h"
#include "article/readers/html/weight.h"

/* "The post … appeared first on …", "Xem tiếp": what programs write below an excerpt. */
static bool is_added(const struct html_line *line)
{
	static const char *const beginnings[] = {"the post", "bài viết", "nguồn bài viết",
		"xem tiếp", "đọc tiếp", "read more", "continue reading", "xem thêm", "chi tiết"};
	struct phrase p;
	if (html_is_linked(line) || line->linked == line->chars)
		return true;
	phrase_read(line->text, 0, &p);
	return line->linked > 0 && PHRASE_BEGINS(&p, beginnings) > 0;
}

static bool is_caption(const struct html_line *line)
{
	bool slanted = 10 * line->slanted >= 9 * line->chars;
	return !line->heading && ((line->hints & HINT_CAPTION) || caption_is(line->text) ||
					 (line->below_picture && slanted));
}

static bool take_lines(struct html_fragment *out, struct given *g, const struct html_lines *l)
{
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < l->count; i++) {
		const struct html_line *line = &l->lines[i];
		if (is_added(line))
			continue;
		if (is_caption(line)) {
			if (!given_add(g, &out->captions, line->text))
				text.failed = true;
			continue;
		}
		buf_append(&text, line->text);
		buf_push(&text, '\n');
		out->paragraphs++;
	}
	out->text =
		text.failed ? str_make(NULL, 0) : arena_str(g->memory, str_trim(buf_str(&text)));
	buf_free(&text);
	return out->text.ptr != NULL;
}

static struct str find_picture(const struct html_tree *t)
{
	for (uint32_t i = 1; i < t->count; i++) {
		struct str src = html_value(&t->nodes[i], HTML_SRC);
		if (t->nodes[i].element == HTML_PICTURE && src.len > 0)
			return src;
	}
	return STR("");
}

static bool read(struct html_fragment *out, struct given *g, const struct html_source *source,
	struct error *err)
{
	struct html_tree tree;
	struct html_lines lines;
	if (!html_tree_read(&tree, g->memory, source, err) ||
		!html_lines_read(&lines, g->memory, &tree, err))
		return false;
	out->picture = find_picture(&tree);
	return take_lines(out, g, &lines) || error_set_memory(err);
}

bool html_fragment_read(
	struct html_fragment *out, struct given *g, struct str html, struct error *err)
{
	struct html_source source;
	*out = (struct html_fragment){.text = STR(""), .picture = STR("")};
	bool ok = html_source_read(&source, html, ENCODING_UTF8, err) && read(out, g, &source, err);
	html_source_free(&source);
	return ok;
}
