#include "query/saved/atom.h"

#include "printing/clean.h"
#include "query/answer/answer.h"

enum { DAY_BYTES = 10 };

/* TEXT, cleaned, as XML. */
static void put_text(struct buf *out, struct str text)
{
	struct buf clean = BUF_INIT;
	clean_append(&clean, text);
	struct str s = buf_str(&clean);
	for (size_t i = 0; i < s.len; i++) {
		switch (s.ptr[i]) {
		case '&':
			buf_append_c(out, "&amp;");
			break;
		case '<':
			buf_append_c(out, "&lt;");
			break;
		case '>':
			buf_append_c(out, "&gt;");
			break;
		case '"':
			buf_append_c(out, "&quot;");
			break;
		default:
			buf_push(out, s.ptr[i]);
		}
	}
	out->failed |= clean.failed;
	buf_free(&clean);
}

static void put_element(struct buf *out, const char *name, struct str text)
{
	if (text.len == 0)
		return;
	buf_printf(out, "<%s>", name);
	put_text(out, text);
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

void atom_append_head(struct buf *out, const char *name, const char *archive, const char *moment)
{
	buf_append_c(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
			  "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"vi\">\n");
	put_element(out, "title", str_from_c(name));
	put_id(out, archive, str_from_c(name));
	put_element(out, "updated", str_from_c(moment));
	buf_append_c(out, "<author><name>Tra Cứu</name></author>\n");
}

static void put_title(struct buf *out, const struct hit *h)
{
	struct buf title = BUF_INIT;
	for (size_t i = 0; i < h->title.count; i++)
		buf_append(&title, h->title.items[i].text);
	put_element(out, "title", title.len > 0 ? buf_str(&title) : STR("—"));
	out->failed |= title.failed;
	buf_free(&title);
}

static void put_summary(struct buf *out, const struct hit *h)
{
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < h->snippet_count; i++) {
		buf_append_c(&text, i > 0 ? " " : "");
		for (size_t k = 0; k < h->snippets[i].count; k++)
			buf_append(&text, h->snippets[i].items[k].text);
	}
	put_element(out, "summary", buf_str(&text));
	out->failed |= text.failed;
	buf_free(&text);
}

static void put_updated(struct buf *out, const struct hit *h, const char *moment)
{
	struct buf day = BUF_INIT;
	if (h->date.len == DAY_BYTES)
		buf_printf(&day, "%.*sT00:00:00+07:00", STR_ARG(h->date));
	else
		buf_append_c(&day, moment);
	put_element(out, "updated", buf_str(&day));
	out->failed |= day.failed;
	buf_free(&day);
}

void atom_append_entry(
	struct buf *out, const char *archive, const struct hit *h, const char *moment)
{
	buf_append_c(out, "<entry>\n");
	put_title(out, h);
	put_id(out, archive, h->id);
	put_updated(out, h, moment);
	for (size_t i = 0; i < h->author_count; i++) {
		buf_append_c(out, "<author>");
		put_element(out, "name", h->authors[i]);
		buf_append_c(out, "</author>\n");
	}
	if (h->url.len > 0) {
		buf_append_c(out, "<link href=\"");
		put_text(out, h->url);
		buf_append_c(out, "\"/>\n");
	}
	put_summary(out, h);
	buf_append_c(out, "</entry>\n");
}

void atom_append_end(struct buf *out)
{
	buf_append_c(out, "</feed>\n");
}
