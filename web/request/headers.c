#include "web/request/headers.h"

#include "base/ascii.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

static bool equals_ignoring_case(struct str a, const char *b)
{
	size_t len = strlen(b);
	return a.len == len && (len == 0 || strncasecmp(a.ptr, b, len) == 0);
}

/* The weight of what stands behind the ";" of an element of a list, in thousandths. */
static int quality(struct str parameters)
{
	struct str p;
	while (str_split(&parameters, ';', &p)) {
		p = str_trim(p);
		if (ascii_lower(str_at(p, 0)) != 'q' || str_at(p, 1) != '=')
			continue;
		int value = 0, unit = 1000;
		for (size_t i = 2; i < p.len && unit > 0; i++) {
			if (p.ptr[i] == '.')
				continue;
			if (!ascii_is_digit(p.ptr[i]))
				return 0;
			value += (p.ptr[i] - '0') * unit;
			unit /= 10;
		}
		return value < 1000 ? value : 1000;
	}
	return 1000;
}

/* Takes the next element of a list of weighted words off *REST. */
static bool next(struct str *rest, struct str *word, int *weight)
{
	struct str element;
	if (!str_split(rest, ',', &element))
		return false;
	size_t end = str_find(element, STR(";"), 0);
	*word = str_trim(str_slice(element, 0, end));
	*weight = quality(str_slice(element, end < element.len ? end + 1 : end, element.len));
	return true;
}

static bool is_language(struct str word, const char *language)
{
	return equals_ignoring_case(str_slice(word, 0, str_find(word, STR("-"), 0)), language);
}

const char *headers_language(const char *accept_language)
{
	struct str rest = str_from_c(accept_language ? accept_language : ""), word;
	int weight, vietnamese = 0, english = 0;
	while (next(&rest, &word, &weight)) {
		if (is_language(word, "vi") && weight > vietnamese)
			vietnamese = weight;
		if (is_language(word, "en") && weight > english)
			english = weight;
	}
	return english > vietnamese ? "en" : "vi";
}

bool headers_take_gzip(const char *accept_encoding)
{
	struct str rest = str_from_c(accept_encoding ? accept_encoding : ""), word;
	int weight, gzip = -1, any = -1;
	while (next(&rest, &word, &weight)) {
		if (equals_ignoring_case(word, "gzip") || equals_ignoring_case(word, "x-gzip"))
			gzip = weight;
		if (equals_ignoring_case(word, "*"))
			any = weight;
	}
	return gzip >= 0 ? gzip > 0 : any > 0;
}

bool headers_match(const char *if_none_match, const char *etag)
{
	struct str rest = str_from_c(if_none_match ? if_none_match : ""), tag;
	struct str ours = str_after_last(str_from_c(etag), '/');
	while (str_split(&rest, ',', &tag)) {
		tag = str_trim(tag);
		if (str_starts_with(tag, STR("W/")))
			tag = str_slice(tag, 2, tag.len);
		if (str_eq(tag, ours) || str_eq(tag, STR("*")))
			return true;
	}
	return false;
}

static bool is_address(struct str host)
{
	char text[INET6_ADDRSTRLEN];
	struct in6_addr address;
	if (host.len >= sizeof text)
		return false;
	memcpy(text, host.ptr, host.len);
	text[host.len] = '\0';
	return inet_pton(AF_INET, text, &address) == 1 || inet_pton(AF_INET6, text, &address) == 1;
}

bool headers_host_is_ours(const char *host, const char *ours)
{
	struct str h = str_from_c(host ? host : "");
	if (str_at(h, 0) == '[') {
		size_t end = str_find(h, STR("]"), 0);
		return end < h.len && is_address(str_slice(h, 1, end));
	}
	h = str_slice(h, 0, str_find(h, STR(":"), 0));
	return equals_ignoring_case(h, "localhost") || is_address(h) ||
	       (ours && h.len > 0 && equals_ignoring_case(h, ours));
}

struct str headers_forwarded_for(const char *forwarded)
{
	if (!forwarded)
		return str_make(NULL, 0);
	return str_trim(str_after_last(str_from_c(forwarded), ','));
}
