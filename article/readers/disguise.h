/* What calls itself a plain text and is something else. */
#ifndef ARTICLE_READERS_DISGUISE_H
#define ARTICLE_READERS_DISGUISE_H

#include "base/error.h"
#include "base/str.h"

/* Whether TEXT, decoded, is what people mean by text: no RTF, page of HTML, JSON, XML or
   quoted-printable mail, which would be indexed with all their signs. ERROR_INPUT says what it is
   and what to do. Time linear, in its first 64 KiB. */
bool disguise_check(struct str text, struct error *err);

#endif
