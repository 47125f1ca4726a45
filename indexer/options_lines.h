/* The options of all commands: one table feeds the parser and the help. */
#ifndef INDEXER_OPTIONS_LINES_H
#define INDEXER_OPTIONS_LINES_H

#include <argp.h>
#include <stddef.h>

enum key {
	KEY_ARCHIVE = 'a',
	KEY_JOBS = 'j',
	KEY_QUIET = 'q',
	KEY_HELP = 'h',
	KEY_VERSION = 'V',
	KEY_ALLOW_REMOVALS = 256,
	KEY_MAX_REMOVALS,
	KEY_KEEP,
	KEY_HISTORY,
	KEY_HOLD,
	KEY_TRIAL,
	KEY_KNOWN,
	KEY_FROM_STORED,
	KEY_JSON,
	KEY_CSV,
	KEY_METRICS,
	KEY_FORGET,
	KEY_TRUST,
	KEY_FROM,
	KEY_GROUP,
	KEY_SINCE,
	KEY_LANG,
	KEY_CONFIG,
	KEY_ENCODING,
	KEY_MAP,
	KEY_OCR,
	KEY_NO_OCR,
	KEY_SERVABLE,
	KEY_NO_SERVABLE,
	KEY_LABEL,
	KEY_VISIBILITY,
	KEY_AUDIENCE,
	KEY_FORGET_AUDIENCE,
	KEY_IDS,
	KEY_MEMORY,
	KEY_SHARD_ARTICLES,
	KEY_BATCH_ARTICLES
};

struct option_line {
	struct argp_option option;
	unsigned with; /* of struct command; 0: every command has it */
	const char *vi;
	const char *en;
};

enum { OPTION_LINES_MAX = 64 };

extern const struct option_line option_lines[];
extern const size_t option_line_count;

#endif
