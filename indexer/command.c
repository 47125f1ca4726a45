#include "indexer/command.h"
#include "printing/print.h"

#include <stdio.h>

int command_fail(const struct error *err)
{
	print_err("tracuu-index: %s\n", err->message);
	switch (err->code) {
	case ERROR_USAGE:
		return EXIT_USAGE;
	case ERROR_LOCKED:
		return EXIT_LOCKED;
	case ERROR_HELD:
		return EXIT_HELD;
	default:
		return EXIT_FAILED;
	}
}
