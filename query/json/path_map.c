#include "query/json/path_map.h"
#include "base/lang.h"
#include "text/encoding/shown.h"

bool path_map_add(struct path_map *m, const char *text, struct error *err)
{
	struct str rest = str_from_c(text);
	struct str from;
	str_split(&rest, '=', &from);
	if (!rest.ptr || from.len == 0)
		return error_set(err, ERROR_USAGE,
			SAY("--path-map: “%s” không phải là ĐƯỜNG-DẪN=ĐỊA-CHỈ; ví dụ: "
			    "/srv/kho=https://kho.example.vn",
				"--path-map: “%s” is not PATH=ADDRESS; for example: "
				"/srv/kho=https://kho.example.vn"),
			text);
	if (m->count == PATH_MAP_MAX)
		return error_set(err, ERROR_LIMIT,
			SAY("--path-map: nhiều nhất %d lần", "--path-map: at most %d times"),
			PATH_MAP_MAX);
	m->pairs[m->count++] = (struct path_pair){from, rest};
	return true;
}

/* Whether PATH is FROM or lies in it. */
static bool lies_in(struct str path, struct str from)
{
	if (!str_starts_with(path, from))
		return false;
	return path.len == from.len || from.ptr[from.len - 1] == '/' || path.ptr[from.len] == '/';
}

static const struct path_pair *find(const struct path_map *m, struct str path)
{
	const struct path_pair *best = NULL;
	for (size_t i = 0; m && i < m->count; i++) {
		const struct path_pair *p = &m->pairs[i];
		if (lies_in(path, p->from) && (!best || p->from.len > best->from.len))
			best = p;
	}
	return best;
}

/* RFC 3986, 3.3: what a path has as it is. */
static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c && strchr("-._~/", c));
}

static void append_encoded(struct buf *out, struct str bytes)
{
	for (size_t i = 0; i < bytes.len; i++) {
		if (is_plain(bytes.ptr[i]))
			buf_push(out, bytes.ptr[i]);
		else
			buf_printf(out, "%%%02X", (unsigned)(unsigned char)bytes.ptr[i]);
	}
}

void path_map_append(struct buf *out, const struct path_map *m, struct str path)
{
	const struct path_pair *p = find(m, path);
	if (!p)
		return;
	struct str rest = str_slice(path, p->from.len, path.len);
	struct buf raw = BUF_INIT;
	buf_append(out, p->to);
	if (str_find(p->to, STR("://"), 0) == p->to.len) {
		buf_append(out, rest);
		return;
	}
	shown_revert(&raw, rest);
	append_encoded(out, buf_str(&raw));
	out->failed |= raw.failed;
	buf_free(&raw);
}
