/* The catalogue: what the indexer knew about each source file and each article when
 * it wrote a generation. The next run compares the sources with it. Readers don't
 * need it.
 *
 * A file of fixed records sorted by key, followed by their strings; memory-mapped.
 * The manifest's digest covers it; use it only after that was checked. */
#ifndef ARCHIVE_CATALOGUE_H
#define ARCHIVE_CATALOGUE_H

#include "archive/digest.h"
#include "base/mapping.h"

/* In the folder of a generation. */
#define CATALOGUE_NAME "catalogue"

struct catalogue_file {
	struct key key;     /* of its source and path */
	struct key content; /* of its bytes */
	uint64_t size;
	int64_t mtime_ns;
	int64_t ctime_ns; /* when anything of it was changed, its times and owner too */
	struct str path;  /* below its source; empty when the source is the file itself */
	uint32_t number;  /* 0, 1, …: articles refer to it */
	uint32_t source;  /* its index in the manifest */
	uint32_t shared;  /* articles of it whose own id another article of the source has */
	bool clean;       /* all of it was read without a problem */
	uint32_t ceiling; /* of article/input/ceiling.h, where its reading was ended; else 0 */
};

struct catalogue_article {
	struct key key;      /* of its id */
	struct key content;  /* of all that is indexed and stored of it but its id and path */
	struct key text;     /* of its text alone */
	struct str id;       /* as it is shown */
	struct str document; /* the id that its document in the shard has: that of its time */
	uint32_t own_at;     /* where in ID its own id begins: its place within the source */
	uint32_t own_length; /* below 2^16, as OWN_AT is */
	bool qualified;      /* another article of the source has that own id: ID names the file */
	bool moved;          /* its document has another id or another path */
	uint64_t line;       /* of its file, where it begins */
	uint32_t file;       /* number of its file */
	uint32_t shard;      /* number of the shard that has it */
	uint32_t text_bytes; /* of its blocks */
	struct key raw;      /* a checksum of its record's bytes; zeros: it is not told */
};

/* Another place where the article stands, with the same id and the same text. */
struct catalogue_place {
	struct key key; /* of the article's id */
	uint64_t line;
	uint32_t file;
};

struct catalogue {
	struct mapping mapping;
	uint64_t file_count;
	uint64_t article_count;
	uint64_t place_count;
	size_t article_size; /* bytes of its row */
};

#define CATALOGUE_EMPTY ((struct catalogue){.mapping.bytes = {"", 0}})

/* That of the generation in FOLDER. ERROR_NOT_FOUND, ERROR_CORRUPT, ERROR_VERSION. */
bool catalogue_open(struct catalogue *c, const char *folder, struct error *err);
void catalogue_close(struct catalogue *c);

/* Records in order of their keys; I is below the count. Strings live as long as C;
   one that would lie outside the file comes out empty. */
void catalogue_file_at(const struct catalogue *c, uint64_t i, struct catalogue_file *out);
void catalogue_article_at(const struct catalogue *c, uint64_t i, struct catalogue_article *out);

/* The key of the file PATH of a source; SOURCE is the digest of the source's path. */
struct key catalogue_file_key(const struct digest *source, struct str path);

/* False when there is none with that key. */
bool catalogue_find_file(
	const struct catalogue *c, const struct key *key, struct catalogue_file *out);
bool catalogue_find_article(
	const struct catalogue *c, const struct key *key, struct catalogue_article *out);

/* In order of their keys. */
void catalogue_place_at(const struct catalogue *c, uint64_t i, struct catalogue_place *out);

/* The first place of the article with that key; as many as have it follow. */
uint64_t catalogue_find_places(const struct catalogue *c, const struct key *key);

/* Place I, from catalogue_find_places on; false: it is none of the article with that key. */
bool catalogue_place_of(
	const struct catalogue *c, uint64_t i, const struct key *key, struct catalogue_place *out);

struct catalogue_writer;

/* Begins the catalogue PATH of just so many files, articles and places. */
struct catalogue_writer *catalogue_writer_open(
	const char *path, uint64_t files, uint64_t articles, uint64_t places, struct error *err);

/* In order of their keys. A failure stays and is reported by catalogue_writer_finish. */
void catalogue_writer_file(struct catalogue_writer *w, const struct catalogue_file *file);
void catalogue_writer_article(struct catalogue_writer *w, const struct catalogue_article *article);
void catalogue_writer_place(struct catalogue_writer *w, const struct catalogue_place *place);

/* Completes and syncs the file, frees W either way. ERROR_INTERNAL when the counts
   are not those announced. */
bool catalogue_writer_finish(struct catalogue_writer *w, struct error *err);

/* The form on disk, for catalogue.c and catalogue_writer.c: docs/formats.md has it byte by
   byte. Sizes of the header and of a row. */
enum {
	CATALOGUE_VERSION = 4,
	CATALOGUE_FORMER = 3, /* of format 6: its articles end before RAW */
	CATALOGUE_HEADER = 40,
	CATALOGUE_FILE = 88,
	CATALOGUE_ARTICLE = 112,
	CATALOGUE_ARTICLE_FORMER = 96,
	CATALOGUE_PLACE = 32
};

#define CATALOGUE_MAGIC "TRACUCAT"

#endif
