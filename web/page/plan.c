#include "web/page/plan.h"

#include "base/ascii.h"
#include "base/lang.h"
#include "web/page/address.h"
#include "web/page/span.h"
#include "web/reply/verdict.h"

#include <stdio.h>
#include <stdlib.h>

#define SIMILAR "5"

enum { OFFSET_MAX = 10000 };

/* ---- What is asked ---- */

bool page_is_meant(enum route route, const char *accept)
{
	switch (route) {
	case ROUTE_HOME:
	case ROUTE_HELP:
		return true;
	case ROUTE_SEARCH:
	case ROUTE_ARTICLE:
	case ROUTE_HISTORY:
	case ROUTE_SIMILAR:
	case ROUTE_STATUS:
	case ROUTE_NONE:
		return accept && strstr(accept, "text/html");
	default:
		return false;
	}
}

struct planning {
	struct page *page;
	const char *language;
	struct change changes[ADDRESS_CHANGES];
	size_t count;
	bool too_many; /* a plan of ours is wrong */
};

static void change(struct planning *p, enum change_kind kind, const char *name, struct str value)
{
	p->too_many |= p->count == ADDRESS_CHANGES;
	if (!p->too_many)
		p->changes[p->count++] = (struct change){kind, name, value};
}

static void drop(struct planning *p, const char *name)
{
	change(p, CHANGE_SET, name, str_make(NULL, 0));
}

/* What stands there unless the address says otherwise. */
static void usually(struct planning *p, const char *name, const char *value)
{
	if (target_value(p->page->target, name).len == 0)
		change(p, CHANGE_SET, name, str_from_c(value));
}

/* Asks for PATH with the parameters of FROM as they were changed. */
static bool ask(struct planning *p, enum page_part part, struct str path, const struct target *from,
	struct error *err)
{
	struct target t;
	if (p->too_many || !address_change(from, path, p->changes, p->count, &t))
		return error_set(err, ERROR_LIMIT,
			SAY("địa chỉ có quá %d tham số", "the address has more than %d parameters"),
			TARGET_PARAMETERS);
	p->count = 0;
	return asked_read(&t, p->language, &p->page->asked[part], err);
}

static struct str field_of(struct str facet)
{
	return str_slice(facet, 0, str_find(facet, STR(":"), 0));
}

/* Whether the address itself says how many values of FACET's field it wants. */
static bool counts_by(const struct target *t, struct str facet)
{
	for (size_t i = 0; i < t->count; i++) {
		const struct parameter *p = &t->parameters[i];
		if (str_eq(p->name, STR("facets")) && str_eq(field_of(p->value), field_of(facet)))
			return true;
	}
	return false;
}

static bool plan_search(struct planning *p, struct str path, struct error *err)
{
	char limit[8];
	bool quick = page_is_quick(p->page);
	snprintf(limit, sizeof limit, "%d", quick ? PAGE_HITS_QUICK : PAGE_HITS);
	struct str from = target_value(p->page->target, "from");
	struct str to = target_value(p->page->target, "to");
	drop(p, "at");
	drop(p, "view");
	usually(p, "limit", limit);
	usually(p, "duplicates", "fold");
	if (quick) {
		change(p, CHANGE_SET, "quick", STR("true"));
	} else {
		static const char *const by[] = {"source:8", "place:8", "author:8", "kind:6"};
		for (size_t i = 0; i < sizeof by / sizeof *by; i++) {
			if (!counts_by(p->page->target, str_from_c(by[i])))
				change(p, CHANGE_ADD, "facets", str_from_c(by[i]));
		}
		usually(p, "timeline", span_unit(from, to));
	}
	return ask(p, PART_MAIN, path, p->page->target, err);
}

/* Asks for PATH, which is /NAME/ID, with nothing but what was set. */
static bool ask_article(
	struct planning *p, enum page_part part, const char *name, struct error *err)
{
	static const struct target nothing;
	struct buf path = BUF_INIT;
	buf_printf(&path, "/%s/", name);
	buf_append(&path, p->page->id);
	bool ok = path.failed ? error_set_memory(err) : ask(p, part, buf_str(&path), &nothing, err);
	buf_free(&path);
	return ok;
}

static void keep(struct planning *p, const char *name)
{
	change(p, CHANGE_SET, name, target_value(p->page->target, name));
}

/* Those before and behind the hit AT, from 1, of the answer that the address tells. */
static bool plan_neighbours(struct planning *p, unsigned long at, struct error *err)
{
	char offset[24];
	snprintf(offset, sizeof offset, "%lu", at > 1 ? at - 2 : 0);
	drop(p, "at");
	drop(p, "archive");
	usually(p, "duplicates", "fold");
	change(p, CHANGE_SET, "limit", STR("3"));
	change(p, CHANGE_SET, "offset", str_from_c(offset));
	return ask(p, PART_NEIGHBOURS, STR("/search"), p->page->target, err);
}

static bool plan_article(struct planning *p, struct error *err)
{
	unsigned long at = page_rank(p->page);
	keep(p, "q");
	keep(p, "diacritics");
	keep(p, "archive");
	if (!ask_article(p, PART_MAIN, "article", err))
		return false;
	keep(p, "archive");
	change(p, CHANGE_SET, "limit", STR(SIMILAR));
	return ask_article(p, PART_SIMILAR, "similar", err) &&
	       (at == 0 || plan_neighbours(p, at, err));
}

static bool plan_status(struct planning *p, struct error *err)
{
	static const struct target nothing;
	return ask(p, PART_MAIN, STR("/status"), &nothing, err);
}

static bool plan_like(struct planning *p, struct error *err)
{
	struct buf path = BUF_INIT;
	buf_append_c(&path, "/similar/");
	buf_append(&path, p->page->id);
	bool ok = path.failed ? error_set_memory(err) : plan_search(p, buf_str(&path), err);
	buf_free(&path);
	return ok;
}

bool page_plan(const struct target *t, enum route route, struct str id, const char *language,
	struct page *out, struct error *err)
{
	*out = (struct page){.target = t, .route = route, .id = id, .status = 200};
	struct planning p = {.page = out, .language = language};
	switch (route) {
	case ROUTE_SEARCH:
		/* Without a word it is the beginning. */
		return page_is_home(out) ? plan_status(&p, err)
					 : plan_search(&p, STR("/search"), err);
	case ROUTE_SIMILAR:
		return plan_like(&p, err);
	case ROUTE_ARTICLE:
		return plan_article(&p, err);
	case ROUTE_HISTORY:
		keep(&p, "archive");
		return ask_article(&p, PART_MAIN, "history", err);
	case ROUTE_HOME:
	case ROUTE_STATUS:
		return plan_status(&p, err);
	default:
		return true;
	}
}

void page_free(struct page *p)
{
	for (size_t i = 0; i < PAGE_PARTS; i++) {
		asked_free(&p->asked[i]);
		json_decref(p->answers[i]);
		p->answers[i] = NULL;
	}
}

/* ---- What is answered ---- */

bool page_take(struct page *p, enum page_part part, struct str line)
{
	struct verdict v;
	bool ok = verdict_read(line, &v);
	json_decref(p->answers[part]);
	p->answers[part] = ok ? json_incref(v.answer) : NULL;
	if (part == PART_MAIN) {
		p->status = ok ? v.status : 500;
		p->retryable = ok && v.retryable;
	}
	verdict_free(&v);
	return ok;
}

unsigned long page_number(const struct page *p, const char *name)
{
	char digits[8];
	struct str value = target_value(p->target, name);
	if (value.len == 0 || value.len >= sizeof digits || !ascii_is_number(value))
		return 0;
	memcpy(digits, value.ptr, value.len);
	digits[value.len] = '\0';
	unsigned long number = strtoul(digits, NULL, 10);
	return number <= OFFSET_MAX ? number : 0;
}

unsigned long page_rank(const struct page *p)
{
	return page_number(p, "at");
}

bool page_is_quick(const struct page *p)
{
	return p->route == ROUTE_SEARCH && str_eq(target_value(p->target, "view"), STR("hits"));
}

bool page_is_home(const struct page *p)
{
	return p->route == ROUTE_HOME ||
	       (p->route == ROUTE_SEARCH && str_trim(target_value(p->target, "q")).len == 0);
}
