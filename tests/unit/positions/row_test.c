/* positions: rows are the phrases that libxapian finds, by its own table of the same words. */
#include "positions/row.h"
#include "positions/writer.h"
#include "unit/chance.h"
#include "unit/xapianc_fixture.h"

#include <math.h>

static void *open_row(void *context, size_t source, const struct xc_word *words, size_t n,
	uint32_t *most, struct error *e)
{
	struct row_word copies[8];
	struct positions_file **files = context;
	for (size_t i = 0; i < n; i++)
		copies[i] = (struct row_word){words[i].spellings, words[i].count};
	struct positions_row *row = positions_row_open(files[source], copies, n, e);
	if (row)
		*most = positions_row_limit(row);
	return row;
}

static size_t asked; /* how often for the next document of a row */

static bool seek_row(void *walk, uint32_t least, uint32_t *document, struct error *e)
{
	asked++;
	return positions_row_seek(walk, least, document, e);
}

static bool has_row(void *walk, uint32_t document, bool *found, struct error *e)
{
	return positions_row_has(walk, document, found, e);
}

static void close_row(void *walk)
{
	positions_row_close(walk);
}

enum { WORDS = 12, ROW_DOCUMENTS = 400, LENGTH = 60, EXCLUDED_MAX = WORDS * WORDS };

/* The word at position P of document D; few different ones, so that rows are common. */
static unsigned word_at(uint32_t d, uint32_t p)
{
	chance_start(d * 7919 + p * 31 + 5);
	unsigned r = chance(WORDS);
	return r < WORDS / 2 ? r : chance(WORDS);
}

static void write_words(const char *name, const char *positions, uint32_t first)
{
	struct xc_writer *x = create(name);
	struct positions_writer *w = positions_writer_open(in_folder(positions), &err);
	WORKS(w);
	for (uint32_t d = 1; d <= ROW_DOCUMENTS; d++) {
		struct xc_doc *doc = xc_doc_new(&err);
		for (uint32_t p = 1; p <= LENGTH; p++) {
			char word = (char)('a' + word_at(first + d, p));
			xc_doc_add_posting(doc, str_make(&word, 1), p, 1);
		}
		WORKS(xc_writer_add(x, doc, NULL, &err));
		xc_doc_free(doc);
	}
	close_committed(x);
	for (unsigned t = 0; t < WORDS; t++) {
		char word = (char)('a' + t);
		WORKS(positions_writer_term(w, str_make(&word, 1), &err));
		for (uint32_t d = 1; d <= ROW_DOCUMENTS; d++) {
			uint32_t places[LENGTH];
			size_t n = 0;
			for (uint32_t p = 1; p <= LENGTH; p++)
				if (word_at(first + d, p) == t)
					places[n++] = p;
			if (n > 0)
				WORKS(positions_writer_document(w, d, places, n, &err));
		}
	}
	WORKS(positions_writer_finish(w, ROW_DOCUMENTS, &err));
	positions_writer_close(w);
}

/* WORDS is "ab|cd": a, then b or c, then d. */
static struct xc_query *row_query(struct xc_db *db, const char *words)
{
	struct xc_query *subs[8];
	size_t n = 0;
	for (const char *w = words; *w;) {
		struct xc_query *spellings[4];
		size_t count = 0;
		do
			spellings[count++] = xc_query_term(str_make(w++, 1), 1, &err);
		while (*w == '|' && w++);
		subs[n++] = count == 1 ? spellings[0] : xc_query_or(spellings, count, &err);
	}
	struct xc_query *q = xc_query_row(db, subs, n, &err);
	WORKS(q);
	return q;
}

/* Alone; beside a word that leads the match, so that rows are only checked; without. */
static struct xc_query *within(unsigned form, struct xc_query *row)
{
	struct xc_query *rare = xc_query_term(STR("l"), 1, &err);
	struct xc_query *both[] = {row, rare};
	if (form == 0)
		xc_query_free(rare);
	return form == 0   ? row
	       : form == 1 ? xc_query_and(both, 2, &err)
	       : form == 2 ? xc_query_and_not(rare, row, &err)
			   : xc_query_or(both, 2, &err);
}

static size_t compare(struct xc_db *db, const char *words, unsigned form)
{
	struct xc_total ours, theirs;
	const struct xc_match_options all = {.limit = 2 * ROW_DOCUMENTS,
		.check_at_least = UINT32_MAX,
		.boolean = form == 0 && words[1] == 'b'};
	struct xc_query *made = within(form, row_query(db, words));
	struct xc_query *row = xc_query_copy(made, &err);
	struct xc_query *phrase = within(form, row_query(NULL, words));
	WORKS(row);
	xc_query_free(made);
	struct xc_matches *a = xc_match(db, row, &all, &err);
	struct xc_matches *b = xc_match(db, phrase, &all, &err);
	WORKS(a && b);
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		assert_int_equal(a->hits[i].docid, b->hits[i].docid);
		/* A word that stands in the row twice is added once, doubled. */
		assert_true(fabs(a->hits[i].weight - b->hits[i].weight) < 1e-9);
	}
	WORKS(xc_count(db, row, 1000000, &ours, &err));
	WORKS(xc_count(db, phrase, 1000000, &theirs, &err));
	assert_int_equal(ours.count, theirs.count);
	assert_int_equal(ours.count, a->count);
	size_t count = a->count;
	xc_matches_free(a);
	xc_matches_free(b);
	xc_query_free(row);
	xc_query_free(phrase);
	return count;
}

struct docids {
	uint32_t list[2 * ROW_DOCUMENTS];
	size_t count;
	bool is_partial;
};

/* What DB and FILES find of WORDS in FORM with so much WORK; 0: any. *TOTAL is their count. */
static struct docids find(struct xc_db *db, struct positions_file **files, const char *words,
	unsigned form, uint64_t work, struct xc_total *total)
{
	struct docids found = {.count = 0};
	struct budget b;
	const struct xc_match_options all = {
		.limit = 2 * ROW_DOCUMENTS, .check_at_least = UINT32_MAX};
	budget_start(&b, work, 0);
	files[0]->budget = files[1]->budget = work > 0 ? &b : NULL;
	xc_db_set_budget(db, files[0]->budget);
	struct xc_query *query = within(form, row_query(db, words));
	budget_share(files[0]->budget, 50);
	struct xc_matches *m = xc_match(db, query, &all, &err);
	WORKS(m);
	budget_share(files[0]->budget, 100);
	WORKS(xc_count(db, query, 1000000, total, &err));
	for (; found.count < m->count; found.count++)
		found.list[found.count] = m->hits[found.count].docid;
	found.is_partial = m->is_partial;
	assert_true(work == 0 || b.done < 2 * work + 2000);
	xc_matches_free(m);
	xc_query_free(query);
	return found;
}

static bool has(const struct docids *d, uint32_t docid)
{
	for (size_t i = 0; i < d->count; i++)
		if (d->list[i] == docid)
			return true;
	return false;
}

/* Whatever is found of a part is found of the whole, also where a row is excluded; that it is a
   part is said; twice the same is found. */
static void a_part_is_found_of_the_whole(void **state)
{
	(void)state;
	static const char *const rows[] = {"ab", "aa", "a|bc|d", "abab", "lk"};
	struct positions_file *files[] = {positions_file_open(in_folder("rows1"), &err),
		positions_file_open(in_folder("rows2"), &err)};
	WORKS(files[0] && files[1]);
	const struct xc_rows walks = {files, open_row, seek_row, has_row, close_row};
	const struct xc_source sources[] = {
		{.path = in_folder("xapian1")}, {.path = in_folder("xapian2")}};
	struct xc_db *db = xc_db_open_all(sources, 2, &err);
	WORKS(db);
	xc_db_set_rows(db, &walks);
	size_t parts = 0, wholes = 0;
	for (size_t i = 0; i < 4 * sizeof rows / sizeof *rows; i++) {
		struct xc_total total, most;
		const char *words = rows[i / 4];
		const struct docids whole = find(db, files, words, i % 4, 0, &most);
		assert_true(!whole.is_partial && most.exact && most.count == whole.count);
		for (uint64_t work = 1; work < 3000000; work += 1 + work / 3) {
			struct docids part = find(db, files, words, i % 4, work, &total);
			struct docids again = find(db, files, words, i % 4, work, &total);
			assert_memory_equal(&part, &again, sizeof part);
			for (size_t k = 0; k < part.count; k++)
				assert_true(has(&whole, part.list[k]));
			assert_true(part.is_partial || part.count == whole.count);
			assert_true(total.count <= most.count);
			assert_true(!total.exact || total.count == most.count);
			parts += part.is_partial && part.count > 0;
			wholes += !part.is_partial;
		}
	}
	assert_true(parts > 50 && wholes > 50);
	xc_db_close(db);
	positions_file_close(files[0]);
	positions_file_close(files[1]);
}

/* What has "a", but none of EXCLUDED rows: "aa", "ba", "ca" … */
static struct xc_query *without_rows(struct xc_db *db, size_t excluded)
{
	struct xc_query *rows[EXCLUDED_MAX];
	for (size_t i = 0; i < excluded; i++) {
		const char words[] = {(char)('a' + i % WORDS), (char)('a' + i / WORDS % WORDS), 0};
		rows[i] = row_query(db, words);
	}
	return xc_query_and_not(
		xc_query_term(STR("a"), 1, &err), xc_query_or(rows, excluded, &err), &err);
}

/* When the budget is over, nobody walks on through the documents that are left, each of which
   would count as having every excluded row. */
static void excluded_rows_end_with_the_budget(void **state)
{
	(void)state;
	struct positions_file *files[] = {positions_file_open(in_folder("rows1"), &err)};
	WORKS(files[0]);
	const struct xc_rows walks = {files, open_row, seek_row, has_row, close_row};
	struct xc_db *db = xc_db_open(in_folder("xapian1"), &err);
	WORKS(db);
	xc_db_set_rows(db, &walks);
	struct xc_query *query = without_rows(db, EXCLUDED_MAX);
	const struct xc_match_options all = {
		.limit = ROW_DOCUMENTS, .check_at_least = UINT32_MAX, .boolean = true};
	struct budget b;
	budget_start(&b, 20000, 0);
	files[0]->budget = &b;
	xc_db_set_budget(db, &b);
	asked = 0;
	struct xc_matches *m = xc_match(db, query, &all, &err);
	WORKS(m);
	assert_true(m->is_partial && b.done >= 20000 && b.done < 22000);
	assert_in_range(asked, EXCLUDED_MAX, 20 * EXCLUDED_MAX);
	xc_matches_free(m);
	xc_query_free(query);
	xc_db_close(db);
	positions_file_close(files[0]);
}

static void rows_are_libxapians_phrases(void **state)
{
	(void)state;
	static const char *const fixed[] = {"ab", "aa", "aaa", "abab", "aabaa", "a|ba|b", "a|bca|b",
		"a|bb|a", "a|ba", "a|bc|d", "lk", "zz", "az|b", "abcdefgh"};
	write_words("xapian1", "rows1", 0);
	write_words("xapian2", "rows2", 1000);
	struct positions_file *files[] = {positions_file_open(in_folder("rows1"), &err),
		positions_file_open(in_folder("rows2"), &err)};
	WORKS(files[0] && files[1]);
	const struct xc_rows rows = {files, open_row, seek_row, has_row, close_row};
	const struct xc_source sources[] = {
		{.path = in_folder("xapian1")}, {.path = in_folder("xapian2")}};
	struct xc_db *db = xc_db_open_all(sources, 2, &err);
	WORKS(db);
	xc_db_set_rows(db, &rows);
	size_t found = 0;
	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		for (unsigned form = 0; form < 4; form++)
			found += compare(db, fixed[i], form);
	for (unsigned i = 0; i < 400; i++) {
		char words[16];
		size_t n = 0;
		chance_start(i + 77);
		for (size_t w = 2 + chance(3); w > 0; w--) {
			words[n++] = (char)('a' + chance(WORDS));
			if (chance(4) == 0) {
				words[n++] = '|';
				words[n] = (char)('a' + chance(WORDS));
				words[n] = (char)(words[n] == words[n - 2] ? 'z' : words[n]);
				n++;
			}
		}
		words[n] = '\0';
		found += compare(db, words, i % 4);
	}
	assert_true(found > 20000);
	static const uint32_t hidden[] = {1, 2, 3, 4, 5, 100, 333};
	WORKS(xc_db_hide(db, hidden, sizeof hidden / sizeof *hidden, &err));
	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		compare(db, fixed[i], (unsigned)i % 4);
	xc_db_close(db);
	positions_file_close(files[0]);
	positions_file_close(files[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_libxapians_phrases),
		cmocka_unit_test(a_part_is_found_of_the_whole),
		cmocka_unit_test(excluded_rows_end_with_the_budget),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
