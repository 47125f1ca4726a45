#define ZLIB_CONST /* its input is const */
#include "article/input/unpack.h"

#include "base/lang.h"

#include <lzma.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

struct unpacker {
	enum packing packing;
	size_t memory; /* bytes that it may take */
	z_stream gzip;
	lzma_stream xz;
	ZSTD_DStream *zstd; /* owned */
};

const char *packing_name(enum packing p)
{
	static const char *const names[PACKING_COUNT] = {"", "gzip", "xz", "zstd"};
	return names[p];
}

enum packing packing_of_bytes(struct str beginning)
{
	static const struct str magic[PACKING_COUNT] = {
		[PACKING_GZIP] = STR_INIT("\x1F\x8B\x08"),
		[PACKING_XZ] = STR_INIT("\xFD"
					"7zXZ"),
		[PACKING_ZSTD] = STR_INIT("\x28\xB5\x2F\xFD"),
	};
	for (int p = PACKING_GZIP; p < PACKING_COUNT; p++) {
		if (str_starts_with(beginning, magic[p]))
			return (enum packing)p;
	}
	return PACKING_NONE;
}

/* The largest window that fits, as zstd counts it. */
static int window_log(size_t memory)
{
	enum { LEAST = 10, MOST = 27 };
	int log = LEAST;
	while (log < MOST && (size_t)1 << (log + 1) <= memory)
		log++;
	return log;
}

static bool start(struct unpacker *u)
{
	enum { WITH_GZIP_HEADER = 16 };
	switch (u->packing) {
	case PACKING_GZIP:
		return inflateInit2(&u->gzip, MAX_WBITS + WITH_GZIP_HEADER) == Z_OK;
	case PACKING_XZ:
		return lzma_stream_decoder(&u->xz, u->memory, 0) == LZMA_OK;
	case PACKING_ZSTD:
		u->zstd = ZSTD_createDStream();
		return u->zstd && !ZSTD_isError(ZSTD_DCtx_setParameter(
					  u->zstd, ZSTD_d_windowLogMax, window_log(u->memory)));
	default:
		return false;
	}
}

struct unpacker *unpacker_open(enum packing p, size_t memory)
{
	struct unpacker *u = calloc(1, sizeof *u);
	if (!u)
		return NULL;
	u->packing = p;
	u->memory = memory;
	u->xz = (lzma_stream)LZMA_STREAM_INIT;
	if (start(u))
		return u;
	unpacker_close(u);
	return NULL;
}

void unpacker_close(struct unpacker *u)
{
	if (!u)
		return;
	if (u->packing == PACKING_GZIP)
		inflateEnd(&u->gzip);
	lzma_end(&u->xz);
	ZSTD_freeDStream(u->zstd);
	free(u);
}

bool unpacker_next(struct unpacker *u)
{
	switch (u->packing) {
	case PACKING_GZIP:
		return inflateReset(&u->gzip) == Z_OK;
	case PACKING_XZ:
		return lzma_stream_decoder(&u->xz, u->memory, 0) == LZMA_OK;
	default:
		return !ZSTD_isError(ZSTD_DCtx_reset(u->zstd, ZSTD_reset_session_only));
	}
}

static enum unpack_step fail_memory_need(
	const struct unpacker *u, enum packing p, struct error *err)
{
	error_set(err, ERROR_LIMIT,
		SAY("tệp %s đòi hơn %zu MiB bộ nhớ để giải nén; hãy nén lại ở mức thường, hoặc "
		    "tăng bộ nhớ bằng --memory",
			"the %s file needs more than %zu MiB of memory to unpack; pack it again at "
			"a usual level, or allow more memory by --memory"),
		packing_name(p), u->memory >> 20);
	return UNPACK_FAILED;
}

static enum unpack_step fail_damaged(enum packing p, const char *reason, struct error *err)
{
	error_set(err, ERROR_CORRUPT,
		SAY("tệp %s bị hỏng (%s); hãy chép lại từ bản gốc",
			"the %s file is damaged (%s); copy it again from its origin"),
		packing_name(p), reason);
	return UNPACK_FAILED;
}

static enum unpack_step fail_memory(struct error *err)
{
	error_set_memory(err);
	return UNPACK_FAILED;
}

static enum unpack_step run_gzip(
	struct unpacker *u, struct str *packed, char **room, size_t *left, struct error *err)
{
	z_stream *z = &u->gzip;
	z->next_in = (const Bytef *)packed->ptr;
	z->avail_in = (uInt)packed->len;
	z->next_out = (Bytef *)*room;
	z->avail_out = (uInt)*left;
	int ret = inflate(z, Z_NO_FLUSH);
	*packed = str_make((const char *)z->next_in, z->avail_in);
	*room = (char *)z->next_out;
	*left = z->avail_out;
	if (ret == Z_STREAM_END)
		return UNPACK_MEMBER;
	if (ret == Z_OK || ret == Z_BUF_ERROR)
		return UNPACK_MORE;
	if (ret == Z_MEM_ERROR)
		return fail_memory(err);
	return fail_damaged(PACKING_GZIP, z->msg ? z->msg : "?", err);
}

static enum unpack_step run_xz(
	struct unpacker *u, struct str *packed, char **room, size_t *left, struct error *err)
{
	lzma_stream *z = &u->xz;
	z->next_in = (const uint8_t *)packed->ptr;
	z->avail_in = packed->len;
	z->next_out = (uint8_t *)*room;
	z->avail_out = *left;
	lzma_ret ret = lzma_code(z, LZMA_RUN);
	*packed = str_make((const char *)z->next_in, z->avail_in);
	*room = (char *)z->next_out;
	*left = z->avail_out;
	switch (ret) {
	case LZMA_STREAM_END:
		return UNPACK_MEMBER;
	case LZMA_OK:
	case LZMA_BUF_ERROR:
		return UNPACK_MORE;
	case LZMA_MEM_ERROR:
		return fail_memory(err);
	case LZMA_MEMLIMIT_ERROR:
		return fail_memory_need(u, PACKING_XZ, err);
	case LZMA_OPTIONS_ERROR:
		return fail_damaged(PACKING_XZ, SAY("phần đầu lạ", "unknown header"), err);
	default:
		return fail_damaged(
			PACKING_XZ, SAY("dữ liệu không khớp", "its data don't fit"), err);
	}
}

static enum unpack_step run_zstd(
	struct unpacker *u, struct str *packed, char **room, size_t *left, struct error *err)
{
	ZSTD_inBuffer in = {packed->ptr, packed->len, 0};
	ZSTD_outBuffer out = {*room, *left, 0};
	size_t ret = ZSTD_decompressStream(u->zstd, &out, &in);
	*packed = str_slice(*packed, in.pos, packed->len);
	*room += out.pos;
	*left -= out.pos;
	if (ret == 0)
		return UNPACK_MEMBER;
	if (!ZSTD_isError(ret))
		return UNPACK_MORE;
	const char *reason = ZSTD_getErrorName(ret);
	if (strstr(reason, "memory"))
		return fail_memory_need(u, PACKING_ZSTD, err);
	return fail_damaged(PACKING_ZSTD, reason, err);
}

enum unpack_step unpacker_run(
	struct unpacker *u, struct str *packed, char **room, size_t *left, struct error *err)
{
	switch (u->packing) {
	case PACKING_GZIP:
		return run_gzip(u, packed, room, left, err);
	case PACKING_XZ:
		return run_xz(u, packed, room, left, err);
	default:
		return run_zstd(u, packed, room, left, err);
	}
}
