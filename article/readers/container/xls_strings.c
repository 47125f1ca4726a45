#include "article/readers/container/xls_strings.h"

#include "article/readers/container/bits.h"

enum { CONTINUE = 0x3C, WIDE = 1, EXTENDED = 4, RICH = 8 };

/* Goes on in the next record; false when that is another. */
static bool go_on(struct xls_source *s)
{
	if (bits_u16(s->behind, 0) != CONTINUE || s->behind.len < 4)
		return false;
	size_t len = bits_u16(s->behind, 2);
	s->rest = bits_slice(s->behind, 4, len);
	s->behind = bits_slice(s->behind, 4 + len, s->behind.len);
	return true;
}

/* Takes LEN bytes, which may be divided between records, as a number. */
static bool take_number(struct xls_source *s, size_t len, uint32_t *out)
{
	*out = 0;
	for (size_t i = 0; i < len; i++) {
		while (s->rest.len == 0) {
			if (!go_on(s))
				return false;
		}
		*out |= (uint32_t)bits_u8(s->rest, 0) << (8 * i);
		s->rest = str_slice(s->rest, 1, s->rest.len);
	}
	return true;
}

static bool pass(struct xls_source *s, size_t len)
{
	while (len > 0) {
		while (s->rest.len == 0) {
			if (!go_on(s))
				return false;
		}
		size_t step = len < s->rest.len ? len : s->rest.len;
		s->rest = str_slice(s->rest, step, s->rest.len);
		len -= step;
	}
	return true;
}

/* Takes COUNT characters to the scratch; where they go on in another record, its first byte says
   how wide they are there. */
static void take_units(struct xls_source *s, size_t count, bool wide)
{
	while (count > 0) {
		if (s->rest.len < (wide ? 2U : 1U)) {
			if (!go_on(s))
				return;
			wide = bits_u8(s->rest, 0) & WIDE;
			s->rest = bits_slice(s->rest, 1, s->rest.len);
			continue;
		}
		buf_push(s->scratch, s->rest.ptr[0]);
		buf_push(s->scratch, wide ? s->rest.ptr[1] : '\0');
		s->rest = str_slice(s->rest, wide ? 2 : 1, s->rest.len);
		count--;
	}
}

static void take_runs(struct xls_source *s, size_t count)
{
	uint32_t run;
	while (count-- > 0 && take_number(s, 4, &run))
		buf_append_u32(s->scratch, run);
}

static bool keep_runs(struct xls_source *s, struct arena *memory, struct xls_string *out)
{
	size_t count = s->scratch->len / 4;
	out->runs = arena_array(memory, count + 1, sizeof *out->runs);
	for (size_t i = 0; out->runs && i < count; i++) {
		uint32_t run = bytes_u32(s->scratch->ptr + 4 * i);
		out->runs[i] = (struct xls_run){(uint16_t)run, (uint16_t)(run >> 16)};
	}
	out->run_count = out->runs ? count : 0;
	return out->runs != NULL;
}

bool xls_string_read(
	struct xls_source *s, size_t length_size, struct arena *memory, struct xls_string *out)
{
	uint32_t count, flags, runs = 0, extended = 0;
	*out = (struct xls_string){.units = STR("")};
	if (!take_number(s, length_size, &count) || !take_number(s, 1, &flags) ||
		((flags & RICH) && !take_number(s, 2, &runs)) ||
		((flags & EXTENDED) && !take_number(s, 4, &extended)))
		return false;
	buf_reset(s->scratch);
	take_units(s, count, flags & WIDE);
	out->units = arena_str(memory, buf_str(s->scratch));
	buf_reset(s->scratch);
	take_runs(s, runs);
	if (s->scratch->failed || !out->units.ptr || (runs > 0 && !keep_runs(s, memory, out)))
		return false;
	return pass(s, extended);
}

bool xls_box_read(struct xls_source *s, size_t count, struct arena *memory, struct xls_string *out)
{
	enum { RUN = 8 }; /* bytes, of which four are in use */
	*out = (struct xls_string){.units = STR("")};
	buf_reset(s->scratch);
	take_units(s, count, false);
	out->units = arena_str(memory, buf_str(s->scratch));
	buf_reset(s->scratch);
	if (go_on(s)) {
		for (size_t at = 0; at + RUN <= s->rest.len; at += RUN)
			buf_append_u32(s->scratch, bits_u32(s->rest, at));
	}
	return !s->scratch->failed && out->units.ptr && keep_runs(s, memory, out);
}
