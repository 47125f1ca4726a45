/* The last bounds of the process, behind the budget of a query (base/budget.h), which ends long
 * before: for what does not count its work, be it by an error of ours or of a library's. */
#ifndef SANDBOX_LIMITS_H
#define SANDBOX_LIMITS_H

enum {
	LIMITS_MEMORY_MIB = 1024, /* of its own, not of files that it maps */
	LIMITS_CPU_SECONDS = 20   /* of a query */
};

/* Sets the bound of memory, past which what allocates fails and says so, and makes the program say
   what happened, and end with STATUS, when the time of limits_renew is used up. PROGRAM is static.
   Under a sanitizer nothing is done. */
void limits_set(const char *program, int status);

/* Takes the bounds of limits_set back, for a program that is run in the place of this process. */
void limits_lift(void);

/* Lets the process compute for another LIMITS_CPU_SECONDS: to be called for each query, and after
   a fork, which takes the bound away. */
void limits_renew(void);

/* Lets the process compute for SECONDS from now, in all its threads, then SIGPROF comes; 0: for as
   long as it wants. A program that is run in its place keeps it, a fork does not. */
void limits_time(int seconds);

#endif
