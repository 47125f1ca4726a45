#include "query/interactive/paper.h"

#include "printing/print.h"
#include "query/interactive/screen.h"

#include <stdlib.h>

void paper_clear(struct paper *p)
{
	buf_reset(&p->text);
	free(p->at);
	free(p->style);
	p->at = NULL;
	p->style = NULL;
	p->count = 0;
}

void paper_free(struct paper *p)
{
	paper_clear(p);
	buf_free(&p->text);
}

static size_t count_lines(struct str text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.len; i++)
		count += text.ptr[i] == '\n';
	return count + (text.len > 0 && text.ptr[text.len - 1] != '\n');
}

bool paper_cut(struct paper *p)
{
	struct str text = buf_str(&p->text);
	size_t count = p->text.failed ? 0 : count_lines(text), line = 0;
	char style = *PRINT_PLAIN;
	free(p->at);
	free(p->style);
	p->at = calloc(count + 1, sizeof *p->at);
	p->style = calloc(count + 1, sizeof *p->style);
	p->count = 0;
	if (!p->at || !p->style)
		return false;
	for (size_t i = 0; i < text.len && line < count; i++) {
		if (i == 0 || text.ptr[i - 1] == '\n') {
			p->at[line] = i;
			p->style[line++] = style;
		}
		bool styles = text.ptr[i] >= *PRINT_PLAIN && text.ptr[i] <= *SCREEN_HERE;
		style = styles ? text.ptr[i] : style;
	}
	p->at[count] = text.len;
	p->count = count;
	return !p->text.failed;
}

void paper_draw(const struct paper *p, size_t i, size_t row, size_t column, size_t end)
{
	if (i >= p->count)
		return;
	struct str line = str_slice(buf_str(&p->text), p->at[i], p->at[i + 1]);
	if (str_ends_with(line, STR("\n")))
		line.len--;
	struct buf styled = BUF_INIT;
	buf_push(&styled, p->style[i]);
	buf_append(&styled, line);
	screen_put(row, column, end, buf_str(&styled));
	buf_free(&styled);
}
