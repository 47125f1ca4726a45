#include "indexer/exposure.h"

#include "archive/catalogue.h"
#include "base/lang.h"
#include "indexer/scan/access.h"
#include "indexer/work/wording.h"

#include <fcntl.h>
#include <unistd.h>

/* The files of the source NUMBER that not everybody may read. */
static uint64_t count_source(
	const struct catalogue *c, const struct manifest_source *source, uint32_t number)
{
	uint64_t count = 0;
	bool open = access_by_all(source->path);
	int dir = openat(AT_FDCWD, source->path, O_PATH | O_CLOEXEC);
	for (uint64_t i = 0; i < c->file_count; i++) {
		struct catalogue_file file;
		catalogue_file_at(c, i, &file);
		if (file.source != number)
			continue;
		count += !open || (dir >= 0 && !access_by_all_below(dir, file.path));
	}
	if (dir >= 0)
		close(dir);
	return count;
}

uint64_t exposure_count(const struct published *p, const char *archive)
{
	struct catalogue c;
	struct error ignored;
	uint64_t count = 0;
	if (!access_by_all(archive) || !catalogue_open(&c, p->folder, &ignored))
		return 0;
	for (size_t i = 0; i < p->manifest.source_count; i++)
		count += count_source(&c, &p->manifest.sources[i], (uint32_t)i);
	catalogue_close(&c);
	return count;
}

bool exposure_tell(struct buf *out, uint64_t count, const char *archive)
{
	char n[WORDING_SIZE];
	return buf_printf(out,
		SAY("Ai cũng đọc được kho, nhưng trong các nguồn có %s tệp không phải ai cũng được "
		    "đọc. Nếu các bài ấy không công khai: chmod o-rx %s, hoặc loại chúng ra bằng "
		    ".tracuuignore.",
			"Everybody may read the archive, but not everybody %s of the sources' "
			"files. If their articles are not public: chmod o-rx %s, or leave them out "
			"by a .tracuuignore."),
		wording_count(count, n), archive);
}
