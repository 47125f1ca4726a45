#include "query/interactive/typing.h"

#include "query/interactive/asking.h"
#include "query/interactive/keys.h"
#include "query/interactive/session.h"

static struct editor *edited(struct session *s)
{
	return s->focus == FOCUS_DATE ? &s->date : &s->line;
}

void typing_leave_like(struct session *s, bool restore)
{
	if (!s->wish.like)
		return;
	json_decref(s->wish.like);
	s->wish.like = NULL;
	if (!restore) {
		found_free(&s->before);
		return;
	}
	ask_drop(s, ERRAND_SEARCH);
	ask_drop(s, ERRAND_MORE);
	found_free(&s->found);
	s->found = s->before;
	s->before = (struct found){.next = -1};
	s->due_ms = 0;
	if (s->changed)
		ask_search(s);
	s->changed = false;
}

/* The query is another than was asked last. An input method that takes back what it typed, and
   types the same again, changes nothing. */
static void changed(struct session *s)
{
	if (s->focus == FOCUS_DATE)
		return;
	bool was_like = s->wish.like;
	typing_leave_like(s, false);
	if (!was_like && str_eq(str_trim(buf_str(&s->line.text)), str_trim(buf_str(&s->words))))
		s->due_ms = 0;
	else
		ask_soon(s);
}

void typing_set(struct session *s, const char *text, bool at_once)
{
	editor_set(&s->line, str_from_c(text));
	changed(s);
	if (at_once)
		ask_search(s);
}

void typing_byte(struct session *s, int byte)
{
	struct editor *e = edited(s);
	past_leave(&s->past);
	editor_type(e, (unsigned char)byte);
	if (e->begun_count == 0)
		changed(s);
}

static bool move(struct session *s, enum act act)
{
	static const struct {
		enum act act;
		enum editor_move move;
		bool deletes;
	} moves[] = {
		{ACT_LEFT, EDITOR_LEFT, false},
		{ACT_RIGHT, EDITOR_RIGHT, false},
		{ACT_WORD_LEFT, EDITOR_WORD_LEFT, false},
		{ACT_WORD_RIGHT, EDITOR_WORD_RIGHT, false},
		{ACT_HOME, EDITOR_HOME, false},
		{ACT_END, EDITOR_END, false},
		{ACT_ERASE, EDITOR_LEFT, true},
		{ACT_DELETE, EDITOR_RIGHT, true},
		{ACT_LEAVE_OR_DELETE, EDITOR_RIGHT, true},
		{ACT_ERASE_WORD, EDITOR_WORD_LEFT, true},
		{ACT_ERASE_ALL, EDITOR_HOME, true},
		{ACT_ERASE_REST, EDITOR_END, true},
	};
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
		if (moves[i].act != act)
			continue;
		if (!moves[i].deletes) {
			editor_go(edited(s), moves[i].move);
			return true;
		}
		past_leave(&s->past);
		editor_delete(edited(s), moves[i].move);
		changed(s);
		return true;
	}
	return false;
}

static bool recall(struct session *s, bool older)
{
	struct str query;
	bool any = older ? past_older(&s->past, buf_str(&s->line.text), &query)
			 : past_newer(&s->past, &query);
	if (!any)
		return false;
	editor_set(&s->line, query);
	changed(s);
	return true;
}

bool typing_act(struct session *s, enum act act)
{
	switch (act) {
	case ACT_OLDER:
		recall(s, true);
		return true;
	case ACT_NEWER:
		if (!recall(s, false) && found_count(&s->found) > 0)
			s->focus = FOCUS_LIST;
		return true;
	default:
		return move(s, act);
	}
}
