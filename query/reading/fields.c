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
	{"tacgia", {FILTER_NAME_FIELD, FIELD_BY_AUTHOR, false}},
	{"butdanh", {FILTER_NAME_FIELD, FIELD_BY_AUTHOR, false}},
	{"nguoiviet", {FILTER_NAME_FIELD, FIELD_BY_AUTHOR, false}},
	{"phongvien", {FILTER_NAME_FIELD, FIELD_BY_AUTHOR, true}},
	{"author", {FILTER_NAME_FIELD, FIELD_BY_AUTHOR, false}},
	{"byline", {FILTER_NAME_FIELD, FIELD_BY_AUTHOR, false}},
	{"noi", {FILTER_NAME_FIELD, FIELD_BY_PLACE, true}},
	{"o", {FILTER_NAME_FIELD, FIELD_BY_PLACE, true}},
	{"tinh", {FILTER_NAME_FIELD, FIELD_BY_PLACE, true}},
	{"diaphuong", {FILTER_NAME_FIELD, FIELD_BY_PLACE, true}},
	{"diadanh", {FILTER_NAME_FIELD, FIELD_BY_PLACE, false}},
	{"place", {FILTER_NAME_FIELD, FIELD_BY_PLACE, false}},
	{"nguon", {FILTER_NAME_FIELD, FIELD_BY_SOURCE, true}},
	{"bao", {FILTER_NAME_FIELD, FIELD_BY_SOURCE, true}},
	{"nguontin", {FILTER_NAME_FIELD, FIELD_BY_SOURCE, true}},
	{"source", {FILTER_NAME_FIELD, FIELD_BY_SOURCE, false}},
	{"coquanbanhanh", {FILTER_NAME_FIELD, FIELD_BY_ISSUER, false}},
	{"coquan", {FILTER_NAME_FIELD, FIELD_BY_ISSUER, true}},
	{"issuer", {FILTER_NAME_FIELD, FIELD_BY_ISSUER, false}},
	{"loaivanban", {FILTER_NAME_FIELD, FIELD_BY_KIND, false}},
	{"loai", {FILTER_NAME_FIELD, FIELD_BY_KIND, true}},
	{"kind", {FILTER_NAME_FIELD, FIELD_BY_KIND, false}},
	{"sohieu", {FILTER_NAME_FIELD, FIELD_BY_NUMBER, true}},
	{"so", {FILTER_NAME_FIELD, FIELD_BY_NUMBER, true}},
	{"number", {FILTER_NAME_FIELD, FIELD_BY_NUMBER, false}},
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
