#include "archive/digest.h"
#include "base/lang.h"

#include <errno.h>
#include <nettle/sha2.h>
#include <unistd.h>

enum { READ_AT_ONCE = 64 * 1024 };

_Static_assert(sizeof(struct digest) == SHA256_DIGEST_SIZE, "a digest is SHA-256");

struct digest digest_of(struct str bytes)
{
	struct digest out;
	struct sha256_ctx sha;
	sha256_init(&sha);
	sha256_update(&sha, bytes.len, (const uint8_t *)bytes.ptr);
	sha256_digest(&sha, sizeof out.bytes, out.bytes);
	return out;
}

struct key key_of_digest(const struct digest *d)
{
	struct key out;
	memcpy(out.bytes, d->bytes, sizeof out.bytes);
	return out;
}

struct key key_of(struct str bytes)
{
	struct digest d = digest_of(bytes);
	return key_of_digest(&d);
}

bool digest_file(int fd, const char *name, struct digest *out, uint64_t *size, struct error *err)
{
	uint8_t bytes[READ_AT_ONCE];
	struct sha256_ctx sha;
	off_t at = 0;
	sha256_init(&sha);
	for (;;) {
		ssize_t got = pread(fd, bytes, sizeof bytes, at);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_set_system(
				err, errno, SAY("không đọc được “%s”", "cannot read %s"), name);
		if (got == 0)
			break;
		sha256_update(&sha, (size_t)got, bytes);
		at += got;
	}
	sha256_digest(&sha, sizeof out->bytes, out->bytes);
	*size = (uint64_t)at;
	return true;
}

static void to_hex(const unsigned char *bytes, size_t count, char *out)
{
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < count; i++) {
		out[2 * i] = digits[bytes[i] >> 4];
		out[2 * i + 1] = digits[bytes[i] & 15];
	}
	out[2 * count] = '\0';
}

void digest_to_hex(const struct digest *d, char out[DIGEST_HEX + 1])
{
	to_hex(d->bytes, sizeof d->bytes, out);
}

void key_to_hex(const struct key *k, char out[KEY_HEX + 1])
{
	to_hex(k->bytes, sizeof k->bytes, out);
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

static bool from_hex(struct str hex, unsigned char *out, size_t count)
{
	if (hex.len != 2 * count)
		return false;
	for (size_t i = 0; i < count; i++) {
		int high = hex_value(hex.ptr[2 * i]);
		int low = hex_value(hex.ptr[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		out[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

bool digest_from_hex(struct str hex, struct digest *out)
{
	return from_hex(hex, out->bytes, sizeof out->bytes);
}

bool key_from_hex(struct str hex, struct key *out)
{
	return from_hex(hex, out->bytes, sizeof out->bytes);
}
