/* indexer: whole runs of update and rebuild on small sources. */
#include "archive/archive.h"
#include "archive/generation.h"
#include "base/file.h"
#include "base/lang.h"
#include "indexer/published/published.h"
#include "indexer/repair/stored.h"
#include "indexer/run/check.h"
#include "indexer/run/update.h"
#include "indexer/work/memory.h"
#include "unit/source_fixture.h"
#include "xapianc/xapianc.h"

#include <fcntl.h>
#include <inttypes.h>

static void take_away(const char *name)
{
	char path[64];
	snprintf(path, sizeof path, "src/%s", name);
	assert_int_equal(unlink(in_home(path)), 0);
}

/* ---- Runs ---- */

static struct update_options plain_options(void)
{
	static char source[256];
	static char archive[256];
	static char *sources[] = {source};
	snprintf(source, sizeof source, "%s/src", home);
	snprintf(archive, sizeof archive, "%s/archive", home);
	return (struct update_options){.archive = archive,
		.sources = sources,
		.source_count = 1,
		.jobs = 2,
		.memory = MEMORY_DEFAULT,
		.shard_articles = 7,
		.batch_articles = 3,
		.max_removals = 20,
		.quiet = true};
}

/* Runs and says in a line what came of it. */
static const char *run(const struct update_options *options)
{
	static char line[256];
	struct update_outcome o;
	if (!update_archive(options, &o, &err)) {
		snprintf(line, sizeof line, "error %d", (int)err.code);
	} else {
		snprintf(line, sizeof line,
			"%s +%" PRIu64 " ~%" PRIu64 " -%" PRIu64 " =%" PRIu64 " skipped %" PRIu64,
			o.published ? "published" : "same", o.counts[REPORT_ADDED],
			o.counts[REPORT_CHANGED], o.counts[REPORT_REMOVED], o.unchanged,
			o.counts[REPORT_SKIPPED]);
	}
	update_outcome_free(&o);
	return line;
}

static const char *update(void)
{
	struct update_options options = plain_options();
	return run(&options);
}

static const char *rebuild(void)
{
	struct update_options options = plain_options();
	options.reread = true;
	return run(&options);
}

/* The text of the last block of the article ID as it is stored; "" if there is none. */
static const char *stored_text(const char *id)
{
	static char text[256];
	struct published p;
	struct record r;
	*text = '\0';
	WORKS(published_open(&p, in_home("archive"), &err));
	struct stored *s = stored_open(p.folder, &p.manifest, &err);
	WORKS(s != NULL);
	if (stored_find(s, str_from_c(id), &r, &err) && r.block_count > 0) {
		struct str last = r.blocks[r.block_count - 1].text;
		snprintf(text, sizeof text, "%.*s", STR_ARG(last));
	}
	stored_close(s);
	published_close(&p);
	return text;
}

/* The number of articles that readers find; every one of them is looked for. */
static uint64_t searchable(void)
{
	struct archive a;
	struct error reason;
	if (!archive_open(in_home("archive"), &a, &reason))
		fail_msg("%s", reason.message);
	uint64_t count = a.article_count;
	WORKS(check_canaries(a.path, UINT64_MAX, &err));
	archive_close(&a);
	return count;
}

static void report_has(const char *piece)
{
	struct buf report = BUF_INIT;
	WORKS(file_read(AT_FDCWD, in_home("archive/last-report.jsonl"), 1 << 20, &report, &err));
	if (!strstr(report.ptr, piece))
		fail_msg("%s is not in the report:\n%s", piece, report.ptr);
	buf_free(&report);
}

static void changes_are_followed(void **state)
{
	(void)state;
	put("a.txt", "Tiêu đề một\n\nNội dung một\n");
	put("b.jsonl", "{\"id\":\"x\",\"title\":\"Tin ích\",\"body\":\"bản một\"}\n"
		       "{\"id\":\"y\",\"title\":\"Tin khác\",\"body\":\"bản đầu\"}\n");
	assert_string_equal(update(), "published +3 ~0 -0 =0 skipped 0");
	assert_int_equal(searchable(), 3);
	assert_string_equal(update(), "same +0 ~0 -0 =3 skipped 0");

	put("b.jsonl", "{\"id\":\"x\",\"title\":\"Tin ích\",\"body\":\"bản hai\"}\n");
	put("c.txt", "Tiêu đề ba\n\nNội dung ba\n");
	assert_string_equal(update(), "published +1 ~1 -1 =1 skipped 0");
	assert_int_equal(searchable(), 3);
	assert_string_equal(stored_text("x"), "bản hai");
	assert_string_equal(stored_text("y"), "");
	report_has("{\"action\":\"removed\",\"id\":\"y\"");

	take_away("a.txt");
	assert_string_equal(update(), "published +0 ~0 -1 =2 skipped 0");
	assert_int_equal(searchable(), 2);
	assert_string_equal(rebuild(), "published +0 ~0 -0 =2 skipped 0");
	assert_int_equal(searchable(), 2);
}

static void what_can_not_be_read_stays(void **state)
{
	(void)state;
	put("a.txt", "Bài thứ nhất\n\nNội dung một\n");
	put("b.jsonl", "{\"id\":\"x\",\"title\":\"Tin\",\"body\":\"bản một\"}\n");
	assert_string_equal(update(), "published +2 ~0 -0 =0 skipped 0");

	take_away("a.txt");
	assert_int_equal(symlink("a.txt", in_home("src/a.txt")), 0);
	put("b.jsonl", "{\"id\":\"y\",\"title\":\"Tin\",\"body\":\"bản hai\"}\n{\"id\":\"x\",\n");
	put("c.txt", "");
	assert_string_equal(update(), "published +1 ~0 -0 =2 skipped 2");
	report_has("\"path\":\"/");
	report_has("b.jsonl\",\"line\":2");
	report_has("\"why\":\"empty files\"");
	assert_string_equal(stored_text("a.txt"), "Nội dung một");
	assert_string_equal(stored_text("x"), "bản một");
	assert_int_equal(searchable(), 3);
	assert_string_equal(update(), "same +0 ~0 -0 =3 skipped 2");

	/* Nor does a rebuild lose it. */
	assert_string_equal(rebuild(), "published +0 ~0 -0 =3 skipped 2");
	assert_string_equal(stored_text("a.txt"), "Nội dung một");
	assert_int_equal(searchable(), 3);
}

static void an_id_that_files_share_names_the_file(void **state)
{
	(void)state;
	put("a.jsonl", "{\"id\":\"x\",\"title\":\"Tin\",\"body\":\"của a\"}\n"
		       "{\"id\":\"x\",\"title\":\"Tin\",\"body\":\"khác\"}\n"
		       "{\"id\":\"x\",\"title\":\"Tin\",\"body\":\"nữa\"}\n");
	put("b.jsonl", "{\"id\":\"x\",\"title\":\"Tin\",\"body\":\"của b\"}\n");
	put("c.jsonl", "{\"id\":\"x\",\"title\":\"Tin\",\"body\":\"của b\"}\n");
	assert_string_equal(update(), "published +4 ~0 -0 =0 skipped 0");
	assert_string_equal(stored_text("x"), "của a");
	assert_string_equal(stored_text("a.jsonl#x"), "khác");
	assert_string_equal(stored_text("a.jsonl#x#2"), "nữa");
	assert_string_equal(stored_text("b.jsonl#x"), "của b");
	report_has("\"action\":\"shared\"");
	assert_string_equal(update(), "same +0 ~0 -0 =4 skipped 0");
	report_has("\"action\":\"shared\"");

	/* The others keep theirs. */
	take_away("a.jsonl");
	assert_string_equal(update(), "published +0 ~0 -3 =1 skipped 0");
	assert_string_equal(stored_text("b.jsonl#x"), "của b");
	assert_int_equal(searchable(), 1);
}

/* A touched file is read after one that came with its id: nothing of either is lost. */
static void a_newcomer_takes_no_id(void **state)
{
	(void)state;
	put("b.txt", "Bài thật\n");
	put("c.txt", "Bài khác\n");
	assert_string_equal(update(), "published +2 ~0 -0 =0 skipped 0");
	put("a.jsonl", "{\"id\":\"b.txt\",\"title\":\"Bài giả\"}\n");
	put("b.txt", "Bài thật\n");
	assert_string_equal(update(), "published +1 ~0 -0 =2 skipped 0");
	assert_string_equal(stored_text("b.txt"), "Bài thật");
	assert_string_equal(stored_text("a.jsonl#b.txt"), "Bài giả");
	take_away("a.jsonl");
	assert_string_equal(update(), "published +0 ~0 -1 =2 skipped 0");
	assert_string_equal(stored_text("b.txt"), "Bài thật");
}

static void put_many(unsigned from, unsigned to)
{
	for (unsigned i = from; i < to; i++) {
		char name[32];
		char text[64];
		snprintf(name, sizeof name, "%03u.txt", i);
		snprintf(text, sizeof text, "Bài số %u\n\nNội dung của bài số %u\n", i, i);
		put(name, text);
	}
}

static void removals_are_guarded(void **state)
{
	(void)state;
	put_many(0, 30);
	assert_string_equal(update(), "published +30 ~0 -0 =0 skipped 0");
	for (unsigned i = 0; i < 16; i++) {
		char name[32];
		snprintf(name, sizeof name, "%03u.txt", i);
		take_away(name);
	}
	char refused[32];
	snprintf(refused, sizeof refused, "error %d", (int)ERROR_LIMIT);
	assert_string_equal(update(), refused);
	assert_int_equal(searchable(), 30);
	struct update_options options = plain_options();
	options.allow_removals = true;
	assert_string_equal(run(&options), "published +0 ~0 -16 =14 skipped 0");
	assert_int_equal(searchable(), 14);
}

static void sources_come_and_go(void **state)
{
	(void)state;
	put("a.txt", "Nguồn một\n\nBài\n");
	assert_int_equal(mkdir(in_home("more"), 0777), 0);
	assert_int_equal(rename(in_home("src/a.txt"), in_home("more/b.txt")), 0);
	put("a.txt", "Nguồn hai\n\nBài\n");
	char more[256];
	snprintf(more, sizeof more, "%s/more", home);
	char *both[] = {plain_options().sources[0], more};
	struct update_options options = plain_options();
	options.sources = both;
	options.source_count = 2;
	assert_string_equal(run(&options), "published +2 ~0 -0 =0 skipped 0");

	/* Naming one leaves the other alone; naming none means all. */
	assert_string_equal(update(), "same +0 ~0 -0 =2 skipped 0");
	assert_int_equal(rename(in_home("more"), in_home("away")), 0);
	assert_string_equal(update(), "same +0 ~0 -0 =2 skipped 0");
	options.source_count = 0;
	char missing[32];
	snprintf(missing, sizeof missing, "error %d", (int)ERROR_NOT_FOUND);
	assert_string_equal(run(&options), missing);
	assert_int_equal(searchable(), 2);

	char *forget[] = {more};
	options.forget = forget;
	options.forget_count = 1;
	assert_string_equal(run(&options), "published +0 ~0 -1 =1 skipped 0");
	assert_int_equal(searchable(), 1);

	char *nested[] = {home};
	options = plain_options();
	options.sources = nested;
	char usage[32];
	snprintf(usage, sizeof usage, "error %d", (int)ERROR_USAGE);
	assert_string_equal(run(&options), usage);
}

static void an_archive_in_its_own_source_is_not_read(void **state)
{
	(void)state;
	put("a.txt", "Một bài\n\nNội dung\n");
	char archive[256];
	snprintf(archive, sizeof archive, "%s/src/archive", home);
	struct update_options options = plain_options();
	options.archive = archive;
	assert_string_equal(run(&options), "published +1 ~0 -0 =0 skipped 0");
	assert_string_equal(run(&options), "same +0 ~0 -0 =1 skipped 0");
}

static void an_empty_source_makes_no_archive(void **state)
{
	(void)state;
	char missing[32];
	snprintf(missing, sizeof missing, "error %d", (int)ERROR_NOT_FOUND);
	assert_string_equal(update(), missing);
	put("notes.pdf", "no article");
	assert_string_equal(update(), missing);
	report_has("{\"action\":\"ignored\"");
}

/* A file that is touched, or written again within the grain of the clock. */
static void time_stamps_are_not_trusted_blindly(void **state)
{
	(void)state;
	put("a.txt", "Bản một\n\nNội dung một\n");
	assert_string_equal(update(), "published +1 ~0 -0 =0 skipped 0");
	struct stat st;
	assert_int_equal(stat(in_home("src/a.txt"), &st), 0);
	put("a.txt", "Bản hai\n\nNội dung hai\n");
	struct timespec times[] = {st.st_atim, st.st_mtim};
	assert_int_equal(utimensat(AT_FDCWD, in_home("src/a.txt"), times, 0), 0);
	assert_string_equal(update(), "published +0 ~1 -0 =0 skipped 0");
	times[1].tv_sec -= 1000;
	assert_int_equal(utimensat(AT_FDCWD, in_home("src/a.txt"), times, 0), 0);
	assert_string_equal(update(), "same +0 ~0 -0 =1 skipped 0");
}

/* ---- Many changes, compared with what should be ---- */

enum { MODEL_FILES = 6, MODEL_LINES = 12, MODEL_ROUNDS = 40 };

/* The version of the article in each line of each file; 0: none. */
static unsigned model[MODEL_FILES][MODEL_LINES];

static void write_model_file(unsigned file)
{
	char name[32];
	char text[4096] = "";
	snprintf(name, sizeof name, "f%u.jsonl", file);
	for (unsigned line = 0; line < MODEL_LINES; line++) {
		if (model[file][line])
			sprintf(text + strlen(text),
				"{\"id\":\"f%u-%u\",\"title\":\"Bài %u\",\"body\":\"bản %u\"}\n",
				file, line, line, model[file][line]);
	}
	put(name, text);
}

static void check_model(void)
{
	uint64_t count = 0;
	for (unsigned file = 0; file < MODEL_FILES; file++) {
		for (unsigned line = 0; line < MODEL_LINES; line++) {
			char id[32];
			char want[32] = "";
			snprintf(id, sizeof id, "f%u-%u", file, line);
			if (model[file][line])
				snprintf(want, sizeof want, "bản %u", model[file][line]);
			assert_string_equal(stored_text(id), want);
			count += model[file][line] > 0;
		}
	}
	assert_int_equal(searchable(), count);
}

static void any_changes_are_followed(void **state)
{
	(void)state;
	srand(20170101);
	for (unsigned file = 0; file < MODEL_FILES; file++) {
		for (unsigned line = 0; line < MODEL_LINES; line++)
			model[file][line] = 1;
		write_model_file(file);
	}
	struct update_options options = plain_options();
	options.allow_removals = true;
	for (unsigned round = 2; round < MODEL_ROUNDS; round++) {
		unsigned changes = 1 + (unsigned)rand() % 6;
		for (unsigned i = 0; i < changes; i++) {
			unsigned file = (unsigned)rand() % MODEL_FILES;
			unsigned line = (unsigned)rand() % MODEL_LINES;
			model[file][line] = rand() % 3 ? round : 0;
			write_model_file(file);
		}
		options.reread = round % 13 == 0;
		options.jobs = 1 + round % 3;
		struct update_outcome o;
		WORKS(update_archive(&options, &o, &err));
		assert_int_equal(o.counts[REPORT_SKIPPED], 0);
		update_outcome_free(&o);
		if (round % 5 == 0)
			check_model();
	}
	check_model();
}

/* ---- Damage ---- */

static void damage_is_noticed(void **state)
{
	(void)state;
	static const char *const files[] = {
		"catalogue", "shard-0001/positions", "shard-0001/postlist.glass", "manifest.json"};
	put_many(0, 3);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct archive a;
		WORKS(folder_remove(in_home("archive"), &err));
		assert_string_equal(update(), "published +3 ~0 -0 =0 skipped 0");
		char path[256];
		char aside[256];
		snprintf(path, sizeof path, "%s/archive/current/%s", home, files[i]);
		snprintf(aside, sizeof aside, "%s/aside", home);
		assert_int_equal(rename(path, aside), 0);
		assert_false(archive_open(in_home("archive"), &a, &err));
		assert_true(err.code == ERROR_CORRUPT || err.code == ERROR_NOT_FOUND);
		assert_int_equal(rename(aside, path), 0);
		struct stat st;
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(truncate(path, st.st_size - 1), 0);
		assert_false(archive_open(in_home("archive"), &a, &err));
		assert_int_equal(err.code, ERROR_CORRUPT);
		assert_non_null(strstr(err.message, "repair"));
		/* A damaged generation can be built anew from its sources. */
		const char *outcome = rebuild();
		assert_non_null(strstr(outcome, "published"));
		assert_int_equal(searchable(), 3);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SOURCE_TEST(changes_are_followed),
		SOURCE_TEST(what_can_not_be_read_stays),
		SOURCE_TEST(an_id_that_files_share_names_the_file),
		SOURCE_TEST(a_newcomer_takes_no_id),
		SOURCE_TEST(removals_are_guarded),
		SOURCE_TEST(sources_come_and_go),
		SOURCE_TEST(an_archive_in_its_own_source_is_not_read),
		SOURCE_TEST(an_empty_source_makes_no_archive),
		SOURCE_TEST(time_stamps_are_not_trusted_blindly),
		SOURCE_TEST(any_changes_are_followed),
		SOURCE_TEST(damage_is_noticed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
