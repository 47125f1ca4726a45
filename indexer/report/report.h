/* report.jsonl: what happened to whom, and why. A JSON object a line:
 *
 *     {"action":"run","version":"0.2.0","lang":"vi","started":"2026-03-14T01:30:00Z","sources":
 *      [{"path":"/srv/news","label":""}]}
 *     {"action":"added","id":"2018/a.txt","path":"news/2018/a.txt"}
 *     {"action":"skipped","path":"news/b.jsonl","line":7,"why":"…"}
 *     {"action":"decoded","id":"c.txt","path":"news/c.txt","line":1,
 *      "encodings":["TCVN3"],"confidence":0.98,"why":"…"}
 *     {"action":"ignored","path":"news/2018","type":".docx","count":12,"example":
 *      "d.docx","why":"…","hint":"…"}
 *     {"action":"summary","result":"published","generation":"000042","finished":
 *      "2026-03-14T01:30:08Z","articles":35440,"unchanged":35431,"counts":{"added":9}}
 *
 * The first line is of the run as a whole, the last says how it ended: published, unchanged
 * (there was nothing to do), trial (nothing was to be changed: the lines tell what would be), or
 * failed, with the message. A run that failed changed nothing, so its report tells no more than
 * what it met: what was skipped and ignored.
 *
 * The summary of a run that had not the memory to learn all words and pairs of words says so:
 * "learned_from":{"words":2,"pairs":3} are the times that they must be there.
 *
 * action: added, changed, removed, skipped (not read; what the archive had of it
 * stays), repaired (read, with bytes that were no text replaced), decoded (read from
 * other encodings than UTF-8; several: each paragraph from its own, the first from
 * most), ignored (files or
 * folders in PATH that are not read, a line a kind and folder), moved (an article of before
 * that stands in another file, and has another id where WAS tells the old one), shared (so
 * many articles of the file PATH have ids of their own that other files give, too), undated (its
 * date is stated and can't be read), unused (text under a key of a source that is not used, a line
 * a key), known (as skipped, of a file that the archivist knows to be bad), purged (left out, since
 * purge took it out for good), lost (what stored it is damaged, and it is nowhere else), hidden
 * (who may see it can't be read, so no audience does). */
#ifndef INDEXER_REPORT_REPORT_H
#define INDEXER_REPORT_REPORT_H

#include "archive/lexicon.h"
#include "archive/manifest.h"
#include "indexer/scan/unread.h"

#include <stdint.h>
#include <stdio.h>

enum report_action {
	REPORT_ADDED,
	REPORT_CHANGED,
	REPORT_REMOVED,
	REPORT_SKIPPED,
	REPORT_REPAIRED,
	REPORT_DECODED,
	REPORT_IGNORED,
	REPORT_MOVED,
	REPORT_SHARED,
	REPORT_UNDATED,
	REPORT_UNUSED,
	REPORT_KNOWN,
	REPORT_PURGED,
	REPORT_LOST,
	REPORT_HIDDEN,
	REPORT_COUNT
};

/* What the articles that were added or changed lack. */
struct report_lacks {
	uint64_t date, author, body; /* articles without: of a body also without a lead */
};

/* "added" … */
const char *report_action_name(enum report_action action);

struct report_line {
	enum report_action action;
	struct str id;        /* empty: none */
	struct str was;       /* the id that it had; empty: the same, or none */
	struct str path;      /* as the user named the source; any bytes; empty: none */
	uint64_t line;        /* 0: none */
	uint64_t count;       /* of articles that it is about; 0: one */
	const char *why;      /* NULL: none */
	struct str encodings; /* of a decoded one: their names, with commas between */
	double confidence;    /* in them, 0 to 1 */
};

struct report {
	FILE *file;
	char *path;      /* owned */
	long head;       /* bytes of the first line */
	bool incomplete; /* memory ran out for a line */
	uint64_t counts[REPORT_COUNT];
};

/* How a run ended. */
struct report_summary {
	bool published;
	bool trial;          /* it was to change nothing */
	uint32_t generation; /* that is published now; 0: none */
	uint64_t articles;   /* that it has */
	uint64_t unchanged;
	uint64_t versions;          /* what articles said before, that is kept */
	struct lexicon_least least; /* what there was no memory to learn */
};

/* Begins the report in FOLDER of a run over the sources of M. */
bool report_open(struct report *r, const char *folder, const struct manifest *m, struct error *err);

/* A failure to write stays, for report_finish. */
void report_add(struct report *r, const struct report_line *line);

/* Says that COUNT articles of the source PATH have text under KEY, which is not used. */
void report_unused(struct report *r, struct str path, struct str key, uint64_t count);

/* Says what was passed over in the folder PATH; counts each of it. */
void report_unread(struct report *r, struct str path, const struct unread *unread);

/* Adds the last line; completes and syncs the file. */
bool report_finish(struct report *r, const struct report_summary *summary, struct error *err);

/* The run came to nothing, because of WHY: takes back what it would have done, also of a report
   that was finished. */
void report_fail(struct report *r, const struct report_summary *summary, const struct error *why);

void report_close(struct report *r);

#endif
