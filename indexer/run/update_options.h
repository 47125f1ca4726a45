/* What a run is asked to do. */
#ifndef INDEXER_RUN_UPDATE_OPTIONS_H
#define INDEXER_RUN_UPDATE_OPTIONS_H

#include "text/encoding/encoding.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct update_options {
	const char *archive;
	char *const *sources; /* as named by the user; none: those of the archive */
	size_t source_count;
	char *const *forget; /* sources to be dropped, with their articles */
	size_t forget_count;
	uint64_t memory; /* bytes that the run may take, at least MEMORY_MIN of
			    indexer/work/memory.h */
	uint64_t shard_articles;
	uint64_t batch_articles;
	const char *map; /* of the sources, those named if any are: their keys, as key_map_read
			    has it; NULL: not told */
	const char *visibility; /* of the sources, those named if any are: the label of what has
				   none; "": none; NULL: not told */
	char *const *audiences; /* NAME=LABEL,LABEL each, from now on */
	size_t audience_count;
	char *const *forgotten_audiences; /* names of those that are no more */
	size_t forgotten_audience_count;
	const char *label;  /* of the one source named, or of the only one; NULL: as it is */
	char *const *purge; /* ids of articles to be taken out for ever; then no source is read */
	size_t purge_count;
	const char *group;      /* that may read the archive from now on; NULL: as it was */
	int64_t since_ns;       /* new files that were changed before are left; 0: none */
	const char *known;      /* file of paths that are known to be bad; NULL: none */
	const char *from;       /* a repair's good copy of the archive; NULL: none */
	unsigned jobs;          /* worker threads, at least 1 */
	unsigned max_removals;  /* per cent of a source, and of all, that a run may remove */
	uint32_t keep;          /* generations to be kept from now on; 0: as many as before */
	enum encoding encoding; /* ENCODING_DETECT: in whichever each file tells */
	bool encoding_told;     /* the same sources are in this one */
	bool ocr_told;          /* whether scans are read from now on: */
	bool ocr;
	bool servable_told; /* whether Xapian's own servers can serve the shards, from now on: */
	bool servable;
	bool history_told; /* how long versions stay from now on: */
	uint32_t history_days;
	bool ids_told;       /* the same sources' ids: */
	bool ids_by_file;    /* all name their file; else those that need it */
	bool trust;          /* the archive's sources, whoever made it and wherever */
	bool allow_removals; /* any, also from folders that are empty or have become links */
	bool quiet;
	bool repair; /* mend what is damaged, and read no more of the sources than that takes */
	bool reread; /* read and analyse everything anew */
	bool from_stored; /* analyse anew what is stored, and read no source */
	bool trial;       /* find out what would change, and change nothing */
};

#endif
