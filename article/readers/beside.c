#include "article/readers/beside.h"

#include "article/readers/json_record.h"
#include "base/lang.h"

static bool overrule(struct article *a, struct json_parser *p, struct str json, struct error *err)
{
	struct given given = {.memory = &a->memory};
	size_t repaired = 0;
	if (!json_record_read(p, json, 1, &given, &repaired, err))
		return false;
	return given_overrule(&given, a) || error_set_memory(err);
}

bool article_overrule(struct article *a, struct str json, struct error *err)
{
	struct json_parser parser;
	json = str_trim(json);
	if (str_starts_with(json, STR("\xEF\xBB\xBF")))
		json = str_slice(json, 3, json.len);
	if (!str_starts_with(json, STR("{")))
		return error_set(err, ERROR_INPUT,
			SAY("không phải là một đối tượng JSON, dạng {\"title\": …}",
				"this is no JSON object like {\"title\": …}"));
	if (!json_parser_open(&parser, NULL, err))
		return false;
	bool ok = overrule(a, &parser, json, err);
	json_parser_close(&parser);
	return ok;
}
