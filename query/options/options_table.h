/* One table feeds the parser, --help and the tests that compare them. */
#ifndef QUERY_OPTIONS_OPTIONS_TABLE_H
#define QUERY_OPTIONS_OPTIONS_TABLE_H

#include <stdbool.h>
#include <stddef.h>

enum option_key {
	KEY_ARCHIVE = 0x100,
	KEY_AS,
	KEY_FORMAT,
	KEY_LIMIT,
	KEY_OFFSET,
	KEY_SORT,
	KEY_RANKING,
	KEY_EXPLAIN,
	KEY_STRICT,
	KEY_SIMILAR,
	KEY_FROM,
	KEY_TO,
	KEY_DATE,
	KEY_FILTER,
	KEY_FACET,
	KEY_TIMELINE,
	KEY_COUNT,
	KEY_ALL,
	KEY_PATH_MAP,
	KEY_DIACRITICS,
	KEY_DUPLICATES,
	KEY_PREFER,
	KEY_TIMEOUT,
	KEY_BATCH,
	KEY_SERVE,
	KEY_SOCKET,
	KEY_SOCKET_MODE,
	KEY_WORKERS,
	KEY_ANALYSE,
	KEY_SHOW,
	KEY_HISTORY,
	KEY_OPEN,
	KEY_CITE,
	KEY_NO_PAGER,
	KEY_SAVE,
	KEY_NOTE,
	KEY_SAVED,
	KEY_FORGET,
	KEY_NEW,
	KEY_NEW_BY,
	KEY_PEEK,
	KEY_LIST,
	KEY_COLOR,
	KEY_LANG,
	KEY_COMPLETE,
	KEY_INTERACTIVE,
	KEY_CLUSTER,
	KEY_PROFILE,
	KEY_HELP,
	KEY_VERSION
};

struct option_row {
	const char *name;
	enum option_key key;
	const char *arg[2]; /* NULL: it takes none; Vietnamese, English, as below */
	const char *doc[2];
};

extern const struct option_row option_table[];
extern const size_t option_count;

/* Its short form; NUL: none. */
char option_letter(enum option_key key);

/* Whether its value may be left out. */
bool option_may_lack(enum option_key key);

#endif
