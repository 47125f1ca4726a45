/* Characters, as far as reading a query and showing an article need to tell them
 * apart. The texts are UTF-8; a byte that is not counts as U+FFFD. */
#ifndef QUERY_READING_CHARS_H
#define QUERY_READING_CHARS_H

#include "base/buf.h"
#include "base/str.h"

#include <stdint.h>

/* The character at *I, which must lie within S; moves *I past it. */
uint32_t chars_next(struct str s, size_t *i);

/* Characters in the first BYTES bytes of S. */
size_t chars_count(struct str s, size_t bytes);

/* utf8_cut, on the end of a word where there is one. */
struct str chars_cut_words(struct str s, size_t max);

/* White space of any width, line ends included. */
bool chars_is_space(uint32_t c);
bool chars_ends_in_space(struct str s);

/* C0, DEL and C1, line ends and tabs included. */
bool chars_is_control(uint32_t c);

/* A double quote of any shape. */
bool chars_is_quote(uint32_t c);

/* The index of the first quote of TEXT from FROM on, *LEN its bytes; TEXT's length and 0 where
   there is none. */
size_t chars_find_quote(struct str text, size_t from, size_t *len);

/* The end of what begins at I and has neither white space nor a quote in it. */
size_t chars_word_end(struct str text, size_t i);

/* Whether TEXT has a letter that is no capital: else it may be a headline. */
bool chars_have_small(struct str text);

/* Terminal columns: 0, 1 or 2. */
unsigned chars_width(uint32_t c);

/* Appends S with every byte that is not UTF-8 replaced by U+FFFD. */
void chars_append_valid(struct buf *out, struct str s);

#endif
