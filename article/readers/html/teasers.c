#include "article/readers/html/teasers.h"

#include "article/readers/html/weight.h"

enum {
	TEASER_MAX = 300, /* letters beside the headline */
	LOOSE_MAX = 2,    /* lines of these, for each headline */
	TEXT_MIN = 150    /* letters of a text */
};

/* What is in a node, of lines of the text. */
struct box {
	uint32_t links;          /* headlines that link elsewhere */
	uint32_t lines, letters; /* others */
	uint32_t first;          /* line, one more than its number; 0: none */
};

static void add(struct box *up, const struct box *box)
{
	up->links += box->links;
	up->lines += box->lines;
	up->letters += box->letters;
	if (box->first > 0 && (up->first == 0 || box->first < up->first))
		up->first = box->first;
}

static void fill(
	struct box *boxes, const bool *around, size_t first, size_t end, const struct html_lines *l)
{
	const struct html_tree *t = l->tree;
	for (size_t i = first; i < end; i++) {
		const struct html_line *line = &l->lines[i];
		bool linked = html_is_linked(line);
		const struct box one = {.links = linked,
			.lines = !linked,
			.letters = linked ? 0 : line->chars,
			.first = (uint32_t)i + 1};
		if (!around[i])
			add(&boxes[line->node], &one);
	}
	for (uint32_t i = t->count; i-- > 1;)
		add(&boxes[t->nodes[i].parent], &boxes[i]);
}

/* The headline comes first, and little beside it. */
static bool is_teaser(const struct box *b, const struct html_node *n, const struct html_lines *l)
{
	return b->links > 0 && b->lines > 0 && b->lines <= LOOSE_MAX * b->links &&
	       b->letters <= TEASER_MAX * b->links && html_divides(n->element) &&
	       n->element != HTML_PARAGRAPH && html_is_linked(&l->lines[b->first - 1]);
}

bool html_teasers_mark(bool *around, size_t first, size_t end, struct arena *memory,
	const struct html_lines *l, uint32_t root)
{
	const struct html_tree *t = l->tree;
	struct box *boxes = arena_array(memory, t->count, sizeof *boxes);
	bool *within = arena_array(memory, t->count, sizeof *within);
	uint64_t kept = 0, left = 0;
	if (!boxes || !within)
		return false;
	fill(boxes, around, first, end, l);
	for (uint32_t i = root + 1; i < t->nodes[root].end; i++)
		within[i] = within[t->nodes[i].parent] || is_teaser(&boxes[i], &t->nodes[i], l);
	for (size_t i = first; i < end; i++)
		*(within[l->lines[i].node] ? &left : &kept) += html_weight(&l->lines[i]);
	for (size_t i = first; i < end && kept >= TEXT_MIN && kept > left; i++)
		around[i] |= within[l->lines[i].node];
	return true;
}
