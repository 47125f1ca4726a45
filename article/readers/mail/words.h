/* Headers of a mail as people read them: =?utf-8?B?…?= and what programs make of that. */
#ifndef ARTICLE_READERS_MAIL_WORDS_H
#define ARTICLE_READERS_MAIL_WORDS_H

#include "base/arena.h"

/* VALUE, any bytes, without its line ends and with its encoded words decoded, in MEMORY: words that
   follow each other belong together, even where a letter was divided between them; one that is
   broken off is read as far as it goes. What charset they say, or CHARSET where there are none, is
   that of the mail's text, is believed as charset_tell does. Its ptr is NULL when MEMORY runs
   out. */
struct str mail_words(struct arena *memory, struct str value, struct str charset);

/* BYTES as the text that they are in CHARSET, likewise. */
struct str mail_text(struct arena *memory, struct str bytes, struct str charset);

#endif
