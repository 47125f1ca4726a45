/* Readers of mail: single ones, folders of them, and pages that were saved as mail. */
#ifndef ARTICLE_READERS_MAIL_MAIL_H
#define ARTICLE_READERS_MAIL_MAIL_H

#include "article/readers/formats.h"

/* .eml, .mbox: an article a mail, then what is attached to it; .mht: the page that it holds. */
extern const struct reader_ops mail_reader_ops;

/* Loads what gmime needs from disk, before the process is confined. */
bool mail_warm_up(void);

#endif
