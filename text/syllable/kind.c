#include "text/syllable/kind.h"

const char *token_kind_name(enum token_kind kind)
{
	static const char *const names[TOKEN_KIND_COUNT] = {"syllable", "word", "number", "sign",
		"span", "code", "acronym", "loanword", "address", "date"};
	return names[kind];
}

const char *token_flag_name(unsigned flag)
{
	switch (flag) {
	case TOKEN_SHAPED:
		return "shaped";
	case TOKEN_TONED:
		return "toned";
	case TOKEN_CAPITALS:
		return "capitals";
	case TOKEN_CAPITALISED:
		return "capitalised";
	case TOKEN_BREAK:
		return "break";
	case TOKEN_EXTRA:
		return "extra";
	case TOKEN_GLUED:
		return "glued";
	default:
		return "";
	}
}
