/* .txt, .md: the file is one article. */
#include "article/input/input.h"
#include "article/metadata/layout.h"
#include "article/metadata/metadata.h"
#include "article/readers/disguise.h"
#include "article/readers/formats.h"
#include "article/readers/header_lines.h"
#include "article/readers/markdown.h"
#include "article/words.h"
#include "base/lang.h"

#include <stdlib.h>

struct text_reader {
	struct input input;
	const char *path;           /* borrowed */
	const struct key_map *map;  /* likewise */
	struct unused_keys *unused; /* likewise */
	size_t max;                 /* bytes */
	bool markdown;
	bool done;
};

static void text_close(void *state)
{
	struct text_reader *r = state;
	input_close(&r->input);
	free(r);
}

static void *text_open(const struct article_file *file, struct error *err)
{
	struct text_reader *r = calloc(1, sizeof *r);
	if (!r) {
		error_set_memory(err);
		return NULL;
	}
	r->path = file->path;
	r->map = file->map;
	r->unused = file->unused;
	r->markdown = file->format.kind == ARTICLE_MARKDOWN;
	r->max = article_file_max(file);
	struct input_file input = article_file_input(file);
	if (input_open(&r->input, &input, err))
		return r;
	text_close(r);
	return NULL;
}

/* The bytes as text that A has. */
static bool decode(struct text_reader *r, struct str bytes, struct article *a, struct str *text,
	struct error *err)
{
	struct buf room = BUF_INIT;
	struct decoded d;
	bool ok = article_decode(a, &r->input, bytes, &room, &d, err);
	if (ok)
		*text = arena_str(&a->memory, d.text);
	buf_free(&room);
	return ok && (text->ptr || error_set_memory(err));
}

/* Puts what the header says are title and lead where a text has them; TEXT may repeat them. */
static bool put_back(const struct given *g, struct arena *memory, struct str *text)
{
	const enum field fields[] = {FIELD_TITLE, FIELD_LEAD};
	struct buf whole = BUF_INIT;
	struct str rest = *text;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		const struct given_value *v = g->values[fields[i]].first;
		struct str behind = rest, line = STR("");
		if (!v)
			continue;
		buf_append(&whole, words_trim(v->text));
		buf_append_c(&whole, "\n\n");
		while (words_line(&behind, &line) && words_trim(line).len == 0)
			continue;
		if (str_eq(words_trim(line), words_trim(v->text)))
			rest = behind;
	}
	if (whole.len == 0 && !whole.failed)
		return true;
	buf_append(&whole, rest);
	*text = whole.failed ? str_make(NULL, 0) : arena_str(memory, buf_str(&whole));
	buf_free(&whole);
	return text->ptr != NULL;
}

/* What stands above the text goes to G, what is left to the layout. */
static bool read_text(struct text_reader *r, struct given *g, struct str text, struct article *a,
	struct error *err)
{
	if (!header_lines_take(g, r->map, &text))
		return error_set_memory(err);
	if (r->markdown || markdown_is(text))
		text = markdown_plain(&a->memory, text);
	if (!text.ptr || !put_back(g, &a->memory, &text))
		return error_set_memory(err);
	if (!layout_read(a, text, &(struct layout_known){0}, err))
		return false;
	if (g->values[FIELD_TITLE].first)
		a->zones[ZONE_TITLE] = PROVENANCE_GIVEN;
	if (g->values[FIELD_LEAD].first)
		a->zones[ZONE_LEAD] = PROVENANCE_GIVEN;
	return (given_fields(g, a) && given_last_blocks(g, a)) || error_set_memory(err);
}

static bool build(struct text_reader *r, struct str bytes, struct article *a, struct error *err)
{
	struct str text;
	struct given given = {.memory = &a->memory, .unused = r->unused};
	a->whole = true;
	a->line = 1;
	if (!decode(r, bytes, a, &text, err) || !disguise_check(text, err) ||
		!read_text(r, &given, text, a, err))
		return false;
	if (a->block_count == 0)
		return error_set(err, ERROR_INPUT,
			SAY("tệp trống: không có chữ nào", "empty: there is no text in the file"));
	return metadata_complete(a, str_from_c(r->path), err);
}

static enum article_step text_next(void *state, struct article *out, struct article_problem *p)
{
	struct text_reader *r = state;
	if (r->done)
		return ARTICLE_END;
	r->done = true;
	struct buf bytes = BUF_INIT;
	bool ok = input_read_all(&r->input, r->max, &bytes, &p->error) &&
		  build(r, buf_str(&bytes), out, &p->error);
	buf_free(&bytes);
	return ok ? ARTICLE_READ : ARTICLE_SKIPPED;
}

static enum ceiling text_ceiling(const void *state)
{
	const struct text_reader *r = state;
	return r->input.ceiling;
}

const struct reader_ops text_reader_ops = {text_open, text_next, text_ceiling, text_close, NULL};
