#include "indexer/run/arrival.h"

/* "" for UTF-8 alone: that nothing was decoded goes without saying. */
static bool list_encodings(const struct article *a, struct arena *lists, struct str *out)
{
	*out = STR("");
	if (a->encodings == 1u << ENCODING_UTF8)
		return true;
	struct buf names = BUF_INIT;
	encoding_list(a->encodings, a->encoding, &names);
	if (!names.failed)
		*out = arena_str(lists, buf_str(&names));
	bool ok = !names.failed && out->ptr;
	buf_free(&names);
	return ok;
}

bool arrival_record(
	const struct article *a, struct str path, struct arena *lists, struct record *out)
{
	struct str *authors = arena_array(lists, a->author_count, sizeof *authors);
	struct record_block *blocks = arena_array(lists, a->block_count, sizeof *blocks);
	struct str encodings;
	if (!authors || !blocks || !list_encodings(a, lists, &encodings))
		return false;
	for (size_t i = 0; i < a->author_count; i++)
		authors[i] = a->authors[i].value;
	for (size_t i = 0; i < a->block_count; i++)
		blocks[i] = (struct record_block){a->blocks[i].zone, a->blocks[i].text};
	*out = (struct record){.id = a->id.value,
		.path = path,
		.title = a->title.value,
		.date = a->date.value,
		.date_source = str_from_c(provenance_name(a->date.provenance)),
		.date_confidence = str_from_c(confidence_name(a->date_confidence)),
		.place = a->place.value,
		.source = a->source.value,
		.url = a->url.value,
		.encodings = encodings,
		.authors = authors,
		.author_count = a->author_count,
		.blocks = blocks,
		.block_count = a->block_count};
	return true;
}

/* With its length, so that text can't move from one field to the next unnoticed. */
static void append_field(struct buf *b, struct str s)
{
	buf_append_u64(b, s.len);
	buf_append(b, s);
}

bool arrival_content(const struct record *r, struct buf *scratch, struct key *out)
{
	const struct str fields[] = {r->id, r->path, r->title, r->date, r->date_source,
		r->date_confidence, r->place, r->source, r->url};
	buf_reset(scratch);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		append_field(scratch, fields[i]);
	buf_append_u64(scratch, r->author_count);
	for (size_t i = 0; i < r->author_count; i++)
		append_field(scratch, r->authors[i]);
	for (size_t i = 0; i < r->block_count; i++) {
		buf_append_u32(scratch, r->blocks[i].zone);
		append_field(scratch, r->blocks[i].text);
	}
	if (r->encodings.len > 0)
		append_field(scratch, r->encodings);
	*out = key_of(buf_str(scratch));
	return !scratch->failed;
}
