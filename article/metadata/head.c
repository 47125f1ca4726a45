#include "article/metadata/head.h"

#include "article/metadata/byline.h"
#include "article/metadata/column.h"
#include "article/metadata/date_choice.h"
#include "article/metadata/document_kind.h"
#include "article/metadata/names.h"
#include "article/metadata/outlet.h"
#include "article/metadata/phrase.h"
#include "article/metadata/subject.h"
#include "base/ascii.h"

enum {
	TITLE_MAX = 300, /* characters */
	TITLE_LINES = 3,
	KICKER_LINES = 8, /* before a title */
	BELOW_LINES = 4,  /* that may be a byline below it */
	KICKER_MAX = 120, /* characters */
	COLUMN_MAX = 48,  /* likewise, of a column's name, an outlet or a kind of document */
};

static const char *const address_words[] = {"địa chỉ", "điện thoại", "đt", "tel", "fax", "email",
	"e mail", "website", "hotline", "trụ sở"};

/* "ĐT: …", "Địa chỉ: …" */
static bool is_address(struct str line, const struct phrase *p)
{
	size_t words = PHRASE_BEGINS(p, address_words);
	return words > 0 && (page_is_contact(line) || str_at(line, p->ends[words - 1]) == ':');
}

/* Whether all of LINE between bars is names of columns, "Thời sự | Chính trị". */
static bool is_columns(struct str line)
{
	struct str piece;
	struct phrase p;
	while (str_split(&line, '|', &piece)) {
		phrase_read(piece, 0, &p);
		if (!column_is(&p))
			return false;
	}
	return true;
}

/* "Trang chủ > Thời sự": columns with signs between. */
static bool is_trail(struct str line)
{
	static const struct str signs[] = {STR_INIT(">"), STR_INIT("»"), STR_INIT("›")};
	struct phrase p;
	bool divided = false;
	for (size_t i = 0; i < sizeof signs / sizeof *signs && !divided; i++)
		divided = str_find(line, signs[i], 1) < line.len;
	if (!divided)
		return memchr(line.ptr, '|', line.len) && is_columns(line);
	phrase_read(line, 0, &p);
	return column_begins(&p) > 0;
}

/* Whether a text follows the line below AT: of two lines the first is the title. */
static bool has_text_below(const struct page *p, size_t at)
{
	enum { LINES = 4 };
	for (size_t i = at + 2; i < p->count && i < at + LINES; i++) {
		if (p->lines[i].after_gap || p->lines[i].length > PAGE_COLUMNS)
			return true;
	}
	return at + LINES < p->count;
}

struct str head_issue(struct str line)
{
	struct dateline day;
	struct str rest = line, outlet = STR("");
	bool first = true;
	for (; rest.ptr && (first || outlet.len > 0); first = false) {
		struct str piece = date_masthead_piece(&rest);
		if (first && rest.ptr && outlet_is(piece))
			outlet = piece;
		else if (!first && date_line_read(piece, &day))
			return outlet;
	}
	return STR("");
}

/* The name of a column or an outlet, where a text follows. */
static bool is_column(
	const struct page *p, size_t at, const struct phrase *words, struct head_facts *facts)
{
	const struct page_line *line = &p->lines[at];
	if (!has_text_below(p, at))
		return false;
	if (is_trail(line->text) || (line->length <= COLUMN_MAX && column_is(words)))
		return true;
	struct str issue = head_issue(line->text);
	bool outlet = issue.len > 0 || (line->length <= COLUMN_MAX && outlet_is(line->text));
	if (outlet && facts->outlet.len == 0)
		facts->outlet = issue.len > 0 ? issue : line->text;
	return outlet;
}

/* "Kính gửi: Các trạm y tế", of a letter */
static bool is_addressee(const struct page_line *line)
{
	static const char *const words[] = {"kính gửi"};
	struct phrase p;
	if ((line->text.ptr[0] | 0x20) != 'k') /* seen at once */
		return false;
	phrase_read_few(line->text, 0, 2, &p);
	return PHRASE_BEGINS(&p, words) > 0 && str_at(line->text, p.ends[1]) == ':';
}

static bool is_kicker(const struct page *p, size_t at, struct head_facts *facts)
{
	const struct page_line *line = &p->lines[at];
	struct phrase words;
	struct dateline date;
	bool divided = memchr(line->text.ptr, ':', line->text.len) || ascii_has_digit(line->text) ||
		       is_trail(line->text);
	if (line->length > KICKER_MAX || (line->length > COLUMN_MAX && !divided))
		return false;
	phrase_read(line->text, 0, &words);
	const char *kind = document_kind_counted(line->text);
	if (kind) {
		facts->kind = kind;
		return true;
	}
	return (ascii_has_digit(line->text) && date_line_read(line->text, &date)) ||
	       is_addressee(line) || is_address(line->text, &words) ||
	       is_column(p, at, &words, facts);
}

/* Whether line AT, a kind for the press, is of the title that the next one goes on with: "THÔNG TIN
   BÁO CHÍ" above "về vụ mùa". */
static bool begins_title(const struct page *p, size_t at)
{
	const struct page_line *next = &p->lines[at + 1];
	return !next->after_gap && document_kind_counted(p->lines[at].text) &&
	       subject_needs_kind(next->text, 0, false);
}

/* The first line that may be the title: kickers before it are told. Never the last one. */
static size_t skip_kickers(struct page *p, struct head_facts *facts)
{
	size_t at = 0;
	while (at < p->count && p->lines[at].told)
		at++;
	for (size_t first = at; at + 1 < p->count && at < first + KICKER_LINES; at++) {
		struct page_line *line = &p->lines[at];
		if (!line->rule && (!is_kicker(p, at, facts) || begins_title(p, at)))
			break;
		page_tell(line, ZONE_FRAME);
	}
	return at;
}

/* ---- A kicker in the line of the title ---- */

/* As name_is_shouted, one word too. */
static bool is_shouted(struct str text)
{
	struct spelling s;
	struct word w;
	size_t at = 0;
	if (!words_next(text, &at, &w))
		return false;
	spelling_of(w.raw, &s);
	return name_is_shouted(text) || (words_count(text) == 1 && (s.flags & TOKEN_CAPITALS) != 0);
}

/* Behind the sign that divides a kicker, which ends at AT, from what follows: "]" where LINE
   begins with a bracket; else 0. */
static size_t behind_sign(struct str line, size_t at)
{
	static const struct str signs[] = {
		STR_INIT(":"), STR_INIT("|"), STR_INIT("-"), STR_INIT("–"), STR_INIT("—")};
	char first = line.ptr[0];
	if (first == '[' || first == '(')
		return str_at(line, at) == (first == '[' ? ']' : ')') ? at + 1 : 0;
	at = words_skip_space(line, at);
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (str_starts_with(str_slice(line, at, line.len), signs[i]))
			return at + signs[i].len;
	}
	return 0;
}

/* Where the title begins in LINE behind a kicker: "THÔNG CÁO BÁO CHÍ: …", a column before a bar,
   "Thời sự | …", or one in capitals before others, "TIN NHANH - …". 0: there is none. */
static size_t kicker_end(struct str line, const char **kind)
{
	enum { TITLE_WORDS = 3 };
	struct phrase p;
	size_t end = 0;
	phrase_read(line, 0, &p);
	*kind = document_kind_at(&p, &end);
	if (!document_kind_is_for_press(*kind))
		*kind = NULL;
	size_t words = *kind ? 0 : column_begins(&p);
	if (words > 0)
		end = p.ends[words - 1];
	size_t behind = *kind || words > 0 ? behind_sign(line, end) : 0;
	struct str title = str_slice(line, behind, line.len);
	if (behind == 0 || words_count(title) < TITLE_WORDS)
		return 0;
	bool set_off = is_shouted(str_slice(line, 0, end)) && !name_is_shouted(title);
	return *kind || set_off || line.ptr[behind - 1] == '|' ? behind : 0;
}

/* Divides a kicker from the title in line *AT, which is moved to the title. */
static bool divide_title(struct page *p, struct arena *memory, size_t *at, struct head_facts *facts)
{
	const char *kind;
	if (*at == p->count || p->lines[*at].length > TITLE_MAX)
		return true;
	size_t end = kicker_end(p->lines[*at].text, &kind);
	if (end == 0)
		return true;
	if (!page_split(p, memory, *at, end))
		return false;
	facts->kind = kind ? kind : facts->kind;
	page_tell(&p->lines[*at], ZONE_FRAME);
	++*at;
	return true;
}

/* ---- The title ---- */

static bool is_below(const struct page_line *line)
{
	struct dateline date;
	if (line->length > PAGE_COLUMNS)
		return false;
	enum byline_kind kind = byline_kind_of(line->text);
	return kind == BYLINE_LABELLED || kind == BYLINE_NAMES || kind == BYLINE_DATED ||
	       outlet_is(line->text) || date_line_read(line->text, &date);
}

/* Whether line AT goes on with the title that the one before it began, though it may look like a
   name: it is in capitals like that, or was wrapped. */
static bool continues(const struct page *p, size_t at)
{
	const struct page_line *line = &p->lines[at];
	if (line->after_gap || line->rule || byline_kind_of(line->text) == BYLINE_LABELLED)
		return false;
	return (name_is_shouted(line->text) && name_is_shouted(line[-1].text)) ||
	       (p->wrapped && page_is_full(p, at - 1));
}

/* Whether lines AT to END, which were not wrapped, are a title together: none is as long as a
   paragraph, or a sentence of it. */
static bool is_broken_title(const struct page *p, size_t at, size_t end)
{
	for (; at < end; at++) {
		const struct page_line *line = &p->lines[at];
		bool sentence = at + 1 < end ? page_ends_sentence(line->text)
					     : str_ends_with(line->text, STR("."));
		if (line->length > PAGE_COLUMNS || page_is_table_row(line->text) || sentence)
			return false;
	}
	return true;
}

/* The number of lines from AT on that are the title together: they stand alone. */
static size_t title_lines(const struct page *p, size_t at)
{
	size_t end = at + 1, wrapped = at + 1;
	bool apart = p->record && !p->wrapped;
	while (!apart && end < p->count && end - at <= TITLE_LINES && !p->lines[end].after_gap &&
		!p->lines[end].rule && (continues(p, end) || !is_below(&p->lines[end])))
		end++;
	while (wrapped < end && continues(p, wrapped))
		wrapped++;
	bool alone = end < p->count && end - at <= TITLE_LINES;
	if (!alone)
		return 1;
	return p->wrapped && wrapped == end ? end - at : is_broken_title(p, at, end) ? end - at : 1;
}

/* Behind the title that a letterhead told, where it did; else P->count. */
static size_t behind_told_title(const struct page *p)
{
	size_t at = 0;
	while (at < p->count && !(p->lines[at].told && p->lines[at].zone == ZONE_TITLE))
		at++;
	while (at < p->count && p->lines[at].told)
		at++;
	return at;
}

/* Tells the title of P, unless it is known; *END is behind it. */
static bool mark_title(struct page *p, struct arena *memory, struct str known,
	struct head_facts *facts, size_t *end)
{
	*end = behind_told_title(p);
	if (*end < p->count)
		return true;
	size_t at = skip_kickers(p, facts);
	if (!known.ptr && !divide_title(p, memory, &at, facts))
		return false;
	*end = at;
	if (at == p->count || p->lines[at].rule)
		return true;
	if (known.ptr && str_eq(p->lines[at].text, words_trim(known)))
		page_tell(&p->lines[(*end)++], ZONE_FRAME);
	if (known.ptr || p->lines[at].length > TITLE_MAX)
		return true;
	for (*end = at + title_lines(p, at); at < *end; at++)
		page_tell(&p->lines[at], ZONE_TITLE);
	return true;
}

/* Bylines and dates that stand below the title, with more below them; to whom a letter is. */
static void mark_below(struct page *p, size_t at)
{
	for (size_t first = at; at + 1 < p->count && at < first + BELOW_LINES; at++) {
		struct page_line *line = &p->lines[at];
		bool frame = line->rule || is_addressee(line);
		if (line->told || (!frame && !is_below(line)))
			break;
		page_tell(line, frame ? ZONE_FRAME : ZONE_BYLINE);
	}
}

bool head_mark(struct page *p, struct arena *memory, struct str title, struct head_facts *facts)
{
	size_t end;
	*facts = (struct head_facts){0};
	if (!mark_title(p, memory, title, facts, &end))
		return false;
	mark_below(p, end);
	return true;
}
