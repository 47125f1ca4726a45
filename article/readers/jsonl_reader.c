/* .jsonl: an article a line. */
#include "article/blocks.h"
#include "article/input/lines.h"
#include "article/metadata/byline.h"
#include "article/metadata/metadata.h"
#include "article/readers/formats.h"
#include "article/readers/json_record.h"
#include "article/words.h"
#include "base/lang.h"
#include "text/date/read.h"

#include <stdlib.h>

enum { TITLE_MAX = 300 }; /* characters of a first paragraph that can be the title */

struct jsonl_reader {
	struct lines lines;
	struct buf joined, decoded;
	char *path; /* owned */
	bool ended;
};

static void *jsonl_open(const struct article_file *file, struct error *err)
{
	struct jsonl_reader *r = calloc(1, sizeof *r);
	if (r)
		r->path = strdup(file->path);
	if (!r || !r->path) {
		error_set_memory(err);
	} else if (lines_open(&r->lines, file->fd, file->format.packing, file->encoding,
			   ARTICLE_MAX_BYTES, err)) {
		return r;
	} else {
		free(r->path);
	}
	free(r);
	return NULL;
}

static void jsonl_close(void *state)
{
	struct jsonl_reader *r = state;
	lines_close(&r->lines);
	buf_free(&r->joined);
	buf_free(&r->decoded);
	free(r->path);
	free(r);
}

static bool set_given(struct article *a, struct article_field *field, const struct json_value *v)
{
	if (!v)
		return true;
	struct str value = words_tidy(&a->memory, v->text);
	if (value.len > 0)
		*field = (struct article_field){value, PROVENANCE_GIVEN};
	return value.ptr != NULL;
}

static bool set_date(struct article *a, const struct json_value *v)
{
	struct date date;
	char text[DATE_TEXT_SIZE];
	if (!v || !date_parse(v->text, &date))
		return true;
	struct str value = arena_str(&a->memory, str_from_c(date_format(date, text)));
	a->date = (struct article_field){value, PROVENANCE_GIVEN};
	a->date_confidence = CONFIDENCE_HIGH;
	return value.ptr != NULL;
}

static bool set_fields(struct article *a, struct json_value *const values[])
{
	for (const struct json_value *v = values[KEY_AUTHOR]; v; v = v->next) {
		if (!byline_add_authors(a, v->text, PROVENANCE_GIVEN))
			return false;
	}
	return set_given(a, &a->title, values[KEY_TITLE]) && set_date(a, values[KEY_DATE]) &&
	       set_given(a, &a->source, values[KEY_SOURCE]) &&
	       set_given(a, &a->place, values[KEY_PLACE]) && set_given(a, &a->url, values[KEY_URL]);
}

static bool set_blocks(struct article *a, struct json_value *const values[])
{
	static const struct {
		enum json_key key;
		enum zone zone;
	} order[] = {{KEY_TITLE, ZONE_TITLE}, {KEY_LEAD, ZONE_LEAD}, {KEY_BODY, ZONE_BODY},
		{KEY_CAPTIONS, ZONE_CAPTION}, {KEY_AUTHOR, ZONE_BYLINE}};
	size_t capacity = 0;
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		for (const struct json_value *v = values[order[i].key]; v; v = v->next) {
			bool body = order[i].key == KEY_BODY;
			a->zones[order[i].zone] = PROVENANCE_GIVEN;
			if (!(body ? blocks_add_paragraphs(a, &capacity, ZONE_BODY, v->text)
				   : blocks_add(a, &capacity, order[i].zone, v->text)))
				return false;
		}
	}
	return true;
}

/* Without a title key, the first of several paragraphs is the title if it is short;
   without an author key, the last is the byline if it looks like one. */
static void mark_paragraphs(struct article *a)
{
	struct article_block *first = blocks_first(a, ZONE_BODY);
	struct article_block *last = first;
	for (size_t i = 0; i < a->block_count; i++) {
		if (a->blocks[i].zone == ZONE_BODY)
			last = &a->blocks[i];
	}
	if (first == last)
		return;
	if (a->title.value.len == 0 && words_length(first->text) <= TITLE_MAX)
		first->zone = ZONE_TITLE;
	if (a->author_count > 0)
		return;
	enum byline_kind kind = byline_kind_of(last->text);
	if (kind == BYLINE_LABELLED || kind == BYLINE_NAMES)
		last->zone = ZONE_BYLINE;
}

/* Whether V can be misread: names and addresses are not, nor dates. */
static bool is_text(enum json_key key, const struct json_value *v)
{
	bool name = key == KEY_ID || key == KEY_DATE || key == KEY_URL;
	return !name || utf8_valid_prefix(v->text) < v->text.len;
}

/* The texts of an article, a paragraph or more each. */
static bool join_texts(const struct json_record *record, struct buf *out)
{
	buf_reset(out);
	for (int key = 0; key < KEY_COUNT; key++) {
		for (const struct json_value *v = record->values[key]; v; v = v->next) {
			if (!is_text((enum json_key)key, v))
				continue;
			buf_append(out, v->text);
			buf_push(out, '\n');
		}
	}
	return !out->failed;
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

/* Gives each text as many lines of DECODED as it had; decoding keeps line ends. */
static bool split_texts(struct json_record *record, struct str decoded)
{
	for (int key = 0; key < KEY_COUNT; key++) {
		for (struct json_value *v = record->values[key]; v; v = v->next) {
			if (!is_text((enum json_key)key, v))
				continue;
			size_t end = 0;
			size_t lines = count_lines(v->text);
			for (; lines > 0 && end <= decoded.len; lines--)
				end = str_find(decoded, STR("\n"), end) + 1;
			if (end > decoded.len)
				return false;
			v->text = str_slice(decoded, 0, end - 1);
			decoded = str_slice(decoded, end, decoded.len);
		}
	}
	return true;
}

/* Decodes all texts together, since a title alone tells too little. */
static bool decode_texts(
	struct jsonl_reader *r, struct json_record *record, struct article *a, struct error *err)
{
	struct decoded d;
	if (!join_texts(record, &r->joined))
		return error_set_memory(err);
	struct str joined = buf_str(&r->joined);
	if (!article_decode(a, &r->lines.input, joined, &r->decoded, &d, err))
		return false;
	if (d.text.ptr == joined.ptr)
		return true;
	struct str kept = arena_str(&a->memory, d.text);
	if (!kept.ptr)
		return error_set_memory(err);
	return split_texts(record, kept) ||
	       error_set(err, ERROR_INPUT,
		       SAY("không đoán được bảng mã; hãy lưu lại dưới dạng UTF-8",
			       "can't tell the encoding; save it again as UTF-8"));
}

/* Whether the texts of RECORD are UTF-8 as LINE has them: most are, and need not be
   joined to see it. */
static bool is_clean(const struct jsonl_reader *r, struct str line,
	const struct json_record *record, struct article *a)
{
	bool escapes = memmem(line.ptr, line.len, "\\u", 2) != NULL;
	if (r->lines.input.as != ENCODING_DETECT || input_is_wide(&r->lines.input) ||
		!record->utf8 || escapes || !decode_is_clean(line))
		return false;
	a->encoding = ENCODING_UTF8;
	a->encodings = 1u << ENCODING_UTF8;
	a->confidence = 1;
	return true;
}

/* Reads LINE, whose texts may be in any encoding that leaves JSON's own signs alone. Where
   it does not (VISCII's letters among the control characters, UTF-16), the line is
   decoded first. */
static bool read_record(struct jsonl_reader *r, struct str line, struct json_record *record,
	struct article *a, struct error *err)
{
	struct decoded d;
	struct error ignored;
	if (str_starts_with(line, STR("\xEF\xBB\xBF")))
		line = str_slice(line, 3, line.len);
	if (json_record_read(line, &a->memory, record, err))
		return is_clean(r, line, record, a) || decode_texts(r, record, a, err);
	if (err->code != ERROR_INPUT ||
		!article_decode(a, &r->lines.input, line, &r->decoded, &d, &ignored))
		return false;
	return d.text.ptr != line.ptr && json_record_read(d.text, &a->memory, record, err);
}

static bool build(
	struct jsonl_reader *r, struct str line, struct article *a, struct article_problem *p)
{
	struct json_record record;
	struct error *err = &p->error;
	if (!read_record(r, line, &record, a, err))
		return false;
	const struct json_value *id = record.values[KEY_ID];
	if (id && !article_set_id(a, id->text, p))
		return false;
	a->repaired += record.repaired;
	if (!set_fields(a, record.values) || !set_blocks(a, record.values))
		return error_set_memory(err);
	mark_paragraphs(a);
	if (a->block_count == 0)
		return error_set(err, ERROR_INPUT,
			SAY("bài trống: không có title, lead hay body",
				"empty: there is no title, lead or body"));
	return metadata_complete(a, str_from_c(r->path), err);
}

static enum article_step skip(const struct jsonl_reader *r, struct article_problem *p)
{
	p->line = r->lines.number;
	error_add_context(&p->error, SAY("dòng %llu", "line %llu"), (unsigned long long)p->line);
	return ARTICLE_SKIPPED;
}

static enum article_step skip_long(const struct jsonl_reader *r, struct article_problem *p)
{
	error_set(&p->error, ERROR_LIMIT,
		SAY("dòng dài %llu byte, nhiều nhất là %d MiB",
			"the line has %llu bytes; at most %d MiB are read"),
		(unsigned long long)r->lines.size, ARTICLE_MAX_BYTES >> 20);
	return skip(r, p);
}

static enum article_step read_line(
	struct jsonl_reader *r, struct str line, struct article *out, struct article_problem *p)
{
	out->line = r->lines.number;
	return build(r, line, out, p) ? ARTICLE_READ : skip(r, p);
}

static enum article_step jsonl_next(void *state, struct article *out, struct article_problem *p)
{
	struct jsonl_reader *r = state;
	struct str line;
	while (!r->ended) {
		switch (lines_next(&r->lines, &line, &p->error)) {
		case LINES_READ:
			if (str_trim(line).len > 0)
				return read_line(r, line, out, p);
			break;
		case LINES_TOO_LONG:
			return skip_long(r, p);
		case LINES_BROKEN:
			r->ended = true;
			p->line = r->lines.number + 1;
			error_add_context(&p->error, SAY("từ dòng %llu", "from line %llu"),
				(unsigned long long)p->line);
			return ARTICLE_BROKEN;
		case LINES_END:
			r->ended = true;
			break;
		}
	}
	return ARTICLE_END;
}

const struct reader_ops jsonl_reader_ops = {jsonl_open, jsonl_next, jsonl_close};
