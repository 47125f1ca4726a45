/* tracuu-web: the HTTP door of an archive. */
#include "base/fatal.h"
#include "base/lang.h"
#include "printing/print.h"
#include "web/help.h"
#include "web/keeper.h"

#ifndef TRACUU_VERSION
#error "the build system gives the version"
#endif

enum { EXIT_DONE = 0, EXIT_USAGE = 2, EXIT_FAILED = 3 };

static int fail(const struct error *err)
{
	print_err("tracuu-web: %s\n", err->message);
	return err->code == ERROR_USAGE ? EXIT_USAGE : EXIT_FAILED;
}

int main(int argc, char **argv)
{
	struct web_options options;
	struct error err;
	lang_init();
	fatal_install("tracuu-web", EXIT_FAILED);
	if (!web_options_read(argc, argv, &options, &err))
		return fail(&err);
	if (options.help)
		web_help();
	else if (options.version)
		print_out("tracuu-web %s\n", TRACUU_VERSION);
	else if (!keeper_run(&options, &err))
		return fail(&err);
	return EXIT_DONE;
}
