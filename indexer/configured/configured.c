#include "indexer/configured/configured.h"

#include "base/lang.h"
#include "conf/conf.h"

#include <stdlib.h>

enum key_kind { KEY_UNKNOWN, KEY_VALUE, KEY_PATH, KEY_FLAG, KEY_SOURCE };

static const struct {
	const char *name;
	enum key_kind kind;
} keys[] = {
	{"archive", KEY_PATH},
	{"audience", KEY_VALUE},
	{"encoding", KEY_VALUE},
	{"group", KEY_VALUE},
	{"history", KEY_VALUE},
	{"ids", KEY_VALUE},
	{"jobs", KEY_VALUE},
	{"keep", KEY_VALUE},
	{"known", KEY_PATH},
	{"label", KEY_VALUE},
	{"map", KEY_VALUE},
	{"max-removals", KEY_VALUE},
	{"memory", KEY_VALUE},
	{"ocr", KEY_FLAG},
	{"servable", KEY_FLAG},
	{"source", KEY_SOURCE},
	{"visibility", KEY_VALUE},
};

enum { KEY_COUNT = sizeof keys / sizeof *keys };

static enum key_kind kind_of(const char *name)
{
	for (size_t i = 0; i < KEY_COUNT; i++) {
		if (strcmp(keys[i].name, name) == 0)
			return keys[i].kind;
	}
	return KEY_UNKNOWN;
}

static bool refuse_key(const char *name, struct error *err)
{
	struct buf all = BUF_INIT;
	for (size_t i = 0; i < KEY_COUNT; i++)
		buf_printf(&all, "%s%s", i > 0 ? ", " : "", keys[i].name);
	error_set(err, ERROR_INPUT,
		SAY("không có khóa “%s”; các khóa: %s", "there is no key “%s”; there are: %s"),
		name, buf_str(&all).ptr);
	buf_free(&all);
	return false;
}

/* Whether VALUE is yes or no, and which. */
static bool read_flag(const char *value, bool *yes)
{
	*yes = strcmp(value, "yes") == 0 || strcmp(value, "có") == 0;
	return *yes || strcmp(value, "no") == 0 || strcmp(value, "không") == 0;
}

/* Whether E means something; ERROR_INPUT says what it should have been. */
static bool check(const struct conf_entry *e, struct error *err)
{
	enum key_kind kind = kind_of(e->key);
	bool yes;
	if (e->section.len > 0)
		return error_set(err, ERROR_INPUT,
			SAY("tệp này không có nhóm nào: mỗi kho một tệp",
				"there are no sections here: each archive has a file"));
	if (kind == KEY_UNKNOWN)
		return refuse_key(e->key, err);
	if ((kind == KEY_PATH || kind == KEY_SOURCE) && e->value[0] != '/')
		return error_set(err, ERROR_INPUT,
			SAY("%s phải là đường dẫn tuyệt đối, bắt đầu bằng /, không phải “%s”",
				"%s must be an absolute path, which begins with /, not “%s”"),
			e->key, e->value);
	if (kind == KEY_FLAG && !read_flag(e->value, &yes))
		return error_set(err, ERROR_INPUT,
			SAY("%s là yes hoặc no, không phải “%s”", "%s is yes or no, not “%s”"),
			e->key, e->value);
	return true;
}

/* Appends E as an argument. */
static void append(const struct conf_entry *e, struct buf *out)
{
	enum key_kind kind = kind_of(e->key);
	bool yes = true;
	if (kind == KEY_FLAG)
		read_flag(e->value, &yes);
	if (kind != KEY_SOURCE)
		buf_printf(out, "--%s%s", yes ? "" : "no-", e->key);
	if (kind == KEY_VALUE || kind == KEY_PATH)
		buf_push(out, '=');
	if (kind != KEY_FLAG)
		buf_append_c(out, e->value);
	buf_push(out, '\0');
}

static bool has_archive(const struct conf *c)
{
	for (size_t i = 0; i < c->count; i++) {
		if (strcmp(c->entries[i].key, "archive") == 0)
			return true;
	}
	return false;
}

static bool read_entries(struct configured *out, const struct conf *c, bool runs, struct error *err)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct conf_entry *e = &c->entries[i];
		if (!check(e, err))
			return conf_blame(c, e, err);
		if (!runs && strcmp(e->key, "archive") != 0)
			continue;
		append(e, &out->store);
		out->count++;
	}
	if (!has_archive(c))
		return error_set(err, ERROR_INPUT,
			SAY("%s: thiếu dòng archive = /THƯ-MỤC", "%s: there is no archive = /DIR"),
			c->name);
	return !out->store.failed || error_set_memory(err);
}

/* The command, what the file says, what else the command line says. */
static bool assemble(struct configured *out, int argc, char **argv, struct error *err)
{
	int told = out->count;
	char *at = out->store.ptr;
	out->arguments = calloc((size_t)(told + argc) + 1, sizeof *out->arguments);
	if (!out->arguments)
		return error_set_memory(err);
	out->count = 0;
	out->arguments[out->count++] = argv[0];
	for (int i = 0; i < told; i++, at += strlen(at) + 1)
		out->arguments[out->count++] = at;
	for (int i = 1; i < argc; i++)
		out->arguments[out->count++] = argv[i];
	return true;
}

bool configured_read(struct configured *out, const char *path, bool runs, int argc, char **argv,
	struct error *err)
{
	struct conf c;
	*out = (struct configured){.count = 0};
	bool ok = conf_read(path, &c, err) && read_entries(out, &c, runs, err) &&
		  assemble(out, argc, argv, err);
	conf_free(&c);
	return ok;
}

const char *configured_file(int argc, char **argv)
{
	const char *found = NULL;
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strncmp(argv[i], "--config=", 9) == 0)
			found = argv[i] + 9;
		else if (strcmp(argv[i], "--config") == 0 && i + 1 < argc)
			found = argv[++i];
	}
	return found;
}

void configured_free(struct configured *c)
{
	free(c->arguments);
	buf_free(&c->store);
	*c = (struct configured){.count = 0};
}
