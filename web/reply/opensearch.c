#include "web/reply/opensearch.h"

#include "base/lang.h"
#include "printing/markup.h"

static void put_url(struct buf *out, const char *type, const char *base, const char *template)
{
	buf_printf(out, "<Url type=\"%s\" indexOffset=\"0\" template=\"", type);
	markup_append(out, str_from_c(base));
	markup_append(out, str_from_c(template));
	buf_append_c(out, "\"/>\n");
}

void opensearch_append(struct buf *out, const char *base)
{
	buf_printf(out,
		"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
		"<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n"
		"<ShortName>Tra Cứu</ShortName>\n"
		"<Description>%s</Description>\n"
		"<InputEncoding>UTF-8</InputEncoding>\n",
		SAY("Tìm trong kho thông cáo báo chí", "Searches the archive of press releases"));
	/* The same address as that of JSON: who asks for pages gets one. */
	put_url(out, "text/html", base, "/search?q={searchTerms}&offset={startIndex?}");
	put_url(out, "application/atom+xml", base, "/feed.atom?q={searchTerms}&limit={count?}");
	put_url(out, "application/json", base,
		"/search?q={searchTerms}&limit={count?}&offset={startIndex?}");
	buf_append_c(out, "</OpenSearchDescription>\n");
}
