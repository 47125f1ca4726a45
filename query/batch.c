#include "query/batch.h"

#include "base/lang.h"
#include "printing/print.h"
#include "sandbox/limits.h"

#include <errno.h>

struct batch {
	const struct responder *responder;
	struct batch_result *result;
	struct buf line, out;
	uint64_t number; /* of the line, from 1 */
};

/* Reads a line, without its end; of one that is too long a byte more than it may have. False at
   the end of the file. */
static bool read_line(struct batch *b, FILE *in)
{
	buf_reset(&b->line);
	int c = getc_unlocked(in);
	if (c == EOF)
		return false;
	for (; c != EOF && c != '\n'; c = getc_unlocked(in)) {
		if (b->line.len <= BATCH_MAX_LINE)
			buf_push(&b->line, (char)c);
	}
	b->number++;
	return true;
}

/* Takes the line apart; says why when it can't be done. */
static bool split_line(const struct batch *b, struct str *id, struct str *query, struct error *err)
{
	struct str line = buf_str(&b->line);
	if (line.len > 0 && line.ptr[line.len - 1] == '\r')
		line.len--;
	*query = line;
	str_split(query, '\t', id);
	if (!query->ptr) {
		*id = (struct str){NULL, 0};
		return error_set(err, ERROR_INPUT,
			SAY("dòng %llu: thiếu dấu tab giữa mã số và câu tìm kiếm",
				"line %llu: no tab between the query id and the query"),
			(unsigned long long)b->number);
	}
	if (b->line.len > BATCH_MAX_LINE)
		return error_set(err, ERROR_LIMIT,
			SAY("dòng %llu: dài quá %d byte", "line %llu: longer than %d bytes"),
			(unsigned long long)b->number, BATCH_MAX_LINE);
	return true;
}

/* "Query id, tab, query". */
static enum responded answer_query(struct batch *b)
{
	struct error err;
	struct str id;
	struct request q = {.query_id = &id, .settings = b->responder->usual};
	bool ok = split_line(b, &id, &q.q, &err);
	return respond_request(b->responder, &q, ok ? NULL : &err, &b->out);
}

static void answer_line(struct batch *b)
{
	struct str line = buf_str(&b->line);
	limits_renew();
	bool is_request = str_starts_with(str_trim(line), STR("{"));
	switch (is_request ? respond(b->responder, line, &b->out) : answer_query(b)) {
	case RESPONDED_FOUND:
		b->result->found++;
		b->result->answered++;
		break;
	case RESPONDED_NOTHING:
		b->result->answered++;
		break;
	case RESPONDED_REFUSED:
		b->result->unread++;
		break;
	case RESPONDED_FAILED:
		b->result->failed++;
		break;
	}
}

static bool write_out(const struct batch *b, struct error *err)
{
	if (b->out.failed)
		return error_set_memory(err);
	if (print_json(buf_str(&b->out)) && print_flush())
		return true;
	return error_set_system(
		err, errno, "%s", SAY("không ghi được kết quả", "can't write the answers"));
}

static bool answer_lines(struct batch *b, FILE *in, struct error *err)
{
	while (read_line(b, in)) {
		if (b->line.failed)
			return error_set_memory(err);
		buf_reset(&b->out);
		answer_line(b);
		if (!write_out(b, err))
			return false;
	}
	return !ferror(in) ||
	       error_set_system(err, errno, "%s",
		       SAY("không đọc được các câu tìm kiếm", "can't read the queries"));
}

bool batch_run(const struct responder *r, FILE *in, struct batch_result *result, struct error *err)
{
	struct batch b = {.responder = r, .result = result};
	*result = (struct batch_result){0};
	bool ok = answer_lines(&b, in, err);
	buf_free(&b.line);
	buf_free(&b.out);
	return ok;
}
