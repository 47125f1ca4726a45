/* The text of an office file on standard output, as its reader gives it: a block a paragraph, its
 * zone before it with -z. */
#include "article/readers/office/office.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print(const struct article *a, bool zones)
{
	const struct {
		const char *name;
		const struct article_field *field;
	} fields[] = {{"title", &a->title}, {"date", &a->date}, {"place", &a->place},
		{"issuer", &a->issuer}, {"number", &a->number}, {"kind", &a->kind},
		{"source", &a->source}};
	for (size_t i = 0; zones && i < sizeof fields / sizeof *fields; i++)
		printf("%s: %.*s\n", fields[i].name, STR_ARG(fields[i].field->value));
	for (size_t i = 0; zones && i < a->author_count; i++)
		printf("author: %.*s\n", STR_ARG(a->authors[i].value));
	for (size_t i = 0; i < a->block_count; i++) {
		if (zones)
			printf("%c ", "TLBCYF"[a->blocks[i].zone]);
		printf("%.*s\n", STR_ARG(a->blocks[i].text));
	}
}

int main(int argc, char **argv)
{
	bool zones = argc == 3 && strcmp(argv[1], "-z") == 0;
	const char *path = argc > 1 ? argv[argc - 1] : "/dev/null";
	struct error err;
	struct article_problem problem = {0};
	struct article a = {.memory = ARENA_INIT};
	struct article_file file = {
		.fd = open(path, O_RDONLY | O_CLOEXEC), .path = path, .encoding = ENCODING_DETECT};
	void *reader = office_reader_ops.open(&file, &err);
	if (!reader)
		return EXIT_FAILURE;
	bool read = office_reader_ops.next(reader, &a, &problem) == ARTICLE_READ;
	if (read)
		print(&a, zones);
	else
		fprintf(stderr, "%s: %s\n", path, problem.error.message);
	article_free(&a);
	office_reader_ops.close(reader);
	return read ? EXIT_SUCCESS : EXIT_FAILURE;
}
