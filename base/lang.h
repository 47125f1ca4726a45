/* The language that the user reads, Vietnamese or English.
 *
 * Both versions of a message stand side by side in the source, so that they
 * are reviewed together and the compiler checks the format of both. (gettext
 * would stay silent on a system where the vi_VN locale was never generated,
 * which is how Debian installs.) */
#ifndef BASE_LANG_H
#define BASE_LANG_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SAY(vietnamese, english) (lang_is_vietnamese() ? (vietnamese) : (english))

/* Chooses the language from LC_ALL, LC_MESSAGES, LANG, in that order, the first
   that is set and not empty; LANGUAGE, where set, goes before them unless they
   say C or POSIX. "vi…" is Vietnamese, anything else English. Reads the time zone, too: its file is
   out of reach of a process that is confined. Call once, before any thread starts. */
void lang_init(void);

/* Chooses it by NAME, "vi" or "en", also for programs that are started from now on. False: there is
   no other. */
bool lang_choose(const char *name);

void lang_set_vietnamese(bool vietnamese);

bool lang_is_vietnamese(void);

/* What one thread speaks, whatever the others do, until lang_leave_here: for whoever answers people
   of both languages. */
void lang_set_here(bool vietnamese);
void lang_leave_here(void);

/* The reason that an errno value stands for, in the user's language, in OUT or
   in static memory. */
const char *lang_errno(int number, char *out, size_t size);

#ifdef __cplusplus
}
#endif

#endif
