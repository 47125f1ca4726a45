/* For tests of readers: bytes in, what is read of them out, a line each. */
#ifndef TESTS_UNIT_ARTICLE_READERS_READING_H
#define TESTS_UNIT_ARTICLE_READERS_READING_H

#include "article/readers/reader.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static const struct article_format TEXT __attribute__((unused)) = {ARTICLE_TEXT, PACKING_NONE};
static const struct article_format JSON __attribute__((unused)) = {ARTICLE_JSON, PACKING_NONE};
static const struct article_format JSON_XZ __attribute__((unused)) = {ARTICLE_JSON, PACKING_XZ};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int file_of(struct str bytes)
{
	int fd = memfd_create("article_test", MFD_CLOEXEC);
	assert_true(fd >= 0);
	while (bytes.len > 0) {
		ssize_t put = write(fd, bytes.ptr, bytes.len);
		assert_true(put > 0);
		bytes = str_slice(bytes, (size_t)put, bytes.len);
	}
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

static void add_field(struct buf *out, const struct article_field *f)
{
	buf_printf(out, "%.*s", STR_ARG(f->value));
	if (f->provenance != PROVENANCE_NONE)
		buf_printf(out, " (%s)", provenance_name(f->provenance));
	buf_append_c(out, " | ");
}

/* "id, or whole where the file is the article | title | date | place | source | authors | zones":
   where from in parentheses; a letter for each block: Title, Lead, Body, Caption, bYline, Frame. */
static void describe(const struct article *a, struct buf *out)
{
	if (a->whole)
		buf_append_c(out, "whole | ");
	else
		add_field(out, &a->id);
	add_field(out, &a->title);
	add_field(out, &a->date);
	add_field(out, &a->place);
	add_field(out, &a->source);
	for (size_t i = 0; i < a->author_count; i++)
		buf_printf(out, "%s%.*s", i ? "; " : "", STR_ARG(a->authors[i].value));
	buf_append_c(out, " | ");
	for (size_t i = 0; i < a->block_count; i++)
		buf_push(out, "TLBCYF"[a->blocks[i].zone]);
}

/* What the file gives, an article or a problem ("! message") a line. */
static void read_all(int fd, struct article_format format, const char *id, struct buf *out)
{
	struct error err;
	struct article a;
	struct article_problem *problem = malloc(sizeof *problem);
	struct article_file file = {
		.fd = fd, .format = format, .path = id, .encoding = ENCODING_DETECT};
	struct article_reader *r = article_reader_open(&file, &err);
	assert_non_null(r);
	buf_reset(out);
	for (;;) {
		enum article_step step = article_reader_next(r, &a, problem);
		if (step == ARTICLE_END)
			break;
		if (out->len > 0)
			buf_push(out, '\n');
		if (step == ARTICLE_READ) {
			describe(&a, out);
			article_free(&a);
			continue;
		}
		buf_printf(out, "%s%s", step == ARTICLE_SKIPPED ? "! " : "!! ",
			problem->error.message);
		assert_int_not_equal(problem->error.code, ERROR_NONE);
		if (step != ARTICLE_SKIPPED)
			break;
	}
	assert_int_equal(article_reader_next(r, &a, problem), ARTICLE_END);
	article_reader_close(r);
	free(problem);
	buf_push(out, '\0');
}

static void __attribute__((unused))
check(struct str bytes, struct article_format format, const char *id, const char *want)
{
	struct buf got = BUF_INIT;
	int fd = file_of(bytes);
	read_all(fd, format, id, &got);
	close(fd);
	assert_string_equal(got.ptr, want);
	buf_free(&got);
}

#endif
