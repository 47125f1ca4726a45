/* The settings of a search by their names: what a command line calls --timeout-ms and a request
 * timeout_ms is one row of one table, whose values are read by one function. */
#ifndef QUERY_REQUEST_SETTINGS_H
#define QUERY_REQUEST_SETTINGS_H

#include "base/error.h"
#include "query/answer/session.h"

/* What a value is in a request; on a command line all are text. */
enum setting_kind {
	SETTING_NUMBER, /* an integer */
	SETTING_WORD,   /* a string */
	SETTING_WORDS,  /* an array of strings; an option that may be given several times */
	SETTING_FLAG    /* true or false; an option without a value */
};

struct setting;

struct setting_reader {
	struct search_settings *out;
	struct error *err;
	bool is_option;    /* messages name it as an option, else as a member of a request */
	size_t offset_max; /* 0: SEARCH_OFFSET_MAX */
	bool timeout_told, duplicates_told;
	const struct setting *at; /* that is being read, or could not be */
};

struct setting {
	const char *option; /* without the dashes */
	const char *member;
	enum setting_kind kind;
	bool (*read)(struct setting_reader *r, const char *text);
};

extern const struct setting setting_table[];
extern const size_t setting_count;

/* The setting of that name; NULL: there is none. */
const struct setting *setting_of_option(const char *option);
const struct setting *setting_of_member(const char *member);

/* What a search is set to where nothing is said. */
struct search_settings settings_default(void);

/* Reads TEXT, of which the settings may borrow; of a flag NULL. ERROR_USAGE says what it should
   have been. */
bool setting_read(struct setting_reader *r, const struct setting *s, const char *text);

/* What no single setting can see. */
bool settings_check(struct setting_reader *r);

/* One of a few words, and what it stands for. */
struct choice {
	const char *name;
	int value;
};

/* Finds TEXT among COUNT CHOICES. False with ERROR_USAGE, which names them; DASHES and NAME are
   what the choice is called. */
bool choice_read(const char *dashes, const char *name, const char *text,
	const struct choice *choices, size_t count, int *out, struct error *err);

/* What the option may say that takes one of a few words; NULL where it takes others. */
const struct choice *setting_choices(const char *option, size_t *count);

/* Reads TEXT, a number from MIN to MAX, likewise. */
bool setting_number(const char *dashes, const char *name, const char *text, size_t min, size_t max,
	size_t *out, struct error *err);

/* The name of the value, for echoes. */
const char *sort_name(enum sort sort);
const char *ranking_name(enum ranking ranking);
const char *diacritics_name(enum diacritics diacritics);

#endif
