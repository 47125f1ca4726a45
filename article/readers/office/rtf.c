#include "article/readers/office/rtf.h"

#include "article/readers/container/codepage.h"
#include "article/readers/office/rtf_tables.h"
#include "base/ascii.h"
#include "base/lang.h"
#include "text/syllable/script.h"

#include <stdlib.h>

enum {
	DEPTH_MAX = 1000, /* of groups */
	WORD_MAX = 32,    /* letters of a control word */
	HIGH_SURROGATE = 0xD800,
	LOW_SURROGATE = 0xDC00
};

struct rtf {
	struct str rest;
	struct flow *flow;
	struct rtf_fonts fonts;
	struct rtf_state *states; /* DEPTH_MAX */
	size_t depth;             /* of the state that holds */
	bool starred;             /* \* stands before */
	int page;                 /* of the document's bytes */
	uint16_t default_font;
	uint16_t skip;        /* fallbacks still to come */
	int32_t high;         /* the first half of a pair of surrogates; 0 */
	struct buf run, utf8; /* bytes as they stand in the file, not yet converted; and so */
};

static struct rtf_state *state(const struct rtf *r)
{
	return &r->states[r->depth];
}

/* ---- Text ---- */

static struct rtf_font font_of(const struct rtf *r)
{
	struct rtf_font font = r->fonts.list[state(r)->font];
	if (!font.known)
		font.page = (uint16_t)r->page;
	return font;
}

static bool is_shown(const struct rtf_state *s)
{
	return (s->destination == RTF_TEXT || s->destination == RTF_NUMBER) && !s->hidden &&
	       !s->deleted;
}

/* Where text of the destination goes that is no text of the document; NULL: nowhere. */
static struct buf *property(struct rtf *r)
{
	switch (state(r)->destination) {
	case RTF_TITLE:
		return &r->flow->properties[FLOW_TITLE];
	case RTF_AUTHOR:
		return &r->flow->properties[FLOW_AUTHOR];
	default:
		return NULL;
	}
}

/* Bytes of a font that is an encoding stay what they are until its runs are together. */
static void show_run(struct rtf *r, struct str bytes)
{
	struct rtf_font font = font_of(r);
	bool own = font.font.encoding != ENCODING_UTF8;
	if (!own && font.page == CODEPAGE_SYMBOLS)
		return;
	if (!own && font.page == CODEPAGE_VIETNAMESE)
		font.font.encoding = ENCODING_CP1258;
	buf_reset(&r->utf8);
	if (ascii_is_all(bytes))
		flow_text(r->flow, font.font, bytes);
	else if (font.font.encoding != ENCODING_UTF8)
		codepage_append_latin(bytes, &r->utf8);
	else
		codepage_append(font.page, bytes, &r->utf8);
	flow_text(r->flow, font.font, buf_str(&r->utf8));
}

static void end_run(struct rtf *r)
{
	struct str bytes = buf_str(&r->run);
	struct buf *to = property(r);
	if (bytes.len > 0 && is_shown(state(r)))
		show_run(r, bytes);
	else if (bytes.len > 0 && to)
		codepage_append(r->page, bytes, to);
	buf_reset(&r->run);
}

static void add_bytes(struct rtf *r, struct str bytes)
{
	size_t skipped = r->skip < bytes.len ? r->skip : bytes.len;
	r->skip = (uint16_t)(r->skip - skipped);
	bytes = str_slice(bytes, skipped, bytes.len);
	if (state(r)->destination == RTF_FONTS)
		rtf_fonts_add(&r->fonts, bytes, r->page);
	else if (is_shown(state(r)) || property(r))
		buf_append(&r->run, bytes);
}

static void add_char(struct rtf *r, int32_t cp)
{
	struct buf *to = property(r);
	char utf8[4];
	end_run(r);
	if (r->skip > 0) {
		r->skip--;
		return;
	}
	if (is_shown(state(r)))
		flow_char(r->flow, font_of(r).font, cp);
	else if (to)
		buf_append(to, str_make(utf8, script_write(cp, utf8)));
}

/* A unit of UTF-16, which may be written as a negative number. */
static void add_unit(struct rtf *r, int32_t unit)
{
	unit &= 0xFFFF;
	int32_t high = r->high;
	r->high = r->skip = 0;
	if (unit >= HIGH_SURROGATE && unit < LOW_SURROGATE) {
		r->high = unit;
		unit = 0;
	} else if (unit >= LOW_SURROGATE && unit < 0xE000) {
		unit = high == 0
			       ? 0
			       : 0x10000 + (high - HIGH_SURROGATE) * 0x400 + (unit - LOW_SURROGATE);
	}
	if (unit != 0)
		add_char(r, unit);
	r->skip = state(r)->fallbacks;
}

/* ---- Groups ---- */

static bool begin_group(struct rtf *r, struct error *err)
{
	end_run(r);
	r->skip = 0;
	if (r->depth + 1 == DEPTH_MAX)
		return error_set(err, ERROR_LIMIT,
			SAY("RTF lồng quá %d cấp; có thể tệp bị hỏng",
				"RTF nested more than %d deep; the file may be damaged"),
			DEPTH_MAX);
	r->states[r->depth + 1] = r->states[r->depth];
	r->depth++;
	state(r)->box = false;
	return true;
}

/* Text goes on in PART. */
static void go_to(struct rtf *r, enum flow_part part)
{
	end_run(r);
	r->flow->part = part;
}

static void end_group(struct rtf *r)
{
	end_run(r);
	r->skip = 0;
	struct rtf_state ended = *state(r);
	if (ended.destination == RTF_FONTS)
		rtf_fonts_end(&r->fonts, r->page);
	if (r->depth > 0)
		r->depth--;
	if (ended.box)
		flow_line(r->flow);
	if (ended.part != state(r)->part && ended.part != FLOW_BODY)
		flow_paragraph(r->flow, false);
	go_to(r, state(r)->part);
}

/* ---- Words ---- */

static void go(struct rtf *r, enum rtf_destination destination)
{
	end_run(r);
	state(r)->destination = destination;
}

static void go_part(struct rtf *r, enum flow_part part)
{
	go(r, RTF_TEXT);
	state(r)->part = part;
	state(r)->hidden = state(r)->in_table = false;
	go_to(r, part);
}

static void go_box(struct rtf *r)
{
	go(r, RTF_TEXT);
	state(r)->box = true;
	flow_line(r->flow);
}

static void set_font(struct rtf *r, int32_t number)
{
	if (number < 0 || number >= RTF_FONTS_MAX)
		number = r->default_font;
	if (state(r)->destination == RTF_FONTS)
		r->fonts.number = (uint16_t)number;
	end_run(r);
	state(r)->font = (uint16_t)number;
}

static void skip_binary(struct rtf *r, int32_t len)
{
	size_t size = len < 0 ? 0 : (size_t)len;
	r->rest = str_slice(r->rest, size < r->rest.len ? size : r->rest.len, r->rest.len);
}

/* Ends of lines, cells, rows: of the text alone. */
static void run_layout(struct rtf *r, enum rtf_action action)
{
	struct rtf_state *s = state(r);
	end_run(r);
	if (!is_shown(s))
		return;
	switch (action) {
	case RTF_PARAGRAPH:
		if (s->centred)
			flow_centre(r->flow);
		flow_paragraph(r->flow, s->in_table);
		break;
	case RTF_LINE:
		flow_line(r->flow);
		break;
	case RTF_TAB:
		flow_char(r->flow, font_of(r).font, s->destination == RTF_NUMBER ? ' ' : '\t');
		break;
	case RTF_CELL:
		flow_cell(r->flow);
		break;
	case RTF_ROW:
		flow_row(r->flow);
		break;
	case RTF_INNER_CELL:
		flow_inner_cell(r->flow);
		break;
	default:
		flow_inner_row(r->flow);
	}
}

/* What holds until the group ends, or for the document. */
static void set_state(struct rtf *r, enum rtf_action action, int32_t number, bool on)
{
	struct rtf_state *s = state(r);
	end_run(r);
	switch (action) {
	case RTF_PLAIN:
		s->font = r->default_font;
		s->hidden = s->deleted = false;
		break;
	case RTF_HIDDEN:
		s->hidden = on;
		break;
	case RTF_DELETED:
		s->deleted = on;
		break;
	case RTF_PARAGRAPH_PLAIN:
		s->in_table = s->centred = false;
		break;
	case RTF_IN_TABLE:
		s->in_table = on;
		break;
	case RTF_UNICODE_SKIP:
		s->fallbacks = (uint16_t)(number < 0 || number > 255 ? 1 : number);
		break;
	case RTF_CENTRED:
		s->centred = true;
		break;
	case RTF_CODEPAGE:
		r->page = number > 0 && number <= UINT16_MAX ? number : r->page;
		break;
	case RTF_DEFAULT_FONT:
		s->font = r->default_font =
			(uint16_t)(number >= 0 && number < RTF_FONTS_MAX ? number : 0);
		break;
	case RTF_CHARSET:
		r->fonts.charset = number;
		break;
	default:
		break;
	}
}

static void run_word(struct rtf *r, const struct rtf_word *word, int32_t number, bool numbered)
{
	bool on = !numbered || number != 0;
	if (word->action != RTF_CHAR)
		r->skip = 0;
	if (word->action >= RTF_PARAGRAPH && word->action <= RTF_INNER_ROW) {
		run_layout(r, word->action);
		return;
	}
	switch (word->action) {
	case RTF_GO:
		go(r, (enum rtf_destination)word->value);
		break;
	case RTF_GO_NOTE:
		go_part(r, FLOW_NOTES);
		break;
	case RTF_GO_PAGE:
		go_part(r, FLOW_PAGE);
		break;
	case RTF_GO_BOX:
		go_box(r);
		break;
	case RTF_PICTURE:
		if (is_shown(state(r)))
			flow_picture(r->flow);
		go(r, RTF_SKIPPED);
		break;
	case RTF_CHAR:
		add_char(r, word->value);
		break;
	case RTF_UNICODE:
		add_unit(r, number);
		break;
	case RTF_FONT:
		set_font(r, number);
		break;
	default:
		set_state(r, word->action, numbered ? number : word->value, on);
	}
}

/* What is inside of a skipped group can't be shown, but for \ud of \upr. */
static bool is_dead(const struct rtf *r)
{
	enum rtf_destination d = state(r)->destination;
	return d == RTF_SKIPPED || d == RTF_BOTH;
}

static void take_word(struct rtf *r, struct str name, int32_t number, bool numbered)
{
	bool starred = r->starred;
	r->starred = false;
	const struct rtf_word *word = starred ? rtf_starred_word_of(name) : rtf_word_of(name);
	bool info = word && word->action == RTF_GO &&
		    (word->value == RTF_TITLE || word->value == RTF_AUTHOR);
	if (word && word->action == RTF_BINARY)
		skip_binary(r, number);
	else if (state(r)->destination == RTF_BOTH && str_eq(name, STR("ud")))
		go(r, RTF_TEXT);
	else if (is_dead(r) && !info)
		return;
	else if (starred && !word)
		go(r, RTF_SKIPPED);
	else if (word && word->action != RTF_IGNORE)
		run_word(r, word, number, numbered);
}

/* ---- Signs ---- */

/* \'xx */
static void take_hex(struct rtf *r)
{
	int high = r->rest.len > 1 ? ascii_hex(r->rest.ptr[1]) : -1;
	int low = r->rest.len > 2 ? ascii_hex(r->rest.ptr[2]) : -1;
	r->rest = str_slice(r->rest, 1, r->rest.len);
	if (high < 0 || low < 0)
		return;
	char byte = (char)(high << 4 | low);
	r->rest = str_slice(r->rest, 2, r->rest.len);
	add_bytes(r, str_make(&byte, 1));
}

/* A backslash and a sign, which REST begins with. */
static void take_sign(struct rtf *r)
{
	char sign = r->rest.ptr[0];
	if (sign == '\'') {
		take_hex(r);
		return;
	}
	r->rest = str_slice(r->rest, 1, r->rest.len);
	switch (sign) {
	case '*':
		r->starred = true;
		break;
	case '\\':
	case '{':
	case '}':
		add_bytes(r, str_make(&sign, 1));
		break;
	case '~':
		add_char(r, 0xA0);
		break;
	case '_':
		add_char(r, '-');
		break;
	case '-':
		end_run(r);
		if (is_shown(state(r)))
			flow_soft_hyphen(r->flow, font_of(r).font);
		break;
	case '\n':
	case '\r':
		run_layout(r, RTF_PARAGRAPH);
		break;
	default:
		break;
	}
}

static void take_control(struct rtf *r)
{
	size_t len = 0;
	bool numbered;
	while (len < WORD_MAX && ascii_is_letter(str_at(r->rest, len)))
		len++;
	if (len == 0) {
		if (r->rest.len > 0)
			take_sign(r);
		return;
	}
	struct str name = str_slice(r->rest, 0, len);
	r->rest = str_slice(r->rest, len, r->rest.len);
	int32_t number = rtf_number(&r->rest, &numbered);
	if (str_at(r->rest, 0) == ' ')
		r->rest = str_slice(r->rest, 1, r->rest.len);
	take_word(r, name, number, numbered);
}

static void take_text(struct rtf *r)
{
	struct str s = r->rest;
	size_t len = 0;
	while (len < s.len && s.ptr[len] != '\\' && s.ptr[len] != '{' && s.ptr[len] != '}' &&
		s.ptr[len] != '\n' && s.ptr[len] != '\r')
		len++;
	r->rest = str_slice(s, len, s.len);
	if (!is_dead(r))
		add_bytes(r, str_slice(s, 0, len));
}

static bool take(struct rtf *r, struct error *err)
{
	char c = r->rest.ptr[0];
	if (c != '\\' && c != '{' && c != '}' && c != '\n' && c != '\r') {
		take_text(r);
		return true;
	}
	r->rest = str_slice(r->rest, 1, r->rest.len);
	if (c == '\\')
		take_control(r);
	else if (c == '{')
		return begin_group(r, err);
	else if (c == '}')
		end_group(r);
	return true;
}

/* ---- The whole ---- */

static bool read_all(struct rtf *r, struct error *err)
{
	if (!r->fonts.list || !r->states)
		return error_set_memory(err);
	r->states[0] = (struct rtf_state){.fallbacks = 1};
	while (r->rest.len > 0) {
		if (!take(r, err))
			return false;
	}
	end_run(r);
	bool failed = r->run.failed || r->utf8.failed || r->fonts.name.failed;
	return !failed || error_set_memory(err);
}

bool rtf_is(struct str bytes)
{
	return str_starts_with(str_trim(bytes), STR("{\\rtf"));
}

bool rtf_read(struct str bytes, struct flow *f, struct error *err)
{
	struct rtf r = {.rest = str_trim(bytes),
		.flow = f,
		.page = CODEPAGE_WESTERN,
		.fonts = {.list = calloc(RTF_FONTS_MAX, sizeof *r.fonts.list)},
		.states = calloc(DEPTH_MAX, sizeof *r.states)};
	bool ok = read_all(&r, err);
	free(r.fonts.list);
	free(r.states);
	buf_free(&r.run);
	buf_free(&r.utf8);
	buf_free(&r.fonts.name);
	return ok;
}
