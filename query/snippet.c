#include "query/snippet.h"

#include "query/chars.h"

enum {
	/* An article is read this far for a better passage once there is one. */
	SCAN_BYTES = 64 << 10,
	/* A single paragraph is never read further than this. */
	SCAN_BLOCK_BYTES = 256 << 10,
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
	for (size_t i = first; i < end && i - first < SNIPPET_WORDS; i++) {
		if (i > first && marks[i].end - marks[first].start > SNIPPET_BYTES)
			break;
		if (marks[i].word == MARK_NONE)
			continue;
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
	for (size_t i = region->first; i < region->first + region->count; i++) {
		if (marks[i].word == MARK_NONE)
			continue;
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

/* Whether the block has every word of the query in a row: no passage is better. */
static bool is_perfect(const struct cutter *c, const struct region *region)
{
	int wanted = (int)marker_wanted(c->maker->marker);
	static const struct units none;
	struct passage p = best_in(c, region, &none);
	return p.score >= wanted * SCORE_UNIT + (wanted - 1) * SCORE_FOLLOWS;
}

/* Reads the blocks of the article that may be shown and keeps those with hits. */
static bool scan(struct cutter *c)
{
	struct snippet_maker *s = c->maker;
	s->marks.count = 0;
	c->regions = arena_array(c->memory, c->record->block_count + 1, sizeof *c->regions);
	if (!c->regions)
		return false;
	size_t bytes = 0;
	for (size_t i = 0; i < c->record->block_count; i++) {
		const struct record_block *b = &c->record->blocks[i];
		if (b->zone == ZONE_TITLE)
			continue;
		size_t first = s->marks.count;
		size_t found;
		struct str text = chars_cut(b->text, SCAN_BLOCK_BYTES);
		if (!marker_read(s->marker, s->tokenizer, text, &s->marks, &found))
			return false;
		bytes += text.len;
		if (found == 0) {
			s->marks.count = first;
			continue;
		}
		struct region *r = &c->regions[c->region_count++];
		*r = (struct region){.block = i, .first = first, .count = s->marks.count - first};
		if (bytes > SCAN_BYTES || is_perfect(c, r))
			break;
	}
	return true;
}

/* Whether a sentence begins at mark I of REGION. */
static bool begins_sentence(const struct cutter *c, const struct region *region, size_t i)
{
	const struct mark *marks = c->maker->marks.items;
	if (i == region->first)
		return true;
	if (!marks[i].breaks)
		return false;
	struct str text = c->record->blocks[region->block].text;
	for (size_t k = marks[i - 1].end; k + 1 < marks[i].start; k++) {
		if (strchr(".!?", text.ptr[k]) && text.ptr[k] != '\0' &&
			strchr(" \n\t", text.ptr[k + 1]))
			return true;
	}
	return false;
}

/* Widens P to the length of a snippet: back to the beginning of a sentence where one
   is near, else a few words, and forward for the rest. */
static void widen(const struct cutter *c, struct passage *p)
{
	const struct mark *marks = c->maker->marks.items;
	const struct region *r = p->region;
	size_t spare = SNIPPET_WORDS - (p->last - p->first + 1);
	size_t back = 0;
	for (size_t k = 0; k <= spare * 2 / 3 && p->first - k >= r->first; k++) {
		size_t bytes = marks[p->last].end - marks[p->first - k].start;
		if (k > 0 && bytes > SNIPPET_BYTES)
			break;
		if (k <= spare / 3)
			back = k;
		if (begins_sentence(c, r, p->first - k)) {
			back = k;
			break;
		}
		if (p->first == k)
			break;
	}
	p->first -= back;
	size_t end = r->first + r->count;
	for (spare -= back; spare > 0 && p->last + 1 < end; spare--) {
		if (marks[p->last + 1].end - marks[p->first].start > SNIPPET_BYTES)
			break;
		p->last++;
	}
	for (; spare > 0 && p->first > r->first; spare--) {
		if (marks[p->last].end - marks[p->first - 1].start > SNIPPET_BYTES)
			break;
		p->first--;
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

/* The stretch of TEXT with the marks [FIRST, LAST] out of ITEMS[0..COUNT). */
static struct stretch stretch_of(struct str text, const struct mark *items, size_t count,
	size_t first, size_t last, size_t max)
{
	struct stretch s = {
		.text = text,
		.marks = items + first,
		.mark_count = last - first + 1,
		.cut_start = first > 0,
		.cut_end = last + 1 < count,
	};
	s.start = edge_start(text, first > 0 ? items[first - 1].end : 0, items[first].start);
	s.end = edge_end(
		text, items[last].end, last + 1 < count ? items[last + 1].start : text.len);
	size_t fits = s.start + chars_cut(str_slice(text, s.start, s.end), max).len;
	if (fits < s.end) {
		s.end = fits;
		s.cut_end = true;
	}
	return s;
}

static bool cut_passage(const struct cutter *c, struct passage p, struct pieces *out)
{
	widen(c, &p);
	const struct region *r = p.region;
	struct stretch s = stretch_of(c->record->blocks[r->block].text,
		c->maker->marks.items + r->first, r->count, p.first - r->first, p.last - r->first,
		SNIPPET_BYTES + 2 * EDGE_BYTES);
	return pieces_cut(&s, c->memory, out);
}

/* The beginning of the text, for an article of which only the title matched. */
static bool cut_beginning(const struct cutter *c, struct pieces *out, size_t *count)
{
	struct snippet_maker *s = c->maker;
	for (size_t i = 0; i < c->record->block_count; i++) {
		const struct record_block *b = &c->record->blocks[i];
		if (b->zone != ZONE_LEAD && b->zone != ZONE_BODY)
			continue;
		/* A snippet's worth and a bit, so that the text is seen to go on. */
		struct str text = chars_cut(b->text, 4 * SNIPPET_BYTES);
		s->marks.count = 0;
		if (!marker_read(s->marker, s->tokenizer, text, &s->marks, NULL))
			return false;
		if (s->marks.count == 0)
			continue;
		struct region r = {.block = i, .count = s->marks.count};
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
	if (!scan(&c))
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
	struct str shown = chars_cut(title, SNIPPET_TITLE_BYTES);
	s->marks.count = 0;
	if (!marker_read(s->marker, s->tokenizer, shown, &s->marks, NULL))
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
