#include "web/reply/feed.h"

#include "printing/feed.h"

#include <string.h>

enum { AUTHORS = 16 };

static struct str text_of(const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);
	return json_is_string(value) ? str_make(json_string_value(value), json_string_length(value))
				     : STR("");
}

static void put_pieces(struct buf *out, const json_t *pieces)
{
	for (size_t i = 0; i < json_array_size(pieces); i++)
		buf_append(out, text_of(json_array_get(pieces, i), "text"));
}

/* All of one: its passages. */
static void put_summary(struct buf *out, const json_t *hit)
{
	const json_t *snippets = json_object_get(hit, "snippets");
	for (size_t i = 0; i < json_array_size(snippets); i++) {
		buf_append_c(out, i > 0 ? " " : "");
		put_pieces(out, json_array_get(snippets, i));
	}
}

static size_t list_authors(const json_t *hit, struct str out[AUTHORS])
{
	const json_t *authors = json_object_get(hit, "authors");
	size_t count = 0;
	for (size_t i = 0; i < json_array_size(authors) && count < AUTHORS; i++) {
		const json_t *name = json_array_get(authors, i);
		if (json_is_string(name))
			out[count++] = str_make(json_string_value(name), json_string_length(name));
	}
	return count;
}

static void put_hit(struct buf *out, const char *archive, const json_t *hit, const char *moment)
{
	struct buf title = BUF_INIT, summary = BUF_INIT;
	struct str authors[AUTHORS];
	put_pieces(&title, json_object_get(hit, "title"));
	put_summary(&summary, hit);
	const struct feed_entry entry = {.id = text_of(hit, "id"),
		.title = buf_str(&title),
		.date = text_of(hit, "date"),
		.url = text_of(hit, "url"),
		.summary = buf_str(&summary),
		.authors = authors,
		.author_count = list_authors(hit, authors)};
	feed_append_entry(out, archive, &entry, moment);
	out->failed |= title.failed || summary.failed;
	buf_free(&title);
	buf_free(&summary);
}

bool feed_append(struct buf *out, json_t *answer, struct str self, const char *moment)
{
	json_t *hits = NULL;
	const char *archive = NULL, *query = NULL;
	if (json_unpack(answer, "{s:s, s:{s:s}, s:o}", "archive", &archive, "query", "text", &query,
		    "hits", &hits) != 0)
		return false;
	feed_append_head(out, str_from_c(query), archive, moment, self);
	for (size_t i = 0; i < json_array_size(hits); i++)
		put_hit(out, archive, json_array_get(hits, i), moment);
	feed_append_end(out);
	return !out->failed;
}
