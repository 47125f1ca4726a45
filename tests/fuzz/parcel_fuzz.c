/* Any bytes as what a reader says: what is believed is an article that all else can work with. And
 * as the beginning of a file of any name: it is of some kind. */
#include "article/readers/sniff.h"
#include "article/worker/parcel.h"
#include "fuzz/check.h"
#include "text/syllable/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(struct str s)
{
	CHECK(utf8_valid_prefix(s) == s.len);
}

static void check_article(const struct article *a)
{
	check_text(a->title.value);
	check_text(a->url.value);
	for (size_t i = 0; i < a->author_count; i++)
		check_text(a->authors[i].value);
	for (size_t i = 0; i < a->block_count; i++) {
		check_text(a->blocks[i].text);
		CHECK(a->blocks[i].zone < ZONE_COUNT);
	}
	CHECK(a->id.value.len <= ARTICLE_MAX_ID && a->member.len <= ARTICLE_MAX_MEMBER);
	CHECK(a->encoding < ENCODING_COUNT && a->confidence >= 0 && a->confidence <= 1);
}

static void check_step(struct str bytes)
{
	struct parcel_step step;
	struct article a = {.memory = ARENA_INIT};
	struct article_problem *p = calloc(1, sizeof *p);
	CHECK(p);
	if (parcel_take_step(bytes, &step, &a, p)) {
		struct buf again = BUF_INIT;
		if (step.step == ARTICLE_READ)
			check_article(&a);
		CHECK(parcel_put_step(&again, step, &a, p));
		buf_free(&again);
	}
	article_free(&a);
	free(p);
}

static void check_kind(struct str bytes, unsigned named)
{
	int fd = memfd_create("parcel_fuzz", MFD_CLOEXEC);
	CHECK(fd >= 0 && write(fd, bytes.ptr, bytes.len) == (ssize_t)bytes.len);
	CHECK(article_sniff(fd, (enum article_kind)named) < ARTICLE_KIND_COUNT);
	close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct unused_keys unused;
	struct error err = {0};
	struct str bytes = str_make((const char *)data, size);
	check_step(bytes);
	if (parcel_take_error(bytes, &err))
		check_text(str_from_c(err.message));
	unused.count = 0;
	parcel_take_unused(bytes, &unused);
	for (unsigned named = 0; size > 0 && named < ARTICLE_KIND_COUNT; named += 5)
		check_kind(bytes, named);
	return 0;
}
