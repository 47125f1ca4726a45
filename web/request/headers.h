/* What the headers of a visitor's request say, of which any may be missing (NULL) and all may be
 * forged. */
#ifndef WEB_REQUEST_HEADERS_H
#define WEB_REQUEST_HEADERS_H

#include "base/str.h"

/* "vi" or "en", which the header Accept-Language has rather; Vietnamese where it says neither. */
const char *headers_language(const char *accept_language);

/* Whether Accept-Encoding lets an answer be packed by gzip. */
bool headers_take_gzip(const char *accept_encoding);

/* Whether If-None-Match has ETAG, or is "*". */
bool headers_match(const char *if_none_match, const char *etag);

/* Whether the header Host names this very machine: an address or localhost; or OURS, the host of
   the address that the door is known by (or NULL). What it names else is no page of ours: a foreign
   page whose name was made to lead here, to read by a visitor's browser what only that may. */
bool headers_host_is_ours(const char *host, const char *ours);

/* The last address of X-Forwarded-For: what a proxy in front of the door has seen itself. Its ptr
   is NULL where there is none. */
struct str headers_forwarded_for(const char *forwarded);

#endif
