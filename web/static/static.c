#include "web/static/static.h"

#include <stdint.h>
#include <stdio.h>

#define JAVASCRIPT "text/javascript; charset=utf-8"

/* files.S has the bytes. */
#define FILES(X)                                                                                   \
	X(icon, "icon.svg", "image/svg+xml")                                                       \
	X(style, "page.css", "text/css; charset=utf-8")                                            \
	X(page, "page.js", JAVASCRIPT)                                                             \
	X(live, "live.js", JAVASCRIPT)                                                             \
	X(suggest, "suggest.js", JAVASCRIPT)                                                       \
	X(timeline, "timeline.js", JAVASCRIPT)                                                     \
	X(keys, "keys.js", JAVASCRIPT)                                                             \
	X(recent, "recent.js", JAVASCRIPT)                                                         \
	X(theme, "theme.js", JAVASCRIPT)

#define DECLARE(symbol, name, type) extern const char static_##symbol[], static_##symbol##_end[];
FILES(DECLARE)

static const struct {
	const char *name, *type, *start, *end;
} rows[] = {
#define ROW(symbol, name, type) {name, type, static_##symbol, static_##symbol##_end},
	FILES(ROW)};

enum { COUNT = sizeof rows / sizeof *rows, VERSION_DIGITS = 16 };

/* FNV-1a of 64 bits over all files. */
static uint64_t version(void)
{
	static uint64_t known;
	if (known)
		return known;
	uint64_t h = UINT64_C(14695981039346656037);
	for (size_t i = 0; i < COUNT; i++) {
		for (const char *c = rows[i].start; c < rows[i].end; c++)
			h = (h ^ (unsigned char)*c) * UINT64_C(1099511628211);
	}
	known = h;
	return h;
}

struct str static_address(const char *name, char out[STATIC_ADDRESS])
{
	int len = snprintf(
		out, STATIC_ADDRESS, "/static/%016llx/%s", (unsigned long long)version(), name);
	return str_make(out, len < STATIC_ADDRESS ? (size_t)len : 0);
}

const struct static_file *static_find(struct str rest)
{
	static struct static_file files[COUNT];
	char address[STATIC_ADDRESS];
	size_t head = sizeof "/static/" - 1;
	for (size_t i = 0; i < COUNT; i++) {
		struct str known = static_address(rows[i].name, address);
		if (!str_eq(rest, str_slice(known, head, known.len)))
			continue;
		files[i] = (struct static_file){rows[i].type,
			str_make(rows[i].start, (size_t)(rows[i].end - rows[i].start))};
		return &files[i];
	}
	return NULL;
}
