#include "query/answer/understood.h"

#include "base/lang.h"
#include "query/answer/answer.h"
#include "query/answer/run.h"
#include "query/reading/chars.h"
#include "query/reading/signs.h"
#include "text/syllable/spelling.h"

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
		return SAY("không phải là ngày có trong lịch, đủ cả năm, như 27/3/2018, 3/2018, "
			   "quý II/2019, 2015-2018",
			"this is no day of the calendar with its year, as 27/3/2018, 3/2018, "
			"quý II/2019, 2015-2018");
	case STRAY_EMPTY:
		return SAY("sau dấu hai chấm không có gì", "nothing stands behind the colon");
	case STRAY_SPACED:
		return SAY(
			"sau dấu hai chấm có dấu cách, nên đây là chữ; để lọc, hãy bỏ dấu cách ấy",
			"with a space behind the colon it is words; to filter, leave that out");
	case STRAY_RANGE:
		return SAY("không có ngày nào nằm trong khoảng ấy", "no day lies in that range");
	case STRAY_FIELD:
		return SAY("không có trường ấy", "there is no such field");
	case STRAY_SMALL:
		return SAY("được tìm như một từ; toán tử viết là",
			"it is looked for as a word; the operator is written");
	case STRAY_NUMBER:
		return SAY("số ấy được tìm như một từ; khoảng cách viết liền",
			"the number is looked for as a word; a distance is written together");
	case STRAY_PERIOD:
		return SAY("được tìm như các từ; để lọc theo ngày, hãy viết",
			"they are looked for as words; to filter by date, write");
	case STRAY_WORDS:
		return SAY("chỉ từ đầu là giá trị; nhiều từ thì đặt trong ngoặc kép",
			"the first word alone is the value; put several in quotes");
	case STRAY_CAPITALS:
		return SAY("câu toàn chữ hoa, nên đây là một từ như các từ khác; muốn nó là toán "
			   "tử thì viết một từ khác bằng chữ thường, muốn loại một từ thì đặt dấu "
			   "trừ ngay trước từ ấy",
			"the line is all in capitals, so this is a word as the others are; for an "
			"operator write another word in small letters, to leave a word out put a "
			"minus right before it");
	case STRAY_OPERATOR:
		break;
	}
	return SAY("không thể là toán tử ở chỗ ấy", "it can't be an operator there");
}

static const char *field_list(void)
{
	return SAY("; có tiêu đề:, sapo:, chú thích:, tác giả:, nơi:, nguồn:, cơ quan:, loại:, số "
		   "hiệu:, url:, filetype:, ngày:, từ:, đến:",
		"; there are title:, lead:, caption:, author:, place:, source:, issuer:, kind:, "
		"number:, url:, filetype:, date:, from: and to:");
}

/* What stands behind the reason. */
static void append_advice(struct buf *out, const struct syntax_stray *s)
{
	if (s->kind == STRAY_FIELD && s->instead.len > 0)
		buf_printf(out, SAY("; có phải là “%.*s”?", "; did you mean “%.*s”?"),
			STR_ARG(s->instead));
	else if (s->kind == STRAY_CAPITALS)
		return;
	else if (s->kind == STRAY_FIELD)
		buf_append_c(out, field_list());
	else if (s->instead.len > 0)
		buf_printf(out, ": %.*s", STR_ARG(s->instead));
	else if (s->kind != STRAY_RANGE && s->kind != STRAY_SPACED)
		buf_append_c(out, SAY(", nên được đọc như từ hay dấu câu",
					  "; it is read as a word, or as punctuation"));
}

/* Whether S is words that are read as typed, and may well be meant so. */
static bool is_hint(const struct syntax_stray *s)
{
	return s->kind > STRAY_FIELD || s->kind == STRAY_SPACED;
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
	for (size_t i = 0; i < notes->stray_count; i++) {
		if (!is_hint(&notes->strays[i]))
			return refuse_stray(typed, &notes->strays[i], err, at);
	}
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

void understood_keep(struct run *run)
{
	struct query_notes *notes = &run->query.notes;
	size_t kept = 0, taken = 0;
	for (size_t i = 0; i < notes->stray_count; i++) {
		struct syntax_stray s = notes->strays[i];
		bool is_value = s.kind == STRAY_WORDS;
		if (is_value && (!run->narrowing.has_offered[i] || s.start < taken))
			continue;
		taken = is_value ? s.end : taken;
		notes->strays[kept++] = s;
	}
	notes->stray_count = kept;
}

static enum warning_code code_of(const struct syntax_stray *s)
{
	switch (s->kind) {
	case STRAY_VALUE:
	case STRAY_RANGE:
	case STRAY_EMPTY:
	case STRAY_SPACED:
		return WARNING_UNREAD_FILTER;
	case STRAY_FIELD:
		return WARNING_UNKNOWN_FIELD;
	case STRAY_SMALL:
	case STRAY_NUMBER:
		return WARNING_MAYBE_OPERATOR;
	case STRAY_PERIOD:
		return WARNING_MAYBE_DATES;
	case STRAY_WORDS:
		return WARNING_MAYBE_VALUE;
	case STRAY_OPERATOR:
	case STRAY_DISTANCE:
	case STRAY_CAPITALS:
	case STRAY_UNCLOSED:
	case STRAY_DEPTH:
		break;
	}
	return WARNING_OPERATOR_AS_WORD;
}

static bool warn_stray(struct run *run, const struct syntax_stray *s, struct str part)
{
	struct answer *a = run->answer;
	struct buf advice = BUF_INIT;
	append_advice(&advice, s);
	bool ok = !advice.failed &&
		  answer_warn(a, code_of(s),
			  SAY("“%.*s” ở ký tự thứ %zu: %s%.*s", "“%.*s” at character %zu: %s%.*s"),
			  STR_ARG(part), chars_count(a->text, s->start) + 1, reason_of(s),
			  STR_ARG(buf_str(&advice))) &&
		  warn_part(run, part, s->start);
	buf_free(&advice);
	return ok;
}

static bool warn_strays(struct run *run)
{
	const struct query_notes *notes = &run->query.notes;
	bool ok = true;
	for (size_t i = 0; ok && i < notes->stray_count; i++) {
		const struct syntax_stray *s = &notes->strays[i];
		struct str part = str_trim(str_slice(run->answer->text, s->start, s->end));
		if (!is_left_out(notes, part))
			ok = warn_stray(run, s, part);
	}
	return ok;
}

/* Whether S, which is "nguồn: VOV" but for the value, was typed as a filter, and would be one. */
static bool is_nearly_filter(struct str text, const struct syntax_stray *s)
{
	struct str name = str_slice(text, s->start, s->end - (s->end > s->start));
	struct str first = str_slice(name, 0, str_find(name, STR(" "), 0));
	enum filter_name_kind kind = filter_name_of(name).kind;
	return s->kind == STRAY_SPACED && !spelling_is_capitalised(first) &&
	       (kind == FILTER_NAME_FIELD || kind == FILTER_NAME_ZONE);
}

bool understood_suggest(struct run *run)
{
	const struct query_notes *notes = &run->query.notes;
	struct str text = run->answer->text;
	struct buf meant = BUF_INIT;
	size_t copied = 0, count = 0;
	for (size_t i = 0; i < notes->stray_count; i++) {
		const struct syntax_stray *s = &notes->strays[i];
		bool spaced = is_nearly_filter(text, s);
		if ((s->instead.len == 0 && !spaced) || s->start < copied)
			continue;
		buf_append(&meant, str_slice(text, copied, spaced ? s->end : s->start));
		buf_append(&meant, s->instead);
		for (copied = s->end; spaced && str_at(text, copied) == ' ';)
			copied++;
		count++;
	}
	buf_append(&meant, str_slice(text, copied, text.len));
	if (count == 1 && notes->meant.len > 0) {
		buf_reset(&meant);
		buf_append(&meant, notes->meant);
	}
	bool ok = !meant.failed &&
		  (count == 0 || answer_suggest(run->answer, SUGGESTION_SYNTAX, buf_str(&meant)));
	buf_free(&meant);
	return ok || error_set_memory(run->err);
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
	if (ok && run->condition && run->notes.is_checked)
		ok = answer_warn(run->answer, WARNING_FULL_ONLY, "%s",
			SAY("lọc theo url: hay filetype: thì chỉ xét và liệt kê bài đủ các từ",
				"by url: or filetype:, only articles with all the words are "
				"looked at and listed"));
	if (ok && run->condition)
		ok = warn_values(run);
	return ok || error_set_memory(run->err);
}
