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

bool html_decode(struct article *a, struct html_lines *l, struct html_facts *f,
	const struct html_source *source, enum encoding told, struct error *err)
{
	struct buf joined = BUF_INIT, room = BUF_INIT;
	struct str *texts[TEXTS];
	struct decoded d;
	size_t count = texts_of(f, texts);
	for (size_t i = 0; i < l->count; i++)
		join(&joined, l->lines[i].text);
	for (size_t i = 0; i < l->count; i++) {
		if (l->lines[i].author.len > 0)
			join(&joined, l->lines[i].author);
	}
	for (size_t i = 0; i < count; i++)
		join(&joined, *texts[i]);
	join(&joined, l->place);
	bool ok = joined.failed
			  ? error_set_memory(err)
			  : decode_text_as(buf_str(&joined), known(source, told), &room, &d, err);
	struct str rest = ok ? arena_str(&a->memory, d.text) : STR("");
	if (ok && !rest.ptr)
		ok = error_set_memory(err);
	if (ok) {
		note(a, &d, l, source, told);
		for (size_t i = 0; i < l->count; i++)
			l->lines[i].text = take(&rest);
		for (size_t i = 0; i < l->count; i++) {
			if (l->lines[i].author.len > 0)
				l->lines[i].author = take(&rest);
		}
		for (size_t i = 0; i < count; i++)
			*texts[i] = take(&rest);
		l->place = take(&rest);
	}
	buf_free(&joined);
	buf_free(&room);
	return ok;
}
