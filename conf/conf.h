/* Files of settings, as many programs have them:
 *
 *     # a comment; so is a line that begins with ;
 *     key = value
 *     [section]
 *     other-key = "a value with blanks at its ends "
 *
 * Keys and sections are ASCII letters, figures, '-' and '_'; sections may have other letters, too.
 * A key may stand several times. A value ends with its line, without the blanks around it, and is
 * what is inside of the quotes where it has any; nothing in it is escaped or replaced. */
#ifndef CONF_CONF_H
#define CONF_CONF_H

#include "base/error.h"
#include "base/str.h"

struct conf_entry {
	struct str section; /* "" before the first */
	const char *key, *value;
	unsigned line; /* from 1 */
};

struct conf {
	char *name; /* of the file, for messages */
	struct conf_entry *entries;
	size_t count;
	char *text; /* that entries point into */
};

enum { CONF_MAX_BYTES = 64 << 10 };

/* Reads the file PATH, a regular one of at most CONF_MAX_BYTES. ERROR_NOT_FOUND where there is
   none, ERROR_INPUT, with file and line, where it is not written so. Free with conf_free either
   way. */
bool conf_read(const char *path, struct conf *out, struct error *err);

/* The same of TEXT; NAME is for messages. */
bool conf_parse(struct str text, const char *name, struct conf *out, struct error *err);

void conf_free(struct conf *c);

/* Puts where entry E of C stands, "file:line", before the message that ERR holds. Returns false. */
bool conf_blame(const struct conf *c, const struct conf_entry *e, struct error *err);

#endif
