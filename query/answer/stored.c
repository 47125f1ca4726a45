#include "query/answer/stored.h"

#include "archive/record.h"
#include "query/answer/answer.h"
#include "query/answer/session.h"
#include "query/lookup/lookup.h"
#include "xapianc/xapianc.h"

/* Bytes of a record that are unpacked in the time of a posting. */
enum { RECORD_BYTES_A_UNIT = 8 };

bool stored_read(struct search *s, uint32_t docid, struct record *out, struct error *err)
{
	arena_reset(&s->record_memory);
	buf_reset(&s->record_bytes);
	if (!xc_db_data(s->archives.db, docid, &s->record_bytes, err))
		return false;
	budget_take(&s->budget, s->record_bytes.len / RECORD_BYTES_A_UNIT);
	if (!record_decode(buf_str(&s->record_bytes), &s->record_memory, out, err))
		return false;
	const struct archive_part *part = archives_part_of(&s->archives, docid);
	s->record_part = &s->parts[part - s->archives.parts];
	return lookup_current(&part->archive, out, err);
}
