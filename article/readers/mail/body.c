#include "article/readers/mail/body.h"

#include "article/metadata/phrase.h"

enum {
	ABOVE_MAX = 400,     /* bytes above a mail that was passed on, of who did it */
	HEADERS_MAX = 12,    /* lines of such a mail's headers */
	LINE_MAX = 160,      /* bytes of a line that is no paragraph */
	SIGNATURE_LINES = 14 /* below "Trân trọng" */
};

/* ---- Flowed lines ---- */

static size_t quote_depth(struct str line)
{
	size_t depth = 0;
	while (depth < line.len && line.ptr[depth] == '>')
		depth++;
	return depth;
}

bool mail_unflow(struct str text, bool delsp, struct buf *out)
{
	struct str line;
	size_t before = 0;
	bool open = false;
	while (words_line(&text, &line)) {
		size_t depth = quote_depth(line);
		struct str inner = str_slice(line, depth, line.len);
		if (str_at(inner, 0) == ' ')
			inner = str_slice(inner, 1, inner.len); /* stuffed */
		bool joined = open && depth == before;
		if (!joined && out->len > 0)
			buf_push(out, '\n');
		if (!joined)
			buf_append(out, str_slice(line, 0, depth));
		open = str_ends_with(inner, STR(" ")) && !str_eq(inner, STR("-- "));
		if (open && delsp)
			inner.len--;
		buf_append(out, inner);
		before = depth;
	}
	return !out->failed;
}

/* ---- Mails that were passed on ---- */

/* Whether LINE, between signs, says that another mail follows. */
static bool divides(struct str line)
{
	static const char *const words[] = {"forwarded message", "original message",
		"thư đã chuyển tiếp", "thư chuyển tiếp", "tin nhắn đã chuyển tiếp",
		"chuyển tiếp thư", "thư gốc", "begin forwarded message", "chuyển tiếp",
		"thông báo chuyển tiếp", "tin nhắn chuyển tiếp", "nội dung thư chuyển tiếp",
		"bắt đầu thư được chuyển tiếp", "forwarded by"};
	struct phrase p;
	bool set_off = str_starts_with(line, STR("--")) || str_starts_with(line, STR("__")) ||
		       str_starts_with(line, STR("==")) || str_starts_with(line, STR("**")) ||
		       str_ends_with(line, STR(":"));
	if (!set_off || line.len > LINE_MAX)
		return false;
	phrase_read(line, 0, &p);
	return PHRASE_BEGINS(&p, words) > 0;
}

/* LINE without up to DEPTH signs of quotes and a space behind each. */
static struct str unquoted(struct str line, size_t depth)
{
	for (; depth > 0 && str_at(line, 0) == '>'; depth--) {
		line = str_slice(line, 1, line.len);
		if (str_at(line, 0) == ' ')
			line = str_slice(line, 1, line.len);
	}
	return line;
}

/* How deep the line is quoted that says that another mail follows, *BELOW what stands below it;
   0: none is. */
static size_t quoted_below(struct str text, struct str *below)
{
	struct str line;
	while (words_line(&text, &line)) {
		size_t depth = 0;
		struct str inner = line;
		for (; str_at(inner, 0) == '>'; depth++)
			inner = unquoted(inner, 1);
		*below = text;
		if (depth > 0 && divides(words_trim(inner)))
			return depth;
	}
	return 0;
}

bool mail_unquote(struct str *text, struct arena *memory)
{
	struct str below, line;
	size_t depth = quoted_below(*text, &below);
	if (depth == 0)
		return true;
	struct buf out = BUF_INIT;
	struct str above = *text;
	above.len = (size_t)(below.ptr - text->ptr);
	for (struct str rest = above; words_line(&rest, &line);) {
		bool last = rest.len == 0; /* that says so */
		buf_append(&out, last ? unquoted(line, depth) : line);
		buf_push(&out, '\n');
	}
	while (words_line(&below, &line)) {
		buf_append(&out, unquoted(line, depth));
		buf_push(&out, '\n');
	}
	*text = out.failed ? str_make(NULL, 0) : arena_str(memory, buf_str(&out));
	buf_free(&out);
	return text->ptr != NULL;
}

enum header { HEADER_NONE, HEADER_FROM, HEADER_DATE, HEADER_SUBJECT, HEADER_OTHER };

/* "Từ: …", "*Subject:* …" */
static enum header header_of(struct str line, struct str *value)
{
	static const struct {
		enum header header;
		const char *name;
	} names[] = {{HEADER_FROM, "from"}, {HEADER_FROM, "từ"}, {HEADER_FROM, "người gửi"},
		{HEADER_DATE, "date"}, {HEADER_DATE, "ngày"}, {HEADER_DATE, "sent"},
		{HEADER_DATE, "đã gửi"}, {HEADER_DATE, "gửi"}, {HEADER_DATE, "date sent"},
		{HEADER_DATE, "vào ngày"}, {HEADER_DATE, "ngày gửi"}, {HEADER_SUBJECT, "subject"},
		{HEADER_SUBJECT, "tiêu đề"}, {HEADER_SUBJECT, "chủ đề"}, {HEADER_SUBJECT, "v v"},
		{HEADER_OTHER, "to"}, {HEADER_OTHER, "cc"}, {HEADER_OTHER, "đến"},
		{HEADER_OTHER, "tới"}, {HEADER_OTHER, "bcc"}, {HEADER_OTHER, "reply to"},
		{HEADER_OTHER, "attachments"}, {HEADER_OTHER, "importance"},
		{HEADER_OTHER, "người nhận"}, {HEADER_OTHER, "đồng gửi"}};
	struct phrase p;
	const char *colon = line.len > 0 ? memchr(line.ptr, ':', line.len) : NULL;
	size_t at = colon ? (size_t)(colon - line.ptr) : line.len;
	if (at == line.len || at > 32)
		return HEADER_NONE;
	phrase_read(str_slice(line, 0, at), 0, &p);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *const one[] = {names[i].name};
		if (!PHRASE_IS(&p, one))
			continue;
		struct str rest = str_slice(line, at + 1, line.len);
		while (rest.len > 0 && (rest.ptr[0] == '*' || rest.ptr[0] == ' '))
			rest = str_slice(rest, 1, rest.len);
		*value = words_trim(rest);
		return names[i].header;
	}
	return HEADER_NONE;
}

/* The headers that TEXT begins with; what is behind them into *REST. Two must be known. */
static bool read_headers(struct str text, struct mail_body *out, struct str *rest)
{
	struct str line, value, left = text;
	int known = 0;
	bool from = false;
	*rest = text;
	for (int lines = 0; lines < HEADERS_MAX && words_line(&left, &line); lines++) {
		enum header h = header_of(words_trim(line), &value);
		if (words_trim(line).len == 0) {
			if (known > 0)
				break;
			continue;
		}
		if (h == HEADER_NONE && known == 0)
			return false;
		known += h != HEADER_NONE;
		from |= h == HEADER_FROM;
		if (h == HEADER_FROM)
			out->from = value;
		else if (h == HEADER_DATE)
			out->date = value;
		else if (h == HEADER_SUBJECT)
			out->subject = value;
		*rest = left;
	}
	return from && known >= 2;
}

/* The mail that was passed on in TEXT; *ABOVE is what stands above it. */
static bool find_forwarded(struct str text, struct mail_body *out, struct str *above)
{
	struct str rest = text, line;
	while (words_line(&rest, &line)) {
		struct str trimmed = words_trim(line), inner;
		struct mail_body found = *out;
		bool divided = divides(trimmed);
		struct str from =
			divided ? rest
				: str_make(line.ptr, (size_t)(text.ptr + text.len - line.ptr));
		struct str value;
		if (!divided && header_of(trimmed, &value) != HEADER_FROM)
			continue;
		if (!read_headers(from, &found, &inner))
			continue;
		*above = str_make(text.ptr, (size_t)(line.ptr - text.ptr));
		*out = found;
		out->text = inner;
		out->forwarded = true;
		return true;
	}
	return false;
}

/* ---- What stands around ---- */

/* "Vào 10:20 Thứ 3, 27 thg 3, 2018, … đã viết:", "On …, … wrote:" */
static bool begins_quote(struct str line)
{
	return (str_ends_with(line, STR(" đã viết:")) || str_ends_with(line, STR(" wrote:")) ||
		       str_ends_with(line, STR(" viết:"))) &&
	       line.len < 2 * LINE_MAX;
}

static bool is_quoted(struct str line)
{
	return str_at(line, 0) == '>';
}

enum { SOME_WORDS = 3 /* of a text, more than a greeting */ };

/* TEXT up to where an answer quotes what it answers. */
static struct str without_quote(struct str text)
{
	struct str rest = text, line;
	size_t words = 0;
	while (words_line(&rest, &line)) {
		if (words > SOME_WORDS && (begins_quote(words_trim(line)) || is_quoted(line)))
			return str_make(text.ptr, (size_t)(line.ptr - text.ptr));
		words += words_count(line);
	}
	return text;
}

static bool is_greeting(struct str line)
{
	static const char *const words[] = {"kính gửi", "kính chào", "kính thưa", "chào",
		"xin chào", "thân gửi", "thưa", "dear", "hi", "hello", "thân chào", "gửi các",
		"gửi anh", "gửi chị", "kính chuyển", "em gửi", "gửi tòa soạn", "gửi quý"};
	struct phrase p;
	if (line.len > LINE_MAX)
		return false;
	phrase_read(line, 0, &p);
	return PHRASE_BEGINS(&p, words) > 0;
}

/* TEXT behind lines that greet who gets it. */
static struct str behind_greeting(struct str text)
{
	struct str rest = text, line;
	while (words_line(&rest, &line)) {
		if (words_trim(line).len > 0 && !is_greeting(words_trim(line)))
			return str_make(line.ptr, (size_t)(text.ptr + text.len - line.ptr));
	}
	return text;
}

static bool is_notice(struct str line)
{
	static const char *const words[] = {"lưu ý thư này", "thư này và", "email này và",
		"thông tin trong thư", "thông tin trong email", "nội dung email này",
		"thư điện tử này", "email này có thể chứa", "this email", "this e mail",
		"this message", "the information contained", "confidentiality notice", "disclaimer",
		"bạn nhận được thư này", "bạn nhận được email này", "you received this message",
		"để hủy đăng ký", "to unsubscribe", "unsubscribe",
		"please consider the environment", "hãy nghĩ đến môi trường", "sent from my",
		"gửi từ iphone", "đã gửi từ", "gửi từ", "được gửi từ", "virus free", "avast",
		"scanned by"};
	struct phrase p;
	phrase_read(line, 0, &p);
	return PHRASE_BEGINS(&p, words) > 0;
}

static bool is_courtesy(struct str line)
{
	static const char *const words[] = {"trân trọng", "trân trọng cảm ơn",
		"trân trọng kính chào", "kính thư", "thân ái", "thân mến", "xin cảm ơn", "cảm ơn",
		"best regards", "regards", "thanks", "thanks and regards", "kind regards",
		"xin trân trọng cảm ơn", "kính chào", "kính"};
	struct phrase p;
	if (line.len > 64)
		return false;
	phrase_read(line, 0, &p);
	return PHRASE_IS(&p, words);
}

/* Whether what follows is but a few short lines. */
static bool is_short(struct str rest)
{
	enum { LINES = 64 };
	struct str line;
	size_t lines = 0;
	for (int n = 0; words_line(&rest, &line); n++) {
		size_t len = words_trim(line).len;
		lines += len > 0;
		if (n == LINES || lines > SIGNATURE_LINES ||
			(len > LINE_MAX && !is_notice(words_trim(line))))
			return false;
	}
	return true;
}

static bool ends_text(struct str line)
{
	struct str trimmed = words_trim(line);
	bool dashes = str_eq(line, STR("-- ")) || str_eq(line, STR("--"));
	bool rule = trimmed.len >= 5 && str_starts_with(trimmed, STR("_____"));
	return dashes || rule || is_courtesy(trimmed) || is_notice(trimmed);
}

/* TEXT up to a signature: behind "-- ", from "Trân trọng" on; or to notices of lawyers and
 * programs. */
static struct str without_signature(struct str text)
{
	struct str rest = text, line;
	size_t words = 0;
	while (words_line(&rest, &line)) {
		if (words > SOME_WORDS && words_trim(line).len > 0 && ends_text(line) &&
			is_short(rest))
			return str_make(text.ptr, (size_t)(line.ptr - text.ptr));
		words += words_count(line);
	}
	return text;
}

void mail_body_find(struct str text, struct mail_body *out)
{
	struct str above;
	*out = (struct mail_body){text, STR(""), STR(""), STR(""), false};
	/* what was passed on may have been before */
	for (int times = 0; times < 4; times++) {
		struct mail_body inner = *out;
		if (!find_forwarded(out->text, &inner, &above))
			break;
		if (words_trim(without_signature(behind_greeting(above))).len > ABOVE_MAX) {
			out->text = above;
			break;
		}
		*out = inner;
	}
	out->text = without_signature(behind_greeting(without_quote(out->text)));
}

/* ---- Subjects ---- */

static bool is_empty_subject(struct str subject)
{
	static const char *const words[] = {"thông cáo báo chí", "tcbc", "thông tin báo chí",
		"gửi bài", "bài viết", "tin bài", "bài cộng tác", "tin", "bài", "gửi tin",
		"gửi tin bài", "tin và ảnh", "no subject", "không có tiêu đề", "không có chủ đề",
		"none", "press release", "tin gửi báo", "gửi tòa soạn", "kính gửi",
		"kính gửi quý báo", "tin ảnh", "bài và ảnh", "thư mời", "untitled", "news",
		"không tiêu đề"};
	struct phrase p;
	phrase_read(subject, 0, &p);
	return p.count == 0 || PHRASE_IS(&p, words);
}

struct str mail_subject(struct str subject)
{
	static const char *const signs[] = {"re", "fw", "fwd", "tr", "trả lời", "chuyển tiếp", "ct",
		"aw", "wg", "tcbc", "thông cáo báo chí", "thông tin báo chí", "press release"};
	struct phrase p;
	for (;;) {
		subject = words_trim(subject);
		const char *close =
			str_at(subject, 0) == '[' ? memchr(subject.ptr, ']', subject.len) : NULL;
		if (close && close + 1 < subject.ptr + subject.len) {
			subject = str_make(
				close + 1, (size_t)(subject.ptr + subject.len - close - 1));
			continue;
		}
		phrase_read(subject, 0, &p);
		size_t words = PHRASE_BEGINS(&p, signs);
		size_t end = words > 0 ? p.ends[words - 1] : 0;
		if (words == 0 || str_at(subject, end) != ':')
			break;
		subject = str_slice(subject, end + 1, subject.len);
	}
	return is_empty_subject(subject) ? STR("") : subject;
}
