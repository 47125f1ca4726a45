#include "query/terminal/print.h"

#include "base/lang.h"
#include "printing/print.h"
#include "query/history/history.h"
#include "query/terminal/print_label.h"
#include "query/terminal/print_lines.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { INDENT = 4 };

/* What was taken out and put in: in colours; where there are none in brackets, behind a sign at the
   beginning of the line. */
static const struct style deleted_style = {"", "", PRINT_HIT, PRINT_PLAIN};
static const struct style inserted_style = {"", "", PRINT_GREEN, PRINT_PLAIN};
static const struct style bare_style = {"", "", "[", "]"};

/* FIELD as struct change has it. */
static const char *label_of(const char *field)
{
	for (enum record_field f = 0; f < RECORD_FIELD_COUNT; f++) {
		if (strcmp(record_field_name(f), field) == 0)
			return print_label(f);
	}
	return SAY("văn bản", "text");
}

/* "29/11/2026 11:23" by the clock of the place. */
static void put_moment(struct buf *out, int64_t seconds)
{
	char text[64];
	struct tm t;
	time_t at = (time_t)seconds;
	if (localtime_r(&at, &t) &&
		strftime(text, sizeof text, SAY("%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M"), &t) > 0)
		buf_append_c(out, text);
}

/* "từ 28/11/2026 03:00 đến 29/11/2026 03:00". */
static void put_when(struct buf *out, const struct history_version *v)
{
	if (v->since > 0) {
		buf_append_c(out, SAY("từ ", "from "));
		put_moment(out, v->since);
		buf_append_c(out, v->or_earlier ? SAY(" hay trước đó", " or before") : "");
	}
	if (v->until > 0) {
		buf_append_c(out, SAY(" đến ", " to "));
		put_moment(out, v->until);
	}
}

static void put_head(
	struct buf *out, const struct history *h, size_t i, const struct text_look *look)
{
	struct buf line = BUF_INIT;
	const struct history_version *v = &h->list[i];
	unsigned long long number = (unsigned long long)(h->kept + 1 - i);
	buf_printf(&line, SAY("Bản %llu", "Version %llu"), number);
	if (v->until == 0)
		buf_append_c(&line, SAY(", hiện nay", ", the present one"));
	if (v->since > 0 || v->until > 0)
		buf_append_c(&line, ", ");
	put_when(&line, v);
	buf_push(out, '\n');
	lines_put(out, buf_str(&line), look, &lines_title, 0);
	out->failed |= line.failed;
	buf_free(&line);
}

/* The parts FROM to TO as a line: what is the same, and what is of KIND, marked. */
static void put_side(struct buf *out, const struct change *c, size_t from, size_t to,
	enum part_kind kind, const struct text_look *look)
{
	struct arena memory = ARENA_INIT;
	struct pieces pieces = {
		.items = arena_array(&memory, 2 * (to - from) + 1, sizeof *pieces.items)};
	bool any = false;
	out->failed |= !pieces.items;
	for (size_t i = from; pieces.items && i < to; i++) {
		const struct part *p = &c->parts[i];
		if (p->kind != PART_SAME && p->kind != kind)
			continue;
		any |= p->kind == kind;
		struct str text = str_trim(p->text);
		pieces.items[pieces.count++] = (struct piece){text, p->kind == kind};
		if (text.len < p->text.len && i + 1 < to)
			pieces.items[pieces.count++] = (struct piece){STR(" "), false};
	}
	if (any) {
		const struct style *style = kind == PART_DELETED ? &deleted_style : &inserted_style;
		struct wrap wrap = lines_wrap(look, &lines_text, INDENT + 2);
		wrap.style = look->color ? *style : bare_style;
		lines_indent(out, INDENT);
		buf_append_c(out, kind == PART_DELETED ? "− " : "+ ");
		terminal_wrap_pieces(out, &pieces, &wrap);
		buf_push(out, '\n');
	}
	arena_free(&memory);
}

/* Each stretch between words that are left out. */
static void put_change(struct buf *out, const struct change *c, const struct text_look *look)
{
	char label[64];
	snprintf(label, sizeof label, "%s:", label_of(c->field));
	lines_put(out, str_from_c(label), look, &lines_path, 2);
	for (size_t from = 0; from < c->count;) {
		size_t to = from;
		while (to < c->count && c->parts[to].kind != PART_SKIPPED)
			to++;
		put_side(out, c, from, to, PART_DELETED, look);
		put_side(out, c, from, to, PART_INSERTED, look);
		from = to + 1;
	}
}

static const char *way_of(const char *by)
{
	if (strcmp(by, "url") == 0)
		return SAY("theo địa chỉ", "by its address");
	return strcmp(by, "number") == 0 ? SAY("theo số hiệu", "by its number")
					 : SAY("theo tiêu đề", "by its title");
}

/* "đính chính bài “Lũ lên nhanh” (1.txt), theo tiêu đề". */
static void put_correction(
	struct buf *out, const struct correction *c, const struct text_look *look)
{
	struct buf line = BUF_INIT;
	buf_printf(&line,
		c->is_corrected ? SAY("đính chính bài “%.*s” (%.*s), nêu %s",
					  "corrects “%.*s” (%.*s), named %s")
				: SAY("được đính chính ở bài “%.*s” (%.*s), nêu %s",
					  "is corrected by “%.*s” (%.*s), named %s"),
		STR_ARG(c->title), STR_ARG(c->id), way_of(c->by));
	lines_put(out, buf_str(&line), look, &lines_warning, 0);
	out->failed |= line.failed;
	buf_free(&line);
}

void print_text_history(struct buf *out, const struct history *h, const struct text_look *look)
{
	const struct record *now = &h->list[0].record;
	lines_put(out, now->title, look, &lines_title, 0);
	lines_put(out, now->path, look, &lines_path, 0);
	for (size_t i = 0; i < h->corrections.count; i++)
		put_correction(out, &h->corrections.list[i], look);
	if (h->kept == 0)
		lines_put(out,
			str_from_c(SAY("kho không giữ văn bản cũ nào của bài này",
				"nothing that this article said before is kept")),
			look, &lines_text, 0);
	for (size_t i = 0; h->kept > 0 && i < h->count; i++) {
		const struct changes *changes = &h->list[i].changes;
		put_head(out, h, i, look);
		for (size_t k = 0; k < changes->count; k++)
			put_change(out, &changes->list[k], look);
	}
	if (h->count <= h->kept) {
		buf_push(out, '\n');
		lines_put(out,
			str_from_c(SAY("Còn các bản cũ hơn, không hiện ở đây.",
				"There are older ones, which are not shown.")),
			look, &lines_warning, 0);
	}
}
