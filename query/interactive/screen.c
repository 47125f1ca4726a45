#include "query/interactive/screen.h"

#include "base/lang.h"
#include "printing/clean.h"
#include "printing/print.h"
#include "query/reading/chars.h"

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

enum { ESCAPE_MS = 25, PAIR_GREEN = 1, PAIR_YELLOW, PAIR_RED };

/* Codes that ncurses has none of its own for. */
enum { CODE_PASTE = KEY_MAX + 1, CODE_PASTED, CODE_WORD_LEFT, CODE_WORD_RIGHT };

/* The terminal; there is one. */
static struct {
	SCREEN *screen;
	FILE *in, *out;
	bool color;
	size_t row, column; /* of the cursor, where it is seen */
	bool cursor;
	struct termios before; /* of screen_open */
	char farewell[128];    /* what gives the terminal back */
} here;

/* Whether pasted text comes between two marks: a terminal that does not know that leaves it. */
static void mark_pastes(bool marked)
{
	fputs(marked ? "\033[?2004h" : "\033[?2004l", here.out);
	fflush(here.out);
}

static FILE *own(int fd, const char *mode)
{
	int copy = fcntl(fd, F_DUPFD_CLOEXEC, 3);
	FILE *file = copy >= 0 ? fdopen(copy, mode) : NULL;
	if (!file && copy >= 0)
		close(copy);
	return file;
}

static void set_colors(bool color)
{
	here.color = color && has_colors() && start_color() == OK;
	if (!here.color)
		return;
	/* On whatever background the terminal has, light or dark. */
	use_default_colors();
	init_pair(PAIR_GREEN, COLOR_GREEN, -1);
	init_pair(PAIR_YELLOW, COLOR_YELLOW, -1);
	init_pair(PAIR_RED, COLOR_RED, -1);
}

static void define_keys(void)
{
	define_key("\033[200~", CODE_PASTE);
	define_key("\033[201~", CODE_PASTED);
	define_key("\033[1;5D", CODE_WORD_LEFT);
	define_key("\033[1;5C", CODE_WORD_RIGHT);
	define_key("\033b", CODE_WORD_LEFT);
	define_key("\033f", CODE_WORD_RIGHT);
}

static void make_farewell(void)
{
	static const char *const capabilities[] = {"sgr0", "rmcup", "rmkx", "cnorm"};
	size_t len = 0;
	for (size_t i = 0; i < sizeof capabilities / sizeof *capabilities; i++) {
		const char *text = tigetstr(capabilities[i]);
		size_t bytes = (intptr_t)text > 0 ? strlen(text) : 0;
		if (bytes == 0 || len + bytes >= sizeof here.farewell)
			continue;
		memcpy(here.farewell + len, text, bytes + 1);
		len += bytes;
	}
}

bool screen_open(bool color, struct error *err)
{
	/* Texts are UTF-8 whatever the locale; this one is in every Debian. */
	setlocale(LC_CTYPE, "C.UTF-8");
	set_escdelay(ESCAPE_MS);
	tcgetattr(STDIN_FILENO, &here.before);
	here.in = own(STDIN_FILENO, "r");
	here.out = own(STDOUT_FILENO, "w");
	here.screen = here.in && here.out ? newterm(NULL, here.out, here.in) : NULL;
	if (!here.screen)
		return error_set_system(err, errno, "%s",
			SAY("không dùng được cửa sổ dòng lệnh", "can't use the terminal"));
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	leaveok(stdscr, FALSE);
	set_colors(color);
	define_keys();
	make_farewell();
	mark_pastes(true);
	return true;
}

void screen_leave(void)
{
	mark_pastes(false);
	endwin();
}

void screen_resume(void)
{
	mark_pastes(true);
	/* Another program may have drawn on it. */
	clearok(curscr, TRUE);
	refresh();
}

void screen_close(void)
{
	if (!here.screen)
		return;
	screen_leave();
	delscreen(here.screen);
	fclose(here.in);
	fclose(here.out);
	here.screen = NULL;
}

void screen_rescue(void)
{
	static const char unmarked[] = "\033[?2004l";
	ssize_t done = write(STDOUT_FILENO, unmarked, sizeof unmarked - 1);
	done += write(STDOUT_FILENO, here.farewell, strlen(here.farewell));
	(void)done;
	tcsetattr(STDIN_FILENO, TCSANOW, &here.before);
}

void screen_stop(void)
{
	screen_leave();
	signal(SIGTSTP, SIG_DFL);
	kill(0, SIGTSTP);
	screen_resume();
}

size_t screen_columns(void)
{
	return COLS > 0 ? (size_t)COLS : 0;
}

size_t screen_rows(void)
{
	return LINES > 0 ? (size_t)LINES : 0;
}

size_t screen_text_columns(void)
{
	enum { LEAST = 20, MOST = 120 /* wider lines are hard to read */ };
	size_t columns = screen_columns();
	if (columns < LEAST)
		return LEAST;
	return columns < MOST ? columns : MOST;
}

size_t screen_text_rows(void)
{
	enum { BARS = 2 };
	return screen_rows() > BARS ? screen_rows() - BARS : 1;
}

int screen_key(void)
{
	static const struct {
		int code, key;
	} keys[] = {
		{KEY_UP, SCREEN_UP},
		{KEY_DOWN, SCREEN_DOWN},
		{KEY_LEFT, SCREEN_LEFT},
		{KEY_RIGHT, SCREEN_RIGHT},
		{CODE_WORD_LEFT, SCREEN_WORD_LEFT},
		{CODE_WORD_RIGHT, SCREEN_WORD_RIGHT},
		{KEY_HOME, SCREEN_HOME},
		{KEY_END, SCREEN_END},
		{KEY_PPAGE, SCREEN_PAGE_UP},
		{KEY_NPAGE, SCREEN_PAGE_DOWN},
		{KEY_DC, SCREEN_DELETE},
		{KEY_BACKSPACE, SCREEN_BACKSPACE},
		{0x7F, SCREEN_BACKSPACE},
		{0x08, SCREEN_BACKSPACE},
		{KEY_ENTER, '\r'},
		{KEY_BTAB, SCREEN_BACK_TAB},
		{KEY_F(1), SCREEN_F1},
		{KEY_F(2), SCREEN_F2},
		{KEY_F(3), SCREEN_F3},
		{KEY_F(4), SCREEN_F4},
		{KEY_RESIZE, SCREEN_RESIZED},
		{CODE_PASTE, SCREEN_PASTE},
		{CODE_PASTED, SCREEN_PASTED},
	};
	int code = getch();
	if (code == ERR)
		return SCREEN_NO_KEY;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (keys[i].code == code)
			return keys[i].key;
	}
	return code < 0x100 ? code : SCREEN_OTHER;
}

void screen_clear(void)
{
	erase();
	here.cursor = false;
}

static attr_t attributes(char style)
{
	const struct {
		const char *style;
		attr_t plain, color; /* without colour, with it */
	} looks[] = {
		{PRINT_BOLD, A_BOLD, A_BOLD},
		{PRINT_DIM, A_DIM, A_DIM},
		{PRINT_GREEN, A_NORMAL, (attr_t)COLOR_PAIR(PAIR_GREEN)},
		{PRINT_YELLOW, A_BOLD, (attr_t)COLOR_PAIR(PAIR_YELLOW)},
		{PRINT_HIT, A_BOLD | A_UNDERLINE, A_BOLD | (attr_t)COLOR_PAIR(PAIR_RED)},
		{SCREEN_BAR, A_REVERSE, A_REVERSE},
		{SCREEN_HERE, A_BOLD | A_REVERSE | A_UNDERLINE,
			A_BOLD | A_REVERSE | (attr_t)COLOR_PAIR(PAIR_RED)},
	};
	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
		if (*looks[i].style == style)
			return here.color ? looks[i].color : looks[i].plain;
	}
	return A_NORMAL;
}

static bool is_style(char c)
{
	return (c >= *PRINT_PLAIN && c <= *PRINT_HIT) || c == *SCREEN_BAR || c == *SCREEN_HERE;
}

/* What S begins with as it is drawn, and how many columns that takes by the library's own count,
   which knows no letters that are younger than it. */
static size_t next(struct str s, struct str *drawn, size_t *width)
{
	const char *form;
	size_t len = clean_next(s, &form), at = 0;
	*drawn = form ? str_from_c(form) : str_slice(s, 0, len);
	*width = 0;
	if (drawn->len == 0)
		return len;
	int columns = wcwidth((wchar_t)chars_next(*drawn, &at));
	if (columns < 0)
		*drawn = STR("\xEF\xBF\xBD");
	*width = columns < 0 ? 1 : (size_t)columns;
	return len;
}

size_t screen_put(size_t row, size_t column, size_t end, struct str text)
{
	if (row >= screen_rows() || column >= end)
		return column;
	end = end < screen_columns() ? end : screen_columns();
	move((int)row, (int)column);
	attrset(A_NORMAL);
	while (text.len > 0) {
		struct str drawn;
		size_t width;
		if (is_style(text.ptr[0])) {
			attrset((int)attributes(text.ptr[0]));
			text = str_slice(text, 1, text.len);
			continue;
		}
		size_t len = next(text, &drawn, &width);
		if (column + width > end)
			break;
		addnstr(drawn.ptr, (int)drawn.len);
		column += width;
		text = str_slice(text, len, text.len);
	}
	attrset(A_NORMAL);
	return column;
}

void screen_cursor(size_t row, size_t column)
{
	here.row = row;
	here.column = column;
	here.cursor = true;
}

void screen_hide_cursor(void)
{
	here.cursor = false;
}

void screen_show(void)
{
	curs_set(here.cursor ? 1 : 0);
	if (here.cursor)
		move((int)here.row, (int)here.column);
	refresh();
}
