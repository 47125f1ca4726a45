#include "printing/feed.h"

#include "printing/markup.h"

#include <stdio.h>

enum { DAY_BYTES = 10, MONTH_BYTES = 7, YEAR_BYTES = 4 };

static void put_element(struct buf *out, const char *name, struct str text)
{
	if (text.len == 0)
		return;
	buf_printf(out, "<%s>", name);
	markup_append(out, text);
	buf_printf(out, "</%s>\n", name);
}

/* A name for good, RFC 4151 in form: hexadecimal, so that any id fits. */
static void put_id(struct buf *out, const char *archive, struct str what)
{
	buf_printf(out, "<id>urn:x-tracuu:%s:", archive);
	for (size_t i = 0; i < what.len; i++)
		buf_printf(out, "%02x", (unsigned char)what.ptr[i]);
	buf_append_c(out, "</id>\n");
}

static void put_link(struct buf *out, const char *rel, struct str address)
{
	if (address.len == 0)
		return;
	buf_printf(out, "<link%s href=\"", rel);
	markup_append(out, address);
	buf_append_c(out, "\"/>\n");
}

void feed_append_head(
	struct buf *out, struct str name, const char *archive, const char *moment, struct str self)
{
	buf_append_c(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
			  "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"vi\">\n");
	put_element(out, "title", name);
	put_id(out, archive, name);
	put_element(out, "updated", str_from_c(moment));
	put_link(out, " rel=\"self\"", self);
	buf_append_c(out, "<author><name>Tra Cứu</name></author>\n");
}

bool feed_moment(struct str date, char out[MOMENT_SIZE])
{
	bool ok = date.len == DAY_BYTES || date.len == MONTH_BYTES || date.len == YEAR_BYTES;
	const char *rest = date.len == DAY_BYTES ? "" : date.len == MONTH_BYTES ? "-01" : "-01-01";
	*out = '\0';
	if (ok)
		snprintf(out, MOMENT_SIZE, "%.*s%sT00:00:00+07:00", STR_ARG(date), rest);
	return ok;
}

static void put_updated(struct buf *out, struct str date, const char *moment)
{
	char first[MOMENT_SIZE];
	put_element(out, "updated", str_from_c(feed_moment(date, first) ? first : moment));
}

void feed_append_entry(
	struct buf *out, const char *archive, const struct feed_entry *e, const char *moment)
{
	buf_append_c(out, "<entry>\n");
	put_element(out, "title", e->title.len > 0 ? e->title : STR("—"));
	put_id(out, archive, e->id);
	put_updated(out, e->date, moment);
	for (size_t i = 0; i < e->author_count; i++) {
		buf_append_c(out, "<author>");
		put_element(out, "name", e->authors[i]);
		buf_append_c(out, "</author>\n");
	}
	put_link(out, "", e->url);
	put_element(out, "summary", e->summary);
	buf_append_c(out, "</entry>\n");
}

void feed_append_end(struct buf *out)
{
	buf_append_c(out, "</feed>\n");
}
