/* indexer: whole runs of update and rebuild on small sources, and its tables. */
#include "archive/archive.h"
#include "archive/folder.h"
#include "archive/generation.h"
#include "base/file.h"
#include "base/lang.h"
#include "indexer/check.h"
#include "indexer/keytable.h"
#include "indexer/plain.h"
#include "indexer/published.h"
#include "indexer/scan.h"
#include "indexer/stored.h"
#include "indexer/update.h"
#include "indexer/wording.h"
#include "xapianc/xapianc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char home[64];
static struct error err;

#define WORKS(call) assert_works(call, #call)

static void assert_works(bool ok, const char *call)
{
	if (!ok)
		fail_msg("%s: %s", call, err.message);
}

/* A path below the test's folder, good until the fourth call after this one. */
static const char *in_home(const char *name)
{
	static char paths[4][256];
	static unsigned next;
	char *path = paths[next++ % 4];
	snprintf(path, sizeof paths[0], "%s/%s", home, name);
	return path;
}

static int make_home(void **state)
{
	(void)state;
	/* Runs sync what they write: in memory that costs nothing. */
	strcpy(home, "/dev/shm/tracuu-indexer-XXXXXX");
	if (access("/dev/shm", W_OK) != 0)
		strcpy(home, "/tmp/tracuu-indexer-XXXXXX");
	err = (struct error){0};
	return mkdtemp(home) && mkdir(in_home("src"), 0777) == 0 ? 0 : -1;
}

static int remove_home(void **state)
{
	(void)state;
	return folder_remove(home, &err) ? 0 : -1;
}

static void put(const char *name, const char *text)
{
	char path[64];
	snprintf(path, sizeof path, "src/%s", name);
	FILE *f = fopen(in_home(path), "w");
	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

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
		.shard_articles = 7,
		.batch_articles = 3,
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
	assert_string_equal(update(), "published +1 ~0 -0 =2 skipped 3");
	report_has("\"path\":\"/");
	report_has("b.jsonl\",\"line\":2");
	assert_string_equal(stored_text("a.txt"), "Nội dung một");
	assert_string_equal(stored_text("x"), "bản một");
	assert_int_equal(searchable(), 3);
	assert_string_equal(update(), "same +0 ~0 -0 =3 skipped 3");

	/* Nor does a rebuild lose it. */
	assert_string_equal(rebuild(), "published +0 ~0 -0 =3 skipped 3");
	assert_string_equal(stored_text("a.txt"), "Nội dung một");
	assert_int_equal(searchable(), 3);
}

static void an_id_counts_once(void **state)
{
	(void)state;
	put("a.jsonl", "{\"id\":\"x\",\"title\":\"Tin\",\"body\":\"của a\"}\n"
		       "{\"id\":\"x\",\"title\":\"Tin\",\"body\":\"lặp lại\"}\n");
	put("b.jsonl", "{\"id\":\"x\",\"title\":\"Tin\",\"body\":\"của b\"}\n");
	assert_string_equal(update(), "published +1 ~0 -0 =0 skipped 2");
	assert_string_equal(stored_text("x"), "của a");
	report_has("\"line\":2,\"why\":\"this id was seen before, in /");
	assert_string_equal(update(), "same +0 ~0 -0 =1 skipped 2");

	/* The one that waited takes its place. */
	take_away("a.jsonl");
	assert_string_equal(update(), "published +0 ~1 -0 =0 skipped 0");
	assert_string_equal(stored_text("x"), "của b");
	assert_int_equal(searchable(), 1);
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
	static const char *const files[] = {"catalogue", "shard-0001/position.glass",
		"shard-0001/postlist.glass", "manifest.json"};
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
		assert_non_null(strstr(err.message, "rollback"));
		/* A damaged generation can be built anew from its sources. */
		const char *outcome = rebuild();
		assert_non_null(strstr(outcome, "published"));
		assert_int_equal(searchable(), 3);
	}
}

/* ---- Parts ---- */

static void keytable_keeps_order(void **state)
{
	(void)state;
	struct record_of_key {
		struct keytable_head head;
		uint32_t value;
	};
	struct keytable t;
	bool fresh;
	WORKS(keytable_open(&t, home, sizeof(struct record_of_key), &err));
	for (unsigned round = 0; round < 2; round++) {
		for (uint32_t i = 0; i < 20000; i++) {
			void *bytes = &i;
			struct key key = key_of(str_make(bytes, sizeof i));
			/* Some with equal beginnings, so that they crowd. */
			if (i % 4 == 0)
				memset(key.bytes, 0xff, 8);
			struct record_of_key *r = keytable_put(&t, &key, &fresh, &err);
			assert_non_null(r);
			assert_int_equal(fresh, round == 0);
			if (fresh)
				r->value = i;
			assert_int_equal(r->value, i);
		}
	}
	size_t place = 0;
	size_t count = 0;
	const struct key *last = NULL;
	const struct record_of_key *r;
	while ((r = keytable_next(&t, &place)) != NULL) {
		assert_true(!last || key_compare(last, &r->head.key) < 0);
		last = &r->head.key;
		count++;
	}
	assert_int_equal(count, 20000);
	assert_int_equal(t.count, 20000);
	struct key absent = key_of(STR("absent"));
	assert_null(keytable_find(&t, &absent));
	keytable_close(&t);
}

static bool note_item(void *context, const struct scan_item *item, struct error *e)
{
	static const char marks[] = {'+', '-', '!'};
	char *out = context;
	(void)e;
	sprintf(out + strlen(out), "%c%.*s ", marks[item->finding], STR_ARG(item->path));
	return true;
}

static void scan_finds_files_in_order(void **state)
{
	(void)state;
	char found[1024] = "";
	assert_int_equal(mkdir(in_home("src/b"), 0777), 0);
	assert_int_equal(mkdir(in_home("src/b/sâu"), 0777), 0);
	put("b/sâu/z.TXT", "z");
	put("a.jsonl", "a");
	put(".hidden.txt", "h");
	put("c.pdf", "c");
	assert_int_equal(symlink("../a.jsonl", in_home("src/b/link.jsonl")), 0);
	assert_int_equal(symlink("..", in_home("src/b/up")), 0);
	assert_int_equal(symlink("loop.txt", in_home("src/loop.txt")), 0);
	assert_int_equal(mkfifo(in_home("src/pipe.txt"), 0666), 0);
	struct scan scan = {.visit = note_item, .context = found};
	WORKS(scan_source(&scan, in_home("src"), &err));
	assert_string_equal(
		found, "+a.jsonl +b/link.jsonl +b/sâu/z.TXT -b/up -c.pdf !loop.txt -pipe.txt ");
	assert_true(scan.complete);
	assert_false(scan_source(&scan, in_home("nowhere"), &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
}

static void numbers_are_worded(void **state)
{
	(void)state;
	static const struct {
		uint64_t n;
		const char *en, *vi, *bytes;
	} cases[] = {
		{0, "0", "0", "0 B"},
		{999, "999", "999", "999 B"},
		{35440, "35,440", "35.440", "35.4 kB"},
		{1234567, "1,234,567", "1.234.567", "1.2 MB"},
	};
	char text[WORDING_SIZE];
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_string_equal(wording_count(cases[i].n, text), cases[i].en);
		assert_string_equal(wording_bytes(cases[i].n, text), cases[i].bytes);
		lang_set_vietnamese(true);
		assert_string_equal(wording_count(cases[i].n, text), cases[i].vi);
		lang_set_vietnamese(false);
	}
	assert_string_equal(wording_duration(.44, text), "0.4 s");
	assert_string_equal(wording_duration(205, text), "3:25");
	assert_string_equal(wording_duration(3723, text), "1:02:03");
	struct buf plain = BUF_INIT;
	plain_text(&plain, STR("tệp\xff.txt"));
	assert_string_equal(plain.ptr, "tệp\xEF\xBF\xBD.txt");
	buf_free(&plain);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_home, remove_home)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(changes_are_followed),
		TEST(what_can_not_be_read_stays),
		TEST(an_id_counts_once),
		TEST(removals_are_guarded),
		TEST(sources_come_and_go),
		TEST(an_archive_in_its_own_source_is_not_read),
		TEST(an_empty_source_makes_no_archive),
		TEST(time_stamps_are_not_trusted_blindly),
		TEST(any_changes_are_followed),
		TEST(damage_is_noticed),
		TEST(keytable_keeps_order),
		TEST(scan_finds_files_in_order),
		TEST(numbers_are_worded),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
