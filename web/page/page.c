#include "web/page/page.h"

#include "web/page/view.h"

static void put_content(struct view *v)
{
	const struct page *p = v->page;
	const json_t *error = json_object_get(p->answers[PART_MAIN], "error");
	if (error)
		view_failure(v, member_text(error, "message"));
	else if (page_is_home(p))
		view_home(v);
	else if (p->route == ROUTE_SEARCH || p->route == ROUTE_SIMILAR)
		view_results(v);
	else if (p->route == ROUTE_ARTICLE)
		view_article(v);
	else if (p->route == ROUTE_HISTORY)
		view_history(v);
	else if (p->route == ROUTE_STATUS)
		view_status(v);
	else
		view_help(v);
}

static bool put(struct buf *out, struct view *v, struct str failure)
{
	html_begin(&v->html);
	frame_begin(v);
	if (failure.ptr)
		view_failure(v, failure);
	else
		put_content(v);
	frame_end(v);
	bool ok = html_is_whole(&v->html) && buf_append(out, buf_str(&v->html.out));
	html_free(&v->html);
	return ok;
}

bool page_append(struct buf *out, const struct page *p)
{
	struct view v = {.page = p};
	return put(out, &v, str_make(NULL, 0));
}

bool page_append_failure(struct buf *out, const char *message)
{
	static const struct target nothing;
	const struct page none = {.target = &nothing, .route = ROUTE_NONE};
	struct view v = {.page = &none};
	return put(out, &v, str_from_c(message));
}
