#include "query/interactive/menu.h"

void menu_free(struct menu *m)
{
	arena_free(&m->memory);
	m->count = 0;
}

void menu_clear(struct menu *m)
{
	arena_reset(&m->memory);
	m->count = 0;
	m->selected = 0;
	m->top = 0;
}

struct menu_item *menu_add(
	struct menu *m, enum menu_kind kind, const char *label, const char *note, const char *value)
{
	struct menu_item *item = &m->items[m->count];
	if (m->count == MENU_MAX)
		return NULL;
	*item = (struct menu_item){.kind = kind,
		.label = arena_str(&m->memory, str_from_c(label)),
		.note = arena_str(&m->memory, str_from_c(note)),
		.value = arena_str(&m->memory, str_from_c(value)).ptr};
	if (!item->label.ptr || !item->note.ptr || !item->value)
		return NULL;
	m->count++;
	if (m->items[m->selected].kind == MENU_HEADING)
		m->selected = m->count - 1;
	return item;
}

void menu_go(struct menu *m, int step)
{
	for (size_t tried = 0; tried < m->count; tried++) {
		m->selected = (m->selected + m->count + (size_t)step) % m->count;
		if (m->items[m->selected].kind != MENU_HEADING)
			return;
	}
}

void menu_go_section(struct menu *m, int step)
{
	size_t at = m->selected;
	/* Back over the heading of the section that it is in. */
	if (step < 0) {
		while (at > 0 && m->items[at].kind != MENU_HEADING)
			at--;
	}
	for (size_t tried = 0; tried < m->count; tried++) {
		at = (at + m->count + (size_t)step) % m->count;
		if (m->items[at].kind != MENU_HEADING)
			continue;
		m->selected = at;
		menu_go(m, 1);
		return;
	}
}

const struct menu_item *menu_selected(const struct menu *m)
{
	bool any = m->selected < m->count && m->items[m->selected].kind != MENU_HEADING;
	return any ? &m->items[m->selected] : NULL;
}
