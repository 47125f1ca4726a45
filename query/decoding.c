#include "query/decoding.h"

#include "query/decoding_parts.h"
#include "text/typing.h"

/* A word of the query, read in one way of typing. */
struct attempt {
	bool unknown; /* as it stands, and in ASCII */
	bool decoded;
	bool found; /* what it is decoded to is in the archive */
	struct typed typed;
};

struct tally {
	size_t unknown, decoded, found;
	size_t words; /* decoded, of more than one letter */
};

static bool is_of_keys(struct str raw)
{
	bool letters = false;
	for (size_t i = 0; i < raw.len; i++) {
		unsigned char c = (unsigned char)raw.ptr[i];
		bool alphabetic = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
		if (!alphabetic && (c < '0' || c > '9'))
			return false;
		letters = letters || alphabetic;
	}
	return letters;
}

/* Whether word I of C stands for itself whether the archive has it or not. */
static bool is_as_meant(const struct decoder *d, const struct query_clause *c, size_t i)
{
	const struct query_word *w = &d->query->words[i];
	struct str raw = str_slice(d->query->text, w->start, w->end);
	bool quoted = c->kind == CLAUSE_PHRASE && w->kind == TOKEN_SYLLABLE;
	return quoted || !is_of_keys(raw) || known_word(d->known, w);
}

static bool is_found(struct decoder *d, const struct typed *typed)
{
	struct token token;
	tokenizer_start(d->tokenizer, str_make(typed->text, typed->bytes));
	return tokenizer_next(d->tokenizer, &token) && decoder_knows(d, &token);
}

/* Reads the unknown words of the query as typed by METHOD, into ATTEMPTS by word. */
static struct tally attempt_all(struct decoder *d, enum typing method, struct attempt *attempts)
{
	struct tally tally = {0};
	for (size_t i = 0; i < d->query->word_count; i++) {
		struct attempt *a = &attempts[i];
		const struct query_word *w = &d->query->words[i];
		struct str raw = str_slice(d->query->text, w->start, w->end);
		if (!a->unknown)
			continue;
		a->decoded = typing_decode(method, raw, &a->typed);
		a->found = a->decoded && is_found(d, &a->typed);
		tally.unknown++;
		tally.decoded += a->decoded;
		tally.found += a->found;
		tally.words += a->decoded && a->typed.letters > 1;
	}
	return tally;
}

static bool is_convincing(const struct tally *t)
{
	return t->words > 0 && 2 * t->decoded > t->unknown && 2 * t->found >= t->decoded;
}

/* Whether only spaces stand between A and B of the query. */
static bool adjoin(const struct query *q, const struct query_word *a, const struct query_word *b)
{
	return str_trim(str_slice(q->text, a->end, b->start)).len == 0;
}

/* Replaces the words that were decoded; neighbours are one part. */
static bool replace_typed(
	struct decoder *d, const struct attempt *attempts, enum decoding_method method)
{
	const struct query *q = d->query;
	const struct query_word *last = NULL;
	for (size_t i = 0; i < q->word_count; i++) {
		const struct query_word *w = &q->words[i];
		if (!attempts[i].decoded)
			continue;
		if (last && !adjoin(q, last, w)) {
			parts_end(d, last->end);
			last = NULL;
		}
		if (last)
			buf_append(&d->text, str_slice(q->text, last->end, w->start));
		else
			parts_begin(d, w->start, method, NULL);
		buf_append(&d->text, str_make(attempts[i].typed.text, attempts[i].typed.bytes));
		last = w;
	}
	if (last)
		parts_end(d, last->end);
	return parts_finish(d);
}

/* Reads words as typed in Telex or VNI, if any are; false when out of memory. */
static bool decode_typed(struct decoder *d)
{
	struct query *q = d->query;
	struct attempt *attempts[2];
	struct tally tallies[2];
	bool any = false;
	for (size_t m = 0; m < 2; m++) {
		attempts[m] = arena_array(&q->memory, q->word_count, sizeof **attempts);
		if (!attempts[m])
			return false;
	}
	for (size_t c = 0; c < q->clause_count; c++) {
		const struct query_clause *clause = &q->clauses[c];
		for (size_t i = clause->first; i < clause->first + clause->count; i++) {
			bool unknown = !is_as_meant(d, clause, i);
			attempts[0][i].unknown = attempts[1][i].unknown = unknown;
			any = any || unknown;
		}
	}
	if (!any)
		return true;
	tallies[0] = attempt_all(d, TYPING_TELEX, attempts[0]);
	tallies[1] = attempt_all(d, TYPING_VNI, attempts[1]);
	size_t best = tallies[1].decoded > tallies[0].decoded;
	if (!is_convincing(&tallies[best]))
		return true;
	return replace_typed(d, attempts[best], best ? DECODING_VNI : DECODING_TELEX);
}

/* Reads D's text, if it was changed, in place of what D's query holds. It stays as it
   was where that can't be read: decoding may only help. */
static bool read_again(struct decoder *d, bool parsed)
{
	struct query decoded;
	struct error err;
	size_t at;
	if (!d->changed)
		return parsed;
	if (!query_parse(buf_str(&d->text), d->tokenizer, &decoded, &err, &at)) {
		d->out->count = d->kept;
		return parsed;
	}
	if (parsed)
		query_free(d->query);
	*d->query = decoded;
	return true;
}

/* Makes what was read so far the source of the next step. */
static void start_again(struct decoder *d)
{
	d->source = d->query->text;
	d->kept = d->out->count;
	d->changed = false;
	d->copied = 0;
	buf_reset(&d->text);
}

bool decoding_parse(struct str text, struct tokenizer *t, struct known *known, struct arena *memory,
	struct query *q, struct decoding *out, struct error *err, size_t *at)
{
	*out = (struct decoding){0};
	bool parsed = query_parse(text, t, q, err, at);
	if (!parsed && err->code != ERROR_INPUT)
		return false;
	struct decoder d = {.source = text,
		.query = q,
		.parsed = parsed,
		.tokenizer = t,
		.known = known,
		.memory = memory,
		.out = out};
	bool ok = decoding_misread(&d);
	parsed = read_again(&d, parsed);
	if (ok && parsed) {
		start_again(&d);
		ok = decode_typed(&d);
		parsed = read_again(&d, parsed);
	}
	buf_free(&d.text);
	buf_free(&d.scratch);
	if (ok)
		return parsed;
	if (parsed)
		query_free(q);
	return error_set_memory(err);
}
