#include "query/interactive/editor.h"

#include "text/syllable/grapheme.h"
#include "text/syllable/utf8.h"

void editor_free(struct editor *e)
{
	buf_free(&e->text);
	*e = (struct editor){.cursor = 0};
}

static void insert(struct editor *e, struct str s)
{
	struct buf *text = &e->text;
	text->ceiling = EDITOR_BYTES_MAX;
	if (s.len > EDITOR_BYTES_MAX - text->len || !buf_reserve(text, s.len)) {
		text->failed = false;
		e->truncated = true;
		return;
	}
	memmove(text->ptr + e->cursor + s.len, text->ptr + e->cursor, text->len - e->cursor);
	memcpy(text->ptr + e->cursor, s.ptr, s.len);
	text->len += s.len;
	text->ptr[text->len] = '\0';
	e->cursor += s.len;
}

/* A mark that was typed behind its letter, in front of another one, is of the letter: the cursor
   goes to the next place that is between two. */
static void settle(struct editor *e)
{
	e->cursor = grapheme_round(buf_str(&e->text), e->cursor);
}

/* Whether the character of LEN bytes at S controls something: C1. */
static bool is_control(const char *s, size_t len)
{
	return len == 2 && (unsigned char)s[0] == 0xC2 && (unsigned char)s[1] < 0xA0;
}

static void take_byte(struct editor *e, unsigned char byte)
{
	if (byte < 0x80) {
		char c = (char)byte;
		e->begun_count = 0;
		if (byte == '\n' || byte == '\r' || byte == '\t')
			c = ' ';
		if (byte != 0x7F && (byte >= ' ' || c == ' '))
			insert(e, str_make(&c, 1));
		return;
	}
	/* A first byte begins anew; one that goes on with nothing is none. */
	if (byte >= 0xC0)
		e->begun_count = 0;
	else if (e->begun_count == 0)
		return;
	e->begun[e->begun_count++] = (char)byte;
	size_t len = utf8_sequence((const unsigned char *)e->begun, e->begun_count);
	if (len > 0 && !is_control(e->begun, len))
		insert(e, str_make(e->begun, len));
	if (len > 0 || e->begun_count == sizeof e->begun)
		e->begun_count = 0;
}

void editor_type(struct editor *e, unsigned char byte)
{
	take_byte(e, byte);
	if (e->begun_count == 0 && e->cursor < e->text.len)
		settle(e);
}

void editor_set(struct editor *e, struct str text)
{
	buf_reset(&e->text);
	e->cursor = 0;
	e->begun_count = 0;
	for (size_t i = 0; i < text.len; i++)
		take_byte(e, (unsigned char)text.ptr[i]);
	e->begun_count = 0;
}

static size_t word_left(struct str text, size_t at)
{
	while (at > 0 && text.ptr[at - 1] == ' ')
		at--;
	while (at > 0 && text.ptr[at - 1] != ' ')
		at--;
	return at;
}

static size_t word_right(struct str text, size_t at)
{
	while (at < text.len && text.ptr[at] == ' ')
		at++;
	while (at < text.len && text.ptr[at] != ' ')
		at++;
	return at;
}

static size_t place(const struct editor *e, enum editor_move move)
{
	struct str text = buf_str(&e->text);
	size_t at = e->cursor;
	switch (move) {
	case EDITOR_LEFT:
		return at > 0 ? grapheme_before(text, at) : 0;
	case EDITOR_RIGHT:
		return at < text.len ? grapheme_end(text, at) : at;
	case EDITOR_WORD_LEFT:
		return word_left(text, at);
	case EDITOR_WORD_RIGHT:
		return word_right(text, at);
	case EDITOR_HOME:
		return 0;
	case EDITOR_END:
		return text.len;
	}
	return at;
}

void editor_go(struct editor *e, enum editor_move move)
{
	e->begun_count = 0;
	e->cursor = place(e, move);
	settle(e);
}

void editor_delete(struct editor *e, enum editor_move move)
{
	size_t to = place(e, move);
	size_t from = to < e->cursor ? to : e->cursor;
	size_t end = to < e->cursor ? e->cursor : to;
	e->begun_count = 0;
	if (from == end)
		return;
	memmove(e->text.ptr + from, e->text.ptr + end, e->text.len - end);
	e->text.len -= end - from;
	e->text.ptr[e->text.len] = '\0';
	e->cursor = from;
	settle(e);
}
