/* How the help of commands is laid out. */
#ifndef INDEXER_WORK_HELP_H
#define INDEXER_WORK_HELP_H

/* Prints what an option is: its letter, NUL if it has none, its name, what its value is called in
   English, NULL if it takes none, and what it does, in the user's language. */
void help_print_option(char letter, const char *name, const char *argument, const char *text);

/* Prints the command NAME and what it does likewise. */
void help_print_command(const char *name, const char *text);

/* Prints TEXT as a paragraph. */
void help_print_paragraph(const char *text);

/* The names of arguments in ENGLISH, "[SOURCE...]", in the user's language; in static memory. */
const char *help_arguments(const char *english);

#endif
