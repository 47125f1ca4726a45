#include "web/reply/member.h"

struct str member_text_of(const json_t *value)
{
	return json_is_string(value) ? str_make(json_string_value(value), json_string_length(value))
				     : STR("");
}

struct str member_text(const json_t *object, const char *name)
{
	return member_text_of(json_object_get(object, name));
}

int64_t member_offset(const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);
	return json_is_integer(value) && json_integer_value(value) >= 0 ? json_integer_value(value)
									: -1;
}

uint64_t member_count(const json_t *object, const char *name)
{
	int64_t n = member_offset(object, name);
	return n < 0 ? 0 : (uint64_t)n;
}

bool member_is(const json_t *object, const char *name, const char *text)
{
	return str_eq(member_text(object, name), str_from_c(text));
}

bool member_true(const json_t *object, const char *name)
{
	return json_is_true(json_object_get(object, name));
}
