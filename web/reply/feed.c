#include "web/reply/feed.h"

#include "base/moment.h"
#include "printing/feed.h"
#include "web/reply/member.h"
#include "web/request/target.h"

#include <stdio.h>
#include <string.h>

/* Of what has no day: it is the same whenever it is asked. */
#define FEED_NO_MOMENT "1970-01-01T00:00:00Z"

enum { AUTHORS = 16 };

static void put_pieces(struct buf *out, const json_t *pieces)
{
	for (size_t i = 0; i < json_array_size(pieces); i++)
		buf_append(out, member_text(json_array_get(pieces, i), "text"));
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
		struct str name = member_text_of(json_array_get(authors, i));
		if (name.len > 0)
			out[count++] = name;
	}
	return count;
}

/* Where HIT is to be read: its own page, else what the door at BASE has of it. */
static void put_address(struct buf *out, const json_t *hit, const char *base)
{
	struct str url = member_text(hit, "url"), id = member_text(hit, "id");
	if (url.len > 0) {
		buf_append(out, url);
		return;
	}
	struct str archive = member_text(hit, "archive");
	buf_printf(out, "%s/article/", base);
	target_encode(out, id, false);
	if (archive.len > 0) {
		buf_append_c(out, "?archive=");
		target_encode(out, archive, true);
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
	const struct feed_entry entry = {.id = member_text(hit, "id"),
		.title = buf_str(&title),
		.date = member_text(hit, "date"),
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
		if (feed_moment(member_text(json_array_get(hits, i), "date"), moment) &&
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
