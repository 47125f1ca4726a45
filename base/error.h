/* What went wrong, for a program to act on and a person to read.
 *
 * A call that can fail returns bool (or a pointer) and fills the caller's
 * struct error on failure only. Messages say what, where and what to do next,
 * in the user's language: write them with SAY of base/lang.h. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdarg.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

enum error_code {
	ERROR_NONE = 0,
	ERROR_USAGE,     /* the caller asked for something that makes no sense */
	ERROR_INPUT,     /* an article or a query can't be read */
	ERROR_NOT_FOUND, /* a file, an archive, a document is not there */
	ERROR_IO,        /* the system refused to read or write */
	ERROR_NO_SPACE,  /* the disk or a quota is full */
	ERROR_MEMORY,
	ERROR_LIMIT,   /* larger than what we accept */
	ERROR_LOCKED,  /* another process is at work on it */
	ERROR_CORRUPT, /* damaged: checksum, structure or a missing part */
	ERROR_VERSION, /* written by a newer version, or one too old */
	ERROR_HELD,    /* the archivist wants nothing changed for now */
	ERROR_STOPPED, /* interrupted by the user */
	ERROR_BUSY,    /* more is asked for at once than can be answered */
	ERROR_LOST,    /* the process that was at it ended */
	ERROR_INTERNAL /* a broken promise of our own code */
};

struct error {
	enum error_code code;
	char message[1024]; /* NUL-terminated UTF-8, without a final newline */
};

/* Sets ERR (which may be NULL) and returns false, for `return error_set(...)`. */
bool error_set(struct error *err, enum error_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Puts a formatted context and ": " before the message that ERR holds. Returns false. */
bool error_add_context(struct error *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Sets ERR from the system's error NUMBER (an errno value): the formatted text,
   ": " and the system's reason. The code follows from NUMBER: ENOENT is
   ERROR_NOT_FOUND, ENOSPC and EDQUOT are ERROR_NO_SPACE, … Returns false. */
bool error_set_system(struct error *err, int number, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* ERROR_MEMORY with its message. Returns false. */
bool error_set_memory(struct error *err);

#ifdef __cplusplus
}
#endif

#endif
