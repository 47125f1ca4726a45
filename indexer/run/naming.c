#include "indexer/run/naming.h"
#include "article/readers/step.h"
#include "base/ascii.h"
#include "base/lang.h"
#include "text/encoding/shown.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>

struct naming naming_of(const struct article *a, const struct manifest_source *source,
	struct str path, char line[NAMING_LINE])
{
	struct naming n = {.source = source,
		.path = path,
		.member = a->member,
		.own = STR(""),
		.whole = a->whole,
		.line = a->line};
	if (a->whole)
		return n;
	if (a->id.value.len > 0) {
		n.own = a->id.value;
	} else if (a->url.value.len > 0 && a->url.value.len <= ARTICLE_MAX_ID) {
		n.own = a->url.value;
	} else {
		n.by_line = true;
		n.own = str_make(line, (size_t)snprintf(line, NAMING_LINE, "%" PRIu64, a->line));
	}
	return n;
}

bool naming_is_qualified(const struct naming *n)
{
	return !n->whole && (n->by_line || n->source->ids_by_file);
}

void naming_add_member(struct buf *out, struct str member)
{
	if (member.len == 0)
		return;
	buf_append_c(out, "!/");
	shown_append(out, member);
}

static void begin(const struct manifest_source *source, struct buf *out)
{
	buf_reset(out);
	if (*source->label) {
		shown_append(out, str_from_c(source->label));
		buf_push(out, ':');
	}
}

static void add_place(const struct naming *n, struct buf *out)
{
	shown_append(out, n->path);
	naming_add_member(out, n->member);
}

static void add_own(const struct naming *n, struct buf *out, struct own_part *own)
{
	own->at = out->len;
	if (n->whole)
		add_place(n, out);
	else
		shown_append(out, n->own);
	own->length = out->len - own->at;
}

bool naming_short(const struct naming *n, struct buf *out, struct own_part *own)
{
	begin(n->source, out);
	add_own(n, out, own);
	return !out->failed;
}

/* A text whose path another article has for its id is FILE#1: it has but one line. */
bool naming_qualified(const struct naming *n, uint64_t turn, struct buf *out, struct own_part *own)
{
	begin(n->source, out);
	if (n->whole) {
		add_own(n, out, own);
		buf_append_c(out, "#1");
	} else {
		add_place(n, out);
		buf_push(out, '#');
		add_own(n, out, own);
	}
	if (turn > 1)
		buf_printf(out, "#%" PRIu64, turn);
	return !out->failed;
}

bool naming_at(
	const struct manifest_source *source, struct str path, struct str own, struct buf *out)
{
	begin(source, out);
	shown_append(out, path);
	buf_push(out, '#');
	return buf_append(out, own);
}

/* ---- Labels ---- */

bool naming_label_taken(const struct manifest *m, const char *label)
{
	for (size_t i = 0; i < m->source_count; i++) {
		if (strcmp(m->sources[i].label, label) == 0)
			return true;
	}
	return false;
}

/* NAME of a file without what tells its type, ".txt", ".jsonl.gz". */
static struct str without_endings(struct str name)
{
	for (int i = 0; i < 2; i++) {
		const char *dot = memrchr(name.ptr, '.', name.len);
		size_t at = dot ? (size_t)(dot - name.ptr) : 0;
		if (at == 0 || name.len - at > sizeof ".jsonl" - 1 || at + 1 == name.len ||
			ascii_is_digit(name.ptr[at + 1]))
			break;
		name = str_slice(name, 0, at);
	}
	return name;
}

/* The name of what PATH leads to, with what a label can't have replaced. */
static void name_of(const char *path, struct buf *out)
{
	struct stat st;
	struct str name = str_after_last(str_from_c(path), '/');
	bool file = stat(path, &st) == 0 && S_ISREG(st.st_mode);
	shown_append(out, file ? without_endings(name) : name);
	for (size_t i = 0; i < out->len; i++) {
		if (out->ptr[i] == ':' || out->ptr[i] == '#' || out->ptr[i] == '\\')
			out->ptr[i] = '-';
	}
	if (out->len == 0)
		buf_append_c(out, "nguon");
}

bool naming_label(const struct manifest *m, const char *path, struct buf *out)
{
	buf_reset(out);
	name_of(path, out);
	size_t len = out->len;
	for (unsigned n = 2; !out->failed && naming_label_taken(m, buf_str(out).ptr); n++) {
		out->len = len;
		buf_printf(out, "-%u", n);
	}
	return !out->failed;
}

bool naming_check_label(const char *label, struct error *err)
{
	enum { LONGEST = 100 };
	struct buf shown = BUF_INIT;
	shown_append(&shown, str_from_c(label));
	bool plain = str_eq(buf_str(&shown), str_from_c(label)) && strlen(label) <= LONGEST &&
		     !strpbrk(label, ":#/\\");
	buf_free(&shown);
	return plain || error_set(err, ERROR_USAGE,
				SAY("nhãn không được dài quá %d byte, không có dấu : # / \\ hay ký "
				    "tự không hiện ra được",
					"a label has at most %d bytes, no : # / \\, and nothing "
					"that can't be shown"),
				LONGEST);
}
