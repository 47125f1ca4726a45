/* Which article somebody means by an id. */
#ifndef QUERY_LOOKUP_LOOKUP_H
#define QUERY_LOOKUP_LOOKUP_H

#include "archive/several/archives.h"
#include "base/buf.h"

struct manifest_source;
struct record;

/* An article that somebody asks for. */
struct article_asked {
	struct str id;
	struct str archive; /* the id of the archive that it is in; empty: any */
};

struct lookup {
	uint32_t docid;                   /* 0: there is none */
	const struct archive_part *part;  /* that has it */
	const struct archive_part *other; /* another that has one of that name; NULL: none */
	bool renamed;                     /* it is called otherwise now */
};

/* Finds the article that the id of ASKED, of any bytes, names: an id as it is shown; the bytes or
   the composed form of one; the id that it had before its file was renamed; another of its files;
   the path of its file, as hits show it, where that is one article. OUT comes zeroed. */
bool lookup_article(const struct archives *as, struct article_asked asked, struct lookup *out,
	struct error *err);

/* What is left of PATH below the SOURCE that hits show as NAME, of a source that is a file its own
   name; its ptr is NULL where that is another's. */
struct str lookup_below(struct str path, const struct manifest_source *source, struct str name);

/* The source that PATH, as hits show it, lies in, NULL: none, and *REST of PATH in it, empty where
   the source is that file. False when out of memory. */
bool lookup_source(const struct manifest *m, struct str path, const struct manifest_source **source,
	struct str *rest);

/* Appends the file that PATH names, from the root, or the pack that it is in; nothing where its
   source is not known. */
bool lookup_file(const struct manifest *m, struct str path, struct buf *out);

/* Makes R what is shown of its article: with the id and the path that it has now in place of
   those in its document, and with addresses that can be links (query/lookup/link.h). */
bool lookup_current(const struct archive *a, struct record *r, struct error *err);

#endif
