#include "archive/schema.h"
#include "base/ascii.h"

#include <nettle/sha2.h>
#include <stdio.h>

enum { HASH_BYTES = 16, HASH_DIGITS = 2 * HASH_BYTES };

/* Xapian writes a NUL in a term as two bytes. */
static size_t stored_length(struct str s)
{
	size_t len = s.len;
	for (size_t i = 0; i < s.len; i++)
		len += s.ptr[i] == '\0';
	return len;
}

static bool append_hash(struct buf *out, struct str text)
{
	static const char digits[] = "0123456789abcdef";
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx hash;
	sha256_init(&hash);
	sha256_update(&hash, text.len, (const uint8_t *)text.ptr);
	sha256_digest(&hash, sizeof digest, digest);
	for (size_t i = 0; i < HASH_BYTES; i++) {
		buf_push(out, digits[digest[i] >> 4]);
		buf_push(out, digits[digest[i] & 15]);
	}
	return !out->failed;
}

bool schema_term(struct buf *out, const char *prefix, struct str text)
{
	buf_reset(out);
	buf_append_c(out, prefix);
	if (stored_length(text) + out->len <= TERM_MAX_BYTES)
		return buf_append(out, text);
	/* Half the room, so that NULs and the hash always fit behind it. */
	size_t room = (TERM_MAX_BYTES - out->len - HASH_DIGITS) / 2;
	buf_append(out, str_slice(text, 0, text.len < room ? text.len : room));
	return append_hash(out, text);
}

const char *schema_zone_prefix(enum zone zone)
{
	switch (zone) {
	case ZONE_TITLE:
		return PREFIX_TITLE;
	case ZONE_CAPTION:
		return PREFIX_CAPTION;
	case ZONE_BYLINE:
		return PREFIX_BYLINE;
	case ZONE_LEAD:
	case ZONE_BODY:
	case ZONE_FRAME:
	case ZONE_COUNT:
		break;
	}
	return "";
}

const char *schema_block_end(enum zone zone)
{
	static const char *const ends[ZONE_COUNT] = {
		[ZONE_TITLE] = PREFIX_END "T",
		[ZONE_LEAD] = PREFIX_END "L",
		[ZONE_BODY] = PREFIX_END "B",
		[ZONE_CAPTION] = PREFIX_END "C",
		[ZONE_BYLINE] = PREFIX_END "Y",
		[ZONE_FRAME] = PREFIX_END "F",
	};
	return ends[zone];
}

#define SEGMENT_PREFIX VERSIONS_FILE "-"

void schema_segment_name(uint32_t number, char out[SEGMENT_NAME])
{
	snprintf(out, SEGMENT_NAME, SEGMENT_PREFIX "%04u", (unsigned)number);
}

uint32_t schema_segment_of(const char *name)
{
	char right[SEGMENT_NAME];
	uint32_t number = 0;
	struct str digits = str_from_c(name);
	if (!str_starts_with(digits, STR(SEGMENT_PREFIX)))
		return 0;
	for (size_t i = strlen(SEGMENT_PREFIX); i < digits.len; i++) {
		if (!ascii_is_digit(name[i]) || number > SEGMENT_NUMBER_MAX / 10)
			return 0;
		number = 10 * number + (uint32_t)(name[i] - '0');
	}
	schema_segment_name(number, right);
	return number <= SEGMENT_NUMBER_MAX && strcmp(right, name) == 0 ? number : 0;
}
