#include "query/reading/fields.h"

#include "base/buf.h"
#include "base/lang.h"
#include "text/syllable/spelling.h"

static const struct {
	const char *name, *vietnamese, *english;
} fields[FIELD_BY_COUNT] = {
	[FIELD_BY_AUTHOR] = {"author", "tác giả", "author"},
	[FIELD_BY_PLACE] = {"place", "nơi", "place"},
	[FIELD_BY_SOURCE] = {"source", "nguồn", "source"},
	[FIELD_BY_ISSUER] = {"issuer", "cơ quan ban hành", "issuing body"},
	[FIELD_BY_KIND] = {"kind", "loại văn bản", "kind of document"},
	[FIELD_BY_NUMBER] = {"number", "số hiệu", "document number"},
};

const char *field_name(enum query_field f)
{
	return fields[f].name;
}

const char *field_words(enum query_field f)
{
	return SAY(fields[f].vietnamese, fields[f].english);
}

/* Without marks, and written together. */
static const struct {
	const char *name;
	struct filter_name is;
} names[] = {
	{"tacgia", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_AUTHOR}},
	{"butdanh", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_AUTHOR}},
	{"nguoiviet", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_AUTHOR}},
	{"phongvien", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_AUTHOR, .in_texts = true}},
	{"author", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_AUTHOR}},
	{"byline", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_AUTHOR}},
	{"noi", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_PLACE, .in_texts = true}},
	{"o", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_PLACE, .in_texts = true}},
	{"tinh", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_PLACE, .in_texts = true}},
	{"diaphuong", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_PLACE, .in_texts = true}},
	{"diadanh", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_PLACE}},
	{"place", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_PLACE}},
	{"nguon", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_SOURCE, .in_texts = true}},
	{"bao", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_SOURCE, .in_texts = true}},
	{"nguontin", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_SOURCE, .in_texts = true}},
	{"source", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_SOURCE}},
	{"coquanbanhanh", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_ISSUER}},
	{"coquan", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_ISSUER, .in_texts = true}},
	{"issuer", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_ISSUER}},
	{"loaivanban", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_KIND}},
	{"loai", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_KIND, .in_texts = true}},
	{"kind", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_KIND}},
	{"sohieu", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_NUMBER, .in_texts = true}},
	{"so", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_NUMBER, .in_texts = true}},
	{"number", {.kind = FILTER_NAME_FIELD, .field = FIELD_BY_NUMBER}},
	{"ngay", {.kind = FILTER_NAME_DURING, .in_texts = true}},
	{"thang", {.kind = FILTER_NAME_DURING, .in_texts = true}},
	{"quy", {.kind = FILTER_NAME_DURING, .in_texts = true}},
	{"nam", {.kind = FILTER_NAME_DURING, .in_texts = true}},
	{"date", {.kind = FILTER_NAME_DURING}},
	{"tu", {.kind = FILTER_NAME_FROM, .in_texts = true}},
	{"tungay", {.kind = FILTER_NAME_FROM, .in_texts = true}},
	{"from", {.kind = FILTER_NAME_FROM}},
	{"since", {.kind = FILTER_NAME_FROM}},
	{"den", {.kind = FILTER_NAME_TO, .in_texts = true}},
	{"denngay", {.kind = FILTER_NAME_TO, .in_texts = true}},
	{"to", {.kind = FILTER_NAME_TO}},
	{"until", {.kind = FILTER_NAME_TO}},
	{"sau", {.kind = FILTER_NAME_AFTER, .in_texts = true}},
	{"after", {.kind = FILTER_NAME_AFTER}},
	{"truoc", {.kind = FILTER_NAME_BEFORE, .in_texts = true}},
	{"before", {.kind = FILTER_NAME_BEFORE}},
	{"tieude", {.kind = FILTER_NAME_ZONE, .zone = ZONE_TITLE, .in_texts = true}},
	{"tit", {.kind = FILTER_NAME_ZONE, .zone = ZONE_TITLE, .in_texts = true}},
	{"nhande", {.kind = FILTER_NAME_ZONE, .zone = ZONE_TITLE, .in_texts = true}},
	{"title", {.kind = FILTER_NAME_ZONE, .zone = ZONE_TITLE}},
	{"headline", {.kind = FILTER_NAME_ZONE, .zone = ZONE_TITLE}},
	{"intitle", {.kind = FILTER_NAME_ZONE, .zone = ZONE_TITLE}},
	{"sapo", {.kind = FILTER_NAME_ZONE, .zone = ZONE_LEAD, .in_texts = true}},
	{"lead", {.kind = FILTER_NAME_ZONE, .zone = ZONE_LEAD}},
	{"chuthich", {.kind = FILTER_NAME_ZONE, .zone = ZONE_CAPTION, .in_texts = true}},
	{"anh", {.kind = FILTER_NAME_ZONE, .zone = ZONE_CAPTION, .in_texts = true}},
	{"caption", {.kind = FILTER_NAME_ZONE, .zone = ZONE_CAPTION}},
};

/* Appends the words of NAME without marks and what stands between them. */
static void join(struct str name, struct buf *out)
{
	size_t start = 0;
	for (size_t i = 0; i <= name.len; i++) {
		if (i < name.len && name.ptr[i] != ' ' && name.ptr[i] != '_')
			continue;
		struct spelling word;
		spelling_of(str_slice(name, start, i), &word);
		buf_append(out, str_make(word.folded, word.folded_len));
		start = i + 1;
	}
}

struct filter_name filter_name_of(struct str name)
{
	struct filter_name none = {.kind = FILTER_NAME_NONE};
	struct buf joined = BUF_INIT;
	if (name.len == 0 || name.len > FILTER_NAME_BYTES)
		return none;
	join(name, &joined);
	for (size_t i = 0; i < sizeof names / sizeof *names && !joined.failed; i++) {
		if (str_eq(buf_str(&joined), str_from_c(names[i].name)))
			none = names[i].is;
	}
	buf_free(&joined);
	return none;
}
