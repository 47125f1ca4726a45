/* archive: the groups of articles that are nearly the same. */
#include "archive/groups/groups.h"
#include "archive/schema.h"
#include "base/buf.h"
#include "base/bytes.h"
#include "base/file.h"
#include "unit/home_fixture.h"

#include <fcntl.h>

static const struct group_member members[] = {
	{.shard = 2, .document = 1, .group = 0, .place = 1, .identical = true},
	{.shard = 2, .document = 7, .group = 1, .place = 0},
	{.shard = 5, .document = 3, .group = 0, .place = 0},
	{.shard = 5, .document = 4, .group = 1, .place = 1},
	{.shard = 5, .document = 9, .group = 0, .place = 2},
};

enum { MEMBERS = sizeof members / sizeof *members };

static struct groups *open_groups(void)
{
	struct manifest m = MANIFEST_INIT;
	struct digest d = {0};
	struct groups *g = NULL;
	err.code = ERROR_NONE;
	assert_true(manifest_add_file(&m, GROUPS_FILE, 1, &d));
	groups_open(in_home(""), &m, &g, &err);
	manifest_free(&m);
	return g;
}

static void groups_come_back(void **state)
{
	(void)state;
	struct group_member found;
	WORKS(groups_write(in_home(""), members, MEMBERS, 2, &err));
	struct groups *g = open_groups();
	assert_non_null(g);
	assert_int_equal(groups_count(g), 2);
	assert_int_equal(groups_articles(g), MEMBERS);
	assert_int_equal(groups_size(g, 0), 3);
	for (size_t i = 0; i < MEMBERS; i++) {
		const struct group_member *m = &members[i];
		assert_true(groups_find(g, m->shard, m->document, &found));
		assert_int_equal(found.group, m->group);
		assert_int_equal(found.place, m->place);
		assert_int_equal(found.identical, m->identical);
		found = groups_at(g, m->group, m->place);
		assert_int_equal(found.shard, m->shard);
		assert_int_equal(found.document, m->document);
	}
	assert_false(groups_find(g, 2, 2, &found));
	assert_false(groups_find(g, 1, 1, &found));
	assert_false(groups_find(g, 6, 1, &found));
	groups_close(g);
}

static void none_are_told_as_none(void **state)
{
	(void)state;
	struct manifest m = MANIFEST_INIT;
	struct groups *g = NULL;
	WORKS(groups_open(in_home(""), &m, &g, &err));
	assert_null(g);
	assert_int_equal(groups_count(g), 0);
	WORKS(groups_write(in_home(""), members, 0, 0, &err));
	g = open_groups();
	assert_non_null(g);
	assert_int_equal(groups_articles(g), 0);
	assert_false(groups_find(g, 2, 1, &(struct group_member){0}));
	groups_close(g);
}

/* Each row says it is what it is not, with the checksum that is right for it. */
static void forged_groups_are_refused(void **state)
{
	(void)state;
	enum { STARTS = GROUPS_HEADER + MEMBERS * GROUPS_ROW, ORDER = STARTS + 12 };
	static const struct {
		size_t at;
		uint32_t number;
		enum error_code code;
	} cases[] = {
		{GROUPS_AT_COUNTS, MEMBERS, ERROR_NONE},
		{0, 0, ERROR_CORRUPT},
		{8, GROUPS_VERSION + 1, ERROR_VERSION},
		{GROUPS_AT_COUNTS, UINT32_MAX, ERROR_CORRUPT},
		{GROUPS_AT_COUNTS + 4, UINT32_MAX, ERROR_CORRUPT},
		{GROUPS_AT_COUNTS + 4, 1, ERROR_CORRUPT},
		{GROUPS_HEADER + 4, 0, ERROR_CORRUPT},  /* document 0 */
		{GROUPS_HEADER, 3, ERROR_CORRUPT},      /* not ascending */
		{GROUPS_HEADER + 8, 2, ERROR_CORRUPT},  /* a group that is not there */
		{GROUPS_HEADER + 8, 1, ERROR_CORRUPT},  /* in two groups */
		{GROUPS_HEADER + 12, 2, ERROR_CORRUPT}, /* at another's place */
		{GROUPS_HEADER + 12, 0x7FFFFFFF, ERROR_CORRUPT},
		{STARTS, 1, ERROR_CORRUPT},
		{STARTS + 4, 4, ERROR_CORRUPT}, /* one alone is no group */
		{STARTS + 4, 6, ERROR_CORRUPT},
		{STARTS + 8, 4, ERROR_CORRUPT},
		{ORDER, 4, ERROR_CORRUPT},
		{ORDER, UINT32_MAX, ERROR_CORRUPT},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf bytes = BUF_INIT;
		WORKS(groups_write(in_home(""), members, MEMBERS, 2, &err));
		WORKS(file_read(AT_FDCWD, in_home(GROUPS_FILE), 1 << 20, &bytes, &err));
		bytes_put_u32(bytes.ptr + cases[i].at, cases[i].number);
		bytes_put_u64(bytes.ptr + GROUPS_AT_CHECKSUM, groups_checksum(buf_str(&bytes)));
		write_file(GROUPS_FILE, buf_str(&bytes));
		struct groups *g = open_groups();
		assert_int_equal(err.code, cases[i].code);
		assert_int_equal(g != NULL, cases[i].code == ERROR_NONE);
		groups_close(g);
		buf_free(&bytes);
	}
}

static void a_changed_byte_is_noticed(void **state)
{
	(void)state;
	struct buf bytes = BUF_INIT;
	WORKS(groups_write(in_home(""), members, MEMBERS, 2, &err));
	WORKS(file_read(AT_FDCWD, in_home(GROUPS_FILE), 1 << 20, &bytes, &err));
	for (size_t i = 0; i < bytes.len; i++) {
		bytes.ptr[i] = (char)(bytes.ptr[i] ^ 4);
		write_file(GROUPS_FILE, buf_str(&bytes));
		assert_null(open_groups());
		bytes.ptr[i] = (char)(bytes.ptr[i] ^ 4);
	}
	write_file(GROUPS_FILE, str_slice(buf_str(&bytes), 0, bytes.len - 1));
	assert_null(open_groups());
	buf_free(&bytes);
}

static void groups_of_other_documents_are_found_out(void **state)
{
	(void)state;
	static const struct {
		uint64_t of_2, of_5;
		struct lost_document lost;
		bool fit;
	} cases[] = {
		{7, 9, {2, 2, 1}, true},
		{6, 9, {2, 2, 1}, true}, /* the lost one is there, too */
		{5, 9, {2, 2, 1}, false},
		{7, 8, {2, 2, 1}, false},
		{7, 9, {5, 3, 1}, false},
	};
	WORKS(groups_write(in_home(""), members, MEMBERS, 2, &err));
	struct groups *g = open_groups();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct manifest m = MANIFEST_INIT;
		struct lost lost = {0};
		assert_true(manifest_add_shard(
			&m, &(struct manifest_shard){2, cases[i].of_2, 1, "", 0}));
		assert_true(manifest_add_shard(
			&m, &(struct manifest_shard){5, cases[i].of_5, 1, "", 0}));
		assert_true(lost_add(&lost, &cases[i].lost));
		assert_int_equal(groups_check(g, home, &m, &lost, &err), cases[i].fit);
		lost_free(&lost);
		manifest_free(&m);
	}
	groups_close(g);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(groups_come_back),
		TEST(none_are_told_as_none),
		TEST(forged_groups_are_refused),
		TEST(a_changed_byte_is_noticed),
		TEST(groups_of_other_documents_are_found_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
