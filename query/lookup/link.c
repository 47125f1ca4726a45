#include "query/lookup/link.h"
#include "archive/record.h"

#include <strings.h>

static bool begins_like(struct str s, const char *prefix)
{
	size_t len = strlen(prefix);
	return s.len > len && strncasecmp(s.ptr, prefix, len) == 0;
}

/* Browsers drop line ends and tabs within an address: it must have none. */
bool link_is_web(struct str url)
{
	for (size_t i = 0; i < url.len; i++) {
		unsigned char c = (unsigned char)url.ptr[i];
		if (c <= ' ' || c == 0x7F || c == '\\')
			return false;
	}
	return begins_like(url, "http://") || begins_like(url, "https://");
}

/* RFC 3986, 4.2: what has a colon before its first slash has a scheme. One with two slashes
   leads to another host. */
static bool is_path(struct str s)
{
	size_t i = 0;
	while (i < s.len && s.ptr[i] != ':' && s.ptr[i] != '/' && (unsigned char)s.ptr[i] >= ' ')
		i++;
	return i == s.len || (s.ptr[i] == '/' && !(i == 0 && str_at(s, 1) == '/'));
}

void link_check(struct record *r)
{
	if (!link_is_web(r->url))
		r->url = str_make("", 0);
	if (!link_is_web(r->image) && !is_path(r->image))
		r->image = str_make("", 0);
}
