/* base: what is opened beneath a folder, and what never is. */
#include "base/beneath.h"
#include "unit/home_fixture.h"

#include <errno.h>
#include <fcntl.h>

typedef int opener(int dir, const char *path, int flags);

static opener *const openers[] = {beneath_open, beneath_walk};

static void link_to(const char *target, const char *name)
{
	assert_int_equal(symlink(target, in_home(name)), 0);
}

static void make_folders(void)
{
	char own[300];
	assert_int_equal(mkdir(in_home("s"), 0777), 0);
	assert_int_equal(mkdir(in_home("s/in"), 0777), 0);
	assert_int_equal(mkdir(in_home("side"), 0777), 0);
	write_file("s/in/a.txt", STR("a"));
	write_file("out.txt", STR("o"));
	write_file("side/a.txt", STR("o"));
	link_to("in", "s/folder");
	link_to("a.txt", "s/in/b.txt");
	link_to("../in/./../in/b.txt", "s/in/c.txt");
	link_to("../../out.txt", "s/in/up.txt");
	link_to("../side", "s/side");
	link_to("/etc/passwd", "s/passwd");
	link_to("loop", "s/loop");
	link_to("in/none", "s/none");
	link_to("/proc/self/fd/0", "s/magic");
	snprintf(own, sizeof own, "%s/in/a.txt", in_home("s"));
	link_to(own, "s/absolute");
	snprintf(own, sizeof own, "%s", in_home("side/a.txt"));
	link_to(own, "s/beside");
}

static void nothing_leads_out(void **state)
{
	static const struct {
		const char *path;
		int number;         /* of opening it as it is */
		const char *target; /* what it leads to, or NULL */
		int why;
	} cases[] = {
		{"in/a.txt", 0, "in/a.txt", 0},
		{"./in//a.txt", 0, "in/a.txt", 0},
		{"in/b.txt", ELOOP, "in/a.txt", 0},
		{"in/c.txt", ELOOP, "in/a.txt", 0},
		{"folder/a.txt", ELOOP, "in/a.txt", 0},
		{"folder/c.txt", ELOOP, "in/a.txt", 0},
		{"absolute", ELOOP, "in/a.txt", 0},
		{"in/up.txt", ELOOP, NULL, EXDEV},
		{"side/a.txt", ELOOP, NULL, EXDEV},
		{"beside", ELOOP, NULL, EXDEV},
		{"passwd", ELOOP, NULL, EXDEV},
		{"magic", ELOOP, NULL, EXDEV},
		{"loop", ELOOP, NULL, ELOOP},
		{"none", ELOOP, NULL, ENOENT},
		{"nowhere", ENOENT, NULL, ENOENT},
		{"in/a.txt/b", ENOTDIR, NULL, ENOTDIR},
		{"/etc/passwd", EXDEV, NULL, EXDEV},
		{"../out.txt", EXDEV, NULL, EXDEV},
	};
	char own[300];
	struct buf target = BUF_INIT;
	(void)state;
	make_folders();
	snprintf(own, sizeof own, "%s", in_home("s"));
	int dir = open(own, O_RDONLY | O_DIRECTORY);
	assert_true(dir >= 0);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		for (size_t k = 0; k < sizeof openers / sizeof *openers; k++) {
			int fd = openers[k](dir, cases[i].path, O_RDONLY);
			assert_int_equal(fd < 0 ? errno : 0, cases[i].number);
			if (fd >= 0)
				close(fd);
		}
		bool ok = beneath_follow(dir, own, cases[i].path, &target);
		assert_int_equal(ok ? 0 : errno, cases[i].why);
		if (ok)
			assert_string_equal(target.ptr, cases[i].target);
	}
	buf_free(&target);
	close(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nothing_leads_out, make_home, remove_home),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
