/* manifest.json: what a generation holds, and how to tell that it is whole.
 *
 * Beside it lies manifest.sha256, in the form that sha256sum(1) checks, so that a
 * damaged manifest is noticed too. docs/formats.md has all of its members. */
#ifndef ARCHIVE_MANIFEST_H
#define ARCHIVE_MANIFEST_H

#include "archive/digest.h"
#include "base/arena.h"
#include "text/encoding/encoding.h"

struct manifest_source {
	const char *name;  /* as the archivist wrote it */
	const char *path;  /* absolute, without links: tells two names of one place */
	const char *label; /* what the ids of its articles begin with; no two have the same */
	bool ids_by_file;  /* they name the file, too, where many articles share one */
	enum encoding
		encoding; /* that its files are in, as the archivist said, or ENCODING_DETECT */
	const char *map;  /* which of its keys are which fields, as --map said; "": nothing */
	const char *visibility; /* the label of articles of which nothing else says one; "": none */
};

enum { MANIFEST_ARCHIVE = 32, MANIFEST_MACHINE = 32, MANIFEST_SHARD_NAME = 24 };

/* What a manifest may say at most. All sums of such numbers fit 64 bits. */
enum { MANIFEST_SHARDS_MAX = 10000, MANIFEST_SHARD_MAX = 999999999 };
enum { MANIFEST_AUDIENCES_MAX = 32, MANIFEST_VIEWS_MAX = 1000, MANIFEST_VIEW_NAME = 16 };
#define MANIFEST_BYTES_MAX (INT64_C(1) << 48)

/* Where and by whom a generation was made: indexer/run/origin.h says what for. */
struct manifest_origin {
	const char *path;                   /* of the archive, absolute, without links; NULL: it
					       is not told */
	char machine[MANIFEST_MACHINE + 1]; /* hexadecimal digits, empty: it had no id */
	uint32_t owner;                     /* user whose the generation's files were */
};

struct manifest_shard {
	uint32_t number; /* of the folder shard-NNNN, at most MANIFEST_SHARD_MAX; never used again
			    in this archive */
	uint64_t articles;
	uint64_t text_bytes; /* of the blocks of its articles */
	/* Who may see its articles, all of which are alike in this (archive/audience/). */
	const char *visibility; /* a label, VISIBILITY_HIDDEN, or "": everybody */
	int64_t embargo;        /* not before, seconds since 1970; 0: at once */
};

/* Somebody who sees what has no label, and what has one of these. */
struct manifest_audience {
	const char *name;
	const char *labels; /* with commas between them; "": none */
};

/* What an audience sees from a moment on: a generation of its own, in the folder as-NNNN of the
   generation that has all. */
struct manifest_view {
	const char *audience;
	uint32_t number; /* of the folder, from 1 */
	int64_t from;    /* seconds since 1970; 0: at once */
};

struct manifest_file {
	const char *path; /* below the generation's folder */
	uint64_t size;
	struct digest sha256;
};

struct manifest {
	struct arena memory;                /* owns all strings and tables below */
	char archive[MANIFEST_ARCHIVE + 1]; /* hexadecimal digits, drawn by lot once for all */
	uint32_t
		format; /* ARCHIVE_FORMAT of the run that wrote it, from ARCHIVE_FORMAT_OLDEST on */
	uint32_t generation;
	uint32_t analysis;  /* ANALYSIS_VERSION of the run that wrote it */
	int64_t created;    /* seconds since 1970 */
	int64_t started_ns; /* when the run began to look at its sources */
	uint64_t articles;
	uint64_t text_bytes;
	uint64_t source_files; /* files of the sources that are read */
	uint32_t next_shard;   /* number of the next new shard, at most MANIFEST_SHARD_MAX + 1 */
	bool xapian_positions; /* the shards have Xapian's own table of positions, too */
	bool servable; /* and an empty table of term lists: Xapian's own servers can serve them */
	bool ocr;      /* scans are read, too */
	uint32_t history_days; /* how long versions stay once they are over; 0: none is kept */
	uint32_t grouping;     /* GROUPING_RULE of the run that wrote it; 0: before there was one */
	struct manifest_origin origin;
	uint32_t owner; /* user whose the file is that it was read from */
	struct manifest_source *sources;
	size_t source_count;
	struct manifest_shard *shards;
	size_t shard_count;
	struct manifest_file *files; /* all but the manifest itself */
	size_t file_count;
	struct manifest_audience *audiences;
	size_t audience_count;
	struct manifest_view *views; /* in the order of their numbers, which are 1, 2, … */
	size_t view_count;
	const char *seen_as; /* of a view: whose it is; NULL: it has all */
};

/* Of an archive that was told nothing: what was said in one year is looked back on in the next. It
   costs little, as texts are stored once, packed, and only those that changed. */
enum { HISTORY_DAYS_USUAL = 730, HISTORY_DAYS_MAX = 36500 };

#define MANIFEST_INIT ((struct manifest){.next_shard = 1, .history_days = HISTORY_DAYS_USUAL})

void manifest_free(struct manifest *m);

/* Sets *TEXT, of one of its sources, to a copy of VALUE. False, with *TEXT as it was, when out of
   memory. */
bool manifest_set(struct manifest *m, const char **text, const char *value);

/* Draws the archive's own id. */
bool manifest_draw_archive(struct manifest *m, struct error *err);

/* Append a copy. False when out of memory. */
bool manifest_add_source(struct manifest *m, const struct manifest_source *source);
bool manifest_add_shard(struct manifest *m, const struct manifest_shard *shard);
bool manifest_add_audience(struct manifest *m, const char *name, const char *labels);
bool manifest_add_view(struct manifest *m, const char *audience, int64_t from);
bool manifest_add_file(
	struct manifest *m, const char *path, uint64_t size, const struct digest *sha256);

/* Whether it was written in a former format, or by a former analysis: searched, but no more carried
   on. */
bool manifest_is_former(const struct manifest *m);

/* Lists PATH no more. */
void manifest_remove_file(struct manifest *m, const char *path);

/* What it says of the file PATH; NULL: nothing. */
const struct manifest_file *manifest_find_file(const struct manifest *m, const char *path);

/* The name of the folder of shard NUMBER, any: shard-NNNN. */
void manifest_shard_name(uint32_t number, char out[MANIFEST_SHARD_NAME]);

/* Whether the file PATH, as a manifest lists it, is one of shard NUMBER. */
bool manifest_is_of_shard(const char *path, uint32_t number);

/* Whether some of its articles are not for everybody, or somebody is to see less than all: what
   programs that know nothing of this must not read. */
bool manifest_is_labelled(const struct manifest *m);

/* The name of the folder of view NUMBER: as-NNNN. */
void manifest_view_name(uint32_t number, char out[MANIFEST_VIEW_NAME]);

/* Its audience NAME; NULL: it has none such. */
const struct manifest_audience *manifest_find_audience(const struct manifest *m, const char *name);

/* FOLDER/shard-NNNN, owned by the caller; NULL when out of memory. */
char *manifest_shard_path(const char *folder, uint32_t number);

/* Bytes of all files it lists. */
uint64_t manifest_total_size(const struct manifest *m);

#endif
