#include "query/condition/stored.h"

#include "base/ascii.h"
#include "query/condition/records.h"

#include <strings.h>

static bool is_same(struct str a, struct str b)
{
	return a.len == b.len && strncasecmp(a.ptr, b.ptr, a.len) == 0;
}

static bool begins(struct str s, const char *with)
{
	struct str start = str_from_c(with);
	return s.len >= start.len && is_same(str_slice(s, 0, start.len), start);
}

/* ---- Addresses ---- */

/* An address without its scheme and www. */
struct address {
	struct str host, path; /* of the path, its slash and the rest */
};

static struct address read_address(struct str url)
{
	static const char *const dropped[] = {"https://", "http://", "//", "www."};
	for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++) {
		if (begins(url, dropped[i]))
			url = str_slice(url, strlen(dropped[i]), url.len);
	}
	size_t slash = str_find(url, STR("/"), 0);
	return (struct address){str_slice(url, 0, slash), str_slice(url, slash, url.len)};
}

/* Whether a part of HOST between its points is LABEL. */
static bool has_label(struct str host, struct str label)
{
	struct str one;
	while (str_split(&host, '.', &one)) {
		if (is_same(one, label))
			return true;
	}
	return false;
}

static bool is_host(struct str host, struct str asked)
{
	if (!memchr(asked.ptr, '.', asked.len))
		return has_label(host, asked);
	if (host.len <= asked.len)
		return is_same(host, asked);
	size_t below = host.len - asked.len;
	return host.ptr[below - 1] == '.' && is_same(str_slice(host, below, host.len), asked);
}

bool stored_is_under(struct str url, struct str value)
{
	struct address is = read_address(url), asked = read_address(value);
	if (url.len == 0 || asked.host.len == 0 || !is_host(is.host, asked.host))
		return false;
	return asked.path.len <= 1 || str_starts_with(is.path, asked.path);
}

/* ---- Types of files ---- */

static const struct {
	const char *name, *types; /* of a program, without marks; what it writes */
} programs[] = {
	{"word", "doc docx rtf odt"},
	{"excel", "xls xlsx ods csv"},
	{"powerpoint", "ppt pptx odp"},
	{"html", "html htm xhtml mhtml"},
	{"web", "html htm xhtml mhtml warc"},
	{"text", "txt md"},
	{"mail", "eml mbox msg"},
};

/* Whether TYPE is one of the words of LIST. */
static bool is_one_of(struct str type, struct str list)
{
	struct str one;
	while (str_split(&list, ' ', &one)) {
		if (is_same(type, one))
			return true;
	}
	return false;
}

static bool is_type(struct str type, struct str asked)
{
	for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
		if (is_same(asked, str_from_c(programs[i].name)) &&
			is_one_of(type, str_from_c(programs[i].types)))
			return true;
	}
	return is_same(type, asked);
}

/* Takes what follows the last point off NAME. */
static struct str take_extension(struct str *name)
{
	size_t at = name->len;
	while (at > 0 && name->ptr[at - 1] != '.' && name->ptr[at - 1] != '/')
		at--;
	if (at == 0 || name->ptr[at - 1] == '/')
		return STR("");
	struct str extension = str_slice(*name, at, name->len);
	*name = str_slice(*name, 0, at - 1);
	return extension;
}

/* Whether the file NAME, or what it is compressed, is of the type ASKED. */
static bool has_type(struct str name, struct str asked)
{
	struct str type = take_extension(&name);
	bool compressed = is_one_of(type, STR("gz xz bz2 zst lz4"));
	return is_type(type, asked) || (compressed && is_type(take_extension(&name), asked));
}

bool stored_is_type(struct str path, struct str value)
{
	if (value.len > 0 && value.ptr[0] == '.')
		value = str_slice(value, 1, value.len);
	for (size_t end; value.len > 0 && path.len > 0; path = str_slice(path, end, path.len)) {
		size_t pack = str_find(path, STR("!/"), 0);
		if (has_type(str_slice(path, 0, pack), value))
			return true;
		end = pack < path.len ? pack + 2 : pack;
	}
	return false;
}

/* ---- Articles ---- */

static bool holds(void *context, const struct record *r)
{
	const struct query_filter *f = context;
	return f->field == FIELD_BY_URL ? stored_is_under(r->url, f->value)
					: stored_is_type(r->path, f->value);
}

bool stored_keep(const struct condition_request *request, const struct query_filter *filter,
	struct xc_set *set, struct error *err)
{
	struct query_filter f = *filter;
	return records_keep(request, set, holds, &f, err);
}
