/* Validity is decided a block at a time by a state machine without branches: text
 * that changes between one, two and three bytes a letter, as Vietnamese does, would
 * make a processor guess wrong at every other letter. */
#include "text/syllable/utf8.h"

#include <pthread.h>
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

/* What is still to come, as the bit where a row holds the state that follows. */
enum state {
	ILL_FORMED = 0,
	BORDER = 6, /* between characters */
	ONE = 12,   /* continuation bytes to come */
	TWO = 18,
	THREE = 24,
	AFTER_E0 = 30,
	AFTER_ED = 36,
	AFTER_F0 = 42,
	AFTER_F4 = 48,
	STATE_BITS = 6
};

static uint64_t rows[256];

static void follow(int first, int last, enum state from, enum state to)
{
	for (int byte = first; byte <= last; byte++)
		rows[byte] |= (uint64_t)to << from;
}

static void build_rows(void)
{
	follow(0x00, 0x7F, BORDER, BORDER);
	follow(0xC2, 0xDF, BORDER, ONE);
	follow(0xE0, 0xE0, BORDER, AFTER_E0);
	follow(0xE1, 0xEC, BORDER, TWO);
	follow(0xED, 0xED, BORDER, AFTER_ED);
	follow(0xEE, 0xEF, BORDER, TWO);
	follow(0xF0, 0xF0, BORDER, AFTER_F0);
	follow(0xF1, 0xF3, BORDER, THREE);
	follow(0xF4, 0xF4, BORDER, AFTER_F4);
	follow(0x80, 0xBF, ONE, BORDER);
	follow(0x80, 0xBF, TWO, ONE);
	follow(0x80, 0xBF, THREE, TWO);
	follow(0xA0, 0xBF, AFTER_E0, ONE);
	follow(0x80, 0x9F, AFTER_ED, ONE);
	follow(0x90, 0xBF, AFTER_F0, TWO);
	follow(0x80, 0x8F, AFTER_F4, TWO);
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

/* Whether the bytes [start, end), which begin at a border, are well-formed as far as
   they go: *STATE is what is still to come. Both halves are followed at once, since
   each step has to wait for the one before it. */
static bool follow_block(const unsigned char *p, size_t start, size_t end, uint64_t *state)
{
	size_t middle = border_before(p, start + (end - start) / 2);
	uint64_t first = BORDER, second = BORDER;
	size_t i = start, j = middle;
	for (; i < middle && j < end; i++, j++) {
		first = rows[p[i]] >> (first & 63);
		second = rows[p[j]] >> (second & 63);
	}
	for (; i < middle; i++)
		first = rows[p[i]] >> (first & 63);
	for (; j < end; j++)
		second = rows[p[j]] >> (second & 63);
	*state = second & ((1 << STATE_BITS) - 1);
	return (first & ((1 << STATE_BITS) - 1)) == BORDER && *state != ILL_FORMED;
}

size_t utf8_valid_prefix(struct str s)
{
	enum { BLOCK = 4096, SHORT = 32 };
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	const unsigned char *p = (const unsigned char *)s.ptr;
	if (s.len < SHORT)
		return careful_prefix(s, 0);
	pthread_once(&once, build_rows);
	size_t start = 0; /* a border, and all before it is valid */
	while (start < s.len) {
		size_t end = s.len - start < BLOCK ? s.len : start + BLOCK;
		uint64_t state;
		if (!follow_block(p, start, end, &state) || (state != BORDER && end == s.len))
			return careful_prefix(s, start);
		start = state == BORDER ? end : border_before(p, end - 1);
	}
	return s.len;
}

typedef uint8_t bytes16 __attribute__((vector_size(16)));

static inline bytes16 load(const unsigned char *p)
{
	bytes16 v;
	memcpy(&v, p, sizeof v);
	return v;
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

enum { LANES = 16 };

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
