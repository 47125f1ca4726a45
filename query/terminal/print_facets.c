#include "base/lang.h"
#include "printing/clean.h"
#include "query/answer/facets.h"
#include "query/reading/dates.h"
#include "query/terminal/print.h"
#include "query/terminal/print_lines.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_NAME = 40, LEAST_BAR = 10, MOST_BAR = 50, EIGHTHS = 8, LEAST_GAP = 4 };

/* The columns of a table: names, numbers, and the number that the longest bar stands for. */
struct columns {
	size_t name, number, bar;
	uint64_t most;
};

/* The name of value I, cleaned, over what OUT held; its columns. */
static size_t name_of(const struct facet *f, size_t i, struct buf *out)
{
	struct buf raw = BUF_INIT;
	if (facet_is_time(f->wanted.by))
		dates_append(&raw, f->values[i].value, STR("high"));
	else
		buf_append(&raw, f->values[i].value);
	buf_reset(out);
	clean_append(out, buf_str(&raw));
	out->failed |= raw.failed;
	buf_free(&raw);
	return terminal_width_of(buf_str(out));
}

static size_t number_of(uint64_t count, struct buf *out)
{
	buf_reset(out);
	lines_count(out, count);
	return out->len;
}

static struct columns measure(const struct facet *f, const struct text_look *look)
{
	struct columns c = {0};
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < f->count; i++) {
		size_t name = name_of(f, i, &text), number = number_of(f->values[i].count, &text);
		c.name = name > c.name && name <= MOST_NAME ? name : c.name;
		c.number = number > c.number ? number : c.number;
		c.most = f->values[i].count > c.most ? f->values[i].count : c.most;
	}
	buf_free(&text);
	size_t taken = 2 + c.name + 1 + c.number + 1;
	size_t room = look->columns > taken + LEAST_BAR ? look->columns - taken : LEAST_BAR;
	c.bar = room < MOST_BAR ? room : MOST_BAR;
	return c;
}

/* In eighths of a column: what is there at all shows. */
static void put_bar(struct buf *out, uint64_t count, const struct columns *c)
{
	static const char *const parts[EIGHTHS] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
	uint64_t eighths = c->most ? count * c->bar * EIGHTHS / c->most : 0;
	eighths = eighths == 0 && count > 0 ? 1 : eighths;
	for (uint64_t i = 0; i < eighths / EIGHTHS; i++)
		buf_append_c(out, "█");
	buf_append_c(out, parts[eighths % EIGHTHS]);
}

static void put_value(
	struct buf *out, const struct facet *f, size_t i, const struct columns *c, struct buf *text)
{
	size_t width = name_of(f, i, text);
	lines_indent(out, 2);
	buf_append(out, buf_str(text));
	lines_indent(out, width < c->name ? c->name - width : 0);
	width = number_of(f->values[i].count, text);
	lines_indent(out, 1 + c->number - width);
	buf_append(out, buf_str(text));
	if (f->values[i].count > 0) {
		buf_push(out, ' ');
		put_bar(out, f->values[i].count, c);
	}
	buf_push(out, '\n');
	out->failed |= text->failed;
}

/* "tác giả · 12 giá trị · 3 bài không có". */
static void put_head(struct buf *out, const struct facet *f, const struct text_look *look)
{
	struct buf line = BUF_INIT;
	buf_append_c(&line, facet_words(f->wanted.by));
	if (!f->wanted.is_ordered && f->distinct > f->count) {
		buf_append_c(&line, SAY(" · nhiều nhất trong ", " · the most, of "));
		lines_count(&line, f->distinct);
	}
	if (f->count == 0)
		buf_append_c(&line, SAY(" · không có gì", " · nothing"));
	if (f->without > 0) {
		buf_append_c(&line, SAY(" · không rõ: ", " · not known: "));
		lines_count(&line, f->without);
	}
	if (f->counts_groups)
		buf_append_c(&line, SAY(" · bài gần giống đếm là một", " · near-duplicates once"));
	if (!f->is_exact)
		buf_append_c(&line, SAY(" · chưa đếm hết", " · not all were counted"));
	buf_push(out, '\n');
	lines_put(out, buf_str(&line), look, &lines_title, 0);
	out->failed |= line.failed;
	buf_free(&line);
}

/* How many values from number I on have no article. */
static size_t gap_at(const struct facet *f, size_t i)
{
	size_t gap = 0;
	while (i + gap < f->count && f->values[i + gap].count == 0)
		gap++;
	return gap;
}

void print_text_facets(struct buf *out, const struct answer *a, const struct text_look *look)
{
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < a->facet_count; i++) {
		const struct facet *f = &a->facets[i];
		struct columns c = measure(f, look);
		put_head(out, f, look);
		for (size_t k = 0; k < f->count; k++) {
			size_t gap = gap_at(f, k);
			if (gap >= LEAST_GAP)
				buf_append_c(out, "  ⋮\n");
			else
				put_value(out, f, k, &c, &text);
			k += gap >= LEAST_GAP ? gap - 1 : 0;
		}
	}
	buf_free(&text);
}
