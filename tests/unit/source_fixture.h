/* What the tests of the indexer share: a folder with the sources of an archive, "src". */
#ifndef UNIT_SOURCE_FIXTURE_H
#define UNIT_SOURCE_FIXTURE_H

#include "unit/home_fixture.h"

static inline int make_source(void **state)
{
	return make_home(state) == 0 && mkdir(in_home("src"), 0777) == 0 ? 0 : -1;
}

static inline void put(const char *name, const char *text)
{
	char path[64];
	snprintf(path, sizeof path, "src/%s", name);
	write_file(path, str_from_c(text));
}

#define SOURCE_TEST(name) cmocka_unit_test_setup_teardown(name, make_source, remove_home)

#endif
