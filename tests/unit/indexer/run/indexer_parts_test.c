/* indexer: its tables, the scan of a source, how numbers are worded. */
#include "article/readers/droppings.h"
#include "base/lang.h"
#include "indexer/inversion/keytable.h"
#include "indexer/scan/scan.h"
#include "indexer/work/wording.h"
#include "unit/source_fixture.h"

#include <fcntl.h>

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
	static const char marks[] = {'+', '-', '0', '!'};
	char *out = context;
	(void)e;
	sprintf(out + strlen(out), "%c%.*s ", marks[item->finding], STR_ARG(item->path));
	for (size_t i = 0; item->finding == SCAN_UNREAD && i < item->unread->count; i++) {
		const struct unread *u = &item->unread->list[i];
		sprintf(out + strlen(out), "%d%s:%s*%d ", (int)u->kind, u->extension, u->example,
			(int)u->count);
	}
	return true;
}

static bool was_noted(void *context, struct str path)
{
	char item[128];
	snprintf(item, sizeof item, "+%.*s ", STR_ARG(path));
	return strstr(context, item) != NULL;
}

static void scan_finds_files_in_order(void **state)
{
	(void)state;
	char found[1024] = "";
	assert_int_equal(mkdir(in_home("src/b"), 0777), 0);
	assert_int_equal(mkdir(in_home("src/b/sâu"), 0777), 0);
	assert_int_equal(mkdir(in_home("src/b/trống"), 0777), 0);
	put("b/sâu/z.TXT", "z");
	put("a.jsonl", "a");
	put(".hidden.txt", "h");
	put("c.djvu", "c");
	put("d.DJVU", "d");
	assert_int_equal(symlink("../a.jsonl", in_home("src/b/link.jsonl")), 0);
	assert_int_equal(symlink("..", in_home("src/b/up")), 0);
	assert_int_equal(symlink("loop.txt", in_home("src/loop.txt")), 0);
	assert_int_equal(mkfifo(in_home("src/pipe.txt"), 0666), 0);
	assert_int_equal(symlink("/etc/passwd", in_home("src/out.txt")), 0);
	assert_int_equal(symlink("../../out.txt", in_home("src/b/up.txt")), 0);
	assert_int_equal(symlink(".hidden.txt", in_home("src/seen.txt")), 0);
	assert_int_equal(symlink("../seen.txt", in_home("src/b/seen again.txt")), 0);
	put("../out.txt", "o");
	struct scan scan = {.visit = note_item, .was_met = was_noted, .context = found};
	struct source source;
	WORKS(source_open(&source, in_home("src"), &err));
	WORKS(scan_source(&scan, &source, &err));
	source_close(&source);
	assert_string_equal(found,
		"+a.jsonl +b/sâu/z.TXT 0b/trống 0b/up -b 1:up*1 10:up.txt*1 !loop.txt - "
		"3:.hidden.txt*1 0.djvu:c.djvu*2 10:out.txt*1 4:pipe.txt*1 -b 11:link.jsonl*1 "
		"+b/seen again.txt - 11:seen.txt*1 ");
	assert_false(source_open(&source, in_home("nowhere"), &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
}

static void droppings_are_told_from_articles(void **state)
{
	static const char *const droppings[] = {"~$a.docx", "a.txt~", "#a.txt#", ".a.txt.swp",
		"THUMBS.DB", ".DS_Store", "._a.txt", ".~lock.a.odt#", "a.txt.Bak", "a.jsonl.part"};
	static const char *const articles[] = {"a.txt", "~a.txt", "#1.txt", "a.bak.txt", "@eaDir",
		"thumbs.db.txt", "bak", "$100.txt", ".a.txt"};
	static const char *const folders[] = {
		"@eaDir", "lost+found", "#recycle", ".git", "$Recycle.Bin", ".Trash-1000"};
	(void)state;
	for (size_t i = 0; i < sizeof droppings / sizeof *droppings; i++)
		assert_true(dropping_is(droppings[i], false));
	for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
		assert_false(dropping_is(articles[i], false));
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		assert_true(dropping_is(folders[i], true));
	assert_false(dropping_is("2019.bak", true));
}

static void unread_kinds_stay_few(void **state)
{
	struct unread_list l = {0};
	char name[32];
	(void)state;
	for (int i = 0; i < 5000; i++) {
		sprintf(name, "a.x%d", i);
		assert_true(unread_add(&l, UNREAD_TYPE, name));
	}
	assert_true(unread_add(&l, UNREAD_LINK, "b"));
	uint64_t total = 0;
	for (size_t i = 0; i < l.count; i++)
		total += l.list[i].count;
	assert_int_equal(total, 5001);
	assert_true(l.count < 200);
	unread_free(&l);
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
	assert_string_equal(wording_articles(1, text), "1 article");
	assert_string_equal(wording_articles(0, text), "0 articles");
	assert_string_equal(
		wording_articles(UINT64_MAX, text), "18,446,744,073,709,551,615 articles");
	lang_set_vietnamese(true);
	assert_string_equal(wording_articles(35440, text), "35.440 bài");
	lang_set_vietnamese(false);
	assert_string_equal(wording_duration(.44, text), "0.4 s");
	assert_string_equal(wording_duration(205, text), "3:25");
	assert_string_equal(wording_duration(3723, text), "1:02:03");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SOURCE_TEST(keytable_keeps_order),
		SOURCE_TEST(scan_finds_files_in_order),
		cmocka_unit_test(droppings_are_told_from_articles),
		cmocka_unit_test(unread_kinds_stay_few),
		SOURCE_TEST(numbers_are_worded),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
