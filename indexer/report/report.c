#include "indexer/report/report.h"
#include "archive/folder.h"
#include "archive/generation.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/moment.h"
#include "printing/escape.h"
#include "text/encoding/shown.h"
#include "text/syllable/utf8.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static const char *const actions[REPORT_COUNT] = {"added", "changed", "removed", "skipped",
	"repaired", "decoded", "ignored", "moved", "shared", "undated", "unused", "known", "purged",
	"lost", "hidden"};

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
	struct buf line = BUF_INIT;
	char *json = json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(3));
	if (json)
		escape_json(&line, str_from_c(json));
	buf_push(&line, '\n');
	if (json && !line.failed)
		fwrite(line.ptr, 1, line.len, r->file);
	else
		r->incomplete = true;
	free(json);
	buf_free(&line);
	json_decref(object);
}

const char *report_action_name(enum report_action action)
{
	return actions[action];
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
		json_string(SAY("nội dung của khóa này không được dùng; --map cho biết khóa ấy là "
				"trường nào",
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

/* ---- The run as a whole ---- */

static json_t *moment(int64_t seconds)
{
	char out[MOMENT_SIZE];
	return moment_write(seconds, out) ? json_string(out) : json_null();
}

/* By the clock that told when the run began: that of time(2) lags behind it. */
static int64_t now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_REALTIME, &t);
	return t.tv_sec;
}

static json_t *sources_of(const struct manifest *m)
{
	json_t *out = json_array();
	for (size_t i = 0; i < m->source_count; i++) {
		json_t *source = json_object();
		json_object_set_new(source, "path", text(str_from_c(m->sources[i].path)));
		json_object_set_new(source, "label", text(str_from_c(m->sources[i].label)));
		json_array_append_new(out, source);
	}
	return out;
}

static void write_head(struct report *r, const struct manifest *m)
{
	json_t *object = json_pack("{s:s, s:s, s:s}", "action", "run", "version", TRACUU_VERSION,
		"lang", SAY("vi", "en"));
	json_object_set_new(object, "started", moment(m->started_ns / 1000000000));
	json_object_set_new(object, "sources", sources_of(m));
	write_line(r, object);
	r->head = ftell(r->file);
}

bool report_open(struct report *r, const char *folder, const struct manifest *m, struct error *err)
{
	*r = (struct report){.path = folder_path(folder, "report.jsonl")};
	if (!r->path)
		return error_set_memory(err);
	r->file = fopen(r->path, "wxe");
	if (r->file) {
		write_head(r, m);
		return true;
	}
	error_set_system(err, errno, SAY("không ghi được “%s”", "cannot write %s"), r->path);
	report_close(r);
	return false;
}

static void write_summary(
	struct report *r, const struct report_summary *summary, const struct error *why)
{
	char name[GENERATION_NAME];
	const char *result = why && why->code == ERROR_HELD ? "held"
			     : why                          ? "failed"
			     : summary->trial               ? "trial"
			     : summary->published           ? "published"
							    : "unchanged";
	json_t *object = json_pack("{s:s, s:s}", "action", "summary", "result", result);
	json_t *counts = json_object();
	if (summary->generation > 0) {
		generation_name(summary->generation, name);
		json_object_set_new(object, "generation", json_string(name));
	}
	json_object_set_new(object, "finished", moment(now()));
	json_object_set_new(object, "articles", json_integer((json_int_t)summary->articles));
	json_object_set_new(object, "unchanged", json_integer((json_int_t)summary->unchanged));
	if (summary->versions > 0)
		json_object_set_new(
			object, "versions", json_integer((json_int_t)summary->versions));
	for (size_t i = 0; !why && i < REPORT_COUNT; i++) {
		if (r->counts[i] > 0)
			json_object_set_new(
				counts, actions[i], json_integer((json_int_t)r->counts[i]));
	}
	json_object_set_new(object, "counts", counts);
	if (summary->least.words > 0 || summary->least.counts > 0)
		json_object_set_new(object, "learned_from",
			json_pack("{s:i, s:i}", "words", lexicon_learned_from(summary->least.words),
				"pairs", lexicon_learned_from(summary->least.counts)));
	if (why)
		json_object_set_new(object, "why", text(str_from_c(why->message)));
	write_line(r, object);
}

bool report_finish(struct report *r, const struct report_summary *summary, struct error *err)
{
	write_summary(r, summary, NULL);
	errno = EIO;
	bool ok = !ferror(r->file) && fflush(r->file) == 0 && fsync(fileno(r->file)) == 0;
	if (!ok)
		error_set_system(
			err, errno, SAY("không ghi được “%s”", "cannot write %s"), r->path);
	else if (r->incomplete)
		ok = error_set_memory(err);
	fclose(r->file);
	r->file = NULL;
	return ok;
}

/* Whether LINE tells what the run met, not what it would have done. */
static bool is_met(const char *line)
{
	static const enum report_action met[] = {REPORT_SKIPPED, REPORT_KNOWN, REPORT_IGNORED};
	char begin[40];
	for (size_t i = 0; i < sizeof met / sizeof *met; i++) {
		snprintf(begin, sizeof begin, "{\"action\":\"%s\"", actions[met[i]]);
		if (strncmp(line, begin, strlen(begin)) == 0)
			return true;
	}
	return false;
}

/* Moves the lines that stay to the front: each is written where it was read, or before. */
static bool keep_met(struct report *r)
{
	FILE *in = fopen(r->path, "re");
	char *line = NULL;
	size_t room = 0;
	bool ok = in && fseek(in, r->head, SEEK_SET) == 0 && fseek(r->file, r->head, SEEK_SET) == 0;
	while (ok && getline(&line, &room, in) > 0)
		ok = !is_met(line) || fputs(line, r->file) >= 0;
	free(line);
	if (in)
		fclose(in);
	return ok && fflush(r->file) == 0 && ftruncate(fileno(r->file), ftell(r->file)) == 0;
}

void report_fail(struct report *r, const struct report_summary *summary, const struct error *why)
{
	if (!r->path || (r->file && fclose(r->file) != 0))
		return;
	r->file = fopen(r->path, "r+e");
	if (!r->file)
		return;
	if (keep_met(r))
		write_summary(r, summary, why);
	fclose(r->file);
	r->file = NULL;
}

void report_close(struct report *r)
{
	if (r->file)
		fclose(r->file);
	free(r->path);
	*r = (struct report){0};
}
