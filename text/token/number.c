#include "text/token/number.h"

#include "text/syllable/spelling.h"
#include "text/token/cut.h"

enum {
	MAX_GROUPS = 16,
	MAX_SPACED = 4,   /* groups behind the first that spaces part */
	GROUP = 3,        /* figures */
	CODE_FIGURES = 6, /* so many figures keep their leading zeros: they are a code */
	WORD_BYTES = 24   /* of a word before a number that is looked at */
};

/* Figures, and the points and commas between them. */
struct groups {
	struct str text;
	size_t starts[MAX_GROUPS], ends[MAX_GROUPS];
	char signs[MAX_GROUPS]; /* signs[i] stands after group i; '\0' after the last */
	size_t count;
	size_t end; /* past what there was no room for, too */
};

static bool is_sign(char c)
{
	return c == '.' || c == ',';
}

static size_t next_figures(struct str text, size_t at)
{
	return at < text.len && is_sign(text.ptr[at]) && number_is_figure(text, at + 1) ? at + 1
											: at;
}

static void read_groups(struct str text, size_t start, struct groups *g)
{
	g->text = text;
	g->count = 0;
	for (size_t at = start;;) {
		size_t end = number_figures(text, at);
		size_t next = next_figures(text, end);
		if (g->count < MAX_GROUPS) {
			g->starts[g->count] = at;
			g->ends[g->count] = end;
			g->signs[g->count] = next > end ? text.ptr[end] : '\0';
		}
		g->count++;
		g->end = end;
		if (next == end)
			return;
		at = next;
	}
}

static struct str group(const struct groups *g, size_t i)
{
	return str_slice(g->text, g->starts[i], g->ends[i]);
}

static size_t leading_zeros(struct str figures)
{
	size_t zeros = 0;
	while (zeros + 1 < figures.len && figures.ptr[zeros] == '0')
		zeros++;
	return zeros;
}

struct str number_canonical(struct str figures)
{
	size_t zeros = figures.len < CODE_FIGURES ? leading_zeros(figures) : 0;
	return str_slice(figures, zeros, figures.len);
}

static bool is_zero(struct str figures)
{
	return figures.len == 1 + leading_zeros(figures) && figures.ptr[figures.len - 1] == '0';
}

/* Of a number with one sign: whether it parts a group. A point before three figures does; a
   comma there is a Vietnamese decimal sign, unless the last of them is 0, which nobody
   writes behind a decimal sign. */
static bool one_sign_groups(const struct groups *g)
{
	struct str tail = group(g, 1);
	if (g->ends[0] - g->starts[0] > GROUP || tail.len != GROUP || is_zero(group(g, 0)))
		return false;
	return g->signs[0] == '.' || tail.ptr[GROUP - 1] == '0';
}

/* The groups that are the integer part of G, 0 where it is no number. */
static size_t integer_groups(const struct groups *g)
{
	struct str first = group(g, 0);
	bool odd = first.len > GROUP && first.ptr[0] == '0'; /* no number begins so */
	if (g->count == 1)
		return 1;
	if (g->count == 2)
		return odd ? 0 : one_sign_groups(g) ? 2 : 1;
	if (first.len > GROUP || first.ptr[0] == '0')
		return 0;
	size_t same = 1; /* groups that the first sign parts */
	while (same < g->count && g->signs[same - 1] == g->signs[0] &&
		g->ends[same] - g->starts[same] == GROUP)
		same++;
	bool decimals = same + 1 == g->count && g->signs[same - 1] != g->signs[0];
	return same == g->count || decimals ? same : 0;
}

static void append(struct number *n, struct str s)
{
	if (s.len > 0)
		memcpy(n->text + n->len, s.ptr, s.len);
	n->len += s.len;
}

/* Spells the groups [0, INTEGER) and what is behind the decimal sign. */
static bool spell(const struct groups *g, size_t integer, struct number *n)
{
	if (g->end - g->starts[0] >= NUMBER_MAX_BYTES)
		return false;
	struct str first = group(g, 0);
	n->len = 0;
	append(n, g->count == 1 ? number_canonical(first)
				: str_slice(first, leading_zeros(first), first.len));
	for (size_t i = 1; i < g->count; i++) {
		if (i == integer)
			append(n, STR(","));
		append(n, group(g, i));
	}
	return true;
}

size_t number_space(struct str text, size_t at)
{
	struct str rest = str_slice(text, at < text.len ? at : text.len, text.len);
	if (rest.len > 0 && rest.ptr[0] == ' ')
		return 1;
	if (str_starts_with(rest, STR("\u00A0")))
		return 2;
	return str_starts_with(rest, STR("\u202F")) ? 3 : 0;
}

/* The bytes of the space that ends at AT. */
static size_t space_before(struct str text, size_t at)
{
	struct str before = str_slice(text, 0, at);
	if (at > 0 && text.ptr[at - 1] == ' ')
		return 1;
	if (str_ends_with(before, STR("\u00A0")))
		return 2;
	return str_ends_with(before, STR("\u202F")) ? 3 : 0;
}

/* Words before which a number says which one, not how many: "lớp 9 120 học sinh". */
static bool numbers_things(struct str word)
{
	static const char *const words[] = {"ngày", "tháng", "năm", "giờ", "phút", "giây", "lúc",
		"tuần", "quý", "thứ", "số", "khóa", "lớp", "khối", "khu", "phường", "quận", "tổ",
		"ấp", "thôn", "bản", "đội", "tập", "điều", "khoản", "mục", "chương", "vòng", "hạng",
		"bảng", "kỳ", "top", "nhóm", "cấp", "loại", "bậc", "đợt", "tầng", "phòng", "bàn",
		"đường", "lần", "ngay", "thang", "nam", "gio", "luc", "quy"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (str_eq(word, str_from_c(words[i])))
			return true;
	}
	return false;
}

/* Whether a number that counts may begin at START: behind a word of prose or punctuation,
   not in a row of a table, and no name or ordinal. One of several GROUPS may be behind a capital,
   as it hardly is anything else. */
static bool may_count(struct str text, size_t start, size_t groups)
{
	size_t space = space_before(text, start);
	size_t end = start - space;
	size_t from = end;
	while (from > 0 && end - from < WORD_BYTES && (unsigned char)text.ptr[from - 1] > ' ')
		from--;
	if (from == end)
		return true;
	char last = text.ptr[end - 1];
	if (cut_is_one_of(last, ":;,(\""))
		return true;
	while (from < end && (cut_continues((unsigned char)text.ptr[from]) ||
				     cut_is_one_of(text.ptr[from], "(\"'")))
		from++;
	struct spelling word;
	spelling_of(str_slice(text, from, end), &word);
	return space > 0 && word.kind == TOKEN_SYLLABLE &&
	       (groups > 1 || !(word.flags & TOKEN_CAPITALISED)) &&
	       !numbers_things(str_make(word.exact, word.exact_len));
}

/* Whether the number that ends at END is followed by what is counted, or by nothing. */
static bool counts_on(struct str text, size_t end)
{
	size_t next = end + number_space(text, end);
	return next == text.len || !(text.ptr[next] >= 'A' && text.ptr[next] <= 'Z');
}

/* Whether figures stand next to [START, END), as in a table or a list, or signs that make
   something else of it. */
static bool has_neighbours(struct str text, size_t start, size_t end)
{
	size_t before = start;
	size_t after = end;
	for (size_t space; (space = space_before(text, before)) > 0;)
		before -= space;
	for (size_t space; (space = number_space(text, after)) > 0;)
		after += space;
	if (before > 0 &&
		(number_is_figure(text, before - 1) || cut_is_one_of(text.ptr[before - 1], "/%")))
		return true;
	if (before == start && start > 0 && cut_is_one_of(text.ptr[start - 1], ".,-"))
		return true;
	bool slash = end < text.len && text.ptr[end] == '/';
	return number_is_figure(text, after) || (slash && number_is_figure(text, end + 1));
}

/* 1 234 567: where the groups of three behind the first, which ends at END, end; END where
   there are none. A miss is better than two numbers that became one. */
static size_t spaced_end(struct str text, size_t start, size_t end)
{
	if (end - start > GROUP || text.ptr[start] == '0')
		return end;
	size_t at = end;
	size_t count = 0;
	for (size_t space; count <= MAX_SPACED && (space = number_space(text, at)) > 0; count++) {
		size_t next = number_figures(text, at + space);
		if (next != at + space + GROUP)
			break;
		at = next;
	}
	if (count == 0 || count > MAX_SPACED)
		return end;
	size_t whole = at;
	if (next_figures(text, at) > at)
		whole = number_figures(text, at + 1);
	if (whole > at && (text.ptr[at] != ',' || next_figures(text, whole) > whole))
		return end;
	if (has_neighbours(text, start, whole))
		return end;
	bool thousands = str_eq(str_slice(text, at - GROUP, at), STR("000"));
	return thousands || (may_count(text, start, count) && counts_on(text, whole)) ? whole : end;
}

static bool read_spaced(struct str text, size_t end, struct number *out)
{
	if (end - out->start >= NUMBER_MAX_BYTES)
		return false;
	out->len = 0;
	out->end = end;
	for (size_t i = out->start; i < end; i++) {
		if (number_is_figure(text, i) || text.ptr[i] == ',')
			out->text[out->len++] = text.ptr[i];
	}
	return true;
}

bool number_read(struct str text, size_t start, struct number *out)
{
	struct groups g;
	out->start = start;
	out->len = 0;
	read_groups(text, start, &g);
	out->end = g.end;
	size_t spaced = g.count == 1 ? spaced_end(text, start, g.end) : g.end;
	if (spaced > g.end && read_spaced(text, spaced, out))
		return true;
	size_t integer = g.count <= MAX_GROUPS ? integer_groups(&g) : 0;
	return integer > 0 && spell(&g, integer, out);
}
