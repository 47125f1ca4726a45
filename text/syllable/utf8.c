/* Validity is decided sixteen bytes at a time, without branches: text that changes between one,
 * two and three bytes a letter, as Vietnamese does, would make a processor guess wrong at every
 * other letter. */
#include "text/syllable/utf8.h"

#include <stdint.h>

size_t utf8_sequence(const unsigned char *s, size_t len)
{
	unsigned char c = s[0];
	if (c < 0x80)
		return 1;
	if (c < 0xC2 || c > 0xF4)
		return 0;
	size_t need = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
	if (len < need)
		return 0;
	unsigned char lowest = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
	unsigned char highest = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
	if (s[1] < lowest || s[1] > highest)
		return 0;
	for (size_t i = 2; i < need; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return 0;
	}
	return need;
}

size_t utf8_ill_formed(const unsigned char *s, size_t len)
{
	for (size_t n = len < 3 ? len : 3; n > 1; n--) {
		unsigned char padded[4] = {s[0], 0x80, 0x80, 0x80};
		memcpy(padded, s, n);
		if (utf8_sequence(padded, 4) > n)
			return n;
	}
	return 1;
}

struct str utf8_cut(struct str s, size_t max)
{
	if (s.len <= max)
		return s;
	while (max > 0 && ((unsigned char)s.ptr[max] & 0xC0) == 0x80)
		max--;
	return str_slice(s, 0, max);
}

static size_t careful_prefix(struct str s, size_t at)
{
	while (at < s.len) {
		size_t used = utf8_sequence((const unsigned char *)s.ptr + at, s.len - at);
		if (used == 0)
			break;
		at += used;
	}
	return at;
}

/* Where the character that AT is in, or before, begins. */
static size_t border_before(const unsigned char *p, size_t at)
{
	size_t border = at;
	while (border > 0 && at - border < 3 && (p[border] & 0xC0) == 0x80)
		border--;
	return border;
}

typedef uint8_t bytes16 __attribute__((vector_size(16)));

static inline bytes16 load(const unsigned char *p)
{
	bytes16 v;
	memcpy(&v, p, sizeof v);
	return v;
}

enum { LANES = 16, BEHIND = 3 /* bytes before a byte that say what it must be */ };

/* Bits where the bytes from P on, of which BEHIND before it can be read, are not what their
   neighbours want. */
static inline bytes16 faults(const unsigned char *p)
{
	bytes16 c = load(p), before = load(p - 1);
	bytes16 wanted = (bytes16)(before >= 0xC0) | (bytes16)(load(p - 2) >= 0xE0) |
			 (bytes16)(load(p - 3) >= 0xF0);
	bytes16 follows = (bytes16)((c & 0xC0) == 0x80);
	bytes16 never = (bytes16)((c & 0xFE) == 0xC0) | (bytes16)(c >= 0xF5);
	bytes16 overlong = ((bytes16)(before == 0xE0) & (bytes16)(c < 0xA0)) |
			   ((bytes16)(before == 0xF0) & (bytes16)(c < 0x90));
	bytes16 beyond = ((bytes16)(before == 0xED) & (bytes16)(c >= 0xA0)) |
			 ((bytes16)(before == 0xF4) & (bytes16)(c >= 0x90));
	return (wanted ^ follows) | never | overlong | beyond;
}

static inline bool any(bytes16 v)
{
	uint64_t halves[2];
	memcpy(halves, &v, sizeof halves);
	return (halves[0] | halves[1]) != 0;
}

/* The bytes [at, end), fewer than LANES, and BEHIND before them, with NULs about. */
static bool edge_is_valid(const unsigned char *p, size_t at, size_t end)
{
	unsigned char edge[BEHIND + LANES] = {0};
	size_t behind = at < BEHIND ? at : BEHIND;
	memcpy(edge + BEHIND - behind, p + at - behind, behind + (end - at));
	return !any(faults(edge + BEHIND));
}

size_t utf8_valid_prefix(struct str s)
{
	enum { BLOCK = 4096, SHORT = 32 };
	const unsigned char *p = (const unsigned char *)s.ptr;
	if (s.len < SHORT || !edge_is_valid(p, 0, LANES))
		return careful_prefix(s, 0);
	size_t at = LANES;
	while (s.len - at >= LANES) {
		size_t start = at;
		bytes16 sum = {0};
		for (; s.len - at >= LANES && at - start < BLOCK; at += LANES)
			sum |= faults(p + at);
		if (any(sum))
			return careful_prefix(s, border_before(p, start - 1));
	}
	return edge_is_valid(p, at, s.len) ? s.len : careful_prefix(s, border_before(p, at - 1));
}

/* All ones where the characters that LEAD and NEXT begin are odd. */
static inline bytes16 odd_lanes(bytes16 lead, bytes16 next)
{
	bytes16 sign = (bytes16)(lead == 0xC2) & (bytes16)(next != 0xA0);
	bytes16 low = next & 0x1F; /* the same for capitals and small letters */
	bytes16 letter = (bytes16)((low & 0x1C) == 0x04) | (bytes16)((low & 0x1E) == 0x0E) |
			 (bytes16)((low & 0x1E) == 0x1E) | (bytes16)(low == 0x0B) |
			 (bytes16)(low == 0x11) | (bytes16)(low == 0x16) | (bytes16)(low == 0x18) |
			 (bytes16)(low == 0x1B) | (bytes16)(low == 0x1C);
	return sign | ((bytes16)(lead == 0xC3) & letter);
}

/* Counts that are too small to overflow a lane. */
struct lanes {
	bytes16 odd, latin, high;
};

static inline void count_lanes(const unsigned char *p, struct lanes *sums)
{
	bytes16 lead = load(p);
	sums->odd -= odd_lanes(lead, load(p + 1));
	sums->latin -= (bytes16)(lead == 0xC3);
	sums->high -= (bytes16)(lead == 0xE1);
}

static void add_lanes(const struct lanes *sums, struct utf8_census *census)
{
	for (int i = 0; i < LANES; i++) {
		census->odd += sums->odd[i];
		census->latin += sums->latin[i];
		census->high += sums->high[i];
	}
}

void utf8_count(struct str s, struct utf8_census *census)
{
	enum { ROUNDS = 255 };
	const unsigned char *p = (const unsigned char *)s.ptr;
	size_t at = 0;
	while (at + LANES < s.len) {
		struct lanes sums = {0};
		for (int i = 0; i < ROUNDS && at + LANES < s.len; i++, at += LANES)
			count_lanes(p + at, &sums);
		add_lanes(&sums, census);
	}
	unsigned char tail[2 * LANES] = {0};
	if (s.len > at)
		memcpy(tail, p + at, s.len - at);
	struct lanes last = {0};
	count_lanes(tail, &last);
	add_lanes(&last, census);
}

/* All ones where a byte is a control character that texts don't have: not white
   space, not escape. */
static inline bytes16 control_lanes(bytes16 c)
{
	bytes16 low = (bytes16)(c < 0x20) & (bytes16)(c - 0x09 > 0x0D - 0x09);
	return (low & (bytes16)(c != 0x1B)) | (bytes16)(c == 0x7F);
}

size_t utf8_count_controls(struct str s)
{
	enum { ROUNDS = 255 };
	const unsigned char *p = (const unsigned char *)s.ptr;
	size_t count = 0;
	size_t at = 0;
	while (at + LANES <= s.len) {
		bytes16 sums = {0};
		for (int i = 0; i < ROUNDS && at + LANES <= s.len; i++, at += LANES)
			sums -= control_lanes(load(p + at));
		for (int i = 0; i < LANES; i++)
			count += sums[i];
	}
	unsigned char tail[LANES];
	memset(tail, ' ', LANES);
	if (s.len > at)
		memcpy(tail, p + at, s.len - at);
	bytes16 last = control_lanes(load(tail));
	for (int i = 0; i < LANES; i++)
		count += last[i] & 1;
	return count;
}
