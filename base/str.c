#include "base/str.h"

int str_compare(struct str a, struct str b)
{
	size_t shorter = a.len < b.len ? a.len : b.len;
	int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;
	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool str_starts_with(struct str s, struct str prefix)
{
	return s.len >= prefix.len && str_eq(str_slice(s, 0, prefix.len), prefix);
}

bool str_ends_with(struct str s, struct str suffix)
{
	return s.len >= suffix.len && str_eq(str_slice(s, s.len - suffix.len, s.len), suffix);
}

size_t str_find(struct str s, struct str needle, size_t from)
{
	if (from > s.len)
		return s.len;
	if (needle.len == 0 || from == s.len)
		return from;
	const char *at = memmem(s.ptr + from, s.len - from, needle.ptr, needle.len);
	return at ? (size_t)(at - s.ptr) : s.len;
}

struct str str_after_last(struct str s, char c)
{
	const char *at = s.len ? memrchr(s.ptr, c, s.len) : NULL;
	return at ? str_slice(s, (size_t)(at - s.ptr) + 1, s.len) : s;
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
	while (s.len > 0 && is_space(s.ptr[0]))
		s = str_slice(s, 1, s.len);
	while (s.len > 0 && is_space(s.ptr[s.len - 1]))
		s.len--;
	return s;
}

bool str_split(struct str *rest, char separator, struct str *piece)
{
	if (!rest->ptr)
		return false;
	const char *at = rest->len ? memchr(rest->ptr, separator, rest->len) : NULL;
	if (!at) {
		*piece = *rest;
		*rest = (struct str){NULL, 0};
		return true;
	}
	*piece = str_make(rest->ptr, (size_t)(at - rest->ptr));
	*rest = str_slice(*rest, piece->len + 1, rest->len);
	return true;
}
