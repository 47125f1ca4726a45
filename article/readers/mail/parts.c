#include "article/readers/mail/parts.h"

#include "article/readers/mail/parameter.h"
#include "base/ascii.h"

#include <strings.h>

struct walk {
	struct mail_parts *out;
	struct arena *memory;
	bool failed;
};

struct str mail_header(GMimeObject *object, const char *name)
{
	GMimeHeaderList *all = g_mime_object_get_header_list(object);
	GMimeHeader *header = g_mime_header_list_get_header(all, name);
	const char *value = header ? g_mime_header_get_raw_value(header) : NULL;
	return value ? str_from_c(value) : STR("");
}

struct str mail_charset(GMimePart *part)
{
	GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(part));
	const char *charset = g_mime_content_type_get_parameter(type, "charset");
	return str_from_c(charset ? charset : "");
}

bool mail_is_bounded(struct str mail)
{
	size_t count = 0, bytes = 0;
	bool header = true;
	while (mail.len > 0 && count <= PARTS_HEADERS && bytes <= PARTS_HEADER_BYTES) {
		const char *end = memchr(mail.ptr, '\n', mail.len);
		size_t len = end ? (size_t)(end + 1 - mail.ptr) : mail.len;
		struct str line = str_slice(mail, 0, len);
		header = str_starts_with(line, STR("--")) || (header && str_trim(line).len > 0);
		count += header;
		bytes += header ? len : 0;
		mail = str_slice(mail, len, mail.len);
	}
	return count <= PARTS_HEADERS && bytes <= PARTS_HEADER_BYTES;
}

/* ---- Attachments ---- */

/* NAME without what is before its last slash, with what no file's name has as _. */
static struct str plain_name(struct walk *w, struct str name)
{
	name = str_after_last(str_after_last(str_trim(name), '/'), '\\');
	char *out = arena_alloc(w->memory, name.len + 1);
	for (size_t i = 0; out && i < name.len; i++)
		out[i] = (unsigned char)name.ptr[i] < ' ' ? '_' : name.ptr[i];
	w->failed |= !out;
	return out ? str_make(out, name.len) : STR("");
}

static bool is_taken(const struct mail_parts *p, struct str name)
{
	for (size_t i = 0; i < p->attachment_count; i++) {
		if (str_eq(p->attachments[i].name, name))
			return true;
	}
	return false;
}

/* "2-bao-cao.pdf" for the second attachment, where another is called so. */
static struct str own_name(struct walk *w, struct str name, const char *ending)
{
	struct buf numbered = BUF_INIT;
	size_t number = w->out->attachment_count + 1;
	if (name.len > 0 && !is_taken(w->out, name))
		return name;
	if (name.len > 0)
		buf_printf(&numbered, "%zu-%.*s", number, STR_ARG(name));
	else
		buf_printf(&numbered, "%zu%s", number, ending);
	struct str out =
		numbered.failed ? str_make(NULL, 0) : arena_str(w->memory, buf_str(&numbered));
	buf_free(&numbered);
	w->failed |= !out.ptr;
	return out.ptr ? out : STR("");
}

static void attach(struct walk *w, GMimeObject *object, struct str name, const char *ending)
{
	struct mail_parts *p = w->out;
	if (p->attachment_count == PARTS_MAX) {
		p->left_out++;
		return;
	}
	name = own_name(w, plain_name(w, name), ending);
	p->attachments[p->attachment_count++] = (struct mail_attachment){object, name};
}

/* What nobody attaches to be read. */
static bool is_decoration(GMimeContentType *type)
{
	static const char *const kinds[][2] = {{"image", "*"}, {"audio", "*"}, {"video", "*"},
		{"application", "pgp-signature"}, {"application", "pkcs7-signature"},
		{"application", "x-pkcs7-signature"}, {"text", "calendar"}, {"text", "x-vcard"},
		{"text", "vcard"}, {"application", "ics"}};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (g_mime_content_type_is_type(type, kinds[i][0], kinds[i][1]))
			return true;
	}
	return false;
}

/* ---- Texts ---- */

static bool is_attached(GMimeObject *object)
{
	GMimeContentDisposition *d = g_mime_object_get_content_disposition(object);
	return d && g_mime_content_disposition_is_attachment(d);
}

static void take_text(struct walk *w, GMimePart *part, bool html)
{
	GMimePart **held = html ? &w->out->html : &w->out->plain;
	if (!*held)
		*held = part;
	else if (w->out->more_count < PARTS_MAX)
		w->out->more[w->out->more_count++] = part;
}

/* What PART is called: gmime would ask for tables of charsets that a confined process can't open.
 */
static struct str filename(struct walk *w, GMimePart *part)
{
	static const char *const places[][2] = {
		{"Content-Disposition", "filename"}, {"Content-Type", "name"}};
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct str value = mail_header(GMIME_OBJECT(part), places[i][0]);
		struct str name =
			mail_parameter(w->memory, value, places[i][1], mail_charset(part));
		w->failed |= !name.ptr;
		if (name.len > 0)
			return name;
	}
	return STR("");
}

static void take_part(struct walk *w, GMimePart *part)
{
	GMimeObject *object = GMIME_OBJECT(part);
	GMimeContentType *type = g_mime_object_get_content_type(object);
	struct str name = filename(w, part);
	bool html = g_mime_content_type_is_type(type, "text", "html");
	bool plain = g_mime_content_type_is_type(type, "text", "plain");
	if ((plain || html) && !is_attached(object) && (name.len == 0 || html))
		take_text(w, part, html);
	else if (!is_decoration(type) && (name.len > 0 || is_attached(object)))
		attach(w, object, name, html ? ".html" : plain ? ".txt" : "");
}

/* Goes through the parts in their order, those of PARTS_DEPTH levels: bounded. */
static void walk_part(struct walk *w, GMimeObject *object, int levels)
{
	if (levels == 0 || w->failed)
		return;
	if (GMIME_IS_MULTIPART(object)) {
		GMimeMultipart *all = GMIME_MULTIPART(object);
		int count = g_mime_multipart_get_count(all);
		for (int i = 0; i < count && i < PARTS_MAX; i++)
			walk_part(w, g_mime_multipart_get_part(all, i), levels - 1);
	} else if (GMIME_IS_MESSAGE_PART(object)) {
		attach(w, object, STR(""), ".eml");
	} else if (GMIME_IS_PART(object)) {
		take_part(w, GMIME_PART(object));
	}
}

bool mail_parts_find(struct mail_parts *out, struct arena *memory, GMimeMessage *message)
{
	struct walk w = {.out = out, .memory = memory};
	*out = (struct mail_parts){0};
	GMimeObject *all = g_mime_message_get_mime_part(message);
	if (all)
		walk_part(&w, all, PARTS_DEPTH);
	return !w.failed;
}

/* ---- Bytes ---- */

bool mail_part_bytes(GMimeObject *part, struct buf *out)
{
	GMimeStream *stream = g_mime_stream_mem_new();
	if (GMIME_IS_MESSAGE_PART(part)) {
		GMimeMessage *message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));
		if (message)
			g_mime_object_write_to_stream(GMIME_OBJECT(message), NULL, stream);
	} else if (GMIME_IS_PART(part)) {
		GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(part));
		if (content)
			g_mime_data_wrapper_write_to_stream(content, stream);
	}
	GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	bool ok = buf_append(out, str_make((const char *)bytes->data, bytes->len));
	g_object_unref(stream);
	return ok;
}
