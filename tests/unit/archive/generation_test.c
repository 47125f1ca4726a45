/* archive: folders and their digests, generations. */
#include "archive/digest.h"
#include "archive/generation.h"
#include "unit/home_fixture.h"

#include <fcntl.h>
#include <sys/wait.h>

/* ---- Digests and folders ---- */

static void digest_is_sha256(void **state)
{
	(void)state;
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
		{"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char hex[DIGEST_HEX + 1];
		uint64_t size;
		struct digest d = digest_of(str_from_c(cases[i].text));
		digest_to_hex(&d, hex);
		assert_string_equal(hex, cases[i].want);
		write_file("digest", str_from_c(cases[i].text));
		int fd = open(in_home("digest"), O_RDONLY);
		WORKS(digest_file(fd, "digest", &d, &size, &err));
		close(fd);
		digest_to_hex(&d, hex);
		assert_string_equal(hex, cases[i].want);
		assert_int_equal(size, strlen(cases[i].text));
		struct digest back;
		assert_true(digest_from_hex(str_from_c(hex), &back));
		assert_memory_equal(&back, &d, sizeof d);
		struct key key = key_of_digest(&d), key_back;
		char half[KEY_HEX + 1];
		key_to_hex(&key, half);
		assert_int_equal(strlen(half), KEY_HEX);
		assert_memory_equal(half, hex, KEY_HEX);
		assert_true(key_from_hex(str_from_c(half), &key_back));
		assert_true(key_eq(&key, &key_back));
		assert_false(key_from_hex(str_from_c(hex), &key_back));
	}
	struct digest d;
	assert_false(digest_from_hex(STR("ABC"), &d));
}

static bool list_name(void *context, const char *relative, struct error *e)
{
	(void)e;
	strcat(context, relative);
	strcat(context, " ");
	return true;
}

static void folders_are_linked_and_removed(void **state)
{
	(void)state;
	char names[256] = "";
	WORKS(folder_make(in_home("from"), &err));
	write_file("from/b", STR("bê"));
	write_file("from/a", STR("a"));
	WORKS(folder_link(in_home("from"), in_home("linked"), &err));
	write_file("from/a", STR("longer"));
	WORKS(folder_each_file(in_home("linked"), list_name, names, &err));
	assert_string_equal(names, "a b ");
	assert_int_equal(folder_size(in_home("linked")), 9);
	assert_int_equal(symlink("../from", in_home("linked/link")), 0);
	WORKS(folder_remove(in_home("linked"), &err));
	assert_false(is_there("linked"));
	assert_true(is_there("from/a"));
	WORKS(folder_remove(in_home("never"), &err));
}

/* ---- Generations ---- */

static uint32_t publish_one(void)
{
	struct generation_draft draft;
	WORKS(generation_prepare(home, &err, &err));
	WORKS(generation_begin(home, &draft, &err));
	uint32_t number = draft.number;
	WORKS(generation_publish(&draft, &err));
	assert_null(draft.path);
	return number;
}

static void list_generations(char *out)
{
	struct generation_list list;
	WORKS(generation_list_read(home, &list, &err));
	*out = '\0';
	for (size_t i = 0; i < list.count; i++)
		sprintf(out + strlen(out), "%u ", (unsigned)list.numbers[i]);
	generation_list_free(&list);
}

static void generations_are_published(void **state)
{
	(void)state;
	uint32_t number;
	char list[64];
	assert_false(generation_current(home, &number, &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	for (uint32_t i = 1; i <= 5; i++) {
		assert_int_equal(publish_one(), i);
		WORKS(generation_current(home, &number, &err));
		assert_int_equal(number, i);
	}
	list_generations(list);
	assert_string_equal(list, "1 2 3 4 5 ");
}

static void a_number_is_never_used_twice(void **state)
{
	(void)state;
	char list[64];
	for (unsigned i = 0; i < 3; i++)
		publish_one();
	WORKS(generation_point(home, 1, &err));
	WORKS(generation_remove(home, 2, &err));
	assert_int_equal(publish_one(), 4);
	list_generations(list);
	assert_string_equal(list, "1 3 4 ");
	WORKS(generation_remove(home, 1, &err));
	WORKS(folder_make(in_home("generations/.building-000007"), &err));
	struct generation_draft draft;
	WORKS(generation_begin(home, &draft, &err));
	assert_int_equal(draft.number, 8);
	generation_abandon(&draft);
}

static void drafts_leave_nothing(void **state)
{
	(void)state;
	struct generation_draft draft;
	WORKS(generation_prepare(home, &err, &err));
	WORKS(generation_begin(home, &draft, &err));
	assert_true(is_there("generations/.building-000001"));
	generation_abandon(&draft);
	assert_false(is_there("generations/.building-000001"));
	generation_abandon(&draft);
	WORKS(folder_make(in_home("generations/.building-000009/shard"), &err));
	WORKS(folder_make(in_home("generations/.removing-000008"), &err));
	WORKS(generation_prepare(home, &err, &err));
	assert_false(is_there("generations/.building-000009"));
	assert_false(is_there("generations/.removing-000008"));
}

static void a_strange_current_is_refused(void **state)
{
	(void)state;
	static const char *const targets[] = {
		"/etc", "generations/1", "generations/00000x", "generations/000000", "../x"};
	uint32_t number;
	for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
		assert_int_equal(symlink(targets[i], in_home("current")), 0);
		assert_false(generation_current(home, &number, &err));
		assert_int_equal(err.code, ERROR_CORRUPT);
		assert_int_equal(unlink(in_home("current")), 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(digest_is_sha256),
		TEST(folders_are_linked_and_removed),
		TEST(generations_are_published),
		TEST(a_number_is_never_used_twice),
		TEST(drafts_leave_nothing),
		TEST(a_strange_current_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
