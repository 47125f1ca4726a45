#include "base/lang.h"
#include "web/page/view.h"

/* ---- The last run ---- */

static const struct {
	const char *action, *vi, *en;
} actions[] = {
	{"added", "bài mới", "articles added"},
	{"changed", "bài đã đổi", "articles changed"},
	{"removed", "bài bỏ đi", "articles removed"},
	{"moved", "bài đổi chỗ", "articles moved"},
	{"skipped", "tệp, bài không đọc được", "files or articles that could not be read"},
	{"known", "tệp hỏng đã biết", "files known to be bad"},
	{"repaired", "bài đọc được sau khi thay byte hỏng", "articles read with bytes replaced"},
	{"decoded", "bài chuyển từ bảng mã cũ", "articles decoded from old encodings"},
	{"ignored", "tệp, thư mục không đọc", "files or folders that are not read"},
	{"shared", "tệp có bài trùng mã", "files with ids that others have"},
	{"undated", "bài có ngày không đọc được", "articles whose date can't be read"},
	{"unused", "mục của nguồn không dùng đến", "keys of sources that are not used"},
	{"purged", "bài đã xóa hẳn", "articles purged for good"},
	{"lost", "bài đã mất", "articles lost"},
};

static const char *action_name(struct str action)
{
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
		if (str_eq(action, str_from_c(actions[i].action)))
			return SAY(actions[i].vi, actions[i].en);
	}
	return "";
}

enum verdict_on_run { RUN_GOOD, RUN_PARTLY, RUN_BAD };

/* Nothing that was to be read was left, or some of it was, or the run came to nothing. */
static enum verdict_on_run judge(const json_t *run)
{
	const json_t *counts = json_object_get(run, "counts");
	if (!member_is(run, "result", "published") && !member_is(run, "result", "unchanged"))
		return RUN_BAD;
	return member_count(counts, "skipped") + member_count(counts, "lost") > 0 ? RUN_PARTLY
										  : RUN_GOOD;
}

static void put_verdict(struct view *v, const json_t *run)
{
	struct html *h = &v->html;
	static const char *const classes[] = {"run good", "run partly", "run bad"};
	enum verdict_on_run verdict = judge(run);
	html_open(h, "p");
	html_attr(h, "class", str_from_c(classes[verdict]));
	html_open(h, "strong");
	switch (verdict) {
	case RUN_GOOD:
		html_say(h, SAY("Lần chạy gần nhất tốt đẹp.", "The last run went well."));
		break;
	case RUN_PARTLY:
		html_say(h, SAY("Lần chạy gần nhất xong, nhưng có thứ không đọc được.",
				    "The last run is done, but some could not be read."));
		break;
	case RUN_BAD:
		html_say(h, SAY("Lần chạy gần nhất không xong.", "The last run came to nothing."));
		break;
	}
	html_close(h);
	html_close(h);
	if (verdict == RUN_BAD)
		html_leaf(h, "p", "",
			str_from_c(SAY("Lý do: chạy “tracuu-index report” trên máy giữ kho.",
				"Why: “tracuu-index report” on the machine that keeps the "
				"archive.")));
}

static void put_moment(struct view *v, const char *label, struct str moment)
{
	if (moment.len == 0)
		return;
	html_leaf(&v->html, "dt", "", str_from_c(label));
	html_open(&v->html, "dd");
	view_moment(v, moment);
	html_close(&v->html);
}

static void put_number(struct view *v, const char *label, uint64_t n)
{
	html_leaf(&v->html, "dt", "", str_from_c(label));
	html_open(&v->html, "dd");
	html_count(&v->html, n);
	html_close(&v->html);
}

static void put_counts(struct view *v, const json_t *run)
{
	const json_t *counts = json_object_get(run, "counts");
	html_open(&v->html, "dl");
	put_moment(v, SAY("Bắt đầu", "Began"), member_text(run, "started"));
	put_moment(v, SAY("Kết thúc", "Ended"), member_text(run, "finished"));
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
		uint64_t n = member_count(counts, actions[i].action);
		if (n > 0)
			put_number(v, SAY(actions[i].vi, actions[i].en), n);
	}
	html_close(&v->html);
}

/* ---- What was left out ---- */

static void put_head(struct html *h, const char *text)
{
	html_open(h, "th");
	html_set(h, "scope", "col");
	html_say(h, text);
	html_close(h);
}

/* Why, as the run said it, whoever reads it now: in the language LANG, if that is known. */
static void put_why(struct view *v, const json_t *line, struct str lang)
{
	struct html *h = &v->html;
	struct str hint = member_text(line, "hint");
	html_open(h, "td");
	if (lang.len > 0)
		html_attr(h, "lang", lang);
	html_text(h, member_text(line, "why"));
	if (hint.len > 0) {
		html_say(h, " ");
		html_leaf(h, "em", "", hint);
	}
	html_close(h);
}

/* A folder is told with the first of its files that were left out. */
static void put_example(struct html *h, const json_t *line)
{
	struct str example = member_text(line, "example");
	if (example.len == 0)
		return;
	html_say(h, member_count(line, "count") > 1 ? SAY(", như ", ", such as ") : ", ");
	html_leaf(h, "code", "", example);
}

static void put_line(struct view *v, const json_t *line, struct str lang)
{
	struct html *h = &v->html;
	uint64_t row = member_count(line, "line"), count = member_count(line, "count");
	html_open(h, "tr");
	html_leaf(h, "td", "", str_from_c(action_name(member_text(line, "action"))));
	html_open(h, "td");
	html_leaf(h, "code", "", member_text(line, "path"));
	if (row > 0) {
		html_say(h, SAY(", dòng ", ", line "));
		html_count(h, row);
	}
	html_say(h, " ");
	html_text(h, member_text(line, "type"));
	if (count > 0) {
		html_say(h, " × ");
		html_count(h, count);
	}
	put_example(h, line);
	html_close(h);
	put_why(v, line, lang);
	html_close(h);
}

static void put_left_out(struct view *v, const json_t *run)
{
	struct html *h = &v->html;
	const json_t *lines = json_object_get(run, "left_out");
	uint64_t more = member_count(run, "left_out_more");
	struct str lang = member_text(run, "lang");
	bool is_ours = lang.len == 0 || str_eq(lang, str_from_c(SAY("vi", "en")));
	html_open(h, "section");
	html_leaf(h, "h2", "", str_from_c(SAY("Bị bỏ lại", "What was left out")));
	if (json_array_size(lines) == 0) {
		html_leaf(h, "p", "", str_from_c(SAY("Không có gì.", "Nothing.")));
		html_close(h);
		return;
	}
	view_table(v, SAY("Bị bỏ lại", "What was left out"));
	html_open(h, "thead");
	html_open(h, "tr");
	put_head(h, SAY("Việc gì", "What"));
	put_head(h, SAY("Ở đâu", "Where"));
	put_head(h,
		is_ours ? SAY("Vì sao", "Why") : SAY("Vì sao (tiếng Anh)", "Why (in Vietnamese)"));
	html_close(h);
	html_close(h);
	html_open(h, "tbody");
	for (size_t i = 0; i < json_array_size(lines); i++)
		put_line(v, json_array_get(lines, i), lang);
	html_close(h);
	html_close(h);
	html_close(h);
	if (more > 0) {
		html_open(h, "p");
		html_say(h, SAY("và thêm ", "and "));
		html_count(h, more);
		html_say(h,
			SAY(" dòng nữa trong báo cáo.", more == 1 ? " more line in the report."
								  : " more lines in the report."));
		html_close(h);
	}
	html_close(h);
}

/* ---- The whole ---- */

static void put_archive(struct view *v, const json_t *answer)
{
	struct html *h = &v->html;
	const json_t *status = json_object_get(answer, "status");
	html_open(h, "section");
	html_leaf(h, "h2", "", str_from_c(SAY("Kho", "The archive")));
	html_open(h, "dl");
	put_number(v, SAY("Số bài", "Articles"), member_count(answer, "articles"));
	put_number(v, SAY("Byte văn bản", "Bytes of text"), member_count(status, "text_bytes"));
	view_labelled(v, SAY("Phiên bản chỉ mục", "Generation"), member_text(answer, "generation"));
	put_moment(v, SAY("Lập lúc", "Made"), member_text(status, "created"));
	view_labelled(v, SAY("Phiên bản chương trình", "Version"), member_text(status, "version"));
	view_labelled(v, SAY("Đoán dấu", "Marks are restored"),
		str_from_c(member_true(status, "lexicon") ? SAY("có", "yes") : SAY("không", "no")));
	html_close(h);
	if (member_true(status, "former"))
		html_leaf(h, "p", "notice",
			str_from_c(SAY("Kho do phiên bản cũ lập: nên chạy “tracuu-index rebuild”.",
				"An older version made it: run “tracuu-index rebuild”.")));
	html_close(h);
}

void view_status(struct view *v)
{
	struct html *h = &v->html;
	const json_t *answer = v->page->answers[PART_MAIN];
	const json_t *run = json_object_get(json_object_get(answer, "status"), "last_run");
	html_open(h, "div");
	html_set(h, "class", "status");
	html_leaf(h, "h1", "", str_from_c(SAY("Kho báo", "The archive")));
	if (json_is_object(run)) {
		html_open(h, "section");
		html_leaf(h, "h2", "", str_from_c(SAY("Lần chạy gần nhất", "The last run")));
		put_verdict(v, run);
		put_counts(v, run);
		html_close(h);
		put_left_out(v, run);
	} else {
		html_leaf(h, "p", "notice",
			str_from_c(SAY("Không có báo cáo của lần chạy gần nhất.",
				"There is no report of the last run.")));
	}
	put_archive(v, answer);
	html_close(h);
}
