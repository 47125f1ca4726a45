#include "archive/folder.h"
#include "archive/schema.h"
#include "archive/versions/versions.h"
#include "base/bytes.h"
#include "base/checksum.h"
#include "base/file.h"
#include "base/form.h"

#include <stdlib.h>

int versions_compare(const void *a, const void *b)
{
	const struct version *x = a;
	const struct version *y = b;
	int order = key_compare(&x->article, &y->article);
	if (order != 0)
		return order;
	if (x->until_ns != y->until_ns)
		return x->until_ns < y->until_ns ? -1 : 1;
	return (x->since_ns > y->since_ns) - (x->since_ns < y->since_ns);
}

uint32_t versions_header_checksum(const char header[VERSIONS_HEADER])
{
	char copy[VERSIONS_HEADER];
	memcpy(copy, header, VERSIONS_HEADER);
	bytes_put_u32(copy + VERSIONS_AT_CHECKSUM, 0);
	return (uint32_t)checksum_of(str_make(copy, VERSIONS_HEADER));
}

void versions_segment_header(char out[VERSIONS_SEGMENT_HEADER])
{
	memset(out, 0, VERSIONS_SEGMENT_HEADER);
	memcpy(out, VERSIONS_SEGMENT_MAGIC, FORM_MAGIC);
	bytes_put_u32(out + FORM_AT_VERSION, VERSIONS_VERSION);
}

static void put_row(struct buf *out, const struct version *v)
{
	size_t at = out->len;
	buf_append(out, str_make((const char *)v->article.bytes, sizeof v->article.bytes));
	buf_append(out, str_make((const char *)v->content.bytes, sizeof v->content.bytes));
	buf_append_u64(out, (uint64_t)v->since_ns);
	buf_append_u64(out, (uint64_t)v->until_ns);
	buf_append_u64(out, v->at);
	buf_append_u64(out, v->checksum);
	buf_append_u32(out, v->segment);
	buf_append_u32(out, v->length);
	buf_append_u32(out, v->since_before);
	if (!out->failed)
		buf_append_u32(out,
			(uint32_t)checksum_of(str_make(out->ptr + at, VERSIONS_ROW_AT_CHECKSUM)));
}

bool versions_write(
	const char *folder, const struct version *rows, uint64_t count, struct error *err)
{
	struct buf out = BUF_INIT;
	buf_append_c(&out, VERSIONS_MAGIC);
	buf_append_u32(&out, VERSIONS_VERSION);
	buf_append_u32(&out, 0);
	buf_append_u64(&out, count);
	if (!out.failed)
		bytes_put_u32(out.ptr + VERSIONS_AT_CHECKSUM, versions_header_checksum(out.ptr));
	for (uint64_t i = 0; i < count; i++)
		put_row(&out, &rows[i]);
	char *path = folder_path(folder, VERSIONS_FILE);
	bool ok = path && !out.failed ? file_replace(path, buf_str(&out), err)
				      : error_set_memory(err);
	free(path);
	buf_free(&out);
	return ok;
}
