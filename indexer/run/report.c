#include "indexer/run/report.h"
#include "archive/folder.h"
#include "base/buf.h"
#include "base/lang.h"
#include "text/encoding/shown.h"
#include "text/syllable/utf8.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const actions[REPORT_COUNT] = {"added", "changed", "removed", "skipped",
	"repaired", "decoded", "ignored", "moved", "shared", "undated", "unused"};

bool report_open(struct report *r, const char *folder, struct error *err)
{
	*r = (struct report){.path = folder_path(folder, "report.jsonl")};
	if (!r->path)
		return error_set_memory(err);
	r->file = fopen(r->path, "wxe");
	if (r->file)
		return true;
	error_set_system(err, errno, SAY("không ghi được %s", "cannot write %s"), r->path);
	report_close(r);
	return false;
}

/* JSON strings are Unicode; names of files need not be. */
static json_t *text(struct str s)
{
	struct buf plain = BUF_INIT;
	if (utf8_valid_prefix(s) < s.len && shown_append(&plain, s))
		s = buf_str(&plain);
	json_t *out = json_stringn(s.ptr, s.len);
	buf_free(&plain);
	return out;
}

static json_t *list(struct str names)
{
	json_t *out = json_array();
	struct str name;
	while (str_split(&names, ',', &name)) {
		name = str_trim(name);
		json_array_append_new(out, json_stringn(name.ptr, name.len));
	}
	return out;
}

/* Frees OBJECT. */
static void write_line(struct report *r, json_t *object)
{
	json_dumpf(object, r->file, JSON_COMPACT | JSON_REAL_PRECISION(3));
	fputc('\n', r->file);
	json_decref(object);
}

void report_add(struct report *r, const struct report_line *line)
{
	r->counts[line->action] += line->count ? line->count : 1;
	json_t *object = json_pack("{s:s}", "action", actions[line->action]);
	if (line->id.len > 0)
		json_object_set_new(object, "id", text(line->id));
	if (line->was.len > 0)
		json_object_set_new(object, "was", text(line->was));
	if (line->path.len > 0)
		json_object_set_new(object, "path", text(line->path));
	if (line->line > 0)
		json_object_set_new(object, "line", json_integer((json_int_t)line->line));
	if (line->count > 0)
		json_object_set_new(object, "count", json_integer((json_int_t)line->count));
	if (line->encodings.len > 0) {
		json_object_set_new(object, "encodings", list(line->encodings));
		json_object_set_new(object, "confidence", json_real(line->confidence));
	}
	if (line->why)
		json_object_set_new(object, "why", text(str_from_c(line->why)));
	write_line(r, object);
}

void report_unused(struct report *r, struct str path, struct str key, uint64_t count)
{
	json_t *object = json_pack("{s:s}", "action", actions[REPORT_UNUSED]);
	r->counts[REPORT_UNUSED]++;
	json_object_set_new(object, "path", text(path));
	json_object_set_new(object, "key", text(key));
	json_object_set_new(object, "count", json_integer((json_int_t)count));
	json_object_set_new(object, "why",
		json_string(SAY("chữ dưới khóa này không được dùng; --map cho biết dùng làm gì",
			"the text under this key is not used; --map tells what it is")));
	write_line(r, object);
}

void report_unread(struct report *r, struct str path, const struct unread *unread)
{
	const char *hint = unread_hint(unread);
	json_t *object = json_pack("{s:s}", "action", actions[REPORT_IGNORED]);
	r->counts[REPORT_IGNORED] += unread->count;
	json_object_set_new(object, "path", text(path));
	if (*unread->extension)
		json_object_set_new(object, "type", json_string(unread->extension));
	json_object_set_new(object, "count", json_integer((json_int_t)unread->count));
	json_object_set_new(object, "example", text(str_from_c(unread->example)));
	json_object_set_new(object, "why", json_string(unread_why(unread)));
	if (hint)
		json_object_set_new(object, "hint", json_string(hint));
	write_line(r, object);
}

bool report_finish(struct report *r, struct error *err)
{
	errno = EIO;
	bool ok = !ferror(r->file) && fflush(r->file) == 0 && fsync(fileno(r->file)) == 0;
	if (!ok)
		error_set_system(err, errno, SAY("không ghi được %s", "cannot write %s"), r->path);
	fclose(r->file);
	r->file = NULL;
	return ok;
}

void report_close(struct report *r)
{
	if (r->file)
		fclose(r->file);
	free(r->path);
	*r = (struct report){0};
}
