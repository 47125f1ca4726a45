#include "query/decoding/misread.h"

#include "base/ascii.h"
#include "text/encoding/decode.h"
#include "text/encoding/legacy.h"
#include "text/syllable/script.h"

/* What stands between two ASCII spaces. */
struct chunk {
	size_t start, end;
	bool ascii;
	bool narrow;  /* only characters that are bytes of windows-1252 */
	bool suspect; /* characters that Vietnamese seldom has, or words the archive lacks */
	bool sure;    /* signs where letters belong, or words the archive lacks */
};

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_narrow(struct str s)
{
	for (size_t at = 0; at < s.len;) {
		int32_t cp;
		at += script_read(s.ptr + at, &cp);
		if (legacy_cp1252_byte(cp) < 0)
			return false;
	}
	return true;
}

/* Whether the archive lacks a word of D's query in [start, end) that is not ASCII. */
static bool has_unknown(struct decoder *d, size_t start, size_t end)
{
	const struct query *q = d->query;
	for (size_t c = 0; d->parsed && c < q->clause_count; c++) {
		const struct query_clause *clause = &q->clauses[c];
		for (size_t i = clause->first; i < clause->first + clause->count; i++) {
			const struct query_word *w = &q->words[i];
			if (w->start >= start && w->end <= end &&
				!ascii_is_all(str_slice(q->text, w->start, w->end)) &&
				known_count(d->known, w) == 0)
				return true;
		}
	}
	return false;
}

/* A character of windows-1252 that is no letter, nor a quotation mark or a dash. */
static bool is_odd_sign(int32_t cp)
{
	bool latin = cp >= 0x80 && cp < 0xC0 && cp != 0xA0 && cp != 0xAB && cp != 0xBB;
	return latin || cp == 0xD7 || cp == 0xF7;
}

static bool has_odd_sign(struct str s)
{
	for (size_t at = 0; at < s.len;) {
		int32_t cp;
		at += script_read(s.ptr + at, &cp);
		if (is_odd_sign(cp))
			return true;
	}
	return false;
}

/* The next chunk at or after *AT. False when there is none. */
static bool next_chunk(struct decoder *d, size_t *at, size_t end, struct chunk *out)
{
	struct str s = d->source;
	size_t i = *at;
	while (i < end && is_space(s.ptr[i]))
		i++;
	out->start = i;
	while (i < end && !is_space(s.ptr[i]))
		i++;
	out->end = *at = i;
	struct str text = str_slice(s, out->start, out->end);
	out->ascii = ascii_is_all(text);
	out->narrow = is_narrow(text);
	out->suspect = out->sure = false;
	if (!out->ascii && out->narrow) {
		struct utf8_census census = {0};
		utf8_count(text, &census);
		out->sure = has_odd_sign(text) || has_unknown(d, out->start, out->end);
		out->suspect = out->sure || census.odd > 0;
	}
	return out->end > out->start;
}

/* Whether the archive has most of the marked words of TEXT. */
static bool is_plausible(struct decoder *d, struct str text)
{
	size_t marked = 0, found = 0;
	struct token token;
	tokenizer_start(d->tokenizer, text);
	while (tokenizer_next(d->tokenizer, &token)) {
		if (!(token.flags & TOKEN_MARKED))
			continue;
		marked++;
		found += decoder_count(d, &token) > 0;
	}
	return found > 0 && 2 * found >= marked;
}

static bool is_ascii_sign(char c)
{
	unsigned char low = (unsigned char)c | 0x20;
	return (unsigned char)c < 0x80 && (low < 'a' || low > 'z') && (c < '0' || c > '9');
}

/* A run of chunks, and how many of those with more than ASCII are what. */
struct run {
	size_t start, end; /* END is 0 in an empty one */
	size_t suspect, sure, other;
};

/* Whether R is misread text; then it is appended decoded. */
static bool decode_run(struct decoder *d, struct run r)
{
	enum encoding as;
	while (r.start < r.end && is_ascii_sign(d->source.ptr[r.start]))
		r.start++;
	while (r.end > r.start && is_ascii_sign(d->source.ptr[r.end - 1]))
		r.end--;
	if (!decode_word(str_slice(d->source, r.start, r.end), &d->scratch, &as))
		return false;
	/* The sequences of UTF-8 don't come about by chance; single letters do. */
	bool clear = as == ENCODING_UTF8_MISREAD || (r.sure > 0 && r.suspect >= r.other);
	const char *encoding = encoding_name(encoding_before(as));
	if (!clear || (d->encoding && encoding != d->encoding) ||
		!is_plausible(d, buf_str(&d->scratch)))
		return false;
	d->encoding = encoding;
	parts_begin(d, r.start, DECODING_MISREAD, encoding);
	buf_append(&d->text, buf_str(&d->scratch));
	parts_end(d, r.end);
	return true;
}

static void add_chunk(struct run *r, const struct chunk *c)
{
	if (r->end == 0)
		r->start = c->start;
	r->end = c->end;
	r->suspect += c->suspect;
	r->sure += c->sure;
	r->other += !c->suspect;
}

/* Decodes the runs of chunks in [start, end) that are narrow, or where that fails, all
   suspect. ASCII may stand within a run, not at its ends. */
static void decode_runs(struct decoder *d, size_t start, size_t end, bool suspects_only)
{
	struct chunk chunk;
	struct run run = {0};
	size_t at = start;
	for (bool more = true; more;) {
		more = next_chunk(d, &at, end, &chunk);
		if (more && !chunk.ascii && (suspects_only ? chunk.suspect : chunk.narrow)) {
			add_chunk(&run, &chunk);
		} else if (!(more && chunk.ascii)) {
			if (run.suspect > 0 && !decode_run(d, run) && !suspects_only)
				decode_runs(d, run.start, run.end, true);
			run = (struct run){0};
		}
	}
}

bool decoding_misread(struct decoder *d)
{
	if (ascii_is_all(d->source) || utf8_valid_prefix(d->source) < d->source.len)
		return true;
	decode_runs(d, 0, d->source.len, false);
	return d->changed ? parts_finish(d) : !d->text.failed;
}
