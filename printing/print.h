/* The one place where the programs write to standard output and standard error. All that is
 * printed is a format of ours, whose arguments are cleaned (printing/clean.h), an answer as text,
 * cleaned as a whole but for its line ends and styles, or JSON, escaped (printing/escape.h). So
 * nothing that somebody else wrote steers a terminal or begins a line of its own, and there is no
 * other way out: tests/layering.sh sees to it that no other file names these streams. */
#ifndef PRINTING_PRINT_H
#define PRINTING_PRINT_H

#include "base/str.h"

/* As printf, on standard output. Formats are literals; conversions are %%, c, s, .*s, d, i, u, x,
   X, f, e, g with flags, width, precision, and the lengths l, ll, z, j. A text longer than the
   16 KiB of a line is cut. Needs no memory. */
void print_out(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same on standard error. */
void print_err(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Styles in a text for print_text, a byte each, which no cleaned text has. */
#define PRINT_PLAIN "\x10"
#define PRINT_BOLD "\x11"
#define PRINT_DIM "\x12"
#define PRINT_GREEN "\x13"
#define PRINT_YELLOW "\x14"
#define PRINT_HIT "\x15"

/* A link, OSC 8: this, its address, this, its text, this. Of the address all bytes but those of
   printable ASCII are percent-encoded, so that nothing in it ends the sequence; one that is longer
   than terminals take is no link. */
#define PRINT_LINK "\x16"
#define PRINT_LINKED "\x17"
#define PRINT_LINK_END "\x18"
enum { PRINT_LINK_MAX = 2000 /* bytes; VTE takes 2083 */ };

/* Prints TEXT, its line ends and styles as such, all else cleaned. Like the next two it tells
   whether that could be written, else why in errno. */
bool print_text(struct str text);

/* Prints JSON, escaped, or whatever else programs read. */
bool print_json(struct str json);

/* Ends what is printed on standard output so far. */
bool print_flush(void);

#endif
