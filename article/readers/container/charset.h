/* What charset a text is read as that names one: a mail's part, an encoded word of its headers. */
#ifndef ARTICLE_READERS_CONTAINER_CHARSET_H
#define ARTICLE_READERS_CONTAINER_CHARSET_H

#include "base/buf.h"
#include "text/encoding/encoding.h"

/* The encoding that *TEXT, which calls itself CHARSET, is to be decoded as; either of them may be
 * empty, any bytes, or wrong:
 * - one of the Vietnamese encodings that are named, where every word makes sense in it: a title is
 *   too short to tell its encoding by itself;
 * - ENCODING_UTF8 where ICU knows the charset, *TEXT is in it without a fault, and neither UTF-8
 *   nor Vietnamese in an encoding of its own; or where it is UTF-16: then *TEXT is converted, in
 *   OUT, which is emptied;
 * - else ENCODING_DETECT: what is said of it says nothing.
 * Time linear in *TEXT. */
enum encoding charset_tell(struct str charset, struct str *text, struct buf *out);

#endif
