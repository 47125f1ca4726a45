#include "query/answer/snippet.h"

#include "archive/record.h"
#include "base/budget.h"
#include "query/reading/chars.h"
#include "query/reading/parse.h"
#include "text/syllable/utf8.h"
#include "text/token/sentence.h"

enum {
	/* After so much of an article any passage with all the words will do … */
	SCAN_ENOUGH = 1200,
	/* … and after so much any passage at all. */
	SCAN_BYTES = 64 << 10,
	/* A single paragraph is never read further than this. */
	SCAN_BLOCK_BYTES = 256 << 10,
	/* A byte that is read, in postings. */
	BYTE_WORK = 3,
	/* Whole sentences of fewer words say too little by themselves. */
	SNIPPET_FEW_WORDS = SNIPPET_WORDS / 3,
	/* Punctuation that stays with a word at the edge of a snippet. */
	EDGE_BYTES = 16,
	/* What makes a passage better. A new word of the query outweighs all else. */
	SCORE_UNIT = 1000,
	SCORE_FOLLOWS = 100,
	SCORE_HIT = 5
};

/* A block of the article that holds hits: its marks. */
struct region {
	size_t block;
	size_t first, count;
	size_t first_hit;
	struct str text; /* of the block, as far as it was read */
	bool goes_on;    /* the block is longer */
};

struct units {
	uint64_t bits[(QUERY_MAX_TOKENS + 63) / 64];
};

struct passage {
	const struct region *region; /* NULL: none */
	size_t first, last;          /* marks, both hits */
	int score;
	struct units units;
};

struct cutter {
	struct snippet_maker *maker;
	const struct record *record;
	struct arena *memory;
	struct region *regions;
	size_t region_count;
	bool join;
};

void snippet_maker_free(struct snippet_maker *s)
{
	marks_free(&s->marks);
}

static bool units_have(const struct units *u, unsigned unit)
{
	return (u->bits[unit / 64] >> (unit % 64) & 1) != 0;
}

static void units_add(struct units *u, unsigned unit)
{
	u->bits[unit / 64] |= (uint64_t)1 << (unit % 64);
}

static int zone_score(enum zone zone)
{
	switch (zone) {
	case ZONE_LEAD:
		return 40;
	case ZONE_BODY:
		return 50;
	case ZONE_CAPTION:
		return 20;
	default:
		return 0;
	}
}

/* The best passage that begins at the hit FIRST; hits in SEEN count for nothing. */
static struct passage passage_from(
	const struct cutter *c, const struct region *region, size_t first, const struct units *seen)
{
	const struct mark *marks = c->maker->marks.items;
	size_t end = region->first + region->count;
	struct passage p = {.region = region, .first = first, .last = first};
	for (size_t i = first; i < end && i - first < SNIPPET_WORDS; i = marks[i].next_hit) {
		if (i > first && marks[i].end - marks[first].start > SNIPPET_BYTES)
			break;
		unsigned unit = marker_unit(c->maker->marker, marks[i].word);
		if (units_have(seen, unit))
			continue;
		p.last = i;
		p.score += units_have(&p.units, unit) ? SCORE_HIT : SCORE_UNIT;
		if (i > first && marks[i].follows)
			p.score += SCORE_FOLLOWS;
		units_add(&p.units, unit);
	}
	return p;
}

static struct passage best_in(
	const struct cutter *c, const struct region *region, const struct units *seen)
{
	const struct mark *marks = c->maker->marks.items;
	struct passage best = {.region = NULL};
	for (size_t i = region->first_hit; i < region->first + region->count;
		i = marks[i].next_hit) {
		struct passage p = passage_from(c, region, i, seen);
		if (p.score > best.score)
			best = p;
	}
	if (best.region) {
		best.score += zone_score(c->record->blocks[region->block].zone);
		best.score -= region->block < 40 ? (int)region->block : 40;
	}
	return best;
}

static struct passage best_passage(const struct cutter *c, const struct units *seen)
{
	struct passage best = {.region = NULL};
	for (size_t i = 0; i < c->region_count; i++) {
		struct passage p = best_in(c, &c->regions[i], seen);
		if (p.region && (!best.region || p.score > best.score))
			best = p;
	}
	return best;
}

/* How good the best passage of the block is. */
enum worth {
	WORTH_SOME,
	WORTH_ALL,    /* every word of the query */
	WORTH_PERFECT /* and in a row: no passage is better */
};

static enum worth worth_of(const struct cutter *c, const struct region *region)
{
	static const struct units none;
	int wanted = (int)marker_wanted(c->maker->marker);
	int score = best_in(c, region, &none).score;
	if (score < wanted * SCORE_UNIT)
		return WORTH_SOME;
	return score < wanted * SCORE_UNIT + (wanted - 1) * SCORE_FOLLOWS ? WORTH_ALL
									  : WORTH_PERFECT;
}

/* Links the hits among the marks from FIRST on. Returns the first of them. */
static size_t link_hits(struct marks *marks, size_t first)
{
	size_t next = marks->count;
	for (size_t i = marks->count; i-- > first;) {
		marks->items[i].next_hit = next;
		if (marks->items[i].word != MARK_NONE)
			next = i;
	}
	return next;
}

/* Reads the first BYTES bytes of block I; a region is added if there is a hit. */
static bool scan_block(struct cutter *c, size_t i, size_t bytes)
{
	struct snippet_maker *s = c->maker;
	struct str text = chars_cut_words(c->record->blocks[i].text, bytes);
	budget_take(s->budget, text.len * BYTE_WORK);
	size_t first = s->marks.count;
	size_t found;
	enum zone zone = c->record->blocks[i].zone;
	if (!marker_read(s->marker, s->tokenizer, text, zone, c->join, &s->marks, &found))
		return false;
	if (found > 0)
		c->regions[c->region_count++] = (struct region){
			.block = i,
			.first = first,
			.count = s->marks.count - first,
			.first_hit = link_hits(&s->marks, first),
			.text = text,
			.goes_on = text.len < c->record->blocks[i].text.len,
		};
	else
		s->marks.count = first;
	return true;
}

/* Takes back what scan_block has added since there were REGIONS regions, MARKS marks. */
static void forget(struct cutter *c, size_t regions, size_t marks)
{
	c->region_count = regions;
	c->maker->marks.count = marks;
}

/* Whether the last of more than REGIONS regions makes reading on needless, when BYTES
   bytes were read. */
static bool is_enough(const struct cutter *c, size_t regions, size_t bytes)
{
	if (c->region_count == regions)
		return false;
	enum worth worth = worth_of(c, &c->regions[c->region_count - 1]);
	return worth == WORTH_PERFECT || (worth == WORTH_ALL && bytes >= SCAN_ENOUGH) ||
	       bytes >= SCAN_BYTES;
}

/* Reads the blocks of the article that may be shown and keeps those with hits. */
static bool scan(struct cutter *c)
{
	size_t read = 0;
	forget(c, 0, 0);
	for (size_t i = 0; i < c->record->block_count && !budget_is_over(c->maker->budget); i++) {
		size_t len = c->record->blocks[i].text.len;
		size_t regions = c->region_count;
		size_t marks = c->maker->marks.count;
		if (c->record->blocks[i].zone == ZONE_TITLE)
			continue;
		if (len > 2 * SCAN_ENOUGH) {
			if (!scan_block(c, i, SCAN_ENOUGH))
				return false;
			if (is_enough(c, regions, read + SCAN_ENOUGH))
				return true;
			forget(c, regions, marks);
		}
		if (!scan_block(c, i, SCAN_BLOCK_BYTES))
			return false;
		read += len;
		if (is_enough(c, regions, read))
			return true;
	}
	return true;
}

/* Scans for what matched. What several words stand for takes time to find, so it is
   looked for only where the query has such a thing, or where nothing else is found. */
static bool scan_for_hits(struct cutter *c)
{
	c->regions = arena_array(c->memory, c->record->block_count + 1, sizeof *c->regions);
	if (!c->regions)
		return false;
	c->join = marker_joins(c->maker->marker);
	if (!scan(c))
		return false;
	if (c->region_count > 0 || c->join)
		return true;
	c->join = true;
	return scan(c);
}

/* Whether a sentence ends with mark I of R. */
static bool ends_sentence(const struct cutter *c, const struct region *r, size_t i)
{
	const struct mark *marks = c->maker->marks.items;
	if (i + 1 == r->first + r->count)
		return !r->goes_on;
	return sentence_ends(r->text, marks[i].end, marks[i + 1].start);
}

static bool begins_sentence(const struct cutter *c, const struct region *r, size_t i)
{
	return i == r->first || ends_sentence(c, r, i - 1);
}

/* Whether the marks from FIRST to LAST are no more than a snippet. */
static bool fits(const struct cutter *c, size_t first, size_t last)
{
	const struct mark *marks = c->maker->marks.items;
	return last - first < SNIPPET_WORDS &&
	       marks[last].end - marks[first].start <= SNIPPET_BYTES;
}

/* Widens P back to the beginning of its sentence; false where that does not fit. */
static bool begin_sentence(const struct cutter *c, struct passage *p)
{
	for (size_t i = p->first; fits(c, i, p->last); i--) {
		if (!begins_sentence(c, p->region, i))
			continue;
		p->first = i;
		return true;
	}
	return false;
}

/* Likewise forward to the end of its sentence. */
static bool end_sentence(const struct cutter *c, struct passage *p)
{
	size_t end = p->region->first + p->region->count;
	for (size_t i = p->last; i < end && fits(c, p->first, i); i++) {
		if (!ends_sentence(c, p->region, i))
			continue;
		p->last = i;
		return true;
	}
	return false;
}

static void fill_back(const struct cutter *c, struct passage *p)
{
	while (p->first > p->region->first && fits(c, p->first - 1, p->last))
		p->first--;
}

static void fill_forward(const struct cutter *c, struct passage *p)
{
	size_t end = p->region->first + p->region->count;
	while (p->last + 1 < end && fits(c, p->first, p->last + 1))
		p->last++;
}

/* Adds the sentences around P, whose own are whole, that fit as well: those that follow it
   first. */
static void add_sentences(const struct cutter *c, struct passage *p)
{
	size_t end = p->region->first + p->region->count;
	struct passage more = *p;
	for (more.last++; more.last < end && end_sentence(c, &more); more.last++)
		*p = more;
	more = *p;
	while (more.first-- > p->region->first && begin_sentence(c, &more))
		*p = more;
}

/* Widens P, whose sentences are longer than a snippet: one end of it is that of a sentence
   where one is near. */
static void widen_within(const struct cutter *c, struct passage *p)
{
	size_t spare = SNIPPET_WORDS - (p->last - p->first + 1);
	struct passage begun = *p, ended = *p;
	if (begin_sentence(c, &begun) && p->first - begun.first <= spare * 2 / 3) {
		*p = begun;
	} else if (end_sentence(c, &ended) && ended.last - p->last <= spare * 2 / 3) {
		*p = ended;
		fill_back(c, p);
		return;
	} else {
		for (size_t k = spare / 3;
			k > 0 && p->first > p->region->first && fits(c, p->first - 1, p->last); k--)
			p->first--;
	}
	fill_forward(c, p);
	fill_back(c, p);
}

/* Widens P to the length of a snippet: to whole sentences where they fit. */
static void widen(const struct cutter *c, struct passage *p)
{
	struct passage whole = *p;
	if (!begin_sentence(c, &whole) || !end_sentence(c, &whole)) {
		widen_within(c, p);
		return;
	}
	*p = whole;
	add_sentences(c, p);
	if (p->last - p->first + 1 < SNIPPET_FEW_WORDS) {
		fill_forward(c, p);
		fill_back(c, p);
	}
}

/* Where the punctuation before the byte START begins, not before FLOOR: an opening
   quote or bracket goes with its word. */
static size_t edge_start(struct str text, size_t floor, size_t start)
{
	size_t at = start;
	while (at > floor && start - at < EDGE_BYTES) {
		size_t before = at - 1;
		while (before > floor && ((unsigned char)text.ptr[before] & 0xC0) == 0x80)
			before--;
		size_t next = before;
		if (chars_is_space(chars_next(text, &next)))
			return at;
		at = before;
	}
	return at == floor && floor == 0 ? at : start;
}

/* Likewise where the punctuation after END ends, at CEILING at most. */
static size_t edge_end(struct str text, size_t end, size_t ceiling)
{
	size_t at = end;
	while (at < ceiling && at - end < EDGE_BYTES) {
		size_t next = at;
		if (chars_is_space(chars_next(text, &next)))
			return at;
		at = next;
	}
	return at == ceiling && ceiling == text.len ? at : end;
}

/* The stretch of R that P covers. */
static struct stretch stretch_of(
	const struct region *r, const struct mark *marks, const struct passage *p)
{
	struct str text = r->text;
	size_t end = r->first + r->count;
	bool at_start = p->first == r->first;
	bool at_end = p->last + 1 == end;
	struct stretch s = {
		.text = text,
		.marks = marks + p->first,
		.mark_count = p->last - p->first + 1,
		.cut_start = !at_start,
		.cut_end = !at_end || r->goes_on,
	};
	s.start = edge_start(text, at_start ? 0 : marks[p->first - 1].end, marks[p->first].start);
	s.end = edge_end(text, marks[p->last].end, at_end ? text.len : marks[p->last + 1].start);
	struct str whole = str_slice(text, s.start, s.end);
	size_t limit = s.start + utf8_cut(whole, SNIPPET_BYTES + 2 * EDGE_BYTES).len;
	if (limit < s.end) {
		s.end = limit;
		s.cut_end = true;
	}
	return s;
}

static bool cut_passage(const struct cutter *c, struct passage p, struct pieces *out)
{
	widen(c, &p);
	struct stretch s = stretch_of(p.region, c->maker->marks.items, &p);
	bool ok = pieces_cut(&s, c->memory, out);
	out->page = c->record->blocks[p.region->block].page;
	return ok;
}

/* The beginning of the text, for an article of which only the title matched. */
static bool cut_beginning(struct cutter *c, struct pieces *out, size_t *count)
{
	struct snippet_maker *s = c->maker;
	for (size_t i = 0; i < c->record->block_count; i++) {
		const struct record_block *b = &c->record->blocks[i];
		if (b->zone != ZONE_LEAD && b->zone != ZONE_BODY)
			continue;
		/* A snippet's worth and more. */
		struct str text = chars_cut_words(b->text, 2 * SNIPPET_BYTES);
		forget(c, 0, 0);
		if (!marker_read(s->marker, s->tokenizer, text, b->zone, false, &s->marks, NULL))
			return false;
		if (s->marks.count == 0)
			continue;
		struct region r = {.block = i,
			.count = s->marks.count,
			.text = text,
			.goes_on = text.len < b->text.len};
		*count = 1;
		return cut_passage(c, (struct passage){.region = &r}, out);
	}
	return true;
}

bool snippet_cut(struct snippet_maker *s, const struct record *r, size_t max, struct arena *memory,
	struct pieces out[SNIPPET_MAX], size_t *count)
{
	struct cutter c = {.maker = s, .record = r, .memory = memory};
	struct units seen = {{0}};
	*count = 0;
	if (!scan_for_hits(&c))
		return false;
	if (c.region_count == 0)
		return cut_beginning(&c, &out[0], count);
	while (*count < max && *count < SNIPPET_MAX) {
		struct passage p = best_passage(&c, &seen);
		if (!p.region)
			break;
		if (!cut_passage(&c, p, &out[*count]))
			return false;
		++*count;
		for (size_t i = 0; i < sizeof seen.bits / sizeof *seen.bits; i++)
			seen.bits[i] |= p.units.bits[i];
	}
	return true;
}

bool snippet_title(
	struct snippet_maker *s, struct str title, struct arena *memory, struct pieces *out)
{
	struct str shown = chars_cut_words(title, SNIPPET_TITLE_BYTES);
	s->marks.count = 0;
	if (!marker_read(s->marker, s->tokenizer, shown, ZONE_TITLE, true, &s->marks, NULL))
		return false;
	struct stretch stretch = {
		.text = shown,
		.end = shown.len,
		.cut_end = shown.len < title.len,
		.marks = s->marks.items,
		.mark_count = s->marks.count,
	};
	return pieces_cut(&stretch, memory, out);
}
