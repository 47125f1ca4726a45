/* SHA-256: of the files that the manifest lists, of articles, of names. */
#ifndef ARCHIVE_DIGEST_H
#define ARCHIVE_DIGEST_H

#include "base/error.h"
#include "base/str.h"

#include <stdint.h>

enum { DIGEST_HEX = 64, KEY_HEX = 32 };

struct digest {
	unsigned char bytes[32];
};

/* The first half of a digest: names an article or a file in tables. Uniform, so
   that its leading bits can serve as a hash. */
struct key {
	unsigned char bytes[16];
};

struct digest digest_of(struct str bytes);
struct key key_of(struct str bytes);
struct key key_of_digest(const struct digest *d);

static inline int key_compare(const struct key *a, const struct key *b)
{
	return memcmp(a->bytes, b->bytes, sizeof a->bytes);
}

static inline bool key_eq(const struct key *a, const struct key *b)
{
	return key_compare(a, b) == 0;
}

/* Digests all of the file FD from its beginning, wherever its offset stands and
   without moving it. NAME is for messages. SIZE gets the bytes read. */
bool digest_file(int fd, const char *name, struct digest *out, uint64_t *size, struct error *err);

/* D, K as lower-case hexadecimal digits and a NUL. */
void digest_to_hex(const struct digest *d, char out[DIGEST_HEX + 1]);
void key_to_hex(const struct key *k, char out[KEY_HEX + 1]);

/* False where HEX has other bytes, more, or fewer. */
bool digest_from_hex(struct str hex, struct digest *out);
bool key_from_hex(struct str hex, struct key *out);

#endif
