#include "query/reading/decoding.h"

#include "query/reading/decoding_misread.h"
#include "text/syllable/typing.h"

/* Typed text in articles is a slip: a word that the archive has is read as typed only
   beside words that it lacks, and when what it stands for is so many times as frequent. */
enum { SLIP_RATIO = 200 };

/* A word of the query, read in one way of typing. */
struct attempt {
	bool typed;     /* it may be so, as far as can be told from the word alone */
	uint64_t count; /* of it in the archive, as it stands */
	bool decoded;
	uint64_t found; /* how often what it is decoded to is in the archive */
	struct typed as;
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

/* Whether word I of C may be typed text. */
static bool may_be_typed(const struct decoder *d, const struct query_clause *c, size_t i)
{
	const struct query_word *w = &d->query->words[i];
	struct str raw = str_slice(d->query->text, w->start, w->end);
	bool meant = c->quoted && w->kind == TOKEN_SYLLABLE;
	return !meant && is_of_keys(raw);
}

static uint64_t count_typed(struct decoder *d, const struct typed *typed)
{
	struct token token;
	tokenizer_start(d->tokenizer, str_make(typed->text, typed->bytes));
	return tokenizer_next(d->tokenizer, &token) ? decoder_count(d, &token) : 0;
}

/* Reads the words of the query as typed by METHOD, into ATTEMPTS by word. */
static struct tally attempt_all(struct decoder *d, enum typing method, struct attempt *attempts)
{
	struct tally tally = {0};
	for (size_t i = 0; i < d->query->word_count; i++) {
		struct attempt *a = &attempts[i];
		const struct query_word *w = &d->query->words[i];
		struct str raw = str_slice(d->query->text, w->start, w->end);
		if (!a->typed)
			continue;
		a->decoded = typing_decode(method, raw, &a->as);
		a->found = a->decoded ? count_typed(d, &a->as) : 0;
		if (a->count > 0) {
			a->decoded = a->found / SLIP_RATIO >= a->count;
			continue;
		}
		tally.unknown++;
		tally.decoded += a->decoded;
		tally.found += a->found > 0;
		tally.words += a->decoded && a->as.letters > 1;
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
		buf_append(&d->text, str_make(attempts[i].as.text, attempts[i].as.bytes));
		last = w;
	}
	if (last)
		parts_end(d, last->end);
	return parts_finish(d);
}

/* Marks in ATTEMPTS the words that may be typed. False when the archive has all. */
static bool find_unknown(struct decoder *d, struct attempt *attempts)
{
	const struct query *q = d->query;
	bool any = false;
	for (size_t c = 0; c < q->clause_count; c++) {
		const struct query_clause *clause = &q->clauses[c];
		for (size_t i = clause->first; i < clause->first + clause->count; i++) {
			if (!may_be_typed(d, clause, i))
				continue;
			attempts[i].typed = true;
			attempts[i].count = known_count(d->known, &q->words[i]);
			any = any || attempts[i].count == 0;
		}
	}
	return any;
}

/* Reads words as typed in Telex or VNI, if any are; false when out of memory. */
static bool decode_typed(struct decoder *d)
{
	struct query *q = d->query;
	size_t size = q->word_count * sizeof(struct attempt);
	struct attempt *telex = arena_alloc(&q->memory, size);
	struct attempt *vni = arena_alloc(&q->memory, size);
	if (!telex || !vni)
		return false;
	if (!find_unknown(d, telex))
		return true;
	memcpy(vni, telex, size);
	struct tally as_telex = attempt_all(d, TYPING_TELEX, telex);
	struct tally as_vni = attempt_all(d, TYPING_VNI, vni);
	bool better = as_vni.decoded > as_telex.decoded;
	if (!is_convincing(better ? &as_vni : &as_telex))
		return true;
	return better ? replace_typed(d, vni, DECODING_VNI)
		      : replace_typed(d, telex, DECODING_TELEX);
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
