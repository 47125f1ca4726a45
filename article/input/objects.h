/* The objects of a file of JSON, one after the other: a line each, one behind the other over
   any lines, or in arrays, of which some lie within objects of their own: {"data": [{…}, …]}. */
#ifndef ARTICLE_INPUT_OBJECTS_H
#define ARTICLE_INPUT_OBJECTS_H

#include "article/input/cut.h"
#include "article/input/window.h"

enum objects_step {
	OBJECTS_READ,
	OBJECTS_SKIPPED, /* what stands there is no object, or none that ends */
	OBJECTS_END,
	OBJECTS_BROKEN /* the rest can't be read; the file is not to be asked again */
};

struct objects {
	struct window window;
	uint64_t line;    /* 1-based, where the one given last begins */
	struct cut cut;   /* of it */
	size_t taken;     /* bytes of the view that were given, and are to be passed */
	bool at_line;     /* the next stands at the beginning of a line */
	unsigned wrapped; /* levels of the object whose list we are in */
	bool may_wrap;    /* the first had such a list, or was not seen yet */
	/* Whether KEY is that of a body, whose object is an article and no list of articles. */
	bool (*is_body_key)(void *context, struct str key);
	void *context;
};

/* MAX: bytes of an object. Close with objects_close. */
bool objects_open(struct objects *o, const struct input_file *file, size_t max, struct error *err);
void objects_close(struct objects *o);

/* The next object in *OUT, from its first bracket to its last, valid until the next call; its
   syntax is looked at no further. ERR is set for OBJECTS_SKIPPED and OBJECTS_BROKEN. */
enum objects_step objects_next(struct objects *o, struct str *out, struct error *err);

#endif
