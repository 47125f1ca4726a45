#include "article/readers/file.h"

#include <string.h>
#include <strings.h>

static const struct {
	const char *ending;
	enum article_kind kind;
} endings[] = {
	{".txt", ARTICLE_TEXT},
	{".text", ARTICLE_TEXT},
	{".md", ARTICLE_MARKDOWN},
	{".markdown", ARTICLE_MARKDOWN},
	{".json", ARTICLE_JSON},
	{".jsonl", ARTICLE_JSON},
	{".ndjson", ARTICLE_JSON},
	{".csv", ARTICLE_CSV},
	{".tsv", ARTICLE_TSV},
	{".tab", ARTICLE_TSV},
};

static const struct {
	const char *ending;
	enum packing packing;
} packed[] = {
	{".gz", PACKING_GZIP},
	{".xz", PACKING_XZ},
	{".zst", PACKING_ZSTD},
};

/* Whether the LEN bytes at NAME end so behind something. */
static bool ends_with(const char *name, size_t len, const char *ending)
{
	size_t size = strlen(ending);
	return len > size && strncasecmp(name + len - size, ending, size) == 0;
}

struct article_format article_format_of(const char *name)
{
	struct article_format out = {ARTICLE_UNKNOWN, PACKING_NONE};
	size_t len = strlen(name);
	for (size_t i = 0; i < sizeof packed / sizeof *packed; i++) {
		if (ends_with(name, len, packed[i].ending)) {
			out.packing = packed[i].packing;
			len -= strlen(packed[i].ending);
			break;
		}
	}
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		if (ends_with(name, len, endings[i].ending))
			out.kind = endings[i].kind;
	}
	return out;
}

struct input_file article_file_input(const struct article_file *file)
{
	return (struct input_file){.fd = file->fd,
		.named = file->format.packing,
		.as = file->encoding,
		.memory = file->unpack_bytes};
}

size_t article_file_max(const struct article_file *file)
{
	return file->article_bytes > 0 ? file->article_bytes : ARTICLE_MAX_BYTES;
}
