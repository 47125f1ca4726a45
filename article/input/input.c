#include "article/input/input.h"

#include "base/lang.h"
#include "text/encoding/utf16.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	PACKED_SIZE = 64 * 1024,
	BEGINNING = 6,        /* bytes that tell how a file is packed */
	WIDE_SIZE = 64 * 1024 /* bytes of UTF-16 that are decoded at once */
};

bool input_open(struct input *in, const struct input_file *file, struct error *err)
{
	*in = (struct input){.file = *file, .wide = ENCODING_UTF8};
	if (in->file.memory == 0)
		in->file.memory = UNPACK_MEMORY;
	in->packed = malloc(PACKED_SIZE);
	return in->packed || error_set_memory(err);
}

void input_close(struct input *in)
{
	unpacker_close(in->unpacker);
	free(in->packed);
	buf_free(&in->raw);
	buf_free(&in->ready);
	in->unpacker = NULL;
	in->packed = NULL;
}

static ssize_t read_some(int fd, void *out, size_t size, struct error *err)
{
	for (;;) {
		ssize_t got = read(fd, out, size);
		if (got >= 0)
			return got;
		if (errno == EINTR)
			continue;
		error_set_system(err, errno, SAY("không đọc tiếp được", "cannot read on"));
		return -1;
	}
}

/* Puts more packed bytes behind those that are left. */
static bool refill(struct input *in, struct error *err)
{
	memmove(in->packed, in->rest.ptr, in->rest.len);
	ssize_t got =
		read_some(in->file.fd, in->packed + in->rest.len, PACKED_SIZE - in->rest.len, err);
	if (got < 0)
		return false;
	in->file_ended = got == 0;
	in->packed_read += (uint64_t)got;
	in->rest = str_make(in->packed, in->rest.len + (size_t)got);
	return true;
}

/* ---- Unpacking ---- */

static bool fail_cut(enum packing p, struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("tệp %s bị cắt cụt; hãy chép lại từ bản gốc",
			"the %s file is cut short; copy it again from its origin"),
		packing_name(p));
}

static bool fail_unpacked(enum packing named, struct error *err)
{
	return error_set(err, ERROR_INPUT,
		SAY("không phải là tệp %s, dù tên tệp nói vậy",
			"this is no %s file, although its name says so"),
		packing_name(named));
}

static bool begin(struct input *in, struct error *err)
{
	in->started = true;
	in->rest = str_make(in->packed, 0);
	while (in->rest.len < BEGINNING && !in->file_ended) {
		if (!refill(in, err))
			return false;
	}
	in->packing = packing_of_bytes(in->rest);
	if (in->packing == PACKING_NONE && in->file.named != PACKING_NONE)
		return in->rest.len == 0 ? fail_cut(in->file.named, err)
					 : fail_unpacked(in->file.named, err);
	if (in->packing == PACKING_NONE)
		return true;
	in->unpacker = unpacker_open(in->packing, in->file.memory);
	return in->unpacker || error_set_memory(err);
}

static ssize_t read_plain(struct input *in, char *out, size_t size, struct error *err)
{
	size_t held = in->rest.len < size ? in->rest.len : size;
	if (held == 0)
		return in->file_ended ? 0 : read_some(in->file.fd, out, size, err);
	memcpy(out, in->rest.ptr, held);
	in->rest = str_slice(in->rest, held, in->rest.len);
	return (ssize_t)held;
}

/* Behind a packed file may stand another, or zeros that fill up a block of a tape. */
static bool begin_member(struct input *in, struct error *err)
{
	while (in->rest.len > 0 && in->rest.ptr[0] == '\0')
		in->rest = str_slice(in->rest, 1, in->rest.len);
	if (in->rest.len == 0)
		return true;
	in->between = false;
	return unpacker_next(in->unpacker) || error_set_memory(err);
}

/* Text is never packed so tightly: somebody wants our time, or our disk. */
static bool check_ratio(struct input *in, size_t unpacked, struct error *err)
{
	in->unpacked += unpacked;
	uint64_t used = in->packed_read - in->rest.len;
	if (in->unpacked <= CEILING_RATIO_FREE + CEILING_RATIO_MAX * used)
		return true;
	in->ceiling = CEILING_RATIO;
	return ceiling_set(in->ceiling, err);
}

/* One step of unpacking; false when there is no more, for whichever reason. */
static bool unpack_on(struct input *in, char **room, size_t *left, struct error *err)
{
	if (in->rest.len == 0 && !in->file_ended && !refill(in, err))
		return false;
	if (in->between && !begin_member(in, err))
		return false;
	if (in->between)
		return !in->file_ended;
	size_t packed = in->rest.len, before = *left;
	enum unpack_step step = unpacker_run(in->unpacker, &in->rest, room, left, err);
	if (step == UNPACK_FAILED || !check_ratio(in, before - *left, err))
		return false;
	if (step == UNPACK_MEMBER) {
		in->between = true;
		return true;
	}
	bool stuck = in->rest.len == packed && *left == before;
	return !(stuck && in->file_ended) || fail_cut(in->packing, err);
}

static ssize_t unpack(struct input *in, char *out, size_t size, struct error *err)
{
	size_t left = size;
	if (in->failure.code == ERROR_NONE) {
		while (left > 0 && unpack_on(in, &out, &left, &in->failure))
			continue;
	}
	if (left < size || in->failure.code == ERROR_NONE)
		return (ssize_t)(size - left);
	*err = in->failure;
	return -1;
}

static ssize_t read_bytes(struct input *in, char *out, size_t size, struct error *err)
{
	if (!in->started && !begin(in, err))
		return -1;
	return in->unpacker ? unpack(in, out, size, err) : read_plain(in, out, size, err);
}

/* ---- UTF-16 ---- */

/* Reads until RAW has SIZE bytes; *ENDED when there are no more. */
static bool fill_raw(struct input *in, size_t size, bool *ended, struct error *err)
{
	*ended = false;
	if (!buf_reserve(&in->raw, size))
		return error_set_memory(err);
	while (in->raw.len < size && !*ended) {
		ssize_t got = read_bytes(in, in->raw.ptr + in->raw.len, size - in->raw.len, err);
		if (got < 0 && in->raw.len > 0) {
			in->failure = *err;
			got = 0;
		}
		if (got < 0)
			return false;
		in->raw.len += (size_t)got;
		*ended = got == 0;
	}
	return true;
}

/* Whether the file is UTF-16, and without what mark. */
static bool look(struct input *in, struct error *err)
{
	bool ended;
	size_t mark = 0;
	in->looked = true;
	if (!fill_raw(in, WIDE_SIZE, &ended, err))
		return false;
	bool told = in->file.as == ENCODING_UTF16LE || in->file.as == ENCODING_UTF16BE;
	enum encoding e = in->file.as;
	if (utf16_recognise(buf_str(&in->raw), &e, &mark) &&
		(mark > 0 || told || in->file.as == ENCODING_DETECT))
		in->wide = told && mark == 0 ? in->file.as : e;
	else if (told)
		in->wide = in->file.as;
	if (input_is_wide(in)) {
		in->raw.len -= mark;
		memmove(in->raw.ptr, in->raw.ptr + mark, in->raw.len);
		return true;
	}
	in->ready = in->raw;
	in->raw = BUF_INIT;
	return true;
}

/* The bytes of RAW, whole units, that end with no first half of a pair. */
static size_t whole_units(const struct input *in)
{
	size_t len = in->raw.len & ~(size_t)1;
	if (len == 0)
		return 0;
	char high = in->raw.ptr[in->wide == ENCODING_UTF16LE ? len - 1 : len - 2];
	return ((unsigned char)high & 0xFC) == 0xD8 ? len - 2 : len;
}

static bool decode_wide(struct input *in, struct error *err)
{
	bool ended;
	size_t repaired = 0, first = 0;
	if (!fill_raw(in, WIDE_SIZE, &ended, err))
		return false;
	size_t len = ended ? in->raw.len : whole_units(in);
	buf_reset(&in->ready);
	in->ready_at = 0;
	if (!utf16_decode(str_make(in->raw.ptr, len), in->wide, &in->ready, &repaired, &first, err))
		return false;
	in->repaired += repaired;
	in->raw.len -= len;
	memmove(in->raw.ptr, in->raw.ptr + len, in->raw.len);
	return true;
}

ssize_t input_read(struct input *in, char *out, size_t size, struct error *err)
{
	if (!in->looked && !look(in, err))
		return -1;
	if (in->ready_at == in->ready.len && input_is_wide(in) && !decode_wide(in, err))
		return -1;
	size_t held = in->ready.len - in->ready_at;
	if (held == 0)
		return input_is_wide(in) && in->failure.code == ERROR_NONE
			       ? 0
			       : read_bytes(in, out, size, err);
	if (held > size)
		held = size;
	memcpy(out, in->ready.ptr + in->ready_at, held);
	in->ready_at += held;
	return (ssize_t)held;
}

bool input_read_all(struct input *in, size_t max, struct buf *out, struct error *err)
{
	enum { AT_ONCE = 64 * 1024 };
	while (out->len <= max) {
		if (!buf_reserve(out, AT_ONCE))
			return error_set_memory(err);
		ssize_t got = input_read(in, out->ptr + out->len, AT_ONCE, err);
		if (got <= 0)
			return got == 0;
		out->len += (size_t)got;
		out->ptr[out->len] = '\0';
	}
	in->ceiling = CEILING_SIZE;
	return error_set(err, ERROR_LIMIT,
		SAY("tệp lớn hơn %zu MiB; hãy chia ra từng bài",
			"the file is larger than %zu MiB; divide it into its articles"),
		max >> 20);
}
