/* Sealing a file: it is synced and its digest taken, for the manifest. */
#ifndef INDEXER_INVERSION_SEAL_H
#define INDEXER_INVERSION_SEAL_H

#include "archive/manifest.h"

/* Seals the file RELATIVE of the folder FOLDER and adds it to M. */
bool seal_file(struct manifest *m, const char *folder, const char *relative, struct error *err);

/* Seals all files of FOLDER/NAME, which is a folder, and that folder itself. */
bool seal_folder(struct manifest *m, const char *folder, const char *name, struct error *err);

#endif
