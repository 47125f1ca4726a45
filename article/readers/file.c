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
	{".html", ARTICLE_HTML},
	{".htm", ARTICLE_HTML},
	{".xhtml", ARTICLE_HTML},
	{".mht", ARTICLE_MHT},
	{".mhtml", ARTICLE_MHT},
	{".rss", ARTICLE_FEED},
	{".atom", ARTICLE_FEED},
	{".xml", ARTICLE_FEED},
	{".pdf", ARTICLE_PDF},
	{".docx", ARTICLE_DOCX},
	{".docm", ARTICLE_DOCX},
	{".dotx", ARTICLE_DOCX},
	{".odt", ARTICLE_ODT},
	{".ott", ARTICLE_ODT},
	{".ods", ARTICLE_ODT},
	{".odp", ARTICLE_ODT},
	{".xlsx", ARTICLE_XLSX},
	{".xlsm", ARTICLE_XLSX},
	{".pptx", ARTICLE_PPTX},
	{".ppsx", ARTICLE_PPTX},
	{".rtf", ARTICLE_RTF},
	{".doc", ARTICLE_DOC},
	{".dot", ARTICLE_DOC},
	{".wps", ARTICLE_DOC}, /* of WPS Office, which writes Word's files */
	{".xls", ARTICLE_XLS},
	{".ppt", ARTICLE_PPT},
	{".pps", ARTICLE_PPT},
	{".eml", ARTICLE_MAIL},
	{".mbox", ARTICLE_MBOX},
	{".zip", ARTICLE_PACK},
	{".7z", ARTICLE_PACK},
	{".rar", ARTICLE_PACK},
	{".tar", ARTICLE_PACK},
	{".tgz", ARTICLE_PACK},
	{".tbz", ARTICLE_PACK},
	{".tbz2", ARTICLE_PACK},
	{".txz", ARTICLE_PACK},
	{".tzst", ARTICLE_PACK},
	{".bz2", ARTICLE_PACK},
	{".warc", ARTICLE_WARC},
};

static const struct {
	const char *ending;
	enum packing packing;
} packed[] = {
	{".gz", PACKING_GZIP},
	{".xz", PACKING_XZ},
	{".zst", PACKING_ZSTD},
};

bool article_kind_is_whole(enum article_kind kind)
{
	switch (kind) {
	case ARTICLE_UNKNOWN:
	case ARTICLE_JSON:
	case ARTICLE_CSV:
	case ARTICLE_TSV:
	case ARTICLE_FEED:
	case ARTICLE_XLSX:
	case ARTICLE_XLS:
	case ARTICLE_MAIL:
	case ARTICLE_MBOX:
	case ARTICLE_PACK:
	case ARTICLE_WARC:
	case ARTICLE_KIND_COUNT:
		return false;
	default:
		return true;
	}
}

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
	/* What reads packs unpacks these as well. */
	if (out.kind == ARTICLE_PACK || out.kind == ARTICLE_WARC)
		out.packing = PACKING_NONE;
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
