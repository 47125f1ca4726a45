/* A sliding view of a file's bytes: what is looked at now, and no more, in bounded memory. */
#ifndef ARTICLE_INPUT_WINDOW_H
#define ARTICLE_INPUT_WINDOW_H

#include "article/input/input.h"

struct window {
	struct input input;
	char *bytes; /* owned */
	size_t start, end, capacity;
	size_t max;           /* bytes that the view can have */
	bool ended;           /* nothing comes behind END, */
	struct error failure; /* for this reason, where it is none of the file's own */
	uint64_t line;        /* 1-based, that START is in */
	uint64_t idle;        /* bytes passed since window_was_used */
};

/* MAX is that of the view. Close with window_close. */
bool window_open(struct window *w, const struct input_file *file, size_t max, struct error *err);
void window_close(struct window *w);

static inline struct str window_view(const struct window *w)
{
	return str_make(w->bytes + w->start, w->end - w->start);
}

/* What is in the view was of use: a file without that for long is not read on. */
static inline void window_was_used(struct window *w)
{
	w->idle = 0;
}

/* Reads more behind the view; moves its bytes. W->ended where there is no more, or none that can
   be read. False with ERROR_LIMIT where the view has MAX bytes already, or with ERROR_MEMORY. */
bool window_more(struct window *w, struct error *err);

/* Moves the start of the view on by BYTES, which it has. */
void window_pass(struct window *w, size_t bytes);

/* Moves it behind the end of the line that it is in, however long. False with ERROR_MEMORY. */
bool window_pass_line(struct window *w, struct error *err);

#endif
