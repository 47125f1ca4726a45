#include "query/terminal/print_lines.h"

#include "base/lang.h"
#include "printing/print.h"
#include "query/reading/dates.h"

#include <stdio.h>
#include <string.h>

const struct style lines_title = {PRINT_BOLD, PRINT_PLAIN, PRINT_HIT, PRINT_PLAIN PRINT_BOLD};
const struct style lines_text = {"", "", PRINT_HIT, PRINT_PLAIN};
const struct style lines_meta = {PRINT_GREEN, PRINT_PLAIN, "", ""};
const struct style lines_path = {PRINT_DIM, PRINT_PLAIN, "", ""};
const struct style lines_warning = {PRINT_YELLOW, PRINT_PLAIN, "", ""};
const struct style lines_plain;

struct wrap lines_wrap(const struct text_look *look, const struct style *style, size_t indent)
{
	return (struct wrap){
		.width = look->columns,
		.indent = indent,
		.column = indent,
		.style = look->color ? *style : lines_plain,
	};
}

void lines_indent(struct buf *out, size_t columns)
{
	for (size_t i = 0; i < columns; i++)
		buf_push(out, ' ');
}

void lines_put(struct buf *out, struct str text, const struct text_look *look,
	const struct style *style, size_t indent)
{
	if (text.len == 0)
		return;
	struct wrap wrap = lines_wrap(look, style, indent);
	lines_indent(out, indent);
	terminal_wrap(out, text, &wrap);
	buf_push(out, '\n');
}

void lines_count(struct buf *out, uint64_t n)
{
	char digits[32];
	int len = snprintf(digits, sizeof digits, "%llu", (unsigned long long)n);
	for (int i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			buf_append_c(out, SAY(".", ","));
		buf_push(out, digits[i]);
	}
}

void lines_hundredths(struct buf *out, double value, bool with_sign)
{
	char digits[64];
	snprintf(digits, sizeof digits, with_sign ? "%+.2f" : "%.2f", value);
	char *point = strchr(digits, '.');
	if (point)
		*point = *SAY(",", ".");
	buf_append_c(out, digits);
}

void lines_add(struct buf *line, struct str field)
{
	if (field.len == 0)
		return;
	if (line->len > 0)
		buf_append_c(line, " · ");
	buf_append(line, field);
}

void lines_put_meta(
	struct buf *out, const struct meta *m, const struct text_look *look, size_t indent)
{
	struct buf meta = BUF_INIT;
	dates_append(&meta, m->date, m->date_confidence);
	lines_add(&meta, m->place);
	for (size_t i = 0; i < m->author_count; i++) {
		if (i == 0)
			lines_add(&meta, m->authors[i]);
		else
			buf_printf(&meta, ", %.*s", STR_ARG(m->authors[i]));
	}
	lines_add(&meta, m->source);
	lines_put(out, buf_str(&meta), look, &lines_meta, indent);
	out->failed |= meta.failed;
	buf_reset(&meta);
	lines_add(&meta, m->kind);
	if (m->number.len > 0) {
		lines_add(&meta, str_from_c(SAY("số ", "no. ")));
		buf_append(&meta, m->number);
	}
	lines_add(&meta, m->issuer);
	lines_put(out, buf_str(&meta), look, &lines_meta, indent);
	out->failed |= meta.failed;
	buf_free(&meta);
}
