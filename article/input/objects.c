#include "article/input/objects.h"

#include "base/lang.h"

#include <strings.h>

enum { WRAPPER_MAX = 4096 /* bytes before the list of articles in the object that holds it */ };

static const struct str byte_order_mark = STR_INIT("\xEF\xBB\xBF");

bool objects_open(struct objects *o, const struct input_file *file, size_t max, struct error *err)
{
	*o = (struct objects){.at_line = true, .may_wrap = true};
	return window_open(&o->window, file, max, err);
}

void objects_close(struct objects *o)
{
	window_close(&o->window);
}

static void pass(struct objects *o, size_t bytes)
{
	if (bytes > 0)
		o->at_line = o->window.bytes[o->window.start + bytes - 1] == '\n';
	window_pass(&o->window, bytes);
}

/* ---- Lists of articles within an object ---- */

static bool is_list_key(struct str key)
{
	static const char *const names[] = {"articles", "data", "docs", "documents", "items",
		"results", "records", "rows", "hits", "posts", "news", "entries", "list",
		"response", "result", "channel", "feed"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (key.len == strlen(names[i]) && strncasecmp(key.ptr, names[i], key.len) == 0)
			return true;
	}
	return false;
}

static struct str last_string(const struct cut *c, struct str bytes)
{
	return str_slice(bytes, c->string, c->string_end);
}

/* How far the search for a list has come. */
struct search {
	struct cut cut;
	bool named;       /* the last key is that of a list */
	unsigned outside; /* levels around a value that is passed over; 0: none is */
};

/* Looks at one sign, behind which VIEW ends; BEFORE is the one before it. False when there is
   no list. */
static bool search_on(
	const struct objects *o, struct search *s, struct str view, char before, bool *found)
{
	struct cut *c = &s->cut;
	if (s->outside > 0 && c->depth > s->outside)
		return true;
	s->outside = 0;
	if (c->before == ':' && before == 's') {
		struct str key = last_string(c, view);
		s->named = is_list_key(key);
		return !(o->is_body_key && o->is_body_key(o->context, key));
	}
	bool opened = (c->before == '{' || c->before == '[') && c->depth > 1;
	*found = opened && s->named && c->before == '{' && before == '[';
	if (opened && !s->named)
		s->outside = c->depth - 1;
	if (c->before == ',')
		s->named = false;
	return true;
}

/* Whether the object that VIEW begins with holds a list of articles: where the first begins,
   and the levels around it. */
static bool find_list(const struct objects *o, struct str view, size_t *at, unsigned *levels)
{
	struct search s = {0};
	size_t looked = view.len < WRAPPER_MAX ? view.len : WRAPPER_MAX;
	for (size_t end = 1; end <= looked; end++) {
		struct str head = str_slice(view, 0, end);
		size_t from = s.cut.at;
		char before = s.cut.before;
		bool found = false;
		if (cut_run(&s.cut, head, false) != CUT_MORE)
			return false;
		if (s.cut.quote || s.cut.at == from)
			continue;
		if (!search_on(o, &s, head, before, &found))
			return false;
		if (found) {
			*at = s.cut.at - 1;
			*levels = s.cut.depth - 1;
			return true;
		}
	}
	return false;
}

/* Passes the rest of the object whose list was read. */
static bool leave_list(struct objects *o, struct error *err)
{
	struct cut c = {.depth = o->wrapped, .before = 's'};
	c.arrays = UINT64_C(1) << (o->wrapped - 1);
	o->wrapped = 0;
	for (;;) {
		enum cut_step step = cut_run(&c, window_view(&o->window), false);
		if (step != CUT_MORE || o->window.ended) {
			pass(o, c.at);
			return true;
		}
		if (!window_more(&o->window, err))
			return false;
	}
}

/* ---- Between objects ---- */

static bool is_between(char c)
{
	enum { RECORD_SEPARATOR = 0x1E };
	return c == ' ' || (c >= '\t' && c <= '\r') || c == ',' || c == '[' || c == ']' ||
	       c == RECORD_SEPARATOR;
}

/* Byte order marks too, which files have that were put one behind the other. */
static size_t count_between(const struct objects *o, struct str view)
{
	size_t at = 0;
	while (at < view.len && !(o->wrapped > 0 && view.ptr[at] == ']')) {
		bool mark = str_starts_with(str_slice(view, at, view.len), byte_order_mark);
		if (!mark && !is_between(view.ptr[at]))
			break;
		at += mark ? byte_order_mark.len : 1;
	}
	return at;
}

/* Whether REST may be the first bytes of a byte order mark. */
static bool is_cut_mark(struct str rest)
{
	return rest.len < byte_order_mark.len && str_starts_with(byte_order_mark, rest);
}

/* Moves to the next sign that is none between objects. False at the end, or on failure. */
static bool find_sign(struct objects *o, struct error *err)
{
	for (;;) {
		struct str view = window_view(&o->window);
		size_t at = count_between(o, view);
		pass(o, at);
		if (at < view.len && o->wrapped > 0 && view.ptr[at] == ']') {
			if (!leave_list(o, err))
				return false;
			continue;
		}
		if (at < view.len &&
			(o->window.ended || !is_cut_mark(str_slice(view, at, view.len))))
			return true;
		if (o->window.ended || !window_more(&o->window, err))
			return false;
	}
}

static enum objects_step skip_line(struct objects *o, struct error *err)
{
	if (!window_pass_line(&o->window, err))
		return OBJECTS_BROKEN;
	o->at_line = true;
	error_set(err, ERROR_INPUT,
		SAY("không phải là một đối tượng JSON; mỗi bài phải có dạng {\"title\": …}",
			"this is no JSON object; every article must look like {\"title\": …}"));
	return OBJECTS_SKIPPED;
}

/* ---- One object ---- */

static enum objects_step skip_long(struct objects *o, struct error *err)
{
	struct error ignored;
	error_set(err, ERROR_LIMIT,
		SAY("bài dài hơn %zu MiB, nên bị bỏ qua", "longer than %zu MiB, and so skipped"),
		o->window.max >> 20);
	window_pass(&o->window, o->window.end - o->window.start);
	o->at_line = true;
	window_pass_line(&o->window, &ignored); /* the next call fails likewise */
	return OBJECTS_SKIPPED;
}

static enum objects_step skip_broken(struct objects *o, struct error *err)
{
	pass(o, o->cut.at);
	error_set(
		err, ERROR_INPUT, SAY("đối tượng JSON bị cắt cụt", "the JSON object is cut short"));
	return OBJECTS_SKIPPED;
}

/* There is no more, or no more can be read. */
static enum objects_step end(const struct objects *o, struct error *err)
{
	*err = o->window.failure;
	return err->code == ERROR_NONE ? OBJECTS_END : OBJECTS_BROKEN;
}

static enum objects_step check(struct objects *o, struct str *out, struct error *err)
{
	const struct cut *c = &o->cut;
	/* Right before a damage, what was unpacked is not what was packed. */
	if (o->window.failure.code != ERROR_NONE && c->at == window_view(&o->window).len)
		return end(o, err);
	if (c->deep) {
		error_set(err, ERROR_LIMIT,
			SAY("JSON lồng nhau quá %d lớp",
				"the JSON is nested more than %d levels deep"),
			CUT_DEPTH_MAX);
		return OBJECTS_SKIPPED;
	}
	if (c->values > CUT_VALUES_MAX) {
		error_set(err, ERROR_LIMIT,
			SAY("JSON có quá %d giá trị", "the JSON has more than %d values"),
			CUT_VALUES_MAX);
		return OBJECTS_SKIPPED;
	}
	window_was_used(&o->window);
	*out = str_slice(window_view(&o->window), 0, c->at);
	return OBJECTS_READ;
}

/* The object that the view begins with. */
static enum objects_step cut_object(struct objects *o, struct str *out, struct error *err)
{
	o->cut = (struct cut){0};
	for (;;) {
		switch (cut_run(&o->cut, window_view(&o->window), o->at_line)) {
		case CUT_DONE:
			o->taken = o->cut.at;
			return check(o, out, err);
		case CUT_BROKEN:
			return skip_broken(o, err);
		case CUT_MORE:
			break;
		}
		if (o->window.ended)
			return o->window.failure.code == ERROR_NONE ? skip_broken(o, err)
								    : end(o, err);
		if (!window_more(&o->window, err))
			return err->code == ERROR_LIMIT ? skip_long(o, err) : OBJECTS_BROKEN;
	}
}

/* Whole, or as much of it as may hold the beginning of a list. */
static bool look_ahead(struct objects *o, struct error *err)
{
	while (!o->window.ended && o->window.end - o->window.start < WRAPPER_MAX) {
		if (!window_more(&o->window, err))
			return false;
	}
	return true;
}

enum objects_step objects_next(struct objects *o, struct str *out, struct error *err)
{
	size_t list;
	*err = (struct error){0};
	pass(o, o->taken);
	o->taken = 0;
	bool found = find_sign(o, err);
	o->line = o->window.line;
	if (!found)
		return err->code == ERROR_NONE ? end(o, err) : OBJECTS_BROKEN;
	if (o->window.bytes[o->window.start] != '{')
		return skip_line(o, err);
	if (o->wrapped == 0 && o->may_wrap) {
		if (!look_ahead(o, err))
			return OBJECTS_BROKEN;
		o->may_wrap = find_list(o, window_view(&o->window), &list, &o->wrapped);
		if (o->may_wrap)
			pass(o, list);
		o->line = o->window.line;
	}
	return cut_object(o, out, err);
}
