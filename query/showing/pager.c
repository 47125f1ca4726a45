#include "query/showing/pager.h"

#include "base/buf.h"
#include "base/lang.h"
#include "printing/print.h"
#include "sandbox/aside.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
	MAX_WORDS = 16,
	LINES_ABOVE = 3 /* of the line that is looked for */
};

struct command {
	struct buf text; /* owns the words */
	char line[32];   /* "+120" */
	char *words[MAX_WORDS + 2];
	size_t count;
};

static size_t screen_lines(void)
{
	struct winsize size;
	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

static size_t count_lines(struct str text)
{
	size_t lines = 0;
	for (size_t at = 0; (at = str_find(text, STR("\n"), at)) < text.len; at++)
		lines++;
	return lines;
}

/* The words of PAGER: it may have options. */
static bool read_command(struct command *c)
{
	const char *told = getenv("PAGER");
	if (!buf_append_c(&c->text, told && *told ? told : "less"))
		return false;
	char *rest = NULL;
	for (char *word = strtok_r(c->text.ptr, " \t", &rest); word && c->count < MAX_WORDS;
		word = strtok_r(NULL, " \t", &rest))
		c->words[c->count++] = word;
	return c->count > 0;
}

/* less and more, whatever folder they are named in, take a line to begin at. */
static void begin_at(struct command *c, size_t line)
{
	struct str name = str_after_last(str_from_c(c->words[0]), '/');
	if (line <= LINES_ABOVE + 1 || !(str_eq(name, STR("less")) || str_eq(name, STR("more"))))
		return;
	snprintf(c->line, sizeof c->line, "+%zu", line - LINES_ABOVE);
	c->words[c->count++] = c->line;
}

static bool is_on_first_screen(size_t line)
{
	return line < screen_lines();
}

void pager_show(struct str text, size_t line)
{
	struct command c = {.count = 0};
	struct error err;
	int status;
	if (count_lines(text) < screen_lines() || !read_command(&c)) {
		aside_write(STDOUT_FILENO, text);
		buf_free(&c.text);
		return;
	}
	if (!is_on_first_screen(line))
		begin_at(&c, line);
	/* Colours as such; the screen stays as it is left. Who has options of their own keeps
	   them. */
	setenv("LESS", "RX", 0);
	setenv("LESSCHARSET", "utf-8", 0);
	if (!aside_execute(c.words, &text, &status, &err)) {
		print_err("tracuu: %s\n", err.message);
		aside_write(STDOUT_FILENO, text);
	}
	buf_free(&c.text);
}
