#include "query/decoding/parts.h"

uint64_t decoder_count(struct decoder *d, const struct token *t)
{
	struct query_word w = {
		.exact = t->exact, .folded = t->folded, .kind = t->kind, .flags = t->flags};
	return known_count(d->known, &w);
}

/* Room for one more part, in place of the old list; NULL when out of memory. */
static struct decoding_part *add_part(struct decoder *d)
{
	struct decoding *out = d->out;
	struct decoding_part *larger = arena_array(d->memory, out->count + 1, sizeof *larger);
	if (!larger)
		return NULL;
	if (out->count > 0)
		memcpy(larger, out->parts, out->count * sizeof *larger);
	out->parts = larger;
	return &larger[out->count++];
}

void parts_begin(struct decoder *d, size_t start, enum decoding_method method, const char *encoding)
{
	struct decoding_part *p = add_part(d);
	buf_append(&d->text, str_slice(d->source, d->copied, start));
	d->copied = start;
	d->part_at = d->text.len;
	d->changed = true;
	d->text.failed |= !p;
	if (p)
		*p = (struct decoding_part){.method = method,
			.encoding = encoding,
			.step = d->step,
			.typed_at = start,
			.read_at = d->part_at};
}

void parts_end(struct decoder *d, size_t end)
{
	struct str typed = str_slice(d->source, d->copied, end);
	d->copied = end;
	if (d->text.failed)
		return;
	struct decoding_part *p = &d->out->parts[d->out->count - 1];
	p->typed = arena_str(d->memory, typed);
	p->read_as = arena_str(d->memory, str_slice(buf_str(&d->text), d->part_at, d->text.len));
	d->text.failed |= !p->typed.ptr || !p->read_as.ptr;
}

bool parts_finish(struct decoder *d)
{
	return buf_append(&d->text, str_slice(d->source, d->copied, d->source.len));
}
