#include "article/readers/html/decoding.h"

#include "text/encoding/decode.h"

enum { TEXTS = 8 + FACTS_AUTHORS };

/* The texts of F that people would read. */
static size_t texts_of(struct html_facts *f, struct str *out[TEXTS])
{
	struct str *const plain[] = {&f->headline, &f->og_title, &f->title, &f->description,
		&f->meta_author, &f->site, &f->publisher, &f->section};
	size_t count = 0;
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		out[count++] = plain[i];
	for (size_t i = 0; i < f->author_count; i++)
		out[count++] = &f->authors[i];
	return count;
}

/* TEXT with one space for each run of ASCII white space, and a line end. */
static void join(struct buf *out, struct str text)
{
	bool gap = false;
	text = str_trim(text);
	for (size_t i = 0; i < text.len; i++) {
		bool space = (unsigned char)text.ptr[i] <= ' ' && text.ptr[i] != '\t';
		if (space && gap)
			continue;
		buf_push(out, space ? ' ' : text.ptr[i]);
		gap = space;
	}
	buf_push(out, '\n');
}

static struct str take(struct str *rest)
{
	struct str piece;
	return str_split(rest, '\n', &piece) ? piece : STR("");
}

/* As TOLD what each character stands for, where it was a byte. */
static enum encoding known(const struct html_source *source, enum encoding told)
{
	if (!source->legacy || told < ENCODING_TCVN3 || told > ENCODING_CP1258)
		return source->legacy && told == ENCODING_CP1252 ? ENCODING_UTF8 : ENCODING_DETECT;
	return (enum encoding)(ENCODING_TCVN3_MISREAD + (told - ENCODING_TCVN3));
}

/* What the file was in: its bytes were no Unicode yet. */
static unsigned before_all(unsigned encodings)
{
	unsigned out = 0;
	for (int e = 0; e < ENCODING_COUNT; e++) {
		if (encodings & 1u << e)
			out |= 1u << (e == ENCODING_UTF8 ? ENCODING_CP1252
							 : encoding_before((enum encoding)e));
	}
	return out;
}

void html_note_legacy(struct article *a)
{
	a->encodings = before_all(a->encodings);
	a->encoding = a->encoding == ENCODING_UTF8 ? ENCODING_CP1252 : encoding_before(a->encoding);
}

/* Texts whose fonts are encodings, or that an encoding of entities was told by, are decoded
   already. */
static void note(struct article *a, const struct decoded *d, const struct html_lines *l,
	const struct html_source *source, enum encoding told)
{
	a->encoding = d->encoding;
	a->encodings = d->encodings;
	a->confidence = d->confidence;
	a->repaired += d->repaired + source->repaired;
	a->told = told != ENCODING_DETECT;
	if (source->legacy)
		html_note_legacy(a);
	if (source->before != ENCODING_UTF8)
		a->encoding = source->before;
	if (l->encoding != ENCODING_UTF8)
		a->encoding = l->encoding;
	a->encodings |= l->encodings | 1u << a->encoding;
}

/* All texts, a line each. */
static void join_all(struct buf *out, const struct html_lines *l, struct str *texts[], size_t count)
{
	for (size_t i = 0; i < l->count; i++)
		join(out, l->lines[i].text);
	for (size_t i = 0; i < l->count; i++) {
		if (l->lines[i].author.len > 0)
			join(out, l->lines[i].author);
	}
	for (size_t i = 0; i < count; i++)
		join(out, *texts[i]);
	join(out, l->place);
}

/* In the same order, from what was decoded: decoding keeps line ends. */
static void take_all(struct str decoded, struct html_lines *l, struct str *texts[], size_t count)
{
	for (size_t i = 0; i < l->count; i++)
		l->lines[i].text = take(&decoded);
	for (size_t i = 0; i < l->count; i++) {
		if (l->lines[i].author.len > 0)
			l->lines[i].author = take(&decoded);
	}
	for (size_t i = 0; i < count; i++)
		*texts[i] = take(&decoded);
	l->place = take(&decoded);
}

/* JOINED as it is meant, in the memory of A; its ptr is NULL on failure. */
static struct str decode(struct article *a, const struct buf *joined, enum encoding as,
	struct decoded *d, struct error *err)
{
	struct buf room = BUF_INIT;
	struct str text = str_make(NULL, 0);
	if (joined->failed) {
		error_set_memory(err);
	} else if (decode_text_as(buf_str(joined), as, &room, d, err)) {
		text = arena_str(&a->memory, d->text);
		if (!text.ptr)
			error_set_memory(err);
	}
	buf_free(&room);
	return text;
}

bool html_decode(struct article *a, struct html_lines *l, struct html_facts *f,
	const struct html_source *source, enum encoding told, struct error *err)
{
	struct buf joined = BUF_INIT;
	struct str *texts[TEXTS];
	struct decoded d;
	size_t count = texts_of(f, texts);
	join_all(&joined, l, texts, count);
	struct str text = decode(a, &joined, known(source, told), &d, err);
	buf_free(&joined);
	if (!text.ptr)
		return false;
	note(a, &d, l, source, told);
	take_all(text, l, texts, count);
	return true;
}
