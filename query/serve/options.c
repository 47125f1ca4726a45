#include "query/serve/options.h"
#include "base/lang.h"
#include "query/request/settings.h"

#include <stdlib.h>
#include <string.h>

static bool read_mode(unsigned *out, const char *arg, struct error *err)
{
	char *end;
	unsigned long mode = strtoul(arg, &end, 8);
	*out = (unsigned)mode;
	if (*arg >= '0' && *arg <= '7' && *end == '\0' && mode > 0 && mode <= 0777)
		return true;
	return error_set(err, ERROR_USAGE,
		SAY("--socket-mode: “%s” không phải là quyền viết theo hệ bát phân, như 660",
			"--socket-mode: “%s” is no permissions in octal, such as 660"),
		arg);
}

bool serve_has_option(const char *name)
{
	return strcmp(name, "socket") == 0 || strcmp(name, "socket-mode") == 0 ||
	       strcmp(name, "workers") == 0;
}

bool serve_read_option(
	struct serve_options *o, const char *name, const char *arg, struct error *err)
{
	if (strcmp(name, "socket-mode") == 0)
		return read_mode(&o->socket_mode, arg, err);
	if (strcmp(name, "workers") == 0)
		return setting_number("--", name, arg, 1, SERVE_WORKERS_MAX, &o->workers, err);
	o->socket = arg;
	return true;
}

bool serve_check_unused(const struct serve_options *o, struct error *err)
{
	return !(o->socket || o->socket_mode || o->workers) ||
	       error_set(err, ERROR_USAGE, "%s",
		       SAY("--socket, --socket-mode và --workers đi với --serve",
			       "--socket, --socket-mode and --workers go with --serve"));
}
