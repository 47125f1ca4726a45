#include "article/input/window.h"

#include "base/lang.h"

#include <stdlib.h>

enum {
	CHUNK_SIZE = 256 * 1024,
	KEPT_SIZE = 4 << 20 /* a view grown beyond it by a freak record is given back */
};

bool window_open(struct window *w, const struct input_file *file, size_t max, struct error *err)
{
	*w = (struct window){.capacity = CHUNK_SIZE, .max = max, .line = 1};
	w->bytes = malloc(CHUNK_SIZE);
	if (!w->bytes)
		return error_set_memory(err);
	if (input_open(&w->input, file, err))
		return true;
	free(w->bytes);
	return false;
}

void window_close(struct window *w)
{
	input_close(&w->input);
	free(w->bytes);
}

static bool resize(struct window *w, size_t capacity)
{
	char *bytes = realloc(w->bytes, capacity);
	if (!bytes)
		return false;
	w->bytes = bytes;
	w->capacity = capacity;
	return true;
}

/* Room for half a chunk or more behind the view. */
static bool make_room(struct window *w)
{
	size_t len = w->end - w->start;
	if (w->start > 0)
		memmove(w->bytes, w->bytes + w->start, len);
	w->start = 0;
	w->end = len;
	if (w->capacity > KEPT_SIZE && len < CHUNK_SIZE)
		return resize(w, 2 * CHUNK_SIZE);
	return w->capacity - len >= CHUNK_SIZE / 2 || resize(w, 2 * w->capacity);
}

bool window_more(struct window *w, struct error *err)
{
	if (w->end - w->start >= w->max)
		return error_set(err, ERROR_LIMIT,
			SAY("dài hơn %zu MiB", "it is longer than %zu MiB"), w->max >> 20);
	if (!make_room(w))
		return error_set_memory(err);
	if (w->idle > CEILING_NOTHING_MAX) {
		w->input.ceiling = CEILING_NOTHING;
		ceiling_set(w->input.ceiling, &w->failure);
		w->ended = true;
		return true;
	}
	ssize_t got = input_read(&w->input, w->bytes + w->end, w->capacity - w->end, err);
	if (got < 0)
		w->failure = *err;
	w->ended = got <= 0;
	w->end += got > 0 ? (size_t)got : 0;
	return true;
}

void window_pass(struct window *w, size_t bytes)
{
	const char *at = w->bytes + w->start, *end = at + bytes;
	while (at < end && (at = memchr(at, '\n', (size_t)(end - at)))) {
		w->line++;
		at++;
	}
	w->start += bytes;
	w->idle += bytes;
}

bool window_pass_line(struct window *w, struct error *err)
{
	for (;;) {
		struct str view = window_view(w);
		const char *end = view.len > 0 ? memchr(view.ptr, '\n', view.len) : NULL;
		window_pass(w, end ? (size_t)(end + 1 - view.ptr) : view.len);
		if (end || w->ended)
			return true;
		if (!window_more(w, err))
			return false;
	}
}
