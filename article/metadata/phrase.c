#include "article/metadata/phrase.h"

static bool add_word(struct phrase *p, const struct word *w)
{
	struct spelling s;
	size_t len = p->count > 0 ? p->lengths[p->count - 1] + 1 : 0;
	spelling_of(w->raw, &s);
	if (s.exact_len == 0 || len + s.exact_len > PHRASE_BYTES)
		return false;
	if (len > 0)
		p->text[len - 1] = ' ';
	memcpy(p->text + len, s.exact, s.exact_len);
	p->lengths[p->count] = len + s.exact_len;
	p->ends[p->count++] = w->end;
	return true;
}

void phrase_read(struct str source, size_t at, struct phrase *out)
{
	phrase_read_few(source, at, PHRASE_WORDS, out);
}

void phrase_read_few(struct str source, size_t at, size_t max, struct phrase *out)
{
	struct word w;
	out->count = 0;
	out->whole = true;
	while (words_next(source, &at, &w)) {
		if (out->count < max && out->count < PHRASE_WORDS && add_word(out, &w))
			continue;
		out->whole = false;
		break;
	}
}

/* The words of P that ENTRY covers: it ends where one of them does. */
static size_t covered(const struct phrase *p, const char *entry)
{
	size_t len = strlen(entry);
	if (p->count == 0 || len > p->lengths[p->count - 1] || memcmp(p->text, entry, len) != 0)
		return 0;
	for (size_t i = 0; i < p->count; i++) {
		if (p->lengths[i] == len)
			return i + 1;
	}
	return 0;
}

size_t phrase_begins(const struct phrase *p, const char *const *table, size_t count)
{
	size_t most = 0;
	for (size_t i = 0; p->count > 0 && i < count; i++) {
		/* most are ruled out by their first byte */
		size_t words = table[i][0] == p->text[0] ? covered(p, table[i]) : 0;
		if (words > most)
			most = words;
	}
	return most;
}

bool phrase_is(const struct phrase *p, const char *const *table, size_t count)
{
	return p->whole && p->count > 0 && phrase_begins(p, table, count) == p->count;
}
