#include "article/readers/record.h"

#include "article/metadata/metadata.h"
#include "base/lang.h"

void record_maker_free(struct record_maker *m)
{
	buf_free(&m->joined);
	buf_free(&m->decoded);
}

static void join(void *context, struct given_value *v)
{
	struct buf *out = context;
	buf_append(out, v->text);
	buf_push(out, '\n');
}

static size_t count_lines(struct str s)
{
	size_t count = 1;
	const char *at = s.ptr;
	while (s.len > 0 && (at = memchr(at, '\n', s.len - (size_t)(at - s.ptr))) != NULL) {
		count++;
		at++;
	}
	return count;
}

struct split {
	struct str rest;
	bool failed;
};

/* Gives V as many lines of what was decoded as it had; decoding keeps line ends. */
static void split(void *context, struct given_value *v)
{
	struct split *s = context;
	size_t end = 0;
	for (size_t lines = count_lines(v->text); lines > 0 && end <= s->rest.len; lines--)
		end = str_find(s->rest, STR("\n"), end) + 1;
	if (end > s->rest.len) {
		s->failed = true;
		return;
	}
	v->text = str_slice(s->rest, 0, end - 1);
	s->rest = str_slice(s->rest, end, s->rest.len);
}

/* Decodes all texts together, since a title alone tells too little. */
static bool decode_texts(
	struct record_maker *m, struct given *g, struct article *a, struct error *err)
{
	struct decoded d;
	buf_reset(&m->joined);
	given_visit_texts(g, join, &m->joined);
	if (m->joined.failed)
		return error_set_memory(err);
	struct str joined = buf_str(&m->joined);
	if (!article_decode(a, m->input, joined, &m->decoded, &d, err))
		return false;
	if (d.text.ptr == joined.ptr)
		return true;
	struct split s = {.rest = arena_str(&a->memory, d.text)};
	if (!s.rest.ptr)
		return error_set_memory(err);
	given_visit_texts(g, split, &s);
	return !s.failed || error_set(err, ERROR_INPUT,
				    SAY("không đoán được bảng mã; hãy lưu lại dưới dạng UTF-8",
					    "can't tell the encoding; save it again as UTF-8"));
}

static bool has_escapes(struct str s)
{
	const char *at = s.ptr, *end = s.ptr + s.len;
	while (at < end && (at = memchr(at, '\\', (size_t)(end - at))) != NULL) {
		if (at + 1 < end && at[1] == 'u')
			return true;
		at += 2;
	}
	return false;
}

/* Whether the texts of BYTES are UTF-8 as they stand there: most are, and need not be joined
   to see it. */
static bool is_clean(const struct record_maker *m, struct str bytes, struct article *a)
{
	if (m->input->file.as != ENCODING_DETECT || input_is_wide(m->input) ||
		utf8_valid_prefix(bytes) < bytes.len || has_escapes(bytes) ||
		!decode_is_clean(bytes))
		return false;
	a->encoding = ENCODING_UTF8;
	a->encodings = 1u << ENCODING_UTF8;
	a->confidence = 1;
	return true;
}

bool record_make(struct record_maker *m, struct given *g, struct str bytes, size_t repaired,
	struct article *a, struct article_problem *p)
{
	struct error *err = &p->error;
	if (!is_clean(m, bytes, a) && !decode_texts(m, g, a, err))
		return false;
	const struct given_value *id = g->values[FIELD_ID].first;
	if (id && !article_set_id(a, id->text, p))
		return false;
	a->repaired += repaired;
	if (!given_build(g, a))
		return error_set_memory(err);
	if (a->block_count == 0)
		return error_set(err, ERROR_INPUT,
			SAY("bài trống: không có title, lead hay body; nếu chúng mang tên khác, "
			    "hãy "
			    "nêu bằng --map",
				"empty: there is no title, lead or body; where they have other "
				"names, tell them by --map"));
	return metadata_complete(a, m->path, err);
}

enum article_step record_skip(uint64_t line, struct article_problem *p)
{
	p->line = line;
	error_add_context(&p->error, SAY("dòng %llu", "line %llu"), (unsigned long long)line);
	return ARTICLE_SKIPPED;
}

enum article_step record_break(uint64_t line, struct article_problem *p)
{
	p->line = line;
	error_add_context(
		&p->error, SAY("từ dòng %llu", "from line %llu"), (unsigned long long)line);
	return ARTICLE_BROKEN;
}
