/* Lines for people: how they look, and what all that is shown of an article has alike. */
#ifndef QUERY_TERMINAL_PRINT_LINES_H
#define QUERY_TERMINAL_PRINT_LINES_H

#include "query/terminal/look.h"
#include "query/terminal/terminal.h"

extern const struct style lines_title, lines_text, lines_meta, lines_path, lines_warning,
	lines_plain;

enum { LINES_INDENT = 5 /* of a hit, beyond its rank */ };

struct wrap lines_wrap(const struct text_look *look, const struct style *style, size_t indent);
void lines_indent(struct buf *out, size_t columns);

/* TEXT as lines of their own; nothing where it is empty. */
void lines_put(struct buf *out, struct str text, const struct text_look *look,
	const struct style *style, size_t indent);

/* N with its thousands grouped. */
void lines_count(struct buf *out, uint64_t n);

/* VALUE with two digits behind the comma, or the point; with its sign also when above 0, if
   WITH_SIGN. */
void lines_hundredths(struct buf *out, double value, bool with_sign);

/* FIELD behind what LINE holds already. */
void lines_add(struct buf *line, struct str field);

/* What is known of an article beside its text. */
struct meta {
	struct str date, date_confidence, place, source;
	const struct str *authors;
	size_t author_count;
	struct str kind, number, issuer; /* of a document */
};

void lines_put_meta(
	struct buf *out, const struct meta *m, const struct text_look *look, size_t indent);

#endif
