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

static bool refuse_stray(
	struct str typed, const struct syntax_stray *s, struct error *err, size_t *at)
{
	*at = s->start;
	return error_set(err, ERROR_INPUT,
		SAY("“%.*s” ở ký tự thứ %zu: %s; hãy sửa lại, hoặc đặt nó trong ngoặc kép",
			"“%.*s” at character %zu: %s; mend it, or put it in quotes"),
		STR_ARG(str_slice(typed, s->start, s->end)), chars_count(typed, s->start) + 1,
		reason_of(s));
}

bool understood_check(
	struct str typed, const struct query_notes *notes, struct error *err, size_t *at)
{
	if (notes->stray_count > 0)
		return refuse_stray(typed, &notes->strays[0], err, at);
	if (notes->unclosed != QUERY_NO_PLACE) {
		*at = notes->unclosed;
		return error_set(err, ERROR_INPUT,
			SAY("dấu ngoặc kép ở ký tự thứ %zu chưa đóng; hãy đóng lại",
				"the quote at character %zu is never closed; close it"),
			chars_count(typed, notes->unclosed) + 1);
	}
	for (unsigned i = 0; i < SIGN_COUNT; i++) {
		if (notes->signs >> i & 1)
			return error_set(err, ERROR_INPUT, "%s", sign_hint(1U << i));
	}
	return true;
}

/* Lets the last warning tell which PART of the query it speaks of, at byte AT as it was typed. */
static bool warn_part(struct run *run, struct str part, size_t at)
{
	struct warning *w = answer_last_warning(run->answer);
	if (w) {
		w->has_place = true;
		w->at = at;
	}
	return answer_warn_of(run->answer, &part, 1);
}

/* Likewise for a word of the query that was searched for, which was typed unless it was respelt. */
static bool warn_word(struct run *run, struct str word, size_t at)
{
	if (run->respelt)
		return answer_warn_of(run->answer, &word, 1);
	return warn_part(run, word, decoding_place(&run->answer->decoding, at, false));
}

/* Whether signs.h leaves TEXT out: that is told by another warning. */
static bool is_left_out(const struct query_notes *notes, struct str text)
{
	bool is_sign = str_eq(text, STR("OR")) || str_eq(text, STR("AND")) ||
		       str_eq(text, STR("NOT")) || text.ptr[0] == '|';
	return is_sign && notes->signs & SIGN_OPERATOR;
}

static bool warn_strays(struct run *run)
{
	const struct query_notes *notes = &run->query.notes;
	struct answer *a = run->answer;
	bool ok = true;
	for (size_t i = 0; ok && i < notes->stray_count; i++) {
		const struct syntax_stray *s = &notes->strays[i];
		struct str part = str_slice(a->text, s->start, s->end);
		if (is_left_out(notes, part))
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
			     STR_ARG(part), chars_count(a->text, s->start) + 1, reason_of(s)) &&
		     warn_part(run, part, s->start);
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
		     warn_word(run, typed, w->start);
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
