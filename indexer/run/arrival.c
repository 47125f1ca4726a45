#include "indexer/run/arrival.h"
#include "text/encoding/shown.h"

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

static bool has_zone(const struct article *a, enum zone zone)
{
	for (size_t i = 0; i < a->block_count; i++) {
		if (a->blocks[i].zone == zone)
			return true;
	}
	return false;
}

static struct str zone_origin(const struct article *a, enum zone zone)
{
	return str_from_c(provenance_name(has_zone(a, zone) ? a->zones[zone] : PROVENANCE_NONE));
}

static void set_origins(const struct article *a, struct str out[RECORD_FIELD_COUNT])
{
	const enum provenance fields[RECORD_FIELD_COUNT] = {
		[RECORD_TITLE] = a->title.provenance,
		[RECORD_AUTHORS] = a->author_count > 0 ? a->authors[0].provenance : PROVENANCE_NONE,
		[RECORD_DATE] = a->date.provenance,
		[RECORD_PLACE] = a->place.provenance,
		[RECORD_ISSUER] = a->issuer.provenance,
		[RECORD_NUMBER] = a->number.provenance,
		[RECORD_KIND] = a->kind.provenance,
		[RECORD_SOURCE] = a->source.provenance,
		[RECORD_URL] = a->url.provenance,
		[RECORD_IMAGE] = a->image.provenance,
	};
	for (size_t i = 0; i < RECORD_FIELD_COUNT; i++)
		out[i] = str_from_c(provenance_name(fields[i]));
	out[RECORD_LEAD] = zone_origin(a, ZONE_LEAD);
	out[RECORD_BODY] = zone_origin(a, ZONE_BODY);
	out[RECORD_CAPTIONS] = zone_origin(a, ZONE_CAPTION);
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
		blocks[i] = (struct record_block){
			a->blocks[i].zone, a->blocks[i].text, a->blocks[i].page, a->blocks[i].ocr};
	*out = (struct record){.id = a->id.value,
		.path = path,
		.title = a->title.value,
		.date = a->date.value,
		.date_confidence = str_from_c(confidence_name(a->date_confidence)),
		.place = a->place.value,
		.issuer = a->issuer.value,
		.number = a->number.value,
		.kind = a->kind.value,
		.source = a->source.value,
		.url = a->url.value,
		.image = a->image.value,
		.encodings = encodings,
		.authors = authors,
		.author_count = a->author_count,
		.blocks = blocks,
		.block_count = a->block_count};
	set_origins(a, out->origins);
	return true;
}

/* With its length, so that text can't move from one field to the next unnoticed. */
static void append_field(struct buf *b, struct str s)
{
	buf_append_u64(b, s.len);
	buf_append(b, s);
}

static void append_all(const struct record *r, struct buf *out)
{
	struct record copy = *r;
	struct str *strings[RECORD_STRINGS];
	record_strings(&copy, strings);
	for (size_t i = 0; i < RECORD_STRINGS; i++)
		append_field(out, *strings[i]);
	buf_append_u64(out, r->author_count);
	for (size_t i = 0; i < r->author_count; i++)
		append_field(out, r->authors[i]);
	for (size_t i = 0; i < r->block_count; i++) {
		buf_append_u32(out, record_block_head(&r->blocks[i]));
		append_field(out, r->blocks[i].text);
	}
}

bool arrival_content(
	const struct record *r, struct buf *scratch, struct key *text, struct key *content)
{
	struct record plain = *r;
	plain.id = plain.path = str_make("", 0);
	/* Whatever is not stated may have been guessed from the path. */
	if (!str_eq(r->origins[RECORD_DATE], STR("given")))
		plain.date = plain.date_confidence = plain.origins[RECORD_DATE] = str_make("", 0);
	buf_reset(scratch);
	append_all(&plain, scratch);
	*text = key_of(buf_str(scratch));
	bool ok = !scratch->failed;
	buf_reset(scratch);
	buf_append(scratch, str_make((const char *)text->bytes, sizeof text->bytes));
	append_field(scratch, r->date);
	append_field(scratch, r->date_confidence);
	append_field(scratch, r->origins[RECORD_DATE]);
	*content = key_of(buf_str(scratch));
	return ok && !scratch->failed;
}

static bool is_wording(enum zone zone)
{
	return zone == ZONE_TITLE || zone == ZONE_LEAD || zone == ZONE_BODY || zone == ZONE_CAPTION;
}

/* Appends TEXT with one blank in the place of any between its words, and one behind it. */
static void append_words(struct buf *out, struct str text)
{
	bool open = false;
	for (size_t i = 0; i < text.len; i++) {
		bool blank = text.ptr[i] == ' ' || (text.ptr[i] >= '\t' && text.ptr[i] <= '\r');
		if (!blank)
			buf_push(out, text.ptr[i]);
		else if (open)
			buf_push(out, ' ');
		open = !blank;
	}
	if (open)
		buf_push(out, ' ');
}

bool arrival_wording(
	const struct record *r, struct buf *scratch, struct buf *room, struct key *out, bool *any)
{
	bool ok = true;
	buf_reset(scratch);
	for (size_t i = 0; ok && i < r->block_count; i++) {
		if (!is_wording(r->blocks[i].zone))
			continue;
		buf_reset(room);
		ok = shown_compose(room, r->blocks[i].text);
		append_words(scratch, buf_str(room));
	}
	*any = scratch->len > 0;
	*out = key_of(buf_str(scratch));
	return ok && !scratch->failed;
}

bool arrival_seen(
	const struct article *a, const struct guard *g, const char *rule, struct visibility *out)
{
	struct str label = a->visibility, embargo = a->embargo;
	if (label.len == 0)
		label = g->visibility;
	if (label.len == 0)
		label = str_from_c(rule);
	if (embargo.len == 0)
		embargo = g->embargo;
	bool ok = visibility_read(label, embargo, out) && g->unread.code == ERROR_NONE;
	if (!ok)
		*out = (struct visibility){.label = VISIBILITY_HIDDEN};
	return ok;
}

bool arrival_text_as(const struct visibility *seen, struct buf *scratch, struct key *text)
{
	const struct visibility everybody = VISIBILITY_PUBLIC;
	if (visibility_eq(seen, &everybody))
		return true;
	buf_reset(scratch);
	buf_append(scratch, str_make((const char *)text->bytes, sizeof text->bytes));
	append_field(scratch, str_from_c(seen->label));
	buf_append_u64(scratch, (uint64_t)seen->embargo);
	*text = key_of(buf_str(scratch));
	return !scratch->failed;
}
