#include "web/page/view.h"

#include <stdio.h>

struct str view_parameter(const struct view *v, const char *name)
{
	return target_value(v->page->target, name);
}

struct str link_here(const struct view *v)
{
	return v->page->target->path.len > 0 ? v->page->target->path : STR("/");
}

void link_open(struct view *v, struct str path, const struct change *changes, size_t count)
{
	struct buf address = BUF_INIT;
	address_append(&address, path, v->page->target, changes, count);
	html_open(&v->html, "a");
	html_href(&v->html, buf_str(&address));
	v->html.failed |= address.failed;
	buf_free(&address);
}

struct linked linked_hit(const json_t *hit, uint64_t rank)
{
	return (struct linked){member_text(hit, "id"), member_text(hit, "archive"), rank};
}

struct linked linked_beside(const struct view *v, struct str id)
{
	return (struct linked){id, view_parameter(v, "archive"), 0};
}

void link_to(struct view *v, struct str path, const struct change *changes, size_t count,
	struct str text)
{
	link_open(v, path, changes, count);
	html_text(&v->html, text);
	html_close(&v->html);
}

void link_open_article(struct view *v, const struct linked *to)
{
	char number[24];
	struct buf path = BUF_INIT;
	snprintf(number, sizeof number, "%llu", (unsigned long long)to->rank);
	/* What tells of the page of an answer is told by the rank. */
	const struct change changes[] = {
		{CHANGE_SET, "at", to->rank > 0 ? str_from_c(number) : str_make(NULL, 0)},
		{CHANGE_SET, "archive", to->archive}, {CHANGE_SET, "view", str_make(NULL, 0)},
		{CHANGE_SET, "offset", str_make(NULL, 0)}};
	buf_append_c(&path, "/article/");
	buf_append(&path, to->id);
	link_open(v, buf_str(&path), changes, sizeof changes / sizeof *changes);
	v->html.failed |= path.failed;
	buf_free(&path);
}
