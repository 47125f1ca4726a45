/* What tests that write files share: a folder of their own, in memory where the machine has
 * such a place, since what they sync costs nothing there. */
#ifndef UNIT_HOME_FIXTURE_H
#define UNIT_HOME_FIXTURE_H

#include "archive/folder.h"
#include "base/str.h"
#include "unit/works.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char home[64];

static inline int make_home(void **state)
{
	(void)state;
	strcpy(home, "/dev/shm/tracuu-test-XXXXXX");
	if (access("/dev/shm", W_OK) != 0)
		strcpy(home, "/tmp/tracuu-test-XXXXXX");
	err = (struct error){0};
	return mkdtemp(home) ? 0 : -1;
}

static inline int remove_home(void **state)
{
	(void)state;
	return folder_remove(home, &err) ? 0 : -1;
}

/* A path below the test's folder, good until the fourth call after this one. */
static inline const char *in_home(const char *name)
{
	static char paths[4][256];
	static unsigned next;
	char *path = paths[next++ % 4];
	snprintf(path, sizeof paths[0], "%s/%s", home, name);
	return path;
}

static inline void write_file(const char *name, struct str bytes)
{
	FILE *f = fopen(in_home(name), "w");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, f), bytes.len);
	assert_int_equal(fclose(f), 0);
}

static inline bool is_there(const char *name)
{
	struct stat st;
	return lstat(in_home(name), &st) == 0;
}

/* A test with a folder for itself. */
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_home, remove_home)

#endif
