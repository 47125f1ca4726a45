#include "article/readers/pack/member_name.h"
#include "article/readers/pack/warc.h"
#include "article/readers/pack/warc_stream.h"
#include "base/ascii.h"
#include "base/lang.h"
#include "text/syllable/utf8.h"

#include <stdlib.h>
#include <strings.h>

/* What is known of a record by its headers and those of the answer in it. */
struct record {
	uint64_t length;
	bool response, resource; /* an answer of a server, or a file without one */
	bool page;               /* it says that it is HTML */
	bool gzip, chunked, other;
	unsigned status;
};

struct warc_reader {
	struct warc_stream stream;
	struct record record;
	struct buf url, name;
	uint64_t chunk; /* bytes that are left of it */
	bool last;      /* no chunk follows */
};

static void warc_close(void *state)
{
	struct warc_reader *r = state;
	warc_stream_close(&r->stream);
	buf_free(&r->url);
	buf_free(&r->name);
	free(r);
}

static void *warc_open(const struct article_file *file, struct error *err)
{
	struct warc_reader *r = calloc(1, sizeof *r);
	struct input_file input = article_file_input(file);
	if (!r) {
		error_set_memory(err);
		return NULL;
	}
	if (warc_stream_open(&r->stream, &input, err))
		return r;
	warc_close(r);
	return NULL;
}

static bool fail(const struct warc_reader *r, struct error *err)
{
	if (r->stream.failure.code != ERROR_NONE) {
		*err = r->stream.failure;
		return false;
	}
	return error_set(err, ERROR_CORRUPT,
		SAY("tệp WARC bị hỏng hoặc cụt; hãy chép lại từ bản gốc",
			"the WARC file is damaged or cut short; copy it again from its origin"));
}

/* ---- Headers ---- */

static uint64_t number(struct str s, unsigned base)
{
	uint64_t n = 0;
	for (size_t i = 0; i < s.len && n < UINT64_MAX / 32; i++) {
		int digit = base == 16                 ? ascii_hex(s.ptr[i])
			    : ascii_is_digit(s.ptr[i]) ? s.ptr[i] - '0'
						       : -1;
		if (digit < 0)
			break;
		n = n * base + (unsigned)digit;
	}
	return n;
}

static bool is(struct str s, const char *word)
{
	return s.len == strlen(word) && strncasecmp(s.ptr, word, s.len) == 0;
}

static void note_record(struct warc_reader *r)
{
	struct str value;
	if (warc_header(&r->stream, "warc-type", &value)) {
		r->record.response = is(value, "response");
		r->record.resource = is(value, "resource") || is(value, "conversion");
	} else if (warc_header(&r->stream, "warc-target-uri", &value)) {
		/* In 1.0 it may stand in angle brackets. */
		bool angled = value.len > 1 && *value.ptr == '<';
		buf_reset(&r->url);
		buf_append(&r->url, angled ? str_slice(value, 1, value.len - 1) : value);
	} else if (warc_header(&r->stream, "content-length", &value)) {
		r->record.length = number(value, 10);
	}
}

/* The headers of the next record. False at the end, with ERR where there should be more. */
static bool next_record(struct warc_reader *r, struct error *err)
{
	struct warc_stream *s = &r->stream;
	r->record = (struct record){0};
	buf_reset(&r->url);
	if (!warc_pass(s))
		return fail(r, err);
	do {
		if (!warc_line(s, false))
			return s->failure.code != ERROR_NONE ? fail(r, err) : false;
	} while (s->line.len == 0);
	if (!str_starts_with(buf_str(&s->line), STR("WARC/")))
		return fail(r, err);
	while (warc_line(s, false) && s->line.len > 0)
		note_record(r);
	s->left = r->record.length;
	return true;
}

static void note_answer(struct warc_reader *r)
{
	struct str value;
	if (warc_header(&r->stream, "content-type", &value)) {
		r->record.page = str_find(value, STR("html"), 0) < value.len;
	} else if (warc_header(&r->stream, "transfer-encoding", &value)) {
		r->record.chunked = is(value, "chunked");
	} else if (warc_header(&r->stream, "content-encoding", &value)) {
		r->record.gzip = is(value, "gzip") || is(value, "x-gzip");
		r->record.other = !r->record.gzip && value.len > 0 && !is(value, "identity");
	}
}

/* HTTP/1.1 200 OK, and what follows up to the body. */
static void read_answer(struct warc_reader *r)
{
	struct warc_stream *s = &r->stream;
	if (!warc_line(s, true))
		return;
	size_t space = str_find(buf_str(&s->line), STR(" "), 0);
	if (space < s->line.len)
		r->record.status =
			(unsigned)number(str_slice(buf_str(&s->line), space + 1, s->line.len), 10);
	while (warc_line(s, true) && s->line.len > 0)
		note_answer(r);
}

/* ---- Members ---- */

/* Its address without scheme and fragment, and the endings of what it is packed in. */
static bool find_name(struct warc_reader *r)
{
	struct str url = buf_str(&r->url);
	size_t scheme = str_find(url, STR("://"), 0);
	struct str rest = scheme < url.len ? str_slice(url, scheme + 3, url.len) : url;
	rest.len = str_find(rest, STR("#"), 0);
	if (!member_name(rest, &r->name))
		return false;
	if (r->name.len == 0)
		buf_push(&r->name, '?');
	if (r->record.gzip)
		buf_append_c(&r->name, r->record.page ? ".html.gz" : ".gz");
	return !r->name.failed;
}

static bool is_web(struct str url)
{
	return utf8_valid_prefix(url) == url.len && url.len <= ARTICLE_MAX_ID &&
	       (str_starts_with(url, STR("http://")) || str_starts_with(url, STR("https://")));
}

/* Whether the record is a file that somebody can have read. */
static bool has_file(struct warc_reader *r)
{
	if (!r->record.response)
		return r->record.resource && r->url.len > 0;
	if (!is_web(buf_str(&r->url)))
		return false;
	read_answer(r);
	return r->record.status == 200 && !r->record.other;
}

static enum article_step warc_next(void *state, struct article *out, struct article_problem *p)
{
	struct warc_reader *r = state;
	while (next_record(r, &p->error)) {
		if (!has_file(r))
			continue;
		r->chunk = 0;
		r->last = false;
		if (!find_name(r)) {
			error_set_memory(&p->error);
			return ARTICLE_SKIPPED;
		}
		out->member = buf_str(&r->name);
		if (is_web(buf_str(&r->url)))
			out->url = (struct article_field){buf_str(&r->url), PROVENANCE_GIVEN};
		return ARTICLE_MEMBER;
	}
	return p->error.code == ERROR_NONE ? ARTICLE_END : ARTICLE_BROKEN;
}

/* Moves to the next chunk, whose size stands in a line. */
static void next_chunk(struct warc_reader *r)
{
	struct warc_stream *s = &r->stream;
	bool line = warc_line(s, true);
	if (line && s->line.len == 0) /* behind the chunk before */
		line = warc_line(s, true);
	r->chunk = line ? number(buf_str(&s->line), 16) : 0;
	r->last = r->chunk == 0;
}

static ssize_t warc_member(void *state, char *out, size_t size, struct error *err)
{
	struct warc_reader *r = state;
	if (r->record.chunked && r->chunk == 0 && !r->last)
		next_chunk(r);
	if (r->record.chunked && r->chunk < size)
		size = (size_t)r->chunk;
	ssize_t got = warc_read(&r->stream, out, size);
	if (got < 0)
		return fail(r, err) ? 0 : -1;
	r->chunk -= r->record.chunked ? (uint64_t)got : 0;
	return got;
}

static enum ceiling warc_ceiling(const void *state)
{
	const struct warc_reader *r = state;
	return r->stream.in.ceiling;
}

const struct reader_ops warc_reader_ops = {
	warc_open, warc_next, warc_ceiling, warc_close, warc_member};
