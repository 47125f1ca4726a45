/* The whole terminal as a place to draw on, and its keys: the one module that knows ncurses. What
 * it is given is styled text (printing/print.h), of which all else is cleaned once more, so that
 * nothing that somebody else wrote steers the terminal. */
#ifndef QUERY_INTERACTIVE_SCREEN_H
#define QUERY_INTERACTIVE_SCREEN_H

#include "base/error.h"
#include "base/str.h"

/* Styles beside those of printing/print.h: a bar across the screen, and the one hit of many that
   somebody is at. */
#define SCREEN_BAR "\x19"
#define SCREEN_HERE "\x1a"

/* Keys that are no bytes. A byte is itself. */
enum {
	SCREEN_NO_KEY = -1,
	SCREEN_UP = 0x100,
	SCREEN_DOWN,
	SCREEN_LEFT,
	SCREEN_RIGHT,
	SCREEN_WORD_LEFT, /* with Ctrl */
	SCREEN_WORD_RIGHT,
	SCREEN_HOME,
	SCREEN_END,
	SCREEN_PAGE_UP,
	SCREEN_PAGE_DOWN,
	SCREEN_DELETE,
	SCREEN_BACKSPACE,
	SCREEN_BACK_TAB,
	SCREEN_F1,
	SCREEN_F2,
	SCREEN_F3,
	SCREEN_F4,
	SCREEN_RESIZED,
	SCREEN_PASTE, /* what follows is pasted, up to … */
	SCREEN_PASTED,
	SCREEN_OTHER /* one that means nothing here */
};

/* Takes the terminal over. With COLOR off hits are bold and underlined. */
bool screen_open(bool color, struct error *err);

/* Gives the terminal back as it was; screen_resume takes it again. */
void screen_leave(void);
void screen_resume(void);

/* The same for good, and for as long as the program is stopped. */
void screen_close(void);
void screen_stop(void);

/* The same for a program that breaks down, of what a signal handler may call. */
void screen_rescue(void);

size_t screen_columns(void);
size_t screen_rows(void);

/* The columns that texts are broken for; the rows that they have between a bar above and one
   below. */
size_t screen_text_columns(void);
size_t screen_text_rows(void);

/* The next key that was pressed, without waiting. */
int screen_key(void);

void screen_clear(void);

/* Draws the line TEXT at ROW from COLUMN to before END, what of it has room, and returns the column
   behind it. */
size_t screen_put(size_t row, size_t column, size_t end, struct str text);

/* Where the cursor is to stand; nowhere. */
void screen_cursor(size_t row, size_t column);
void screen_hide_cursor(void);

/* Shows what was drawn since screen_clear. */
void screen_show(void);

#endif
