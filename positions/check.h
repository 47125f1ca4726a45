/* Whether a file of positions is whole, beyond its checksums. */
#ifndef POSITIONS_CHECK_H
#define POSITIONS_CHECK_H

#include "positions/file.h"

/* Reads all of F: terms ascend, every list has as many documents as it says. ERROR_CORRUPT. */
bool positions_check(struct positions_file *f, struct error *err);

#endif
