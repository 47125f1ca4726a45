#include "indexer/work/help.h"

#include "base/lang.h"
#include "base/str.h"
#include "printing/print.h"

#include <stdio.h>

enum { COLUMNS = 79, OPTION_COLUMN = 28, COMMAND_COLUMN = 18 };

static const struct {
	const char *en, *vi;
} arguments[] = {
	{"AGE", "BAO-LÂU"},
	{"ARCHIVE", "KHO"},
	{"DATE", "NGÀY"},
	{"DIR", "THƯ-MỤC"},
	{"FILE", "TỆP"},
	{"FOLDER", "THƯ-MỤC"},
	{"GENERATION", "PHIÊN-BẢN"},
	{"[GENERATION]", "[PHIÊN-BẢN]"},
	{"ID...", "MÃ..."},
	{"LABEL", "NHÃN"},
	{"LANGUAGE", "NGÔN-NGỮ"},
	{"LIST", "DANH-SÁCH"},
	{"NAME", "TÊN"},
	{"NAME=LABELS", "TÊN=NHÃN"},
	{"PERCENT", "PHẦN-TRĂM"},
	{"SIZE", "CỠ"},
	{"SOURCE", "NGUỒN"},
	{"[SOURCE...]", "[NGUỒN...]"},
	{"WHICH", "CÁCH"},
};

const char *help_arguments(const char *english)
{
	for (size_t i = 0; lang_is_vietnamese() && i < sizeof arguments / sizeof *arguments; i++) {
		if (strcmp(arguments[i].en, english) == 0)
			return arguments[i].vi;
	}
	return english;
}

/* Of text of ours: a character each. */
static int width_of(struct str s)
{
	int width = 0;
	for (size_t i = 0; i < s.len; i++)
		width += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
	return width;
}

static void print_blanks(int count)
{
	for (int i = 0; i < count; i++)
		print_out("%s", " ");
}

/* Prints TEXT, the first line of which begins at COLUMN, the others at INDENT. */
static void wrap(const char *text, int column, int indent)
{
	struct str rest = str_from_c(text), word;
	bool first = true;
	while (str_split(&rest, ' ', &word)) {
		int width = width_of(word);
		if (!first && column + 1 + width > COLUMNS) {
			print_out("\n");
			print_blanks(indent);
			column = indent;
		} else if (!first) {
			print_out("%s", " ");
			column++;
		}
		print_out("%.*s", STR_ARG(word));
		column += width;
		first = false;
	}
	print_out("\n");
}

/* Prints TEXT behind HEAD, from COLUMN on, below it where that is too long. */
static void print_row(const char *head, const char *text, int column)
{
	int width = width_of(str_from_c(head));
	print_out("%s", head);
	if (width + 1 >= column) {
		print_out("\n");
		width = 0;
	}
	print_blanks(column - width);
	wrap(text, column, column);
}

void help_print_option(char letter, const char *name, const char *argument, const char *text)
{
	char head[80], sign[8] = "    ";
	if (letter)
		snprintf(sign, sizeof sign, "-%c, ", letter);
	snprintf(head, sizeof head, "  %s--%s%s%s", sign, name, argument ? "=" : "",
		argument ? help_arguments(argument) : "");
	print_row(head, text, OPTION_COLUMN);
}

void help_print_command(const char *name, const char *text)
{
	char head[32];
	snprintf(head, sizeof head, "  %s", name);
	print_row(head, text, COMMAND_COLUMN);
}

void help_print_paragraph(const char *text)
{
	wrap(text, 0, 0);
}
