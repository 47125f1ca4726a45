#include "query/decoding_parts.h"
#include "text/decode.h"
#include "text/legacy.h"
#include "text/script.h"

/* What stands between two ASCII spaces. */
struct chunk {
	size_t start, end;
	bool ascii;
	bool narrow;  /* only characters that are bytes of windows-1252 */
	bool suspect; /* signs that Vietnamese seldom has, or words the archive lacks */
};

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_ascii(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if ((unsigned char)s.ptr[i] >= 0x80)
			return false;
	}
	return true;
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

/* Words of D's query in [start, end), with more than ASCII in them. */
static void count_words(struct decoder *d, size_t start, size_t end, size_t *known, size_t *unknown)
{
	const struct query *q = d->query;
	*known = *unknown = 0;
	for (size_t c = 0; d->parsed && c < q->clause_count; c++) {
		const struct query_clause *clause = &q->clauses[c];
		for (size_t i = clause->first; i < clause->first + clause->count; i++) {
			const struct query_word *w = &q->words[i];
			if (w->start < start || w->end > end ||
				is_ascii(str_slice(q->text, w->start, w->end)))
				continue;
			++*(known_word(d->known, w) ? known : unknown);
		}
	}
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
	out->ascii = is_ascii(text);
	out->narrow = is_narrow(text);
	out->suspect = false;
	if (!out->ascii && out->narrow) {
		struct utf8_census census = {0};
		size_t known, unknown = 0;
		utf8_count(text, &census);
		if (census.odd == 0)
			count_words(d, out->start, out->end, &known, &unknown);
		out->suspect = census.odd > 0 || unknown > 0;
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
		found += decoder_knows(d, &token);
	}
	return found > 0 && 2 * found >= marked;
}

static bool is_ascii_sign(char c)
{
	unsigned char low = (unsigned char)c | 0x20;
	return (unsigned char)c < 0x80 && (low < 'a' || low > 'z') && (c < '0' || c > '9');
}

/* Whether bytes [start, end) are misread text; then they are appended decoded. */
static bool decode_run(struct decoder *d, size_t start, size_t end)
{
	enum encoding as;
	size_t known, unknown;
	while (start < end && is_ascii_sign(d->source.ptr[start]))
		start++;
	while (end > start && is_ascii_sign(d->source.ptr[end - 1]))
		end--;
	if (!decode_word(str_slice(d->source, start, end), &d->scratch, &as))
		return false;
	/* What UTF-8 becomes can be words of the archive; no others turn up by chance. */
	count_words(d, start, end, &known, &unknown);
	if (as != ENCODING_UTF8_MISREAD && d->parsed && known > unknown)
		return false;
	if (!is_plausible(d, buf_str(&d->scratch)))
		return false;
	parts_begin(d, start, DECODING_MISREAD, encoding_name(encoding_before(as)));
	buf_append(&d->text, buf_str(&d->scratch));
	parts_end(d, end);
	return true;
}

/* Decodes the runs of chunks in [start, end) that are narrow, or where that fails, all
   suspect. ASCII may stand within a run, not at its ends. */
static void decode_runs(struct decoder *d, size_t start, size_t end, bool suspects_only)
{
	struct chunk chunk;
	size_t at = start;
	size_t run_start = 0, run_end = 0;
	bool suspect = false;
	for (bool more = true; more;) {
		more = next_chunk(d, &at, end, &chunk);
		bool fits = more && !chunk.ascii && (suspects_only ? chunk.suspect : chunk.narrow);
		if (fits) {
			run_start = run_end > 0 ? run_start : chunk.start;
			run_end = chunk.end;
			suspect = suspect || chunk.suspect;
		} else if (!(more && chunk.ascii)) {
			if (suspect && !decode_run(d, run_start, run_end) && !suspects_only)
				decode_runs(d, run_start, run_end, true);
			run_end = 0;
			suspect = false;
		}
	}
}

bool decoding_misread(struct decoder *d)
{
	if (is_ascii(d->source) || utf8_valid_prefix(d->source) < d->source.len)
		return true;
	decode_runs(d, 0, d->source.len, false);
	return d->changed ? parts_finish(d) : !d->text.failed;
}
