#include "query/answer/warnings.h"

#include "archive/manifest.h"
#include "archive/several/archives.h"
#include "base/lang.h"
#include "query/expansion/expansion.h"
#include "query/ranking/found.h"
#include "query/reading/chars.h"
#include "query/reading/parse.h"
#include "query/reading/signs.h"

/* What is warned of. */
struct noted {
	struct answer *answer;
	const struct query *query;
	const struct found *found;
	const struct archives *archives;
	struct error *err;
};

/* Lets the last warning tell how many articles it speaks of. */
static bool warn_count(struct answer *a, uint64_t count)
{
	struct warning *w = answer_last_warning(a);
	if (w) {
		w->has_count = true;
		w->count = count;
	}
	return true;
}

/* Lets it tell where in the query. */
static bool warn_place(struct answer *a, size_t at)
{
	struct warning *w = answer_last_warning(a);
	if (w) {
		w->has_place = true;
		w->at = at;
	}
	return true;
}

static bool warn_unknown(const struct noted *n)
{
	struct buf words = BUF_INIT;
	for (size_t i = 0; i < n->found->unknown_count; i++) {
		buf_append_c(&words, i > 0 ? ", " : "");
		buf_append(&words, n->found->unknown[i]);
	}
	bool ok = !words.failed &&
		  answer_warn(n->answer, WARNING_UNKNOWN_WORDS,
			  SAY("kho không có bài nào chứa: %.*s",
				  "no article in the archive has: %.*s"),
			  STR_ARG(buf_str(&words))) &&
		  answer_warn_of(n->answer, n->found->unknown, n->found->unknown_count);
	buf_free(&words);
	return ok;
}

/* Whether some of the articles of the page lack a word. */
static bool lacks_words(const struct noted *n)
{
	for (size_t i = 0; i < n->found->hit_count; i++) {
		if (n->found->hits[i].missing_count > 0)
			return true;
	}
	return false;
}

static bool warn_some(const struct noted *n)
{
	if (n->found->full.count == 0)
		return answer_warn(n->answer, WARNING_SOME_WORDS,
			       SAY("không bài nào có đủ các từ; đây là những bài khớp nhiều nhất",
				       "no article has all the words; these come nearest")) &&
		       warn_count(n->answer, 0);
	return answer_warn(n->answer, WARNING_SOME_WORDS,
		       SAY("chỉ có %llu bài đủ các từ; các bài khác chỉ khớp một phần",
			       "articles with all the words: %llu; the others have some"),
		       (unsigned long long)n->found->full.count) &&
	       warn_count(n->answer, n->found->full.count);
}

static bool warn_undated(const struct noted *n)
{
	const struct found *f = n->found;
	return answer_warn(n->answer, WARNING_UNDATED,
		       SAY("%s%llu bài có đủ các từ nhưng không rõ ngày nên không được tính",
			       "articles with all the words but no date, left out: %s%llu"),
		       f->undated.exact ? "" : SAY("ít nhất ", "at least "),
		       (unsigned long long)f->undated.count) &&
	       warn_count(n->answer, f->undated.count);
}

static bool warn_decoded(const struct noted *n)
{
	struct buf note = BUF_INIT;
	decoding_append_note(&note, &n->answer->decoding);
	bool ok = !note.failed &&
		  answer_warn(n->answer, WARNING_DECODED, "%.*s", STR_ARG(buf_str(&note)));
	buf_free(&note);
	return ok;
}

static bool warn_unbound(const struct noted *n)
{
	if (n->query->pasted)
		return answer_warn(n->answer, WARNING_UNBOUND_QUOTES,
			SAY("câu có hơn %d từ được đọc như một đoạn văn: dấu ngoặc kép và dấu trừ "
			    "trong đó không bắt buộc",
				"more than %d words are read as a paragraph of text: its quotes "
				"and minus signs demand nothing"),
			QUERY_TYPED_WORDS);
	if (n->query->prose)
		return answer_warn(n->answer, WARNING_UNBOUND_QUOTES, "%s",
			SAY("câu được đọc như một dòng trong bài: dấu ngoặc kép trong đó không bắt "
			    "buộc",
				"this reads like a line of an article: its quotes demand nothing"));
	return answer_warn(n->answer, WARNING_UNBOUND_QUOTES, "%s",
		SAY("không bài nào có đúng phần trong ngoặc kép; đây là những bài có các từ ấy",
			"no article has what is quoted; these have its words"));
}

/* Adds the ways to write C, which is excluded, to WORDS. */
static void list_excluded(const struct query *q, const struct query_clause *c, struct str *words,
	size_t *count, size_t most)
{
	const struct expansion *e = expansion_of(q, c);
	if (*count < most)
		words[(*count)++] = query_clause_text(q, c);
	for (size_t k = 0; e && k < e->other_count && *count < most; k++)
		words[(*count)++] = e->others[k].text;
}

static bool warn_excluded(const struct noted *n)
{
	enum { MOST = 2 * QUERY_MAX_WORDS };
	const struct query *q = n->query;
	struct str words[MOST];
	size_t count = 0;
	struct buf list = BUF_INIT;
	for (size_t i = 0; i < q->clause_count; i++) {
		if (q->clauses[i].excluded && !q->clauses[i].inner)
			list_excluded(q, &q->clauses[i], words, &count, MOST);
	}
	for (size_t i = 0; i < q->left_out_count && count < MOST; i++)
		words[count++] = q->left_out[i];
	for (size_t i = 0; i < count; i++) {
		buf_append_c(&list, i > 0 ? ", " : "");
		buf_append(&list, words[i]);
	}
	bool ok = !list.failed && (count == 0 || (answer_warn(n->answer, WARNING_EXCLUDED,
							  SAY("đã loại những bài có: %.*s",
								  "left out: articles with %.*s"),
							  STR_ARG(buf_str(&list))) &&
							 answer_warn_of(n->answer, words, count)));
	buf_free(&list);
	return ok;
}

static bool warn_signs(const struct noted *n)
{
	bool ok = true;
	for (unsigned i = 0; ok && i < SIGN_COUNT; i++) {
		if (!(n->query->notes.signs >> i & 1))
			continue;
		ok = answer_warn(n->answer, WARNING_SIGNS, "%s", sign_hint(1U << i)) &&
		     (1U << i != SIGN_OPTION ||
			     answer_warn_typed(n->answer, "%s",
				     SAY("số kết quả là --limit=N, viết trước câu tìm kiếm",
					     "--limit=N before it is the number of results")));
	}
	return ok;
}

static bool warn_partial(const struct noted *n)
{
	if (n->answer->partial == BUDGET_TIME)
		return answer_warn(n->answer, WARNING_TIME_LIMIT, "%s",
			       SAY("hết thời gian dành cho một câu tìm kiếm, nên chưa tìm hết: có "
				   "thể còn "
				   "bài khác, khớp hơn; tổng số là ít nhất. Hãy hỏi ngắn hơn",
				       "the time for a query ran out before all was searched: "
				       "there may "
				       "be more articles, and better ones; totals are at least "
				       "what is "
				       "told. Ask for less")) &&
		       answer_warn_typed(n->answer, "%s",
			       SAY("--timeout-ms cho nó thêm thời gian",
				       "--timeout-ms gives it more time"));
	return answer_warn(n->answer, WARNING_WORK_LIMIT, "%s",
		SAY("câu này cần xét nhiều hơn mức dành cho một câu tìm kiếm nên chưa tìm hết: có "
		    "thể còn bài khác, khớp hơn; tổng số là ít nhất. Hãy bớt từ hay gặp, bớt cụm "
		    "từ",
			"this asks to look at more than a query may, so not all was searched: "
			"there "
			"may be more articles, and better ones; totals are at least what is told. "
			"Use fewer common words and phrases"));
}

/* What a former version's index does not have yet: by its format, or its analysis. */
static bool warn_former(const struct noted *n)
{
	return answer_warn(n->answer, WARNING_FORMER, "%s",
		SAY("kho do phiên bản trước của chương trình lập: chưa đếm và lọc được theo tác "
		    "giả, nơi, nguồn, cơ quan, số và loại văn bản, chưa có số trang; người quản lý "
		    "kho cần chạy \"tracuu-index rebuild\"",
			"an older version made the archive: it can't be counted or narrowed by "
			"author, place, source, issuer, number and kind yet, and has no pages; its "
			"keeper should run \"tracuu-index rebuild\""));
}

/* Of each part whose lexicon can't be read: what the others teach is still there. */
static bool warn_lexicon(const struct noted *n)
{
	bool ok = true;
	for (size_t i = 0; ok && i < n->archives->count; i++) {
		const struct archive *a = &n->archives->parts[i].archive;
		if (a->lexicon)
			continue;
		ok = answer_warn(n->answer, WARNING_LEXICON,
			SAY("không phục hồi được dấu: %s", "marks are not restored: %s"),
			a->lexicon_error.message);
		struct warning *w = answer_last_warning(n->answer);
		if (ok && w)
			w->is_private = true;
	}
	return ok;
}

/* Archives that can't be read, by what people call them: where they are is told on standard
   error. */
static bool warn_missing(const struct noted *n)
{
	struct buf list = BUF_INIT;
	struct str names[ARCHIVES_MAX];
	const struct archives *as = n->archives;
	for (size_t i = 0; i < as->missing_count; i++) {
		names[i] = str_from_c(as->missing[i].name);
		buf_printf(&list, "%s%s", i > 0 ? ", " : "", as->missing[i].name);
	}
	bool ok = !list.failed &&
		  (as->missing_count == 0 ||
			  (answer_warn(n->answer, WARNING_ARCHIVE_MISSING,
				   SAY("không đọc được kho: %s; kết quả chỉ có bài của các kho "
				       "khác, tổng số là ít nhất",
					   "an archive can't be read: %s; this is from the others, "
					   "and totals are at least what is told"),
				   buf_str(&list).ptr) &&
				  answer_warn_of(n->answer, names, as->missing_count)));
	buf_free(&list);
	return ok;
}

/* Archives that are there in part only, as the machines that serve the rest can't be reached. */
static bool warn_missing_shards(const struct noted *n)
{
	struct buf list = BUF_INIT;
	struct str names[ARCHIVES_MAX];
	size_t count = 0;
	for (size_t i = 0; i < n->archives->count; i++) {
		const struct archive_part *part = &n->archives->parts[i];
		size_t missing = archives_missing_shards(n->archives, i);
		if (missing == 0)
			continue;
		names[count] = str_from_c(part->name);
		buf_printf(&list, SAY("%s%s (%zu trên %zu phân mảnh)", "%s%s (%zu of %zu shards)"),
			count > 0 ? ", " : "", part->name, missing,
			part->archive.manifest->shard_count);
		count++;
	}
	bool ok = !list.failed &&
		  (count == 0 ||
			  (answer_warn(n->answer, WARNING_SHARD_MISSING,
				   SAY("máy phục vụ không trả lời: %s; kết quả chỉ có bài của các "
				       "phân mảnh khác, tổng số là ít nhất",
					   "a server does not answer: %s; this is from the other "
					   "shards, and totals are at least what is told"),
				   buf_str(&list).ptr) &&
				  answer_warn_of(n->answer, names, count)));
	buf_free(&list);
	return ok;
}

static bool is_former(const struct noted *n)
{
	for (size_t i = 0; i < n->archives->count; i++) {
		if (manifest_is_former(n->archives->parts[i].archive.manifest))
			return true;
	}
	return false;
}

static bool add_all(const struct noted *n)
{
	struct answer *a = n->answer;
	bool ok = warn_missing(n) && warn_missing_shards(n) &&
		  (a->partial == BUDGET_LASTS || warn_partial(n));
	if (ok && a->decoding.count > 0)
		ok = warn_decoded(n);
	if (ok && n->query->notes.unclosed != QUERY_NO_PLACE)
		ok = answer_warn(a, WARNING_UNCLOSED_QUOTE,
			     SAY("dấu ngoặc kép ở ký tự thứ %zu chưa đóng; xem như đóng ở cuối câu",
				     "the quote at character %zu is never closed; read as closed "
				     "at the "
				     "end"),
			     chars_count(a->text, n->query->notes.unclosed) + 1) &&
		     warn_place(a, n->query->notes.unclosed);
	if (ok && !a->is_similar)
		ok = warn_signs(n);
	ok = ok && warn_excluded(n);
	if (ok && n->query->unbound)
		ok = warn_unbound(n);
	if (ok && n->found->only_full)
		ok = answer_warn(a, WARNING_FULL_ONLY, "%s",
			SAY("xếp theo ngày thì chỉ liệt kê bài đủ các từ",
				"by date, only articles with all the words are listed"));
	if (ok && n->found->unknown_count > 0)
		ok = warn_unknown(n);
	if (ok && lacks_words(n) && !a->is_similar && a->partial == BUDGET_LASTS)
		ok = warn_some(n);
	if (ok && n->found->undated.count > 0)
		ok = warn_undated(n);
	ok = ok && warn_lexicon(n);
	if (ok && is_former(n))
		ok = warn_former(n);
	return ok || error_set_memory(n->err);
}

bool warnings_add(struct answer *a, const struct query *q, const struct found *found,
	const struct archives *archives, struct error *err)
{
	struct noted n = {a, q, found, archives, err};
	return add_all(&n);
}
