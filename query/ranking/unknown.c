#include "query/ranking/unknown.h"

#include "archive/schema.h"
#include "query/ranking/expand_match.h"

struct asker {
	const struct match_request *request;
	struct arena *memory;
	struct found *out;
	struct buf term;
	struct error *err;
};

/* Whether an article may have it; true where that can't be told. */
static bool in_archive(struct asker *a, const char *prefix, struct str text)
{
	uint32_t documents;
	return schema_term(&a->term, prefix, text) &&
	       (!xc_db_frequency(a->request->db, buf_str(&a->term), &documents, a->err) ||
		       documents > 0);
}

static bool is_known(struct asker *a, const struct reading *r)
{
	if (r->kind == READING_EXACT)
		return in_archive(a, "", r->exact);
	if (r->kind == READING_FOLDED)
		return in_archive(a, PREFIX_FOLDED, r->folded);
	for (size_t i = 0; i < r->spelling_count; i++) {
		if (in_archive(a, "", r->spellings[i]))
			return true;
	}
	return false;
}

/* Whether all words of C, or one of its other readings, are known. */
static bool clause_is_known(struct asker *a, const struct query_clause *c, const struct reading *of)
{
	size_t end = c->first + c->count;
	for (size_t i = 0; c->kind == CLAUSE_GROUP && i < c->others; i++) {
		if (is_known(a, &of[end + i]))
			return true;
	}
	for (size_t i = c->first; i < end; i++) {
		if (!is_known(a, &of[i]))
			return false;
	}
	return true;
}

static bool add_text(struct asker *a, size_t first, size_t last)
{
	const struct query *q = a->request->query;
	struct str text =
		arena_str(a->memory, str_slice(q->text, q->words[first].start, q->words[last].end));
	a->out->unknown[a->out->unknown_count++] = text;
	return text.ptr || error_set_memory(a->err);
}

/* The wanted words and groups that no article has in any spelling. */
static bool find_unknown(struct asker *a)
{
	const struct query *q = a->request->query;
	const struct reading *of = a->request->readings->of;
	a->out->unknown = arena_array(a->memory, q->word_count, sizeof(struct str));
	if (!a->out->unknown)
		return error_set_memory(a->err);
	for (size_t i = 0; i < q->clause_count; i++) {
		const struct query_clause *c = &q->clauses[i];
		size_t last = c->first + c->count - 1;
		if (c->excluded || c->inner || reading_repeats(q, of, i) ||
			clause_is_known(a, c, of))
			continue;
		bool otherwise;
		if (!expand_known(a->request->db, q, i, &otherwise, a->err))
			return false;
		if (otherwise)
			continue;
		if (c->kind == CLAUSE_GROUP && !add_text(a, c->first, last))
			return false;
		for (size_t w = c->first; c->kind != CLAUSE_GROUP && w <= last; w++) {
			if (!is_known(a, &of[w]) && !add_text(a, w, w))
				return false;
		}
	}
	return true;
}

bool unknown_find(const struct match_request *request, struct arena *memory, struct found *out,
	struct error *err)
{
	struct asker a = {.request = request, .memory = memory, .out = out, .err = err};
	bool ok = find_unknown(&a);
	buf_free(&a.term);
	return ok;
}
