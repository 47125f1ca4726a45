/* Any bytes as a list of lost documents, its checksum put right: it is refused, or ascends. */
#include "archive/lost.h"
#include "base/bytes.h"
#include "base/checksum.h"
#include "fuzz/file.h"

enum { COUNTED = 16, HEADER = 24 }; /* docs/formats.md */

static void check(const struct lost *lost)
{
	size_t first;
	for (size_t i = 0; i < lost->count; i++) {
		const struct lost_document *d = &lost->list[i];
		CHECK(d->document > 0);
		CHECK(i == 0 || d->shard > d[-1].shard ||
			(d->shard == d[-1].shard && d->document > d[-1].document));
	}
	if (lost->count > 0)
		CHECK(lost_of_shard(lost, lost->list[0].shard, &first) > 0 && first == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[128];
	struct error err;
	struct lost lost = {0};
	struct manifest m = MANIFEST_INIT;
	struct digest none = {{0}};
	char *bytes = malloc(size + 1);
	CHECK(bytes && manifest_add_file(&m, LOST_FILE, size, &none));
	memcpy(bytes, data, size);
	if (size >= HEADER)
		bytes_put_u64(bytes + COUNTED,
			checksum_of(str_make(bytes, COUNTED)) ^
				checksum_of(str_make(bytes + HEADER, size - HEADER)));
	put_file(LOST_FILE, bytes, size, path);
	if (lost_read(folder, &m, &lost, &err))
		check(&lost);
	lost_free(&lost);
	manifest_free(&m);
	free(bytes);
	unlink(path);
	return 0;
}
