#include "query/saved/atom.h"

#include "printing/feed.h"
#include "query/answer/answer.h"

static void put_pieces(struct buf *out, const struct pieces *p)
{
	for (size_t i = 0; i < p->count; i++)
		buf_append(out, p->items[i].text);
}

void atom_append_hit(struct buf *out, const char *archive, const struct hit *h, const char *moment)
{
	struct buf title = BUF_INIT, summary = BUF_INIT;
	put_pieces(&title, &h->title);
	for (size_t i = 0; i < h->snippet_count; i++) {
		buf_append_c(&summary, i > 0 ? " " : "");
		put_pieces(&summary, &h->snippets[i]);
	}
	const struct feed_entry entry = {.id = h->id,
		.title = buf_str(&title),
		.date = h->date,
		.url = h->url,
		.summary = buf_str(&summary),
		.authors = h->authors,
		.author_count = h->author_count};
	feed_append_entry(out, archive, &entry, moment);
	out->failed |= title.failed || summary.failed;
	buf_free(&title);
	buf_free(&summary);
}
