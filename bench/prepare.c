/* bench-prepare FOLDER ARTICLES FEWER < news.jsonl
 *
 * Writes the first ARTICLES articles of standard input to FOLDER, the same text in
 * the form that each engine reads:
 *   all/articles.jsonl   tracuu-index, lines as they came
 *   fewer/articles.jsonl the first FEWER of them
 *   articles.dump        scriptindex
 *   articles.ascii       sqlite3's .import --ascii
 *   articles.text        the bare text: title, lead and body on lines of their own,
 *                        a NUL after each article
 *   counts.tsv           articles, bytes of text (without the line breaks added here) */
#include <errno.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { ID, TITLE, LEAD, BODY, FIELDS };
static const char *const field_names[FIELDS] = {"id", "title", "lead", "body"};

enum { UNIT_SEPARATOR = 0x1f, RECORD_SEPARATOR = 0x1e }; /* of .import --ascii */

struct outputs {
	FILE *all, *fewer, *dump, *ascii, *text, *counts;
};

static FILE *create(const char *folder, const char *name)
{
	char path[4096];
	int len = snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *f = len > 0 && (size_t)len < sizeof path ? fopen(path, "we") : NULL;
	if (!f) {
		fprintf(stderr, "bench-prepare: cannot write %s/%s: %s\n", folder, name,
			strerror(errno));
		exit(EXIT_FAILURE);
	}
	return f;
}

static void make_folder(const char *folder, const char *name)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	if (mkdir(path, 0777) != 0 && errno != EEXIST) {
		fprintf(stderr, "bench-prepare: cannot make %s: %s\n", path, strerror(errno));
		exit(EXIT_FAILURE);
	}
}

/* A new line within a value is carried by a line that begins with "=". */
static void write_dump(FILE *f, const char *const values[FIELDS])
{
	for (int i = 0; i < FIELDS; i++) {
		fprintf(f, "%s=", field_names[i]);
		for (const char *c = values[i]; *c; c++) {
			if (*c == '\n')
				fputs("\n=", f);
			else if (*c != '\r')
				putc(*c, f);
		}
		putc('\n', f);
	}
	putc('\n', f);
}

static void write_ascii(FILE *f, const char *const values[FIELDS])
{
	for (int i = 0; i < FIELDS; i++) {
		for (const char *c = values[i]; *c; c++)
			putc(*c == UNIT_SEPARATOR || *c == RECORD_SEPARATOR ? ' ' : *c, f);
		putc(i + 1 < FIELDS ? UNIT_SEPARATOR : RECORD_SEPARATOR, f);
	}
}

/* Returns the bytes of text. */
static size_t write_text(FILE *f, const char *const values[FIELDS])
{
	size_t bytes = 0;
	for (int i = TITLE; i < FIELDS; i++) {
		fputs(values[i], f);
		putc(i + 1 < FIELDS ? '\n' : '\0', f);
		bytes += strlen(values[i]);
	}
	return bytes;
}

static size_t write_article(
	struct outputs *out, const char *line, size_t len, bool among_fewer, const json_t *article)
{
	const char *values[FIELDS];
	for (int i = 0; i < FIELDS; i++) {
		values[i] = json_string_value(json_object_get(article, field_names[i]));
		if (!values[i])
			values[i] = "";
	}
	fwrite(line, 1, len, out->all);
	if (among_fewer)
		fwrite(line, 1, len, out->fewer);
	write_dump(out->dump, values);
	write_ascii(out->ascii, values);
	return write_text(out->text, values);
}

static void finish(FILE *f)
{
	bool failed = ferror(f);
	if (fclose(f) != 0 || failed) {
		fprintf(stderr, "bench-prepare: write error: %s\n", strerror(errno));
		exit(EXIT_FAILURE);
	}
}

static void copy_articles(struct outputs *out, long wanted, long fewer)
{
	char *line = NULL;
	size_t capacity = 0, bytes = 0;
	long count = 0;
	ssize_t len;
	while (count < wanted && (len = getline(&line, &capacity, stdin)) > 0) {
		json_error_t why;
		json_t *article = json_loadb(line, (size_t)len, 0, &why);
		if (!article) {
			fprintf(stderr, "bench-prepare: line %ld: %s\n", count + 1, why.text);
			exit(EXIT_FAILURE);
		}
		bytes += write_article(out, line, (size_t)len, count < fewer, article);
		json_decref(article);
		count++;
	}
	free(line);
	fprintf(out->counts, "articles\t%ld\nbytes\t%zu\n", count, bytes);
}

int main(int argc, char **argv)
{
	long wanted = argc == 4 ? strtol(argv[2], NULL, 10) : 0;
	long fewer = argc == 4 ? strtol(argv[3], NULL, 10) : 0;
	if (wanted <= 0 || fewer <= 0) {
		fputs("usage: bench-prepare FOLDER ARTICLES FEWER < ARTICLES.jsonl\n", stderr);
		return 2;
	}
	make_folder(argv[1], "all");
	make_folder(argv[1], "fewer");
	struct outputs out = {
		.all = create(argv[1], "all/articles.jsonl"),
		.fewer = create(argv[1], "fewer/articles.jsonl"),
		.dump = create(argv[1], "articles.dump"),
		.ascii = create(argv[1], "articles.ascii"),
		.text = create(argv[1], "articles.text"),
		.counts = create(argv[1], "counts.tsv"),
	};
	copy_articles(&out, wanted, fewer);
	finish(out.all);
	finish(out.fewer);
	finish(out.dump);
	finish(out.ascii);
	finish(out.text);
	finish(out.counts);
	return EXIT_SUCCESS;
}
