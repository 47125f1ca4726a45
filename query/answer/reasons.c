#include "query/answer/reasons.h"

#include "base/lang.h"
#include "query/ranking/found.h"

/* Words whose places count as the beginning of an article: of its title and its lead. */
enum { BEGINNING = 100 };

/* Less is nothing, as where the figures are shown. */
static const double worth_telling = 0.005;

struct teller {
	struct hit *hit;
	const struct feature_facts *facts;
	struct buf text;
};

const char *reason_name(enum reason r)
{
	static const char *const names[] = {
		[REASON_WORDS] = "words",
		[REASON_TITLE_ROW] = "title_row",
		[REASON_TITLE] = "title",
		[REASON_ROW] = "row",
		[REASON_NEAR] = "near",
		[REASON_EARLY] = "early",
		[REASON_PASSAGE] = "passage",
		[REASON_MISSING] = "missing",
		[REASON_SPELLING] = "spelling",
		[REASON_COUNTED] = "counted",
		[REASON_DATE] = "date",
	};
	return names[r];
}

/* "all three words", "cả ba từ". */
static void put_all(struct buf *out, unsigned n)
{
	static const char *const vietnamese[] = {
		"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"};
	static const char *const english[] = {"no", "one", "two", "three", "four", "five", "six",
		"seven", "eight", "nine", "ten"};
	if (n == 1)
		buf_append_c(out, SAY("từ cần tìm", "the word"));
	else if (n == 2)
		buf_append_c(out, SAY("cả hai từ", "both words"));
	else if (n <= 10)
		buf_printf(out, SAY("cả %s từ", "all %s words"), SAY(vietnamese[n], english[n]));
	else
		buf_printf(out, SAY("cả %u từ", "all %u words"), n);
}

/* "all three words", "2 of 3 words". */
static void put_some(struct buf *out, unsigned some, unsigned all)
{
	if (some == all)
		put_all(out, all);
	else
		buf_printf(out, SAY("%u trong %u từ", "%u of %u words"), some, all);
}

static void put_pairs(struct buf *out, unsigned n)
{
	buf_printf(out, SAY("%u cặp từ", n == 1 ? "%u pair of words" : "%u pairs of words"), n);
}

static double gives(const struct teller *t, enum feature f)
{
	return t->hit->features[f] * t->hit->weights[f];
}

static void begin(struct teller *t, enum reason r, const char *link)
{
	buf_append_c(&t->text, t->hit->reason_count > 0 ? link : "");
	t->hit->reasons[t->hit->reason_count++] = r;
}

static void tell_title(struct teller *t)
{
	const struct feature_facts *f = t->facts;
	bool row_counts = gives(t, FEATURE_TITLE_PAIRS) > worth_telling;
	if (row_counts && f->in_title_row > 0) {
		begin(t, REASON_TITLE_ROW, ", ");
		if (f->title_row)
			put_all(&t->text, f->words);
		else
			put_pairs(&t->text, f->in_title_row);
		buf_append_c(&t->text, SAY(" liền nhau trong tiêu đề", " in a row in the title"));
	}
	if (f->in_title > 0 && !(row_counts && f->title_row) &&
		gives(t, FEATURE_TITLE) > worth_telling) {
		begin(t, REASON_TITLE, ", ");
		if (f->in_title < f->words)
			buf_printf(&t->text,
				SAY("%u từ", f->in_title == 1 ? "%u word" : "%u words"),
				f->in_title);
		else
			put_all(&t->text, f->words);
		buf_append_c(&t->text, SAY(" trong tiêu đề", " in the title"));
	}
}

static void tell_rows(struct teller *t)
{
	const struct feature_facts *f = t->facts;
	bool is_told =
		f->in_title_row == f->in_row && gives(t, FEATURE_TITLE_PAIRS) > worth_telling;
	if (f->in_row > 0 && !is_told && gives(t, FEATURE_PAIRS) > worth_telling) {
		begin(t, REASON_ROW, ", ");
		if (f->row)
			put_all(&t->text, f->words);
		else
			put_pairs(&t->text, f->in_row);
		buf_append_c(&t->text, SAY(" liền nhau trong bài", " in a row in the text"));
	}
	if (f->near > 0 && gives(t, FEATURE_NEAR) > worth_telling) {
		begin(t, REASON_NEAR, ", ");
		put_pairs(&t->text, f->near);
		buf_append_c(&t->text, SAY(" ở gần nhau", " close together"));
	}
}

static void tell_places(struct teller *t)
{
	const struct feature_facts *f = t->facts;
	bool several = f->there > 1;
	bool is_early =
		f->there > 0 && f->begins < BEGINNING && gives(t, FEATURE_LEAD) > worth_telling;
	if (is_early) {
		begin(t, REASON_EARLY, ", ");
		buf_append_c(
			&t->text, several ? SAY("các từ ngay ở đầu bài", "words near the beginning")
					  : SAY("từ ngay ở đầu bài", "a word near the beginning"));
	}
	if (several && !is_early && !f->row && f->in_passage == f->there &&
		gives(t, FEATURE_PASSAGE) > worth_telling) {
		begin(t, REASON_PASSAGE, ", ");
		buf_append_c(
			&t->text, SAY("các từ trong cùng một đoạn", "the words in one passage"));
	}
}

static void tell_against(struct teller *t)
{
	const struct feature_facts *f = t->facts;
	const char *link = SAY("; nhưng ", "; but ");
	if (f->there < f->words && gives(t, FEATURE_MISSING) < -worth_telling) {
		begin(t, REASON_MISSING, link);
		buf_printf(&t->text, SAY("thiếu %u trong %u từ", "it lacks %u of %u words"),
			f->words - f->there, f->words);
		link = ", ";
	}
	if (gives(t, FEATURE_SPELLING) < -worth_telling) {
		begin(t, REASON_SPELLING, link);
		buf_append_c(&t->text, SAY("có từ mang dấu khác", "a word has other marks"));
	}
}

/* Of what was re-ranked: what its features rest on. */
static void tell_features(struct teller *t)
{
	const struct feature_facts *f = t->facts;
	buf_append_c(&t->text, SAY("vì có ", "because it has "));
	/* Where a row or the title do not say it. */
	if (!f->row && f->in_title < f->words) {
		begin(t, REASON_WORDS, "");
		put_some(&t->text, f->there, f->words);
	}
	tell_title(t);
	tell_rows(t);
	tell_places(t);
	if (t->hit->reason_count == 0) {
		begin(t, REASON_WORDS, "");
		put_some(&t->text, f->there, f->words);
	}
	tell_against(t);
}

bool reasons_tell(const struct found_hit *from, bool by_date, struct arena *memory, struct hit *hit)
{
	struct teller t = {.hit = hit, .facts = &from->facts, .text = BUF_INIT};
	hit->reason_count = 0;
	if (by_date) {
		begin(&t, REASON_DATE, "");
		buf_append_c(&t.text, SAY("xếp theo ngày", "by its date"));
	} else if (!hit->features) {
		begin(&t, REASON_COUNTED, "");
		buf_append_c(
			&t.text, SAY("xếp theo độ hiếm và số lần xuất hiện của các từ",
					 "by how rare its words are and how often it has them"));
	} else {
		tell_features(&t);
	}
	hit->why = arena_str(memory, buf_str(&t.text));
	bool ok = !t.text.failed && hit->why.ptr;
	buf_free(&t.text);
	return ok;
}
