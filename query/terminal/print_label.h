/* What people call the fields of a record. */
#ifndef QUERY_TERMINAL_PRINT_LABEL_H
#define QUERY_TERMINAL_PRINT_LABEL_H

#include "archive/record.h"

/* In their language, without a capital. */
const char *print_label(enum record_field f);

#endif
