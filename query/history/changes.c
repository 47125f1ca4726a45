#include "query/history/changes.h"
#include "base/buf.h"
#include "query/history/diff.h"
#include "query/history/words.h"

/* Words that are shown on either side of a change. */
enum { CONTEXT = 8 };

/* Two texts, cut into words, on the way to parts. */
struct comparison {
	struct str before, now;
	struct words old, fresh;
	struct part *parts;
	size_t count;
};

static void add_part(struct comparison *c, enum part_kind kind, const struct words *w,
	struct str text, size_t from, size_t to)
{
	if (from == to)
		return;
	struct str all =
		kind == PART_SKIPPED ? STR("") : str_slice(text, w->starts[from], w->starts[to]);
	c->parts[c->count++] = (struct part){kind, all, to - from};
}

/* Words FROM to TO of the new text, which are the same; of many those next to changes, which are on
   both sides but at the ends. */
static void add_same(struct comparison *c, size_t from, size_t to)
{
	size_t head = from > 0 ? CONTEXT : 0, tail = to < c->fresh.count ? CONTEXT : 0;
	if (to - from <= head + tail + 1) {
		add_part(c, PART_SAME, &c->fresh, c->now, from, to);
		return;
	}
	add_part(c, PART_SAME, &c->fresh, c->now, from, from + head);
	add_part(c, PART_SKIPPED, &c->fresh, c->now, from + head, to - tail);
	add_part(c, PART_SAME, &c->fresh, c->now, to - tail, to);
}

static size_t end_of_changed(const struct words *w, size_t i)
{
	while (i < w->count && w->changed[i])
		i++;
	return i;
}

/* Calls for each part, in their order; both texts have as many words that are no changed ones. */
static void walk(struct comparison *c)
{
	size_t i = 0, k = 0;
	while (i < c->old.count || k < c->fresh.count) {
		size_t old = end_of_changed(&c->old, i), fresh = end_of_changed(&c->fresh, k);
		add_part(c, PART_DELETED, &c->old, c->before, i, old);
		add_part(c, PART_INSERTED, &c->fresh, c->now, k, fresh);
		size_t same = fresh;
		while (same < c->fresh.count && !c->fresh.changed[same] &&
			old + (same - fresh) < c->old.count &&
			!c->old.changed[old + (same - fresh)])
			same++;
		add_same(c, fresh, same);
		i = old + (same - fresh);
		k = same;
	}
}

/* The words FIRST to END of W are changed: moves them down as far as that is the same change, but
   not past a word that is no more there in OTHER, from AT on. How far. */
static size_t slide_run(
	struct words *w, size_t first, size_t end, const struct words *other, size_t at)
{
	size_t n = 0;
	while (end + n < w->count && !w->changed[end + n] && at + n < other->count &&
		!other->changed[at + n] && w->hashes[first + n] == w->hashes[end + n]) {
		w->changed[first + n] = false;
		w->changed[end + n] = true;
		n++;
	}
	return n;
}

/* What was put in, or taken out, between two words that are the same could as well stand one word
   farther up or down; as far down as it goes it ends where a sentence or a line does. */
static void slide(struct comparison *c)
{
	size_t i = 0, k = 0;
	while (i < c->old.count || k < c->fresh.count) {
		size_t old = end_of_changed(&c->old, i), fresh = end_of_changed(&c->fresh, k);
		size_t n = 0;
		if (old == i && fresh > k)
			n = slide_run(&c->fresh, k, fresh, &c->old, i);
		else if (fresh == k && old > i)
			n = slide_run(&c->old, i, old, &c->fresh, k);
		i = old + n;
		k = fresh + n;
		while (i < c->old.count && k < c->fresh.count && !c->old.changed[i] &&
			!c->fresh.changed[k]) {
			i++;
			k++;
		}
	}
}

static size_t count_changed(const struct words *w)
{
	size_t count = 0;
	for (size_t i = 0; i < w->count; i++)
		count += w->changed[i];
	return count;
}

/* Adds how the text FIELD was changed to CHANGES, if it was. */
static bool add_words(struct changes *changes, const char *field, struct str before, struct str now,
	struct arena *memory)
{
	struct comparison c = {.before = before, .now = now};
	bool ok = words_cut(&c.old, before) && words_cut(&c.fresh, now);
	const struct diff_text old = {c.old.hashes, c.old.count, c.old.changed};
	const struct diff_text fresh = {c.fresh.hashes, c.fresh.count, c.fresh.changed};
	ok = ok && diff_texts(&old, &fresh);
	size_t changed = ok ? count_changed(&c.old) + count_changed(&c.fresh) : 0;
	if (changed > 0) {
		/* Each may be a part, and three more of what is the same behind it. */
		c.parts = arena_array(memory, 4 * changed + 4, sizeof *c.parts);
		ok = c.parts != NULL;
	}
	if (ok && changed > 0) {
		slide(&c);
		walk(&c);
		changes->list[changes->count++] = (struct change){field, c.parts, c.count};
	}
	words_free(&c.old);
	words_free(&c.fresh);
	return ok;
}

static bool add_whole(struct changes *changes, enum record_field field, struct str before,
	struct str now, struct arena *memory)
{
	if (str_eq(before, now))
		return true;
	struct part *parts = arena_array(memory, 2, sizeof *parts);
	size_t count = 0;
	if (!parts)
		return false;
	if (before.len > 0)
		parts[count++] = (struct part){PART_DELETED, before, 1};
	if (now.len > 0)
		parts[count++] = (struct part){PART_INSERTED, now, 1};
	changes->list[changes->count++] = (struct change){record_field_name(field), parts, count};
	return true;
}

/* The blocks of R but its title, a line each; *OUT lives in MEMORY. */
static bool text_of(const struct record *r, struct arena *memory, struct str *out)
{
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < r->block_count; i++) {
		if (r->blocks[i].zone == ZONE_TITLE)
			continue;
		buf_append_c(&text, text.len > 0 ? "\n" : "");
		buf_append(&text, r->blocks[i].text);
	}
	*out = text.failed ? str_make(NULL, 0) : arena_str(memory, buf_str(&text));
	buf_free(&text);
	return out->ptr != NULL;
}

static bool authors_of(const struct record *r, struct arena *memory, struct str *out)
{
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < r->author_count; i++) {
		buf_append_c(&text, i > 0 ? ", " : "");
		buf_append(&text, r->authors[i]);
	}
	*out = text.failed ? str_make(NULL, 0) : arena_str(memory, buf_str(&text));
	buf_free(&text);
	return out->ptr != NULL;
}

static bool add_fields(struct changes *changes, const struct record *a, const struct record *b,
	struct arena *memory)
{
	const struct {
		enum record_field field;
		struct str before, now;
	} fields[] = {{RECORD_DATE, a->date, b->date}, {RECORD_PLACE, a->place, b->place},
		{RECORD_ISSUER, a->issuer, b->issuer}, {RECORD_NUMBER, a->number, b->number},
		{RECORD_KIND, a->kind, b->kind}, {RECORD_SOURCE, a->source, b->source},
		{RECORD_URL, a->url, b->url}, {RECORD_IMAGE, a->image, b->image}};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		if (!add_whole(changes, fields[i].field, fields[i].before, fields[i].now, memory))
			return false;
	}
	return true;
}

bool changes_find(const struct record *before, const struct record *now, struct arena *memory,
	struct changes *out)
{
	struct str text[2], authors[2];
	*out = (struct changes){
		.list = arena_array(memory, RECORD_FIELD_COUNT + 1, sizeof *out->list)};
	return out->list && text_of(before, memory, &text[0]) && text_of(now, memory, &text[1]) &&
	       authors_of(before, memory, &authors[0]) && authors_of(now, memory, &authors[1]) &&
	       add_words(out, record_field_name(RECORD_TITLE), before->title, now->title, memory) &&
	       add_whole(out, RECORD_AUTHORS, authors[0], authors[1], memory) &&
	       add_fields(out, before, now, memory) &&
	       add_words(out, "text", text[0], text[1], memory);
}
