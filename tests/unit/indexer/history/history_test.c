/* indexer: what articles said before, from one generation to the next. */
#include "archive/schema.h"
#include "base/file.h"
#include "indexer/history/difference.h"
#include "indexer/history/history.h"
#include "indexer/work/age.h"
#include "unit/home_fixture.h"

#include <fcntl.h>

/* ---- What is a difference ---- */

static struct record record_of(struct record_block *block, const char *title, const char *text)
{
	*block = (struct record_block){.zone = ZONE_BODY, .text = str_from_c(text)};
	return (struct record){.id = STR("a"),
		.path = STR("p"),
		.title = str_from_c(title),
		.blocks = block,
		.block_count = 1};
}

static void words_and_metadata_are_what_is_said(void **state)
{
	(void)state;
	struct record_block one, other;
	struct record a = record_of(&one, "Tin", "Nước lên  hai\nmét."), b;
	static const char *const same[] = {"Nước lên hai mét.", " Nước lên\nhai mét.\n"};
	static const char *const differ[] = {"Nước lên ba mét.", "Nước lên hai mét", "Nước lên hai",
		"", "Nước lên hai mét. Hết."};
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		b = record_of(&other, "Tin", same[i]);
		b.id = STR("b");
		b.path = STR("q");
		b.encodings = STR("TCVN3");
		assert_false(difference_is(&a, &b));
	}
	for (size_t i = 0; i < sizeof differ / sizeof *differ; i++) {
		b = record_of(&other, "Tin", differ[i]);
		assert_true(difference_is(&a, &b));
		assert_true(difference_is(&b, &a));
	}
	b = record_of(&other, "Tin khác", same[0]);
	assert_true(difference_is(&a, &b));
	struct str authors[] = {STR_INIT("Lê An"), STR_INIT("Hà Chi")};
	b = a;
	b.authors = authors;
	b.author_count = 1;
	assert_true(difference_is(&a, &b));
	b = a;
	b.url = STR("https://vi.du/1");
	assert_true(difference_is(&a, &b));
}

static void ages_are_days_months_or_years(void **state)
{
	(void)state;
	uint32_t days;
	static const struct {
		const char *text;
		uint32_t days;
	} good[] = {
		{"none", 0}, {"1d", 1}, {"90d", 90}, {"18m", 540}, {"2y", 730}, {"100y", 36500}};
	static const char *const bad[] = {"", "d", "0d", "2", "2w", "2yy", "-2y", " 2y", "101y",
		"99999999999999999999999d", "36501d", "None", "2.5y"};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		assert_true(age_read(good[i].text, &days));
		assert_int_equal(days, good[i].days);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(age_read(bad[i], &days));
}

static void a_day_is_one_that_a_clock_can_tell(void **state)
{
	(void)state;
	int64_t ns = 0, later = 0;
	assert_true(age_since("2026-03-14", &ns) && age_since("2026-03-15", &later));
	assert_true(later - ns == INT64_C(86400) * 1000000000);
	assert_false(age_since("9999-01-01", &ns) || age_since("0001-01-01", &ns) ||
		     age_since("2026-03-14x", &ns) || age_since("", &ns));
}

/* ---- Generations ---- */

/* Where it is gone: the key of "". */
static struct key renamed_from, renamed_to, gone;

static const struct key *now(void *context, const struct key *article)
{
	(void)context;
	if (key_eq(article, &gone))
		return NULL;
	return key_eq(article, &renamed_from) ? &renamed_to : article;
}

static bool refuse(void *context, const struct record *r, bool *refused, struct error *e)
{
	(void)e;
	*refused = str_eq(r->title, str_from_c(context));
	return true;
}

struct said {
	const char *id, *title;
};

/* One run, number N, that goes on from N - 1 where M lists anything, and adds COUNT texts. */
static uint64_t run(struct manifest *m, int n, const struct said *said, size_t count,
	int64_t oldest, const char *purged)
{
	static char before[256];
	char folder[256];
	struct history h;
	struct manifest out = MANIFEST_INIT;
	snprintf(folder, sizeof folder, "%s/%d", home, n);
	assert_int_equal(mkdir(folder, 0755), 0);
	WORKS(history_open(&h, folder, n > 1 ? before : NULL, m, false, &err));
	for (size_t i = 0; i < count; i++) {
		struct record_block block;
		struct record r = record_of(&block, said[i].title, "Chuyện làng.");
		struct key id = key_of(str_from_c(said[i].id)), content = key_of(r.title);
		WORKS(history_add(&h, &id, &content, &r, 100 * n, &err));
	}
	char *context = purged ? strdup(purged) : NULL;
	const struct history_rule rule = {.oldest_ns = oldest,
		.now = now,
		.refuses = purged ? refuse : NULL,
		.context = context};
	WORKS(history_finish(&h, &rule, &out, &err));
	free(context);
	uint64_t kept = h.count;
	history_close(&h);
	manifest_free(m);
	*m = out;
	m->started_ns = 100 * n;
	memcpy(before, folder, sizeof before);
	return kept;
}

/* What is kept of ID in generation N: "title since-until, …". */
static const char *told(const struct manifest *m, int n, const char *id)
{
	static char out[4096];
	char folder[256];
	struct versions *v;
	uint64_t first, count;
	struct key key = key_of(str_from_c(id));
	struct arena memory = {0};
	snprintf(folder, sizeof folder, "%s/%d", home, n);
	WORKS(versions_open(folder, m, &v, &err));
	WORKS(versions_check(v, &err));
	WORKS(versions_of(v, &key, &first, &count, &err));
	*out = '\0';
	for (uint64_t i = 0; i < count; i++) {
		struct version row;
		struct str bytes;
		struct record r;
		WORKS(versions_at(v, first + i, &row, &err));
		WORKS(versions_bytes(v, &row, &bytes, &err));
		WORKS(record_decode(bytes, &memory, &r, &err));
		size_t at = strlen(out);
		snprintf(out + at, sizeof out - at, "%s%.*s %s%d-%d", i ? ", " : "",
			STR_ARG(r.title), row.since_before ? "≤" : "", (int)row.since_ns,
			(int)row.until_ns);
	}
	arena_free(&memory);
	versions_close(v);
	return out;
}

static size_t segments_in(const struct manifest *m)
{
	size_t count = 0;
	for (size_t i = 0; i < m->file_count; i++)
		count += schema_segment_of(m->files[i].path) > 0;
	return count;
}

static void versions_follow_each_other(void **state)
{
	(void)state;
	struct manifest m = MANIFEST_INIT;
	const struct said first[] = {{"a", "một"}, {"b", "khác"}}, second[] = {{"a", "hai"}};
	assert_int_equal(run(&m, 1, NULL, 0, 0, NULL), 0);
	assert_int_equal(m.file_count, 0);
	assert_int_equal(run(&m, 2, first, 2, 0, NULL), 2);
	assert_string_equal(told(&m, 2, "a"), "một ≤100-200");
	assert_int_equal(run(&m, 3, second, 1, 0, NULL), 3);
	assert_string_equal(told(&m, 3, "a"), "một ≤100-200, hai 200-300");
	/* It says once more what it said: the text is there. */
	assert_int_equal(run(&m, 4, first, 1, 0, NULL), 4);
	assert_string_equal(told(&m, 4, "a"), "một ≤100-200, hai 200-300, một 300-400");
	assert_string_equal(told(&m, 4, "b"), "khác ≤100-200");
	uint64_t size = manifest_total_size(&m);
	assert_int_equal(run(&m, 5, NULL, 0, 0, NULL), 4);
	assert_int_equal(manifest_total_size(&m), size);
	manifest_free(&m);
}

static void what_is_old_or_gone_goes(void **state)
{
	(void)state;
	struct manifest m = MANIFEST_INIT;
	const struct said one[] = {{"a", "một"}, {"b", "khác"}, {"c", "kia"}};
	renamed_from = key_of(STR("b"));
	renamed_to = key_of(STR("bb"));
	run(&m, 1, NULL, 0, 0, NULL);
	run(&m, 2, one, 1, 0, NULL);
	run(&m, 3, one + 1, 2, 0, NULL);
	assert_int_equal(run(&m, 4, NULL, 0, 201, NULL), 2);
	assert_string_equal(told(&m, 4, "a"), "");
	assert_string_equal(told(&m, 4, "b"), "");
	assert_string_equal(told(&m, 4, "bb"), "khác ≤200-300");
	gone = key_of(STR("c"));
	assert_int_equal(run(&m, 5, NULL, 0, 0, NULL), 1);
	assert_string_equal(told(&m, 5, "c"), "");
	assert_int_equal(run(&m, 6, NULL, 0, INT64_MAX, NULL), 0);
	assert_int_equal(m.file_count, 0);
	manifest_free(&m);
	gone = renamed_from = key_of(STR(""));
}

/* Each is written anew about as often as the logarithm of all. */
static void segments_stay_few(void **state)
{
	(void)state;
	enum { RUNS = 200 };
	struct manifest m = MANIFEST_INIT;
	size_t most = 0;
	run(&m, 1, NULL, 0, 0, NULL);
	for (int n = 2; n <= RUNS; n++) {
		char id[16], title[16];
		const struct said one = {id, title};
		snprintf(id, sizeof id, "id%d", n % 40);
		snprintf(title, sizeof title, "tin %d", n);
		assert_int_equal(run(&m, n, &one, 1, 0, NULL), n - 1);
		most = segments_in(&m) > most ? segments_in(&m) : most;
	}
	assert_in_range(most, 2, 9);
	assert_string_equal(told(&m, RUNS, "id7"),
		"tin 7 ≤600-700, tin 47 700-4700, tin 87 4700-8700, tin 127 8700-12700, "
		"tin 167 12700-16700");
	manifest_free(&m);
}

/* Whether a segment of FOLDER has WORD, as it is. */
static bool has_bytes(const struct manifest *m, const char *folder, const char *word)
{
	bool has = false;
	for (size_t i = 0; i < m->file_count; i++) {
		char path[256];
		struct buf file = BUF_INIT;
		snprintf(path, sizeof path, "%s/%s/%s", home, folder, m->files[i].path);
		WORKS(file_read(AT_FDCWD, path, 1 << 20, &file, &err));
		has |= memmem(file.ptr, file.len, word, strlen(word)) != NULL;
		buf_free(&file);
	}
	return has;
}

static void what_is_purged_is_in_no_file(void **state)
{
	(void)state;
	struct manifest m = MANIFEST_INIT;
	const struct said one[] = {
		{"a", "qxzvbn"}, {"b", "wkjhgf"}, {"c", "một tin dài hơn nhiều"}};
	run(&m, 1, NULL, 0, 0, NULL);
	run(&m, 2, one, 3, 0, NULL);
	assert_true(has_bytes(&m, "2", "qxzvbn"));
	assert_int_equal(run(&m, 3, NULL, 0, 0, "qxzvbn"), 2);
	assert_false(has_bytes(&m, "3", "qxzvbn"));
	assert_true(has_bytes(&m, "3", "wkjhgf"));
	assert_string_equal(told(&m, 3, "b"), "wkjhgf ≤100-200");
	manifest_free(&m);
}

/* A rebuild or a repair goes on with what can be read. */
static void damage_is_forgiven_where_it_is_asked_for(void **state)
{
	(void)state;
	struct history h;
	struct manifest m = MANIFEST_INIT, out = MANIFEST_INIT;
	const struct said one[] = {{"a", "một"}};
	const struct history_rule rule = {.now = now};
	run(&m, 1, NULL, 0, 0, NULL);
	run(&m, 2, one, 1, 0, NULL);
	write_file("2/versions-0001", STR("hỏng"));
	assert_int_equal(mkdir(in_home("3"), 0755), 0);
	assert_false(history_open(&h, in_home("3"), in_home("2"), &m, false, &err));
	assert_int_equal(err.code, ERROR_CORRUPT);
	history_close(&h);
	WORKS(history_open(&h, in_home("3"), in_home("2"), &m, true, &err));
	WORKS(history_finish(&h, &rule, &out, &err));
	assert_true(h.is_lost);
	assert_int_equal(h.count, 0);
	history_close(&h);
	manifest_free(&m);
	manifest_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_and_metadata_are_what_is_said),
		cmocka_unit_test(ages_are_days_months_or_years),
		cmocka_unit_test(a_day_is_one_that_a_clock_can_tell),
		TEST(versions_follow_each_other),
		TEST(what_is_old_or_gone_goes),
		TEST(segments_stay_few),
		TEST(what_is_purged_is_in_no_file),
		TEST(damage_is_forgiven_where_it_is_asked_for),
	};
	return cmocka_run_group_tests_name("history", tests, NULL, NULL);
}
