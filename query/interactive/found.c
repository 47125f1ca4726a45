#include "query/interactive/found.h"

#include <string.h>

void found_free(struct found *f)
{
	json_decref(f->answer);
	json_decref(f->hits);
	*f = (struct found){.next = -1};
}

const char *found_text(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));
	return text ? text : "";
}

static json_int_t next_of(const json_t *answer)
{
	json_t *next = json_object_get(json_object_get(answer, "page"), "next");
	return json_is_integer(next) && json_integer_value(next) > 0 ? json_integer_value(next)
								     : -1;
}

void found_take(struct found *f, json_t *answer)
{
	found_free(f);
	f->answer = json_incref(answer);
	f->hits = json_array();
	if (json_array_extend(f->hits, json_object_get(answer, "hits")) == 0)
		f->next = next_of(answer);
}

bool found_add(struct found *f, json_t *answer)
{
	bool same = strcmp(found_text(answer, "generation"), found_text(f->answer, "generation")) ==
			    0 &&
		    strcmp(found_text(answer, "archive"), found_text(f->answer, "archive")) == 0;
	bool added = same && json_array_extend(f->hits, json_object_get(answer, "hits")) == 0;
	f->next = added ? next_of(answer) : -1;
	return same;
}

size_t found_count(const struct found *f)
{
	return json_array_size(f->hits);
}

json_t *found_hit(const struct found *f, size_t i)
{
	return json_array_get(f->hits, i);
}

json_t *found_selected(const struct found *f)
{
	return found_hit(f, f->selected);
}

bool found_wants_more(const struct found *f)
{
	enum { AHEAD = 10 };
	return f->next > 0 && f->selected + AHEAD >= found_count(f);
}

struct str found_query(const struct found *f)
{
	const json_t *query = json_object_get(f->answer, "query");
	const char *text = found_text(query, "text");
	size_t i;
	json_t *warning;
	json_array_foreach(json_object_get(f->answer, "warnings"), i, warning)
	{
		if (strcmp(found_text(warning, "code"), "respelt") == 0)
			text = found_text(query, "read_as");
	}
	return str_from_c(text);
}

const char *found_suggestion(const struct found *f, size_t i)
{
	json_t *suggestion = json_array_get(json_object_get(f->answer, "suggestions"), i);
	return json_string_value(json_object_get(suggestion, "text"));
}
