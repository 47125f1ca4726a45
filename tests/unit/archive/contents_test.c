/* archive: what a generation must have. */
#include "archive/contents.h"
#include "unit/home_fixture.h"

static const char *const files[] = {"catalogue", "lexicon", "report.jsonl", "lost",
	"shard-0003/iamglass", "shard-0003/postlist.glass", "shard-0003/docdata.glass",
	"shard-0003/positions", "shard-0003/blocks", "shard-0003/tally", "shard-12345/iamglass",
	"shard-12345/blocks", "shard-12345/postlist.glass", "shard-12345/docdata.glass",
	"shard-12345/positions", "shard-12345/tally", "shard-12345/flintlock"};

enum { FILES = sizeof files / sizeof *files };

/* The number of a file; FILES: none. */
static size_t file_named(const char *path)
{
	size_t i = 0;
	while (i < FILES && strcmp(files[i], path) != 0)
		i++;
	return i;
}

/* Of two shards; without the file WITHOUT, with the file BESIDES; NULL: neither. */
static void fill(struct manifest *m, const char *without, const char *besides)
{
	static const struct manifest_shard shards[] = {
		{12345, 10, 200, "", 0}, {3, 40, 5000, "", 0}};
	struct digest d = digest_of(STR(""));
	*m = MANIFEST_INIT;
	m->next_shard = 12346;
	m->articles = 50;
	m->text_bytes = 5200;
	for (size_t i = 0; i < 2; i++)
		assert_true(manifest_add_shard(m, &shards[i]));
	for (size_t i = 0; i < FILES; i++)
		assert_true((without && i == file_named(without)) ||
			    manifest_add_file(m, files[i], 0, &d));
	assert_true(!besides || manifest_add_file(m, besides, 0, &d));
}

static void refused(struct manifest *m, const char *what)
{
	if (contents_check(m, home, &err))
		fail_msg("accepted: %s", what);
	assert_int_equal(err.code, ERROR_CORRUPT);
	manifest_free(m);
}

static void each_file_is_listed_once(void **state)
{
	(void)state;
	struct manifest m;
	static const char *const besides[] = {"shard-0003/x", "shard-0003/position.glass", "x",
		"manifest.json", "shard-0004/tally", "shard-3/tally", "shard-00003/tally",
		"shard-+003/tally", "shard- 003/tally", "shard-0003/", "shard-0003",
		"shard-0000/tally", "shard-0003/tally/", "shard-0003//tally", "/lost",
		"shard-0003/../names", "", "shard-4294967299/tally", "NAMES"};
	fill(&m, NULL, NULL);
	WORKS(contents_check(&m, home, &err));
	manifest_free(&m);
	fill(&m, "lost", "names");
	WORKS(contents_check(&m, home, &err));
	manifest_free(&m);
	for (size_t i = 0; i < FILES; i++) {
		fill(&m, files[i], NULL);
		bool needed = strcmp(files[i], "lost") != 0 && !strstr(files[i], "flintlock");
		if (needed)
			refused(&m, files[i]);
		else
			manifest_free(&m);
		fill(&m, NULL, files[i]);
		refused(&m, files[i]);
	}
	for (size_t i = 0; i < sizeof besides / sizeof *besides; i++) {
		fill(&m, NULL, besides[i]);
		refused(&m, besides[i]);
	}
}

static void positions_of_xapian_are_there_if_they_are_told(void **state)
{
	(void)state;
	struct manifest m;
	struct digest d = digest_of(STR(""));
	fill(&m, NULL, "shard-0003/position.glass");
	m.xapian_positions = true;
	assert_false(contents_check(&m, home, &err));
	assert_true(manifest_add_file(&m, "shard-12345/position.glass", 0, &d));
	WORKS(contents_check(&m, home, &err));
	manifest_free(&m);
}

static void an_empty_table_of_term_lists_is_there_if_they_are_served(void **state)
{
	(void)state;
	struct manifest m;
	struct digest d = digest_of(STR(""));
	fill(&m, NULL, "shard-0003/termlist.glass");
	refused(&m, "term lists of what is not served");
	fill(&m, NULL, "shard-0003/termlist.glass");
	m.servable = true;
	assert_false(contents_check(&m, home, &err));
	assert_true(manifest_add_file(&m, "shard-12345/termlist.glass", 0, &d));
	WORKS(contents_check(&m, home, &err));
	manifest_free(&m);
}

static void numbers_fit_each_other(void **state)
{
	(void)state;
	struct manifest m;
	fill(&m, NULL, NULL);
	m.articles++;
	refused(&m, "articles");
	fill(&m, NULL, NULL);
	m.text_bytes--;
	refused(&m, "text_bytes");
	fill(&m, NULL, NULL);
	m.next_shard = 12345;
	refused(&m, "next_shard");
	fill(&m, NULL, NULL);
	assert_true(manifest_add_shard(&m, &(struct manifest_shard){3, 0, 0, "", 0}));
	refused(&m, "a shard twice");
}

/* ---- The folder ---- */

static void count_finding(void *context, const struct error *finding)
{
	unsigned *count = context;
	assert_int_equal(finding->code, ERROR_CORRUPT);
	(*count)++;
}

static unsigned findings(const struct manifest *m)
{
	unsigned count = 0;
	WORKS(contents_check_folder(m, in_home("g"), count_finding, &count, &err));
	return count;
}

static void put(const char *path)
{
	char name[64];
	snprintf(name, sizeof name, "g/%s", path);
	write_file(name, STR(""));
}

static void nothing_is_there_besides(void **state)
{
	(void)state;
	struct manifest m;
	fill(&m, NULL, NULL);
	WORKS(folder_make(in_home("g/shard-0003"), &err));
	WORKS(folder_make(in_home("g/shard-12345"), &err));
	for (size_t i = 0; i < FILES; i++)
		put(files[i]);
	put("manifest.json");
	put("manifest.sha256");
	assert_int_equal(findings(&m), 0);
	put("names"); /* could be of a generation, but is not listed */
	put("shard-0003/spool");
	WORKS(folder_make(in_home("g/shard-0004/x"), &err)); /* told once, with all that is in it */
	assert_int_equal(symlink("lexicon", in_home("g/link")), 0);
	assert_int_equal(mkfifo(in_home("g/shard-12345/pipe"), 0666), 0);
	assert_int_equal(findings(&m), 5);
	assert_int_equal(rename(in_home("g/lexicon"), in_home("g/lexicon.away")), 0);
	assert_int_equal(symlink("lexicon.away", in_home("g/lexicon")), 0);
	assert_int_equal(findings(&m), 7);
	manifest_free(&m);
}

static void the_folder_itself_is_no_link(void **state)
{
	(void)state;
	struct manifest m;
	fill(&m, NULL, NULL);
	WORKS(folder_make(in_home("there"), &err));
	assert_int_equal(symlink("there", in_home("g")), 0);
	assert_int_equal(findings(&m), 1);
	manifest_free(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_file_is_listed_once),
		TEST(positions_of_xapian_are_there_if_they_are_told),
		TEST(an_empty_table_of_term_lists_is_there_if_they_are_served),
		TEST(numbers_fit_each_other),
		TEST(nothing_is_there_besides),
		TEST(the_folder_itself_is_no_link),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
