#include "positions/file.h"
#include "base/bytes.h"
#include "base/checksum.h"
#include "base/form.h"
#include "base/varint.h"

#include <stdlib.h>
#include <string.h>

uint64_t positions_header_checksum(const void *header)
{
	return checksum_of(str_make(header, HEADER_AT_CHECKSUM));
}

bool positions_file_fail(const struct positions_file *f, struct error *err)
{
	return form_fail(f->path, err);
}

/* Adds SIZE to *END, which stays within the file. */
static bool add_part(const struct positions_file *f, uint64_t *end, uint64_t size)
{
	if (size > f->map.bytes.len - *end)
		return false;
	*end += size;
	return true;
}

/* The parts follow each other and fill the file. */
static bool place_parts(struct positions_file *f, const char *header)
{
	uint64_t end = HEADER_BYTES;
	uint64_t pages = bytes_u64(header + HEADER_AT_PAGES);
	f->documents = bytes_u32(header + HEADER_AT_DOCUMENTS);
	f->terms = bytes_u64(header + HEADER_AT_TERMS);
	f->group_count = bytes_u32(header + HEADER_AT_GROUPS);
	if (!add_part(f, &end, bytes_u64(header + HEADER_AT_PAYLOADS)))
		return false;
	f->dictionary = end;
	if (!add_part(f, &end, bytes_u64(header + HEADER_AT_DICTIONARY)))
		return false;
	f->groups = end;
	if (!add_part(f, &end, (uint64_t)f->group_count * GROUP_BYTES))
		return false;
	f->groups_end = end;
	return add_part(f, &end, bytes_u32(header + HEADER_AT_PADDING)) &&
	       pages == end / PAGES_BYTES && end % PAGES_BYTES == 0 &&
	       pages * PAGES_SUM == f->map.bytes.len - end &&
	       f->group_count == f->terms / GROUP_TERMS + (f->terms % GROUP_TERMS > 0);
}

static bool read_header(struct positions_file *f, struct error *err)
{
	const char *header = f->map.bytes.ptr;
	return form_check(f->map.bytes, HEADER_BYTES, POSITIONS_MAGIC, POSITIONS_VERSION, f->path,
		       err) &&
	       ((bytes_u64(header + HEADER_AT_CHECKSUM) == positions_header_checksum(header) &&
			place_parts(f, header)) ||
		       positions_file_fail(f, err));
}

/* To be called when all parts are in their places. */
static bool open_pages(struct positions_file *f, struct error *err)
{
	struct str file = f->map.bytes;
	size_t end = (size_t)bytes_u64(file.ptr + HEADER_AT_PAGES) * PAGES_BYTES;
	return pages_open(&f->pages, str_slice(file, 0, end), str_slice(file, end, file.len)) ||
	       error_set_memory(err);
}

struct positions_file *positions_file_open(const char *path, struct error *err)
{
	struct positions_file *f = calloc(1, sizeof *f);
	if (!f || !(f->path = strdup(path))) {
		free(f);
		error_set_memory(err);
		return NULL;
	}
	if (mapping_open(&f->map, path, err) && read_header(f, err) && open_pages(f, err))
		return f;
	positions_file_close(f);
	return NULL;
}

void positions_file_close(struct positions_file *f)
{
	if (!f)
		return;
	mapping_close(&f->map);
	pages_close(&f->pages);
	free(f->path);
	free(f);
}

const uint8_t *positions_file_bytes(
	struct positions_file *f, uint64_t offset, uint64_t len, struct error *err)
{
	if (len <= f->groups_end && offset <= f->groups_end - len &&
		pages_are_right(&f->pages, offset, len))
		return (const uint8_t *)f->map.bytes.ptr + offset;
	positions_file_fail(f, err);
	return NULL;
}

bool positions_file_number(struct positions_file *f, struct extent *from, size_t most,
	uint64_t *out, struct error *err)
{
	size_t len = from->len < most ? (size_t)from->len : most;
	const char *start = (const char *)positions_file_bytes(f, from->offset, len, err);
	const char *end = start;
	if (!start)
		return false;
	if (!varint_take(&end, start + len, out))
		return positions_file_fail(f, err);
	from->offset += (uint64_t)(end - start);
	from->len -= (uint64_t)(end - start);
	return true;
}
