/* What is new as a mail, RFC 5322, for sendmail(8): who it is for, its sender is told. */
#ifndef QUERY_SAVED_MAIL_H
#define QUERY_SAVED_MAIL_H

#include "base/buf.h"

/* The heads of a mail with SUBJECT, and the blank line behind them; the text follows as it is. */
void mail_append_head(struct buf *out, struct str subject);

#endif
