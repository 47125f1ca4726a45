#include "article/readers/container/cfb.h"

#include "article/readers/container/bits.h"
#include "base/ascii.h"
#include "base/lang.h"

enum {
	HEADER = 512,
	IN_HEADER = 109, /* sectors of the table of sectors that the header names */
	ENTRY = 128,     /* bytes of the directory */
	NAME_UNITS = 32,
	STREAM = 2,
	ROOT = 5,
	SHIFT_MIN = 6,
	SHIFT_MAX = 16
};

static const uint32_t FREE = 0xFFFFFFFA; /* no sector has this number, or a greater one */
static const uint32_t NONE = 0xFFFFFFFF;

bool cfb_is(struct str bytes)
{
	return str_starts_with(bytes, STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"));
}

void cfb_close(struct cfb *c)
{
	arena_free(&c->memory);
}

static struct str sector_at(const struct cfb *c, uint32_t number)
{
	return bits_slice(c->bytes, ((size_t)number + 1) * c->sector, c->sector);
}

/* A table of sectors, and where these are. */
struct chain {
	const uint32_t *next;
	size_t count;
	struct str (*at)(const struct cfb *c, uint32_t number);
};

static struct str short_sector_at(const struct cfb *c, uint32_t number)
{
	return bits_slice(c->shorts, (size_t)number * c->short_sector, c->short_sector);
}

/* Bytes of the chain that begins with FIRST, SIZE at most. One that turns in circles ends when it
   has been as long as all sectors. */
static size_t measure(const struct cfb *c, const struct chain *chain, uint32_t first, size_t size)
{
	size_t len = 0, steps = 0;
	for (uint32_t at = first; at < chain->count && len < size && steps < chain->count;
		at = chain->next[at], steps++)
		len += chain->at(c, at).len;
	return len < size ? len : size;
}

/* Puts the chain, of SIZE bytes at most, into one piece. */
static struct str gather(struct cfb *c, const struct chain *chain, uint32_t first, size_t size)
{
	size_t max = measure(c, chain, first, size), len = 0;
	char *out = arena_alloc(&c->memory, max + 1);
	for (uint32_t at = first; out && len < max; at = chain->next[at]) {
		struct str sector = chain->at(c, at);
		size_t take = sector.len < max - len ? sector.len : max - len;
		if (take > 0)
			memcpy(out + len, sector.ptr, take);
		len += take;
	}
	return str_make(out, len);
}

static struct str gather_long(struct cfb *c, uint32_t first, size_t size)
{
	return gather(c, &(struct chain){c->next, c->next_count, sector_at}, first, size);
}

static struct str gather_short(struct cfb *c, uint32_t first, size_t size)
{
	return gather(
		c, &(struct chain){c->short_next, c->short_count, short_sector_at}, first, size);
}

static uint32_t *numbers_of(struct cfb *c, struct str bytes, size_t *count)
{
	*count = bytes.len / 4;
	uint32_t *out = arena_array(&c->memory, *count + 1, sizeof *out);
	for (size_t i = 0; out && i < *count; i++)
		out[i] = bytes_u32(bytes.ptr + 4 * i);
	return out;
}

/* Adds the part of the table of sectors that SECTOR has. */
static void add_table(struct cfb *c, uint32_t sector, size_t max)
{
	struct str part = sector < FREE ? sector_at(c, sector) : STR("");
	for (size_t at = 0; at + 4 <= part.len && c->next_count < max; at += 4)
		c->next[c->next_count++] = bytes_u32(part.ptr + at);
}

/* The table of sectors: its own sectors are named by the header, and by a chain behind that. */
static bool read_table(struct cfb *c)
{
	size_t max = c->bytes.len / c->sector + 1, entries = c->sector / 4;
	c->next = arena_array(&c->memory, max, sizeof *c->next);
	if (!c->next)
		return false;
	for (size_t i = 0; i < IN_HEADER; i++)
		add_table(c, bits_u32(c->bytes, 76 + 4 * i), max);
	uint32_t more = bits_u32(c->bytes, 68);
	for (size_t steps = 0; more < FREE && steps < max && c->next_count < max; steps++) {
		struct str names = sector_at(c, more);
		if (names.len < c->sector)
			break;
		for (size_t i = 0; i + 1 < entries; i++)
			add_table(c, bits_u32(names, 4 * i), max);
		more = bits_u32(names, 4 * (entries - 1));
	}
	return true;
}

static bool damaged(struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("tệp hỏng hoặc bị cắt cụt (cấu trúc OLE); hãy chép lại từ bản gốc",
			"damaged or cut short (structure of OLE); copy it again from its origin"));
}

static bool read_directory(struct cfb *c, struct error *err)
{
	c->directory = gather_long(c, bits_u32(c->bytes, 48), c->bytes.len);
	if (!c->directory.ptr)
		return error_set_memory(err);
	if (c->directory.len < ENTRY || bits_u8(c->directory, 66) != ROOT)
		return damaged(err);
	struct str table = gather_long(c, bits_u32(c->bytes, 60), c->bytes.len);
	c->shorts = gather_long(c, bits_u32(c->directory, 116), bits_u32(c->directory, 120));
	if (!table.ptr || !c->shorts.ptr)
		return error_set_memory(err);
	c->short_next = numbers_of(c, table, &c->short_count);
	return c->short_next || error_set_memory(err);
}

bool cfb_open(struct cfb *c, struct str bytes, struct error *err)
{
	*c = (struct cfb){.bytes = bytes, .memory = ARENA_INIT};
	unsigned shift = bits_u16(bytes, 30), short_shift = bits_u16(bytes, 32);
	if (!cfb_is(bytes) || bytes.len < HEADER || shift < 9 || shift > SHIFT_MAX ||
		short_shift < SHIFT_MIN || short_shift >= shift)
		return damaged(err);
	c->sector = (size_t)1 << shift;
	c->short_sector = (size_t)1 << short_shift;
	c->cutoff = bits_u32(bytes, 56);
	if (!read_table(c))
		return error_set_memory(err);
	return read_directory(c, err);
}

/* ---- The directory ---- */

static struct str entry_at(const struct cfb *c, uint32_t number)
{
	return bits_slice(c->directory, (size_t)number * ENTRY, ENTRY);
}

static bool is_called(struct str entry, const char *name)
{
	size_t len = strlen(name);
	if (bits_u16(entry, 64) != 2 * (len + 1) || len >= NAME_UNITS)
		return false;
	for (size_t i = 0; i < len; i++) {
		uint16_t unit = bits_u16(entry, 2 * i);
		if (unit > 0x7F || ascii_lower((char)unit) != ascii_lower(name[i]))
			return false;
	}
	return true;
}

/* The entry NAME among the children of the root, which are a tree: each is seen once. */
static struct str find_child(struct cfb *c, const char *name)
{
	size_t count = c->directory.len / ENTRY, waiting = 0;
	uint32_t *stack = arena_array(&c->memory, 2 * count + 1, sizeof *stack);
	char *seen = arena_alloc(&c->memory, count + 1);
	if (!stack || !seen)
		return str_make(NULL, 0);
	stack[waiting++] = bits_u32(entry_at(c, 0), 76);
	while (waiting > 0) {
		uint32_t at = stack[--waiting];
		if (at >= count || seen[at])
			continue;
		seen[at] = true;
		struct str entry = entry_at(c, at);
		if (bits_u8(entry, 66) == STREAM && is_called(entry, name))
			return entry;
		stack[waiting++] = bits_u32(entry, 68);
		stack[waiting++] = bits_u32(entry, 72);
	}
	return str_make(NULL, 0);
}

struct str cfb_stream(struct cfb *c, const char *name)
{
	struct str entry = find_child(c, name);
	if (!entry.ptr)
		return entry;
	size_t size = bits_u32(entry, 120);
	uint32_t first = bits_u32(entry, 116);
	if (first == NONE)
		size = 0;
	return size < c->cutoff ? gather_short(c, first, size) : gather_long(c, first, size);
}
