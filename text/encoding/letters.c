#include "text/encoding/letters.h"

#include <pthread.h>
#include <stdint.h>

/* In the order of their bytes, which are 0x80 to 0xff, then from FIRST_CONTROL on. */
static const char letters[] = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
			      "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
			      "“”‘’–…•";

enum {
	HIGH = 0x80,
	FIRST_CONTROL = 0x0e, /* up to the escape */
	LETTER_COUNT = 0x100 - HIGH + LETTERS_ESCAPE - FIRST_CONTROL,
	LETTER_BYTES = 3, /* of UTF-8, at most */

	/* Code points: those of two bytes, and of three those among which letters are. */
	TWO_END = 0x800,
	THREE_BEGIN = 0x1e80,
	THREE_END = 0x2040
};

struct letter_bytes {
	char bytes[LETTER_BYTES];
	uint8_t len;
};

static struct {
	struct letter_bytes of_byte[256]; /* itself where it is no letter's */
	uint8_t of_two[TWO_END];          /* 0: it has none */
	uint8_t of_three[THREE_END - THREE_BEGIN];
} table;

static unsigned byte_at(struct str s, size_t at)
{
	return (unsigned char)s.ptr[at];
}

static bool is_more(struct str s, size_t at)
{
	return at < s.len && (byte_at(s, at) & 0xc0) == 0x80;
}

/* Where the byte of the letter is that begins at AT, behind ASCII, and LEN, its length in UTF-8;
   NULL where none can begin. */
static uint8_t *letter_place(struct str s, size_t at, size_t *len)
{
	unsigned lead = byte_at(s, at);
	if ((lead & 0xe0) == 0xc0 && is_more(s, at + 1)) {
		*len = 2;
		return &table.of_two[(lead & 0x1f) << 6 | (byte_at(s, at + 1) & 0x3f)];
	}
	if ((lead & 0xf0) != 0xe0 || !is_more(s, at + 1) || !is_more(s, at + 2))
		return NULL;
	unsigned cp = (lead & 0x0f) << 12 | (byte_at(s, at + 1) & 0x3f) << 6 |
		      (byte_at(s, at + 2) & 0x3f);
	*len = 3;
	return cp >= THREE_BEGIN && cp < THREE_END ? &table.of_three[cp - THREE_BEGIN] : NULL;
}

static void build(void)
{
	struct str all = str_from_c(letters);
	size_t len = 0;
	for (size_t byte = 0; byte < 256; byte++)
		table.of_byte[byte] = (struct letter_bytes){{(char)byte}, 1};
	for (size_t at = 0, i = 0; at < all.len && i < LETTER_COUNT; at += len, i++) {
		size_t byte = i < 0x100 - HIGH ? HIGH + i : FIRST_CONTROL + i - (0x100 - HIGH);
		uint8_t *place = letter_place(all, at, &len);
		struct letter_bytes *l = &table.of_byte[byte];
		if (!place)
			return; /* the unit test sees it */
		*place = (uint8_t)byte;
		l->len = (uint8_t)len;
		memcpy(l->bytes, all.ptr + at, len);
	}
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

static bool is_escaped(unsigned ascii)
{
	return ascii >= FIRST_CONTROL && ascii <= LETTERS_ESCAPE;
}

size_t letters_pack(struct str bytes, char *out)
{
	char *p = out;
	pthread_once(&once, build);
	for (size_t i = 0; i < bytes.len;) {
		unsigned byte = byte_at(bytes, i);
		size_t len = 1;
		const uint8_t *place = byte < HIGH ? NULL : letter_place(bytes, i, &len);
		if (place && *place) {
			*p++ = (char)*place;
			i += len;
			continue;
		}
		if (byte >= HIGH || is_escaped(byte))
			*p++ = LETTERS_ESCAPE;
		*p++ = (char)byte;
		i++;
	}
	return (size_t)(p - out);
}

bool letters_unpack(struct str packed, char *out, size_t size)
{
	size_t done = 0;
	pthread_once(&once, build);
	for (size_t i = 0; i < packed.len; i++) {
		unsigned byte = byte_at(packed, i);
		struct letter_bytes l = table.of_byte[byte];
		if (byte == LETTERS_ESCAPE) {
			if (++i == packed.len)
				return false;
			l = (struct letter_bytes){{packed.ptr[i]}, 1};
		}
		if (l.len > size - done)
			return false;
		memcpy(out + done, l.bytes, l.len);
		done += l.len;
	}
	return done == size;
}
