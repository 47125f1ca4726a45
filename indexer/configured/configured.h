/* A file of settings (conf/conf.h) in the place of a command line, as those below
 * /etc/tracuu/archives.d are, one for each archive that is indexed every night:
 *
 *     archive = /var/lib/tracuu/bao
 *     source = /srv/bao/2024
 *     source = /srv/bao/2025
 *     ocr = yes
 *
 * Keys are the names of options that hold for the archive; flags are yes or no; "source" may stand
 * several times. Paths are absolute: nobody knows from where a service runs. */
#ifndef INDEXER_CONFIGURED_CONFIGURED_H
#define INDEXER_CONFIGURED_CONFIGURED_H

#include "base/buf.h"
#include "base/error.h"

struct configured {
	char **arguments; /* NULL behind the last */
	int count;
	struct buf store;
};

/* The value of --config among ARGV; NULL: there is none. */
const char *configured_file(int argc, char **argv);

/* The command line ARGV, a command first, with what the file PATH says in front of its other
   arguments, which so outrank it. A command that does not RUN over the sources learns the archive
   alone. The strings of ARGV must outlive OUT. ERROR_NOT_FOUND, ERROR_INPUT with file and line.
   Free with configured_free either way. */
bool configured_read(struct configured *out, const char *path, bool runs, int argc, char **argv,
	struct error *err);

void configured_free(struct configured *c);

#endif
