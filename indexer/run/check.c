#include "indexer/run/check.h"
#include "archive/archive.h"
#include "archive/catalogue.h"
#include "archive/record.h"
#include "archive/schema.h"
#include "base/lang.h"
#include "text/token/token.h"
#include "xapianc/xapianc.h"

enum { PHRASE_WORDS = 4 };

struct checker {
	struct archive archive;
	struct catalogue catalogue;
	struct tokenizer *tokenizer;
	struct buf term;
	struct buf data;
	struct arena memory;
};

static bool fail(struct error *err, struct str id, const char *what)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("tìm thử bài %.*s không đạt: %s", "the trial query for %.*s failed: %s"),
		STR_ARG(id), what);
}

/* The longest block stands for the text; its middle, for all of it. The title is one of them, or
   some reader lied. */
static struct str longest_block(const struct record *r)
{
	struct str best = STR("");
	for (size_t i = 0; i < r->block_count; i++) {
		if (r->blocks[i].text.len > best.len)
			best = r->blocks[i].text;
	}
	return best;
}

static size_t count_tokens(struct tokenizer *t, struct str text)
{
	struct token token;
	size_t count = 0;
	tokenizer_start(t, text);
	while (tokenizer_next(t, &token))
		count++;
	return count;
}

/* The words in the middle of TEXT as a phrase; NULL with ERR unset: it has none. */
static struct xc_query *phrase_of(struct checker *c, struct str text, struct error *err)
{
	struct xc_query *words[PHRASE_WORDS];
	size_t count = count_tokens(c->tokenizer, text);
	size_t skip = count > PHRASE_WORDS ? (count - PHRASE_WORDS) / 2 : 0;
	size_t taken = 0;
	struct token token;
	tokenizer_start(c->tokenizer, text);
	while (taken < PHRASE_WORDS && tokenizer_next(c->tokenizer, &token)) {
		if (skip > 0)
			skip--;
		else
			words[taken++] = xc_query_term(token.exact, 1, err);
	}
	if (taken == 0)
		return NULL;
	if (taken == 1)
		return words[0];
	return xc_query_row(c->archive.db, words, taken, err);
}

static bool find_by_phrase(
	struct checker *c, const struct record *r, uint32_t docid, struct error *err)
{
	err->code = ERROR_NONE;
	struct xc_query *phrase = phrase_of(c, longest_block(r), err);
	if (!phrase)
		return err->code == ERROR_NONE;
	struct xc_query *query =
		xc_query_filter(phrase, xc_query_term(buf_str(&c->term), 1, err), err);
	struct xc_match_options options = {.limit = 1, .boolean = true};
	struct xc_matches *matches = query ? xc_match(c->archive.db, query, &options, err) : NULL;
	bool ok = matches != NULL;
	if (ok && (matches->count != 1 || matches->hits[0].docid != docid))
		ok = fail(err, r->id,
			SAY("tìm một cụm từ của bài mà không ra bài",
				"a phrase of its text does not find it"));
	xc_matches_free(matches);
	xc_query_free(query);
	return ok;
}

/* ID is that of its document. */
static bool find_by_id(struct checker *c, struct str id, struct error *err)
{
	uint32_t docid;
	struct record r;
	buf_reset(&c->data);
	arena_reset(&c->memory);
	if (!schema_term(&c->term, PREFIX_ID, id))
		return error_set_memory(err);
	if (!xc_db_find(c->archive.db, buf_str(&c->term), &docid, err))
		return false;
	if (docid == 0)
		return fail(err, id, SAY("không có trong chỉ mục", "it is not in the index"));
	if (!xc_db_data(c->archive.db, docid, &c->data, err) ||
		!record_decode(buf_str(&c->data), &c->memory, &r, err))
		return false;
	if (!str_eq(r.id, id))
		return fail(err, id,
			SAY("nội dung lưu là của bài khác", "another article is stored for it"));
	return find_by_phrase(c, &r, docid, err);
}

static bool open_checker(struct checker *c, const char *folder, struct error *err)
{
	c->tokenizer = tokenizer_new();
	if (!c->tokenizer)
		return error_set_memory(err);
	bool ok = archive_open_generation(folder, &c->archive, err) &&
		  catalogue_open(&c->catalogue, folder, err);
	if (ok && !c->archive.lexicon) {
		*err = c->archive.lexicon_error;
		ok = false;
	}
	if (ok && c->catalogue.article_count != c->archive.article_count)
		ok = error_set(err, ERROR_CORRUPT,
			SAY("%s: danh mục có %llu bài, chỉ mục có %llu",
				"%s: the catalogue has %llu articles, the index %llu"),
			folder, (unsigned long long)c->catalogue.article_count,
			(unsigned long long)c->archive.article_count);
	return ok;
}

bool check_canaries(const char *folder, uint64_t sample, struct error *err)
{
	struct checker c = {.catalogue = CATALOGUE_EMPTY};
	bool ok = open_checker(&c, folder, err);
	uint64_t count = c.catalogue.article_count;
	uint64_t step = count > sample ? count / sample : 1;
	for (uint64_t i = 0; ok && i < count; i += step) {
		struct catalogue_article article;
		catalogue_article_at(&c.catalogue, i, &article);
		ok = find_by_id(&c, article.document, err);
	}
	catalogue_close(&c.catalogue);
	archive_close(&c.archive);
	tokenizer_free(c.tokenizer);
	buf_free(&c.term);
	buf_free(&c.data);
	arena_free(&c.memory);
	return ok;
}
