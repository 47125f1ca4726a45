/* What targets share that read files by the readers of a room: of any bytes what comes out holds.
 */
#ifndef FUZZ_READING_H
#define FUZZ_READING_H

#include "article/readers/formats.h"
#include "fuzz/check.h"
#include "text/syllable/utf8.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void check_text(struct str s)
{
	CHECK(s.len == 0 || utf8_valid_prefix(s) == s.len);
}

static inline void check_article(const struct article *a)
{
	const struct article_field *fields[] = {&a->title, &a->date, &a->place, &a->issuer,
		&a->number, &a->kind, &a->source, &a->url, &a->image, &a->id};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		check_text(fields[i]->value);
	for (size_t i = 0; i < a->author_count; i++)
		check_text(a->authors[i].value);
	CHECK(a->block_count > 0 && a->line > 0);
	for (size_t i = 0; i < a->block_count; i++) {
		CHECK(a->blocks[i].text.len > 0);
		check_text(a->blocks[i].text);
	}
}

/* All bytes of a member, by pieces. */
static inline void check_member(const struct reader_ops *ops, void *state, const struct article *a)
{
	char piece[512];
	struct error err;
	CHECK(a->member.len > 0);
	while (ops->member(state, piece, sizeof piece, &err) > 0)
		continue;
}

static inline void check_step(
	enum article_step step, const struct article *a, const struct article_problem *p)
{
	if (step == ARTICLE_READ)
		check_article(a);
	else if (step != ARTICLE_END && step != ARTICLE_MEMBER)
		CHECK(p->error.code != ERROR_NONE && p->error.message[0]);
}

/* Reads DATA as a file of KIND by OPS. */
static inline void check_reading(
	const struct reader_ops *ops, enum article_kind kind, const uint8_t *data, size_t size)
{
	int fd = memfd_create("fuzz", MFD_CLOEXEC);
	struct error err;
	enum article_step step;
	struct article_problem *problem = malloc(sizeof *problem);
	CHECK(problem && fd >= 0 && write(fd, data, size) == (ssize_t)size &&
		lseek(fd, 0, SEEK_SET) == 0);
	struct article_file file = {.fd = fd,
		.format = {kind, PACKING_NONE},
		.path = "2018/03/a",
		.encoding = ENCODING_DETECT};
	void *state = ops->open(&file, &err);
	CHECK(state);
	do {
		struct article a = {.memory = ARENA_INIT};
		*problem = (struct article_problem){0};
		step = ops->next(state, &a, problem);
		check_step(step, &a, problem);
		if (step == ARTICLE_MEMBER)
			check_member(ops, state, &a);
		article_free(&a);
	} while (step == ARTICLE_READ || step == ARTICLE_SKIPPED || step == ARTICLE_MEMBER);
	ops->close(state);
	free(problem);
	close(fd);
}

#endif
