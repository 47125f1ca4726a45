/* The last resort: what a program says when it dies of an error in itself or in a library, be it by
 * a damaged file that nothing else has told. */
#ifndef BASE_FATAL_H
#define BASE_FATAL_H

/* From now on, a crash is a message on standard error, in the language of lang_init, and the exit
   status STATUS. PROGRAM is static. For programs only, once, before any thread starts. Under a
   sanitizer, which tells more, nothing is done. */
void fatal_install(const char *program, int status);

/* Has RESCUE called before a crash is told, as to give a terminal back: it does nothing that a
   signal handler may not. NULL: nothing is to be done. */
void fatal_rescue(void (*rescue)(void));

#endif
