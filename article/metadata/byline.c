#include "article/metadata/byline.h"

#include "article/metadata/column.h"
#include "article/metadata/date_choice.h"
#include "article/metadata/label.h"
#include "article/metadata/names.h"
#include "article/metadata/phrase.h"
#include "article/metadata/place.h"
#include "article/metadata/province.h"
#include "base/ascii.h"

enum {
	LINE_MAX = 100, /* characters of a byline */
	NAMES_MAX = 8,  /* of a line of nothing but names */
	PIECES_MAX = 64 /* names of a field that are read */
};

/* What a parenthesis says of how the article came about. */
static const char *const notes[] = {"t h", "th", "tổng hợp", "tổng thuật", "ghi", "st", "sưu tầm",
	"dịch", "lược dịch", "biên dịch", "biên tập", "lược ghi", "thực hiện", "ghi nhanh",
	"tổng hợp và biên dịch", "còn nữa", "hết", "theo", "lược thuật", "bài và ảnh", "ảnh",
	"video", "clip", "cập nhật", "tiếp theo", "nguồn tổng hợp", "tổng hợp từ nhiều nguồn"};

static bool is_note(struct str text)
{
	struct phrase p;
	phrase_read(text, 0, &p);
	return PHRASE_IS(&p, notes);
}

/* LINE without what only adorns it: "* Bùi Toàn *", "- Bùi Toàn -", "Bùi Toàn."; whole
   parentheses stay. */
static struct str undecorated(struct str line)
{
	static const char signs[] = "*-_.~="; /* of one byte each */
	for (;;) {
		line = words_trim(line);
		struct str before = line;
		if (line.len > 0 && line.ptr[0] != '\0' && strchr(signs, line.ptr[0]))
			line = str_slice(line, 1, line.len);
		else if (str_starts_with(line, STR("–")) || str_starts_with(line, STR("•")))
			line = str_slice(line, 3, line.len);
		bool closed = line.len > 0 && line.ptr[line.len - 1] != '\0' &&
			      strchr(signs, line.ptr[line.len - 1]);
		if (closed)
			line.len--;
		else if (str_ends_with(line, STR("–")) || str_ends_with(line, STR("•")))
			line.len -= 3;
		if (line.len == before.len)
			return line;
	}
}

/* What stands between the parentheses that enclose all of LINE; else LINE. */
static struct str unwrapped(struct str line)
{
	if (line.len < 2 || line.ptr[0] != '(' || line.ptr[line.len - 1] != ')')
		return line;
	struct str inside = str_slice(line, 1, line.len - 1);
	return memchr(inside.ptr, '(', inside.len) ? line : words_trim(inside);
}

/* "Bùi Toàn thực hiện", "Bùi Toàn (ghi)": LINE without what its author did; else LINE. */
static struct str without_deed(struct str line)
{
	static const char *const deeds[] = {"thực hiện", "ghi", "lược ghi", "thuật", "lược thuật",
		"tổng hợp", "dịch", "lược dịch", "biên dịch", "sưu tầm"};
	enum { WORDS_MAX = 9, DEED_WORDS = 2 };
	struct phrase p, end;
	if (line.len > LINE_MAX)
		return line;
	phrase_read_few(line, 0, WORDS_MAX, &p);
	for (size_t words = DEED_WORDS; words > 0 && p.whole; words--) {
		if (p.count < words + 2)
			continue;
		phrase_read(line, p.ends[p.count - words - 1], &end);
		if (PHRASE_IS(&end, deeds))
			return words_trim(str_slice(line, 0, p.ends[p.count - words - 1]));
	}
	return line;
}

/* ---- What a line is ---- */

/* More words with small letters than names have: seen at once. */
static bool is_prose(struct str line)
{
	enum { SMALL_WORDS = 8 };
	struct word w;
	size_t small = 0;
	for (size_t at = 0; small <= SMALL_WORDS && words_next(line, &at, &w);)
		small += !w.capitalised;
	return small > SMALL_WORDS;
}

static enum byline_kind kind_of_names(struct str line)
{
	enum byline_kind kind = BYLINE_NAMES;
	struct name name;
	size_t count = 0, asides = 0;
	if (is_prose(line))
		return BYLINE_NONE;
	line = without_deed(line);
	while (names_next(&line, &name)) {
		if (name.aside) {
			asides++;
			continue;
		}
		if (name.text.len == 0 && (asides > 0 || !line.ptr))
			continue;
		bool good = name.kind == NAME_PERSON || name.kind == NAME_PEN ||
			    name.kind == NAME_REPORTER || name.kind == NAME_OUTLET;
		if (!good || ++count > NAMES_MAX)
			return BYLINE_NONE;
		bool alone = count == 1 && !line.ptr;
		if (name.kind == NAME_PEN || (alone && asides == 0 && province_is(name.text)))
			kind = BYLINE_PEN_NAME;
	}
	return count > 0 ? kind : BYLINE_NONE;
}

/* With a colon, what follows a label for sources may be any name, if it is no sentence; else it
   must be names. */
static enum byline_kind kind_of_labelled(struct str line, enum label label, size_t end)
{
	enum { SOURCE_WORDS = 14 };
	struct str rest = words_trim(str_slice(line, end, line.len));
	if (rest.len == 0)
		return BYLINE_NONE;
	if (kind_of_names(rest) != BYLINE_NONE || name_kind_of(rest) == NAME_NOBODY)
		return BYLINE_LABELLED;
	bool source = label == LABEL_SOURCE && memchr(line.ptr, ':', end) &&
		      words_count(rest) <= SOURCE_WORDS;
	return source ? BYLINE_LABELLED : BYLINE_NONE;
}

/* ---- Lines that say when and in which column, too ---- */

/* The length of a sign at AT that divides such a line; DASHES: one between spaces, too. */
static size_t divider_at(struct str s, size_t at, bool dashes)
{
	static const struct str signs[] = {STR_INIT("|"), STR_INIT("•"), STR_INIT("·"),
		STR_INIT("●"), STR_INIT("»"), STR_INIT("›"), STR_INIT("-"), STR_INIT("–")};
	enum { DASHES = 2 };
	size_t count = sizeof signs / sizeof *signs;
	struct str rest = str_slice(s, at, s.len);
	if (!strchr("|-\xC2\xE2", rest.ptr[0])) /* seen at once */
		return 0;
	for (size_t i = 0; i < count; i++) {
		if (!str_starts_with(rest, signs[i]))
			continue;
		size_t end = at + signs[i].len;
		bool spaced = at > 0 && words_space(s, at - 1) > 0 && words_space(s, end) > 0;
		return i + DASHES < count || (dashes && spaced) ? signs[i].len : 0;
	}
	return 0;
}

/* Takes the first piece off the front of *REST; false when that is used up, its ptr is then
   NULL. */
static bool next_piece(struct str *rest, bool dashes, struct str *piece)
{
	if (!rest->ptr)
		return false;
	for (size_t at = 0; at < rest->len; at++) {
		size_t len = divider_at(*rest, at, dashes);
		if (len == 0)
			continue;
		*piece = words_trim(str_slice(*rest, 0, at));
		*rest = str_slice(*rest, at + len, rest->len);
		return true;
	}
	*piece = words_trim(*rest);
	rest->ptr = NULL;
	return true;
}

/* Whether PIECE says where in the paper or of which issue it is, or how often it was read:
   nobody. */
static bool is_aside(struct str piece)
{
	static const char *const issues[] = {"số", "số báo", "báo số", "số ra", "kỳ"};
	struct phrase p;
	phrase_read(piece, 0, &p);
	bool issue = PHRASE_IS(&p, issues) ||
		     (PHRASE_BEGINS(&p, issues) > 0 && ascii_has_digit(piece) && p.count <= 4);
	return p.count == 0 || issue || column_is(&p) || province_is(piece) ||
	       name_kind_of(piece) == NAME_NOBODY;
}

enum { STAMP_NAMES = 4 };

/* "Thứ Ba, 5/6/2018 | 10:30 | Minh Anh": when, in which column and by whom. */
struct stamp {
	struct str names[STAMP_NAMES]; /* bylines without what else is there */
	size_t count;
	bool dated;
};

static enum byline_kind kind_of_bare(struct str line);

/* By DASHES a dateline is divided from its text, too: only who has a whole name is somebody. */
static bool read_pieces(struct str line, bool dashes, struct stamp *out)
{
	struct dateline date;
	struct str piece;
	size_t pieces = 0;
	*out = (struct stamp){0};
	for (; next_piece(&line, dashes, &piece); pieces++) {
		bool dated = date_line_read(piece, &date);
		struct str names = dated ? STR("") : date_line_head(piece);
		out->dated |= names.len < piece.len;
		if (is_aside(names))
			continue;
		enum byline_kind kind = kind_of_bare(names);
		if (kind == BYLINE_NONE || (dashes && kind == BYLINE_PEN_NAME) ||
			out->count == STAMP_NAMES)
			return false;
		out->names[out->count++] = names;
	}
	return out->dated || (pieces > 1 && out->count > 0 && !dashes);
}

/* "18.12.2014, Bùi Toàn": a day, then names behind a comma. */
static bool read_day_and_names(struct str line, struct stamp *out)
{
	struct dateline date;
	for (size_t at = line.len; at-- > 0;) {
		if (line.ptr[at] != ',')
			continue;
		struct str names = words_trim(str_slice(line, at + 1, line.len));
		if (!date_line_read(str_slice(line, 0, at), &date) ||
			kind_of_bare(names) != BYLINE_NAMES)
			return false;
		*out = (struct stamp){.names = {names}, .count = 1, .dated = true};
		return true;
	}
	return false;
}

/* Whether LINE is divided by signs, or has the figures of a day with its year: seen at once. */
static bool may_be_stamp(struct str line, bool *divided)
{
	enum { FIGURES = 4 };
	size_t figures = 0;
	*divided = false;
	for (size_t at = 0; at < line.len; at++) {
		figures += ascii_is_digit(line.ptr[at]);
		*divided = *divided || divider_at(line, at, false) > 0;
	}
	return *divided || figures >= FIGURES;
}

/* False where LINE is none. */
static bool read_stamp(struct str line, struct stamp *out)
{
	bool divided;
	return may_be_stamp(line, &divided) &&
	       (read_pieces(line, false, out) || (!divided && read_pieces(line, true, out)) ||
		       read_day_and_names(line, out));
}

/* ---- The kind ---- */

/* Of a LINE without what adorns it. */
static enum byline_kind kind_of_bare(struct str line)
{
	size_t label_end;
	enum label label = label_read(line, &label_end);
	return label != LABEL_NONE ? kind_of_labelled(line, label, label_end) : kind_of_names(line);
}

enum byline_kind byline_kind_of(struct str line)
{
	struct dateline dated;
	struct stamp stamp;
	line = words_trim(line);
	if (line.len == 0 || line.len > 4 * LINE_MAX || words_length(line) > LINE_MAX)
		return BYLINE_NONE;
	struct str bare = undecorated(line);
	struct str inside = unwrapped(bare);
	if (inside.len == 0)
		return BYLINE_NONE;
	if (inside.len < bare.len && is_note(inside))
		return BYLINE_LABELLED;
	if (dateline_read(line, &dated) && dated.end == line.len)
		return BYLINE_DATED;
	enum byline_kind kind = kind_of_bare(inside);
	if (kind != BYLINE_NONE || !read_stamp(inside, &stamp))
		return kind;
	return stamp.count > 0 ? BYLINE_NAMES : BYLINE_DATED;
}

/* ---- Whom it names ---- */

static bool add_author(struct article *a, struct str name, enum provenance provenance)
{
	name = words_tidy(&a->memory, name);
	if (!name.ptr)
		return false;
	for (size_t i = 0; i < a->author_count; i++) {
		if (str_eq(a->authors[i].value, name))
			return true;
	}
	if (name.len == 0 || a->author_count == BYLINE_AUTHORS_MAX)
		return true;
	if (!a->authors)
		a->authors = arena_array(&a->memory, BYLINE_AUTHORS_MAX, sizeof *a->authors);
	if (!a->authors)
		return false;
	a->authors[a->author_count++] = (struct article_field){name, provenance};
	return true;
}

static bool set_source(struct article *a, struct str text, enum provenance provenance)
{
	text = words_trim(text);
	bool address =
		str_starts_with(text, STR("http://")) || str_starts_with(text, STR("https://"));
	if (a->source.value.len > 0 || text.len == 0 || address)
		return true;
	a->source = (struct article_field){words_tidy(&a->memory, text), provenance};
	return a->source.value.ptr != NULL;
}

/* "(Theo TTXVN)", "(VOV)", "(dịch, theo Reuters)" name the source, "(T/h)", "(ghi)" nobody. */
static bool read_aside(struct article *a, struct str text, enum provenance provenance)
{
	struct str piece = text, rest = STR("");
	size_t end;
	const char *comma = text.len > 0 ? memchr(text.ptr, ',', text.len) : NULL;
	if (comma && is_note(str_make(text.ptr, (size_t)(comma - text.ptr))))
		piece = words_trim(str_slice(text, (size_t)(comma - text.ptr) + 1, text.len));
	if (label_read(piece, &end) == LABEL_SOURCE)
		rest = str_slice(piece, end, piece.len);
	else if (name_kind_of(piece) == NAME_OUTLET)
		rest = piece;
	return set_source(a, rest, provenance);
}

/* What several names are together, read before any becomes an author. */
struct reading {
	struct name names[PIECES_MAX];
	size_t count;
	bool somebody; /* a person or a body is among them */
};

static void read_names(struct str text, struct reading *r)
{
	r->count = 0;
	r->somebody = false;
	while (r->count < PIECES_MAX && names_next(&text, &r->names[r->count])) {
		const struct name *n = &r->names[r->count++];
		r->somebody |= !n->aside && n->kind != NAME_ROLE && n->kind != NAME_NOBODY &&
			       n->kind != NAME_OUTLET;
	}
}

static bool take_name(struct article *a, const struct name *n, const struct reading *r,
	enum provenance provenance)
{
	bool first = n == r->names;
	if (n->aside)
		return read_aside(a, n->text, provenance);
	switch (n->kind) {
	case NAME_NOBODY:
		return true;
	case NAME_OUTLET:
		return set_source(a, n->text, provenance);
	case NAME_ROLE: /* of somebody who is named, too */
		return r->somebody || add_author(a, n->text, provenance);
	case NAME_PERSON:
	case NAME_PEN:
		return (!first && province_is(n->text)) || add_author(a, n->text, provenance);
	case NAME_REPORTER:
	case NAME_BODY:
	case NAME_OTHER:
		break;
	}
	return add_author(a, n->text, provenance);
}

/* "TTXVN/Vietnam+": several outlets and nobody else are one source, as it stands. */
static bool is_outlets_only(const struct reading *r)
{
	for (size_t i = 0; i < r->count; i++) {
		if (r->names[i].aside || r->names[i].kind != NAME_OUTLET)
			return false;
	}
	return r->count > 1;
}

bool byline_add_authors(struct article *a, struct str text, enum provenance provenance)
{
	struct reading r;
	text = without_deed(undecorated(label_strip(words_trim(text))));
	switch (name_kind_of(text)) {
	case NAME_NOBODY: /* before N/A is divided at its slash */
		return true;
	case NAME_OUTLET:
		return set_source(a, text, provenance);
	default:
		break;
	}
	read_names(text, &r);
	if (is_outlets_only(&r))
		return set_source(a, text, provenance);
	for (size_t i = 0; i < r.count; i++) {
		if (!take_name(a, &r.names[i], &r, provenance))
			return false;
	}
	return true;
}

/* "Theo TTXVN" names the source, "Theo Lò Văn Duy (Thanh Niên)" an author, too. */
static bool read_source(struct article *a, struct str text, enum provenance provenance)
{
	struct str rest = text;
	struct name first;
	struct word w;
	size_t at = 0;
	bool person = names_next(&rest, &first) && first.kind == NAME_PERSON && !first.aside &&
		      words_next(first.text, &at, &w) && name_is_surname(&w);
	bool more = rest.ptr && words_trim(rest).len > 0;
	if (person || (more && first.kind == NAME_PERSON))
		return byline_add_authors(a, text, provenance);
	return set_source(a, undecorated(text), provenance);
}

/* A line without what adorns it, of that KIND. */
static bool read_bare(
	struct article *a, struct str bare, enum byline_kind kind, enum provenance provenance)
{
	size_t end;
	switch (kind) {
	case BYLINE_LABELLED:
		if (label_read(bare, &end) == LABEL_SOURCE)
			return read_source(a, str_slice(bare, end, bare.len), provenance);
		return is_note(bare) || byline_add_authors(a, bare, provenance);
	case BYLINE_NAMES:
	case BYLINE_PEN_NAME:
		return byline_add_authors(a, bare, provenance);
	case BYLINE_NONE:
		return name_is_shouted(bare) || byline_add_authors(a, bare, provenance);
	case BYLINE_DATED:
		break;
	}
	return true;
}

bool byline_read(struct article *a, struct str line, enum provenance provenance)
{
	struct stamp stamp;
	struct str bare = unwrapped(undecorated(line));
	enum byline_kind kind = byline_kind_of(line);
	if (kind == BYLINE_DATED || kind_of_bare(bare) != BYLINE_NONE || !read_stamp(bare, &stamp))
		return read_bare(a, bare, kind, provenance);
	for (size_t i = 0; i < stamp.count; i++) {
		if (!read_bare(a, stamp.names[i], kind_of_bare(stamp.names[i]), provenance))
			return false;
	}
	return true;
}
