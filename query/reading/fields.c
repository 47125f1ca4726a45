#include "query/reading/fields.h"

#include "base/buf.h"
#include "base/lang.h"
#include "text/syllable/script.h"
#include "text/syllable/spelling.h"

#include <limits.h>

static const struct {
	const char *name, *vietnamese, *english;
} fields[FIELD_BY_COUNT] = {
	[FIELD_BY_AUTHOR] = {"author", "tác giả", "author"},
	[FIELD_BY_PLACE] = {"place", "nơi", "place"},
	[FIELD_BY_SOURCE] = {"source", "nguồn", "source"},
	[FIELD_BY_ISSUER] = {"issuer", "cơ quan ban hành", "issuing body"},
	[FIELD_BY_KIND] = {"kind", "loại văn bản", "kind of document"},
	[FIELD_BY_NUMBER] = {"number", "số hiệu", "document number"},
	[FIELD_BY_URL] = {"url", "địa chỉ", "address"},
	[FIELD_BY_FILE] = {"filetype", "loại tệp", "type of file"},
};

const char *field_name(enum query_field f)
{
	return fields[f].name;
}

const char *field_words(enum query_field f)
{
	return SAY(fields[f].vietnamese, fields[f].english);
}

/* Without marks, and written together; and as one types it. */
static const struct {
	const char *name, *typed;
	struct filter_name is;
} names[] = {
	{"tacgia", "tác giả", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_AUTHOR}},
	{"butdanh", "bút danh", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_AUTHOR}},
	{"nguoiviet", "người viết", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_AUTHOR}},
	{"phongvien", "phóng viên",
		{.kind = FILTER_NAME_FIELD, .field = FIELD_BY_AUTHOR, .in_texts = true}},
	{"author", "author", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_AUTHOR}},
	{"byline", "byline", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_AUTHOR}},
	{"noi", "nơi", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_PLACE, .in_texts = true}},
	{"o", "ở", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_PLACE, .in_texts = true}},
	{"tinh", "tỉnh", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_PLACE, .in_texts = true}},
	{"diaphuong", "địa phương",
		{.kind = FILTER_NAME_FIELD, .field = FIELD_BY_PLACE, .in_texts = true}},
	{"diadanh", "địa danh", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_PLACE}},
	{"place", "place", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_PLACE}},
	{"nguon", "nguồn", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_SOURCE, .in_texts = true}},
	{"bao", "báo", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_SOURCE, .in_texts = true}},
	{"nguontin", "nguồn tin",
		{.kind = FILTER_NAME_FIELD, .field = FIELD_BY_SOURCE, .in_texts = true}},
	{"source", "source", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_SOURCE}},
	{"coquanbanhanh", "cơ quan ban hành",
		{.kind = FILTER_NAME_FIELD, .field = FIELD_BY_ISSUER}},
	{"coquan", "cơ quan",
		{.kind = FILTER_NAME_FIELD, .field = FIELD_BY_ISSUER, .in_texts = true}},
	{"issuer", "issuer", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_ISSUER}},
	{"loaivanban", "loại văn bản", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_KIND}},
	{"loai", "loại", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_KIND, .in_texts = true}},
	{"kind", "kind", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_KIND}},
	{"sohieu", "số hiệu",
		{.kind = FILTER_NAME_FIELD, .field = FIELD_BY_NUMBER, .in_texts = true}},
	{"so", "số", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_NUMBER, .in_texts = true}},
	{"number", "number", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_NUMBER}},
	{"url", "url", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_URL, .in_texts = true}},
	{"site", "site", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_URL}},
	{"domain", "domain", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_URL}},
	{"tenmien", "tên miền",
		{.kind = FILTER_NAME_FIELD, .field = FIELD_BY_URL, .in_texts = true}},
	{"filetype", "filetype", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_FILE}},
	{"loaitep", "loại tệp", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_FILE}},
	{"dinhdang", "định dạng",
		{.kind = FILTER_NAME_FIELD, .field = FIELD_BY_FILE, .in_texts = true}},
	{"ngay", "ngày", {.kind = FILTER_NAME_DURING, .in_texts = true}},
	{"thang", "tháng", {.kind = FILTER_NAME_DURING, .in_texts = true}},
	{"quy", "quý", {.kind = FILTER_NAME_DURING, .in_texts = true}},
	{"nam", "năm", {.kind = FILTER_NAME_DURING, .in_texts = true}},
	{"trong", "trong", {.kind = FILTER_NAME_DURING, .in_texts = true}},
	{"ngaydang", "ngày đăng", {.kind = FILTER_NAME_DURING}},
	{"date", "date", {.kind = FILTER_NAME_DURING}},
	{"tu", "từ", {.kind = FILTER_NAME_FROM, .in_texts = true}},
	{"tungay", "từ ngày", {.kind = FILTER_NAME_FROM, .in_texts = true}},
	{"from", "from", {.kind = FILTER_NAME_FROM}},
	{"since", "since", {.kind = FILTER_NAME_FROM}},
	{"den", "đến", {.kind = FILTER_NAME_TO, .in_texts = true}},
	{"toi", "tới", {.kind = FILTER_NAME_TO, .in_texts = true}},
	{"denngay", "đến ngày", {.kind = FILTER_NAME_TO, .in_texts = true}},
	{"to", "to", {.kind = FILTER_NAME_TO}},
	{"until", "until", {.kind = FILTER_NAME_TO}},
	{"sau", "sau", {.kind = FILTER_NAME_AFTER, .in_texts = true}},
	{"after", "after", {.kind = FILTER_NAME_AFTER}},
	{"truoc", "trước", {.kind = FILTER_NAME_BEFORE, .in_texts = true}},
	{"before", "before", {.kind = FILTER_NAME_BEFORE}},
	{"tieude", "tiêu đề", {.kind = FILTER_NAME_ZONE, .zone = ZONE_TITLE, .in_texts = true}},
	{"tit", "tít", {.kind = FILTER_NAME_ZONE, .zone = ZONE_TITLE, .in_texts = true}},
	{"nhande", "nhan đề", {.kind = FILTER_NAME_ZONE, .zone = ZONE_TITLE, .in_texts = true}},
	{"title", "title", {.kind = FILTER_NAME_ZONE, .zone = ZONE_TITLE}},
	{"headline", "headline", {.kind = FILTER_NAME_ZONE, .zone = ZONE_TITLE}},
	{"intitle", "intitle", {.kind = FILTER_NAME_ZONE, .zone = ZONE_TITLE}},
	{"sapo", "sapo", {.kind = FILTER_NAME_ZONE, .zone = ZONE_LEAD, .in_texts = true}},
	{"lead", "lead", {.kind = FILTER_NAME_ZONE, .zone = ZONE_LEAD}},
	{"chuthich", "chú thích",
		{.kind = FILTER_NAME_ZONE, .zone = ZONE_CAPTION, .in_texts = true}},
	{"anh", "ảnh", {.kind = FILTER_NAME_ZONE, .zone = ZONE_CAPTION, .in_texts = true}},
	{"caption", "caption", {.kind = FILTER_NAME_ZONE, .zone = ZONE_CAPTION}},
};

/* Appends the words of NAME, MARKED or without marks, and not what stands between them. */
static void join(struct str name, bool marked, struct buf *out)
{
	size_t start = 0;
	for (size_t i = 0; i <= name.len; i++) {
		if (i < name.len && name.ptr[i] != ' ' && name.ptr[i] != '_')
			continue;
		struct spelling word;
		spelling_of(str_slice(name, start, i), &word);
		buf_append(out, marked ? str_make(word.exact, word.exact_len)
				       : str_make(word.folded, word.folded_len));
		start = i + 1;
	}
}

/* Whether the marks of NAME are those of KNOWN, both without spaces, or lacking: nội is not nơi. */
static bool has_its_marks(struct str name, struct str known)
{
	size_t i = 0, k = 0;
	while (i < name.len && k < known.len) {
		int32_t c, wanted;
		i += script_read(name.ptr + i, &c);
		k += script_read(known.ptr + k, &wanted);
		struct script_letter a = script_letter_of(c), b = script_letter_of(wanted);
		if (a.letter != b.letter &&
			a.letter != letter_make(letter_base(b.letter), SHAPE_NONE))
			return false;
		if (a.tone != b.tone && a.tone != TONE_NGANG)
			return false;
	}
	return i == name.len && k == known.len;
}

static bool is_typed_as(struct str name, const char *known)
{
	struct buf marked = BUF_INIT, wanted = BUF_INIT;
	join(name, true, &marked);
	join(str_from_c(known), true, &wanted);
	bool ok = !marked.failed && !wanted.failed &&
		  has_its_marks(buf_str(&marked), buf_str(&wanted));
	buf_free(&marked);
	buf_free(&wanted);
	return ok;
}

struct filter_name filter_name_of(struct str name)
{
	struct filter_name found = {.kind = FILTER_NAME_NONE};
	struct buf joined = BUF_INIT;
	if (name.len == 0 || name.len > FILTER_NAME_BYTES)
		return found;
	join(name, false, &joined);
	for (size_t i = 0; i < sizeof names / sizeof *names && !joined.failed; i++) {
		if (!str_eq(buf_str(&joined), str_from_c(names[i].name)))
			continue;
		if (is_typed_as(name, names[i].typed))
			found = names[i].is;
		break;
	}
	buf_free(&joined);
	return found;
}

/* ---- Names that were perhaps misspelt ---- */

enum { NEAREST_BYTES = 20, NEAREST_LEAST = 4 /* shorter names are like any word */ };

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* How many letters are missing, too many, others or changed about between A and B, of at most
   NEAREST_BYTES. */
static unsigned distance(struct str a, struct str b)
{
	unsigned rows[NEAREST_BYTES + 1][NEAREST_BYTES + 1];
	for (size_t i = 0; i <= a.len; i++) {
		for (size_t k = 0; k <= b.len; k++) {
			if (i == 0 || k == 0) {
				rows[i][k] = (unsigned)(i + k);
				continue;
			}
			unsigned other = a.ptr[i - 1] != b.ptr[k - 1];
			unsigned best = least(rows[i - 1][k], rows[i][k - 1]) + 1;
			best = least(best, rows[i - 1][k - 1] + other);
			if (i > 1 && k > 1 && a.ptr[i - 1] == b.ptr[k - 2] &&
				a.ptr[i - 2] == b.ptr[k - 1])
				best = least(best, rows[i - 2][k - 2] + 1);
			rows[i][k] = best;
		}
	}
	return rows[a.len][b.len];
}

const char *filter_name_nearest(struct str name)
{
	struct buf joined = BUF_INIT;
	const char *nearest = NULL;
	unsigned best = UINT_MAX;
	if (name.len > FILTER_NAME_BYTES)
		return NULL;
	join(name, false, &joined);
	struct str typed = buf_str(&joined);
	bool fits = !joined.failed && typed.len >= NEAREST_LEAST && typed.len <= NEAREST_BYTES;
	for (size_t i = 0; fits && i < sizeof names / sizeof *names; i++) {
		struct str known = str_from_c(names[i].name);
		unsigned away = known.len < NEAREST_LEAST ? UINT_MAX : distance(typed, known);
		if (away < best && away <= least((unsigned)typed.len, (unsigned)known.len) / 4) {
			best = away;
			nearest = names[i].typed;
		}
	}
	buf_free(&joined);
	return nearest;
}
