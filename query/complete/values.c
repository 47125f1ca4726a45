#include "query/complete/values.h"

#include "archive/schema.h"
#include "base/buf.h"
#include "text/syllable/letter.h"
#include "xapianc/terms.h"

/* NULL: only stored articles tell. */
static const char *const prefixes[FIELD_BY_COUNT] = {
	[FIELD_BY_AUTHOR] = PREFIX_AUTHOR,
	[FIELD_BY_PLACE] = PREFIX_PLACE,
	[FIELD_BY_SOURCE] = PREFIX_SOURCE,
	[FIELD_BY_ISSUER] = PREFIX_ISSUER,
	[FIELD_BY_KIND] = PREFIX_KIND,
	[FIELD_BY_NUMBER] = PREFIX_NUMBER,
};

/* Longer ones are titles and clauses that were taken for a name. */
enum { NAME_MAX_BYTES = 80 };

/* Beginnings of terms that are looked up: what was typed without marks has many ways to be
   written. */
enum { WAYS_MAX = 40 };

struct walk {
	struct xc_db *db;
	struct error *err;
	size_t prefix; /* bytes of a term before its value */
	struct str typed;
	struct buf typed_folded, folded; /* without marks */
	struct candidates *out;
	size_t seen;
	bool failed;
};

/* Whether VALUE without marks begins with FOLDED. */
static bool begins_with(struct str value, struct str folded)
{
	size_t at = 0;
	for (size_t i = 0; at < folded.len; at++) {
		char c = str_at(value, i);
		letter l;
		enum tone tone;
		size_t len = (unsigned char)c < 0x80
				     ? 0
				     : letter_read(value.ptr + i, value.len - i, &l, &tone);
		if (folded.ptr[at] != (len > 0 ? letter_base(l) : c))
			return false;
		i += len > 0 ? len : 1;
	}
	return true;
}

static bool take(void *context, struct str term, uint32_t documents)
{
	struct walk *w = context;
	struct str value = str_slice(term, w->prefix, term.len);
	if (++w->seen > VALUES_LOOKED_AT)
		return false;
	if (value.len > NAME_MAX_BYTES || !begins_with(value, buf_str(&w->typed_folded)))
		return true;
	buf_reset(&w->folded);
	candidates_fold(value, &w->folded);
	w->failed |= w->folded.failed;
	w->failed |= !candidates_add(w->out, w->typed, value, buf_str(&w->folded), documents);
	return !w->failed;
}

/* How many letters have the base C of 'a' to 'z', with and without marks; 1 for any other byte. */
static size_t variants_of(char c)
{
	size_t count = 0;
	if (c < 'a' || c > 'z')
		return 1;
	for (enum shape shape = SHAPE_NONE; shape <= SHAPE_STROKE; shape++) {
		if (shape == SHAPE_NONE || letter_takes_shape(c, shape))
			count += letter_is_vowel(letter_make(c, shape)) ? TONE_COUNT : 1;
	}
	return count;
}

static bool walk(struct walk *w, struct str start, size_t at, size_t ways);

/* Walks on behind START with each of the letters that byte AT of what was typed may be. */
static bool branch(struct walk *w, struct str start, size_t at, size_t ways)
{
	char longer[TERM_MAX_BYTES + 8];
	char c = w->typed_folded.ptr[at];
	memcpy(longer, start.ptr, start.len);
	if (c < 'a' || c > 'z') {
		longer[start.len] = c;
		return walk(w, str_make(longer, start.len + 1), at + 1, ways);
	}
	for (enum shape shape = SHAPE_NONE; shape <= SHAPE_STROKE; shape++) {
		if (shape != SHAPE_NONE && !letter_takes_shape(c, shape))
			continue;
		letter l = letter_make(c, shape);
		enum tone tones = letter_is_vowel(l) ? TONE_COUNT : 1;
		for (enum tone tone = TONE_NGANG; tone < tones; tone++) {
			size_t len = letter_write(l, tone, longer + start.len);
			if (!walk(w, str_make(longer, start.len + len), at + 1, ways))
				return false;
		}
	}
	return true;
}

/* Walks through the terms that begin with START, which stands for the first AT bytes of what was
   typed, one of WAYS to write them: on to the next letter as long as these are few. */
static bool walk(struct walk *w, struct str start, size_t at, size_t ways)
{
	if (at < w->typed_folded.len && start.len < TERM_MAX_BYTES) {
		ways *= variants_of(w->typed_folded.ptr[at]);
		if (ways <= WAYS_MAX)
			return branch(w, start, at, ways);
	}
	return xc_db_each_documents(w->db, start, take, w, w->err) &&
	       (!w->failed || error_set_memory(w->err));
}

bool values_complete(struct xc_db *db, enum query_field field, struct str typed,
	struct candidates *out, struct error *err)
{
	if (!prefixes[field])
		return true;
	struct str prefix = str_from_c(prefixes[field]);
	struct walk w = {.db = db, .prefix = prefix.len, .typed = typed, .out = out, .err = err};
	candidates_fold(typed, &w.typed_folded);
	bool ok = w.typed_folded.failed ? error_set_memory(err) : walk(&w, prefix, 0, 1);
	buf_free(&w.typed_folded);
	buf_free(&w.folded);
	return ok;
}
