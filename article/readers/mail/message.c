#include "article/readers/mail/message.h"

#include "article/blocks.h"
#include "article/metadata/byline.h"
#include "article/metadata/date_choice.h"
#include "article/metadata/layout.h"
#include "article/metadata/letterhead.h"
#include "article/metadata/metadata.h"
#include "article/metadata/names.h"
#include "article/readers/container/charset.h"
#include "article/readers/html/page.h"
#include "article/readers/mail/body.h"
#include "article/readers/mail/words.h"
#include "article/words.h"
#include "base/lang.h"
#include "text/date/stated.h"
#include "text/encoding/decode.h"

enum {
	STUB = 3,        /* times less text than the HTML beside it has */
	TITLE_MAX = 200, /* bytes of a line that may be a title */
	FIRST_LINES = 6
};

/* A mail on its way to an article. */
struct work {
	const struct mail_message *mail;
	struct article *a;
	struct buf bytes, converted, plain, html;
	struct mail_body body;
	struct str subject, from, date; /* as people read them */
};

/* ---- Its text ---- */

static bool is_param(GMimePart *part, const char *name, const char *value)
{
	GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(part));
	const char *got = g_mime_content_type_get_parameter(type, name);
	return got && g_ascii_strcasecmp(got, value) == 0;
}

/* The bytes of PART into *BYTES, and into *AS what they are in, if that is known. */
static bool read_bytes(struct work *w, GMimePart *part, struct str *bytes, enum encoding *as)
{
	buf_reset(&w->bytes);
	if (!mail_part_bytes(GMIME_OBJECT(part), &w->bytes))
		return false;
	*bytes = buf_str(&w->bytes);
	*as = w->mail->told;
	if (*as == ENCODING_DETECT)
		*as = charset_tell(mail_charset(part), bytes, &w->converted);
	return true;
}

/* Appends the text of PART, decoded, to OUT. */
static bool read_plain(struct work *w, GMimePart *part, struct buf *out, struct error *err)
{
	struct buf room = BUF_INIT;
	struct decoded d;
	struct str bytes = STR("");
	enum encoding as = ENCODING_DETECT;
	bool ok = read_bytes(w, part, &bytes, &as) || error_set_memory(err);
	ok = ok && decode_text_as(bytes, as, &room, &d, err);
	if (ok) {
		w->a->encoding = d.encoding;
		w->a->encodings |= d.encodings;
		w->a->confidence = d.confidence;
		w->a->repaired += d.repaired;
		if (is_param(part, "format", "flowed"))
			mail_unflow(d.text, is_param(part, "delsp", "yes"), out);
		else
			buf_append(out, d.text);
		ok = !out->failed || error_set_memory(err);
	}
	buf_free(&room);
	return ok;
}

static bool read_html(struct work *w, GMimePart *part, struct buf *out, struct error *err)
{
	struct str bytes;
	enum encoding as;
	return read_bytes(w, part, &bytes, &as) ? html_text_read(w->a, bytes, as, out, err)
						: error_set_memory(err);
}

/* A plain text that only says that there is another, or has but a part of it. */
static bool is_stub(const struct work *w)
{
	return words_count(buf_str(&w->plain)) * STUB < words_count(buf_str(&w->html));
}

/* The text of the mail: the plain one, where it is one. */
static bool read_text(struct work *w, struct str *text, struct error *err)
{
	const struct mail_parts *p = w->mail->parts;
	if (p->plain && !read_plain(w, p->plain, &w->plain, err))
		return false;
	struct error ignored;
	bool html = p->html && read_html(w, p->html, &w->html, p->plain ? &ignored : err);
	if (p->html && !html && !p->plain)
		return false;
	struct buf *chosen = html && (!p->plain || is_stub(w)) ? &w->html : &w->plain;
	for (size_t i = 0; i < p->more_count; i++) {
		GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(p->more[i]));
		bool plain = g_mime_content_type_is_type(type, "text", "plain");
		buf_append_c(chosen, "\n\n");
		if (plain ? !read_plain(w, p->more[i], chosen, err)
			  : chosen == &w->html && !read_html(w, p->more[i], chosen, err))
			return false;
	}
	*text = arena_str(&w->a->memory, buf_str(chosen));
	return (text->ptr && !chosen->failed) || error_set_memory(err);
}

/* ---- Its headers ---- */

/* "Bùi Toàn" of "Bùi Toàn <x@y.vn>"; "" for an address alone. */
static struct str name_of(struct str from)
{
	const char *open = from.len > 0 ? memchr(from.ptr, '<', from.len) : NULL;
	const char *bracket = from.len > 0 ? memchr(from.ptr, '[', from.len) : NULL;
	open = open ? open : bracket;
	struct str name = words_trim(open ? str_make(from.ptr, (size_t)(open - from.ptr)) : from);
	while (name.len > 1 && strchr("\"'*", name.ptr[0]) &&
		strchr("\"'*", name.ptr[name.len - 1]))
		name = words_trim(str_slice(name, 1, name.len - 1));
	return name.len > 0 && !memchr(name.ptr, '@', name.len) ? name : STR("");
}

/* What a header that says no charset is in: most often, what the text says or was. */
static struct str usual_charset(const struct work *w)
{
	const struct mail_parts *p = w->mail->parts;
	enum encoding e = encoding_before(w->a->encoding);
	if (e >= ENCODING_TCVN3 && e <= ENCODING_CP1258)
		return str_from_c(encoding_name(e));
	return p->plain || p->html ? mail_charset(p->plain ? p->plain : p->html) : STR("");
}

static struct str header(struct work *w, const char *name)
{
	struct str raw = mail_header(GMIME_OBJECT(w->mail->message), name);
	return mail_words(&w->a->memory, raw, usual_charset(w));
}

/* Those of the mail that was passed on, where it was; else its own. */
static bool read_headers(struct work *w)
{
	struct str subject = header(w, "Subject"), from = header(w, "From"),
		   date = header(w, "Date");
	if (!subject.ptr || !from.ptr || !date.ptr)
		return false;
	const struct mail_body *b = &w->body;
	w->subject = mail_subject(b->subject.len > 0 ? b->subject : subject);
	w->from = name_of(b->forwarded ? b->from : from);
	w->date = date;
	return true;
}

/* Without the brackets of an id; an empty one names nothing. */
static bool set_id(struct work *w, struct article_problem *p)
{
	struct str id = str_trim(mail_header(GMIME_OBJECT(w->mail->message), "Message-ID"));
	if (str_at(id, 0) == '<' && str_ends_with(id, STR(">")))
		id = str_slice(id, 1, id.len - 1);
	if (w->mail->whole || id.len == 0)
		return true;
	struct str own = mail_words(&w->a->memory, id, STR(""));
	return own.ptr ? article_set_id(w->a, own, p) : error_set_memory(&p->error);
}

/* Of a mail that was passed on its own, else that of the one that did. */
static bool set_date(struct work *w)
{
	enum { FIRST_YEAR = 1980 /* a clock that stood still */ };
	struct date date;
	bool read = w->body.forwarded && date_stated_in(w->body.date, &date, NULL);
	if (!read && (!date_stated_in(w->date, &date, NULL) || date.year < FIRST_YEAR))
		return true;
	return date_set(w->a, (struct date_choice){date, PROVENANCE_GIVEN, CONFIDENCE_HIGH});
}

/* ---- Its title ---- */

static bool same_line(struct str line, struct str subject)
{
	struct word of_line, of_subject;
	size_t at = 0, from = 0;
	for (;;) {
		bool more = words_next(line, &at, &of_line);
		if (more != words_next(subject, &from, &of_subject))
			return false;
		if (!more)
			return true;
		struct spelling a, b;
		spelling_of(of_line.raw, &a);
		spelling_of(of_subject.raw, &b);
		if (!str_eq(str_make(a.folded, a.folded_len), str_make(b.folded, b.folded_len)))
			return false;
	}
}

/* Whether the text has a title of its own: a letterhead above it, the subject once more, or a first
   line in capitals. */
static bool has_title(const struct work *w)
{
	struct letterhead letterhead;
	struct str rest = w->body.text, line;
	if (w->subject.len == 0 || letterhead_read(w->body.text, &letterhead))
		return true;
	bool first = true;
	for (int n = 0; n < FIRST_LINES && words_line(&rest, &line);) {
		line = words_trim(line);
		if (line.len == 0)
			continue;
		n++;
		if (same_line(line, w->subject) ||
			(first && line.len < TITLE_MAX && words_count(line) > 3 &&
				name_is_shouted(line)))
			return true;
		first = false;
	}
	return false;
}

static bool add_subject(struct work *w)
{
	size_t capacity = w->a->block_count;
	struct str title = words_tidy(&w->a->memory, w->subject);
	w->a->title = (struct article_field){title, PROVENANCE_GIVEN};
	w->a->zones[ZONE_TITLE] = PROVENANCE_GIVEN;
	return title.ptr && blocks_add(w->a, &capacity, ZONE_TITLE, title);
}

/* ---- The article ---- */

static bool build(struct work *w, struct str text, struct article_problem *p)
{
	struct error *err = &p->error;
	if (!mail_unquote(&text, &w->a->memory))
		return error_set_memory(err);
	mail_body_find(text, &w->body);
	if (!read_headers(w) || !set_date(w))
		return error_set_memory(err);
	bool titled = has_title(w);
	if (!titled && !add_subject(w))
		return error_set_memory(err);
	struct str known = titled ? str_make(NULL, 0) : w->subject;
	if (!layout_read(w->a, w->body.text, &(struct layout_known){.title = known}, err))
		return false;
	if (w->a->block_count == 0 && w->subject.len > 0 && !add_subject(w))
		return error_set_memory(err);
	if (w->a->block_count == 0)
		return error_set(err, ERROR_INPUT,
			SAY("thư không có chữ nào", "empty: there is no text in the mail"));
	if (!metadata_complete(w->a, w->mail->path, err))
		return false;
	return w->a->author_count > 0 || byline_add_authors(w->a, w->from, PROVENANCE_GIVEN) ||
	       error_set_memory(err);
}

enum article_step mail_message_read(
	const struct mail_message *mail, struct article *a, struct article_problem *p)
{
	struct work w = {.mail = mail, .a = a};
	struct str text;
	bool ok = set_id(&w, p) && read_text(&w, &text, &p->error) && build(&w, text, p);
	a->whole = mail->whole;
	buf_free(&w.bytes);
	buf_free(&w.plain);
	buf_free(&w.html);
	buf_free(&w.converted);
	return ok ? ARTICLE_READ : ARTICLE_SKIPPED;
}

/* Of the page that MAIL holds, as the browser noted it. */
static struct str page_address(const struct mail_message *mail, struct arena *memory)
{
	struct str url = mail_header(GMIME_OBJECT(mail->message), "Snapshot-Content-Location");
	if (str_trim(url).len == 0)
		url = mail_header(GMIME_OBJECT(mail->parts->html), "Content-Location");
	return mail_words(memory, url, STR(""));
}

enum article_step mail_page_read(
	const struct mail_message *mail, struct article *a, struct article_problem *p)
{
	GMimePart *part = mail->parts->html;
	struct buf bytes = BUF_INIT, converted = BUF_INIT;
	enum article_step step = ARTICLE_SKIPPED;
	if (!part) {
		error_set(&p->error, ERROR_INPUT,
			SAY("trang đã lưu (MHT) không có phần HTML nào",
				"a saved page (MHT) without HTML in it"));
		return ARTICLE_FOREIGN;
	}
	struct str url = page_address(mail, &a->memory);
	if (url.ptr && mail_part_bytes(GMIME_OBJECT(part), &bytes)) {
		struct html_page page = {.bytes = buf_str(&bytes),
			.told = mail->told,
			.path = mail->path,
			.url = url};
		if (page.told == ENCODING_DETECT)
			page.told = charset_tell(mail_charset(part), &page.bytes, &converted);
		step = html_page_read(&page, a, p);
	} else {
		error_set_memory(&p->error);
	}
	buf_free(&bytes);
	buf_free(&converted);
	return step;
}
