/* What the tests of xapianc share: a folder of their own, databases of a few words. */
#ifndef UNIT_XAPIANC_FIXTURE_H
#define UNIT_XAPIANC_FIXTURE_H

#include "unit/works.h"
#include "xapianc/xapianc.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

/* Of a call that has to fail. */
#define FAILS(call, wanted_code)                                                                   \
	do {                                                                                       \
		err.code = ERROR_NONE;                                                             \
		assert_false(call);                                                                \
		assert_int_equal(err.code, wanted_code);                                           \
		assert_true(err.message[0] != '\0');                                               \
	} while (0)

static char folder[] = "/tmp/xapianc-test-XXXXXX";

/* NAME in the test's folder; good for the next 31 calls. */
static inline const char *in_folder(const char *name)
{
	static char paths[32][128];
	static size_t next;
	char *path = paths[next++ % 32];
	snprintf(path, sizeof paths[0], "%s/%s", folder, name);
	return path;
}

static inline int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static inline int remove_entry(const char *path, const struct stat *s, int type, struct FTW *at)
{
	(void)s, (void)type, (void)at;
	return remove(path);
}

static inline int remove_folder(void **state)
{
	(void)state;
	return nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

static inline struct xc_writer *create(const char *name)
{
	struct xc_writer *w = xc_writer_open(in_folder(name), NULL, &err);
	WORKS(w);
	return w;
}

static inline struct xc_db *open_db(const char *name)
{
	struct xc_db *db = xc_db_open(in_folder(name), &err);
	WORKS(db);
	return db;
}

static inline void close_committed(struct xc_writer *w)
{
	WORKS(xc_writer_commit(w, &err));
	xc_writer_close(w);
}

/* Adds a document with the identifier ID and the words of TEXT, which starts at
   position 1. */
static inline void add(struct xc_writer *w, const char *id, const char *text)
{
	struct xc_doc *doc = xc_doc_new(&err);
	WORKS(doc);
	struct str rest = str_from_c(text);
	struct str word;
	for (uint32_t position = 1; str_split(&rest, ' ', &word); position++)
		xc_doc_add_posting(doc, word, position, 1);
	char term[32];
	snprintf(term, sizeof term, "Q%s", id);
	xc_doc_add_boolean_term(doc, str_from_c(term));
	xc_doc_set_data(doc, str_from_c(text));
	xc_doc_set_value(doc, 7, str_from_c(id));
	WORKS(xc_writer_add(w, doc, NULL, &err));
	xc_doc_free(doc);
}

#endif
