#include "query/terminal/terminal.h"

#include "printing/clean.h"
#include "query/reading/chars.h"
#include "query/terminal/look.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
	COLUMNS_DEFAULT = 80,
	COLUMNS_MIN = 40,
	COLUMNS_MAX = 120 /* wider lines are hard to read */
};

/* Stand for the borders of a hit in text that is being wrapped: clean text has no
   control characters. */
enum { HIT_BEGINS = 1, HIT_ENDS = 2 };

size_t terminal_columns(int fd)
{
	struct winsize size;
	if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
		return COLUMNS_DEFAULT;
	if (size.ws_col < COLUMNS_MIN)
		return COLUMNS_MIN;
	return size.ws_col < COLUMNS_MAX ? size.ws_col : COLUMNS_MAX;
}

size_t terminal_width_of(struct str s)
{
	size_t width = 0;
	for (size_t i = 0; i < s.len;) {
		uint32_t c = chars_next(s, &i);
		width += c == HIT_BEGINS || c == HIT_ENDS ? 0 : chars_width(c);
	}
	return width;
}

static const char *or_nothing(const char *s)
{
	return s ? s : "";
}

static void put_word(struct buf *out, struct str word, const struct style *style)
{
	size_t from = 0;
	for (size_t i = 0; i < word.len; i++) {
		if (word.ptr[i] != HIT_BEGINS && word.ptr[i] != HIT_ENDS)
			continue;
		buf_append(out, str_slice(word, from, i));
		buf_append_c(
			out, or_nothing(word.ptr[i] == HIT_BEGINS ? style->hit : style->normal));
		from = i + 1;
	}
	buf_append(out, str_slice(word, from, word.len));
}

static void wrap_clean(struct buf *out, struct str clean, const struct wrap *wrap)
{
	size_t column = wrap->column;
	bool first = true;
	struct str word;
	buf_append_c(out, or_nothing(wrap->style.on));
	while (str_split(&clean, ' ', &word)) {
		if (word.len == 0)
			continue;
		size_t width = terminal_width_of(word);
		if (!first && column + 1 + width > wrap->width) {
			buf_push(out, '\n');
			for (size_t i = 0; i < wrap->indent; i++)
				buf_push(out, ' ');
			column = wrap->indent;
		} else if (!first) {
			buf_push(out, ' ');
			column++;
		}
		put_word(out, word, &wrap->style);
		column += width;
		first = false;
	}
	buf_append_c(out, or_nothing(wrap->style.off));
}

void terminal_wrap(struct buf *out, struct str text, const struct wrap *wrap)
{
	struct buf clean = BUF_INIT;
	clean_append(&clean, text);
	wrap_clean(out, buf_str(&clean), wrap);
	out->failed |= clean.failed;
	buf_free(&clean);
}

void terminal_wrap_pieces(struct buf *out, const struct pieces *p, const struct wrap *wrap)
{
	struct buf clean = BUF_INIT;
	for (size_t i = 0; i < p->count; i++) {
		if (p->items[i].hit)
			buf_push(&clean, HIT_BEGINS);
		clean_append(&clean, p->items[i].text);
		if (p->items[i].hit)
			buf_push(&clean, HIT_ENDS);
	}
	wrap_clean(out, buf_str(&clean), wrap);
	out->failed |= clean.failed;
	buf_free(&clean);
}

/* The console of Linux shows what it does not know. */
static bool shows_links(const char *terminal)
{
	return terminal && strcmp(terminal, "linux") != 0;
}

/* Of this machine, as links name it, so that a terminal that looks on over ssh does not take its
   files for its own; "" where it has none that is printable. Asked for once, before the process is
   confined. */
static const char *host_name(void)
{
	static char name[256];
	if (gethostname(name, sizeof name - 1) != 0)
		return "";
	for (const char *c = name; *c; c++) {
		if (*c <= ' ' || *c >= 0x7F || strchr("/%?#", *c))
			return "";
	}
	return name;
}

struct text_look look_of(enum color color)
{
	const char *no_color = getenv("NO_COLOR"); /* <https://no-color.org> */
	const char *terminal = getenv("TERM");
	bool able = isatty(STDOUT_FILENO) && !(no_color && *no_color) &&
		    !(terminal && strcmp(terminal, "dumb") == 0);
	return (struct text_look){
		.columns = terminal_columns(STDOUT_FILENO),
		.color = color == COLOR_ALWAYS || (color == COLOR_AUTO && able),
		.host = able && color != COLOR_NEVER && shows_links(terminal) ? host_name() : NULL,
	};
}
