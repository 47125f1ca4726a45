/* The commands of tracuu-index, one a file or a few that belong together: cmd_NAME.c. */
#ifndef INDEXER_COMMANDS_H
#define INDEXER_COMMANDS_H

#include "indexer/command.h"

int cmd_update(const struct options *options);
int cmd_rebuild(const struct options *options);
int cmd_status(const struct options *options);
int cmd_verify(const struct options *options);
int cmd_duplicates(const struct options *options);
int cmd_export(const struct options *options);
int cmd_mirror(const struct options *options);
int cmd_repair(const struct options *options);
int cmd_purge(const struct options *options);
int cmd_read(const struct options *options);
int cmd_why(const struct options *options);
int cmd_report(const struct options *options);
int cmd_rollback(const struct options *options);
int cmd_pin(const struct options *options);
int cmd_unpin(const struct options *options);
int cmd_resume(const struct options *options);
int cmd_generations(const struct options *options);

#endif
