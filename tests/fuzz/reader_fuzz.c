/* Any bytes as a file of articles: each is read, or refused with a reason; texts are valid UTF-8.
 * The first byte says of which kind the file is, and whether columns are mapped. */
#include "article/given/keys.h"
#include "article/readers/reader.h"
#include "fuzz/check.h"
#include "text/syllable/utf8.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(struct str s)
{
	CHECK(s.len == 0 || utf8_valid_prefix(s) == s.len);
}

static void check_article(const struct article *a)
{
	const struct article_field *fields[] = {&a->title, &a->date, &a->place, &a->issuer,
		&a->number, &a->kind, &a->source, &a->url};
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

static void read_all(struct article_reader *r)
{
	struct article a;
	struct article_problem *problem = malloc(sizeof *problem);
	enum article_step step;
	CHECK(problem);
	uint64_t line = 0;
	do {
		step = article_reader_next(r, &a, problem);
		if (step == ARTICLE_READ) {
			check_article(&a);
			CHECK(a.line > line); /* it names what has no id */
			line = a.line;
			article_free(&a);
		} else if (step != ARTICLE_END) {
			CHECK(problem->error.code != ERROR_NONE && problem->error.message[0]);
		}
	} while (step == ARTICLE_READ || step == ARTICLE_SKIPPED);
	free(problem);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct key_map map;
	static struct unused_keys unused;
	struct error err;
	if (size < 1)
		return 0;
	if (map.count == 0)
		CHECK(key_map_read(STR("title=1,body=x"), &map, &err));
	unsigned kind = ARTICLE_TEXT + data[0] % (ARTICLE_HTML - ARTICLE_TEXT);
	int fd = memfd_create("reader_fuzz", MFD_CLOEXEC);
	CHECK(fd >= 0 && write(fd, data + 1, size - 1) == (ssize_t)(size - 1) &&
		lseek(fd, 0, SEEK_SET) == 0);
	struct article_file file = {.fd = fd,
		.format = {(enum article_kind)kind, PACKING_NONE},
		.path = "2018/03/a",
		.encoding = ENCODING_DETECT,
		.map = data[0] & 0x80 ? &map : NULL,
		.unused = &unused};
	struct article_reader *r = article_reader_open(&file, &err);
	CHECK(r);
	read_all(r);
	article_reader_close(r);
	close(fd);
	return 0;
}
