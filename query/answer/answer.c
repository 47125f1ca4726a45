#include "query/answer/answer.h"

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
	case WARNING_RESPELT:
		return "respelt";
	}
	return "";
}

const char *suggestion_name(enum suggestion_kind kind)
{
	return kind == SUGGESTION_READING ? "reading" : "spelling";
}

void answer_free(struct answer *a)
{
	arena_free(&a->memory);
	*a = (struct answer){0};
}

bool answer_warn(struct answer *a, enum warning_code code, const char *format, ...)
{
	if (a->warning_count == ANSWER_MAX_WARNINGS)
		return true;
	struct buf message = BUF_INIT;
	va_list ap;
	va_start(ap, format);
	buf_vprintf(&message, format, ap);
	va_end(ap);
	struct warning *w = &a->warnings[a->warning_count];
	w->code = code;
	w->message = arena_str(&a->memory, buf_str(&message));
	bool ok = !message.failed && w->message.ptr;
	buf_free(&message);
	a->warning_count += ok;
	return ok;
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
