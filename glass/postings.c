#include "glass/postings.h"
#include "glass/pack.h"

/* Bytes of postings after which a chunk ends; as Xapian has it. */
enum { CHUNK_BYTES = 2000 };

void glass_postings_free(struct glass_postings *p)
{
	buf_free(&p->chunk);
	buf_free(&p->term);
	buf_free(&p->key);
	buf_free(&p->tag);
}

void glass_postings_begin(
	struct glass_postings *p, struct str term, uint32_t documents, uint64_t occurrences)
{
	buf_reset(&p->term);
	buf_append(&p->term, term);
	p->documents = documents;
	p->occurrences = occurrences;
	p->chunk_first = 0;
	p->in_first_chunk = true;
	buf_reset(&p->chunk);
}

/* Lengths stand under 00 e0, where no term can be. */
static void make_key(struct glass_postings *p)
{
	buf_reset(&p->key);
	if (p->term.len == 0)
		buf_append(&p->key, str_make("\0\xe0", 2));
	else
		glass_pack_term(&p->key, buf_str(&p->term), p->in_first_chunk);
	if (!p->in_first_chunk)
		glass_pack_uint_sorting(&p->key, p->chunk_first);
}

static bool end_chunk(struct glass_postings *p, bool last, struct error *err)
{
	make_key(p);
	buf_reset(&p->tag);
	if (p->in_first_chunk) {
		varint_append(&p->tag, p->documents);
		varint_append(&p->tag, p->occurrences);
		varint_append(&p->tag, p->chunk_first - 1);
	}
	buf_push(&p->tag, last ? '1' : '0');
	varint_append(&p->tag, p->last - p->chunk_first);
	buf_append(&p->tag, buf_str(&p->chunk));
	if (p->term.failed || p->chunk.failed || p->key.failed || p->tag.failed)
		return error_set_memory(err);
	p->in_first_chunk = false;
	p->chunk_first = 0;
	buf_reset(&p->chunk);
	return glass_table_add(p->table, buf_str(&p->key), buf_str(&p->tag), err);
}

bool glass_postings_add(
	struct glass_postings *p, uint32_t document, uint32_t count, struct error *err)
{
	if (p->chunk.len >= CHUNK_BYTES && !end_chunk(p, false, err))
		return false;
	if (p->chunk_first == 0)
		p->chunk_first = document;
	else
		varint_append(&p->chunk, document - p->last - 1);
	varint_append(&p->chunk, count);
	p->last = document;
	return true;
}

bool glass_postings_end(struct glass_postings *p, struct error *err)
{
	return end_chunk(p, true, err);
}
