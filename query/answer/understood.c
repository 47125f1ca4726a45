#include "query/answer/understood.h"

#include "base/lang.h"
#include "query/answer/answer.h"
#include "query/answer/run.h"
#include "query/reading/chars.h"
#include "query/reading/signs.h"

/* Why S is not what it was typed as. */
static const char *reason_of(const struct syntax_stray *s)
{
	switch (s->kind) {
	case STRAY_DISTANCE:
		return SAY(
			"khoảng cách là một số từ 1 đến 60", "a distance is a number from 1 to 60");
	case STRAY_UNCLOSED:
		return SAY("ngoặc đơn chưa đóng", "the parenthesis is never closed");
	case STRAY_DEPTH:
		return SAY("nhóm lồng nhau nhiều nhất 16 lớp", "groups are at most 16 deep");
	case STRAY_VALUE:
		return SAY("không đọc được giá trị sau dấu hai chấm; ngày cần có năm (27/3/2018, "
			   "3/2018, "
			   "quý II/2019, 2015-2018)",
			"the value behind the colon can't be read; days need their year "
			"(27/3/2018, 3/2018, II/2019, 2015-2018)");
	case STRAY_RANGE:
		return SAY("không có ngày nào nằm trong khoảng ấy", "no day lies in that range");
	case STRAY_OPERATOR:
		break;
	}
	return SAY("không thể là toán tử ở chỗ ấy", "it can't be an operator there");
}

static bool refuse_stray(const struct query *q, struct error *err, size_t *at)
{
	const struct syntax_stray *s = &q->strays[0];
	*at = s->start;
	return error_set(err, ERROR_INPUT,
		SAY("“%.*s” ở ký tự thứ %zu: %s; hãy sửa lại, hoặc đặt nó trong ngoặc kép",
			"“%.*s” at character %zu: %s; mend it, or put it in quotes"),
		(int)(s->end - s->start), q->text.ptr + s->start,
		chars_count(q->text, s->start) + 1, reason_of(s));
}

bool understood_check(const struct query *q, struct error *err, size_t *at)
{
	if (q->stray_count > 0)
		return refuse_stray(q, err, at);
	if (q->unclosed != QUERY_NO_PLACE) {
		*at = q->unclosed;
		return error_set(err, ERROR_INPUT,
			SAY("dấu ngoặc kép ở ký tự thứ %zu chưa đóng; hãy đóng lại",
				"the quote at character %zu is never closed; close it"),
			chars_count(q->text, q->unclosed) + 1);
	}
	for (unsigned i = 0; i < SIGN_COUNT; i++) {
		if (q->signs >> i & 1)
			return error_set(err, ERROR_INPUT, "%s", sign_hint(1U << i));
	}
	return true;
}

/* Lets the last warning tell which part of the query it speaks of, [START, END). */
static bool warn_part(struct run *run, size_t start, size_t end)
{
	struct warning *w = answer_last_warning(run->answer);
	struct str part = str_slice(run->query.text, start, end);
	if (w) {
		w->has_place = true;
		w->at = start;
	}
	return answer_warn_of(run->answer, &part, 1);
}

/* Whether signs.h leaves S out: that is told by another warning. */
static bool is_left_out(const struct query *q, const struct syntax_stray *s)
{
	struct str text = str_slice(q->text, s->start, s->end);
	bool is_sign = str_eq(text, STR("OR")) || str_eq(text, STR("AND")) ||
		       str_eq(text, STR("NOT")) || text.ptr[0] == '|';
	return is_sign && q->signs & SIGN_OPERATOR;
}

static bool warn_strays(struct run *run)
{
	const struct query *q = &run->query;
	struct answer *a = run->answer;
	bool ok = true;
	for (size_t i = 0; ok && i < q->stray_count; i++) {
		const struct syntax_stray *s = &q->strays[i];
		if (is_left_out(q, s))
			continue;
		bool filter = s->kind == STRAY_VALUE || s->kind == STRAY_RANGE;
		ok = answer_warn(a, filter ? WARNING_UNREAD_FILTER : WARNING_OPERATOR_AS_WORD,
			     s->kind == STRAY_RANGE ? SAY("“%.*s” ở ký tự thứ %zu: %s",
							      "“%.*s” at character %zu: %s")
						    : SAY("“%.*s” ở ký tự thứ %zu: %s, nên được "
							  "đọc như từ hay dấu câu",
							      "“%.*s” at character %zu: %s; it is "
							      "read as a word, or as "
							      "punctuation"),
			     (int)(s->end - s->start), q->text.ptr + s->start,
			     chars_count(q->text, s->start) + 1, reason_of(s)) &&
		     warn_part(run, s->start, s->end);
	}
	return ok;
}

static bool warn_prefixes(struct run *run)
{
	const struct query *q = &run->query;
	bool ok = true;
	for (size_t i = 0; ok && i < run->prefixes.count; i++) {
		const struct query_word *w = &q->words[run->prefixes.cut[i].word];
		struct str typed = str_slice(q->text, w->start, w->end);
		ok = answer_warn(run->answer, WARNING_PREFIX_LIMIT,
			     SAY("kho có %u từ bắt đầu bằng “%.*s”; chỉ tìm %d từ gặp nhiều nhất; "
				 "hãy "
				 "gõ thêm chữ trước dấu *",
				     "the archive has %u words that begin with “%.*s”; the %d most "
				     "frequent are looked for; type more letters before the *"),
			     run->prefixes.cut[i].words, STR_ARG(typed), PREFIX_MAX_WORDS) &&
		     warn_part(run, w->start, w->end);
	}
	return ok;
}

static bool warn_no_ends(struct run *run)
{
	return answer_warn(run->answer, WARNING_NO_ENDS, "%s",
		SAY("kho lập trước khi chỉ mục ghi chỗ hết câu và hết đoạn, nên điều kiện về câu, "
		    "đoạn "
		    "hay phần của bài chưa được xét; người giữ kho cần chạy \"tracuu-index "
		    "rebuild\"",
			"the archive was built before the index told where sentences and "
			"paragraphs "
			"end: what asks for them was not looked at; its keeper should run "
			"\"tracuu-index rebuild\""));
}

static bool warn_values(struct run *run)
{
	bool ok = true;
	for (size_t i = 0; ok && i < run->notes.unknown_count; i++) {
		const struct query_filter *f = &run->notes.unknown[i];
		ok = answer_warn(run->answer, WARNING_UNKNOWN_VALUE,
			     SAY("kho không có %s nào là “%.*s”", "the archive has no %s “%.*s”"),
			     field_words(f->field), STR_ARG(f->value)) &&
		     answer_warn_of(run->answer, &f->value, 1);
	}
	return ok;
}

bool understood_warn(struct run *run)
{
	bool ok = warn_strays(run) && warn_prefixes(run);
	if (ok && run->condition && run->notes.no_ends)
		ok = warn_no_ends(run);
	if (ok && run->condition)
		ok = warn_values(run);
	return ok || error_set_memory(run->err);
}
