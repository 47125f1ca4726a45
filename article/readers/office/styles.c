#include "article/readers/office/styles.h"

#include <stdlib.h>

static int compare(const void *a, const void *b)
{
	const struct style *x = a, *y = b;
	int order = str_compare(x->id, y->id);
	return order ? order : x->order < y->order ? -1 : x->order > y->order;
}

static int compare_id(const void *key, const void *member)
{
	const struct str *id = key;
	const struct style *style = member;
	return str_compare(*id, style->id);
}

struct str styles_keep(struct styles *s, struct str text)
{
	struct str copy = arena_str(s->memory, text.ptr ? text : STR(""));
	s->failed |= !copy.ptr;
	return copy.ptr ? copy : STR("");
}

static bool grow(struct styles *s)
{
	size_t bigger = s->capacity ? 2 * s->capacity : 64;
	struct style *list = arena_array(s->memory, bigger, sizeof *list);
	if (!list)
		return false;
	if (s->count > 0)
		memcpy(list, s->list, s->count * sizeof *list);
	s->list = list;
	s->capacity = bigger;
	return true;
}

struct style *styles_add(struct styles *s, struct str id, struct str base)
{
	if (s->count == STYLES_MAX)
		return NULL;
	if (s->count == s->capacity && !grow(s)) {
		s->failed = true;
		return NULL;
	}
	struct style *style = &s->list[s->count];
	*style = (struct style){.looks = {.hidden = -1}, .order = s->added++};
	style->id = styles_keep(s, id);
	style->base = styles_keep(s, base);
	s->count++;
	return style;
}

void styles_sort(struct styles *s)
{
	size_t kept = 0;
	if (s->count == 0)
		return;
	qsort(s->list, s->count, sizeof *s->list, compare);
	for (size_t i = 1; i < s->count; i++) {
		kept += !str_eq(s->list[kept].id, s->list[i].id);
		s->list[kept] = s->list[i];
	}
	s->count = kept + 1;
}

const struct style *style_of(const struct styles *s, struct str id)
{
	if (id.len == 0 || s->count == 0)
		return NULL;
	return bsearch(&id, s->list, s->count, sizeof *s->list, compare_id);
}

void looks_complete(struct style_looks *looks, const struct style_looks *others)
{
	if (!looks->ascii.told)
		looks->ascii = others->ascii;
	if (!looks->other.told)
		looks->other = others->other;
	if (looks->hidden < 0)
		looks->hidden = others->hidden;
}

uint32_t style_list(const struct styles *s, const struct style *style, const struct style **of)
{
	for (int depth = 0; style && depth < STYLE_DEPTH; depth++) {
		if (style->list > 0) {
			*of = style;
			return style->list;
		}
		style = style_of(s, style->base);
	}
	return 0;
}

void styles_add_looks(const struct styles *s, struct style_looks *looks, const struct style *style)
{
	for (int depth = 0; style && depth < STYLE_DEPTH; depth++) {
		looks_complete(looks, &style->looks);
		style = style_of(s, style->base);
	}
}
