#include "article/readers/sniff.h"

#include "article/readers/kinds.h"
#include "article/words.h"
#include "base/ascii.h"

#include <strings.h>
#include <unistd.h>

enum {
	LOOKED_AT = 8 * 1024,
	PDF_WITHIN = 1024, /* its header */
	TAR_MAGIC = 257,
	MAIL_LINES = 60, /* of headers, that are looked through */
	MAIL_MIN = 3     /* headers that only mail has, or that all mail has */
};

static bool has_at(struct str s, size_t at, struct str what)
{
	return s.len >= at && str_starts_with(str_slice(s, at, s.len), what);
}

static bool begins(struct str s, const char *word)
{
	size_t len = strlen(word);
	return s.len >= len && strncasecmp(s.ptr, word, len) == 0;
}

static bool begins_any(struct str s, const char *const *words)
{
	while (*words && !begins(s, *words))
		words++;
	return *words != NULL;
}

/* ---- Markup ---- */

/* Moves S behind TO; to its end where that is not there. */
static void pass(struct str *s, struct str to)
{
	size_t at = str_find(*s, to, 0);
	*s = str_slice(*s, at < s->len ? at + to.len : s->len, s->len);
}

/* Behind what stands before the root element: declarations, comments. */
static struct str find_root(struct str s, bool *doctype_html)
{
	*doctype_html = false;
	for (;;) {
		s = words_trim(s);
		if (begins(s, "<!--")) {
			pass(&s, STR("-->"));
		} else if (begins(s, "<?")) {
			pass(&s, STR("?>"));
		} else if (begins(s, "<!doctype")) {
			*doctype_html |= begins(words_trim(str_slice(s, 9, s.len)), "html");
			if (str_find(s, STR("["), 0) < str_find(s, STR(">"), 0))
				pass(&s, STR("]")); /* what it declares */
			pass(&s, STR(">"));
		} else {
			return s;
		}
	}
}

static enum article_kind sniff_markup(struct str s)
{
	static const char *const feeds[] = {"<rss", "<feed", "<rdf:rdf", "<atom:feed", NULL};
	static const char *const pages[] = {"<html", "<head", "<body", NULL};
	bool doctype;
	struct str root = find_root(s, &doctype);
	if (begins_any(root, feeds))
		return ARTICLE_FEED;
	return doctype || begins_any(root, pages) ? ARTICLE_HTML : ARTICLE_UNKNOWN;
}

/* ---- Mail ---- */

static bool take_line(struct str *rest, struct str *line)
{
	if (rest->len == 0)
		return false;
	str_split(rest, '\n', line);
	if (line->len > 0 && line->ptr[line->len - 1] == '\r')
		line->len--;
	return true;
}

/* How far LINE is a header: 0 where it is none. */
static size_t header_name(struct str line)
{
	size_t i = 0;
	while (i < line.len && line.ptr[i] > ' ' && line.ptr[i] < 0x7F && line.ptr[i] != ':')
		i++;
	return i < line.len && line.ptr[i] == ':' ? i : 0;
}

/* Headers of mail above a text; *SAVED: it is a page that was saved so. */
static unsigned count_headers(struct str s, bool *saved)
{
	static const char *const mail[] = {"from:", "to:", "subject:", "date:", "received:",
		"return-path:", "message-id:", "mime-version:", "delivered-to:", "reply-to:",
		"content-type:", "content-transfer-encoding:", "x-mailer:", NULL};
	struct str line;
	unsigned count = 0;
	*saved = false;
	for (unsigned i = 0; i < MAIL_LINES && take_line(&s, &line) && line.len > 0; i++) {
		bool folded = *line.ptr == ' ' || *line.ptr == '\t';
		if (!folded && header_name(line) == 0)
			break;
		count += begins_any(line, mail);
		*saved |= begins(line, "snapshot-content-location:") ||
			  begins(line, "from: <saved by") || begins(line, "from: \"saved by") ||
			  begins(line, "content-type: multipart/related");
	}
	return count;
}

/* That other headers were put before a text in the like manner, "Title: …", is no mail: one must
   be there that nobody writes by hand. */
static bool has_technical_header(struct str s)
{
	static const char *const technical[] = {"received:", "message-id:", "mime-version:",
		"return-path:", "delivered-to:", "content-transfer-encoding:", NULL};
	struct str line;
	for (unsigned i = 0; i < MAIL_LINES && take_line(&s, &line) && line.len > 0; i++) {
		if (begins_any(line, technical))
			return true;
	}
	return false;
}

static enum article_kind sniff_mail(struct str s, enum article_kind named)
{
	bool saved;
	struct str rest = s, line;
	if (begins(s, "from ") && take_line(&rest, &line)) {
		struct str below = rest;
		return take_line(&below, &line) && header_name(line) > 0 ? ARTICLE_MBOX
									 : ARTICLE_UNKNOWN;
	}
	unsigned headers = count_headers(s, &saved);
	if (named == ARTICLE_MHT || (saved && named != ARTICLE_MAIL && headers > 0))
		return headers > 0 && has_technical_header(s) ? ARTICLE_MHT : ARTICLE_UNKNOWN;
	if (named == ARTICLE_MAIL)
		return headers > 0 ? ARTICLE_MAIL : ARTICLE_UNKNOWN;
	return headers >= MAIL_MIN && has_technical_header(s) ? ARTICLE_MAIL : ARTICLE_UNKNOWN;
}

/* ---- Text ---- */

/* A table that Excel gets for its own: lines with tabs between cells. */
static bool is_table(struct str s)
{
	struct str line;
	size_t lines = 0, tabs = 0;
	for (; lines < 4 && take_line(&s, &line); lines++) {
		if (line.len > 0 && !memchr(line.ptr, '\t', line.len))
			return false;
		tabs += line.len > 0;
	}
	return tabs >= 2;
}

/* Bytes that no text has. */
static bool is_binary(struct str s)
{
	static const char text[] = "\t\n\v\f\r\x1a\x1b";
	size_t odd = 0;
	for (size_t i = 0; i < s.len; i++)
		odd += (unsigned char)s.ptr[i] < ' ' &&
		       (s.ptr[i] == '\0' || !strchr(text, s.ptr[i]));
	return odd * 100 > s.len;
}

/* What an office program was told to save as, whatever it calls the file. */
static enum article_kind plain_of(struct str s, enum article_kind named)
{
	switch (named) {
	case ARTICLE_XLS:
	case ARTICLE_XLSX:
		return is_table(s) ? ARTICLE_TSV : named;
	case ARTICLE_DOC:
	case ARTICLE_DOCX:
	case ARTICLE_RTF:
	case ARTICLE_MHT:
	case ARTICLE_MAIL:
		return s.len > 0 && !is_binary(s) ? ARTICLE_TEXT : named;
	case ARTICLE_FEED: /* any XML */
		return ARTICLE_UNKNOWN;
	default:
		return named;
	}
}

/* What is marked up for itself is no page. */
static bool may_have_pages(enum article_kind named)
{
	return named != ARTICLE_JSON && named != ARTICLE_CSV && named != ARTICLE_TSV;
}

enum article_kind sniff_text(struct str beginning, enum article_kind named)
{
	struct str s = words_trim(beginning);
	if (begins(s, "{\\rtf"))
		return ARTICLE_RTF;
	enum article_kind kind = ARTICLE_UNKNOWN;
	if (str_at(s, 0) == '<' && may_have_pages(named))
		kind = sniff_markup(s);
	if (kind == ARTICLE_UNKNOWN && may_have_pages(named))
		kind = sniff_mail(s, named);
	return kind;
}

/* Of UTF-16, the bytes that are ASCII; else as it is. Markup and headers are. */
static struct str narrow(struct str s, char *room)
{
	bool little = has_at(s, 0, STR("\xFF\xFE")), big = has_at(s, 0, STR("\xFE\xFF"));
	size_t len = 0;
	if (has_at(s, 0, STR("\xEF\xBB\xBF")))
		return str_slice(s, 3, s.len);
	if (!little && !big)
		return s;
	for (size_t i = 2; i + 1 < s.len; i += 2)
		room[len++] = s.ptr[i + big] ? s.ptr[i + big] : ' ';
	return str_make(room, len);
}

/* ---- Packs ---- */

static bool is_pack(struct str s)
{
	static const struct {
		size_t at;
		struct str magic;
	} packs[] = {
		{0, {"7z\xBC\xAF\x27\x1C", 6}},
		{0, {"Rar!\x1A\x07", 6}},
		{0, {"BZh", 3}},
		{TAR_MAGIC, {"ustar", 5}},
	};
	for (size_t i = 0; i < sizeof packs / sizeof *packs; i++) {
		if (has_at(s, packs[i].at, packs[i].magic))
			return true;
	}
	return false;
}

static bool is_zip(struct str s)
{
	return has_at(s, 0, STR("PK\3\4")) || has_at(s, 0, STR("PK\5\6"));
}

/* Some writers put a line or two before it. */
static bool is_pdf(struct str s)
{
	struct str beginning = str_slice(s, 0, s.len < PDF_WITHIN ? s.len : PDF_WITHIN);
	return str_find(beginning, STR("%PDF-"), 0) < beginning.len;
}

/* What is a zip file itself: cut short, it tells no more. */
static bool is_zipped(enum article_kind named)
{
	return named == ARTICLE_DOCX || named == ARTICLE_ODT || named == ARTICLE_XLSX ||
	       named == ARTICLE_PPTX;
}

static enum article_kind sniff_bytes(int fd, struct str s, enum article_kind named)
{
	char room[LOOKED_AT / 2];
	if (is_zip(s)) {
		enum article_kind kind = sniff_zip(fd);
		return kind == ARTICLE_PACK && is_zipped(named) ? named : kind;
	}
	if (sniff_is_ole(s)) {
		enum article_kind kind = sniff_ole(fd, s, named);
		return kind == ARTICLE_UNKNOWN ? named : kind;
	}
	if (is_pack(s))
		return ARTICLE_PACK;
	if (str_starts_with(s, STR("WARC/1.")))
		return ARTICLE_WARC;
	if (is_pdf(s))
		return ARTICLE_PDF;
	s = narrow(s, room);
	enum article_kind kind = sniff_text(s, named);
	return kind != ARTICLE_UNKNOWN ? kind : plain_of(s, named);
}

enum article_kind article_sniff(int fd, enum article_kind named)
{
	char bytes[LOOKED_AT];
	ssize_t got = pread(fd, bytes, sizeof bytes, 0);
	return got > 0 ? sniff_bytes(fd, str_make(bytes, (size_t)got), named) : named;
}

/* What is packed is looked at once it is unpacked. A text that turns out to be what has no reader
   says so itself (disguise.h). */
struct article_format article_format_at(int fd, const char *name)
{
	struct article_format format = article_format_of(name);
	if (format.packing != PACKING_NONE)
		return format;
	enum article_kind kind = article_sniff(fd, format.kind);
	/* What is named for no pack may be a program's own, as .jar and .apk are. */
	if (kind == ARTICLE_PACK && format.kind == ARTICLE_UNKNOWN)
		return format;
	if (kind == ARTICLE_UNKNOWN || article_kind_is_read(kind) ||
		!article_kind_is_read(format.kind))
		format.kind = kind;
	return format;
}
