/* Files mapped for reading, also those that become shorter meanwhile.
 *
 * A file of an archive is never changed once it is published; but disks fail, and people cut files
 * short. What a mapping has lost is a SIGBUS for whoever reads it. A program that has called
 * mapping_survive reads zeros in its place, which may be any bytes to our readers, as all bytes of
 * a file may; and has to ask mapping_check before it believes what it made of them. A library
 * installs no handlers: it reads copies in memory (mapping_copy), which nobody can cut short. */
#ifndef BASE_MAPPING_H
#define BASE_MAPPING_H

#include "base/error.h"
#include "base/str.h"

struct copy;
struct mapped;

struct mapping {
	struct str bytes;
	struct mapped *file; /* NULL for an empty file, or a copy */
	struct copy *copy;   /* NULL: none is */
};

/* Maps the regular file PATH, which is no link. An empty file gives an empty slice. Close with
   mapping_close. */
bool mapping_open(struct mapping *m, const char *path, struct error *err);
void mapping_close(struct mapping *m);

/* Gives back the memory of what was read so far; what is read again comes from the file
   again. */
void mapping_relax(const struct mapping *m);

/* Lets the program live on, as above. Other SIGBUS do what they did before. */
void mapping_survive(void);

/* Lets what is opened from now on be read into memory, where that was not done already, in the
   place of being mapped. */
void mapping_copy(void);

/* False, with ERROR_CORRUPT, where some of a mapping could not be read: of one that is open, or
   that was closed since this was asked last. */
bool mapping_check(struct error *err);

#endif
