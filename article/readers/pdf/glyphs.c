#include "article/readers/pdf/glyphs.h"

#include "text/syllable/utf8.h"

#include <math.h>
#include <strings.h>

/* What is further from the page than any paper is large was not meant to be read. */
static const double far = 20000; /* points */

/* ---- Fonts ---- */

static bool has_word(struct str name, const char *word)
{
	size_t len = strlen(word);
	for (size_t i = 0; i + len <= name.len; i++) {
		if (strncasecmp(name.ptr + i, word, len) == 0)
			return true;
	}
	return false;
}

/* The number of the font that is called NAME. Number 0 is a plain one. */
static unsigned font_number(struct glyph_fonts *f, const char *name)
{
	struct str known = utf8_cut(str_from_c(name ? name : ""), sizeof f->items[0].name - 1);
	if (f->count == 0)
		f->fonts[f->count++] = (struct font){.encoding = ENCODING_UTF8};
	for (size_t i = f->count; i-- > 0;) {
		if (str_eq(str_from_c(f->items[i].name), known))
			return (unsigned)i;
	}
	if (f->count == GLYPH_FONTS)
		return 0;
	struct glyph_font *own = &f->items[f->count];
	memcpy(own->name, known.ptr, known.len);
	own->emphasized = has_word(known, "bold") || has_word(known, "italic") ||
			  has_word(known, "oblique") || has_word(known, "black");
	f->fonts[f->count] = font_of_name(known);
	return (unsigned)f->count++;
}

/* ---- Atoms ---- */

struct scan {
	const char *text; /* of the page, with poppler's spaces */
	const PopplerRectangle *boxes;
	size_t box_count;
	const GList *fonts; /* of the characters to come */
	struct glyph_fonts *known;
	unsigned font;
	double size;
	struct atom *atoms;
	enum way { LEVEL, UP, DOWN, EITHER } * ways; /* of each of ATOMS */
	size_t count;
};

static bool is_white(const char *c)
{
	return (unsigned char)*c <= ' ';
}

/* Finds the font of character I. True where it is another one than before. */
static bool next_font(struct scan *s, size_t i)
{
	bool other = false;
	while (s->fonts) {
		const PopplerTextAttributes *a = s->fonts->data;
		if ((size_t)a->end_index >= i) {
			if ((size_t)a->start_index == i || i == 0) {
				s->font = font_number(s->known, a->font_name);
				s->size = a->font_size;
				other = true;
			}
			break;
		}
		s->fonts = s->fonts->next;
	}
	return other;
}

static bool is_sane(const PopplerRectangle *r)
{
	return fabs(r->x1) < far && fabs(r->x2) < far && fabs(r->y1) < far && fabs(r->y2) < far;
}

/* Which way the glyphs in A and B, that follows it, are set. */
static enum way way_of(const PopplerRectangle *a, const PopplerRectangle *b)
{
	double across = (b->x1 + b->x2) - (a->x1 + a->x2), down = (b->y1 + b->y2) - (a->y1 + a->y2);
	if (fabs(across) >= fabs(down))
		return LEVEL;
	return down < 0 ? UP : DOWN;
}

/* Whether B stands off A, which it follows: poppler puts spaced letters together by fours. */
static bool is_off(const PopplerRectangle *a, const PopplerRectangle *b, double size)
{
	double across = fmax(b->x1 - a->x2, a->x1 - b->x2);
	double down = fmax(b->y1 - a->y2, a->y1 - b->y2);
	return fmax(across, down) > .1 * size;
}

static void grow(struct atom *a, const PopplerRectangle *r)
{
	a->left = fmin(a->left, fmin(r->x1, r->x2));
	a->right = fmax(a->right, fmax(r->x1, r->x2));
	a->top = fmin(a->top, fmin(r->y1, r->y2));
	a->bottom = fmax(a->bottom, fmax(r->y1, r->y2));
}

static void start(struct scan *s, const char *c, const PopplerRectangle *r)
{
	struct atom *a = &s->atoms[s->count];
	*a = (struct atom){.text = str_make(c, 0),
		.left = fmin(r->x1, r->x2),
		.top = fmin(r->y1, r->y2),
		.right = fmax(r->x1, r->x2),
		.bottom = fmax(r->y1, r->y2),
		.font = s->font,
		.emphasized = s->known->items[s->font].emphasized};
	s->ways[s->count++] = EITHER;
}

/* The size that the font looks as: what it is called may be scaled. */
static void end(struct scan *s)
{
	enum { LEAST = 1 };
	struct atom *a = &s->atoms[s->count - 1];
	bool turned = s->ways[s->count - 1] == UP || s->ways[s->count - 1] == DOWN;
	double height = turned ? a->right - a->left : a->bottom - a->top;
	a->size = s->size > height / 3 && s->size < 3 * height ? s->size : height;
	if (!(a->size >= LEAST))
		a->size = LEAST;
}

static void cut_atoms(struct scan *s)
{
	bool open = false;
	const char *c = s->text;
	for (size_t i = 0; *c && i < s->box_count; i++) {
		const char *next = c + g_utf8_skip[*(const unsigned char *)c];
		const PopplerRectangle *r = &s->boxes[i];
		bool gap = is_white(c) || !is_sane(r);
		bool other = next_font(s, i) || (i > 0 && is_off(r - 1, r, s->size));
		if (open && (gap || other)) {
			end(s);
			open = false;
		}
		if (!gap && !open) {
			start(s, c, r);
			open = true;
		}
		if (!gap) {
			struct atom *a = &s->atoms[s->count - 1];
			if (a->glyphs == 1)
				s->ways[s->count - 1] = way_of(r - 1, r);
			grow(a, r);
			a->glyphs++;
			a->text.len = (size_t)(next - a->text.ptr);
		}
		c = next;
	}
	if (open)
		end(s);
}

/* ---- Ways ---- */

/* Turns A, which is set in WAY, so that it is level. */
static void turn(struct atom *a, enum way way)
{
	struct atom was = *a;
	if (way == UP) {
		a->left = -was.bottom;
		a->right = -was.top;
		a->top = was.left;
		a->bottom = was.right;
	} else if (way == DOWN) {
		a->left = was.top;
		a->right = was.bottom;
		a->top = -was.right;
		a->bottom = -was.left;
	}
}

static enum way most_usual(const struct scan *s)
{
	size_t glyphs[GLYPHS_WAYS + 1] = {0};
	for (size_t i = 0; i < s->count; i++)
		glyphs[s->ways[i]] += s->atoms[i].glyphs;
	enum way most = LEVEL;
	for (enum way way = UP; way < EITHER; way++)
		most = glyphs[way] > glyphs[most] ? way : most;
	return most;
}

static bool is_near(const struct atom *a, const struct atom *b)
{
	enum { SIZES = 2 };
	return fabs(a->left - b->left) < SIZES * a->size && fabs(a->top - b->top) < SIZES * a->size;
}

/* Gives atom I, one glyph, the way of atom OTHER, its neighbour, where that is turned. */
static void follow(struct scan *s, size_t i, size_t other)
{
	bool turned = s->ways[other] == UP || s->ways[other] == DOWN;
	if (s->ways[i] == EITHER && turned && is_near(&s->atoms[i], &s->atoms[other]))
		s->ways[i] = s->ways[other];
}

static bool sort_ways(struct scan *s, struct glyphs *out, struct arena *memory)
{
	for (size_t i = 1; i < s->count; i++)
		follow(s, i, i - 1);
	for (size_t i = s->count; i-- > 1;)
		follow(s, i - 1, i);
	out->most = most_usual(s);
	for (size_t i = 0; i < s->count; i++) {
		if (s->ways[i] == EITHER)
			s->ways[i] = (enum way)out->most;
		out->counts[s->ways[i]]++;
	}
	for (enum way way = LEVEL; way < EITHER; way++) {
		size_t count = 0;
		out->atoms[way] = arena_array(memory, out->counts[way], sizeof *s->atoms);
		if (!out->atoms[way])
			return out->counts[way] == 0;
		for (size_t i = 0; i < s->count; i++) {
			if (s->ways[i] != way)
				continue;
			turn(&s->atoms[i], way);
			out->atoms[way][count++] = s->atoms[i];
		}
	}
	return true;
}

bool glyphs_read(
	struct glyphs *out, PopplerPage *page, struct glyph_fonts *fonts, struct arena *memory)
{
	PopplerRectangle *boxes = NULL;
	guint count = 0;
	*out = (struct glyphs){0};
	font_number(fonts, "");
	char *text = poppler_page_get_text(page);
	poppler_page_get_text_layout(page, &boxes, &count);
	GList *attributes = poppler_page_get_text_attributes(page);
	struct str kept = arena_str(memory, str_from_c(text ? text : ""));
	struct scan s = {.text = kept.ptr,
		.boxes = boxes,
		.box_count = count,
		.fonts = attributes,
		.known = fonts};
	s.atoms = calloc((size_t)count + 1, sizeof *s.atoms);
	s.ways = calloc((size_t)count + 1, sizeof *s.ways);
	bool ok = kept.ptr && s.atoms && s.ways;
	if (ok) {
		out->text_bytes = kept.len;
		cut_atoms(&s);
		ok = sort_ways(&s, out, memory);
	}
	free(s.atoms);
	free(s.ways);
	g_free(text);
	g_free(boxes);
	poppler_page_free_text_attributes(attributes);
	return ok;
}
