/* Pieces of the lines of a letterhead: columns, and what was squeezed into one line. */
#ifndef ARTICLE_METADATA_PIECE_H
#define ARTICLE_METADATA_PIECE_H

#include "article/metadata/phrase.h"

/* Where the line ends that has byte AT of S. */
size_t piece_line_end(struct str s, size_t at);

/* Where the next line that is not empty begins, from AT on; *GAP: an empty one is before it. */
size_t piece_next_line(struct str s, size_t at, bool *gap);

/* Where the piece that begins at AT ends at the latest: its line, or a gap between columns. */
size_t piece_end(struct str s, size_t at);

/* Where the words end that one of TABLE has of the piece at AT, or AT. */
size_t piece_table_at(struct str s, size_t at, const char *const *table, size_t count);

#define TABLE_AT(s, at, table) piece_table_at(s, at, table, sizeof(table) / sizeof *(table))

#endif
