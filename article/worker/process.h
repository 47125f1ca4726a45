/* The processes that read, as tracuu-index sees them: started, spoken with, ended.
 *
 * One serves one reader at a time and is kept for the next; what hung, crashed or lied is killed.
 * All of this may be called from several threads. */
#ifndef ARTICLE_WORKER_PROCESS_H
#define ARTICLE_WORKER_PROCESS_H

#include "article/worker/wire.h"
#include "base/error.h"

enum {
	PROCESS_ANSWER_MS = 15000, /* that an answer may take */
	PROCESS_HUNG_PART = 3      /* of that time a third of CPU time: then one that is late hangs,
				      and was not only kept waiting by others */
};

/* Why a process is no more. */
enum process_end {
	PROCESS_LIVES,
	PROCESS_CRASHED, /* by SIGNAL, or it left with STATUS */
	PROCESS_HUNG,
	PROCESS_STARVED, /* it is late, and had no time to compute: not the file's fault */
	PROCESS_LIED     /* it said what none would */
};

struct process;

/* Whether PROGRAM is there to be started. */
bool process_is_installed(const char *program);

/* One of PROGRAM that serves nobody: one that did before, or a new one. NULL on failure. */
struct process *process_take(const char *program, struct error *err);

/* It serves nobody any more. Ends it where it is of no further use. */
void process_give_back(struct process *p);

/* Sends KIND with TEXT and, unless -1, the descriptor PASSED. False where that can't be: then it is
   ended, process_ended says why. */
bool process_tell(struct process *p, enum wire_kind kind, struct str text, int passed);

/* Waits for the answer to what it was told first of what it has not answered yet, which must be of
   the kind WANTED or WIRE_FAILED: its kind is *GOT, its text replaces what OUT held. False as
   above. */
bool process_hear(struct process *p, enum wire_kind wanted, enum wire_kind *got, struct buf *out);

/* P said what can't be: ends it. */
void process_condemn(struct process *p);

/* Why P is no more; *DETAIL: the signal or status of PROCESS_CRASHED. */
enum process_end process_ended(const struct process *p, int *detail);

/* Ends those that serve nobody. */
void process_end_idle(void);

/* For tests: programs are looked for in FOLDER, which outlives them, alone; an answer may take
   ANSWER_MS. */
void process_set(const char *folder, int64_t answer_ms);

#endif
