/* Any bytes as a file of versions, its checksums put right, beside a segment that is the same
 * bytes: it is refused, or each row can be read and asked for, and its text, without a read
 * outside. */
#include "archive/schema.h"
#include "archive/versions/versions.h"
#include "base/bytes.h"
#include "base/checksum.h"
#include "fuzz/file.h"

static void mend(char *bytes, size_t size)
{
	if (size < VERSIONS_HEADER)
		return;
	bytes_put_u32(bytes + VERSIONS_AT_CHECKSUM, versions_header_checksum(bytes));
	for (size_t at = VERSIONS_HEADER; at + VERSIONS_ROW <= size; at += VERSIONS_ROW) {
		uint64_t text = bytes_u64(bytes + at + 48);
		uint32_t len = bytes_u32(bytes + at + 68);
		if (text <= size && len <= size - text)
			bytes_put_u64(bytes + at + 56, checksum_of(str_make(bytes + text, len)));
		uint64_t sum = checksum_of(str_make(bytes + at, VERSIONS_ROW_AT_CHECKSUM));
		bytes_put_u32(bytes + at + VERSIONS_ROW_AT_CHECKSUM, (uint32_t)sum);
	}
}

static void read_all(const struct versions *v)
{
	struct error err;
	uint64_t first, count;
	for (uint64_t i = 0; i < versions_count(v); i++) {
		struct version row;
		struct str text;
		if (!versions_at(v, i, &row, &err))
			continue;
		if (versions_bytes(v, &row, &text, &err))
			touch_all(text);
		if (versions_of(v, &row.article, &first, &count, &err))
			CHECK(first + count <= versions_count(v));
	}
	versions_check(v, &err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[128], segment[128];
	struct error err;
	struct versions *v = NULL;
	struct manifest m = MANIFEST_INIT;
	struct digest none = {{0}};
	char *bytes = malloc(size + VERSIONS_SEGMENT_HEADER);
	CHECK(bytes && manifest_add_file(&m, "versions-0001", size, &none) &&
		manifest_add_file(&m, VERSIONS_FILE, size, &none));
	memcpy(bytes, data, size);
	if (size >= VERSIONS_SEGMENT_HEADER)
		versions_segment_header(bytes);
	put_file("versions-0001", bytes, size, segment);
	memcpy(bytes, data, size);
	mend(bytes, size);
	put_file(VERSIONS_FILE, bytes, size, path);
	if (versions_open(folder, &m, &v, &err))
		read_all(v);
	versions_close(v);
	manifest_free(&m);
	free(bytes);
	unlink(path);
	unlink(segment);
	return 0;
}
