/* Confines a process to what answering takes, once all is open that it reads: who takes it over, by
 * an archive, a query or a record that is forged, or by a file that a reader fails at, can read
 * what is open and answer, no more.
 *
 * Afterwards it opens no file, neither beneath the archive nor elsewhere; it connects to nothing,
 * starts nothing, forks nothing, maps nothing that could be run; it reads, and writes to, the
 * descriptors that are open. What is refused fails with EPERM. There is no way back, and children
 * inherit it.
 *
 * What needs more than that, a pager, a file to replace, a socket to listen at, workers, belongs
 * into a process of its own in front of this one, which is not confined (sandbox/aside.h), as
 * tracuu-index is in front of its readers.
 *
 * The filter of system calls is a table of our own, which the kernel takes as it is: libseccomp
 * would be one more library to load, and takes twice as long to compile one as all of this does.
 * tests/unit/sandbox tries what is forbidden. */
#ifndef SANDBOX_CONFINE_H
#define SANDBOX_CONFINE_H

enum confinement {
	CONFINED_CALLS = 1, /* seccomp: which system calls there are */
	CONFINED_FILES = 2, /* Landlock: no file, no TCP, no other process, whatever the call */
};

enum confine_for {
	CONFINE_QUERY,
	CONFINE_REMOTE, /* likewise; but may connect, and run threads (xapianc/served.h) */
	CONFINE_READER, /* may also be sent descriptors (article/worker) */
	CONFINE_WEB /* that, and lets visitors in at a socket that listens already (web/door.h) */
};

/* Confines the process, as far as kernel and processor let it be: an enum confinement, several
   ored. Under a sanitizer or valgrind, which need more than answering does, 0, and nothing is
   confined. Call it before any thread starts. */
unsigned confine(enum confine_for purpose);

#endif
