#include "article/readers/input.h"

#include "base/lang.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	PACKED_SIZE = 128 * 1024,
	XZ_MEMORY_MAX = 128 << 20 /* xz -9 needs 65 MiB; a hostile header asks for 4 GiB */
};

bool input_open(struct input *in, int fd, bool xz, struct error *err)
{
	*in = (struct input){.fd = fd, .xz = xz, .last = LZMA_OK, .lzma = LZMA_STREAM_INIT};
	if (!xz)
		return true;
	in->packed = malloc(PACKED_SIZE);
	if (in->packed &&
		lzma_stream_decoder(&in->lzma, XZ_MEMORY_MAX, LZMA_CONCATENATED) == LZMA_OK)
		return true;
	input_close(in);
	return error_set_memory(err);
}

void input_close(struct input *in)
{
	lzma_end(&in->lzma);
	free(in->packed);
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

static ssize_t fail_xz(lzma_ret ret, struct error *err)
{
	switch (ret) {
	case LZMA_MEM_ERROR:
		error_set_memory(err);
		break;
	case LZMA_MEMLIMIT_ERROR:
		error_set(err, ERROR_LIMIT,
			SAY("tệp xz đòi hơn %d MiB bộ nhớ để giải nén; hãy nén lại bằng xz -9 trở "
			    "xuống",
				"the xz file needs more than %d MiB of memory to unpack; pack it "
				"again "
				"with xz -9 or less"),
			XZ_MEMORY_MAX >> 20);
		break;
	case LZMA_BUF_ERROR:
		error_set(err, ERROR_CORRUPT,
			SAY("tệp xz bị cắt cụt; hãy chép lại từ bản gốc",
				"the xz file is cut short; copy it again from its origin"));
		break;
	case LZMA_FORMAT_ERROR:
		error_set(err, ERROR_INPUT,
			SAY("không phải là tệp xz, dù tên tệp nói vậy",
				"this is no xz file, although its name says so"));
		break;
	default:
		error_set(err, ERROR_CORRUPT,
			SAY("tệp xz bị hỏng (mã %d của liblzma); hãy chép lại từ bản gốc",
				"the xz file is damaged (liblzma's code %d); copy it again from "
				"its origin"),
			(int)ret);
	}
	return -1;
}

static bool refill(struct input *in, struct error *err)
{
	if (in->file_ended || in->lzma.avail_in > 0)
		return true;
	ssize_t got = read_some(in->fd, in->packed, PACKED_SIZE, err);
	if (got < 0)
		return false;
	in->file_ended = got == 0;
	in->lzma.next_in = in->packed;
	in->lzma.avail_in = (size_t)got;
	return true;
}

static ssize_t unpack(struct input *in, char *out, size_t size, struct error *err)
{
	in->lzma.next_out = (uint8_t *)out;
	in->lzma.avail_out = size;
	while (in->last == LZMA_OK && in->lzma.avail_out > 0) {
		if (!refill(in, err))
			return -1;
		in->last = lzma_code(&in->lzma, in->file_ended ? LZMA_FINISH : LZMA_RUN);
	}
	size_t done = size - in->lzma.avail_out;
	if (done > 0 || in->last == LZMA_STREAM_END)
		return (ssize_t)done;
	return fail_xz(in->last, err);
}

ssize_t input_read(struct input *in, char *out, size_t size, struct error *err)
{
	return in->xz ? unpack(in, out, size, err) : read_some(in->fd, out, size, err);
}
