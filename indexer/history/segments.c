#include "indexer/history/segments.h"
#include "archive/folder.h"
#include "archive/schema.h"
#include "base/checksum.h"
#include "base/lang.h"
#include "indexer/inversion/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* One gives way that needs no more than so many times what is new: so there are as many as the
   logarithm of all, and each text is written again as often. */
enum { SMALL = 2 };

bool segments_open(
	struct segments *s, const char *folder, const struct manifest *m, struct error *err)
{
	char name[SEGMENT_NAME];
	*s = (struct segments){.list = calloc(m->file_count + 1, sizeof *s->list), .fresh = 1};
	for (size_t i = 0; s->list && i < m->file_count; i++) {
		uint32_t number = schema_segment_of(m->files[i].path);
		if (number == 0)
			continue;
		s->list[s->count++] = (struct segment_use){.number = number, .file = &m->files[i]};
		s->fresh = number + 1;
	}
	schema_segment_name(s->fresh, name);
	s->path = folder_path(folder, name);
	return (s->list && s->path) || error_set_memory(err);
}

void segments_close(struct segments *s)
{
	if (s->out)
		fclose(s->out);
	free(s->list);
	free(s->path);
	*s = (struct segments){0};
}

static bool fail_write(const struct segments *s, struct error *err)
{
	return error_set_system(err, errno, SAY("không ghi được “%s”", "cannot write %s"), s->path);
}

static bool begin(struct segments *s, struct error *err)
{
	char header[VERSIONS_SEGMENT_HEADER];
	int fd = open(s->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	s->out = fd >= 0 ? fdopen(fd, "wb") : NULL;
	if (!s->out) {
		fail_write(s, err);
		if (fd >= 0)
			close(fd);
		return false;
	}
	versions_segment_header(header);
	s->size = sizeof header;
	return fwrite(header, sizeof header, 1, s->out) == 1 || fail_write(s, err);
}

bool segments_put(struct segments *s, struct str bytes, struct version *v, struct error *err)
{
	if (!s->out && !begin(s, err))
		return false;
	v->segment = s->fresh;
	v->at = s->size;
	v->length = (uint32_t)bytes.len;
	v->checksum = checksum_of(bytes);
	s->size += bytes.len;
	return bytes.len == 0 || fwrite(bytes.ptr, bytes.len, 1, s->out) == 1 || fail_write(s, err);
}

struct segment_use *segments_find(struct segments *s, uint32_t number)
{
	size_t low = 0, high = s->count;
	while (low < high) {
		size_t half = low + (high - low) / 2;
		if (s->list[half].number < number)
			low = half + 1;
		else
			high = half;
	}
	return low < s->count && s->list[low].number == number ? &s->list[low] : NULL;
}

void segments_judge(struct segments *s, bool all)
{
	uint64_t fresh = s->size;
	for (size_t i = s->count; i-- > 0;) {
		struct segment_use *use = &s->list[i];
		use->gives_way =
			all || use->used <= SMALL * fresh || use->used < use->file->size / 2;
		fresh += use->gives_way ? use->used : 0;
	}
}

static bool link_one(const char *from, const char *to, const struct manifest_file *file,
	struct manifest *m, struct error *err)
{
	char *one = folder_path(from, file->path);
	char *two = folder_path(to, file->path);
	bool ok = one && two ? folder_take_file(one, two, true, err) : error_set_memory(err);
	ok = ok &&
	     (manifest_add_file(m, file->path, file->size, &file->sha256) || error_set_memory(err));
	free(one);
	free(two);
	return ok;
}

static bool seal(struct segments *s, const char *to, struct manifest *m, struct error *err)
{
	char name[SEGMENT_NAME];
	FILE *out = s->out;
	if (!out)
		return true;
	s->out = NULL;
	schema_segment_name(s->fresh, name);
	return fclose(out) == 0 ? seal_file(m, to, name, err) : fail_write(s, err);
}

bool segments_finish(
	struct segments *s, const char *from, const char *to, struct manifest *m, struct error *err)
{
	bool ok = true;
	for (size_t i = 0; ok && i < s->count; i++) {
		if (!s->list[i].gives_way)
			ok = link_one(from, to, s->list[i].file, m, err);
	}
	return ok && seal(s, to, m, err);
}

void segments_drop(struct segments *s)
{
	if (s->out) {
		fclose(s->out);
		s->out = NULL;
		unlink(s->path);
	}
}
