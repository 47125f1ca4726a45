/* Any bytes as a file of names, its checksums put right: it is refused, or each name can be read
 * and asked for without a read outside of it. */
#include "archive/names.h"
#include "base/bytes.h"
#include "base/checksum.h"
#include "fuzz/file.h"

enum { HEADER = 24, HEADER_SUM = 12, ROW = 40, ROW_SUM = 36 }; /* docs/formats.md */

static void mend(char *bytes, size_t size)
{
	if (size < HEADER)
		return;
	bytes_put_u32(bytes + HEADER_SUM, 0);
	bytes_put_u32(bytes + HEADER_SUM, (uint32_t)checksum_of(str_make(bytes, HEADER)));
	for (size_t at = HEADER; at + ROW <= size; at += ROW) {
		uint64_t strings = bytes_u64(bytes + at + 16);
		uint64_t len = (uint64_t)bytes_u32(bytes + at + 28) + bytes_u32(bytes + at + 32);
		if (strings > size || len > size - strings)
			continue;
		uint64_t sum = checksum_of(str_make(bytes + at, ROW_SUM)) ^
			       checksum_of(str_make(bytes + strings, (size_t)len));
		bytes_put_u32(bytes + at + ROW_SUM, (uint32_t)sum);
	}
}

static void read_all(const struct names *n)
{
	struct error err;
	for (uint64_t i = 0; i < names_count(n); i++) {
		struct name name;
		struct name again;
		bool found;
		if (!names_at(n, i, &name, &err))
			continue;
		touch_all(name.first);
		touch_all(name.second);
		if (names_find(n, &name.key, name.kind, &found, &again, &err) && found)
			touch_all(again.first);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[128];
	struct error err;
	struct names *n = NULL;
	struct manifest m = MANIFEST_INIT;
	struct digest none = {{0}};
	char *bytes = malloc(size + 1);
	CHECK(bytes && manifest_add_file(&m, NAMES_FILE, size, &none));
	memcpy(bytes, data, size);
	mend(bytes, size);
	put_file(NAMES_FILE, bytes, size, path);
	if (names_open(folder, &m, &n, &err))
		read_all(n);
	names_close(n);
	manifest_free(&m);
	free(bytes);
	unlink(path);
	return 0;
}
