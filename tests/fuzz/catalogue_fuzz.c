/* Any bytes as a catalogue: it is refused, or every row can be read and asked for without a read
 * outside of it. */
#include "archive/catalogue.h"
#include "fuzz/file.h"

static void read_all(const struct catalogue *c)
{
	for (uint64_t i = 0; i < c->file_count; i++) {
		struct catalogue_file file;
		struct catalogue_file found;
		catalogue_file_at(c, i, &file);
		touch_all(file.path);
		catalogue_find_file(c, &file.key, &found);
	}
	for (uint64_t i = 0; i < c->article_count; i++) {
		struct catalogue_article article;
		struct catalogue_article found;
		struct catalogue_place place;
		catalogue_article_at(c, i, &article);
		touch_all(article.id);
		touch_all(article.document);
		catalogue_find_article(c, &article.key, &found);
		uint64_t at = catalogue_find_places(c, &article.key);
		CHECK(at <= c->place_count);
		if (at < c->place_count)
			catalogue_place_at(c, at, &place);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[128];
	struct error err;
	struct catalogue c = CATALOGUE_EMPTY;
	put_file(CATALOGUE_NAME, data, size, path);
	if (catalogue_open(&c, folder, &err))
		read_all(&c);
	catalogue_close(&c);
	unlink(path);
	return 0;
}
