/* The address that a visitor asks for, taken apart: its path, and the parameters behind "?". */
#ifndef WEB_REQUEST_TARGET_H
#define WEB_REQUEST_TARGET_H

#include "base/buf.h"
#include "base/error.h"

enum {
	TARGET_MAX_BYTES = 64 << 10, /* as it is sent */
	TARGET_PARAMETERS = 64
};

struct parameter {
	struct str name, value;
};

/* All text is UTF-8 without NUL, with "%41" as A, and points into STORE. */
struct target {
	struct buf store;                               /* owned */
	struct str path;                                /* with its "/" */
	struct parameter parameters[TARGET_PARAMETERS]; /* as they stand there */
	size_t count;
};

/* Takes RAW apart, any bytes. ERROR_INPUT: a "%" without two hexadecimal digits, a NUL, no UTF-8,
   no path; ERROR_LIMIT: too long, too many parameters. Free with target_free either way. */
bool target_read(struct str raw, struct target *out, struct error *err);
void target_free(struct target *t);

/* The value of the first parameter NAME; its ptr is NULL where there is none. */
struct str target_value(const struct target *t, const char *name);

/* Appends TEXT as it may stand in a path, or, where it is a VALUE, behind "=": what is no letter,
   digit, or one of "-._~" percent-encoded; in a path "/" stays. */
void target_encode(struct buf *out, struct str text, bool value);

#endif
