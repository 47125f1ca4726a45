/* All that the interactive program is at. */
#ifndef QUERY_INTERACTIVE_SESSION_H
#define QUERY_INTERACTIVE_SESSION_H

#include "query/interactive/editor.h"
#include "query/interactive/found.h"
#include "query/interactive/host.h"
#include "query/interactive/menu.h"
#include "query/interactive/past.h"
#include "query/interactive/peer.h"
#include "query/interactive/reader.h"
#include "query/interactive/wish.h"

/* Who gets the keys. */
enum focus {
	FOCUS_LINE,   /* the query */
	FOCUS_LIST,   /* the hits */
	FOCUS_READER, /* an article */
	FOCUS_OFFERS, /* ways to go on with the query */
	FOCUS_FILTERS,
	FOCUS_DATE, /* a line for days */
	FOCUS_CITE, /* a citation that is shown */
	FOCUS_HELP,
};

/* What is asked for; each once at a time: who asks anew drops what was asked before. */
enum errand {
	ERRAND_STATUS,
	ERRAND_SEARCH,
	ERRAND_MORE,
	ERRAND_COUNT,
	ERRAND_SUGGEST,
	ERRAND_ARTICLE,
	ERRAND_CITATION,
	ERRAND_COUNT_OF
};

struct asked {
	json_int_t id;   /* 0: nothing waits for an answer */
	struct buf line; /* the request, to be sent again where the answer was lost */
	bool again;      /* it was */
};

struct session {
	const struct host *host;
	struct peer peer;
	struct buf said; /* on standard error, by the other processes */
	int saying;      /* where that is read */
	struct editor line, date;
	struct past past;
	struct wish wish;
	struct found found, before; /* BEFORE is what was left for what is like one of its hits */
	struct reader reader;
	struct menu menu;
	enum focus focus, behind; /* BEHIND what covers it */
	struct asked asked[ERRAND_COUNT_OF];
	json_int_t last_id;
	int64_t now_ms, due_ms; /* when the query is to be asked; 0: it was */
	int64_t begun_ms;       /* when the process that answers was started */
	bool changed;           /* filters or order, since BEFORE was left */
	bool open_found;        /* the first hit is to be opened when it comes */
	bool pasting;
	size_t help_top, help_rows;
	struct buf notice;   /* what is told until the next key */
	struct buf citation; /* that is shown */
	struct buf cited;    /* all of them, a line each, for the end */
	json_int_t articles; /* in the archive */
	struct buf words;    /* the query that was asked last */
	bool over;
};

#endif
