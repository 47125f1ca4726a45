#include "web/reply/feed.h"

#include "base/ascii.h"
#include "base/moment.h"
#include "printing/feed.h"

#include <stdio.h>
#include <string.h>

/* Of what has no day: it is the same whenever it is asked. */
#define FEED_NO_MOMENT "1970-01-01T00:00:00Z"

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

/* Where HIT is to be read: its own page, else what the door at BASE has of it. */
static void put_address(struct buf *out, const json_t *hit, const char *base)
{
	struct str url = text_of(hit, "url"), id = text_of(hit, "id");
	if (url.len > 0) {
		buf_append(out, url);
		return;
	}
	buf_printf(out, "%s/article/", base);
	for (size_t i = 0; i < id.len; i++) {
		unsigned char c = (unsigned char)id.ptr[i];
		bool plain = ascii_is_letter(id.ptr[i]) || ascii_is_digit(id.ptr[i]) ||
			     (c && strchr("-._~/", c));
		buf_printf(out, plain ? "%c" : "%%%02X", c);
	}
}

static void put_hit(
	struct buf *out, const char *archive, const json_t *hit, const struct feed_place *place)
{
	struct buf title = BUF_INIT, summary = BUF_INIT, address = BUF_INIT;
	struct str authors[AUTHORS];
	put_pieces(&title, json_object_get(hit, "title"));
	put_summary(&summary, hit);
	put_address(&address, hit, place->base);
	const struct feed_entry entry = {.id = text_of(hit, "id"),
		.title = buf_str(&title),
		.date = text_of(hit, "date"),
		.url = buf_str(&address),
		.summary = buf_str(&summary),
		.authors = authors,
		.author_count = list_authors(hit, authors)};
	feed_append_entry(out, archive, &entry, FEED_NO_MOMENT);
	out->failed |= title.failed || summary.failed || address.failed;
	buf_free(&title);
	buf_free(&summary);
	buf_free(&address);
}

/* Of the newest: a feed that has not changed says so. */
static void newest_of(const json_t *hits, char out[MOMENT_SIZE])
{
	char moment[MOMENT_SIZE];
	snprintf(out, MOMENT_SIZE, "%s", FEED_NO_MOMENT);
	for (size_t i = 0; i < json_array_size(hits); i++) {
		if (feed_moment(text_of(json_array_get(hits, i), "date"), moment) &&
			strcmp(moment, out) > 0)
			memcpy(out, moment, MOMENT_SIZE);
	}
}

bool feed_append(struct buf *out, json_t *answer, const struct feed_place *place)
{
	json_t *hits = NULL;
	const char *archive = NULL, *query = NULL;
	char newest[MOMENT_SIZE];
	if (json_unpack(answer, "{s:s, s:{s:s}, s:o}", "archive", &archive, "query", "text", &query,
		    "hits", &hits) != 0)
		return false;
	newest_of(hits, newest);
	feed_append_head(out, str_from_c(query), archive, newest, place->self);
	for (size_t i = 0; i < json_array_size(hits); i++)
		put_hit(out, archive, json_array_get(hits, i), place);
	feed_append_end(out);
	return !out->failed;
}
