#include "query/request/request.h"

#include "base/lang.h"
#include "query/request/settings.h"

#include <stdio.h>
#include <string.h>

/* ---- Which members there are ---- */

/* Sets of operations. */
enum {
	OF_SEARCH = 1 << REQUEST_SEARCH,
	OF_SHOW = 1 << REQUEST_SHOW,
	OF_HISTORY = 1 << REQUEST_HISTORY,
	OF_SIMILAR = 1 << REQUEST_SIMILAR,
	OF_SUGGEST = 1 << REQUEST_SUGGEST,
	OF_ANALYSE = 1 << REQUEST_ANALYSE,
	OF_EXPORT = 1 << REQUEST_EXPORT,
	OF_CANCEL = 1 << REQUEST_CANCEL,
	OF_LISTS = OF_SEARCH | OF_SIMILAR | OF_EXPORT,
	OF_ANY = (1 << (REQUEST_CANCEL + 1)) - 1
};

static const struct choice operations[] = {{"search", REQUEST_SEARCH}, {"show", REQUEST_SHOW},
	{"history", REQUEST_HISTORY}, {"similar", REQUEST_SIMILAR}, {"suggest", REQUEST_SUGGEST},
	{"analyse", REQUEST_ANALYSE}, {"export", REQUEST_EXPORT}, {"status", REQUEST_STATUS},
	{"cancel", REQUEST_CANCEL}};

static const struct choice languages[] = {{"vi", REQUEST_VIETNAMESE}, {"en", REQUEST_ENGLISH}};

struct member {
	const char *name;
	unsigned may; /* which operations take it */
	unsigned must;
};

static const struct member members[] = {
	{"id", OF_ANY, 0},
	{"op", OF_ANY, 0},
	{"lang", OF_ANY, 0},
	{"format_version", OF_ANY, 0},
	{"q", OF_SEARCH | OF_SHOW | OF_SUGGEST | OF_ANALYSE | OF_EXPORT,
		OF_SEARCH | OF_SUGGEST | OF_ANALYSE | OF_EXPORT},
	{"article", OF_SHOW | OF_HISTORY | OF_SIMILAR, OF_SHOW | OF_HISTORY | OF_SIMILAR},
	{"archive", OF_SHOW | OF_HISTORY | OF_SIMILAR, 0},
	{"target", OF_CANCEL, OF_CANCEL},
	/* As query/request/settings.h reads them. */
	{"limit", OF_LISTS | OF_SUGGEST, 0},
	{"offset", OF_LISTS, 0},
	{"sort", OF_LISTS, 0},
	{"ranking", OF_SEARCH | OF_SIMILAR, 0},
	{"from", OF_LISTS, 0},
	{"to", OF_LISTS, 0},
	{"date", OF_LISTS, 0},
	{"filters", OF_LISTS, 0},
	{"facets", OF_SEARCH | OF_SIMILAR, 0},
	{"timeline", OF_SEARCH | OF_SIMILAR, 0},
	{"count", OF_SEARCH | OF_SIMILAR, 0},
	{"quick", OF_SEARCH, 0},
	{"diacritics", OF_SEARCH | OF_SHOW | OF_SUGGEST | OF_ANALYSE | OF_EXPORT, 0},
	{"duplicates", OF_LISTS, 0},
	{"prefer", OF_LISTS, 0},
	{"explain", OF_SEARCH | OF_SIMILAR, 0},
	{"strict", OF_SEARCH | OF_EXPORT, 0},
	{"timeout_ms", OF_LISTS | OF_SUGGEST, 0},
};

enum { MEMBERS = sizeof members / sizeof *members };

static const struct member *find_member(const char *name)
{
	for (size_t i = 0; i < MEMBERS; i++) {
		if (strcmp(members[i].name, name) == 0)
			return &members[i];
	}
	return NULL;
}

/* ---- Values ---- */

static bool wrong_kind(
	struct request *r, const char *name, const char *vi, const char *en, struct error *err)
{
	r->bad = name;
	return error_set(
		err, ERROR_USAGE, SAY("“%s” phải là %s", "“%s” must be %s"), name, SAY(vi, en));
}

/* A string; its ptr is NULL where there is none. */
static bool read_string(struct request *r, const char *name, struct str *out, struct error *err)
{
	json_t *value = json_object_get(r->root, name);
	*out = str_make(json_string_value(value), json_string_length(value));
	return !value || out->ptr || wrong_kind(r, name, "một chuỗi", "a string", err);
}

static bool read_flag(struct request *r, const char *name, bool *out, struct error *err)
{
	json_t *value = json_object_get(r->root, name);
	*out = json_is_true(value);
	return !value || json_is_boolean(value) ||
	       wrong_kind(r, name, "true hoặc false", "true or false", err);
}

/* A string or an integer. */
static bool read_id(struct request *r, const char *name, json_t **out, struct error *err)
{
	json_t *value = json_object_get(r->root, name);
	if (value && !json_is_integer(value) &&
		(!json_is_string(value) || json_string_length(value) > REQUEST_MAX_ID))
		return wrong_kind(r, name, "một số nguyên hoặc một chuỗi, nhiều nhất 256 byte",
			"an integer or a string of at most 256 bytes", err);
	*out = value;
	return true;
}

static bool read_choice(struct request *r, const char *name, const struct choice *choices,
	size_t count, int *out, struct error *err)
{
	struct str text;
	if (!read_string(r, name, &text, err))
		return false;
	/* That of jansson ends with a NUL. */
	if (!text.ptr || choice_read("", name, text.ptr, choices, count, out, err))
		return true;
	r->bad = name;
	return false;
}

static bool read_version(struct request *r, struct error *err)
{
	json_t *value = json_object_get(r->root, "format_version");
	if (!value || (json_is_integer(value) && json_integer_value(value) == REQUEST_FORMAT))
		return true;
	r->bad = "format_version";
	return error_set(err, ERROR_USAGE,
		SAY("“format_version”: chương trình này chỉ biết định dạng %d",
			"“format_version”: this program speaks format %d alone"),
		REQUEST_FORMAT);
}

/* ---- Settings ---- */

static bool read_number(struct setting_reader *s, const struct setting *setting, json_t *value)
{
	char text[24];
	snprintf(text, sizeof text, "%lld", (long long)json_integer_value(value));
	return setting_read(s, setting, text);
}

static bool read_words(
	struct request *r, struct setting_reader *s, const struct setting *setting, json_t *value)
{
	for (size_t i = 0; i < json_array_size(value); i++) {
		const char *text = json_string_value(json_array_get(value, i));
		if (!text)
			return wrong_kind(r, setting->member, "một mảng các chuỗi",
				"an array of strings", s->err);
		if (!setting_read(s, setting, text))
			return false;
	}
	return true;
}

static bool read_setting(
	struct request *r, struct setting_reader *s, const struct setting *setting, json_t *value)
{
	switch (setting->kind) {
	case SETTING_NUMBER:
		return json_is_integer(value) ? read_number(s, setting, value)
					      : wrong_kind(r, setting->member, "một số nguyên",
							"an integer", s->err);
	case SETTING_WORD:
		return json_is_string(value)
			       ? setting_read(s, setting, json_string_value(value))
			       : wrong_kind(r, setting->member, "một chuỗi", "a string", s->err);
	case SETTING_WORDS:
		return json_is_array(value) ? read_words(r, s, setting, value)
					    : wrong_kind(r, setting->member, "một mảng các chuỗi",
						      "an array of strings", s->err);
	case SETTING_FLAG:
		if (!json_is_boolean(value))
			return wrong_kind(
				r, setting->member, "true hoặc false", "true or false", s->err);
		return json_is_false(value) || setting_read(s, setting, NULL);
	}
	return false;
}

/* Of no two that are wrong the first as they stand in the table is told: so the answer does not
   depend on how they are stored. */
static bool read_settings(struct request *r, struct error *err)
{
	/* An export ends where there is no more. */
	struct setting_reader s = {.out = &r->settings,
		.offset_max = r->op == REQUEST_EXPORT ? REQUEST_EXPORT_MAX : 0,
		.err = err};
	for (size_t i = 0; i < setting_count; i++) {
		json_t *value = json_object_get(r->root, setting_table[i].member);
		if (value && !read_setting(r, &s, &setting_table[i], value)) {
			r->bad = setting_table[i].member;
			return false;
		}
	}
	r->timeout_told = s.timeout_told;
	if (settings_check(&s))
		return true;
	r->bad = s.at->member;
	return false;
}

/* ---- The whole ---- */

static const char *operation_name(enum request_op op)
{
	return operations[op].name;
}

/* The first by name that R must not have; NULL: there is none. */
static const char *strange_member(const struct request *r)
{
	const char *first = NULL;
	const char *name;
	json_t *value;
	json_object_foreach(r->root, name, value)
	{
		const struct member *m = find_member(name);
		if (!(m && m->may >> r->op & 1) && (!first || strcmp(name, first) < 0))
			first = name;
	}
	return first;
}

static bool check_members(struct request *r, struct error *err)
{
	r->bad = strange_member(r);
	if (r->bad && find_member(r->bad))
		return error_set(err, ERROR_USAGE,
			SAY("“%s” không dùng với op “%s”", "“%s” does not go with op “%s”"), r->bad,
			operation_name(r->op));
	if (r->bad)
		return error_set(err, ERROR_USAGE,
			SAY("không biết “%s” là gì; docs/answer.md liệt kê các trường của yêu cầu",
				"there is no “%s”; docs/answer.md lists the members of a request"),
			r->bad);
	for (size_t i = 0; i < MEMBERS; i++) {
		if (!(members[i].must >> r->op & 1) || json_object_get(r->root, members[i].name))
			continue;
		r->bad = members[i].name;
		return error_set(err, ERROR_USAGE, SAY("op “%s” cần “%s”", "op “%s” needs “%s”"),
			operation_name(r->op), r->bad);
	}
	return true;
}

/* What jansson says by a code, in words of either language. */
static const char *fault_of(enum json_error_code code)
{
	switch (code) {
	case json_error_premature_end_of_input:
		return SAY("hết giữa chừng", "it ends too early");
	case json_error_end_of_input_expected:
		return SAY("còn chữ thừa sau đối tượng", "more follows the object");
	case json_error_invalid_utf8:
		return SAY("không phải UTF-8", "this is no UTF-8");
	case json_error_null_character:
	case json_error_null_byte_in_key:
		return SAY("có ký tự NUL", "there is a NUL");
	case json_error_duplicate_key:
		return SAY("một trường có hai lần", "a member is given twice");
	case json_error_numeric_overflow:
		return SAY("số quá lớn", "a number is too large");
	case json_error_stack_overflow:
		return SAY("lồng nhau quá sâu", "it is nested too deeply");
	default:
		return SAY("sai cú pháp", "wrong syntax");
	}
}

static bool parse(struct str text, struct request *r, struct error *err)
{
	json_error_t why;
	if (text.len > REQUEST_MAX_BYTES)
		return error_set(err, ERROR_LIMIT,
			SAY("yêu cầu dài quá %d byte", "the request is longer than %d bytes"),
			REQUEST_MAX_BYTES);
	/* jansson itself goes no deeper than 2,048 levels. */
	r->root = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, &why);
	if (!r->root && json_error_code(&why) == json_error_out_of_memory)
		return error_set_memory(err);
	/* jansson's own text is English, and quotes what it read cut within a character. */
	if (!r->root)
		return error_set(err, ERROR_INPUT,
			SAY("yêu cầu không phải là một đối tượng JSON: %s ở byte %d",
				"the request is no JSON object: %s at byte %d"),
			fault_of(json_error_code(&why)), why.position);
	return json_is_object(r->root) ||
	       error_set(err, ERROR_INPUT, "%s",
		       SAY("yêu cầu không phải là một đối tượng JSON; ví dụ: {\"q\":\"hà nội\"}",
			       "the request is no JSON object; for example: {\"q\":\"hà nội\"}"));
}

#define COUNT(choices) (sizeof(choices) / sizeof *(choices))

bool request_read(struct str text, const struct search_settings *usual, struct request *out,
	struct error *err)
{
	int op = REQUEST_SEARCH, language = REQUEST_ANY_LANGUAGE;
	*out = (struct request){.settings = *usual};
	if (!parse(text, out, err))
		return false;
	bool ok = read_id(out, "id", &out->id, err) &&
		  read_choice(out, "lang", languages, COUNT(languages), &language, err);
	out->language = (enum request_language)language;
	if (out->language != REQUEST_ANY_LANGUAGE)
		lang_set_here(out->language == REQUEST_VIETNAMESE);
	ok = ok && read_choice(out, "op", operations, COUNT(operations), &op, err);
	out->op = (enum request_op)op;
	return ok && read_version(out, err) && check_members(out, err) &&
	       read_string(out, "q", &out->q, err) &&
	       read_string(out, "article", &out->article, err) &&
	       read_string(out, "archive", &out->archive, err) &&
	       read_id(out, "target", &out->target, err) &&
	       read_flag(out, "quick", &out->settings.quick, err) && read_settings(out, err);
}

void request_free(struct request *r)
{
	json_decref(r->root);
	*r = (struct request){0};
}
