#include "query/options/arguments.h"

#include "base/ascii.h"
#include "query/options/options_table.h"

#include <stdlib.h>
#include <string.h>

/* The option whose name begins with NAME, as getopt lets names be shortened; NULL: none. */
static const struct option_row *row_of_name(struct str name)
{
	for (size_t i = 0; i < option_count; i++) {
		if (str_starts_with(str_from_c(option_table[i].name), name))
			return &option_table[i];
	}
	return NULL;
}

/* That of -n, -n5, where N is a number: a letter with more behind it leaves out a word else. */
static const struct option_row *row_of_letter(const char *argument)
{
	if (argument[0] != '-' || !ascii_is_letter(argument[1]))
		return NULL;
	const char *rest = argument + 2;
	while (ascii_is_digit(*rest))
		rest++;
	for (size_t i = 0; i < option_count; i++) {
		const struct option_row *row = &option_table[i];
		bool number = row->arg[1] && strcmp(row->arg[1], "N") == 0;
		if (option_letter(row->key) == argument[1] &&
			(number ? *rest == '\0' : argument[2] == '\0'))
			return row;
	}
	return NULL;
}

/* The option ARGUMENT whose value is the argument after it; NULL: it is none. */
static const struct option_row *row_before_value(const char *argument)
{
	struct str name = str_from_c(argument);
	const struct option_row *row = NULL;
	if (!str_starts_with(name, STR("--")))
		row = argument[0] && argument[1] && !argument[2] ? row_of_letter(argument) : NULL;
	else if (name.len > 2)
		row = row_of_name(str_slice(name, 2, name.len));
	return row && row->arg[0] && !option_may_lack(row->key) ? row : NULL;
}

/* What getopt takes an argument for. */
enum argument {
	ARGUMENT_OPTION, /* or a word of the query, where it has no dash */
	ARGUMENT_VALUE,  /* of the option before it */
	ARGUMENT_END,    /* the --, after which nothing is an option */
	ARGUMENT_QUERY   /* after it */
};

/* What ARGV[I], I > 0, is taken for, where the one before it was BEFORE. */
static enum argument argument_at(char **argv, int i, enum argument before)
{
	if (before == ARGUMENT_END || before == ARGUMENT_QUERY)
		return ARGUMENT_QUERY;
	if (before == ARGUMENT_OPTION && row_before_value(argv[i - 1]))
		return ARGUMENT_VALUE;
	return strcmp(argv[i], "--") == 0 ? ARGUMENT_END : ARGUMENT_OPTION;
}

/* Whether ARG, a KIND, is a word with a dash that argp would not take for one: it excludes a word;
   or it is the dash itself after the --, where it is not standard input. */
static bool is_protected(const char *arg, enum argument kind)
{
	if (arg[0] != '-')
		return false;
	return kind == ARGUMENT_QUERY ? arg[1] == '\0'
				      : kind == ARGUMENT_OPTION && arg[1] != '\0' && arg[1] != '-';
}

/* ARG as argp is to read it, at the end of STORE, which has the room. */
static char *prepare(const char *arg, enum argument kind, struct buf *store)
{
	char *begin = store->ptr + store->len;
	const struct option_row *row = kind == ARGUMENT_OPTION ? row_of_letter(arg) : NULL;
	if (row) {
		buf_append_c(store, "--");
		buf_append_c(store, row->name);
		buf_append_c(store, arg[2] ? "=" : "");
		buf_append_c(store, arg + 2);
	} else {
		buf_push(store, ' ');
		buf_append_c(store, arg);
	}
	buf_push(store, '\0');
	return begin;
}

char **arguments_prepare(int argc, char **argv, struct buf *store)
{
	enum { LONGEST_NAME = 32 };
	char **safe = calloc((size_t)argc + 1, sizeof *safe);
	size_t bytes = 1;
	for (int i = 0; i < argc; i++)
		bytes += strlen(argv[i]) + LONGEST_NAME;
	if (!safe || !buf_reserve(store, bytes)) {
		free(safe);
		return NULL;
	}
	enum argument kind = ARGUMENT_VALUE; /* as the program's own name is of no option */
	safe[0] = argv[0];
	for (int i = 1; i < argc; i++) {
		kind = argument_at(argv, i, kind);
		safe[i] = is_protected(argv[i], kind) ? prepare(argv[i], kind, store) : argv[i];
	}
	return safe;
}

const char *arguments_value(int argc, char **argv, const char *name)
{
	const char *found = NULL;
	enum argument kind = ARGUMENT_VALUE;
	size_t len = strlen(name);
	for (int i = 1; i < argc; i++) {
		kind = argument_at(argv, i, kind);
		const char *of = kind == ARGUMENT_VALUE && i > 1 ? argv[i - 1] : argv[i];
		if (strncmp(of, "--", 2) != 0 || strncmp(of + 2, name, len) != 0)
			continue;
		if (kind == ARGUMENT_OPTION && of[2 + len] == '=')
			found = of + 2 + len + 1;
		else if (kind == ARGUMENT_VALUE && i > 1 && of[2 + len] == '\0')
			found = argv[i];
	}
	return found;
}

const struct option_row *arguments_option(int argc, char **argv)
{
	enum argument kind = ARGUMENT_VALUE;
	for (int i = 1; i < argc; i++)
		kind = argument_at(argv, i, kind);
	return kind == ARGUMENT_VALUE && argc > 2 ? row_before_value(argv[argc - 2]) : NULL;
}

void arguments_words(int argc, char **argv, struct buf *out)
{
	enum argument kind = ARGUMENT_VALUE;
	for (int i = 1; i + 1 < argc; i++) {
		kind = argument_at(argv, i, kind);
		bool option = kind == ARGUMENT_OPTION &&
			      (row_of_letter(argv[i]) || strncmp(argv[i], "--", 2) == 0);
		if (option || kind == ARGUMENT_VALUE || kind == ARGUMENT_END)
			continue;
		buf_append_c(out, argv[i]);
		buf_push(out, ' ');
	}
}
