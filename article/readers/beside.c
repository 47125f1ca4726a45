#include "article/readers/beside.h"

#include "article/readers/json_record.h"
#include "base/lang.h"

/* Reads JSON into G, whose memory has what it says. */
static bool read(struct given *g, struct str json, struct error *err)
{
	struct json_parser parser;
	size_t repaired = 0;
	json = str_trim(json);
	if (str_starts_with(json, STR("\xEF\xBB\xBF")))
		json = str_slice(json, 3, json.len);
	if (!str_starts_with(json, STR("{")))
		return error_set(err, ERROR_INPUT,
			SAY("không phải là một đối tượng JSON, dạng {\"title\": …}",
				"this is no JSON object like {\"title\": …}"));
	if (!json_parser_open(&parser, NULL, err))
		return false;
	bool ok = json_record_read(&parser, json, 1, g, &repaired, err);
	json_parser_close(&parser);
	return ok;
}

bool article_overrule(struct article *a, struct str json, struct error *err)
{
	struct given given = {.memory = &a->memory};
	if (!read(&given, json, err))
		return false;
	return given_overrule(&given, a) || error_set_memory(err);
}

bool article_guard_read(struct str json, struct arena *memory, struct str *visibility,
	struct str *embargo, struct error *err)
{
	struct article a = {.memory = ARENA_INIT};
	bool ok = article_overrule(&a, json, err);
	*visibility = ok ? arena_str(memory, a.visibility) : STR("");
	*embargo = ok ? arena_str(memory, a.embargo) : STR("");
	article_free(&a);
	return ok && ((visibility->ptr && embargo->ptr) || error_set_memory(err));
}

bool article_beside_check(struct str json, struct error *err)
{
	struct arena memory = ARENA_INIT;
	struct given given = {.memory = &memory};
	bool ok = read(&given, json, err);
	arena_free(&memory);
	return ok;
}
