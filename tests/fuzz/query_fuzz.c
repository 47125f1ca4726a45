/* Any bytes as a query: refused with a place in them, or words in their order and parts
 * that were decoded. What can be read can also be read with decoding, and typed words
 * come out as syllables. */
#include "fuzz/check.h"
#include "query/decoding/decoding.h"
#include "query/expansion/expand.h"
#include "query/hints/hints.h"
#include "text/encoding/decode.h"
#include "text/syllable/spelling.h"
#include "text/syllable/typing.h"

#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* An archive of some words, the commonest and some that are in disguise. */
static struct lexicon *make_lexicon(void)
{
	static const char *const words[][2] = {{"tổ", "to"}, {"quốc", "quoc"}, {"đường", "duong"},
		{"việt", "viet"}, {"hà", "ha"}, {"nội", "noi"}, {"an", "an"}, {"môn", "mon"},
		{"moon", "moon"}, {"nước", "nuoc"}, {"về", "ve"}, {"vò", "vo"}};
	char path[] = "/tmp/query_fuzz.XXXXXX";
	struct error err;
	int fd = mkstemp(path);
	CHECK(fd >= 0);
	close(fd);
	struct lexicon_builder *b = lexicon_builder_new();
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		CHECK(lexicon_builder_add(
			b, str_from_c(words[i][0]), str_from_c(words[i][1]), 100000 >> i, &err));
	CHECK(lexicon_builder_write(b, path, &err));
	lexicon_builder_free(b);
	struct lexicon *l = lexicon_open(path, &err);
	unlink(path);
	return l;
}

static bool is_valid(struct str s)
{
	return utf8_valid_prefix(s) == s.len;
}

/* Returns how many nodes there are. */
static size_t check_node(const struct query *q, const struct query_node *n, size_t depth)
{
	size_t count = 1;
	CHECK(depth <= 4 * SYNTAX_DEPTH);
	CHECK(n->kind != NODE_CLAUSE || n->clause < q->clause_count);
	CHECK((n->kind != NODE_NOT && n->kind != NODE_CHAIN) || n->child);
	for (const struct query_node *c = n->child; c; c = c->next)
		count += check_node(q, c, depth + 1);
	CHECK(count <= QUERY_MAX_NODES);
	return count;
}

static void check_tree(const struct query *q)
{
	struct buf tree = BUF_INIT;
	if (q->condition)
		check_node(q, q->condition, 0);
	query_append_tree(q, &tree);
	CHECK(!tree.failed && is_valid(buf_str(&tree)));
	buf_free(&tree);
}

/* Parts of TEXT that are told to be something else than they seem lie within it. */
static void check_notes(struct str text, const struct query_notes *notes)
{
	for (size_t i = 0; i < notes->stray_count; i++)
		CHECK(notes->strays[i].start < notes->strays[i].end &&
			notes->strays[i].end <= text.len);
	CHECK(notes->unclosed == QUERY_NO_PLACE || notes->unclosed < text.len);
}

static void check_query(const struct query *q)
{
	size_t end = 0;
	check_tree(q);
	CHECK(is_valid(q->text) && (q->clause_count > 0 || query_is_filtered(q)));
	for (size_t c = 0; c < q->clause_count; c++) {
		const struct query_clause *clause = &q->clauses[c];
		CHECK(clause->count > 0);
		CHECK(clause->first + clause->count + clause->others <= q->word_count);
		for (size_t i = clause->first; i < clause->first + clause->count; i++) {
			const struct query_word *w = &q->words[i];
			CHECK(w->start >= end && w->end > w->start && w->end <= q->text.len);
			CHECK(w->exact.len > 0 && is_valid(w->exact) && is_valid(w->folded));
			end = w->end;
		}
	}
}

static void check_decoding(const struct decoding *d)
{
	struct buf note = BUF_INIT;
	for (size_t i = 0; i < d->count; i++) {
		CHECK(d->parts[i].typed.len > 0 && d->parts[i].read_as.len > 0);
		CHECK(is_valid(d->parts[i].typed) && is_valid(d->parts[i].read_as));
	}
	decoding_append_note(&note, d);
	CHECK(!note.failed && is_valid(buf_str(&note)));
	buf_free(&note);
}

static void check_typing(struct str keys)
{
	for (int method = TYPING_TELEX; method <= TYPING_VNI; method++) {
		struct typed typed;
		struct spelling spelt;
		if (!typing_decode((enum typing)method, keys, &typed))
			continue;
		struct str text = str_make(typed.text, typed.bytes);
		spelling_of(text, &spelt);
		CHECK(spelt.kind == TOKEN_SYLLABLE && (spelt.flags & TOKEN_MARKED));
		CHECK(str_eq(str_make(spelt.exact, spelt.exact_len), text));
	}
}

/* Quotes and minus signs bind nothing; acronyms of any lexicon may be looked for. */
static void check_unbound(struct query *q)
{
	struct error err;
	for (size_t i = 0; i < q->clause_count; i++)
		CHECK(!q->clauses[i].quoted && !q->clauses[i].excluded);
	CHECK(query_loose_words(q) > 0 || query_is_filtered(q));
	CHECK(expand_query(q, DIACRITICS_AUTO, NULL, &err));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct tokenizer *tokenizer;
	static struct known known;
	if (!tokenizer) {
		tokenizer = tokenizer_new_small();
		known.lexicon = make_lexicon();
		CHECK(tokenizer && known.lexicon);
	}
	struct str text = str_make((const char *)data, size);
	struct arena memory = ARENA_INIT;
	struct query q, plain;
	struct decoding d;
	struct error err;
	size_t at;
	check_typing(text);
	bool ok = decoding_parse(text, tokenizer, &known, &memory, &q, &d, &err, &at);
	if (ok) {
		check_query(&q);
		check_decoding(&d);
		CHECK(hints_add(text, &d, &q.memory, &q));
		check_notes(text, &q.notes);
		query_free(&q);
	} else {
		CHECK(at == QUERY_NO_PLACE || at <= size);
	}
	if (query_parse(text, tokenizer, &plain, &err, &at)) {
		CHECK(ok);
		check_notes(text, &plain.notes);
		query_free(&plain);
	}
	if (query_parse_unbound(text, tokenizer, &plain, &err, &at)) {
		check_query(&plain);
		check_unbound(&plain);
		query_free(&plain);
	}
	arena_free(&memory);
	return 0;
}
