#include "query/answer/answer.h"

#include "archive/record.h"
#include "base/buf.h"

const char *warning_name(enum warning_code code)
{
	switch (code) {
	case WARNING_DECODED:
		return "decoded";
	case WARNING_SOME_WORDS:
		return "some_words";
	case WARNING_UNKNOWN_WORDS:
		return "unknown_words";
	case WARNING_UNCLOSED_QUOTE:
		return "unclosed_quote";
	case WARNING_UNBOUND_QUOTES:
		return "unbound_quotes";
	case WARNING_LEXICON:
		return "lexicon";
	case WARNING_UNDATED:
		return "undated";
	case WARNING_SIGNS:
		return "not_understood";
	case WARNING_EXCLUDED:
		return "excluded";
	case WARNING_FULL_ONLY:
		return "full_only";
	case WARNING_WORK_LIMIT:
		return "work_limit";
	case WARNING_TIME_LIMIT:
		return "time_limit";
	case WARNING_UNKNOWN_VALUE:
		return "unknown_value";
	case WARNING_RESPELT:
		return "respelt";
	case WARNING_UNREAD_FILTER:
		return "unread_filter";
	case WARNING_UNKNOWN_FIELD:
		return "unknown_field";
	case WARNING_MAYBE_OPERATOR:
		return "maybe_operator";
	case WARNING_MAYBE_DATES:
		return "maybe_dates";
	case WARNING_MAYBE_VALUE:
		return "maybe_value";
	case WARNING_OPERATOR_AS_WORD:
		return "operator_as_word";
	case WARNING_PREFIX_LIMIT:
		return "prefix_limit";
	case WARNING_NO_ENDS:
		return "no_ends";
	case WARNING_FORMER:
		return "former";
	case WARNING_ARCHIVE_MISSING:
		return "archive_missing";
	case WARNING_SHARD_MISSING:
		return "shard_missing";
	}
	return "";
}

const char *suggestion_name(enum suggestion_kind kind)
{
	return kind == SUGGESTION_READING  ? "reading"
	       : kind == SUGGESTION_SYNTAX ? "syntax"
					   : "spelling";
}

static bool copy_authors(const struct record *r, struct arena *memory, struct hit *hit)
{
	hit->authors = arena_array(memory, r->author_count, sizeof *hit->authors);
	bool ok = hit->authors != NULL;
	for (size_t i = 0; ok && i < r->author_count; i++) {
		hit->authors[i] = arena_str(memory, r->authors[i]);
		ok = hit->authors[i].ptr != NULL;
	}
	hit->author_count = ok ? r->author_count : 0;
	return ok;
}

bool hit_copy_fields(struct hit *hit, const struct record *r, struct arena *memory)
{
	const struct {
		struct str *to, from;
	} fields[] = {{&hit->id, r->id}, {&hit->path, r->path}, {&hit->date, r->date},
		{&hit->date_source, r->origins[RECORD_DATE]},
		{&hit->date_confidence, r->date_confidence}, {&hit->place, r->place},
		{&hit->source, r->source}, {&hit->issuer, r->issuer}, {&hit->number, r->number},
		{&hit->kind, r->kind}, {&hit->url, r->url}, {&hit->image, r->image}};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		*fields[i].to = arena_str(memory, fields[i].from);
		if (!fields[i].to->ptr)
			return false;
	}
	hit->ocr = record_is_ocr(r);
	return copy_authors(r, memory, hit);
}

void answer_free(struct answer *a)
{
	arena_free(&a->memory);
	*a = (struct answer){0};
}

void answer_end(struct answer *a, const struct budget *budget)
{
	a->explanation.work = budget->done;
	a->explanation.most_work = budget->most;
	a->partial = budget->ends;
	if (answer_is_partial(a))
		a->total.exact = a->full.exact = a->undated.exact = false;
}

bool answer_warn(struct answer *a, enum warning_code code, const char *format, ...)
{
	a->is_full_of_warnings = a->warning_count == ANSWER_MAX_WARNINGS;
	if (a->is_full_of_warnings)
		return true;
	struct buf message = BUF_INIT;
	va_list ap;
	va_start(ap, format);
	buf_vprintf(&message, format, ap);
	va_end(ap);
	struct warning *w = &a->warnings[a->warning_count];
	*w = (struct warning){.code = code};
	w->message = arena_str(&a->memory, buf_str(&message));
	w->typed = w->message;
	bool ok = !message.failed && w->message.ptr;
	buf_free(&message);
	a->warning_count += ok;
	return ok;
}

bool answer_warn_typed(struct answer *a, const char *format, ...)
{
	struct warning *w = answer_last_warning(a);
	if (!w)
		return true;
	struct buf typed = BUF_INIT;
	va_list ap;
	buf_append(&typed, w->message);
	buf_append_c(&typed, "; ");
	va_start(ap, format);
	buf_vprintf(&typed, format, ap);
	va_end(ap);
	w->typed = arena_str(&a->memory, buf_str(&typed));
	bool ok = !typed.failed && w->typed.ptr;
	buf_free(&typed);
	return ok;
}

struct warning *answer_last_warning(struct answer *a)
{
	if (a->is_full_of_warnings || a->warning_count == 0)
		return NULL;
	return &a->warnings[a->warning_count - 1];
}

bool answer_warn_of(struct answer *a, const struct str *words, size_t count)
{
	struct warning *w = answer_last_warning(a);
	if (!w)
		return true;
	struct str *copies = arena_array(&a->memory, count + 1, sizeof *copies);
	if (!copies)
		return false;
	for (size_t i = 0; i < count; i++) {
		copies[i] = arena_str(&a->memory, words[i]);
		if (!copies[i].ptr)
			return false;
	}
	w->words = copies;
	w->word_count = count;
	return true;
}

bool answer_suggest(struct answer *a, enum suggestion_kind kind, struct str text)
{
	if (a->suggestion_count == ANSWER_MAX_SUGGESTIONS)
		return true;
	struct str copy = arena_str(&a->memory, text);
	a->suggestions[a->suggestion_count] = (struct suggestion){kind, copy};
	a->suggestion_count += copy.ptr != NULL;
	return copy.ptr != NULL;
}
