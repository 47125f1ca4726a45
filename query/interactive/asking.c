#include "query/interactive/asking.h"

#include "query/interactive/session.h"

#include <stdlib.h>

enum {
	/* Input methods take back what was typed and type it anew, all within a few milliseconds:
	   nothing is asked between. */
	PAUSE_MS = 60
};

static bool send(struct session *s, const json_t *request)
{
	char *text = json_dumps(request, JSON_COMPACT);
	bool ok = text && peer_send(&s->peer, str_from_c(text));
	free(text);
	return ok;
}

static void cancel(struct session *s, json_int_t id)
{
	json_t *request = json_pack(
		"{s:I, s:s, s:I}", "id", (json_int_t)++s->last_id, "op", "cancel", "target", id);
	if (request)
		send(s, request);
	json_decref(request);
}

void ask_drop(struct session *s, enum errand errand)
{
	struct asked *a = &s->asked[errand];
	if (a->id != 0)
		cancel(s, a->id);
	a->id = 0;
}

/* Takes REQUEST over; NULL: there was no memory for it. */
static void ask(struct session *s, enum errand errand, json_t *request)
{
	struct asked *a = &s->asked[errand];
	ask_drop(s, errand);
	json_int_t id = ++s->last_id;
	if (!request || json_object_set_new(request, "id", json_integer(id)) != 0) {
		json_decref(request);
		return;
	}
	char *text = json_dumps(request, JSON_COMPACT);
	buf_reset(&a->line);
	a->again = false;
	if (text && buf_append_c(&a->line, text) && peer_send(&s->peer, buf_str(&a->line)))
		a->id = id;
	free(text);
	json_decref(request);
}

void ask_again(struct session *s, enum errand errand)
{
	struct asked *a = &s->asked[errand];
	a->again = true;
	if (!peer_send(&s->peer, buf_str(&a->line)))
		a->id = 0;
}

void ask_soon(struct session *s)
{
	s->due_ms = s->now_ms + PAUSE_MS;
}

void ask_search(struct session *s)
{
	struct str words = buf_str(&s->line.text);
	s->due_ms = 0;
	ask_drop(s, ERRAND_MORE);
	buf_reset(&s->words);
	buf_append(&s->words, words);
	if (str_trim(words).len > 0 || s->wish.like) {
		ask(s, ERRAND_SEARCH, wish_search(&s->wish, words, 0));
		return;
	}
	ask_drop(s, ERRAND_SEARCH);
	found_free(&s->found);
}

bool ask_is_settled(const struct session *s)
{
	return s->due_ms == 0 && s->asked[ERRAND_SEARCH].id == 0;
}

void ask_more(struct session *s)
{
	if (ask_is_settled(s) && s->asked[ERRAND_MORE].id == 0 && found_wants_more(&s->found))
		ask(s, ERRAND_MORE,
			wish_search(&s->wish, buf_str(&s->words), (size_t)s->found.next));
}

void ask_count(struct session *s)
{
	ask(s, ERRAND_COUNT, wish_count(&s->wish, buf_str(&s->line.text)));
}

void ask_suggest(struct session *s)
{
	ask(s, ERRAND_SUGGEST, wish_suggest(str_make(s->line.text.ptr, s->line.cursor)));
}

void ask_article(struct session *s)
{
	const json_t *hit = found_selected(&s->found);
	/* What is like another article has its words, not somebody's. */
	struct str query = s->wish.like ? STR("") : found_query(&s->found);
	if (hit)
		ask(s, ERRAND_ARTICLE, wish_article(hit, query));
}

void ask_citation(struct session *s, const json_t *hit)
{
	ask(s, ERRAND_CITATION, wish_article(hit, STR("")));
}

void ask_article_of(struct session *s, const char *id)
{
	json_t *hit = json_pack("{s:s}", "id", id);
	if (hit)
		ask(s, ERRAND_ARTICLE, wish_article(hit, buf_str(&s->line.text)));
	json_decref(hit);
}

void ask_status(struct session *s)
{
	ask(s, ERRAND_STATUS, json_pack("{s:s}", "op", "status"));
}
