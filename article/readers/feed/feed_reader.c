/* RSS 0.9 to 2.0, RDF and Atom: an article an item. */
#include "article/readers/feed/feed.h"

#include "article/readers/feed/items.h"
#include "article/readers/html/bytes.h"
#include "article/readers/html/decoding.h"
#include "article/readers/record.h"
#include "base/lang.h"

#include <libxml/parser.h>
#include <stdlib.h>

struct feed_reader {
	struct input input;
	struct record_maker maker;
	struct unused_keys *unused; /* borrowed */
	struct arena memory;
	size_t max; /* bytes */
	xmlDoc *doc;
	xmlNode *item; /* the next one */
	struct str source;
	uint64_t number; /* of items so far */
	bool begun, legacy;
};

static void feed_close(void *state)
{
	struct feed_reader *r = state;
	xmlFreeDoc(r->doc);
	arena_free(&r->memory);
	record_maker_free(&r->maker);
	input_close(&r->input);
	free(r);
}

static void *feed_open(const struct article_file *file, struct error *err)
{
	struct feed_reader *r = calloc(1, sizeof *r);
	if (!r) {
		error_set_memory(err);
		return NULL;
	}
	r->max = article_file_max(file);
	r->unused = file->unused;
	r->maker = (struct record_maker){.input = &r->input, .path = str_from_c(file->path)};
	struct input_file input = article_file_input(file);
	if (input_open(&r->input, &input, err))
		return r;
	feed_close(r);
	return NULL;
}

static bool fail_feed(struct error *err)
{
	return error_set(err, ERROR_INPUT,
		SAY("là XML nhưng không phải RSS hay Atom, hoặc không có mục nào",
			"XML that is no RSS or Atom, or has no items"));
}

/* Recovers what it can; loads nothing, and no entity is declared (feed_clean). */
static bool parse(struct feed_reader *r, struct str feed, struct error *err)
{
	struct buf clean = BUF_INIT;
	if (feed_clean(feed, &clean, err)) {
		r->doc = xmlReadMemory(clean.ptr ? clean.ptr : "", (int)clean.len, NULL, "UTF-8",
			XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR |
				XML_PARSE_NOWARNING | XML_PARSE_NOCDATA | XML_PARSE_COMPACT);
		r->item = feed_first(r->doc);
		if (!r->item)
			fail_feed(err);
	}
	buf_free(&clean);
	return r->item != NULL;
}

static bool begin(struct feed_reader *r, struct error *err)
{
	struct buf bytes = BUF_INIT, utf8 = BUF_INIT;
	struct bytes_read read;
	bool ok = input_read_all(&r->input, r->max, &bytes, err);
	r->begun = true;
	if (ok && !bytes_read(buf_str(&bytes), r->input.file.as, &utf8, &read))
		ok = error_set_memory(err);
	if (ok) {
		r->legacy = read.legacy;
		ok = parse(r, read.text, err);
	}
	if (ok)
		r->source = feed_source(&r->memory, r->doc);
	buf_free(&bytes);
	buf_free(&utf8);
	return ok;
}

static bool read_item(
	struct feed_reader *r, xmlNode *item, struct article *out, struct article_problem *p)
{
	struct given given = {.memory = &out->memory, .unused = r->unused};
	struct given_list source = {0};
	struct buf texts = BUF_INIT;
	out->line = r->number;
	bool ok = feed_item_read(&given, item, &texts, &p->error);
	if (ok && !given.values[FIELD_SOURCE].first && r->source.len > 0) {
		struct str name = arena_str(&out->memory, r->source);
		ok = (name.ptr && given_add(&given, &source, name)) || error_set_memory(&p->error);
		given.values[FIELD_SOURCE] = source;
	}
	ok = ok && record_make(&r->maker, &given, buf_str(&texts), 0, out, p);
	if (ok && r->legacy)
		html_note_legacy(out);
	buf_free(&texts);
	return ok;
}

static enum article_step feed_next_item(void *state, struct article *out, struct article_problem *p)
{
	struct feed_reader *r = state;
	if (!r->begun && !begin(r, &p->error))
		return p->error.code == ERROR_INPUT ? ARTICLE_FOREIGN : ARTICLE_BROKEN;
	if (!r->item)
		return ARTICLE_END;
	xmlNode *item = r->item;
	r->item = feed_next(item);
	r->number++;
	if (read_item(r, item, out, p))
		return ARTICLE_READ;
	error_add_context(&p->error, SAY("mục %llu", "item %llu"), (unsigned long long)r->number);
	p->line = r->number;
	return ARTICLE_SKIPPED;
}

static enum ceiling feed_ceiling(const void *state)
{
	const struct feed_reader *r = state;
	return r->input.ceiling;
}

const struct reader_ops feed_reader_ops = {
	.open = feed_open, .next = feed_next_item, .ceiling = feed_ceiling, .close = feed_close};
