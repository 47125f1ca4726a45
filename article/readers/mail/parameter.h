/* Parameters of a mail's headers: what an attachment is called. */
#ifndef ARTICLE_READERS_MAIL_PARAMETER_H
#define ARTICLE_READERS_MAIL_PARAMETER_H

#include "base/arena.h"

/* The parameter NAME of the header VALUE, any bytes, as people read it, in MEMORY: in one piece, or
 * in several (RFC 2231); with the charset that it names itself, with encoded words (which RFC 2047
 * forbids there and programs write), or raw in CHARSET. Charsets are believed as charset_tell does.
 * "" where there is none; its ptr is NULL when MEMORY runs out. Time linear in VALUE, for each of
 * at most 64 pieces. */
struct str mail_parameter(
	struct arena *memory, struct str value, const char *name, struct str charset);

#endif
